#include "server/storage/sqlcipher/object_cache.h"

namespace voordeur::server::storage::sqlcipher {
namespace {

/// Nodes of list and index, the shared count, the allocator's own.
constexpr std::size_t kOverhead = 256;

}  // namespace

std::shared_ptr<const crypto::Bytes> ObjectCache::find(const crypto::Hash32& name) {
    const crypto::MutexLock lock(m_mutex);
    const auto* found = m_objects.find(name);
    return found == nullptr ? nullptr : *found;
}

void ObjectCache::put(const crypto::Hash32& name, crypto::ByteView bytes) {
    auto kept = std::make_shared<const crypto::Bytes>(crypto::toBytes(bytes));
    const crypto::MutexLock lock(m_mutex);
    m_objects.put(name, std::move(kept), bytes.size() + kOverhead);
}

}  // namespace voordeur::server::storage::sqlcipher
