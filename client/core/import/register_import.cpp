#include "client/core/import/register_import.h"

#include "client/core/household_file.h"
#include "client/core/involvement.h"

#include <utility>

namespace voordeur::client::core {

using crypto::Reason;
using registers::RegisterKind;

namespace {

registers::ReadingRules rulesFor(const crypto::RootPolicy& policy,
                                 const crypto::Agency& agency,
                                 const crypto::Date& today) {
    registers::ReadingRules rules = registers::defaultReadingRules(today);
    rules.lifeDomains.clear();
    for (const auto& domain : policy.lifeDomains)
        rules.lifeDomains.push_back(domain.labelNl);
    if (const auto* own = policy.lifeDomain(agency.lifeDomain)) rules.housingDomain = own->labelNl;
    return rules;
}

Result<std::set<crypto::HouseholdId>> knownHouseholds(Session& session, std::uint16_t purpose) {
    VD_ASSIGN(const auto files, listFiles(session, purpose));
    std::set<crypto::HouseholdId> known;
    for (const auto& file : files)
        known.insert(file.state.id);
    return known;
}

Result<std::vector<KnownInvolvement>> knownInvolvements(Session& session, std::uint16_t purpose) {
    VD_ASSIGN(auto listed, listInvolvements(session, purpose));
    std::vector<KnownInvolvement> known;
    for (auto& one : listed) {
        known.push_back({one.id, one.detail ? one.detail->caseNumber : std::string(), one.until});
    }
    return known;
}

ImportPlan unreadable(RegisterKind kind, registers::ReadingReport reading) {
    ImportPlan plan;
    plan.kind = kind;
    plan.reading = std::move(reading);
    return plan;
}

}  // namespace

LeadNamesOrFault leadNamesFor(const Session& session, std::string_view map) {
    LeadNames names(leadPeopleOf(session.directory()), session.secrets().team);
    auto fault = names.readMap(map);
    return {std::move(names), fault};
}

Result<ImportPlan> planRegister(Session& session,
                                std::uint16_t purpose,
                                const RegisterSource& source) {
    const auto& secrets = session.secrets();
    const auto& directory = session.directory();
    const auto* team = directory.team(secrets.team);
    const auto* known = team == nullptr ? nullptr : directory.agency(team->agency);
    const auto role = directory.role(secrets.person, secrets.team);
    VD_REQUIRE(known != nullptr && role.has_value(), Reason::Denied);
    // Copies: listing what is there may bring news for the directory.
    const crypto::Agency agency = *known;
    const crypto::RootPolicy policy = directory.policy();
    const auto* network = secrets.network(1);
    VD_REQUIRE(network != nullptr, Reason::KeyMissing);
    const ImportIds ids(network->key, source.kind, agency.id);
    const ImportTerms terms{ids,
                            agency,
                            policy.lifeDomains,
                            {secrets.person, secrets.team},
                            *role,
                            session.clock().now()};
    const auto rules = rulesFor(policy, agency, source.today);
    if (source.kind == RegisterKind::FamilyCoaches) {
        const auto leads = leadNamesFor(session, source.leadMap);
        if (leads.fault) return leads.fault->reason();
        auto coaches = registers::readCoachRegister(source.file, rules);
        if (coaches.report.fileProblem) return unreadable(source.kind, std::move(coaches.report));
        VD_ASSIGN(const auto there, knownHouseholds(session, purpose));
        return planHouseholds(std::move(coaches), terms, leads.names, there);
    }
    auto rows = registers::readInvolvements(source.kind, source.file, rules);
    if (rows.report.fileProblem) return unreadable(source.kind, std::move(rows.report));
    VD_ASSIGN(const auto there, knownInvolvements(session, purpose));
    return planInvolvements(std::move(rows), terms, there);
}

}  // namespace voordeur::client::core
