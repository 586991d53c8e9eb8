#pragma once

#include "crypto/base/reason.h"

#include <string_view>

namespace voordeur::client::cli {

/// What a reason means to the person at the keyboard, in Dutch: what happened, what is not lost,
/// what to do. Thread: any.
std::string_view sentenceFor(crypto::Reason reason);

}  // namespace voordeur::client::cli
