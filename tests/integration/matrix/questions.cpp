#include "tests/integration/matrix/questions.h"

#include "client/core/households.h"
#include "tests/integration/town/need.h"

#include <utility>

namespace voordeur::test {

using crypto::Method;
using crypto::Role;

namespace {

constexpr crypto::UnixMillis kDay = 24ULL * 3600 * 1000;
/// The most that the policy lets founder and officer open.
constexpr std::uint32_t kMost = 20'000;
constexpr std::uint8_t kAllKinds = 7;

crypto::AgencyId agencyOf(Town& town, const Member& member) {
    return town.founder().session().directory().team(member.team())->agency;
}

}  // namespace

void openBulkQuota(Town& town, const crypto::AgencyId& agency, std::uint32_t max) {
    crypto::QuotaPayload payload;
    payload.agency = agency;
    payload.kind = crypto::IdentifierKind::Bsn;
    payload.day = static_cast<std::uint32_t>(town.server().clock().now() / kDay);
    payload.max = max;
    auto& founder = town.founder().session();
    auto request = client::core::beginCosigned(founder, Method::OpenQuota, payload.encode());
    need(client::core::cosign(town.officer().session(), request), "a second person");
    need(client::core::submitCosigned(founder, request), "a quota");
}

Questions::Questions(TestServer& server, client::core::TransportFactory& transports)
    : m_town(server, transports) {
    const auto municipality = agencyOf(m_town, m_town.coach());
    const auto team = m_town.addTeam(
        municipality, "Wijkteam Zuid", crypto::Team::kMayLead | crypto::Team::kMayIntake);
    m_south = m_town.addMember(team, "Z. Zuid", Role::Coach);
    m_welfare = m_town.addMember(
        m_town.addTeam(m_town.addAgency("Welzijn Voorbeeld", kAllKinds), "Buurtwerk"),
        "W. Welzijn",
        Role::Worker);
    for (Member* member : {&m_town.officer(), &m_town.coach(), m_south.get()})
        need(member->session().sync(), "hearing of everybody");
    for (Member* member : {&m_town.coach(), &m_town.youth(), &m_town.debt(), m_welfare.get()})
        openBulkQuota(m_town, agencyOf(m_town, *member), kMost);
    askAll(m_town.debt(), "debt help");
    askAll(m_town.coach(), "a coach");
    askRefused();
}

void Questions::help(const std::string& bsn, Member& member, Help how) {
    const auto id = m_town.help(member, bsn);
    if (how == Help::Runs) return;
    need(client::core::changeInvolvement(
             member.session(), kTownPurpose, id, m_town.server().clock().now()),
         "ending it");
}

std::string Questions::household(Member& lead) {
    const std::string bsn = m_town.nextBsn();
    m_town.newHousehold(lead, bsn);
    return bsn;
}

Ask Questions::check(Member& asker, const std::string& bsn) {
    const client::core::Identifier who{crypto::IdentifierKind::Bsn, bsn};
    const auto token =
        need(client::core::makeTokens(asker.session(), kTownPurpose, {who}), "a token").front();
    crypto::CheckPayload payload;
    payload.queries.push_back(
        {token.identifier.kind, token.epoch, token.citation, crypto::attachmentHash(token.token)});
    Ask ask = askFor(Method::Check, m_town.server());
    ask.payload = payload.encode();
    ask.attachments.push_back(crypto::toBytes(token.token));
    ask.detail = true;
    return ask;
}

Ask Questions::open(const crypto::HouseholdId& id) {
    crypto::OpenPayload payload;
    payload.known.push_back({id, 0});
    Ask ask = askFor(Method::OpenHousehold, m_town.server());
    ask.payload = payload.encode();
    ask.households = {id};
    return ask;
}

void Questions::askAll(Member& asker, const std::string& as) {
    const auto add = [&](const char* group, const char* state, const std::string& bsn) {
        m_all.push_back({as + ": " + group, state, &asker, check(asker, bsn)});
    };
    const auto helped = [&](Member& by, Help how) {
        const std::string bsn = m_town.nextBsn();
        help(bsn, by, how);
        return bsn;
    };
    const bool mayHelp = &asker != &m_town.coach();
    add("nobody helps", "never heard of", m_town.nextBsn());
    add("nobody helps", "welfare helped, and it has ended", helped(*m_welfare, Help::Ended));
    add("somebody helps", "youth care", helped(m_town.youth(), Help::Runs));
    add("somebody helps", "welfare", helped(*m_welfare, Help::Runs));
    if (mayHelp) {
        add("nobody helps", "the own team did, and it has ended", helped(asker, Help::Ended));
        add("somebody helps", "the own team", helped(asker, Help::Runs));
    }
    const auto alone = [&](Member& lead) { return household(lead); };
    add("a household", "of the municipality's first team", alone(m_town.coach()));
    add("a household", "of another team of the municipality", alone(*m_south));
    const auto with = [&](Member& by, Help how) {
        const std::string bsn = household(*m_south);
        help(bsn, by, how);
        return bsn;
    };
    add("a household", "where welfare's help has ended", with(*m_welfare, Help::Ended));
    add("a household and help", "by youth care", with(m_town.youth(), Help::Runs));
    add("a household and help", "by welfare", with(*m_welfare, Help::Runs));
    if (mayHelp) add("a household and help", "by the own team", with(asker, Help::Runs));
}

void Questions::askRefused() {
    auto& debt = m_town.debt();
    const std::string known = household(*m_south);
    const std::string unknown = m_town.nextBsn();
    for (const auto& [state, bsn] :
         {std::pair{"of a household", known}, std::pair{"of nobody", unknown}}) {
        // Tokens that debt help made and handed on, against the rules.
        m_all.push_back(
            {"housing: may not ask by number", state, &m_town.housing(), check(debt, bsn)});
        m_all.push_back(
            {"youth care: somebody else's token", state, &m_town.youth(), check(debt, bsn)});
    }
    const auto theirs = m_town.newHousehold(*m_south, m_town.nextBsn()).id;
    const auto none = crypto::HouseholdId::generate(m_town.server().random());
    for (const auto& [state, id] :
         {std::pair{"that is not theirs", theirs}, std::pair{"that does not exist", none}}) {
        m_all.push_back({"housing: a file", state, &m_town.housing(), open(id), false});
    }
}

client::core::SignedRequest Questions::signedNow(const Question& question) {
    Ask ask = question.ask;
    ask.requestId = crypto::RequestId::generate(m_town.server().random());
    return signedBy(*question.asker, ask);
}

}  // namespace voordeur::test
