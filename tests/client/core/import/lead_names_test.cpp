#include "client/core/import/lead_names.h"

#include "tests/client/core/import/support.h"

#include <gtest/gtest.h>

namespace voordeur::client::core {
namespace {

using testing::idOf;
using testing::kBakker;
using testing::kOtherTeam;
using testing::kOwnTeam;
using testing::kSelf;

struct NamePair {
    const char* written;
    const char* directory;
    bool same;
};

class MeansPersonTest : public ::testing::TestWithParam<NamePair> {};

TEST_P(MeansPersonTest, IsAsExpected) {
    EXPECT_EQ(meansPerson(GetParam().written, GetParam().directory), GetParam().same);
}

INSTANTIATE_TEST_SUITE_P(
    All,
    MeansPersonTest,
    ::testing::Values(NamePair{"F. Bakker", "Fatma Bakker", true},
                      NamePair{"F.M. Bakker", "Fatma Bakker", true},
                      NamePair{"F. Bakker", "Fatma Maria Bakker", true},
                      NamePair{"F.K. Bakker", "Fatma Maria Bakker", false},
                      NamePair{"f bakker", "Fatma Bakker", true},
                      NamePair{"M. Öz", "Merve Oz", true},
                      NamePair{"N. de Vries", "Nadia de Vries", true},
                      NamePair{"de Vries, N.", "Nadia de Vries", true},
                      NamePair{"Vries, N. de", "Nadia de Vries", true},
                      NamePair{"Th. Smit", "Thea Smit", true},
                      NamePair{"Th. Smit", "Tom Smit", false},
                      NamePair{"J.-P. Pieters-Smit", "Jan-Peter Pieters Smit", true},
                      NamePair{"Fatma Bakker", "Fenna Bakker", false},
                      NamePair{"F. Bakker", "Sem Bakker", false},
                      NamePair{"F. Bakker", "Fatma Bakkers", false},
                      // Another prefix is another name.
                      NamePair{"P. ter Horst", "Piet van der Horst", false},
                      NamePair{"P. ter Horst", "Piet Horst", false},
                      NamePair{"P. Horst", "Piet ter Horst", false},
                      // A surname alone, nothing, and signs that are no letters mean nobody.
                      NamePair{"Bakker", "Fatma Bakker", false},
                      NamePair{"", "Fatma Bakker", false},
                      NamePair{"F. B?kker", "Fatma Bakker", false},
                      NamePair{"F. Bakker 2", "Fatma Bakker", false}));

LeadPerson person(std::uint8_t id, const crypto::TeamId& team, const char* name) {
    return {{idOf<crypto::PersonId>(id), team}, name, team == kOwnTeam ? "Oost" : "West", true};
}

std::optional<LeadCandidate> found(const LeadNames& names, std::string_view written) {
    const auto result = names.find(written);
    const auto* lead = std::get_if<LeadPerson>(&result);
    return lead == nullptr ? std::nullopt : std::optional(lead->candidate);
}

LeadNames::Miss missed(const LeadNames& names, std::string_view written) {
    const auto result = names.find(written);
    const auto* miss = std::get_if<LeadNames::Miss>(&result);
    EXPECT_NE(miss, nullptr);
    return miss == nullptr ? LeadNames::Miss::Blank : *miss;
}

TEST(LeadNamesTest, FindsByInitialsAndSurname) {
    const auto lead = found(testing::leads(), " F. Bakker ");
    ASSERT_TRUE(lead.has_value());
    EXPECT_EQ(lead->person, kBakker);
    EXPECT_EQ(lead->team, kOtherTeam);
}

TEST(LeadNamesTest, SaysWhatIsMissing) {
    EXPECT_EQ(missed(testing::leads(), "X. Onbekend"), LeadNames::Miss::Unknown);
    EXPECT_EQ(missed(testing::leads(), "  "), LeadNames::Miss::Blank);
}

TEST(LeadNamesTest, TwoWhoFitMeanNobody) {
    const LeadNames names(
        {person(1, kOwnTeam, "Fatma Bakker"), person(2, kOwnTeam, "Femke Bakker")}, kOwnTeam);
    EXPECT_EQ(missed(names, "F. Bakker"), LeadNames::Miss::Several);
}

TEST(LeadNamesTest, TheWholeNameComesBeforeWhoOnlyFits) {
    const LeadNames names({person(1, kOwnTeam, "F. Bakker"), person(2, kOwnTeam, "Femke Bakker")},
                          kOwnTeam);
    const auto lead = found(names, "F. Bakker");
    ASSERT_TRUE(lead.has_value());
    EXPECT_EQ(lead->person, idOf<crypto::PersonId>(1));
}

TEST(LeadNamesTest, PrefersTheOwnTeamOfOnePerson) {
    const LeadNames names(
        {person(1, kOtherTeam, "Fatma Bakker"), person(1, kOwnTeam, "Fatma Bakker")}, kOwnTeam);
    const auto lead = found(names, "F. Bakker");
    ASSERT_TRUE(lead.has_value());
    EXPECT_EQ(lead->team, kOwnTeam);
    const LeadNames elsewhere(
        {person(1, kOtherTeam, "Fatma Bakker"), person(1, kOwnTeam, "Fatma Bakker")},
        idOf<crypto::TeamId>(0x77));
    EXPECT_EQ(missed(elsewhere, "F. Bakker"), LeadNames::Miss::Several);
}

TEST(LeadNamesTest, TheMapDecidesOverTheDirectory) {
    auto names = testing::leads();
    const std::string map =
        "# wie is wie\n\nF. Bakker = Sanne Hermans\r\nK. Ramdin=" + kBakker.hex() +
        "\n* = Fatma Bakker @ Team West";
    ASSERT_EQ(names.readMap(map), std::nullopt);
    EXPECT_EQ(found(names, "F. Bakker").value().person, kSelf);
    EXPECT_EQ(found(names, "K. Ramdin").value().person, kBakker);
    EXPECT_EQ(found(names, "").value().person, kBakker);
    EXPECT_EQ(found(names, "S. Hermans").value().person, kSelf);
}

TEST(LeadNamesTest, AMapLineThatMeansNobodyIsNamed) {
    using What = LeadNames::MapFault::What;
    auto names = testing::leads();
    const auto none = names.readMap("F. Bakker = Sanne Hermans\nX = Niemand");
    ASSERT_TRUE(none.has_value());
    EXPECT_EQ(none->line, 2U);
    EXPECT_EQ(none->what, What::Unknown);
    const auto open = names.readMap("F. Bakker");
    ASSERT_TRUE(open.has_value());
    EXPECT_EQ(open->what, What::NoEquals);
    LeadNames twins({person(1, kOwnTeam, "Fatma Bakker"), person(2, kOtherTeam, "Fatma Bakker")},
                    kOwnTeam);
    const auto several = twins.readMap("F. Bakker = Fatma Bakker");
    ASSERT_TRUE(several.has_value());
    EXPECT_EQ(several->what, What::Several);
    EXPECT_EQ(twins.readMap("F. Bakker = Fatma Bakker @ West"), std::nullopt);
    EXPECT_EQ(found(twins, "F. Bakker").value().person, idOf<crypto::PersonId>(2));
}

}  // namespace
}  // namespace voordeur::client::core
