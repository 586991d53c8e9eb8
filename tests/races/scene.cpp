#include "tests/races/scene.h"

#include "crypto/base/check.h"

#include <algorithm>

namespace voordeur::test::races {

using crypto::IdentifierKind;
using crypto::QuotaRule;
using crypto::QuotaScope;
using crypto::QuotaWindow;

namespace {

constexpr std::uint64_t kSeed = 20261122;

const Identifier& bsnOf(std::size_t house) {
    return house == 0 ? kMotherBsn : kChildBsn;
}

/// Few enough that runs of a hundred calls go over them; addresses are bounded by the device.
std::vector<QuotaRule> tightQuotas() {
    return {{QuotaScope::Person, QuotaWindow::Hour, IdentifierKind::Bsn, 6},
            {QuotaScope::Person, QuotaWindow::Day, IdentifierKind::Bsn, 20},
            {QuotaScope::Device, QuotaWindow::Hour, IdentifierKind::Address, 8},
            {QuotaScope::Agency, QuotaWindow::Hour, IdentifierKind::Bsn, 9},
            {QuotaScope::Agency, QuotaWindow::Day, IdentifierKind::Address, 40}};
}

BuilderOptions options() {
    BuilderOptions out;
    out.seed = kSeed;
    out.alterPolicy = [](crypto::RootPolicy& policy) { policy.quotas = tightQuotas(); };
    return out;
}

void must(const Outcome& outcome) {
    VD_CHECK(outcome.done());
}

}  // namespace

const Scene& Scene::get() {
    static const Scene scene;
    return scene;
}

Scene::Scene() : m_builder(options()), m_cast(m_builder) {
    m_people = {m_cast.coach,
                m_cast.colleague,
                m_cast.manager,
                m_cast.worker,
                m_cast.southCoach,
                m_cast.southManager,
                m_cast.youth,
                m_cast.youthManager,
                m_cast.debt,
                m_cast.housing,
                m_builder.founder()};
    must(registerHelp(m_builder, m_cast.youth, {bsnOf(0)}).outcome);
    must(registerHelp(m_builder, m_cast.debt, {bsnOf(0)}).outcome);
    must(registerHelp(m_builder, m_cast.youth, {bsnOf(1)}).outcome);
    const Opened led = intake(m_builder, m_cast.coach, {bsnOf(0)});
    must(led.outcome);
    must(grant(m_builder, m_cast.coach, led.id, m_cast.youth.team));
    IntakeTerms terms;
    terms.offer = crypto::OfferBody{
        m_builder.newId<crypto::OfferId>(), m_cast.southCoach.person, m_cast.southTeam};
    const Opened offered = intake(m_builder, m_cast.colleague, {bsnOf(1)}, terms);
    must(offered.outcome);
    m_houses = {led.id, offered.id};

    for (const Actor& one : m_people) {
        m_facts.people.push_back({one.person, one.device, one.team, one.agency, one.role});
        m_tlsKeys.push_back(m_builder.directory().device(one.device)->device.tlsKey);
    }
    m_facts.mayLead = {m_cast.northTeam, m_cast.southTeam};
    m_facts.quotas = tightQuotas();
    const std::set<IdentifierKind> all{
        IdentifierKind::Bsn, IdentifierKind::Address, IdentifierKind::NameBirth};
    for (const Actor& one : m_people)
        m_facts.kinds[one.agency] = all;
    m_facts.kinds[m_cast.housingAgency].erase(IdentifierKind::Bsn);
    std::vector<House> houses;
    for (std::size_t i = 0; i < kHouses; ++i) {
        houses.push_back(houseAsBuilt(i));
        m_tokens.push_back(tokenOf(bsnOf(i)));
    }
    m_model = std::make_unique<Model>(m_facts, std::move(houses));
}

const crypto::ByteArray<32>& Scene::token(std::size_t house) const {
    return m_tokens.at(house);
}

const crypto::ByteArray<32>& Scene::tlsKey(Who who) const {
    return m_tlsKeys.at(who);
}

/// The beginning is taken from the builder; from here on the model goes its own way.
House Scene::houseAsBuilt(std::size_t index) {
    const auto& state = m_builder.household(m_houses[index]);
    const auto& core = *state.compartment(crypto::kSharedCore);
    const auto whoIs = [&](const crypto::PersonId& person) {
        const auto at = std::ranges::find(m_facts.people, person, &Facts::Person::person);
        return static_cast<Who>(at - m_facts.people.begin());
    };
    House out;
    out.id = state.id;
    out.keeper = state.keeper;
    if (state.lead) out.lead = {whoIs(state.lead->person), state.lead->sequence};
    if (state.offer) {
        out.offer = {state.offer->body.offer,
                     whoIs(state.offer->fromPerson),
                     whoIs(state.offer->body.toPerson),
                     !state.offer->held.empty()};
    }
    out.commitment = core.epoch.commitment;
    out.epochSince = core.epochSequence;
    for (const auto& known : core.grants)
        out.granted.insert(known.header.team);
    out.version = core.version;
    out.etag = core.etag;
    const auto rows = m_builder.world().rows(state.id, crypto::kSharedCore);
    for (const auto& row : rows.value())
        out.rows[row.record] = row;
    for (const auto& help : state.involvements)
        out.helps[help.id] = {help.team, help.until, false};
    for (std::size_t i = 0; i < m_builder.lines().size(); ++i) {
        const auto entry = crypto::Entry::decode(m_builder.lines()[i].entry).value();
        if (entry.statement.empty() || !entry.done()) continue;
        const auto statement = entry.parsedStatement().value();
        const auto& concerned = m_builder.concerned()[i];
        const bool about = std::ranges::find(concerned, state.id) != concerned.end();
        if (about && crypto::changesHousehold(statement.method)) ++out.changes;
    }
    return out;
}

}  // namespace voordeur::test::races
