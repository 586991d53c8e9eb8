// From the family coaches' register to intakes.
#include "client/core/import/household_name.h"
#include "client/core/import/import_plan.h"
#include "crypto/base/limits.h"

#include <algorithm>
#include <utility>

namespace voordeur::client::core {

using crypto::Reason;
using registers::CoachHousehold;

namespace {

struct Refusal {
    ImportFinding finding = ImportFinding::LeadUnknown;
    Reason reason = Reason::NotFound;
    std::string_view column;
};

std::size_t lineOf(const CoachHousehold& household) {
    return household.lines.empty() ? 0 : household.lines.front();
}

bool isKnown(const CoachHousehold& household,
             const ImportIds& ids,
             const std::set<crypto::HouseholdId>& known) {
    if (known.contains(ids.household(household.dossierNumber))) return true;
    // It may have stood alone under the number that it is merged with now.
    return std::any_of(household.mergedDossierNumbers.begin(),
                       household.mergedDossierNumbers.end(),
                       [&](const auto& number) { return known.contains(ids.household(number)); });
}

NewHousehold::NewMember memberOf(const registers::HouseholdMember& row, crypto::RecordId id) {
    NewHousehold::NewMember member;
    member.id = id;
    member.member.surname = row.person.surname;
    member.member.prefix = row.person.prefix;
    member.member.firstName = row.person.givenName;
    if (row.person.birthDate) member.member.birthDate = row.person.birthDate->iso();
    member.member.role = row.role;
    member.bsn = row.person.bsn.value_or("");
    member.phone = row.phone;
    return member;
}

sealed::Core coreOf(const CoachHousehold& household,
                    const std::vector<NewHousehold::NewMember>& members,
                    const ImportTerms& terms) {
    sealed::Core core;
    std::vector<sealed::Member> persons;
    for (const auto& one : members)
        persons.push_back(one.member);
    core.name = householdNameOf(persons);
    if (household.address) {
        core.street = household.address->street;
        core.houseNumber = household.address->houseNumber;
        core.addition = household.address->houseAddition;
        core.postcode = household.address->postcode;
        core.city = household.address->town;
    }
    for (const auto& label : household.lifeDomains) {
        const auto code = lifeDomainCode(terms.lifeDomains, label);
        if (code != 0) core.lifeDomains.push_back(code);
    }
    std::sort(core.lifeDomains.begin(), core.lifeDomains.end());
    return core;
}

/// The core's own record, each member's, what is private of them, and the note.
std::size_t recordCount(const NewHousehold& household) {
    std::size_t count = household.note.empty() ? 1 : 2;
    for (const auto& one : household.members) {
        count += one.bsn.empty() && one.phone.empty() ? 1 : 2;
    }
    return count;
}

/// Sets the household's lead, or says why there can be none.
std::optional<Refusal> setLead(NewHousehold& household,
                               const std::string& written,
                               const ImportTerms& terms,
                               const LeadNames& leads) {
    constexpr std::string_view kColumn = "regisseur";
    const auto found = leads.find(written);
    if (const auto* miss = std::get_if<LeadNames::Miss>(&found)) {
        switch (*miss) {
            case LeadNames::Miss::Blank:
                return Refusal{ImportFinding::LeadMissing, Reason::InvalidArgument, kColumn};
            case LeadNames::Miss::Unknown:
                return Refusal{ImportFinding::LeadUnknown, Reason::NotFound, kColumn};
            case LeadNames::Miss::Several:
                return Refusal{ImportFinding::LeadSeveral, Reason::InvalidArgument, kColumn};
        }
    }
    const auto& lead = std::get<LeadPerson>(found);
    if (!lead.canReceive) {
        return Refusal{ImportFinding::LeadCannotReceive, Reason::TeamKeyMissing, kColumn};
    }
    // A coach who imports the own families leads them at once; only coaches may.
    const bool isSelf = lead.candidate.person == terms.self.person &&
                        lead.candidate.team == terms.self.team && terms.role == crypto::Role::Coach;
    if (!isSelf) household.lead = lead.candidate;
    return std::nullopt;
}

std::optional<Refusal> plan(const CoachHousehold& source,
                            const ImportTerms& terms,
                            const LeadNames& leads,
                            PlannedAct& act) {
    NewHousehold household;
    household.id = terms.ids.household(source.dossierNumber);
    std::uint32_t place = 0;
    for (const auto& row : source.members) {
        household.members.push_back(memberOf(row, terms.ids.member(source.dossierNumber, place++)));
    }
    household.core = coreOf(source, household.members, terms);
    household.note = source.note;
    // `until` stays 0: the tokens of a household last as long as its file.
    household.from = startOf(source.start);
    act.line = lineOf(source);
    act.caseNumber = source.dossierNumber;
    act.persons = source.members.size();
    act.identifiers =
        allowedOf(identifiersOf(source), registers::RegisterKind::FamilyCoaches, terms.agency);
    if (auto refusal = setLead(household, source.leadName, terms, leads)) return refusal;
    if (act.identifiers.empty()) {
        return Refusal{ImportFinding::NothingAllowed, Reason::KindForbidden, {}};
    }
    if (act.identifiers.size() > crypto::limits::kTokensPerCallMax) {
        return Refusal{ImportFinding::TooManyIdentifiers, Reason::LimitReached, {}};
    }
    if (recordCount(household) > crypto::limits::kRecordsPerCommitMax) {
        return Refusal{ImportFinding::TooManyRecords, Reason::LimitReached, {}};
    }
    act.what = std::move(household);
    return std::nullopt;
}

}  // namespace

ImportPlan planHouseholds(registers::CoachRegister source,
                          const ImportTerms& terms,
                          const LeadNames& leads,
                          const std::set<crypto::HouseholdId>& known) {
    ImportPlan out;
    out.kind = registers::RegisterKind::FamilyCoaches;
    out.reading = std::move(source.report);
    for (const auto& household : source.households) {
        const auto line = lineOf(household);
        const auto& number = household.dossierNumber;
        if (isKnown(household, terms.ids, known)) {
            out.settled.push_back(
                {line, number, ActResult::AlreadyThere, terms.ids.household(number).hex()});
            continue;
        }
        PlannedAct act;
        if (const auto refusal = plan(household, terms, leads, act)) {
            out.settled.push_back({line, number, ActResult::Refused, {}});
            out.problems.push_back({line,
                                    std::string(refusal->column),
                                    refusal->reason,
                                    refusal->finding,
                                    number,
                                    {}});
            continue;
        }
        out.acts.push_back(std::move(act));
    }
    return out;
}

}  // namespace voordeur::client::core
