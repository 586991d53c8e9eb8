#pragma once

#include "client/core/session.h"
#include "crypto/shared/statement.h"

#include <optional>

namespace voordeur::test::bench {

/// A call as a device makes it, before it is sent.
struct SignedCall {
    crypto::Statement statement;
    client::core::SignedRequest request;
};

/// A draft of `method` for the purpose of the invented town, with nothing else in it.
client::core::CallDraft draftFor(crypto::Method method);

/// Makes and signs it as the session would. `sealedDetail`: salt and sealed bytes, or none.
/// `head`: the head it names; default: the one the session knows. Throws when the draft's purpose
/// or the device's role is not there.
SignedCall signCall(client::core::Session& session,
                    client::core::CallDraft draft,
                    crypto::Bytes sealedDetail = {},
                    std::optional<crypto::LogHead> head = std::nullopt);

/// Salt and sealed bytes for the privacy officers, as every act that names people has them.
crypto::Bytes sealDetail(client::core::Session& session,
                         crypto::ByteView plain,
                         const crypto::RequestId& request);

}  // namespace voordeur::test::bench
