#pragma once

#include "crypto/base/clock.h"
#include "crypto/shared/date.h"

namespace voordeur::client::core {

inline constexpr crypto::UnixMillis kDayMillis = 24ULL * 3600 * 1000;

/// 00:00 UTC of a day; a date before 1970 counts as 1970.
crypto::UnixMillis startOf(const crypto::Date& date);

}  // namespace voordeur::client::core
