#include "client/core/registers/csv.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace voordeur::client::core::registers {
namespace {

using Fields = std::vector<std::string>;

CsvTable tableOf(std::string_view text) {
    auto read = readCsv(crypto::viewOf(text));
    EXPECT_TRUE(std::holds_alternative<CsvTable>(read));
    return std::holds_alternative<CsvTable>(read) ? std::get<CsvTable>(std::move(read))
                                                  : CsvTable{};
}

FileProblem problemOf(std::string_view text) {
    auto read = readCsv(crypto::viewOf(text));
    EXPECT_TRUE(std::holds_alternative<FileProblem>(read));
    return std::holds_alternative<FileProblem>(read) ? std::get<FileProblem>(std::move(read))
                                                     : FileProblem{FileFault::Empty, 99999, {}};
}

FileProblem fault(FileFault what, std::size_t line) {
    return FileProblem{what, line, {}};
}

TEST(CsvTest, SeparatorComesFromTheHeader) {
    EXPECT_EQ(tableOf("a;b;c,d\n1;2;3\n").separator, ';');
    EXPECT_EQ(tableOf("a,b,c;d\n1,2,3\n").separator, ',');
    EXPECT_EQ(tableOf("a\tb\tc;d\n1\t2\t3\n").separator, '\t');
    EXPECT_EQ(tableOf("a;b,c\n").separator, ';') << "equal: the earlier in the list";
    EXPECT_EQ(tableOf("\"a;b;c\",d\n").separator, ',') << "inside quotes does not count";
    EXPECT_EQ(tableOf("\n \na,b\n;;;;\n").separator, ',') << "blank lines stand above it";
}

TEST(CsvTest, AnnouncedSeparatorWins) {
    const CsvTable table = tableOf("sep=,\r\na;x,b\r\n1,2\r\n");
    EXPECT_EQ(table.separator, ',');
    EXPECT_EQ(table.header.fields, (Fields{"a;x", "b"}));
    EXPECT_EQ(table.header.line, 2U);
    EXPECT_EQ(table.rows.at(0).line, 3U);
    EXPECT_EQ(tableOf("sep=x\n1\n").header.fields, (Fields{"sep=x"})) << "not a separator";
}

TEST(CsvTest, QuotedFieldsKeepSeparatorsQuotesAndLineBreaks) {
    const CsvTable table =
        tableOf("a;b\r\n\"x;y\";\"say \"\"hi\"\"\"\r\n\"one\r\ntwo\nthree\rfour\";\"\"\r\n5;6\r\n");
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(table.rows[0].fields, (Fields{"x;y", "say \"hi\""}));
    EXPECT_EQ(table.rows[1].fields, (Fields{"one\ntwo\nthree\nfour", ""}));
    EXPECT_EQ(table.rows[1].line, 3U);
    EXPECT_EQ(table.rows[1].lineLast, 6U);
    EXPECT_EQ(table.rows[2].line, 7U);
    EXPECT_EQ(table.rows[2].lineLast, 7U);
}

TEST(CsvTest, EveryLineEndingEndsARow) {
    const CsvTable table = tableOf("a;b\r1;2\n3;4\r\n5;6");
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(table.rows[0].fields, (Fields{"1", "2"}));
    EXPECT_EQ(table.rows[2].fields, (Fields{"5", "6"}));
    EXPECT_EQ(table.rows[2].line, 4U);
}

TEST(CsvTest, BlankRowsAreLeftOutAndLinesStayRight) {
    const CsvTable table = tableOf("\n;;\na;b\n\n ; \u00A0 \n1;2\n\n");
    EXPECT_EQ(table.header.line, 3U);
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.rows[0].line, 6U);
}

TEST(CsvTest, QuoteInsideAFieldIsACharacter) {
    EXPECT_EQ(tableOf("a;b\nJan \"Jaap\";5\"\n").rows.at(0).fields,
              (Fields{"Jan \"Jaap\"", "5\""}));
}

TEST(CsvTest, TextBehindAClosingQuoteMarksTheRowOnly) {
    const CsvTable table = tableOf("a;b\n\"x\"y;2\n3;4\n");
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_TRUE(table.rows[0].quoteMisplaced);
    EXPECT_FALSE(table.rows[1].quoteMisplaced);
}

TEST(CsvTest, StrayQuoteThatSwallowsRowsIsMarkedWithItsLastLine) {
    const CsvTable table = tableOf("a;b\n\"x;1\ny;2\nz;\"3\"\nw;4\n");
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_TRUE(table.rows[0].quoteMisplaced);
    EXPECT_EQ(table.rows[0].line, 2U);
    EXPECT_EQ(table.rows[0].lineLast, 4U);
    EXPECT_EQ(table.rows[1].line, 5U);
}

TEST(CsvTest, OpenQuoteIsReportedWhereItOpens) {
    EXPECT_EQ(problemOf("a;b\n1;2\n3;\"x\ny\n"), fault(FileFault::QuoteOpen, 3));
    EXPECT_EQ(problemOf("a;b\n\""), fault(FileFault::QuoteOpen, 2));
    EXPECT_EQ(problemOf("\"a;b\n"), fault(FileFault::QuoteOpen, 1));
    const std::string endless = "a;b\n1;2\n\"" + std::string(kRowBytesMax + 10, 'x') + "\";2\n";
    EXPECT_EQ(problemOf(endless), fault(FileFault::QuoteOpen, 3));
}

TEST(CsvTest, RowsAreBounded) {
    const std::string most = "a;b\n" + std::string(kRowBytesMax - 2, 'x') + ";2\n";
    EXPECT_EQ(tableOf(most).rows.size(), 1U);
    const std::string over = "a;b\n1;2\n" + std::string(kRowBytesMax + 2, 'x') + ";2\n";
    EXPECT_EQ(problemOf(over), fault(FileFault::RowTooLong, 3));
}

TEST(CsvTest, FieldsAreBounded) {
    EXPECT_EQ(tableOf("a" + std::string(kFieldsPerRowMax - 1, ';') + "\n").header.fields.size(),
              kFieldsPerRowMax);
    EXPECT_EQ(problemOf("a" + std::string(kFieldsPerRowMax, ';') + "\n"),
              fault(FileFault::TooManyFields, 1));
}

TEST(CsvTest, RowsAndCellsAreCounted) {
    std::string rows = "a\n";
    for (std::size_t i = 0; i < kRowsMax; ++i)
        rows += "1\n";
    EXPECT_EQ(tableOf(rows).rows.size(), kRowsMax);
    EXPECT_EQ(problemOf(rows + "1\n"), fault(FileFault::TooManyRows, kRowsMax + 2));

    const std::string wide = "1" + std::string(kFieldsPerRowMax - 1, ';') + "\n";
    std::string cells = "a\n";
    for (std::size_t i = 0; i <= kCellsMax / kFieldsPerRowMax; ++i)
        cells += wide;
    // The header has no separator, so the first in the list counts.
    EXPECT_EQ(problemOf(cells), fault(FileFault::TooManyRows, kCellsMax / kFieldsPerRowMax + 2));
}

TEST(CsvTest, FileWithoutAnythingIsEmpty) {
    EXPECT_EQ(problemOf(""), fault(FileFault::Empty, 0));
    EXPECT_EQ(problemOf("\xEF\xBB\xBF"), fault(FileFault::Empty, 0));
    EXPECT_EQ(problemOf(" \r\n;;;\n\n"), fault(FileFault::Empty, 0));
}

}  // namespace
}  // namespace voordeur::client::core::registers
