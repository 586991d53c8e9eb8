#include "server/storage/sqlcipher/schema.h"

#include "server/storage/sql/migrations.h"

namespace voordeur::server::storage::sqlcipher {

using crypto::Reason;

namespace {

Result<std::uint64_t> versionOf(Connection& connection, bool fresh) {
    VD_ASSIGN(const std::uint64_t version, connection.numberOf("PRAGMA user_version"));
    VD_ASSIGN(const std::uint64_t application, connection.numberOf("PRAGMA application_id"));
    if (fresh) {
        VD_REQUIRE(version == 0 && application == 0, Reason::StorageFailed);
        return version;
    }
    VD_REQUIRE(application == sql::kApplicationId && version > 0, Reason::StorageFailed);
    VD_REQUIRE(version <= sql::kSchemaVersion, Reason::SchemaNewer);
    return version;
}

Status migrate(Connection& connection, const sql::Migration& migration) {
    VD_RETURN_IF_ERROR(connection.execute("BEGIN IMMEDIATE"));
    Status done = connection.execute(std::string(migration.text));
    if (done.ok()) {
        done = connection.execute("PRAGMA user_version = " + std::to_string(migration.version));
    }
    if (done.ok()) done = connection.execute("COMMIT");
    if (!done.ok() && !connection.idle()) {
        // Whether or not this succeeds, closing the connection takes the transaction with it.
        static_cast<void>(connection.execute("ROLLBACK").ok());
    }
    return done;
}

}  // namespace

Status bringUpToDate(Connection& connection, bool fresh) {
    VD_ASSIGN(const std::uint64_t version, versionOf(connection, fresh));
    for (const sql::Migration& migration : sql::kMigrations) {
        if (migration.version > version) VD_RETURN_IF_ERROR(migrate(connection, migration));
    }
    return crypto::success();
}

Status checkSchema(Connection& connection) {
    VD_RETURN_IF_ERROR(versionOf(connection, false));
    return crypto::success();
}

}  // namespace voordeur::server::storage::sqlcipher
