#include "client/ui/text/words.h"

#include "client/ui/text/format.h"

#include <QCoreApplication>

#include <array>

namespace voordeur::client::ui {
namespace {

QString word(const char* text) {
    return QCoreApplication::translate("Words", text);
}

struct Action {
    const char* code;
    const char* words;
};

// The acts that can stand in a household's chain; see docs/protocol.md, methods.
constexpr std::array kActions{
    Action{"open", QT_TRANSLATE_NOOP("Words", "opened the file")},
    Action{"list", QT_TRANSLATE_NOOP("Words", "saw the family in a list")},
    Action{"check", QT_TRANSLATE_NOOP("Words", "asked whether somebody helps")},
    Action{"write", QT_TRANSLATE_NOOP("Words", "wrote in the file")},
    Action{"intake", QT_TRANSLATE_NOOP("Words", "started the file")},
    Action{"register", QT_TRANSLATE_NOOP("Words", "let know that they help")},
    Action{"involvement.change", QT_TRANSLATE_NOOP("Words", "changed until when they help")},
    Action{"match.answer", QT_TRANSLATE_NOOP("Words", "answered whether it is the same family")},
    Action{"access.grant", QT_TRANSLATE_NOOP("Words", "gave access to the shared part")},
    Action{"access.end", QT_TRANSLATE_NOOP("Words", "ended access to the shared part")},
    Action{"lead.offer", QT_TRANSLATE_NOOP("Words", "asked somebody to take the lead")},
    Action{"lead.accept", QT_TRANSLATE_NOOP("Words", "took the lead")},
    Action{"lead.refuse", QT_TRANSLATE_NOOP("Words", "did not take the lead")},
    Action{"lead.withdraw", QT_TRANSLATE_NOOP("Words", "withdrew the request for the lead")},
    Action{"looked", QT_TRANSLATE_NOOP("Words", "saw who viewed this file")},
};

}  // namespace

QString roleWord(core::Role role) {
    switch (role) {
        case core::Role::Coach:
            return word(QT_TRANSLATE_NOOP("Words", "family coach"));
        case core::Role::Worker:
            return word(QT_TRANSLATE_NOOP("Words", "staff member"));
        case core::Role::Manager:
            return word(QT_TRANSLATE_NOOP("Words", "manager"));
        case core::Role::Crisis:
            return word(QT_TRANSLATE_NOOP("Words", "crisis service"));
        case core::Role::PrivacyManager:
            return word(QT_TRANSLATE_NOOP("Words", "privacy manager"));
        case core::Role::PrivacyOfficer:
            return word(QT_TRANSLATE_NOOP("Words", "privacy officer"));
        case core::Role::AgencyAdmin:
            return word(QT_TRANSLATE_NOOP("Words", "administrator"));
        case core::Role::Founder:
            return word(QT_TRANSLATE_NOOP("Words", "founder"));
    }
    return {};
}

QString helpWord(const core::HelperView& helper) {
    switch (helper.state) {
        case core::HelpState::Active:
            return helper.hasAccess || helper.isLead
                       ? word(QT_TRANSLATE_NOOP("Words", "works along"))
                       : word(QT_TRANSLATE_NOOP("Words", "involved"));
        case core::HelpState::Proposed:
            return word(QT_TRANSLATE_NOOP("Words", "maybe"));
        case core::HelpState::Ended:
            return word(QT_TRANSLATE_NOOP("Words", "stopped"));
    }
    return {};
}

QString certaintyWord(core::Certainty certainty) {
    switch (certainty) {
        case core::Certainty::Certain:
            return word(QT_TRANSLATE_NOOP("Words", "certain"));
        case core::Certainty::Maybe:
            return word(QT_TRANSLATE_NOOP("Words", "maybe the same family"));
        case core::Certainty::Confirmed:
            return word(QT_TRANSLATE_NOOP("Words", "confirmed by a person"));
    }
    return {};
}

QString connectionWord(core::ConnectionState state) {
    switch (state) {
        case core::ConnectionState::Unknown:
            return word(QT_TRANSLATE_NOOP("Words", "Not connected yet"));
        case core::ConnectionState::Online:
            return word(QT_TRANSLATE_NOOP("Words", "Connected"));
        case core::ConnectionState::Unreachable:
            return word(QT_TRANSLATE_NOOP("Words", "Server does not answer"));
        case core::ConnectionState::Offline:
            return word(QT_TRANSLATE_NOOP("Words", "No connection"));
    }
    return {};
}

QString connectionSentence(core::ConnectionState state) {
    switch (state) {
        case core::ConnectionState::Unknown:
            return word(
                QT_TRANSLATE_NOOP("Words", "Voordeur has not asked the server anything yet."));
        case core::ConnectionState::Online:
            return word(QT_TRANSLATE_NOOP("Words", "The server answers."));
        case core::ConnectionState::Unreachable:
            return word(QT_TRANSLATE_NOOP(
                "Words",
                "Voordeur cannot be reached right now. That is not your fault. Is it urgent? Call "
                "the contact on your phone list."));
        case core::ConnectionState::Offline:
            return word(QT_TRANSLATE_NOOP(
                "Words",
                "This computer has no connection. Check the network, or call the contact on your "
                "phone list."));
    }
    return {};
}

QString actionWord(const std::string& code) {
    for (const Action& action : kActions) {
        if (code == action.code) return word(action.words);
    }
    return word(QT_TRANSLATE_NOOP("Words", "other action"));
}

QString actStateSentence(core::PendingState state) {
    switch (state) {
        case core::PendingState::Waiting:
            return word(QT_TRANSLATE_NOOP(
                "Words",
                "No answer has come yet. Voordeur sends it again when you unlock. Do not do it a "
                "second time."));
        case core::PendingState::Undecided:
            return word(QT_TRANSLATE_NOOP(
                "Words",
                "Nobody knows whether this was done. Look in the file before you do it again."));
        case core::PendingState::Refused:
            return word(QT_TRANSLATE_NOOP("Words",
                                          "This was not done. Do it again if it is still needed."));
        case core::PendingState::Lost:
            return word(QT_TRANSLATE_NOOP(
                "Words",
                "This was lost when the server was put back from a copy. Do it again if it is "
                "still needed."));
    }
    return {};
}

QString periodWords(core::UnixMillis from, const std::optional<core::UnixMillis>& until) {
    if (!until) return word(QT_TRANSLATE_NOOP("Words", "Since %1")).arg(day(from));
    return word(QT_TRANSLATE_NOOP("Words", "%1 to %2")).arg(day(from), day(*until));
}

QString shortPeriodWords(core::UnixMillis from, const std::optional<core::UnixMillis>& until) {
    if (!until) return word(QT_TRANSLATE_NOOP("Words", "since %1")).arg(shortDay(from));
    return word(QT_TRANSLATE_NOOP("Words", "%1 to %2")).arg(shortDay(from), shortDay(*until));
}

QString personLine(const core::PersonView& person) {
    return QStringLiteral("%1, %2, %3")
        .arg(fromUtf8(person.name), roleWord(person.role), fromUtf8(person.agencyName));
}

QString spokenCell(const QString& text) {
    return text.isEmpty() ? word(QT_TRANSLATE_NOOP("Words", "none")) : text;
}

QString householdTitle(const std::string& name) {
    return word(QT_TRANSLATE_NOOP("Words", "Family %1")).arg(fromUtf8(name));
}

}  // namespace voordeur::client::ui
