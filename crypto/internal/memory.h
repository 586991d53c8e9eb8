#pragma once

#include <cstddef>
#include <cstdint>

// Memory for secrets. This is the one header of crypto/internal that lies *below* crypto/base: its
// target voordeur_crypto_internal_memory knows no type of ours, so that SecretBytes can use it.
namespace voordeur::crypto::internal {

/// Makes libsodium ready (page size, canary, best code for this machine). Ends the process when the
/// library cannot start. Cheap after the first time. Thread: any.
void readyLibrary();

/// Secrets up to this size share guarded regions; larger ones have their own.
inline constexpr std::size_t kSharedRegionBytesMax = 4096;

/// `size` zero bytes between guard pages, locked into memory where the system allows it, left out
/// of core dumps. `size` ≥ 1. Throws std::bad_alloc when there is no memory. Thread: any.
///
/// Small ones are slots of a region that is guarded as a whole: a region of its own costs four
/// mappings and 30 µs, so that 16 000 keys would use up what Linux grants a process, and opening a
/// seal would take twice as long.
/// Ownership: the caller gives it back with `freeGuarded` and the same size.
std::uint8_t* allocateGuarded(std::size_t size);
/// Wipes and releases; nullptr is allowed. Regions of small ones are kept for the next. Ends the
/// process if the memory before a large one was overrun.
void freeGuarded(std::uint8_t* memory, std::size_t size) noexcept;
/// Overwrites with zeros in a way the compiler may not remove.
void wipeMemory(void* memory, std::size_t size) noexcept;
/// Constant time in the contents.
bool equalMemory(const void* a, const void* b, std::size_t size) noexcept;

}  // namespace voordeur::crypto::internal
