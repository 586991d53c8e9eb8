#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/secret_bytes.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace voordeur::crypto {

/// N secret bytes that live for one function: on the stack, wiped at every way out. For what has to
/// be kept there is SecretBytes, which costs guard pages and system calls.
///
/// Thread: one owner at a time. Ownership: cannot be copied or moved.
template <std::size_t N>
class WipedArray {
public:
    WipedArray() = default;
    WipedArray(const WipedArray&) = delete;
    WipedArray& operator=(const WipedArray&) = delete;
    WipedArray(WipedArray&&) = delete;
    WipedArray& operator=(WipedArray&&) = delete;
    ~WipedArray() { wipe(m_bytes); }

    [[nodiscard]] std::span<std::uint8_t, N> span() { return std::span<std::uint8_t, N>(m_bytes); }
    [[nodiscard]] ByteView view() const { return m_bytes; }
    [[nodiscard]] ByteArray<N>& array() { return m_bytes; }

private:
    ByteArray<N> m_bytes{};
};

}  // namespace voordeur::crypto
