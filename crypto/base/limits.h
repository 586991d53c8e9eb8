#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

// Every bound that crosses a boundary, with its reason. Bounds of one service stand in its header.
namespace voordeur::crypto::limits {

/// One record's plaintext: half a page of notes is 2 KiB; this leaves room for long minutes.
inline constexpr std::size_t kRecordBytesMax = std::size_t{256} * 1024;
/// One request or answer in bytes, below gRPC's default of 4 MiB.
inline constexpr std::size_t kMessageBytesMax = std::size_t{3} * 1024 * 1024;
/// One statement: fixed part and a caseload list.
inline constexpr std::size_t kStatementBytesMax = std::size_t{20} * 1024;
/// Households one entry may concern: a caseload list of a large team.
inline constexpr std::size_t kHouseholdsPerEntryMax = 1000;
/// Records in one Commit.
inline constexpr std::size_t kRecordsPerCommitMax = 100;
/// Records that may exist in one compartment; the manifest's delta is checked against all of them.
inline constexpr std::size_t kRecordsPerCompartmentMax = 10'000;
/// Objects attached to one call (envelopes, grants, index entries).
inline constexpr std::size_t kAttachmentsPerCallMax = 512;
/// One attachment: a padded record with its frame.
inline constexpr std::size_t kAttachmentBytesMax = std::size_t{512} * 1024;
/// Blinded elements in one Evaluate: two multiplications each, so some 12 ms of a core at most.
inline constexpr std::size_t kEvaluationsPerCallMax = 128;
/// Tokens in one look-up or registration.
inline constexpr std::size_t kTokensPerCallMax = 128;
/// The sealed detail of one entry.
inline constexpr std::size_t kDetailBytesMax = std::size_t{64} * 1024;
/// Names, contact details and other short texts of the directory, in bytes of UTF-8.
inline constexpr std::size_t kTextBytesMax = 200;
/// Lists inside a root policy or a directory object.
inline constexpr std::size_t kListMax = 256;
/// Key epochs of one compartment: a new one whenever somebody left, for twenty years.
inline constexpr std::size_t kEpochsPerCompartmentMax = 2000;
/// Teams that may hold a grant on one household.
inline constexpr std::size_t kGrantsPerHouseholdMax = 200;
/// Involvements attached or proposed to one household.
inline constexpr std::size_t kInvolvementsPerHouseholdMax = 200;
/// How far a statement's own time may lie from the server's.
inline constexpr std::uint64_t kClockSkewMillis = 10ULL * 60 * 1000;
/// How long the outcome of a request id is remembered.
inline constexpr std::uint64_t kReplayMillis = 90ULL * 24 * 3600 * 1000;
/// How long an invitation may stay open.
inline constexpr std::uint64_t kInvitationMillisMax = 14ULL * 24 * 3600 * 1000;
/// Hashes in one Merkle proof: a tree of 2^62 leaves, also for consistency.
inline constexpr std::size_t kProofHashesMax = 63;
/// Entries in one page of the log, of a chain or of the directory.
inline constexpr std::size_t kEntriesPerPageMax = 1000;
/// Argon2id floors, compiled in so that a file cannot lower them.
inline constexpr std::uint64_t kKdfMemoryBytesMin = 256ULL * 1024 * 1024;
inline constexpr std::uint32_t kKdfPassesMin = 3;
/// And ceilings, so that a file cannot make the laptop hang.
inline constexpr std::uint64_t kKdfMemoryBytesMax = 2048ULL * 1024 * 1024;
inline constexpr std::uint32_t kKdfPassesMax = 16;

}  // namespace voordeur::crypto::limits
