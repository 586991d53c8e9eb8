#pragma once

#include "client/core/transport.h"
#include "crypto/shared/entry.h"
#include "crypto/shared/signature.h"
#include "crypto/shared/statement.h"

namespace voordeur::client::core {

/// What this device knows before it looks at an answer.
struct Expectation {
    crypto::InstanceId instance{};
    crypto::PublicKey32 logKey{};
    const crypto::Statement* statement = nullptr;
    const SignedRequest* request = nullptr;
};

/// An answer whose place in the log was proven.
struct ProvenAnswer {
    crypto::Entry entry;
    crypto::Hash32 leaf{};
    crypto::LogHead head;
    std::vector<crypto::HouseholdHeads> heads;
};

/// The entry is my own statement and done; the answer and the heads are those it names; it is in
/// the tree of a checkpoint signed by the pinned key; that tree extends the head my statement
/// named. Pure: no network, no store.
///
/// Errors: EntryBroken, EntryNotMine, AnswerMismatch, LogOriginWrong, CheckpointBroken,
/// InclusionBroken, LogShrunk, LogFork, ConsistencyBroken. Thread: any.
Result<ProvenAnswer> verifyAnswer(const Expectation& expected, const RawAnswer& raw);

/// The same for a head without an entry. `consistency` may be empty from size 0.
Result<crypto::LogHead> verifyHead(const crypto::InstanceId& instance,
                                   const crypto::PublicKey32& logKey,
                                   const crypto::LogHead& known,
                                   std::string_view checkpoint,
                                   ByteView consistency);

}  // namespace voordeur::client::core
