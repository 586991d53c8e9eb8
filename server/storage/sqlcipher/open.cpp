#include "server/storage/sqlcipher/open.h"

#include "server/storage/sqlcipher/sqlcipher_store.h"

namespace voordeur::server::storage {

crypto::Status createSqlcipherStore(const std::string& path,
                                    const crypto::SecretBytes& key,
                                    const SqlcipherOptions& options) {
    if (options.vfs.empty()) VD_RETURN_IF_ERROR(sqlcipher::FileGuard::makeFile(path));
    VD_ASSIGN(const auto store, sqlcipher::SqlcipherStore::open(path, key, options, true));
    // Closed again here: whoever uses it opens it as any other.
    return crypto::success();
}

Result<std::unique_ptr<Store>> openSqlcipherStore(const std::string& path,
                                                  const crypto::SecretBytes& key,
                                                  const SqlcipherOptions& options) {
    return sqlcipher::SqlcipherStore::open(path, key, options, false);
}

Result<std::unique_ptr<Store>> openSqlcipherStore(const std::string& path,
                                                  const crypto::SecretBytes& key,
                                                  std::function<void(crypto::Reason)> onFatal) {
    SqlcipherOptions options;
    options.onFatal = std::move(onFatal);
    return openSqlcipherStore(path, key, options);
}

}  // namespace voordeur::server::storage
