#include "crypto/shared/time_text.h"

#include <chrono>
#include <cstdio>

namespace voordeur::crypto {

std::string minuteText(UnixMillis time) {
    using namespace std::chrono;
    const sys_seconds at{seconds(time / 1000)};
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss clock{at - day};
    char text[32];
    std::snprintf(text,
                  sizeof text,
                  "%04d-%02u-%02u %02d:%02d",
                  static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()));
    return text;
}

}  // namespace voordeur::crypto
