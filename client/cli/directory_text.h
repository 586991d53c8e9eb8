#pragma once

#include "client/core/membership.h"
#include "crypto/shared/directory_state.h"

#include <nlohmann/json.hpp>

#include <string>

// The verified directory, and changes of it, as text for people and as objects for scripts.
namespace voordeur::client::cli {

struct Shown {
    nlohmann::json json;
    std::string text;
};

/// Agencies, their teams, and who is in them with which role.
Shown showDirectory(const crypto::Directory& directory);

/// What a second person is asked to sign, one line a change.
/// Errors: those of decoding the payload; Malformed (a method that takes no second person).
crypto::Result<Shown> showRequest(const crypto::Directory& directory,
                                  const core::CosignRequest& request);

/// One change of the directory as a line for people.
std::string changeText(const crypto::Directory& directory, const crypto::DirectoryChange& change);

/// Names from the directory; the id in hexadecimal where it has none.
std::string personName(const crypto::Directory& directory, const crypto::PersonId& id);
std::string teamName(const crypto::Directory& directory, const crypto::TeamId& id);
std::string agencyName(const crypto::Directory& directory, const crypto::AgencyId& id);

}  // namespace voordeur::client::cli
