#pragma once

#include "crypto/base/limits.h"
#include "crypto/shared/statement.h"

#include <optional>
#include <vector>

namespace voordeur::crypto {

/// Count and head of an append-only chain of entries.
struct ChainHead {
    std::uint64_t count = 0;
    Hash32 head{};
    friend bool operator==(const ChainHead&, const ChainHead&) = default;
};

/// The empty chain of the directory, of all entries of a household, and of its state changes:
/// SHA-256("voordeur/v1/chain/" ‖ name ‖ 00 ‖ id), name "directory" (no id), "household", "state".
ChainHead emptyDirectoryChain();
ChainHead emptyHouseholdChain(const HouseholdId& household);
ChainHead emptyStateChain(const HouseholdId& household);
/// head' = SHA-256("voordeur/v1/chain" ‖ 00 ‖ head ‖ leafHash), count + 1.
ChainHead extended(const ChainHead& chain, const Hash32& leaf);

/// The two chains of one household just before an entry.
struct HouseholdHeads {
    HouseholdId household;
    ChainHead all;
    ChainHead state;
    friend bool operator==(const HouseholdHeads&, const HouseholdHeads&) = default;
};

/// One line of the log. The leaf of the tree is SHA-256(00 ‖ encode()).
///
/// Grammar: u8 1 · u64 sequence · u64 time · u8 type · u16 outcome (0 done, otherwise a Reason) ·
/// u16 rule · bytes statement · fixed64 signature · u64 directoryCount · fixed32 directoryHead ·
/// u32 householdCount (≤ 1000) · fixed32 headsHash (zero only without households) · fixed32
/// answerHash (zero: none) · u32 repeated (AuthFail: how many it stands for, from 1; otherwise 1).
/// Server types have an empty statement, a zero signature, no households and no answer; all other
/// types have a statement. `sequence` is the leaf's index. Heads are those before this entry.
struct Entry {
    std::uint64_t sequence = 0;
    UnixMillis time = 0;
    EntryType type = EntryType::Start;
    std::uint16_t outcome = 0;
    std::uint16_t rule = 0;
    Bytes statement;
    Signature64 signature{};
    ChainHead directory;
    std::uint32_t householdCount = 0;
    Hash32 headsHash{};
    Hash32 answerHash{};
    std::uint32_t repeated = 1;

    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed, UnknownVersion, UnknownValue (type, outcome).
    static Result<Entry> decode(ByteView bytes);
    /// The statement inside, whose method must be of this entry's type.
    /// Errors: those of Statement::decode (Malformed for server types), MethodMismatch.
    [[nodiscard]] Result<Statement> parsedStatement() const;
    [[nodiscard]] bool done() const { return outcome == 0; }
    friend bool operator==(const Entry&, const Entry&) = default;
};

/// Grammar: list (fixed16 household · u64 · fixed32 · u64 · fixed32), strictly rising households.
Bytes encodeHeads(const std::vector<HouseholdHeads>& heads);
/// Errors: Malformed.
Result<std::vector<HouseholdHeads>> decodeHeads(ByteView bytes);
/// objectHash "heads" over the encoding; zero when there are none.
Hash32 headsHash(const std::vector<HouseholdHeads>& heads);
/// RFC 6962 leaf hash of an encoded entry.
Hash32 leafOf(ByteView encodedEntry);

/// The longest encoded entry: the longest statement and the fields around it.
inline constexpr std::size_t kEntryBytesMax = limits::kStatementBytesMax + 256;

/// An entry with what its statement's hashes stand for; the unit that is stored, replayed and
/// exported. Payload, answer and attachments may be absent only where an ERASE lists them.
/// Grammar (bundle): bytes entry · bytes payload · bytes answer · list bytes attachments (≤ 512).
struct LogLine {
    Bytes entry;
    Bytes payload;
    Bytes answer;
    std::vector<Bytes> attachments;
    [[nodiscard]] Bytes encode() const;
    /// Does not read what is inside. Errors: Malformed.
    static Result<LogLine> decode(ByteView bytes);
    friend bool operator==(const LogLine&, const LogLine&) = default;
};

}  // namespace voordeur::crypto
