#pragma once

#include "server/storage/sql/migration_001.h"
#include "server/storage/sql/migration_002.h"
#include "server/storage/sql/migration_003.h"

#include <array>
#include <cstdint>
#include <span>

namespace voordeur::server::storage::sql {

struct Migration {
    std::uint32_t version;
    std::string_view text;
};

/// In order. Never edit an entry; add one, with its fixture in tests/schema. What readers ask must
/// be answered by older versions as well, or be left out there: the doctor opens a store without
/// bringing it up to date.
inline constexpr std::array kMigrations{
    Migration{1, kMigration001}, Migration{2, kMigration002}, Migration{3, kMigration003}};

constexpr bool contiguousFromOne(std::span<const Migration> migrations) {
    for (std::size_t i = 0; i < migrations.size(); ++i) {
        if (migrations[i].version != i + 1) return false;
    }
    return !migrations.empty();
}
static_assert(contiguousFromOne(kMigrations));

inline constexpr std::uint32_t kSchemaVersion = kMigrations.back().version;
/// "VDRS" in the header of the file: a store of a Voordeur server.
inline constexpr std::uint32_t kApplicationId = 0x56445253;

}  // namespace voordeur::server::storage::sql
