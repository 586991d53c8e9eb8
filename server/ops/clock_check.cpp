#include "server/ops/clock_check.h"

#include "crypto/shared/entry.h"

namespace voordeur::server::ops {

crypto::Result<crypto::UnixMillis> logAheadOfClock(storage::Store& store,
                                                   std::uint64_t size,
                                                   const crypto::Clock& clock) {
    if (size == 0) return crypto::UnixMillis{0};
    VD_ASSIGN(auto reader, store.reader());
    VD_ASSIGN(const auto line, reader->line(size - 1));
    VD_REQUIRE(line.has_value(), crypto::Reason::StorageFailed);
    VD_ASSIGN(const auto entry, crypto::Entry::decode(line->entry));
    const crypto::UnixMillis now = clock.now();
    return entry.time > now ? entry.time - now : crypto::UnixMillis{0};
}

std::string clockBehindText(crypto::UnixMillis ahead) {
    const crypto::UnixMillis minutes = (ahead + 59'999) / 60'000;
    return "De laatste regel van het logboek is " + std::to_string(minutes) +
           " minuten later dan de klok van deze machine.";
}

const char* const kClockBehindWhatToDo =
    "Zet de klok gelijk (timedatectl). Liep de klok eerder vóór, wacht dan zo lang: tot dan krijgt "
    "iedereen ClockSkew. Zie docs/operations.md, De klok.";

}  // namespace voordeur::server::ops
