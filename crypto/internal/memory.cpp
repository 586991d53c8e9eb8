#include "crypto/internal/memory.h"

#include <sodium.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>

namespace voordeur::crypto::internal {
namespace {

constexpr std::size_t kRegionBytes = std::size_t{64} * 1024;

std::uint8_t* newRegion(std::size_t size) {
    readyLibrary();
    void* memory = sodium_malloc(size);
    if (memory == nullptr) throw std::bad_alloc();
    return static_cast<std::uint8_t*>(memory);
}

/// Slots of one size, cut from guarded regions. Free slots hold the way to the next one and are
/// zero otherwise. Regions are never given back: what was locked once stays good for later secrets.
class SlotPool {
public:
    explicit SlotPool(std::size_t slotBytes) : m_slotBytes(slotBytes) {}

    [[nodiscard]] std::size_t slotBytes() const { return m_slotBytes; }

    std::uint8_t* take() {
        const std::lock_guard<std::mutex> lock(m_mutex);
        if (m_free == nullptr) addRegion();
        FreeSlot* slot = m_free;
        m_free = slot->next;
        std::memset(slot, 0, sizeof(FreeSlot));
        return reinterpret_cast<std::uint8_t*>(slot);
    }

    void giveBack(std::uint8_t* memory) {
        wipeMemory(memory, m_slotBytes);
        const std::lock_guard<std::mutex> lock(m_mutex);
        m_free = new (memory) FreeSlot{m_free};
    }

private:
    struct FreeSlot {
        FreeSlot* next;
    };

    void addRegion() {
        std::uint8_t* region = newRegion(kRegionBytes);
        // libsodium fills new memory with 0xdb, so that forgotten writes show; we promise zeros.
        std::memset(region, 0, kRegionBytes);
        for (std::size_t at = 0; at < kRegionBytes; at += m_slotBytes) {
            m_free = new (region + at) FreeSlot{m_free};
        }
    }

    const std::size_t m_slotBytes;
    std::mutex m_mutex;
    FreeSlot* m_free = nullptr;
};

/// The smallest pool that fits; nullptr for what gets a region of its own. Like the heap, there is
/// one per process, and it is never taken down, so that no static secret outlives it.
SlotPool* poolFor(std::size_t size) {
    static auto& pools = *new std::array<SlotPool, 4>{
        SlotPool(64), SlotPool(256), SlotPool(1024), SlotPool(kSharedRegionBytesMax)};
    for (SlotPool& pool : pools) {
        if (size <= pool.slotBytes()) return &pool;
    }
    return nullptr;
}

}  // namespace

void readyLibrary() {
    // A library that cannot start leaves nothing sensible to do. VD_CHECK lies above this target.
    static const bool ready = [] {
        if (sodium_init() < 0) std::abort();
        return true;
    }();
    static_cast<void>(ready);
}

std::uint8_t* allocateGuarded(std::size_t size) {
    if (SlotPool* pool = poolFor(size)) return pool->take();
    std::uint8_t* memory = newRegion(size);
    std::memset(memory, 0, size);
    return memory;
}

void freeGuarded(std::uint8_t* memory, std::size_t size) noexcept {
    if (memory == nullptr) return;
    if (SlotPool* pool = poolFor(size)) {
        pool->giveBack(memory);
    } else {
        sodium_free(memory);  // wipes
    }
}

void wipeMemory(void* memory, std::size_t size) noexcept {
    if (size > 0) sodium_memzero(memory, size);
}

bool equalMemory(const void* a, const void* b, std::size_t size) noexcept {
    return size == 0 || sodium_memcmp(a, b, size) == 0;
}

}  // namespace voordeur::crypto::internal
