#pragma once

#include <string_view>

namespace voordeur::server::storage::sql {

/// Version 2: where a key sealed to a device comes from, so that one sender's keys for one purpose
/// replace each other. Frozen; tests/schema/002.sql is what it must come to.
inline constexpr std::string_view kMigration002 = R"sql(
-- NULL: from an admission, or from before this version.
ALTER TABLE device_keys ADD COLUMN source BLOB;

CREATE UNIQUE INDEX device_keys_by_source ON device_keys (device, source)
    WHERE source IS NOT NULL;
)sql";

}  // namespace voordeur::server::storage::sql
