#pragma once

#include "client/core/commit_builder.h"

#include <string>
#include <vector>

namespace voordeur::client::core {

/// What is kept beside a request, so that nobody has to type it again when it was refused in the
/// end. Lies in the local store alone, until the request is settled.
struct KeptAct {
    std::string householdName;  // where it was known
    std::string text;           // of a note, or why the lead was refused
    /// Of a Commit what it writes, to be built again on what is there by then; of a RefuseLead what
    /// is written after it.
    std::vector<RecordWrite> writes;

    /// Grammar: u8 1 · text householdName · text text · list writes (fixed16 compartment · fixed16
    /// record · u64 basedOn · option (u8 kind · bytes body)). Errors: TextTooLong.
    [[nodiscard]] Result<Bytes> encode() const;
    /// Errors: StorageFailed (our own store holds what we never wrote).
    static Result<KeptAct> decode(ByteView bytes);
};

/// What writes have in common with the same writes typed again: all but when, and the random ids of
/// new records. Errors: TextTooLong.
Result<Bytes> samenessOf(const crypto::HouseholdId& household,
                         const std::vector<RecordWrite>& writes);
/// The text of the first note among them; empty: none.
std::string noteTextOf(const std::vector<RecordWrite>& writes);

}  // namespace voordeur::client::core
