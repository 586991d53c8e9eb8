#include "client/ui/text/explain.h"

#include <QCoreApplication>

namespace voordeur::client::ui {
namespace {

using crypto::Reason;

struct Words {
    QString headline;
    QString why;
    QString whatYouCanDo;
};

class Explain {
    Q_DECLARE_TR_FUNCTIONS(Explain)

public:
    // Longer than a function should be, because it is a table: one row per reason, and the
    // compiler refuses a missing one. NOLINTNEXTLINE(readability-function-size)
    static Words of(Reason reason) {
        const QString again =
            tr("Try again. If it keeps going wrong, give the help desk this code.");
        const QString newVersion =
            tr("Ask your ICT department for the newest version of Voordeur.");
        const QString officer = tr("Change nothing and call the privacy officer. Give this code.");
        const QString reopen = tr("Open the family again. You then see the newest state.");
        const QString askLead = tr("Ask the lead if you need this.");
        const QString notShown =
            tr("Voordeur does not show this answer. Nothing of yours is lost.");
        switch (reason) {
            case Reason::Malformed:
                return {tr("Something went wrong in this message."),
                        tr("The message could not be read. Nothing was saved or changed."),
                        again};
            case Reason::MessageTooLarge:
                return {tr("This is too much at once."),
                        tr("The text is larger than one message may be. Your text is still here."),
                        tr("Make the text shorter, or save it in two parts.")};
            case Reason::UnknownVersion:
                return {tr("This was made with another version of Voordeur."),
                        tr("Your version cannot read it yet. Nothing is lost."),
                        newVersion};
            case Reason::UnknownSuite:
                return {tr("This is protected in a way that this version does not have."),
                        tr("Voordeur never goes on with weaker protection. Nothing is lost."),
                        newVersion};
            case Reason::UnknownValue:
                return {tr("This answer has a part that this version does not have."),
                        tr("Voordeur does not guess. Nothing was saved or changed."),
                        newVersion};
            case Reason::PayloadMismatch:
                return {tr("The message changed on its way."),
                        tr("What arrived is not what you sent. Nothing was saved or changed."),
                        again};
            case Reason::MethodMismatch:
                return {tr("The server was asked for something else."),
                        tr("The signed request does not fit. Nothing was saved or changed."),
                        again};
            case Reason::InvalidArgument:
                return {tr("Something in this request is not right."),
                        tr("The server could not use it. Nothing was saved or changed."),
                        tr("Check what you filled in and try again.")};
            case Reason::Unauthenticated:
                return {tr("Voordeur does not see who you are."),
                        tr("Your laptop could not show who you are. Nothing is lost."),
                        tr("Lock Voordeur and open it again with your passphrase.")};
            case Reason::DeviceNotAdmitted:
                return {tr("This laptop has not been admitted yet."),
                        tr("A colleague still has to say that it is yours."),
                        tr("Ask your administrator to admit this laptop.")};
            case Reason::DeviceRevoked:
                return {tr("This laptop may no longer be used for Voordeur."),
                        tr("Your administrator has ended its access."),
                        tr("Call your administrator if you do not expect this.")};
            case Reason::WrongInstance:
                return {tr("This belongs to another municipality."),
                        tr("Voordeur keeps municipalities apart. Nothing was shown."),
                        tr("Check that you use the right invitation or file.")};
            case Reason::SignatureBroken:
                return {tr("A signature is not right."), notShown, officer};
            case Reason::ClockSkew:
                return {tr("The clock of this computer is not right."),
                        tr("It differs more than ten minutes from the server. Nothing is lost."),
                        tr("Set the time of this computer right and try again.")};
            case Reason::CertificateWrong:
                return {tr("The certificate is not right."),
                        tr("This laptop and the server do not trust each other now."),
                        tr("Look at Connection, and call your ICT department.")};
            case Reason::RequestIdReused:
                return {tr("This request was already used."),
                        tr("Nothing was done twice. Your first request stands."),
                        reopen};
            case Reason::AnswerChanged:
                return {tr("The answer is no longer the same."),
                        tr("Your request was done before. The state has changed since."),
                        reopen};
            case Reason::ServerIdentityWrong:
                return {tr("This is not the server you know."),
                        tr("Voordeur has sent nothing to it."),
                        tr("Stop working and call your ICT department.")};
            case Reason::NotFound:
                return {tr("Voordeur cannot find this."),
                        tr("It is not there, or you may not see it."),
                        tr("Go back to your list and look again.")};
            case Reason::Denied:
                return {tr("You have no access to this part."),
                        tr("It is not shared with you."),
                        askLead};
            case Reason::PurposeUnknown:
                return {tr("First choose why you ask."),
                        tr("Without a reason Voordeur does not answer."),
                        tr("Choose a reason from the list and try again.")};
            case Reason::BasisMissing:
                return {tr("There is no ground for this reason."),
                        tr("Your organisation may not ask this for this reason."),
                        tr("Choose another reason, or ask your privacy officer.")};
            case Reason::KindForbidden:
                return {tr("Your organisation may not search in this way."),
                        tr("Not every organisation may use the citizen number."),
                        tr("Search by address, or by name and birth date.")};
            case Reason::QuotaExceeded:
                return {tr("You have asked often in a short time."),
                        tr("There is a limit, to protect families."),
                        tr("Wait an hour, or ask your manager for more room.")};
            case Reason::SecondPersonNeeded:
                return {tr("A second person has to agree."),
                        tr("This may not be done alone. Nothing was changed."),
                        tr("Ask a colleague with this right to agree.")};
            case Reason::InvolvementNotActive:
                return {tr("Your help to this family has ended or has not begun."),
                        tr("Without help under way there is no access."),
                        tr("Prolong your help, or ask the lead.")};
            case Reason::OfficerKeyMissing:
                return {tr("The key of the privacy officers is missing."),
                        tr("Without it Voordeur cannot record what happens. Nothing was done."),
                        tr("Call your administrator. He has to complete the set-up.")};
            case Reason::TeamKeyMissing:
                return {tr("This laptop does not have the key of your team yet."),
                        tr("A colleague's laptop gives it when it is online."),
                        tr("Ask a colleague of your team to open Voordeur.")};
            case Reason::TeamMayNotLead:
                return {tr("This team may not take the lead."),
                        tr("Your municipality has set which teams may lead."),
                        tr("Choose somebody of another team.")};
            case Reason::BsnInvalid:
                return {tr("This citizen number is not right."),
                        tr("A number has 9 digits, and the digits must fit together."),
                        tr("Check the digits and fill in the number again.")};
            case Reason::PostcodeInvalid:
                return {
                    tr("This postcode is not right."),
                    tr("Voordeur needs it to find the address."),
                    tr("Fill in a postcode with 4 digits and 2 letters, for instance 3011 AB.")};
            case Reason::HouseNumberInvalid:
                return {tr("This house number is not right."),
                        tr("A house number has only digits, from 1 to 99999."),
                        tr("Fill in the number. A letter goes in the field beside it.")};
            case Reason::HouseAdditionInvalid:
                return {tr("This addition is not right."),
                        tr("An addition has at most 5 letters or digits."),
                        tr("Make the addition shorter, for instance A or 2.")};
            case Reason::DateInvalid:
                return {tr("This date is not right."),
                        tr("Voordeur reads a date as day, month, year."),
                        tr("Fill in the date like this: 9-2-1989.")};
            case Reason::DateOrderWrong:
                return {tr("The end lies before the start."),
                        tr("The second date must come after the first."),
                        tr("Change one of the two dates.")};
            case Reason::NameInvalid:
                return {tr("This name cannot be used."),
                        tr("A name has at least one letter."),
                        tr("Fill in the surname with letters only.")};
            case Reason::LifeDomainUnknown:
                return {tr("First choose what you help with."),
                        tr("Voordeur only has the life domains of your municipality."),
                        tr("Choose a life domain from the list.")};
            case Reason::TextTooLong:
                return {tr("This text is too long."),
                        tr("Your text is still here. It has not been saved yet."),
                        tr("Make the text shorter, or make two notes.")};
            case Reason::TextNotUtf8:
                return {tr("This text has characters that cannot be saved."),
                        tr("Your text is still here. It has not been saved yet."),
                        tr("Remove the strange characters and save again.")};
            case Reason::ReasonMissing:
                return {tr("You have not said why yet."),
                        tr("The other person has to understand your answer."),
                        tr("Write in one sentence why.")};
            case Reason::AlreadyExists:
                return {tr("This is already there."), tr("Nothing was done twice."), reopen};
            case Reason::OfferOpen:
                return {tr("Somebody has already been asked to take the lead."),
                        tr("There can be one request at a time. The lead has not changed."),
                        tr("Wait for the answer, or withdraw that request first.")};
            case Reason::OfferClosed:
                return {tr("This request for the lead no longer stands."),
                        tr("It was answered or withdrawn. The lead has not changed through you."),
                        reopen};
            case Reason::NotAddressee:
                return {tr("This request is for somebody else."),
                        tr("Only that person may answer it. Nothing was changed."),
                        tr("Ask that person to answer.")};
            case Reason::AlreadyLead:
                return {tr("This person already leads."),
                        tr("Nothing was changed."),
                        tr("Choose somebody else.")};
            case Reason::EtagMismatch:
                return {tr("Somebody changed this at the same moment."),
                        tr("Nothing was overwritten. Your text is still here."),
                        tr("Open the family again and look at both texts.")};
            case Reason::EpochStale:
                return {tr("Access to this family has just changed."),
                        tr("Your text is still here. It has not been saved yet."),
                        tr("Save again. Voordeur then uses the new key.")};
            case Reason::RotationNeeded:
                return {tr("First the lock of this file has to be renewed."),
                        tr("Somebody left. Your text is still here."),
                        tr("Save again. Voordeur renews the lock by itself.")};
            case Reason::GrantMissing:
                return {tr("You do not have a key for this part."),
                        tr("It was not given to your team, or not yet."),
                        askLead};
            case Reason::RecipientsWrong:
                return {tr("The list of people who can read this has changed."),
                        tr("Nothing was saved, so that nobody reads along by mistake."),
                        reopen};
            case Reason::HouseholdClosed:
                return {tr("This file is closed."),
                        tr("It can be read, but no longer changed."),
                        tr("Ask the lead or the manager to open it again.")};
            case Reason::LimitReached:
                return {tr("No more can be added here."),
                        tr("There is a limit, so that Voordeur stays fast."),
                        tr("Ask your administrator what can be cleared away.")};
            case Reason::EvaluationMissing:
                return {tr("This question has to be asked again."),
                        tr("The first step was no longer there. Nothing was answered."),
                        tr("Ask the question again.")};
            case Reason::AlreadyAnswered:
                return {tr("Somebody else has already answered this."),
                        tr("The first answer stands. Nothing was done twice."),
                        reopen};
            case Reason::InvitationUnknown:
                return {tr("This invitation is not there."),
                        tr("The server does not have it, or it was withdrawn."),
                        tr("Ask your administrator for a new invitation.")};
            case Reason::InvitationExpired:
                return {tr("This invitation is too old."),
                        tr("An invitation is good for at most two weeks."),
                        tr("Ask your administrator for a new invitation.")};
            case Reason::InvitationUsed:
                return {tr("This invitation has already been used."),
                        tr("Each invitation is for one laptop."),
                        tr("Was it not you? Call your administrator at once.")};
            case Reason::InvitationBroken:
                return {tr("This invitation cannot be read."),
                        tr("A part is missing or has changed."),
                        tr("Copy the whole invitation again, or ask for a new one.")};
            case Reason::EnrolmentMacWrong:
                return {tr("This laptop does not fit the invitation."),
                        tr("Somebody may have come in between. Nothing was admitted."),
                        tr("Stop and call your administrator.")};
            case Reason::WaitingForAdmission:
                return {tr("This laptop is waiting to be admitted."),
                        tr("Your administrator still has to confirm that it is yours."),
                        tr("Wait, or call your administrator.")};
            case Reason::AlreadyFounded:
                return {tr("This server has already been set up."),
                        tr("That can be done only once. Nothing was changed."),
                        tr("Ask the founder for an invitation.")};
            case Reason::NotFounded:
                return {tr("This server has not been set up yet."),
                        tr("First the founder has to begin."),
                        tr("Ask your administrator to set up the server.")};
            case Reason::SealBroken:
                return {tr("This cannot be opened."),
                        tr("The seal is broken, or it was not for you."),
                        officer};
            case Reason::KeyExhausted:
                return {tr("The key of this file has been used up."),
                        tr("Your text is still here. It has not been saved yet."),
                        tr("Save again. Voordeur makes a new key by itself.")};
            case Reason::CommitmentWrong:
                return {tr("The key does not fit this file."), notShown, officer};
            case Reason::WeakKey:
                return {tr("A key is too weak."), notShown, officer};
            case Reason::PassphraseWrong:
                return {tr("This passphrase is not right."),
                        tr("Capitals count. Your data are safe."),
                        tr("Check the capitals and try again.")};
            case Reason::PassphraseWeak:
                return {tr("This passphrase is too easy to guess."),
                        tr("It protects the files of many families."),
                        tr("Choose a longer sentence that only you know.")};
            case Reason::KeystoreBroken:
                return {tr("The key file of this laptop is damaged."),
                        tr("The files on the server are safe."),
                        tr("Ask your administrator for help.")};
            case Reason::KdfTooWeak:
                return {tr("The key file is not protected well enough."),
                        tr("Somebody may have changed it. Voordeur does not open it."),
                        tr("Call your administrator.")};
            case Reason::KeyMissing:
                return {tr("A key is missing on this laptop."),
                        tr("Without that key this part stays closed. Nothing is lost."),
                        tr("Ask your administrator for help.")};
            case Reason::ProofBroken:
                return {tr("The proof of the server is not right."), notShown, officer};
            case Reason::ElementInvalid:
                return {tr("The answer of the server cannot be right."), notShown, officer};
            case Reason::TryLater:
                return {tr("Please wait a moment."),
                        tr("The passphrase was wrong several times. Your data are safe."),
                        tr("Wait until the counter is at zero and try again.")};
            case Reason::LogOriginWrong:
                return {tr("This log belongs to another server."), notShown, officer};
            case Reason::CheckpointBroken:
                return {tr("The signature under the log is not right."), notShown, officer};
            case Reason::InclusionBroken:
                return {tr("The server cannot show that this is in the log."),
                        tr("Without that proof Voordeur opens nothing."),
                        officer};
            case Reason::ConsistencyBroken:
                return {tr("The log no longer fits what it was before."),
                        tr("Voordeur stops, so that nothing can be hidden."),
                        officer};
            case Reason::LogFork:
                return {tr("There are two different logs."),
                        tr("Colleagues may see something else than you. Voordeur stops."),
                        officer};
            case Reason::LogShrunk:
                return {tr("The log has become shorter."),
                        tr("A log may only grow. Voordeur stops."),
                        officer};
            case Reason::EntryNotMine:
                return {tr("The line in the log is not your request."), notShown, officer};
            case Reason::AnswerMismatch:
                return {tr("The answer does not fit your question."), notShown, officer};
            case Reason::DirectoryChainWrong:
                return {tr("The list of people and devices is not complete."),
                        tr("Somebody's access may have been hidden. Voordeur stops."),
                        officer};
            case Reason::HouseholdChainWrong:
                return {tr("The history of this family is not complete."),
                        tr("Something may have been hidden. Voordeur stops."),
                        officer};
            case Reason::ManifestOld:
                return {tr("The server gave an old state."),
                        tr("You have seen a newer one. Voordeur does not go back."),
                        officer};
            case Reason::RecordMissing:
                return {tr("A part of this file is missing."),
                        tr("The server should have it and did not give it."),
                        officer};
            case Reason::GrantBroken:
                return {tr("A key was not given in the right way."), notShown, officer};
            case Reason::EpochWrong:
                return {tr("The key does not fit this moment."), notShown, officer};
            case Reason::IndexEntryBroken:
                return {tr("A line about help is not signed right."), notShown, officer};
            case Reason::RuleBroken:
                return {tr("Something was done that was not allowed."),
                        tr("The line is in the log, but the rules forbid it."),
                        officer};
            case Reason::StatementReplayed:
                return {tr("A request is in the log twice."),
                        tr("That cannot happen with an honest server."),
                        officer};
            case Reason::DetailMissing:
                return {tr("A detail is missing that was not erased."),
                        tr("The line itself is there. The explanation is gone."),
                        officer};
            case Reason::LogGap:
                return {tr("A line of the log is missing."),
                        tr("The lines must follow each other without a gap."),
                        officer};
            case Reason::EntryBroken:
                return {tr("A line of the log cannot be read."),
                        tr("It is damaged or was changed."),
                        officer};
            case Reason::PayloadMissing:
                return {tr("A part belonging to a line is missing."),
                        tr("The line itself is there, but cannot be checked completely."),
                        officer};
            case Reason::AnswerFalse:
                return {tr("The server gave a false answer."),
                        tr("The log shows that the answer should have been different."),
                        officer};
            case Reason::Busy:
                return {tr("It is busy. Please wait a moment."),
                        tr("The server has much to do. Nothing of yours is lost."),
                        tr("Try again in a minute.")};
            case Reason::StorageFull:
                return {tr("There is no room left to save."),
                        tr("What was saved before is safe. Your text is still here."),
                        tr("Call your ICT department and try again later.")};
            case Reason::StorageFailed:
                return {tr("Saving does not work now."),
                        tr("What was saved before is safe. Your text is still here."),
                        again};
            case Reason::Unavailable:
                return {tr("Voordeur cannot be reached right now."),
                        tr("That is not your fault. Nothing of yours is lost."),
                        tr("Try again. Is it urgent? Call the contact on your phone list.")};
            case Reason::DeadlineExceeded:
                return {tr("This takes longer than normal."),
                        tr("Nothing of yours is lost. You may ask the same again."),
                        tr("Try again, or go on later.")};
            case Reason::Cancelled:
                return {tr("This was stopped."),
                        tr("You or Voordeur stopped it halfway. Nothing is lost."),
                        tr("Begin again if you still need it.")};
            case Reason::Internal:
                return {tr("Something went wrong on our side."),
                        tr("That is not your fault. Nothing of yours is lost."),
                        again};
            case Reason::FileUnreadable:
                return {tr("This file cannot be read."),
                        tr("It is not there, is damaged, or you may not open it."),
                        tr("Choose another file, or ask your ICT department.")};
            case Reason::FileExists:
                return {tr("There is already a file with this name."),
                        tr("Voordeur does not overwrite it."),
                        tr("Choose another name.")};
            case Reason::SchemaNewer:
                return {tr("These data come from a newer version."),
                        tr("Your version does not touch them. Nothing is lost."),
                        newVersion};
            case Reason::VersionUnsupported:
                return {tr("This version of Voordeur is too old."),
                        tr("The server no longer works with it. Nothing is lost."),
                        newVersion};
            case Reason::ConfigInvalid:
                return {tr("A setting is not right."),
                        tr("Voordeur does not start with settings that it does not understand."),
                        tr("Ask your ICT department to check the settings.")};
            case Reason::BackupBroken:
                return {tr("This backup is damaged or not complete."),
                        tr("Nothing was changed."),
                        tr("Take another backup.")};
            case Reason::BackupKeyWrong:
                return {tr("This key does not belong to this backup."),
                        tr("Nothing was changed."),
                        tr("Take the key of that time.")};
            case Reason::NothingLost:
                return {tr("This laptop misses nothing in this log."),
                        tr("Nothing was changed."),
                        tr("Let a founder whose laptop saw more do it.")};
        }
        return {};
    }
};

}  // namespace

QString Explanation::asText() const {
    return QStringList{headline, why, whatYouCanDo}.join(QLatin1Char(' '));
}

Explanation explain(crypto::Reason reason) {
    const Words words = Explain::of(reason);
    const auto number = static_cast<int>(reason);
    return {words.headline,
            words.why,
            words.whatYouCanDo,
            QStringLiteral("VD-%1").arg(number, 3, 10, QLatin1Char('0'))};
}

}  // namespace voordeur::client::ui
