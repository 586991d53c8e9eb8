CREATE TABLE attachments (
    sequence INTEGER NOT NULL,
    position INTEGER NOT NULL,
    object INTEGER NOT NULL,
    PRIMARY KEY (sequence, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE bulk_quotas (
    agency BLOB NOT NULL,
    kind INTEGER NOT NULL,
    day INTEGER NOT NULL,
    most INTEGER NOT NULL,
    PRIMARY KEY (agency, kind, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE chain_tails (
    household BLOB PRIMARY KEY,
    sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoints (
    size INTEGER PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE device_keys (
    device BLOB NOT NULL,
    position INTEGER NOT NULL,
    sealed BLOB NOT NULL, source BLOB,
    PRIMARY KEY (device, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE directory_chain (
    position INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL
) STRICT;

CREATE TABLE enrolments (
    invitation BLOB PRIMARY KEY,
    enrolment BLOB NOT NULL,
    tls_key BLOB NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE evaluations (
    sequence INTEGER PRIMARY KEY,
    device BLOB NOT NULL,
    kind INTEGER NOT NULL,
    count INTEGER NOT NULL,
    time INTEGER NOT NULL
) STRICT;

CREATE TABLE households (
    number INTEGER PRIMARY KEY,
    household BLOB NOT NULL UNIQUE,
    state BLOB NOT NULL
) STRICT;

CREATE TABLE involvements (
    involvement BLOB PRIMARY KEY,
    team BLOB NOT NULL,
    state BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE manifest_rows (
    household BLOB NOT NULL,
    compartment BLOB NOT NULL,
    record BLOB NOT NULL,
    version INTEGER NOT NULL,
    envelope_hash BLOB NOT NULL,
    PRIMARY KEY (household, compartment, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE objects (
    number INTEGER PRIMARY KEY,
    name BLOB NOT NULL UNIQUE,
    bytes BLOB
) STRICT;

CREATE TABLE quotas (
    window INTEGER NOT NULL,
    window_number INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    who BLOB NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (window, window_number, scope, kind, who)
) STRICT, WITHOUT ROWID;

CREATE TABLE team_households (
    team BLOB NOT NULL,
    household BLOB NOT NULL,
    PRIMARY KEY (team, household)
) STRICT, WITHOUT ROWID;

CREATE TABLE tile_leaves (
    position INTEGER PRIMARY KEY,
    leaves BLOB NOT NULL
) STRICT;

CREATE TABLE tiles (
    position INTEGER PRIMARY KEY,
    root BLOB NOT NULL
) STRICT;

CREATE TABLE tokens (
    kind INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    token BLOB NOT NULL,
    entry_hash BLOB NOT NULL,
    entry BLOB NOT NULL,
    PRIMARY KEY (kind, epoch, token, entry_hash)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX device_keys_by_source ON device_keys (device, source)
    WHERE source IS NOT NULL;

CREATE UNIQUE INDEX entries_by_request ON entries (request, device) WHERE request IS NOT NULL;

CREATE INDEX involvements_by_team ON involvements (team, involvement);

PRAGMA application_id = 1447318099;
PRAGMA user_version = 3;
