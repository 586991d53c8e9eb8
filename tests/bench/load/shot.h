#pragma once

#include "crypto/shared/oprf.h"
#include "tests/bench/signed_call.h"

#include <grpcpp/support/byte_buffer.h>

#include <string>
#include <vector>

namespace voordeur::test::bench {

/// A signed call, ready to be sent, and what it takes to check its answer.
struct Shot {
    std::string path;  // "/voordeur.v1.…Service/Method"
    grpc::ByteBuffer wire;
    bool logged = true;  // false: nothing to prove
    crypto::Statement statement;
    /// Only statement and signature; the rest went to the wire.
    client::core::SignedRequest signedPart;
    std::vector<crypto::OprfElement> blinded;  // Evaluate only
};

/// What has to be known beyond the draft.
struct ShotWish {
    client::core::CallDraft draft;
    /// Sealed detail and the request id it is bound to; empty: none.
    crypto::Bytes sealedDetail;
    std::vector<crypto::KnownState> known;
};

/// Signs as the session's device would, on the head it knows.
Shot shotOf(client::core::Session& session, ShotWish wish);
/// The call that does nothing.
Shot noOpShot();
/// Parses an answer. Throws when it is none.
client::core::RawAnswer answerOf(const grpc::ByteBuffer& wire);
/// Everything that a client proves of an answer before it believes it: its own entry, in the tree
/// of a signed head that extends the one it knew; and the proof of an evaluation.
/// Throws, naming what does not hold.
void proveAnswer(const crypto::RootPolicy& policy,
                 const crypto::InstanceId& instance,
                 const Shot& shot,
                 const grpc::ByteBuffer& wire);

}  // namespace voordeur::test::bench
