#pragma once

#include "crypto/base/bytes.h"
#include "crypto/shared/codec.h"

#include <cstdint>

namespace voordeur::crypto {

/// The size and root of a log as somebody saw it. Size 0 has a zero root, and only size 0.
struct LogHead {
    std::uint64_t size = 0;
    Hash32 root{};
    friend bool operator==(const LogHead&, const LogHead&) = default;
};
/// Grammar: u64 size · fixed32 root.
void write(Writer& w, const LogHead& head);
LogHead readLogHead(Reader& r);

}  // namespace voordeur::crypto
