#pragma once

#include "client/core/households.h"
#include "client/core/import/import_ids.h"
#include "client/core/import/import_report.h"
#include "client/core/import/lead_names.h"
#include "client/core/involvement.h"
#include "client/core/registers/coach_register.h"
#include "client/core/registers/involvement_register.h"
#include "client/core/start_of_day.h"
#include "crypto/shared/directory.h"
#include "crypto/shared/policy.h"

#include <map>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

// What an import will send, made from what was read. Pure: no network, no store, no clock.
namespace voordeur::client::core {

/// One call: a household's intake or one involvement. Holds names and citizen numbers.
struct PlannedAct {
    std::size_t line = 0;
    std::string caseNumber;
    /// Members of the household; 1 for an involvement.
    std::size_t persons = 1;
    /// What its tokens are made from; the tokens themselves come when it is sent.
    std::vector<Identifier> identifiers;
    std::variant<NewHousehold, NewInvolvement> what;
};

struct ImportPlan {
    registers::RegisterKind kind = registers::RegisterKind::FamilyCoaches;
    /// What the reading found; nothing is planned when its `fileProblem` is set.
    registers::ReadingReport reading;
    /// In the order of the register.
    std::vector<PlannedAct> acts;
    /// What is not sent: already there, or refused here.
    std::vector<ActOutcome> settled;
    std::vector<ImportProblem> problems;
};

/// Who imports, and by what rules.
struct ImportTerms {
    const ImportIds& ids;
    const crypto::Agency& agency;
    std::span<const crypto::LifeDomainRow> lifeDomains;
    /// The importer in their team; where a register names them, they take the lead themselves.
    LeadCandidate self;
    crypto::Role role = crypto::Role::Worker;
    UnixMillis now = 0;
};

/// An involvement of the own team that is in Voordeur already.
struct KnownInvolvement {
    crypto::InvolvementId id;
    std::string caseNumber;
    UnixMillis until = 0;
};

/// One intake a household: members and address in the shared core; citizen numbers, telephones and
/// the note in the own agency's part; an open offer to the lead that the register names.
///
/// A household that is in `known` under any of its numbers is left alone. It is refused whole when
/// its lead is not clear, has no team key, or when it does not fit one call.
ImportPlan planHouseholds(registers::CoachRegister source,
                          const ImportTerms& terms,
                          const LeadNames& leads,
                          const std::set<crypto::HouseholdId>& known);

/// One registration a row, by those of its identifiers that the agency may use (housing never by
/// citizen number). It runs until its end, or a year from `now`; at most as long as the rules
/// allow.
ImportPlan planInvolvements(registers::InvolvementRegister source,
                            const ImportTerms& terms,
                            std::span<const KnownInvolvement> known);

/// Of those, what the agency may use in this register.
std::vector<Identifier> allowedOf(const std::vector<Identifier>& identifiers,
                                  registers::RegisterKind kind,
                                  const crypto::Agency& agency);
/// The code of a label of the policy; 0 when it has none.
std::uint16_t lifeDomainCode(std::span<const crypto::LifeDomainRow> domains,
                             std::string_view label);
/// Identifiers of `acts`, by kind.
KindNumbers identifierNumbers(std::span<const PlannedAct> acts);

}  // namespace voordeur::client::core
