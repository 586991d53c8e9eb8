#include "client/core/import/import_plan.h"

#include <algorithm>

namespace voordeur::client::core {

using crypto::IdentifierKind;

std::vector<Identifier> allowedOf(const std::vector<Identifier>& identifiers,
                                  registers::RegisterKind kind,
                                  const crypto::Agency& agency) {
    const bool isHousing = kind == registers::RegisterKind::Housing;
    std::vector<Identifier> allowed;
    for (const auto& one : identifiers) {
        // Also should somebody set the agency's kinds wrongly.
        if (isHousing && one.kind == IdentifierKind::Bsn) continue;
        if (agency.mayUse(one.kind)) allowed.push_back(one);
    }
    return allowed;
}

std::uint16_t lifeDomainCode(std::span<const crypto::LifeDomainRow> domains,
                             std::string_view label) {
    const auto found = std::find_if(
        domains.begin(), domains.end(), [&](const auto& row) { return row.labelNl == label; });
    return found == domains.end() ? std::uint16_t{0} : found->code;
}

KindNumbers identifierNumbers(std::span<const PlannedAct> acts) {
    KindNumbers numbers{};
    for (const auto& act : acts) {
        for (const auto& one : act.identifiers) {
            ++numbers[static_cast<std::size_t>(one.kind) - 1];
        }
    }
    return numbers;
}

}  // namespace voordeur::client::core
