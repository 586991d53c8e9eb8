#include "client/cli/register_words.h"

#include "client/cli/reason_words.h"

#include <algorithm>
#include <array>

namespace voordeur::client::cli {

using core::ImportFinding;
using core::registers::FileFault;
using core::registers::Finding;
using core::registers::Severity;
using crypto::Reason;

namespace {

/// A wrong value in a file. The sentences of reason_words speak of a form on a screen.
std::string valueSentence(Reason reason) {
    struct Words {
        Reason reason;
        std::string_view text;
    };
    static constexpr std::array kWords{
        Words{Reason::BsnInvalid,
              "Dit burgerservicenummer klopt niet. Controleer de negen cijfers."},
        Words{Reason::PostcodeInvalid, "Deze postcode klopt niet. Zo moet het: 3011 AB."},
        Words{Reason::HouseNumberInvalid,
              "Dit huisnummer klopt niet. Een letter hoort in toevoeging."},
        Words{Reason::HouseAdditionInvalid,
              "Deze toevoeging klopt niet. Gebruik letters en cijfers."},
        Words{Reason::DateInvalid, "Deze datum kan niet. Schrijf dag-maand-jaar."},
        Words{Reason::DateOrderWrong, "Het einde ligt voor het begin. Kijk beide datums na."},
        Words{Reason::NameInvalid,
              "In de naam staat een teken dat geen letter is. Verbeter de naam."},
        Words{Reason::LifeDomainUnknown, "Dit leefgebied staat niet in de lijst. Kies een ander."},
        Words{Reason::TextTooLong, "Deze tekst is te lang. Maak hem korter."},
        Words{Reason::Malformed, "Hier staan tekens die niet in tekst horen. Haal ze weg."},
    };
    const auto* found = std::find_if(
        kWords.begin(), kWords.end(), [&](const auto& one) { return one.reason == reason; });
    return std::string(found == kWords.end() ? sentenceFor(reason) : found->text);
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string endCommand(const std::string& involvement) {
    return " Doe dan: voordeurctl involvement end " + involvement;
}

}  // namespace

std::string sentenceFor(const core::registers::FileProblem& problem) {
    const std::string line = std::to_string(problem.line);
    switch (problem.fault) {
        case FileFault::TooLarge:
            return "Het bestand is te groot. Splits het.";
        case FileFault::Empty:
            return "Het bestand is leeg.";
        case FileFault::NotText:
            return "Dit is geen CSV-bestand. Sla het op als CSV (UTF-8).";
        case FileFault::EncodingBroken:
            return "Op regel " + line +
                   " zijn letters beschadigd. Sla het bestand opnieuw op als CSV (UTF-8).";
        case FileFault::QuoteOpen:
            return "Op regel " + line + " begint een aanhalingsteken dat nergens sluit.";
        case FileFault::RowTooLong:
            return "Regel " + line + " is te lang. Misschien ontbreekt een aanhalingsteken.";
        case FileFault::TooManyFields:
            return "Regel " + line + " heeft te veel velden.";
        case FileFault::TooManyRows:
            return "Het bestand heeft te veel regels. Splits het.";
        case FileFault::ColumnMissing:
            return "Deze kolommen ontbreken: " + joined(problem.columns) + ".";
        case FileFault::ColumnTwice:
            return "Deze kolom staat er twee keer: " + joined(problem.columns) + ".";
        case FileFault::ColumnForbidden:
            return "Een corporatie mag geen burgerservicenummers geven. Haal weg: " +
                   joined(problem.columns) + ".";
    }
    return {};
}

std::string sentenceFor(const core::registers::RowProblem& problem) {
    const std::string line = std::to_string(problem.otherLine);
    switch (problem.finding) {
        case Finding::WrongFieldCount:
            return "Het aantal velden klopt niet, tot en met regel " + line +
                   ". Kijk de scheidingstekens na.";
        case Finding::QuoteMisplaced:
            return "Een aanhalingsteken staat verkeerd. Kijk alles na tot en met regel " + line +
                   ".";
        case Finding::MissingValue:
            return "Dit veld is leeg. Vul het in.";
        case Finding::WrongValue:
            return valueSentence(problem.reason);
        case Finding::NothingToIdentify:
            return "Er is geen burgerservicenummer, adres of naam met geboortedatum. Vul er een "
                   "in.";
        case Finding::NoAdult:
            return "In dit gezin is niemand volwassen. Kijk rol en geboortedatum na.";
        case Finding::HouseholdTooLarge:
            return "Dit gezin heeft te veel leden. Kijk het dossiernummer na.";
        case Finding::OnlyArrears:
            return "Alleen huurachterstand is nog geen hulp.";
        case Finding::Ended:
            return "De hulp is voorbij.";
        case Finding::NameUnreadable:
            return "In de naam staat een teken dat geen letter is. De rest is gebruikt.";
        case Finding::Repeated:
            return "Dit staat ook op regel " + line + ". Het telt een keer.";
        case Finding::HouseholdTwice:
            return "Dit gezin staat ook onder " + problem.otherCaseNumber + ", regel " + line +
                   ". Het is samengevoegd.";
        case Finding::HouseholdMaybeTwice:
            return "Misschien hetzelfde gezin als " + problem.otherCaseNumber + ", regel " + line +
                   ". Het staat apart; kijk het na.";
        case Finding::DiffersInHousehold:
            return "Dit is anders dan op regel " + line + ". Wat daar staat, geldt.";
        case Finding::DomainLeftOut:
            return "Een leefgebied staat niet in de lijst en is weggelaten.";
        case Finding::DistrictLeftOut:
            return "De wijkcode klopt niet en is weggelaten.";
        case Finding::BornAfterStart:
            return "De hulp begon voor de geboorte. Kijk de datums na.";
    }
    return {};
}

std::string sentenceFor(const core::ImportProblem& problem) {
    switch (problem.finding) {
        case ImportFinding::LeadMissing:
            return "Er staat geen regisseur. Zet in de lijst van --people: * = naam.";
        case ImportFinding::LeadUnknown:
            return "Niemand die regie mag hebben heet zo. Zet de naam in de lijst van --people.";
        case ImportFinding::LeadSeveral:
            return "Meer mensen of teams passen hierbij. Zet de naam in de lijst van --people.";
        case ImportFinding::LeadCannotReceive:
            return "Het team van de regisseur heeft nog geen sleutel. Laat dat team Voordeur "
                   "openen.";
        case ImportFinding::NothingAllowed:
            return "Uw organisatie mag met geen van deze gegevens zoeken.";
        case ImportFinding::TooManyRecords:
        case ImportFinding::TooManyIdentifiers:
            return "Dit gezin is te groot voor een keer. Begin het dossier met minder leden.";
        case ImportFinding::RefusedByServer:
            return std::string(sentenceFor(problem.reason));
        case ImportFinding::OtherUnderNumber:
            return "Onder dit nummer loopt ook iets met andere gegevens. Is dat voorbij?" +
                   endCommand(problem.involvement);
        case ImportFinding::StillRunning:
            return "Voorbij in het register, maar het loopt nog in Voordeur." +
                   endCommand(problem.involvement);
        case ImportFinding::Lapsed:
            return "Het loopt in het register, maar is voorbij in Voordeur. "
                   "Leg het opnieuw vast: voordeurctl register";
    }
    return {};
}

std::string_view severityWord(Severity severity) {
    switch (severity) {
        case Severity::Refused:
            return "geweigerd";
        case Severity::Skipped:
            return "overgeslagen";
        case Severity::Notice:
            return "let op";
    }
    return {};
}

}  // namespace voordeur::client::cli
