#pragma once

#include "crypto/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace voordeur::crypto {

/// Permission to look at secret bytes. Search for `openKeyAccess` to find every place that does;
/// a lint test holds the list of files that may.
class KeyAccess {
private:
    KeyAccess() = default;
    friend KeyAccess openKeyAccess();
};
KeyAccess openKeyAccess();

/// Bytes that must not leak: guarded and locked pages, wiped when released, move-only, no printing.
///
/// Up to 4 KiB they are slots of shared guarded regions, so that tens of thousands of keys are no
/// burden; larger ones have pages of their own (see crypto/internal/memory.h). Locking is up to the
/// system's limit (RLIMIT_MEMLOCK); above it they could be swapped out.
/// Thread: one owner at a time. Ownership: owns its memory. An empty SecretBytes holds nothing.
class SecretBytes {
public:
    SecretBytes() = default;
    /// `size` zero bytes.
    explicit SecretBytes(std::size_t size);
    /// Copies `source` in. The caller still has to wipe its own copy (see `wipe`).
    static SecretBytes copyOf(ByteView source);
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    ~SecretBytes();

    [[nodiscard]] SecretBytes clone() const;
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] ByteView reveal(const KeyAccess& access) const;
    [[nodiscard]] std::span<std::uint8_t> revealForWriting(const KeyAccess& access);
    /// Constant time in the contents (not in the length).
    friend bool operator==(const SecretBytes& a, const SecretBytes& b);

private:
    std::uint8_t* m_data = nullptr;
    std::size_t m_size = 0;
};

/// Overwrites memory in a way the compiler may not remove.
void wipe(std::span<std::uint8_t> bytes);
/// Constant time in the contents; false when lengths differ.
bool equalConstantTime(ByteView a, ByteView b);

}  // namespace voordeur::crypto
