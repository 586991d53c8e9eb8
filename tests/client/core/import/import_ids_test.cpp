#include "client/core/import/import_ids.h"

#include "tests/client/core/import/support.h"

#include <gtest/gtest.h>

#include <set>

namespace voordeur::client::core {
namespace {

using testing::idsOf;
using testing::kAgency;
using testing::RegisterKind;

registers::InvolvementRow row() {
    registers::InvolvementRow out;
    out.caseNumber = "SH00001";
    out.lifeDomain = "inkomen en geld";
    out.start = {2025, 8, 31};
    out.identifiers = {{crypto::IdentifierKind::Bsn, "999955597"},
                       {crypto::IdentifierKind::NameBirth, "mulder|1976-08-15"}};
    return out;
}

// Computed with Python's hmac module from the grammar in import_ids.h, key 00 01 … 1f, agency
// aa … aa.
TEST(ImportIdsTest, AreThoseOfTheGrammar) {
    const auto coaches = idsOf(RegisterKind::FamilyCoaches);
    EXPECT_EQ(coaches.household("VB-00001").hex(), "cccb55f1a1b0a48a77ea97f226cb54cf");
    EXPECT_EQ(coaches.member("VB-00001", 2).hex(), "1440a0987ad81711401838f544fe20d1");
    EXPECT_EQ(idsOf(RegisterKind::DebtHelp).involvement(row()).hex(),
              "026fd2f2c26d7118af3aa0186a5ad6a1");
}

TEST(ImportIdsTest, DifferByEverythingThatGoesIn) {
    std::set<std::string> seen;
    const auto debt = idsOf(RegisterKind::DebtHelp);
    seen.insert(debt.household("A").hex());
    seen.insert(debt.household("B").hex());
    seen.insert(idsOf(RegisterKind::YouthCare).household("A").hex());
    const ImportIds otherAgency(
        testing::firstNetworkKey(), RegisterKind::DebtHelp, testing::idOf<crypto::AgencyId>(0xAB));
    seen.insert(otherAgency.household("A").hex());
    crypto::Bytes zeros(32, 0);
    const ImportIds otherKey(crypto::SecretBytes::copyOf(zeros), RegisterKind::DebtHelp, kAgency);
    seen.insert(otherKey.household("A").hex());
    seen.insert(debt.member("A", 0).hex());
    seen.insert(debt.member("A", 1).hex());
    EXPECT_EQ(seen.size(), 7U);
}

TEST(ImportIdsTest, AnInvolvementIsItsNumberPersonDomainAndStart) {
    const auto ids = idsOf(RegisterKind::Housing);
    const auto first = ids.involvement(row());
    auto changed = row();
    changed.contactPerson = "mw. J. Groot";
    changed.phone = "010-0000012";
    changed.end = crypto::Date{2027, 1, 1};
    EXPECT_EQ(ids.involvement(changed), first);

    // A second tenant under one contract, and help that begins again.
    auto tenant = row();
    tenant.identifiers.front().form = "999979577";
    auto again = row();
    again.start = {2026, 1, 1};
    auto other = row();
    other.lifeDomain = "wonen";
    const std::set<crypto::InvolvementId> all{
        first, ids.involvement(tenant), ids.involvement(again), ids.involvement(other)};
    EXPECT_EQ(all.size(), 4U);
    EXPECT_EQ(ids.involvement(row(), "SH00001"), first);
    EXPECT_NE(ids.involvement(row(), "SH00002"), first);
}

}  // namespace
}  // namespace voordeur::client::core
