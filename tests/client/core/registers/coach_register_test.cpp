#include "client/core/registers/coach_register.h"

#include "client/core/registers/row_reader.h"
#include "tests/client/core/registers/support.h"

#include <gtest/gtest.h>

namespace voordeur::client::core::registers {
namespace {

using crypto::Date;
using testing::readCoaches;
using testing::shortsOf;

using Texts = std::vector<std::string>;

// Numbers of the 9999 test range that pass the eleven-test.
constexpr const char* kBsnA = "999979577";
constexpr const char* kBsnB = "999932068";
constexpr const char* kBsnC = "999906069";
constexpr const char* kBsnD = "999960520";

RegisterCounts counts(std::size_t imported, std::size_t refused, std::size_t repeated) {
    return {.rows = imported + refused + repeated,
            .imported = imported,
            .refused = refused,
            .skipped = 0,
            .repeated = repeated};
}

/// One good row; a household of one.
struct Row {
    std::string dossier = "VB-1";
    std::string surname = "Berg";
    std::string prefix = "van den";
    std::string first = "Sem";
    std::string birth = "09-02-1989";
    std::string bsn = kBsnA;
    std::string postcode = "9742EF";
    std::string house = "17";
    std::string addition = "A";
    std::string district = "WK9999AB";
    std::string role = "ouder";
    std::string domains = "werk, gezondheid";
    std::string lead = "F. Bakker";
    std::string start = "26-09-2024";
    std::string note = "Ruzie met buren";

    [[nodiscard]] std::string text() const {
        return dossier + ";" + surname + ";" + prefix + ";" + first + ";" + birth + ";" + bsn +
               ";" + postcode + ";" + house + ";" + addition + ";Beukenlaan;Voorbeeldstad;" +
               district + ";" + role + ";06-00050796;" + domains + ";" + lead + ";" + start +
               ";\"" + note + "\"";
    }
};

/// A further person of the household, without what only first rows carry.
Row further(const char* bsn, const char* first) {
    return {.first = first, .bsn = bsn, .role = "partner", .domains = "", .lead = "", .note = ""};
}

TEST(CoachRegisterTest, RowsOfOneNumberAreOneHouseholdWhereverTheyStand) {
    Row other{.dossier = "VB-2", .bsn = kBsnD, .house = "64"};
    const CoachRegister read =
        readCoaches({Row{.note = "Eerste; regel\nTweede \"\"regel\"\""}.text(),
                     other.text(),
                     further(kBsnB, "Ewa").text()});
    EXPECT_TRUE(read.report.problems.empty());
    EXPECT_EQ(read.report.counts, counts(3, 0, 0));
    ASSERT_EQ(read.households.size(), 2U);
    const CoachHousehold& household = read.households[0];
    EXPECT_EQ(household.dossierNumber, "VB-1");
    EXPECT_EQ(household.address->form(), "9742EF|17|A");
    EXPECT_EQ(household.address->street, "Beukenlaan");
    EXPECT_EQ(household.address->town, "Voorbeeldstad");
    EXPECT_EQ(household.district, "WK9999AB");
    EXPECT_EQ(household.lifeDomains, (Texts{"werk", "gezondheid"}));
    EXPECT_EQ(household.leadName, "F. Bakker");
    EXPECT_EQ(household.start, (Date{2024, 9, 26}));
    EXPECT_EQ(household.note, "Eerste; regel\nTweede \"regel\"");
    EXPECT_EQ(household.lines, (std::vector<std::size_t>{2, 5}));
    ASSERT_EQ(household.members.size(), 2U);
    EXPECT_EQ(household.members[0].person.surname, "Berg");
    EXPECT_EQ(household.members[0].person.prefix, "van den");
    EXPECT_EQ(household.members[0].person.givenName, "Sem");
    EXPECT_EQ(household.members[0].role, "ouder");
    EXPECT_EQ(household.members[0].phone, "06-00050796");
    EXPECT_EQ(household.members[1].line, 5U);
    EXPECT_EQ(household.members[1].person.bsn, kBsnB);
    EXPECT_EQ(household.members[1].person.nameBirth, "berg|1989-02-09");
}

TEST(CoachRegisterTest, IdentifiersOfAHouseholdAreListedOnce) {
    const CoachRegister read = readCoaches({Row{}.text(), further(kBsnB, "Ewa").text()});
    using crypto::IdentifierKind;
    EXPECT_EQ(identifiersOf(read.households.at(0)),
              (std::vector<Identifier>{{IdentifierKind::Bsn, kBsnA},
                                       {IdentifierKind::NameBirth, "berg|1989-02-09"},
                                       {IdentifierKind::Bsn, kBsnB},
                                       {IdentifierKind::Address, "9742EF|17|A"}}));
}

TEST(CoachRegisterTest, EachWrongFieldRefusesThePersonAndKeepsTheHousehold) {
    const Row good = further(kBsnB, "Ewa");
    std::vector<std::pair<Row, std::string>> wrong;
    const auto add = [&](auto change, const std::string& problem) {
        Row row = further(kBsnC, "Kevin");
        change(row);
        wrong.emplace_back(row, "3 " + problem);
    };
    add([](Row& row) { row.bsn = "999906068"; }, "bsn BsnInvalid refused WrongValue");
    add([](Row& row) { row.birth = "31-04-2020"; }, "geboortedatum DateInvalid refused WrongValue");
    add([](Row& row) { row.birth = "16-06-2026"; }, "geboortedatum DateInvalid refused WrongValue");
    add([](Row& row) { row.surname = ""; }, "achternaam InvalidArgument refused MissingValue");
    add([](Row& row) { row.postcode = "0742EF"; }, "postcode PostcodeInvalid refused WrongValue");
    add([](Row& row) { row.house = "0"; }, "huisnummer HouseNumberInvalid refused WrongValue");
    add([](Row& row) { row.addition = "?"; }, "toevoeging HouseAdditionInvalid refused WrongValue");
    add([](Row& row) { row.start = "17-07-2026"; }, "start DateInvalid refused WrongValue");
    add([](Row& row) { row.first = "Ke\x07vin"; }, "roepnaam Malformed refused WrongValue");
    add([](Row& row) { row.lead = std::string(201, 'x'); },
        "regisseur TextTooLong refused WrongValue");
    for (const auto& [row, problem] : wrong) {
        const CoachRegister read = readCoaches({good.text(), row.text()});
        EXPECT_EQ(shortsOf(read.report), Texts{problem});
        EXPECT_EQ(read.report.counts, counts(1, 1, 0)) << problem;
        ASSERT_EQ(read.households.size(), 1U) << problem;
        EXPECT_EQ(read.households[0].lines, std::vector<std::size_t>{2});
    }
}

TEST(CoachRegisterTest, RowWithoutDossierNumberIsRefused) {
    const CoachRegister read = readCoaches({Row{.dossier = " "}.text()});
    EXPECT_EQ(shortsOf(read.report), Texts{"2 dossiernummer InvalidArgument refused MissingValue"});
    EXPECT_EQ(read.report.counts, counts(0, 1, 0));
    EXPECT_TRUE(read.households.empty());
}

TEST(CoachRegisterTest, RefusedFirstRowStillCarriesTheHousehold) {
    const CoachRegister read = readCoaches({Row{.bsn = "1"}.text(), further(kBsnB, "Ewa").text()});
    EXPECT_EQ(shortsOf(read.report), Texts{"2 bsn BsnInvalid refused WrongValue"});
    ASSERT_EQ(read.households.size(), 1U);
    EXPECT_EQ(read.households[0].members.size(), 1U);
    EXPECT_EQ(read.households[0].leadName, "F. Bakker");
    EXPECT_EQ(read.households[0].lifeDomains, (Texts{"werk", "gezondheid"}));
    EXPECT_EQ(read.households[0].note, "Ruzie met buren");
    EXPECT_EQ(read.households[0].lines, std::vector<std::size_t>{3});
}

TEST(CoachRegisterTest, HouseholdWithoutAnAdultIsRefusedRowByRow) {
    Row child = further(kBsnB, "Kevin");
    child.role = "Kind";
    child.birth = "10-01-2021";
    const CoachRegister read = readCoaches({Row{.bsn = "1"}.text(), child.text()});
    EXPECT_EQ(
        shortsOf(read.report),
        (Texts{"2 bsn BsnInvalid refused WrongValue", "3 rol InvalidArgument refused NoAdult"}));
    EXPECT_EQ(read.report.counts, counts(0, 2, 0));
    EXPECT_TRUE(read.households.empty());

    child.birth = "15-06-2008";
    EXPECT_EQ(readCoaches({child.text()}).households.size(), 1U) << "eighteen today";
    child.birth = "16-06-2008";
    EXPECT_TRUE(readCoaches({child.text()}).households.empty()) << "eighteen tomorrow";
    child.role = "ouder";
    EXPECT_EQ(readCoaches({child.text()}).households.size(), 1U) << "a parent of seventeen";
}

TEST(CoachRegisterTest, HouseholdWithoutStartOrIdentifierIsRefused) {
    Row noStart{.start = ""};
    EXPECT_EQ(shortsOf(readCoaches({noStart.text()}).report),
              Texts{"2 start InvalidArgument refused MissingValue"});
    const Row nothing{.birth = "", .bsn = "", .postcode = "", .house = "", .addition = ""};
    EXPECT_EQ(shortsOf(readCoaches({nothing.text()}).report),
              Texts{"2  InvalidArgument refused NothingToIdentify"});
}

TEST(CoachRegisterTest, BlankNumberDateAndAddressAreFine) {
    Row row{.birth = "", .bsn = ""};
    CoachRegister read = readCoaches({row.text()});
    ASSERT_EQ(read.households.size(), 1U);
    EXPECT_EQ(read.households[0].members[0].person.bsn, std::nullopt);
    EXPECT_EQ(read.households[0].members[0].person.birthDate, std::nullopt);
    read = readCoaches({Row{.postcode = "", .house = "", .addition = ""}.text()});
    ASSERT_EQ(read.households.size(), 1U);
    EXPECT_EQ(read.households[0].address, std::nullopt);
}

TEST(CoachRegisterTest, UnreadableNameStaysAndDoesNotIdentify) {
    const CoachRegister read = readCoaches({Row{.surname = "Y?lmaz"}.text()});
    EXPECT_EQ(shortsOf(read.report), Texts{"2 achternaam NameInvalid notice NameUnreadable"});
    EXPECT_EQ(read.households.at(0).members.at(0).person.surname, "Y?lmaz");
    EXPECT_EQ(read.households[0].members[0].person.nameBirth, std::nullopt);
}

TEST(CoachRegisterTest, UnknownDomainsAndDistrictsAreLeftOut) {
    const CoachRegister read = readCoaches(
        {Row{.district = "WK99", .domains = "\"Werk, tuinieren; WERK,, meedoen ,x\""}.text()});
    EXPECT_EQ(shortsOf(read.report),
              (Texts{"2 wijkcode InvalidArgument notice DistrictLeftOut",
                     "2 leefgebieden LifeDomainUnknown notice DomainLeftOut"}));
    EXPECT_EQ(read.households.at(0).lifeDomains, (Texts{"werk", "meedoen"}));
    EXPECT_EQ(read.households[0].district, "");
}

TEST(CoachRegisterTest, DistrictCodesMayHoldCapitals) {
    for (const std::string code : {"WK999901", "WK9999AB", "WK99990Z"}) {
        EXPECT_EQ(readCoaches({Row{.district = code}.text()}).households.at(0).district, code);
    }
    for (const std::string code : {"BU999901", "WK9999ab", "WKAAAA01", "WK9999012", "wk999901"}) {
        EXPECT_EQ(readCoaches({Row{.district = code}.text()}).households.at(0).district, "")
            << code;
    }
}

TEST(CoachRegisterTest, OtherValuesInLaterRowsAreNotices) {
    Row later = further(kBsnB, "Ewa");
    later.postcode = "9741CD";
    later.start = "27-09-2024";
    later.district = "WK999901";
    later.lead = "N. de Vries";
    later.domains = "wonen, werk";
    later.note = "Tweede notitie";
    const CoachRegister read = readCoaches({Row{}.text(), later.text()});
    EXPECT_EQ(shortsOf(read.report),
              (Texts{"3 postcode PayloadMismatch notice DiffersInHousehold",
                     "3 start PayloadMismatch notice DiffersInHousehold",
                     "3 wijkcode PayloadMismatch notice DiffersInHousehold",
                     "3 regisseur PayloadMismatch notice DiffersInHousehold"}));
    EXPECT_EQ(read.report.problems[0].otherLine, 2U);
    ASSERT_EQ(read.households.size(), 1U);
    EXPECT_EQ(read.households[0].address->form(), "9742EF|17|A");
    EXPECT_EQ(read.households[0].leadName, "F. Bakker");
    EXPECT_EQ(read.households[0].lifeDomains, (Texts{"werk", "gezondheid", "wonen"}));
    EXPECT_EQ(read.households[0].note, "Ruzie met buren\nTweede notitie") << "no note is lost";
}

TEST(CoachRegisterTest, PersonWhoStandsTwiceIsTakenOnce) {
    Row again = further(kBsnA, "SEM");
    const CoachRegister read = readCoaches({Row{}.text(), again.text()});
    EXPECT_EQ(shortsOf(read.report), Texts{"3  AlreadyExists notice Repeated"});
    EXPECT_EQ(read.report.problems[0].otherLine, 2U);
    EXPECT_EQ(read.report.counts, counts(1, 0, 1));
    EXPECT_EQ(read.households.at(0).members.size(), 1U);
    // Twins have other numbers, and without numbers other first names.
    EXPECT_EQ(readCoaches({Row{}.text(), further(kBsnB, "Sem").text()}).report.counts,
              counts(2, 0, 0));
    EXPECT_EQ(readCoaches({Row{.bsn = ""}.text(), further("", "Tom").text()}).report.counts,
              counts(2, 0, 0));
    EXPECT_EQ(readCoaches({Row{.bsn = ""}.text(), further("", "sem").text()}).report.counts,
              counts(1, 0, 1));
}

TEST(CoachRegisterTest, SameHouseholdUnderTwoNumbersIsMerged) {
    const Row again{.dossier = "VB-9",
                    .birth = "1989-02-09",
                    .postcode = "9742 ef",
                    .addition = "-a",
                    .domains = "wonen, werk",
                    .lead = "N. de Vries",
                    .start = "1-1-2024",
                    .note = "Van het andere team"};
    Row baby = further(kBsnC, "Kevin");
    baby.dossier = "VB-9";
    const CoachRegister read =
        readCoaches({Row{}.text(), further(kBsnB, "Ewa").text(), again.text(), baby.text()});
    EXPECT_EQ(shortsOf(read.report),
              (Texts{"4 dossiernummer AlreadyExists notice HouseholdTwice",
                     "4 regisseur PayloadMismatch notice DiffersInHousehold",
                     "5 start PayloadMismatch notice DiffersInHousehold"}));
    EXPECT_EQ(read.report.problems[0].caseNumber, "VB-9");
    EXPECT_EQ(read.report.problems[0].otherCaseNumber, "VB-1");
    EXPECT_EQ(read.report.problems[0].otherLine, 2U);
    EXPECT_EQ(read.report.counts, counts(3, 0, 1));
    ASSERT_EQ(read.households.size(), 1U);
    const CoachHousehold& household = read.households[0];
    EXPECT_EQ(household.mergedDossierNumbers, Texts{"VB-9"});
    ASSERT_EQ(household.members.size(), 3U);
    EXPECT_EQ(household.members[2].person.givenName, "Kevin");
    EXPECT_EQ(household.lifeDomains, (Texts{"werk", "gezondheid", "wonen"}));
    EXPECT_EQ(household.leadName, "F. Bakker");
    EXPECT_EQ(household.start, (Date{2024, 1, 1}));
    EXPECT_EQ(household.note, "Ruzie met buren\nVan het andere team");
    EXPECT_EQ(household.lines, (std::vector<std::size_t>{2, 3, 4, 5}));
}

TEST(CoachRegisterTest, ThirdNumberMayBeTheLinkBetweenTwo) {
    Row second{.dossier = "VB-2", .first = "Ewa", .bsn = kBsnB};
    Row third{.dossier = "VB-3", .first = "Sem", .bsn = kBsnA};
    Row thirdB{.dossier = "VB-3", .first = "Ewa", .bsn = kBsnB};
    const CoachRegister read =
        readCoaches({Row{}.text(), second.text(), third.text(), thirdB.text()});
    ASSERT_EQ(read.households.size(), 1U);
    EXPECT_EQ(read.households[0].mergedDossierNumbers, (Texts{"VB-2", "VB-3"}));
    EXPECT_EQ(read.households[0].members.size(), 2U);
    EXPECT_EQ(read.report.counts, counts(2, 0, 2));
}

TEST(CoachRegisterTest, HouseholdsThatOnlyShareAnAddressStayApart) {
    const Row neighbour{.dossier = "VB-2", .surname = "Mulder", .birth = "1-1-1980", .bsn = kBsnB};
    const CoachRegister read = readCoaches({Row{}.text(), neighbour.text()});
    EXPECT_EQ(read.households.size(), 2U);
    EXPECT_TRUE(read.report.problems.empty());
}

TEST(CoachRegisterTest, ChildWithTwoHomesKeepsTwoHouseholds) {
    const Row otherHome{.dossier = "VB-2", .house = "18"};
    const CoachRegister read = readCoaches({Row{}.text(), otherHome.text()});
    EXPECT_EQ(read.households.size(), 2U);
    EXPECT_TRUE(read.report.problems.empty());
}

TEST(CoachRegisterTest, SameNameAndBirthWithoutNumberIsOnlyAPossibility) {
    const Row again{.dossier = "VB-2", .bsn = ""};
    const CoachRegister read = readCoaches({Row{}.text(), again.text()});
    EXPECT_EQ(read.households.size(), 2U);
    EXPECT_EQ(shortsOf(read.report),
              Texts{"3 dossiernummer AlreadyExists notice HouseholdMaybeTwice"});
    EXPECT_EQ(read.report.problems[0].otherCaseNumber, "VB-1");
    // Two different citizen numbers are two persons, whatever the name.
    const Row twin{.dossier = "VB-2", .bsn = kBsnB};
    EXPECT_TRUE(readCoaches({Row{}.text(), twin.text()}).report.problems.empty());
}

TEST(CoachRegisterTest, HouseholdsAreBounded) {
    std::vector<std::string> rows;
    for (std::size_t i = 0; i <= kMembersMax; ++i) {
        Row row = further("", "");
        row.first = "P" + std::to_string(i);
        rows.push_back(row.text());
    }
    CoachRegister read = readCoaches(rows);
    EXPECT_EQ(read.households.at(0).members.size(), kMembersMax);
    EXPECT_EQ(shortsOf(read.report),
              Texts{std::to_string(kMembersMax + 2) + "  LimitReached refused HouseholdTooLarge"});
    EXPECT_EQ(read.report.counts, counts(kMembersMax, 1, 0));

    // Merging does not get round it.
    rows.pop_back();
    rows[0] = Row{}.text();
    rows.push_back(Row{.dossier = "VB-2"}.text());
    read = readCoaches(rows);
    EXPECT_EQ(read.households.size(), 2U);
    EXPECT_EQ(read.report.problems.at(0).finding, Finding::HouseholdMaybeTwice);
}

TEST(CoachRegisterTest, NotesAreBoundedTogether) {
    Row later = further(kBsnB, "Ewa");
    later.note = std::string(kNoteBytesMax - 10, 'y');
    const CoachRegister read = readCoaches({Row{}.text(), later.text()});
    EXPECT_EQ(shortsOf(read.report),
              Texts{"3 opmerking PayloadMismatch notice DiffersInHousehold"});
    EXPECT_EQ(read.households.at(0).note, "Ruzie met buren");
    later.note = std::string(kNoteBytesMax + 1, 'y');
    EXPECT_EQ(shortsOf(readCoaches({Row{}.text(), later.text()}).report),
              Texts{"3 opmerking TextTooLong refused WrongValue"});
}

TEST(CoachRegisterTest, BrokenRowsAndFilesAreReported) {
    const CoachRegister read = readCoaches({"VB-1;te weinig", Row{}.text()});
    EXPECT_EQ(shortsOf(read.report), Texts{"2  Malformed refused WrongFieldCount"});
    EXPECT_EQ(read.report.counts, counts(1, 1, 0));
    const CoachRegister none =
        readCoachRegister(crypto::viewOf("bsn\n1\n"), defaultReadingRules(testing::kToday));
    ASSERT_TRUE(none.report.fileProblem.has_value());
    EXPECT_EQ(none.report.fileProblem->fault, FileFault::ColumnMissing);
    EXPECT_TRUE(none.households.empty());
}

}  // namespace
}  // namespace voordeur::client::core::registers
