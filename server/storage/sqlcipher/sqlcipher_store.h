#pragma once

#include "server/storage/sqlcipher/open.h"
#include "server/storage/sqlcipher/reader.h"
#include "server/storage/sqlcipher/transaction.h"

#include <memory>
#include <optional>

namespace voordeur::server::storage::sqlcipher {

/// The store in one SQLCipher file. One connection writes and checkpoints, a bounded pool of others
/// reads; docs/storage.md says why.
class SqlcipherStore final : public Store {
public:
    /// See open.h. `fresh`: the file was made just now and is empty.
    static Result<std::unique_ptr<Store>> open(const std::string& path,
                                               const crypto::SecretBytes& key,
                                               const SqlcipherOptions& options,
                                               bool fresh);
    SqlcipherStore(const SqlcipherStore&) = delete;
    SqlcipherStore& operator=(const SqlcipherStore&) = delete;
    SqlcipherStore(SqlcipherStore&&) = delete;
    SqlcipherStore& operator=(SqlcipherStore&&) = delete;
    ~SqlcipherStore() override = default;

    Result<StartState> start() override;
    Result<std::unique_ptr<Transaction>> begin(const crypto::Directory& directory) override;
    Result<std::unique_ptr<Reading>> reader() override;
    Status tidy() override;
    [[nodiscard]] bool fileGone() const override { return m_faults.fileGone(); }

private:
    SqlcipherStore(const std::string& path,
                   const crypto::SecretBytes& key,
                   const SqlcipherOptions& options);
    Status openWriter(const std::string& path, const SqlcipherOptions& options, bool fresh);
    Status loadTails();
    Status readStart(ReaderConnection& reader, StartState& out);

    crypto::SecretBytes m_key;
    Faults m_faults;
    std::optional<FileGuard> m_guard;
    ChainTails m_tails;
    ObjectCache m_objects;
    // Readers go before the writer: whoever closes last moves the WAL into the file.
    std::unique_ptr<WriterConnection> m_writer;  // none when the store is only read
    ReaderPool m_readers;
};

}  // namespace voordeur::server::storage::sqlcipher
