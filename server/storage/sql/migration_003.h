#pragma once

#include <string_view>

namespace voordeur::server::storage::sql {

/// Version 3: the leaves of a full tile lie together, so that a proof from an older head reads some
/// three pages instead of those of 256 entries. Frozen; tests/schema/003.sql is what it must come
/// to.
inline constexpr std::string_view kMigration003 = R"sql(
-- 256 leaf hashes of 32 bytes. Missing for tiles from before this version.
CREATE TABLE tile_leaves (
    position INTEGER PRIMARY KEY,
    leaves BLOB NOT NULL
) STRICT;
)sql";

}  // namespace voordeur::server::storage::sql
