#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/mutex.h"
#include "server/storage/sqlcipher/lru.h"

#include <memory>

namespace voordeur::server::storage::sqlcipher {

/// Objects that went out lately. A name is the hash of its bytes, so what is here cannot be out of
/// date. SQLite throws a reader's pages away with every commit of the writer: without this, each
/// opening decrypts the same pages anew. Sealed, as in the store. Thread: any.
class ObjectCache {
public:
    /// Bytes of objects, with what it takes to keep them.
    explicit ObjectCache(std::size_t bytesMax) : m_objects(bytesMax) {}

    /// nullptr when it is not here.
    std::shared_ptr<const crypto::Bytes> find(const crypto::Hash32& name) VD_EXCLUDES(m_mutex);
    void put(const crypto::Hash32& name, crypto::ByteView bytes) VD_EXCLUDES(m_mutex);

private:
    crypto::Mutex m_mutex;
    Lru<crypto::Hash32, std::shared_ptr<const crypto::Bytes>> m_objects VD_GUARDED_BY(m_mutex);
};

}  // namespace voordeur::server::storage::sqlcipher
