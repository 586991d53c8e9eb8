#include "client/core/registers/involvement_register.h"

#include "client/core/registers/row_reader.h"
#include "tests/client/core/registers/support.h"

#include <gtest/gtest.h>

namespace voordeur::client::core::registers {
namespace {

using crypto::Date;
using crypto::IdentifierKind;
using testing::kDebtHeader;
using testing::kYouthHeader;
using testing::readDebt;
using testing::readHousing;
using testing::readRows;
using testing::shortsOf;

using Texts = std::vector<std::string>;

RegisterCounts counts(std::size_t imported,
                      std::size_t refused,
                      std::size_t skipped,
                      std::size_t repeated) {
    return {.rows = imported + refused + skipped + repeated,
            .imported = imported,
            .refused = refused,
            .skipped = skipped,
            .repeated = repeated};
}

/// One good row of debt help with some fields replaced.
struct DebtRow {
    std::string number = "SH1";
    std::string name = "Berg, van den";
    std::string birth = "9-2-1989";
    std::string bsn = "999979577";
    std::string postcode = "9742 ef";
    std::string house = "17";
    std::string addition = "-A";
    std::string domain = "Inkomen en geld";
    std::string start = "1-2-2026";
    std::string end = {};
    std::string contact = "mw. J. Groot";

    [[nodiscard]] std::string text() const {
        return number + ";\"" + name + "\";T.;" + birth + ";" + bsn + ";" + postcode + ";" + house +
               ";" + addition + ";" + domain + ";" + start + ";" + end + ";" + contact +
               ";010-0000012";
    }
};

InvolvementRegister readOne(const DebtRow& row) {
    return readDebt({row.text()});
}

TEST(InvolvementRegisterTest, GoodRowComesOutInNormalForms) {
    const InvolvementRegister read = readOne({});
    EXPECT_EQ(read.report.counts, counts(1, 0, 0, 0));
    EXPECT_TRUE(read.report.problems.empty());
    ASSERT_EQ(read.rows.size(), 1U);
    const InvolvementRow& row = read.rows[0];
    EXPECT_EQ(row.line, 2U);
    EXPECT_EQ(row.caseNumber, "SH1");
    EXPECT_EQ(row.person.surname, "Berg, van den");
    EXPECT_EQ(row.person.givenName, "T.");
    EXPECT_EQ(row.person.birthDate, (Date{1989, 2, 9}));
    EXPECT_EQ(row.lifeDomain, "inkomen en geld");
    EXPECT_EQ(row.start, (Date{2026, 2, 1}));
    EXPECT_EQ(row.end, std::nullopt);
    EXPECT_EQ(row.contactPerson, "mw. J. Groot");
    EXPECT_EQ(row.phone, "010-0000012");
    EXPECT_EQ(row.identifiers,
              (std::vector<Identifier>{{IdentifierKind::Bsn, "999979577"},
                                       {IdentifierKind::NameBirth, "berg|1989-02-09"},
                                       {IdentifierKind::Address, "9742EF|17|A"}}));
}

TEST(InvolvementRegisterTest, EachWrongFieldRefusesTheRowWithItsOwnReason) {
    const std::vector<std::pair<DebtRow, std::string>> wrong = {
        {{.bsn = "999979578"}, "2 bsn BsnInvalid refused WrongValue"},
        {{.bsn = "000000000"}, "2 bsn BsnInvalid refused WrongValue"},
        {{.birth = "30-2-1980"}, "2 geboortedatum DateInvalid refused WrongValue"},
        {{.birth = "16-6-2026"}, "2 geboortedatum DateInvalid refused WrongValue"},
        {{.postcode = "12AB"}, "2 postcode PostcodeInvalid refused WrongValue"},
        {{.house = "0"}, "2 huisnummer HouseNumberInvalid refused WrongValue"},
        {{.addition = "ABCDEF"}, "2 toevoeging HouseAdditionInvalid refused WrongValue"},
        {{.domain = "geld?"}, "2 leefgebied LifeDomainUnknown refused WrongValue"},
        {{.domain = ""}, "2 leefgebied InvalidArgument refused MissingValue"},
        {{.start = "ooit"}, "2 start DateInvalid refused WrongValue"},
        {{.start = ""}, "2 start InvalidArgument refused MissingValue"},
        {{.end = "straks"}, "2 einde DateInvalid refused WrongValue"},
        {{.end = "31-1-2026"}, "2 einde DateOrderWrong refused WrongValue"},
        {{.name = " "}, "2 naam InvalidArgument refused MissingValue"},
        {{.name = "Be\x1Brg"}, "2 naam Malformed refused WrongValue"},
        {{.contact = "J. \u202EtoorG"}, "2 contactpersoon Malformed refused WrongValue"},
        {{.number = ""}, "2 klantnummer InvalidArgument refused MissingValue"},
        {{.contact = std::string(201, 'x')}, "2 contactpersoon TextTooLong refused WrongValue"},
    };
    for (const auto& [row, problem] : wrong) {
        const InvolvementRegister read = readOne(row);
        EXPECT_EQ(shortsOf(read.report), Texts{problem});
        EXPECT_EQ(read.report.counts, counts(0, 1, 0, 0)) << problem;
        EXPECT_TRUE(read.rows.empty());
    }
}

TEST(InvolvementRegisterTest, AllThatIsWrongInARowIsListedAndOthersGoOn) {
    const InvolvementRegister read = readDebt(
        {DebtRow{.number = "SH1"}.text(),
         "SHX5;\"=HYPERLINK(\"\"http://x\"\")\";H.;1-1-1980;12345;0000AB;abc;;geld?;ooit;;J;",
         DebtRow{.number = "SH2", .start = "1-3-2026"}.text()});
    EXPECT_EQ(shortsOf(read.report),
              (Texts{"3 start DateInvalid refused WrongValue",
                     "3 leefgebied LifeDomainUnknown refused WrongValue",
                     "3 bsn BsnInvalid refused WrongValue",
                     "3 postcode PostcodeInvalid refused WrongValue",
                     "3 huisnummer HouseNumberInvalid refused WrongValue",
                     "3 naam NameInvalid refused WrongValue"}));
    EXPECT_EQ(read.report.problems[0].caseNumber, "SHX5");
    EXPECT_EQ(read.report.counts, counts(2, 1, 0, 0));
}

TEST(InvolvementRegisterTest, BrokenRowsAreRefusedWithTheLinesTheySpan) {
    const InvolvementRegister read =
        readDebt({"SH1;te weinig", "SH2;\"open;1", "SH3;\"2\";", DebtRow{}.text()});
    ASSERT_EQ(read.report.problems.size(), 2U);
    EXPECT_EQ(
        shortsOf(read.report),
        (Texts{"2  Malformed refused WrongFieldCount", "3  Malformed refused QuoteMisplaced"}));
    EXPECT_EQ(read.report.problems[0].otherLine, 2U);
    EXPECT_EQ(read.report.problems[1].otherLine, 4U) << "line 4 was swallowed by the stray quote";
    EXPECT_EQ(read.report.counts, counts(1, 2, 0, 0));
}

TEST(InvolvementRegisterTest, LostLetterLeavesTheOtherIdentifiers) {
    const InvolvementRegister read = readOne({.name = "Y?lmaz"});
    EXPECT_EQ(shortsOf(read.report), Texts{"2 naam NameInvalid notice NameUnreadable"});
    ASSERT_EQ(read.rows.size(), 1U);
    EXPECT_EQ(read.rows[0].person.surname, "Y?lmaz");
    EXPECT_EQ(read.rows[0].person.nameBirth, std::nullopt);
    EXPECT_EQ(read.rows[0].identifiers.size(), 2U);
}

TEST(InvolvementRegisterTest, LostLetterWithoutAnythingElseIsRefused) {
    const InvolvementRegister read =
        readOne({.name = "Y?lmaz", .bsn = "", .postcode = "", .house = "", .addition = ""});
    EXPECT_EQ(shortsOf(read.report), Texts{"2 naam NameInvalid refused WrongValue"});
    EXPECT_EQ(read.report.counts, counts(0, 1, 0, 0));
}

TEST(InvolvementRegisterTest, RowThatIdentifiesNobodyIsRefused) {
    const InvolvementRegister read =
        readOne({.birth = "", .bsn = "", .postcode = "", .house = "", .addition = ""});
    EXPECT_EQ(shortsOf(read.report), Texts{"2  InvalidArgument refused NothingToIdentify"});
}

TEST(InvolvementRegisterTest, OneIdentifierIsEnough) {
    const DebtRow blank{.birth = "", .bsn = "", .postcode = "", .house = "", .addition = ""};
    DebtRow byBsn = blank;
    byBsn.bsn = "9999.79.577";
    DebtRow byAddress = blank;
    byAddress.postcode = "9742EF";
    byAddress.house = "017";
    DebtRow byName = blank;
    byName.birth = "1989-02-09";
    const std::vector<std::pair<DebtRow, Identifier>> rows = {
        {byBsn, {IdentifierKind::Bsn, "999979577"}},
        {byAddress, {IdentifierKind::Address, "9742EF|17|"}},
        {byName, {IdentifierKind::NameBirth, "berg|1989-02-09"}},
    };
    for (const auto& [row, identifier] : rows) {
        const InvolvementRegister read = readOne(row);
        ASSERT_EQ(read.rows.size(), 1U) << identifier.form;
        EXPECT_EQ(read.rows[0].identifiers, std::vector<Identifier>{identifier});
    }
}

TEST(InvolvementRegisterTest, HelpThatIsOverIsSkippedWhateverElseIsWrong) {
    const InvolvementRegister read =
        readDebt({DebtRow{.end = "14-6-2026"}.text(),
                  DebtRow{.bsn = "1", .start = "2-2-2026", .end = "14-6-2026"}.text(),
                  DebtRow{.start = "3-2-2026", .end = "15-6-2026"}.text(),
                  DebtRow{.start = "4-2-2026", .end = "16-6-2026"}.text()});
    EXPECT_EQ(shortsOf(read.report),
              (Texts{"2 einde InvolvementNotActive skipped Ended",
                     "3 einde InvolvementNotActive skipped Ended"}));
    EXPECT_EQ(read.report.counts, counts(2, 0, 2, 0)) << "the last day itself still counts";
    EXPECT_EQ(read.rows[0].end, (Date{2026, 6, 15}));
}

TEST(InvolvementRegisterTest, HelpOfOneDayIsInOrder) {
    EXPECT_EQ(readOne({.start = "15-6-2026", .end = "15-6-2026"}).report.counts,
              counts(1, 0, 0, 0));
    EXPECT_EQ(shortsOf(readOne({.start = "1-2-2026", .end = "1-2-2026"}).report),
              Texts{"2 einde InvolvementNotActive skipped Ended"});
}

TEST(InvolvementRegisterTest, ChildBornOnTheDayOfImportIsRead) {
    EXPECT_EQ(readOne({.birth = "15-6-2026", .start = "15-6-2026"}).report.counts,
              counts(1, 0, 0, 0));
}

TEST(InvolvementRegisterTest, StartMayLieAMonthAhead) {
    EXPECT_EQ(readOne({.start = "16-7-2026"}).report.counts, counts(1, 0, 0, 0));
    EXPECT_EQ(shortsOf(readOne({.start = "17-7-2026"}).report),
              Texts{"2 start DateInvalid refused WrongValue"});
}

TEST(InvolvementRegisterTest, BirthAfterTheStartIsANotice) {
    const InvolvementRegister read = readOne({.birth = "2-2-2026"});
    EXPECT_EQ(shortsOf(read.report), Texts{"2 geboortedatum DateOrderWrong notice BornAfterStart"});
    EXPECT_EQ(read.report.counts, counts(1, 0, 0, 0));
    EXPECT_TRUE(readOne({.birth = "1-2-2026"}).report.problems.empty());
}

TEST(InvolvementRegisterTest, RowsThatSayTheSameAreTakenOnce) {
    const InvolvementRegister read = readDebt({DebtRow{.number = "SH1"}.text(),
                                               DebtRow{.number = "SH2",
                                                       .name = "VAN DEN BERG",
                                                       .birth = "1989-02-09",
                                                       .bsn = "9999.79.577",
                                                       .postcode = "9742EF",
                                                       .addition = " a",
                                                       .start = "01/02/2026"}
                                                   .text(),
                                               DebtRow{.number = "SH3"}.text()});
    EXPECT_EQ(read.report.counts, counts(1, 0, 0, 2));
    EXPECT_EQ(shortsOf(read.report),
              (Texts{"3  AlreadyExists notice Repeated", "4  AlreadyExists notice Repeated"}));
    EXPECT_EQ(read.report.problems[0].caseNumber, "SH2");
    EXPECT_EQ(read.report.problems[0].otherCaseNumber, "SH1");
    EXPECT_EQ(read.report.problems[0].otherLine, 2U);
    ASSERT_EQ(read.rows.size(), 1U);
    EXPECT_EQ(read.rows[0].repeatedIn, (Texts{"SH2", "SH3"}));
}

TEST(InvolvementRegisterTest, AnythingThatDiffersKeepsRowsApart) {
    const std::vector<DebtRow> others = {
        {.bsn = "999932068"},
        {.addition = "B"},
        {.domain = "werk"},
        {.start = "2-2-2026"},
        {.bsn = ""},
        {.postcode = "", .house = "", .addition = ""},
    };
    for (const DebtRow& other : others) {
        const InvolvementRegister read = readDebt({DebtRow{}.text(), other.text()});
        EXPECT_EQ(read.report.counts, counts(2, 0, 0, 0)) << other.text();
    }
}

TEST(InvolvementRegisterTest, PersonsWithoutNumberOrDateAreTheSameOnlyWhenWrittenTheSame) {
    const DebtRow first{.name = "Y?lmaz", .bsn = ""};
    const DebtRow sameWriting{.name = "y?LMAZ", .bsn = ""};
    const DebtRow otherWriting{.name = "Y?lm?z", .bsn = ""};
    EXPECT_EQ(readDebt({first.text(), sameWriting.text()}).report.counts, counts(1, 0, 0, 1));
    EXPECT_EQ(readDebt({first.text(), otherWriting.text()}).report.counts, counts(2, 0, 0, 0));
    const DebtRow noDate{.name = "Jansen", .birth = "", .bsn = ""};
    const DebtRow otherName{.name = "Janssen", .birth = "", .bsn = ""};
    EXPECT_EQ(readDebt({noDate.text(), otherName.text()}).report.counts, counts(2, 0, 0, 0));
}

TEST(InvolvementRegisterTest, LaterEndOfRepeatedRowsCounts) {
    const auto endOf = [](const std::string& first, const std::string& again) {
        return readDebt({DebtRow{.end = first}.text(), DebtRow{.end = again}.text()})
            .rows.at(0)
            .end;
    };
    EXPECT_EQ(endOf("1-7-2026", "1-8-2026"), (Date{2026, 8, 1}));
    EXPECT_EQ(endOf("1-8-2026", "1-7-2026"), (Date{2026, 8, 1}));
    EXPECT_EQ(endOf("1-8-2026", ""), std::nullopt);
    EXPECT_EQ(endOf("", "1-8-2026"), std::nullopt);
}

TEST(InvolvementRegisterTest, YouthCareIdentifiesByNumberAndName) {
    const InvolvementRegister read =
        readRows(RegisterKind::YouthCare,
                 kYouthHeader,
                 {"JZ-1,\"Amrani, El\",Omar,02-12-2012,999 942 414,opvoeden en opgroeien,"
                  "11/07/2025,,dhr. K. Ramdin,010-0000034"});
    ASSERT_EQ(read.rows.size(), 1U);
    EXPECT_EQ(read.rows[0].identifiers,
              (std::vector<Identifier>{{IdentifierKind::Bsn, "999942414"},
                                       {IdentifierKind::NameBirth, "amrani|2012-12-02"}}));
    EXPECT_EQ(read.rows[0].address, std::nullopt);
}

TEST(InvolvementRegisterTest, HousingHelpsInItsDomainAndNeverSaysWhy) {
    const InvolvementRegister read = readHousing(
        {"H1;Mulder;3-4-1976;9742ef;64;A;Beukenlaan;86,72;buurtbemiddeling;10-10-2025;Woonstad;"});
    ASSERT_EQ(read.rows.size(), 1U);
    EXPECT_EQ(read.rows[0].lifeDomain, "wonen");
    EXPECT_EQ(read.rows[0].person.bsn, std::nullopt);
    EXPECT_EQ(read.rows[0].address->street, "Beukenlaan");
    EXPECT_EQ(read.rows[0].identifiers,
              (std::vector<Identifier>{{IdentifierKind::NameBirth, "mulder|1976-04-03"},
                                       {IdentifierKind::Address, "9742EF|64|A"}}));
}

TEST(InvolvementRegisterTest, ArrearsWithoutHelpAreSkippedEvenWhenWrong) {
    const InvolvementRegister read =
        readHousing({"H1;Mulder;3-4-1976;9742ef;64;A;Beukenlaan;86,72;;10-10-2025;Woonstad;",
                     "H2;M?lder;30-2-1976;12AB;0;?;Beukenlaan;86,72;  ;ooit;Woonstad;"});
    EXPECT_EQ(read.report.counts, counts(0, 0, 2, 0));
    EXPECT_EQ(shortsOf(read.report),
              (Texts{"2 traject InvolvementNotActive skipped OnlyArrears",
                     "3 traject InvolvementNotActive skipped OnlyArrears"}));
}

TEST(InvolvementRegisterTest, HousingWithCitizenNumbersGivesNothing) {
    const std::string header = "bsn;" + std::string(testing::kHousingHeader);
    const InvolvementRegister read = readRows(
        RegisterKind::Housing,
        header,
        {"999979577;H1;Mulder;3-4-1976;9742ef;64;A;Beukenlaan;0;buurtbemiddeling;10-10-2025;W;"});
    ASSERT_TRUE(read.report.fileProblem.has_value());
    EXPECT_EQ(read.report.fileProblem->fault, FileFault::ColumnForbidden);
    EXPECT_EQ(read.report.fileProblem->columns, Texts{"bsn"});
    EXPECT_TRUE(read.rows.empty());
    EXPECT_TRUE(read.report.problems.empty());
    EXPECT_EQ(read.report.counts, RegisterCounts{});
}

TEST(InvolvementRegisterTest, LifeDomainsAreThoseOfTheInstance) {
    ReadingRules rules = defaultReadingRules(testing::kToday);
    rules.lifeDomains = {"Geld & Post"};
    const std::string file = testing::fileOf(
        kDebtHeader, {DebtRow{.domain = " geld & POST "}.text(), DebtRow{.domain = "werk"}.text()});
    const InvolvementRegister read =
        readInvolvements(RegisterKind::DebtHelp, crypto::viewOf(file), rules);
    EXPECT_EQ(read.report.counts, counts(1, 1, 0, 0));
    EXPECT_EQ(read.rows.at(0).lifeDomain, "Geld & Post") << "as the instance writes it";
}

TEST(InvolvementRegisterTest, LineBreaksInsideTextBecomeSpaces) {
    const InvolvementRegister read = readOne({.name = "van\nden\tBerg", .contact = "\"a\r\n\nb\""});
    EXPECT_EQ(read.rows.at(0).person.surname, "van den Berg");
    EXPECT_EQ(read.rows.at(0).contactPerson, "a b");
}

}  // namespace
}  // namespace voordeur::client::core::registers
