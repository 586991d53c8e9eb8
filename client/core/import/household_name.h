#pragma once

#include "client/core/sealed/records.h"

#include <string>
#include <vector>

namespace voordeur::client::core {

/// What a household is called in lists: the surnames of those who are not "kind", each once, in
/// order, at most three: "van den Berg – Mulder". Of all members where everybody is "kind".
/// At most limits::kTextBytesMax bytes; empty without members. Thread: any.
std::string householdNameOf(const std::vector<sealed::Member>& members);

/// Prefix and surname: "van den Berg". Thread: any.
std::string wholeSurname(const std::string& prefix, const std::string& surname);

}  // namespace voordeur::client::core
