#pragma once

#include "crypto/rules/world.h"
#include "server/storage/sqlcipher/world_reader.h"

#include <memory>

namespace voordeur::server::storage::sqlcipher {

/// Writes what decisions change. Thread: the writer's. Errors: StorageFailed, StorageFull.
/// Ownership: borrows the reader of the same connection, and keeps it true.
class WorldWriter {
public:
    static Result<std::unique_ptr<WorldWriter>> prepare(Connection& connection,
                                                        WorldReader& reader);

    Status apply(const crypto::Changes& changes, std::uint64_t sequence);
    /// Deletes quota windows that were over before `before`; at most `most` of each length.
    Status forgetQuotas(crypto::UnixMillis before, std::uint64_t most);

private:
    explicit WorldWriter(WorldReader& reader) : m_reader(reader) {}
    Status put(const crypto::HouseholdState& state);
    Status put(const crypto::InvolvementState& state);
    Status put(const crypto::IndexedToken& token);
    Status put(const crypto::Changes::Rows& rows);
    Status charge(const crypto::Changes::Charge& charge);
    Status put(const crypto::EvaluationFact& fact, std::uint64_t sequence);
    Status put(const crypto::Changes::Bulk& bulk);

    WorldReader& m_reader;
    Statement m_household;
    Statement m_addTeam;
    Statement m_removeTeam;
    Statement m_involvement;
    Statement m_token;
    Statement m_row;
    Statement m_quota;
    Statement m_deleteQuotas;
    Statement m_evaluation;
    Statement m_bulk;
};

}  // namespace voordeur::server::storage::sqlcipher
