#include "server/storage/sqlcipher/note_names.h"

#include "crypto/shared/codec.h"

namespace voordeur::server::storage::sqlcipher {

crypto::Bytes packNumber(std::uint64_t number) {
    crypto::Writer w;
    w.u64(number);
    return w.take();
}

std::optional<std::uint64_t> unpackNumber(crypto::ByteView bytes) {
    crypto::Reader r(bytes);
    const std::uint64_t number = r.u64();
    if (!r.finish().ok()) return std::nullopt;
    return number;
}

}  // namespace voordeur::server::storage::sqlcipher
