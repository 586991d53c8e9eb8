#pragma once

#include "client/core/import/import_plan.h"

#include <string>
#include <string_view>
#include <vector>

namespace voordeur::client::core::testing {

using registers::RegisterKind;

template <class IdType>
IdType idOf(std::uint8_t number) {
    IdType id;
    id.bytes.fill(number);
    return id;
}

/// 00, 01, … 1f.
inline crypto::SecretBytes firstNetworkKey() {
    crypto::Bytes bytes;
    for (std::uint8_t i = 0; i < 32; ++i)
        bytes.push_back(i);
    return crypto::SecretBytes::copyOf(bytes);
}

inline const crypto::AgencyId kAgency = idOf<crypto::AgencyId>(0xAA);
inline const crypto::TeamId kOwnTeam = idOf<crypto::TeamId>(0x10);
inline const crypto::TeamId kOtherTeam = idOf<crypto::TeamId>(0x11);
inline const crypto::PersonId kSelf = idOf<crypto::PersonId>(0x20);
inline const crypto::PersonId kBakker = idOf<crypto::PersonId>(0x21);

/// The day of import in all tests with crafted input, and its instant.
inline constexpr crypto::Date kToday{2026, 6, 15};
inline const UnixMillis kNow = startOf(kToday) + 10ULL * 3600 * 1000;

inline ImportIds idsOf(RegisterKind kind) {
    return {firstNetworkKey(), kind, kAgency};
}

/// An agency that may use every kind of identifier.
inline crypto::Agency agencyWith(std::uint8_t kinds = 7) {
    crypto::Agency agency;
    agency.id = kAgency;
    agency.name = "Organisatie";
    agency.kinds = kinds;
    return agency;
}

/// The default labels with the codes 1 to 9.
inline std::vector<crypto::LifeDomainRow> lifeDomains() {
    std::vector<crypto::LifeDomainRow> rows;
    for (const auto& label : registers::defaultReadingRules(kToday).lifeDomains) {
        rows.push_back({static_cast<std::uint16_t>(rows.size() + 1), label, {}});
    }
    return rows;
}

/// Terms with their owners, for one test.
struct Importer {
    explicit Importer(RegisterKind kind, std::uint8_t kinds = 7)
        : ids(idsOf(kind)), agency(agencyWith(kinds)) {}

    [[nodiscard]] ImportTerms terms() const {
        return {ids, agency, domains, {kSelf, kOwnTeam}, role, kNow};
    }

    ImportIds ids;
    crypto::Agency agency;
    std::vector<crypto::LifeDomainRow> domains = lifeDomains();
    crypto::Role role = crypto::Role::Coach;
};

/// Two coaches: the importer Sanne Hermans and Fatma Bakker of another team.
inline std::vector<LeadPerson> people() {
    return {{{kSelf, kOwnTeam}, "Sanne Hermans", "Team Oost", true},
            {{kBakker, kOtherTeam}, "Fatma Bakker", "Team West", true}};
}
inline LeadNames leads() {
    return {people(), kOwnTeam};
}

}  // namespace voordeur::client::core::testing
