#include "client/cli/reason_words.h"

namespace voordeur::client::cli {

// The sentences of docs/errors.md; a lint test keeps both equal.
std::string_view sentenceFor(crypto::Reason reason) {
    using crypto::Reason;
    switch (reason) {
        case Reason::Malformed:
            return "Dit bericht is beschadigd aangekomen. Er is niets veranderd. Probeer het "
                   "opnieuw.";
        case Reason::MessageTooLarge:
            return "Dit is te groot om te bewaren. Uw tekst staat er nog. Maak de tekst of "
                   "bijlage kleiner.";
        case Reason::UnknownVersion:
            return "Dit is gemaakt met een nieuwere Voordeur. Er is niets verloren. Vraag uw "
                   "ICT-afdeling om de nieuwe versie.";
        case Reason::UnknownSuite:
            return "Dit is beveiligd op een manier die deze Voordeur niet kent. Vraag uw "
                   "ICT-afdeling om de nieuwe versie.";
        case Reason::UnknownValue:
            return "Voordeur kent een van deze keuzes niet. Er is niets veranderd. Kies "
                   "opnieuw.";
        case Reason::PayloadMismatch:
            return "Dit verzoek klopt niet met de handtekening. Er is niets veranderd. Probeer "
                   "het opnieuw.";
        case Reason::MethodMismatch:
            return "Dit verzoek klopt niet met de handtekening. Er is niets veranderd. Probeer "
                   "het opnieuw.";
        case Reason::InvalidArgument:
            return "Er mist iets of een veld klopt niet. Uw invoer staat er nog. Kijk de velden "
                   "na.";
        case Reason::Unauthenticated:
            return "Voordeur weet niet wie u bent. Uw werk is bewaard. Sluit Voordeur en open "
                   "het opnieuw.";
        case Reason::DeviceNotAdmitted:
            return "Deze laptop is nog niet toegelaten. Uw werk is bewaard. Vraag uw beheerder "
                   "om hulp.";
        case Reason::DeviceRevoked:
            return "Deze laptop mag Voordeur niet meer gebruiken. Bel uw beheerder.";
        case Reason::WrongInstance:
            return "U bent verbonden met Voordeur van een andere gemeente. Er is niets "
                   "verstuurd. Controleer het adres.";
        case Reason::SignatureBroken:
            return "Een handtekening klopt niet. Er is niets veranderd. Probeer het opnieuw of "
                   "bel de helpdesk.";
        case Reason::ClockSkew:
            return "De klok van deze laptop loopt niet goed. Uw werk is bewaard. Zet de tijd "
                   "goed.";
        case Reason::CertificateWrong:
            return "Het certificaat van deze laptop klopt niet of is verlopen. Uw werk is "
                   "bewaard. Bel uw beheerder.";
        case Reason::RequestIdReused:
            return "Dit verzoek is al eens gedaan. Er is niets dubbel bewaard. Probeer het "
                   "opnieuw.";
        case Reason::AnswerChanged:
            return "Dit is intussen veranderd. Er is niets verloren. Haal het opnieuw op.";
        case Reason::ServerIdentityWrong:
            return "Let op: dit is niet de server die u kent. Er is niets verstuurd. Stop en "
                   "bel uw beheerder.";
        case Reason::NotFound:
            return "Voordeur vindt dit niet, of u mag het niet zien. Er is niets veranderd. "
                   "Kijk na wat u zocht.";
        case Reason::Denied:
            return "U heeft geen toegang tot dit deel. Er is niets veranderd. Vraag de "
                   "regisseur als u dit nodig heeft.";
        case Reason::PurposeUnknown:
            return "Kies eerst waarom u dit navraagt. Uw invoer staat er nog.";
        case Reason::BasisMissing:
            return "Uw organisatie heeft hiervoor geen grondslag. Er is niets gedeeld. Kies een "
                   "andere reden of vraag uw privacyfunctionaris.";
        case Reason::KindForbidden:
            return "Uw organisatie mag niet met dit gegeven zoeken. Er is niets gezocht. Zoek "
                   "met het adres.";
        case Reason::QuotaExceeded:
            return "U heeft vandaag veel nagevraagd. Daarom stopt Voordeur nu even. Probeer het "
                   "later of vraag uw beheerder.";
        case Reason::SecondPersonNeeded:
            return "Hiervoor moet een tweede persoon ook tekenen. Uw deel is bewaard. Vraag een "
                   "collega met dit recht.";
        case Reason::InvolvementNotActive:
            return "Uw organisatie is niet meer betrokken bij dit gezin. Leg de betrokkenheid "
                   "opnieuw vast als u nog helpt.";
        case Reason::OfficerKeyMissing:
            return "Er is nog geen privacyfunctionaris in Voordeur. Uw tekst is bewaard. Vraag "
                   "uw beheerder om die toe te voegen.";
        case Reason::TeamKeyMissing:
            return "Dit team kan nog niets ontvangen. Uw tekst is bewaard. Vraag het team om "
                   "Voordeur te openen.";
        case Reason::TeamMayNotLead:
            return "Dit team mag geen regie hebben. Er is niets veranderd. Kies iemand uit een "
                   "ander team.";
        case Reason::BsnInvalid:
            return "Dit burgerservicenummer klopt niet. Uw invoer staat er nog. Controleer de "
                   "negen cijfers.";
        case Reason::PostcodeInvalid:
            return "Vul een postcode in met 4 cijfers en 2 letters, bijvoorbeeld 3011 AB.";
        case Reason::HouseNumberInvalid:
            return "Vul een huisnummer in van 1 tot en met 99999. Een letter hoort in het vak "
                   "Toevoeging.";
        case Reason::HouseAdditionInvalid:
            return "Deze toevoeging klopt niet. Gebruik alleen letters en cijfers, bijvoorbeeld "
                   "A of 2.";
        case Reason::DateInvalid:
            return "Deze datum bestaat niet. Uw invoer staat er nog. Vul in: dag, maand en "
                   "jaar.";
        case Reason::DateOrderWrong:
            return "De einddatum ligt voor de begindatum. Uw invoer staat er nog. Kijk beide "
                   "datums na.";
        case Reason::NameInvalid:
            return "Deze naam is leeg of te lang. Uw invoer staat er nog. Vul de naam opnieuw "
                   "in.";
        case Reason::LifeDomainUnknown:
            return "Dit leefgebied staat niet in de lijst. Uw invoer staat er nog. Kies een "
                   "ander leefgebied.";
        case Reason::TextTooLong:
            return "Deze tekst is te lang. Uw tekst staat er nog. Maak de tekst korter.";
        case Reason::TextNotUtf8:
            return "In deze tekst staan tekens die Voordeur niet kan lezen. Plak de tekst "
                   "opnieuw zonder opmaak.";
        case Reason::ReasonMissing:
            return "Schrijf in een zin waarom. Uw invoer staat er nog.";
        case Reason::AlreadyExists:
            return "Dit bestaat al. Er is niets dubbel bewaard. Open wat er al is.";
        case Reason::OfferOpen:
            return "De regie is al aan iemand gevraagd. Er is niets veranderd. Wacht op "
                   "antwoord of trek de vraag in.";
        case Reason::OfferClosed:
            return "Deze vraag is al ingetrokken of beantwoord. Er is niets veranderd. Werk het "
                   "scherm bij.";
        case Reason::NotAddressee:
            return "Deze vraag is aan iemand anders gesteld. Er is niets veranderd. Vraag die "
                   "persoon om antwoord te geven.";
        case Reason::AlreadyLead:
            return "Deze persoon heeft de regie al. Er is niets veranderd. Kies iemand anders.";
        case Reason::EtagMismatch:
            return "Iemand anders heeft dit intussen aangepast. Uw tekst is bewaard. Kies welke "
                   "tekst u wilt bewaren.";
        case Reason::EpochStale:
            return "De toegang tot dit gezin is net veranderd. Uw tekst is bewaard. Voordeur "
                   "verstuurt hem opnieuw.";
        case Reason::RotationNeeded:
            return "De toegang tot dit gezin is net veranderd. Uw tekst is bewaard. Voordeur "
                   "verstuurt hem opnieuw.";
        case Reason::GrantMissing:
            return "Uw team heeft nog geen toegang tot dit deel. Er is niets verloren. Vraag de "
                   "regisseur om toegang.";
        case Reason::RecipientsWrong:
            return "De lijst van teams is net veranderd. Uw tekst is bewaard. Voordeur "
                   "verstuurt hem opnieuw.";
        case Reason::HouseholdClosed:
            return "Dit dossier is gesloten. U kunt lezen, maar niets veranderen. Open het "
                   "dossier eerst opnieuw.";
        case Reason::LimitReached:
            return "Er kunnen er hier niet meer bij. Uw invoer staat er nog. Rond er eerst een "
                   "af.";
        case Reason::EvaluationMissing:
            return "Er mist nog een evaluatie. Uw werk is bewaard. Vul eerst de evaluatie in.";
        case Reason::AlreadyAnswered:
            return "Hierop is al antwoord gegeven. Er is niets veranderd. Werk het scherm bij.";
        case Reason::InvitationUnknown:
            return "Voordeur kent deze uitnodiging niet. Vraag uw beheerder om een nieuwe "
                   "uitnodiging.";
        case Reason::InvitationExpired:
            return "Deze uitnodiging is verlopen. Vraag uw beheerder om een nieuwe uitnodiging.";
        case Reason::InvitationUsed:
            return "Deze uitnodiging is al gebruikt. Was u dat niet? Bel dan direct uw "
                   "beheerder.";
        case Reason::InvitationBroken:
            return "Deze uitnodiging is niet compleet. Plak de hele tekst of scan de code "
                   "opnieuw.";
        case Reason::EnrolmentMacWrong:
            return "Let op: deze laptop hoort niet bij uw uitnodiging. Laat hem niet toe. Bel "
                   "uw beheerder.";
        case Reason::WaitingForAdmission:
            return "Uw laptop is aangemeld. Uw beheerder moet hem nog toelaten. Voordeur kijkt "
                   "elke minuut opnieuw.";
        case Reason::AlreadyFounded:
            return "Deze Voordeur is al in gebruik. Er is niets veranderd. Vraag de beheerder "
                   "om een uitnodiging.";
        case Reason::NotFounded:
            return "Deze Voordeur is nog niet klaar voor gebruik. De beheerder moet hem eerst "
                   "inrichten.";
        case Reason::SealBroken:
            return "Dit deel gaat niet open. Het is beschadigd of niet voor u. Geef de helpdesk "
                   "deze code.";
        case Reason::KeyExhausted:
            return "Voordeur maakt eerst een nieuwe sleutel. Uw tekst is bewaard. Probeer het "
                   "zo opnieuw.";
        case Reason::CommitmentWrong:
            return "De sleutel van dit deel klopt niet. Voordeur opent het niet. Geef de "
                   "helpdesk deze code.";
        case Reason::WeakKey:
            return "Een sleutel is te zwak. Voordeur gebruikt hem niet. Geef de helpdesk deze "
                   "code.";
        case Reason::PassphraseWrong:
            return "Deze wachtzin klopt niet. Controleer hoofdletters en probeer het opnieuw.";
        case Reason::PassphraseWeak:
            return "Deze wachtzin is makkelijk te raden. Kies een langere zin met minder gewone "
                   "woorden.";
        case Reason::KeystoreBroken:
            return "Uw sleutelbestand is beschadigd. Uw dossiers staan nog op de server. "
                   "Bel uw beheerder.";
        case Reason::KdfTooWeak:
            return "Let op: uw sleutelbestand is veranderd. Voordeur opent het niet. Bel uw "
                   "beheerder.";
        case Reason::KeyMissing:
            return "Op deze laptop mist een sleutel. Er is niets verloren. Vraag een teamgenoot "
                   "om u toegang te geven.";
        case Reason::ProofBroken:
            return "Het antwoord van de server klopt niet. Voordeur gebruikt het niet. Bel de "
                   "privacyfunctionaris.";
        case Reason::ElementInvalid:
            return "Dit verzoek is beschadigd. Er is niets veranderd. Probeer het opnieuw.";
        case Reason::TryLater:
            return "U vulde te vaak een verkeerde wachtzin in. Wacht even en probeer het dan "
                   "opnieuw.";
        case Reason::LogOriginWrong:
            return "Let op: dit is een ander logboek. Verander niets en bel de "
                   "privacyfunctionaris. Sla het bewijs op.";
        case Reason::CheckpointBroken:
            return "Let op: het controlepunt klopt niet. Verander niets en bel de "
                   "privacyfunctionaris. Sla het bewijs op.";
        case Reason::InclusionBroken:
            return "Let op: uw handeling staat niet in het logboek. Voordeur toont het antwoord "
                   "niet. Bel de privacyfunctionaris.";
        case Reason::ConsistencyBroken:
            return "Let op: het logboek sluit niet aan op eerder. Verander niets en bel de "
                   "privacyfunctionaris. Sla het bewijs op.";
        case Reason::LogFork:
            return "Let op: de server toont twee verschillende logboeken. Verander niets en bel "
                   "de privacyfunctionaris. Sla het bewijs op.";
        case Reason::LogShrunk:
            return "Let op: het logboek is korter dan eerst. Verander niets en bel de "
                   "privacyfunctionaris. Sla het bewijs op.";
        case Reason::EntryNotMine:
            return "Let op: in het logboek staat iets anders dan u deed. Voordeur toont het "
                   "antwoord niet. Bel de privacyfunctionaris.";
        case Reason::AnswerMismatch:
            return "Het antwoord hoort niet bij uw vraag. Voordeur toont het niet. Bel de "
                   "privacyfunctionaris.";
        case Reason::DirectoryChainWrong:
            return "Let op: de lijst van mensen en organisaties klopt niet. Verander niets en "
                   "bel de privacyfunctionaris.";
        case Reason::HouseholdChainWrong:
            return "Let op: van dit gezin ontbreekt iets in het logboek. Verander niets en bel "
                   "de privacyfunctionaris.";
        case Reason::ManifestOld:
            return "De server toont een oude stand van dit gezin. Uw eigen kopie is nieuwer. "
                   "Bel de privacyfunctionaris.";
        case Reason::RecordMissing:
            return "De server laat een stuk van dit dossier weg. Uw eigen kopie blijft bewaard. "
                   "Bel de privacyfunctionaris.";
        case Reason::GrantBroken:
            return "Een toegang tot dit dossier klopt niet. Voordeur gebruikt hem niet. Bel de "
                   "privacyfunctionaris.";
        case Reason::EpochWrong:
            return "De sleutel van dit dossier klopt niet met het logboek. Voordeur schrijft "
                   "niets. Bel de privacyfunctionaris.";
        case Reason::IndexEntryBroken:
            return "Een betrokkenheid in het antwoord klopt niet. Voordeur toont die niet. Bel "
                   "de privacyfunctionaris.";
        case Reason::RuleBroken:
            return "Let op: de server liet iets toe wat niet mag. Bel de privacyfunctionaris. "
                   "Sla het bewijs op.";
        case Reason::StatementReplayed:
            return "Let op: een handeling staat twee keer in het logboek. Bel de "
                   "privacyfunctionaris. Sla het bewijs op.";
        case Reason::DetailMissing:
            return "Let op: een reden in het logboek is weg. Bel de privacyfunctionaris. Sla "
                   "het bewijs op.";
        case Reason::LogGap:
            return "Let op: in het logboek ontbreken regels. Verander niets en bel de "
                   "privacyfunctionaris. Sla het bewijs op.";
        case Reason::EntryBroken:
            return "Let op: een regel in het logboek is beschadigd. Verander niets en bel de "
                   "privacyfunctionaris. Sla het bewijs op.";
        case Reason::PayloadMissing:
            return "De server laat iets weg uit het antwoord. Voordeur toont het niet. Bel de "
                   "privacyfunctionaris.";
        case Reason::AnswerFalse:
            return "Let op: de server gaf een verkeerd antwoord op een navraag. Sla het bewijs "
                   "op. Bel de beheerder.";
        case Reason::Busy:
            return "Het is druk. Wat verstuurd is, gaat vanzelf opnieuw. Wacht even en probeer "
                   "het dan weer.";
        case Reason::StorageFull:
            return "De schijf is vol, opslaan lukt nu niet. Wat bewaard was, is er nog. Vraag "
                   "uw ICT-afdeling om ruimte.";
        case Reason::StorageFailed:
            return "Opslaan lukt nu niet. Wat bewaard was, is er nog. Probeer het later of bel "
                   "uw ICT-afdeling.";
        case Reason::Unavailable:
            return "Voordeur is even niet bereikbaar. Wat verstuurd is, gaat vanzelf opnieuw. "
                   "Probeer het straks nog eens.";
        case Reason::DeadlineExceeded:
            return "Dit duurt langer dan normaal. Wat verstuurd is, gaat vanzelf opnieuw. U kunt "
                   "wachten of later verder gaan.";
        case Reason::Cancelled:
            return "U heeft dit gestopt. Wat al bewaard was, blijft bewaard. U kunt het opnieuw "
                   "doen.";
        case Reason::Internal:
            return "Er ging bij ons iets mis. Probeer het opnieuw. Blijft het misgaan? Geef de "
                   "helpdesk deze code.";
        case Reason::FileUnreadable:
            return "Voordeur kan dit bestand niet lezen. Er is niets veranderd. Kies het "
                   "bestand opnieuw.";
        case Reason::FileExists:
            return "Er is al een bestand met deze naam. Het is niet overschreven. Kies een "
                   "andere naam.";
        case Reason::SchemaNewer:
            return "Deze gegevens zijn van een nieuwere Voordeur. Er is niets veranderd. "
                   "Installeer eerst de nieuwe versie.";
        case Reason::VersionUnsupported:
            return "Er is een nieuwe versie nodig. Uw werk is bewaard. Uw ICT-afdeling zet die "
                   "klaar.";
        case Reason::ConfigInvalid:
            return "De instellingen van de server kloppen niet. De server is niet gestart. "
                   "Verbeter de regel die erbij staat.";
        case Reason::BackupBroken:
            return "Deze reservekopie is beschadigd of niet compleet. Er is niets veranderd. Neem "
                   "een andere kopie.";
        case Reason::BackupKeyWrong:
            return "Deze sleutel hoort niet bij deze reservekopie. Er is niets veranderd. Neem de "
                   "sleutel van toen.";
        case Reason::NothingLost:
            return "Deze laptop mist niets in dit logboek. Er is niets veranderd. Laat een "
                   "oprichter "
                   "met een nieuwere stand het doen.";
    }
    return {};
}

}  // namespace voordeur::client::cli
