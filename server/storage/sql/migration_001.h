#pragma once

#include <string_view>

namespace voordeur::server::storage::sql {

/// Version 1: everything. Frozen: a store out there was made by exactly this text. A change is a
/// new migration. tests/schema/001.sql is what it must come to.
inline constexpr std::string_view kMigration001 = R"sql(
-- The log. `leaf` and `links` come first, so that reading them alone stays within the first page of
-- a long row. links: how the entry hangs in the chains of its households (sqlcipher/chain_link.h).
-- heads: NULL when they are what links says. answer: NULL when it is not kept. questions: attached
-- objects that nobody asks for by name (a list of bytes); all others are in attachments.
CREATE TABLE entries (
    sequence INTEGER PRIMARY KEY,
    leaf BLOB NOT NULL,
    links BLOB,
    entry BLOB NOT NULL,
    payload BLOB NOT NULL,
    heads BLOB,
    request BLOB,
    device BLOB,
    digest BLOB,
    answer BLOB,
    detail BLOB,
    questions BLOB
) STRICT;

-- The request first: it is random, so one comparison finds it; the device makes it one's own.
CREATE UNIQUE INDEX entries_by_request ON entries (request, device) WHERE request IS NOT NULL;

-- Attached objects by their name, each stored once. bytes: NULL when erased.
CREATE TABLE objects (
    number INTEGER PRIMARY KEY,
    name BLOB NOT NULL UNIQUE,
    bytes BLOB
) STRICT;

CREATE TABLE attachments (
    sequence INTEGER NOT NULL,
    position INTEGER NOT NULL,
    object INTEGER NOT NULL,
    PRIMARY KEY (sequence, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE directory_chain (
    position INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL
) STRICT;

-- The last entry of each household's chain, as of some time after `store.tails_from` in notes;
-- what came later is found in the entries from there on.
CREATE TABLE chain_tails (
    household BLOB PRIMARY KEY,
    sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoints (
    size INTEGER PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE tiles (
    position INTEGER PRIMARY KEY,
    root BLOB NOT NULL
) STRICT;

-- What decisions look at.
CREATE TABLE households (
    number INTEGER PRIMARY KEY,
    household BLOB NOT NULL UNIQUE,
    state BLOB NOT NULL
) STRICT;

CREATE TABLE team_households (
    team BLOB NOT NULL,
    household BLOB NOT NULL,
    PRIMARY KEY (team, household)
) STRICT, WITHOUT ROWID;

CREATE TABLE involvements (
    involvement BLOB PRIMARY KEY,
    team BLOB NOT NULL,
    state BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX involvements_by_team ON involvements (team, involvement);

CREATE TABLE tokens (
    kind INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    token BLOB NOT NULL,
    entry_hash BLOB NOT NULL,
    entry BLOB NOT NULL,
    PRIMARY KEY (kind, epoch, token, entry_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE evaluations (
    sequence INTEGER PRIMARY KEY,
    device BLOB NOT NULL,
    kind INTEGER NOT NULL,
    count INTEGER NOT NULL,
    time INTEGER NOT NULL
) STRICT;

CREATE TABLE manifest_rows (
    household BLOB NOT NULL,
    compartment BLOB NOT NULL,
    record BLOB NOT NULL,
    version INTEGER NOT NULL,
    envelope_hash BLOB NOT NULL,
    PRIMARY KEY (household, compartment, record)
) STRICT, WITHOUT ROWID;

-- The window first: those in use lie together, and those that are over can be swept out.
CREATE TABLE quotas (
    window INTEGER NOT NULL,
    window_number INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    who BLOB NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (window, window_number, scope, kind, who)
) STRICT, WITHOUT ROWID;

CREATE TABLE bulk_quotas (
    agency BLOB NOT NULL,
    kind INTEGER NOT NULL,
    day INTEGER NOT NULL,
    most INTEGER NOT NULL,
    PRIMARY KEY (agency, kind, day)
) STRICT, WITHOUT ROWID;

-- Keys sealed to a device, and devices that wait for admission.
CREATE TABLE device_keys (
    device BLOB NOT NULL,
    position INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (device, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolments (
    invitation BLOB PRIMARY KEY,
    enrolment BLOB NOT NULL,
    tls_key BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Small facts of the store itself.
CREATE TABLE notes (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- "VDRS"
PRAGMA application_id = 1447318099;
)sql";

}  // namespace voordeur::server::storage::sql
