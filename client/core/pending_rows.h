#pragma once

#include "client/core/local_store.h"

#include <optional>
#include <string>
#include <vector>

namespace voordeur::crypto::sqlcipher {
class Connection;
}

namespace voordeur::client::core {

/// The table of kept requests in the local store.
///
/// Errors, Thread: as LocalStore. Ownership: borrows the connection.
class PendingRows {
public:
    explicit PendingRows(crypto::sqlcipher::Connection& connection) : m_connection(connection) {}

    Status put(const PendingRequest& request);
    Result<std::vector<PendingRequest>> waiting();
    Result<std::vector<PendingRequest>> all();
    Result<std::vector<crypto::RequestId>> refusedOnce();
    Result<std::optional<PendingRequest>> wished(const crypto::Hash32& wish);
    Status mark(const crypto::RequestId& id,
                PendingState state,
                std::optional<crypto::Reason> reason);
    Status remove(const crypto::RequestId& id);

private:
    Result<std::vector<PendingRequest>> read(const std::string& where, ByteView wish);

    crypto::sqlcipher::Connection& m_connection;
};

}  // namespace voordeur::client::core
