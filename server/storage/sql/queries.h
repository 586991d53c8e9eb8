#pragma once

#include <array>
#include <string_view>

// Every statement of the store. Names of parameters stand for their order. A test looks at the plan
// of each: none may walk through a whole table.
namespace voordeur::server::storage::sql {

// -- The log, read

inline constexpr std::string_view kSelectCounts =
    "SELECT (SELECT coalesce(max(sequence) + 1, 0) FROM entries), "
    "(SELECT coalesce(max(position) + 1, 0) FROM directory_chain)";
inline constexpr std::string_view kSelectLines =
    "SELECT sequence, links, entry, payload, heads, answer, detail, questions FROM entries "
    "WHERE sequence >= :first AND sequence <= :last ORDER BY sequence";
inline constexpr std::string_view kSelectLine =
    "SELECT sequence, links, entry, payload, heads, answer, detail, NULL FROM entries "
    "WHERE sequence = :sequence";
inline constexpr std::string_view kSelectAttachments =
    "SELECT o.bytes FROM attachments a JOIN objects o ON o.number = a.object "
    "WHERE a.sequence = :sequence ORDER BY a.position";
inline constexpr std::string_view kSelectLeaves =
    "SELECT leaf FROM entries WHERE sequence >= :first ORDER BY sequence LIMIT :count";
// Since version 3.
inline constexpr std::string_view kSelectTileLeaves =
    "SELECT leaves FROM tile_leaves WHERE position = :position";
inline constexpr std::string_view kSelectLeafAndLinks =
    "SELECT leaf, links FROM entries WHERE sequence = :sequence";
// :sequences is a list in JSON; one statement, however many.
inline constexpr std::string_view kSelectTips =
    "SELECT e.sequence, e.leaf, e.links FROM json_each(:sequences) s "
    "CROSS JOIN entries e ON e.sequence = s.value";
inline constexpr std::string_view kSelectLinksFrom =
    "SELECT sequence, links FROM entries WHERE sequence >= :from ORDER BY sequence";
inline constexpr std::string_view kSelectRequest =
    "SELECT sequence, digest, answer FROM entries WHERE request = :request AND device = :device";
inline constexpr std::string_view kSelectDirectoryChain =
    "SELECT sequence FROM directory_chain WHERE position >= :from ORDER BY position LIMIT :most";
inline constexpr std::string_view kSelectDirectoryLines =
    "SELECT e.sequence, e.links, e.entry, e.payload, e.heads, e.answer, e.detail, NULL "
    "FROM directory_chain d JOIN entries e ON e.sequence = d.sequence ORDER BY d.position";
inline constexpr std::string_view kSelectTails = "SELECT household, sequence FROM chain_tails";
inline constexpr std::string_view kSelectCheckpoints =
    "SELECT text FROM checkpoints WHERE size >= :from AND size <= :to ORDER BY size LIMIT :most";
inline constexpr std::string_view kSelectCheckpoint =
    "SELECT text FROM checkpoints WHERE size = :size";
inline constexpr std::string_view kSelectNewestCheckpoint =
    "SELECT text FROM checkpoints ORDER BY size DESC LIMIT 1";
inline constexpr std::string_view kSelectTiles =
    "SELECT position, root FROM tiles ORDER BY position";

// -- Objects, keys, enrolments, notes, read

inline constexpr std::string_view kSelectObjectNumber =
    "SELECT number, bytes IS NULL FROM objects WHERE name = :name";
// :names is 32 bytes for each of :count names; one statement, however many.
inline constexpr std::string_view kSelectObjects =
    "WITH RECURSIVE asked(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM asked WHERE i + 1 < "
    ":count) "
    "SELECT asked.i, o.bytes FROM asked LEFT JOIN objects o "
    "ON o.name = substr(:names, asked.i * 32 + 1, 32)";
inline constexpr std::string_view kSelectKeys =
    "SELECT sealed FROM device_keys WHERE device = :device ORDER BY position DESC LIMIT :most";
inline constexpr std::string_view kSelectEnrolments =
    "SELECT invitation, enrolment, tls_key FROM enrolments ORDER BY invitation LIMIT :most";
inline constexpr std::string_view kSelectEnrolment =
    "SELECT invitation, enrolment, tls_key FROM enrolments WHERE invitation = :invitation";
inline constexpr std::string_view kSelectNote = "SELECT value FROM notes WHERE name = :name";

// -- The log, written

inline constexpr std::string_view kInsertEntry =
    "INSERT INTO entries (sequence, leaf, links, entry, payload, heads, request, device, digest, "
    "answer, detail, questions) VALUES (:sequence, :leaf, :links, :entry, :payload, :heads, "
    ":request, :device, :digest, :answer, :detail, :questions)";
inline constexpr std::string_view kInsertObject =
    "INSERT INTO objects (name, bytes) VALUES (:name, :bytes) ON CONFLICT (name) DO NOTHING";
inline constexpr std::string_view kRestoreObject =
    "UPDATE objects SET bytes = :bytes WHERE number = :number";
inline constexpr std::string_view kInsertAttachment =
    "INSERT INTO attachments (sequence, position, object) VALUES (:sequence, :position, :object)";
inline constexpr std::string_view kInsertDirectoryLink =
    "INSERT INTO directory_chain (position, sequence) VALUES (:position, :sequence)";
inline constexpr std::string_view kPutTail =
    "INSERT INTO chain_tails (household, sequence) VALUES (:household, :sequence) "
    "ON CONFLICT (household) DO UPDATE SET sequence = excluded.sequence";
inline constexpr std::string_view kInsertCheckpoint =
    "INSERT INTO checkpoints (size, text) VALUES (:size, :text)";
inline constexpr std::string_view kInsertTile =
    "INSERT INTO tiles (position, root) VALUES (:position, :root)";
inline constexpr std::string_view kInsertTileLeaves =
    "INSERT INTO tile_leaves (position, leaves) VALUES (:position, :leaves)";
inline constexpr std::string_view kDeleteKeyOf =
    "DELETE FROM device_keys WHERE device = :device AND source = :source";
inline constexpr std::string_view kInsertKey =
    "INSERT INTO device_keys (device, position, sealed, source) VALUES (:device, (SELECT "
    "coalesce(max(position) + 1, 0) FROM device_keys WHERE device = :device), :sealed, :source)";
inline constexpr std::string_view kPutEnrolment =
    "INSERT INTO enrolments (invitation, enrolment, tls_key) VALUES (:invitation, :enrolment, "
    ":tls_key) ON CONFLICT (invitation) DO UPDATE SET enrolment = excluded.enrolment, "
    "tls_key = excluded.tls_key";
inline constexpr std::string_view kDeleteEnrolment =
    "DELETE FROM enrolments WHERE invitation = :invitation";
inline constexpr std::string_view kPutNote =
    "INSERT INTO notes (name, value) VALUES (:name, :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value";

// -- The world that decisions look at

inline constexpr std::string_view kSelectHousehold =
    "SELECT state FROM households WHERE household = :household";
inline constexpr std::string_view kSelectHouseholdsOf =
    "SELECT household FROM team_households WHERE team = :team AND household > :after "
    "ORDER BY household LIMIT :most";
inline constexpr std::string_view kSelectStatesOf =
    "SELECT h.household, h.state FROM team_households t JOIN households h USING (household) "
    "WHERE t.team = :team AND t.household > :after ORDER BY t.household LIMIT :most";
inline constexpr std::string_view kSelectRowsOf =
    "SELECT r.household, r.compartment, r.record, r.version, r.envelope_hash "
    "FROM team_households t CROSS JOIN manifest_rows r ON r.household = t.household "
    "WHERE t.team = :team AND t.household > :after AND t.household <= :last "
    "ORDER BY t.household, r.compartment, r.record LIMIT :most";
inline constexpr std::string_view kSelectInvolvement =
    "SELECT state FROM involvements WHERE involvement = :involvement";
inline constexpr std::string_view kSelectInvolvementsOf =
    "SELECT involvement FROM involvements WHERE team = :team AND involvement > :after "
    "ORDER BY involvement LIMIT :most";
// Those that count at :now. Within an entry (docs/protocol.md §4.6): kind of target, target, until;
// within a state (crypto/rules/involvement_state.h): until. :now and both are eight bytes, highest
// first, which compare as their numbers do. What is over is never decoded.
inline constexpr std::string_view kSelectTokens =
    "SELECT t.entry, t.entry_hash FROM tokens t "
    "WHERE t.kind = :kind AND t.epoch = :epoch AND t.token = :token "
    "AND CASE substr(t.entry, 38, 1) "
    "WHEN x'01' THEN substr(t.entry, 79, 8) = x'0000000000000000' OR substr(t.entry, 79, 8) > :now "
    "ELSE EXISTS (SELECT 1 FROM involvements i WHERE i.involvement = substr(t.entry, 39, 16) "
    "AND substr(i.state, 58, 8) > :now) END "
    "ORDER BY t.entry_hash";
inline constexpr std::string_view kSelectEvaluation =
    "SELECT device, kind, count, time FROM evaluations WHERE sequence = :sequence";
inline constexpr std::string_view kSelectRows =
    "SELECT record, version, envelope_hash FROM manifest_rows "
    "WHERE household = :household AND compartment = :compartment ORDER BY record";
inline constexpr std::string_view kSelectQuota =
    "SELECT count FROM quotas WHERE window = :window AND window_number = :number "
    "AND scope = :scope AND kind = :kind AND who = :who";
inline constexpr std::string_view kSelectBulkQuota =
    "SELECT most FROM bulk_quotas WHERE agency = :agency AND kind = :kind AND day = :day";

// -- What decisions change

inline constexpr std::string_view kPutHousehold =
    "INSERT INTO households (household, state) VALUES (:household, :state) "
    "ON CONFLICT (household) DO UPDATE SET state = excluded.state";
inline constexpr std::string_view kInsertTeamHousehold =
    "INSERT INTO team_households (team, household) VALUES (:team, :household) "
    "ON CONFLICT DO NOTHING";
inline constexpr std::string_view kDeleteTeamHousehold =
    "DELETE FROM team_households WHERE team = :team AND household = :household";
inline constexpr std::string_view kPutInvolvement =
    "INSERT INTO involvements (involvement, team, state) VALUES (:involvement, :team, :state) "
    "ON CONFLICT (involvement) DO UPDATE SET team = excluded.team, state = excluded.state";
inline constexpr std::string_view kInsertToken =
    "INSERT INTO tokens (kind, epoch, token, entry_hash, entry) "
    "VALUES (:kind, :epoch, :token, :entry_hash, :entry) ON CONFLICT DO NOTHING";
inline constexpr std::string_view kInsertEvaluation =
    "INSERT INTO evaluations (sequence, device, kind, count, time) "
    "VALUES (:sequence, :device, :kind, :count, :time)";
inline constexpr std::string_view kPutRow =
    "INSERT INTO manifest_rows (household, compartment, record, version, envelope_hash) "
    "VALUES (:household, :compartment, :record, :version, :envelope_hash) "
    "ON CONFLICT (household, compartment, record) DO UPDATE SET version = excluded.version, "
    "envelope_hash = excluded.envelope_hash";
inline constexpr std::string_view kChargeQuota =
    "INSERT INTO quotas (window, window_number, scope, kind, who, count) "
    "VALUES (:window, :number, :scope, :kind, :who, :count) "
    "ON CONFLICT (window, window_number, scope, kind, who) "
    "DO UPDATE SET count = count + excluded.count";
inline constexpr std::string_view kDeleteQuotas =
    "DELETE FROM quotas WHERE (window, window_number, scope, kind, who) IN (SELECT window, "
    "window_number, scope, kind, who FROM quotas WHERE window = :window AND window_number < "
    ":number "
    "LIMIT :most)";
inline constexpr std::string_view kPutBulkQuota =
    "INSERT INTO bulk_quotas (agency, kind, day, most) VALUES (:agency, :kind, :day, :most) "
    "ON CONFLICT (agency, kind, day) DO UPDATE SET most = excluded.most";

// All of the above, for the test of their plans.
inline constexpr std::array kAllQueries{kSelectCounts,
                                        kSelectLines,
                                        kSelectLine,
                                        kSelectAttachments,
                                        kSelectLeaves,
                                        kSelectTileLeaves,
                                        kSelectLeafAndLinks,
                                        kSelectTips,
                                        kSelectLinksFrom,
                                        kSelectRequest,
                                        kSelectDirectoryChain,
                                        kSelectDirectoryLines,
                                        kSelectTails,
                                        kSelectCheckpoints,
                                        kSelectCheckpoint,
                                        kSelectNewestCheckpoint,
                                        kSelectTiles,
                                        kSelectObjectNumber,
                                        kSelectObjects,
                                        kSelectKeys,
                                        kSelectEnrolments,
                                        kSelectEnrolment,
                                        kSelectNote,
                                        kInsertEntry,
                                        kInsertObject,
                                        kRestoreObject,
                                        kInsertAttachment,
                                        kInsertDirectoryLink,
                                        kPutTail,
                                        kInsertCheckpoint,
                                        kInsertTile,
                                        kInsertTileLeaves,
                                        kDeleteKeyOf,
                                        kInsertKey,
                                        kPutEnrolment,
                                        kDeleteEnrolment,
                                        kPutNote,
                                        kSelectHousehold,
                                        kSelectHouseholdsOf,
                                        kSelectStatesOf,
                                        kSelectRowsOf,
                                        kSelectInvolvement,
                                        kSelectInvolvementsOf,
                                        kSelectTokens,
                                        kSelectEvaluation,
                                        kSelectRows,
                                        kSelectQuota,
                                        kSelectBulkQuota,
                                        kPutHousehold,
                                        kInsertTeamHousehold,
                                        kDeleteTeamHousehold,
                                        kPutInvolvement,
                                        kInsertToken,
                                        kInsertEvaluation,
                                        kPutRow,
                                        kChargeQuota,
                                        kDeleteQuotas,
                                        kPutBulkQuota};

}  // namespace voordeur::server::storage::sql
