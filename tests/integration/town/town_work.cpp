// What the town's people do in their files, through the client's own calls.
#include "client/core/households.h"
#include "client/core/tokens.h"
#include "tests/integration/town/need.h"
#include "tests/integration/town/town.h"

namespace voordeur::test {

using client::core::Identifier;
using crypto::IdentifierKind;

namespace {

constexpr crypto::UnixMillis kYear = 365ULL * 24 * 3600 * 1000;

/// The number that begins with 9999 and these four digits, when the eleven test has a last digit.
std::string bsnFrom(std::uint32_t four) {
    std::string digits = std::to_string(99'990'000 + four);
    int sum = 0;
    for (int i = 0; i < 8; ++i)
        sum += (9 - i) * (digits[static_cast<std::size_t>(i)] - '0');
    const int last = sum % 11;
    return last == 10 ? std::string() : digits + std::to_string(last);
}

std::vector<client::core::MadeToken> tokensOf(Member& member, const std::string& bsn) {
    return need(client::core::makeTokens(
                    member.session(), kTownPurpose, {Identifier{IdentifierKind::Bsn, bsn}}),
                "tokens");
}

}  // namespace

std::string Town::nextBsn() {
    std::string bsn;
    while (bsn.empty())
        bsn = bsnFrom(m_number++);
    return bsn;
}

Household Town::newHousehold() {
    return newHousehold(coach(), nextBsn());
}

Household Town::newHousehold(Member& by, const std::string& bsn) {
    auto& random = m_server.random();
    client::core::NewHousehold household;
    household.id = crypto::HouseholdId::generate(random);
    household.core.name = "Familie Voorbeeld";
    household.core.lifeDomains = {2};
    household.members.push_back(
        {crypto::RecordId::generate(random), {"Voorbeeld", "", "Anna", "1988-04-05", ""}, bsn, ""});
    household.from = m_server.clock().now();
    household.tokens = tokensOf(by, bsn);
    need(client::core::intake(by.session(), kTownPurpose, household), "intake");
    need(client::core::writeRecords(
             by.session(), household.id, kTownPurpose, {noteOf(by, "Eerste gesprek gehad.")}),
         "first note");
    return {household.id, bsn};
}

crypto::InvolvementId Town::help(Member& member, const std::string& bsn) {
    client::core::NewInvolvement involvement;
    involvement.id = crypto::InvolvementId::generate(m_server.random());
    involvement.from = m_server.clock().now();
    involvement.until = involvement.from + kYear;
    involvement.detail.name = "Anna Voorbeeld";
    involvement.tokens = tokensOf(member, bsn);
    need(client::core::registerInvolvement(member.session(), kTownPurpose, involvement),
         "registering");
    return involvement.id;
}

Household Town::sharedWith(Member& member) {
    const Household household = newHousehold();
    help(member, household.bsn);
    need(client::core::grantAccess(coach().session(), household.id, kTownPurpose, member.team()),
         "granting access");
    return household;
}

client::core::RecordWrite noteOf(Member& member, const std::string& text) {
    const auto& session = member.session();
    return {crypto::kSharedCore,
            crypto::RecordId::generate(session.random()),
            client::core::sealed::Note{session.secrets().person, session.clock().now(), text},
            0};
}

}  // namespace voordeur::test
