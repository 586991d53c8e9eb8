#pragma once

#include "client/core/views.h"

#include <map>
#include <string>
#include <vector>

namespace voordeur::tests::ui {

namespace core = client::core;

/// "Now" in the invented town: 21 November 2026, 14:05 in Dutch winter time. Fixed, so that
/// pictures repeat.
inline constexpr core::UnixMillis kTownNow = 1'795'266'300'000;
inline constexpr core::UnixMillis kOneDay = 24ULL * 3600 * 1000;

/// An id that says what it is when debugging; `number` must be unique within its kind.
template <class AnId>
AnId idOf(std::uint8_t number) {
    AnId id;
    id.bytes.fill(0x11);
    id.bytes[15] = number;
    return id;
}

/// Everything the fake gateway knows: an invented municipality with invented people.
struct Town {
    std::vector<core::PersonView> people;
    std::vector<core::PurposeChoice> purposes;
    std::vector<core::LifeDomain> domains;
    std::vector<core::HouseholdView> households;  // as the coach F. Bakker sees them
    std::map<core::HouseholdId, core::LookReport> looks;

    [[nodiscard]] const core::PersonView& person(const std::string& name) const;
};

Town makeTown();
/// The row of the caseload that belongs to a household.
core::HouseholdRow rowOf(const core::HouseholdView& household);
/// Texts about families that may be on a screen only while it is unlocked.
std::vector<std::string> caseTexts(const Town& town);

}  // namespace voordeur::tests::ui
