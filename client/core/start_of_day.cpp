#include "client/core/start_of_day.h"

#include <algorithm>
#include <cstdint>

namespace voordeur::client::core {

crypto::UnixMillis startOf(const crypto::Date& date) {
    const auto day = std::max(crypto::dayNumber(date), std::int32_t{0});
    return static_cast<crypto::UnixMillis>(day) * kDayMillis;
}

}  // namespace voordeur::client::core
