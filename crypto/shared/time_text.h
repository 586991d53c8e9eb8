#pragma once

#include "crypto/base/clock.h"

#include <string>

namespace voordeur::crypto {

/// A moment as the programs without a window write it, in UTC: "2026-11-21 14:05". Thread: any.
std::string minuteText(UnixMillis time);

}  // namespace voordeur::crypto
