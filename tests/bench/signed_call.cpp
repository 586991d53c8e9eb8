#include "tests/bench/signed_call.h"

#include "crypto/shared/request_id.h"
#include "crypto/vault/sealed_blob.h"
#include "tests/integration/town/need.h"
#include "tests/integration/town/town.h"

#include <stdexcept>
#include <utility>

namespace voordeur::test::bench {

using client::core::Session;

client::core::CallDraft draftFor(crypto::Method method) {
    client::core::CallDraft draft;
    draft.method = method;
    draft.purpose = kTownPurpose;
    return draft;
}

SignedCall signCall(Session& session,
                    client::core::CallDraft draft,
                    crypto::Bytes sealedDetail,
                    std::optional<crypto::LogHead> head) {
    const auto& own = session.secrets();
    SignedCall out;
    auto& statement = out.statement;
    statement.device = own.device;
    statement.person = own.person;
    statement.team = own.team;
    statement.role = session.directory().role(own.person, own.team).value();
    statement.method = draft.method;
    statement.purpose = draft.purpose;
    if (draft.purpose != 0) {
        const auto* purpose = session.directory().policy().purpose(draft.purpose);
        if (purpose == nullptr) throw std::invalid_argument("no such purpose");
        statement.basis = purpose->basis;
    }
    statement.time = session.clock().now();
    statement.requestId =
        draft.requestId ? *draft.requestId : crypto::newRequestId(statement.time, session.random());
    statement.head = head.value_or(session.head());
    statement.payloadHash = crypto::payloadHash(draft.method, draft.payload);
    statement.detailHash = crypto::detailHash(sealedDetail);
    statement.households = std::move(draft.households);
    auto& request = out.request;
    request.statement = statement.encode();
    request.signature =
        own.signing.sign(crypto::kStatementSignature, own.instance, request.statement);
    request.payload = std::move(draft.payload);
    request.attachments = std::move(draft.attachments);
    request.detail = std::move(sealedDetail);
    return out;
}

crypto::Bytes sealDetail(Session& session,
                         crypto::ByteView plain,
                         const crypto::RequestId& request) {
    const auto* officers = session.directory().officersKey();
    if (officers == nullptr) throw std::runtime_error("no officer to seal to");
    const auto& network = session.secrets().network();
    crypto::SealHeader header;
    header.kind = crypto::SealKind::Detail;
    header.recipient = officers->key.team.bytes;
    header.recipientEpoch = officers->key.epoch;
    header.networkEpoch = network.epoch;
    header.subject = request.bytes;
    const auto sealed =
        need(crypto::sealBlob(header, officers->key.key, network, plain, session.random()), "seal");
    crypto::Bytes out = crypto::toBytes(session.random().array<32>());
    crypto::append(out, sealed);
    return out;
}

}  // namespace voordeur::test::bench
