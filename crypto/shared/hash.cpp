#include "crypto/shared/hash.h"

#include "crypto/internal/sha2.h"

namespace voordeur::crypto {

Hash32 sha256(std::initializer_list<ByteView> parts) {
    return internal::sha256Of(parts);
}

ByteArray<64> sha512(std::initializer_list<ByteView> parts) {
    return internal::sha512Of(parts);
}

Hash32 objectHash(std::string_view type, ByteView bytes) {
    ByteArray<9> frame{};  // 00 ‖ len64
    const auto size = static_cast<std::uint64_t>(bytes.size());
    for (std::size_t i = 0; i < 8; ++i) {
        frame[1 + i] = static_cast<std::uint8_t>((size >> (56 - 8 * i)) & 0xffU);
    }
    return internal::sha256Of({viewOf("voordeur/v1/"), viewOf(type), frame, bytes});
}

Sha256::Sha256() {
    internal::sha256Start(m_state);
}

void Sha256::update(ByteView bytes) {
    internal::sha256Add(m_state, bytes);
}

Hash32 Sha256::finish() {
    return internal::sha256Finish(m_state);
}

}  // namespace voordeur::crypto
