#include "client/core/verify_answer.h"

#include "crypto/shared/checkpoint.h"
#include "crypto/shared/merkle.h"
#include "crypto/shared/proof.h"

namespace voordeur::client::core {

using crypto::Error;
using crypto::Hash32;
using crypto::LogHead;
using crypto::Reason;
using crypto::success;

namespace {

Status checkEntry(const crypto::Entry& entry, const Expectation& expected, const RawAnswer& raw) {
    const bool mine = entry.statement == expected.request->statement &&
                      entry.signature == expected.request->signature &&
                      entry.type == crypto::entryTypeOf(expected.statement->method);
    VD_REQUIRE(mine, Reason::EntryNotMine);
    // An answer that comes as done must have been logged as done.
    VD_REQUIRE(entry.done(), Reason::AnswerMismatch);
    const Hash32 answer =
        raw.answer.empty() ? Hash32{} : crypto::answerHash(expected.statement->method, raw.answer);
    VD_REQUIRE(entry.answerHash == answer, Reason::AnswerMismatch);
    return success();
}

Result<std::vector<crypto::HouseholdHeads>> checkHeads(const crypto::Entry& entry,
                                                       const RawAnswer& raw) {
    std::vector<crypto::HouseholdHeads> heads;
    if (!raw.heads.empty()) {
        VD_ASSIGN(heads, crypto::decodeHeads(raw.heads));
    }
    const bool same =
        heads.size() == entry.householdCount && crypto::headsHash(heads) == entry.headsHash;
    VD_REQUIRE(same, Reason::HouseholdChainWrong);
    return heads;
}

}  // namespace

Result<LogHead> verifyHead(const crypto::InstanceId& instance,
                           const crypto::PublicKey32& logKey,
                           const LogHead& known,
                           std::string_view checkpoint,
                           ByteView consistency) {
    const std::string origin = crypto::logOrigin(instance);
    const auto opened = crypto::openCheckpoint(checkpoint, origin, origin, logKey);
    // One above its bound is as little a checkpoint as any other of the wrong form.
    VD_REQUIRE(opened.ok() || opened.reason() == Reason::LogOriginWrong, Reason::CheckpointBroken);
    if (!opened.ok()) return opened.error();
    const LogHead head{opened.value().size, opened.value().root};
    if (known.size == 0) return head;
    VD_REQUIRE(head.size >= known.size, Reason::LogShrunk);
    if (head.size == known.size) {
        VD_REQUIRE(head.root == known.root, Reason::LogFork);
        return head;
    }
    auto proof = crypto::ConsistencyProof::decode(consistency);
    VD_REQUIRE(proof.ok(), Reason::ConsistencyBroken);
    const bool fits = proof.value().oldSize == known.size && proof.value().newSize == head.size;
    VD_REQUIRE(fits, Reason::ConsistencyBroken);
    VD_RETURN_IF_ERROR(crypto::verifyConsistency({known.size, known.root, head.size, head.root},
                                                 proof.value().hashes));
    return head;
}

Result<ProvenAnswer> verifyAnswer(const Expectation& expected, const RawAnswer& raw) {
    ProvenAnswer out;
    auto entry = crypto::Entry::decode(raw.entry);
    VD_REQUIRE(entry.ok(), Reason::EntryBroken);
    out.entry = std::move(entry).value();
    VD_RETURN_IF_ERROR(checkEntry(out.entry, expected, raw));
    VD_ASSIGN(out.heads, checkHeads(out.entry, raw));
    VD_ASSIGN(out.head,
              verifyHead(expected.instance,
                         expected.logKey,
                         expected.statement->head,
                         raw.checkpoint,
                         raw.consistency));
    out.leaf = crypto::leafOf(raw.entry);
    auto proof = crypto::InclusionProof::decode(raw.inclusion);
    VD_REQUIRE(proof.ok(), Reason::InclusionBroken);
    const bool fits =
        proof.value().index == out.entry.sequence && proof.value().size == out.head.size;
    VD_REQUIRE(fits, Reason::InclusionBroken);
    VD_RETURN_IF_ERROR(crypto::verifyInclusion(
        {out.leaf, out.entry.sequence, out.head.size, out.head.root}, proof.value().hashes));
    return out;
}

}  // namespace voordeur::client::core
