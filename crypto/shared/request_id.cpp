#include "crypto/shared/request_id.h"

namespace voordeur::crypto {

RequestId newRequestId(UnixMillis now, RandomSource& random) {
    constexpr std::size_t kTimeBytes = 6;
    RequestId id = RequestId::generate(random);
    for (std::size_t i = 0; i < kTimeBytes; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(now >> (8 * (kTimeBytes - 1 - i)));
    }
    return id;
}

}  // namespace voordeur::crypto
