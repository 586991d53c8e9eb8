#pragma once

#include "client/cli/directory_text.h"
#include "client/core/household_file.h"
#include "client/core/views.h"
#include "crypto/shared/entry.h"

#include <vector>

// Households and what happened around them, as text for people and as objects for scripts. A
// citizen number is never shown, only that it is there.
namespace voordeur::client::cli {

/// Who is looking: what is "mine" follows from it.
struct Viewer {
    const crypto::Directory& directory;
    crypto::PersonId person;
    crypto::TeamId team;
    crypto::UnixMillis now = 0;
};
Viewer viewerOf(const core::Session& session);

/// One line of a caseload.
Shown showRow(const Viewer& viewer, const core::HouseholdFile& file);
/// The whole file, as far as it opened.
Shown showFile(const Viewer& viewer, const core::HouseholdFile& file);

/// What one entry of a household's chain says: when, who, what, why, and whether it was refused.
Shown showLook(const core::LookRow& row);
/// The act in words: "opende het dossier". For people.
std::string_view actWord(crypto::Method method);

}  // namespace voordeur::client::cli
