#include "crypto/base/secret_bytes.h"

#include "crypto/internal/memory.h"

#include <algorithm>
#include <utility>

namespace voordeur::crypto {

KeyAccess openKeyAccess() {
    return {};
}

SecretBytes::SecretBytes(std::size_t size)
    : m_data(size == 0 ? nullptr : internal::allocateGuarded(size)), m_size(size) {}

SecretBytes SecretBytes::copyOf(ByteView source) {
    SecretBytes out(source.size());
    std::copy(source.begin(), source.end(), out.m_data);
    return out;
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
        internal::freeGuarded(m_data, m_size);
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes() {
    internal::freeGuarded(m_data, m_size);
}

SecretBytes SecretBytes::clone() const {
    return copyOf({m_data, m_size});
}

ByteView SecretBytes::reveal(const KeyAccess& /*access*/) const {
    return {m_data, m_size};
}

std::span<std::uint8_t> SecretBytes::revealForWriting(const KeyAccess& /*access*/) {
    return {m_data, m_size};
}

bool operator==(const SecretBytes& a, const SecretBytes& b) {
    return equalConstantTime({a.m_data, a.m_size}, {b.m_data, b.m_size});
}

void wipe(std::span<std::uint8_t> bytes) {
    internal::wipeMemory(bytes.data(), bytes.size());
}

bool equalConstantTime(ByteView a, ByteView b) {
    if (a.size() != b.size()) return false;
    return internal::equalMemory(a.data(), b.data(), a.size());
}

}  // namespace voordeur::crypto
