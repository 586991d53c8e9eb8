// What takes two persons: the second signs for one call of the first.
#include "client/core/membership.h"
#include "crypto/shared/armor.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/request_id.h"

#include <algorithm>
#include <utility>

namespace voordeur::client::core {

using crypto::Method;
using crypto::Reason;
using crypto::success;

namespace {

constexpr std::string_view kLabel = "COSIGN REQUEST";

/// Where a device keeps what it asked a second person to agree with.
std::string askedName(const crypto::RequestId& id) {
    return "cosign/" + id.hex();
}

/// What the second person signs: everything but the signatures.
Result<Bytes> agreedWith(const CosignRequest& request) {
    const crypto::Cosigning of{request.method, request.asker, request.requestId};
    if (request.method == Method::OpenQuota) {
        VD_ASSIGN(const auto payload, crypto::QuotaPayload::decode(request.payload));
        return payload.cosigned(of);
    }
    VD_REQUIRE(crypto::changesDirectory(request.method), Reason::Malformed);
    VD_ASSIGN(const auto payload, crypto::DirectoryPayload::decode(request.payload));
    return payload.cosigned(of);
}

/// The payload's list must have rising devices, each once.
void add(std::vector<crypto::Cosignature>& list, const crypto::Cosignature& own) {
    std::erase_if(list, [&](const auto& one) { return one.device == own.device; });
    const auto place =
        std::lower_bound(list.begin(), list.end(), own, [](const auto& a, const auto& b) {
            return a.device < b.device;
        });
    list.insert(place, own);
}

}  // namespace

std::string CosignRequest::encode() const {
    crypto::Writer w;
    w.u16(static_cast<std::uint16_t>(method)).fixed(asker.bytes).fixed(requestId.bytes);
    w.bytes(payload);
    return crypto::armored(kLabel, w.view());
}

Result<CosignRequest> CosignRequest::decode(std::string_view text) {
    VD_ASSIGN(const Bytes bytes, crypto::unarmored(kLabel, text));
    crypto::Reader r(bytes);
    CosignRequest out;
    const auto method = crypto::methodFromNumber(r.u16());
    out.asker = {r.fixed<16>()};
    out.requestId = {r.fixed<16>()};
    out.payload = crypto::toBytes(r.bytes(crypto::limits::kStatementBytesMax));
    VD_RETURN_IF_ERROR(r.finish());
    VD_REQUIRE(method.has_value(), Reason::Malformed);
    out.method = *method;
    return out;
}

CosignRequest beginCosigned(const Session& session, Method method, Bytes payload) {
    CosignRequest out{method,
                      session.secrets().device,
                      crypto::newRequestId(session.clock().now(), session.random()),
                      std::move(payload)};
    // What cannot be kept is not known when it comes back, and is not sent then.
    if (const auto asked = agreedWith(out); asked.ok()) {
        static_cast<void>(session.store().putValue(askedName(out.requestId), asked.value()).ok());
    }
    return out;
}

Status cosign(const Session& session, CosignRequest& request) {
    const auto& secrets = session.secrets();
    const crypto::Cosigning of{request.method, request.asker, request.requestId};
    const auto sign = [&](ByteView bytes) {
        return crypto::Cosignature{
            secrets.device,
            secrets.signing.sign(crypto::kCosignSignature, secrets.instance, bytes)};
    };
    if (request.method == Method::OpenQuota) {
        VD_ASSIGN(auto payload, crypto::QuotaPayload::decode(request.payload));
        add(payload.cosignatures, sign(payload.cosigned(of)));
        request.payload = payload.encode();
        return success();
    }
    VD_REQUIRE(crypto::changesDirectory(request.method), Reason::Malformed);
    VD_ASSIGN(auto payload, crypto::DirectoryPayload::decode(request.payload));
    add(payload.cosignatures, sign(payload.cosigned(of)));
    request.payload = payload.encode();
    return success();
}

Status submitCosigned(Session& session, const CosignRequest& request) {
    VD_REQUIRE(request.asker == session.secrets().device, Reason::NotAddressee);
    // The second person may have given back something else than was asked.
    VD_ASSIGN(const auto asked, session.store().value(askedName(request.requestId)));
    VD_ASSIGN(const Bytes agreed, agreedWith(request));
    VD_REQUIRE(asked == agreed, Reason::PayloadMismatch);
    CallDraft draft;
    draft.method = request.method;
    draft.payload = request.payload;
    draft.requestId = request.requestId;
    VD_RETURN_IF_ERROR(session.call(std::move(draft)));
    VD_RETURN_IF_ERROR(session.store().removeValue(askedName(request.requestId)));
    return session.sync();
}

}  // namespace voordeur::client::core
