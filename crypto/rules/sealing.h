#pragma once

#include "crypto/rules/judge.h"

#include <span>

// What the server can see of sealed things, and must be right: epochs, grants, manifests and the
// frames of records. Internal to crypto/rules.
namespace voordeur::crypto {

/// Walks through the objects of a call in the order in which its payload names them.
class AttachmentCursor {
public:
    explicit AttachmentCursor(const Judge& j) : m_attachments(j.call().attachments) {}
    ByteView next() { return m_attachments[m_next++]; }
    void skip(std::size_t count) { m_next += count; }
    [[nodiscard]] std::size_t position() const { return m_next; }

private:
    std::span<const Bytes> m_attachments;
    std::size_t m_next = 0;
};

/// The key that a grant hands on.
struct SealedKey {
    std::uint32_t epoch = 1;
    Hash32 commitment{};
};

/// Is the grant for that key, sealed by the statement's device to the team's newest key, with a
/// basis of the policy? Refuses EpochStale, TeamKeyMissing, BasisMissing, PayloadMismatch,
/// SignatureBroken.
Status judgeGrant(Judge& j, const GrantRef& grant, ByteView body, const SealedKey& key);

/// Epochs, grants, manifests and envelopes of a Commit or an Intake on `state` as it was before;
/// then applies them to it. Who may write is judged before. Puts the rows into `Changes`.
/// Refuses EpochStale, EtagMismatch, RotationNeeded, RecipientsWrong, GrantMissing, LimitReached,
/// PayloadMismatch, SignatureBroken.
Status judgeSealed(Judge& j,
                   HouseholdState& state,
                   const CommitPayload& payload,
                   AttachmentCursor& attachments);

/// Everything in a grant that leads to the whole: read and write, without end.
bool isFullGrant(const GrantHeader& grant);

}  // namespace voordeur::crypto
