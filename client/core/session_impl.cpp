#include "client/core/session_impl.h"

#include "client/core/patience.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/request_id.h"
#include "crypto/vault/sealed_blob.h"

#include <algorithm>
#include <utility>

namespace voordeur::client::core {

using crypto::Hash32;
using crypto::Method;
using crypto::Reason;
using crypto::Statement;
using crypto::success;

namespace {

// The log grows between two questions; more often than this it does not.
constexpr int kJoinsMax = 10;

}  // namespace

Session::Impl::Impl(DeviceSecrets secrets, const Parts& parts)
    : m_secrets(std::move(secrets)), m_parts(parts), m_directory(m_secrets.instance) {}

Status Session::Impl::load() {
    VD_ASSIGN(m_head, m_parts.store.head());
    VD_ASSIGN(const auto lines, m_parts.store.directoryLines());
    VD_RETURN_IF_ERROR(m_directory.add(lines));
    m_confirmed = m_directory.count();
    return success();
}

Result<Session::Impl::Prepared> Session::Impl::prepare(CallDraft draft) {
    VD_REQUIRE(!m_stopped, Reason::LogFork);
    Prepared out;
    Statement& statement = out.statement;
    statement.device = m_secrets.device;
    statement.person = m_secrets.person;
    statement.team = draft.team.value_or(m_secrets.team);
    const auto role = directory().role(statement.person, statement.team);
    VD_REQUIRE(role.has_value(), Reason::Denied);
    statement.role = *role;
    statement.method = draft.method;
    statement.purpose = draft.purpose;
    if (draft.purpose != 0) {
        const auto* purpose = directory().policy().purpose(draft.purpose);
        VD_REQUIRE(purpose != nullptr, Reason::PurposeUnknown);
        statement.basis = purpose->basis;
    }
    statement.time = m_parts.clock.now();
    statement.requestId =
        draft.requestId ? *draft.requestId : crypto::newRequestId(statement.time, m_parts.random);
    statement.head = m_head;
    statement.payloadHash = crypto::payloadHash(draft.method, draft.payload);
    statement.households = std::move(draft.households);
    SignedRequest& request = out.request;
    if (!draft.detail.empty()) {
        VD_ASSIGN(request.detail, sealDetail(draft.detail, statement.requestId));
        statement.detailHash = crypto::detailHash(request.detail);
    }
    request.payload = std::move(draft.payload);
    request.attachments = std::move(draft.attachments);
    request.statement = statement.encode();
    request.signature =
        m_secrets.signing.sign(crypto::kStatementSignature, m_secrets.instance, request.statement);
    return out;
}

Result<Bytes> Session::Impl::sealDetail(ByteView plain, const crypto::RequestId& request) {
    const auto* officers = directory().officersKey();
    VD_REQUIRE(officers != nullptr, Reason::OfficerKeyMissing);
    crypto::SealHeader header;
    header.kind = crypto::SealKind::Detail;
    header.recipient = officers->key.team.bytes;
    header.recipientEpoch = officers->key.epoch;
    header.networkEpoch = m_secrets.network().epoch;
    header.subject = request.bytes;
    VD_ASSIGN(
        const Bytes sealed,
        crypto::sealBlob(header, officers->key.key, m_secrets.network(), plain, m_parts.random));
    // The salt keeps the detail's hash unguessable after the detail was erased.
    Bytes out = crypto::toBytes(m_parts.random.array<32>());
    crypto::append(out, sealed);
    return out;
}

Result<RawAnswer> Session::Impl::send(Method method, const SignedRequest& request, bool& unsure) {
    return askPatiently(m_parts.transport, [&]() -> Result<RawAnswer> {
        auto answer = m_parts.transport.call(method, request);
        if (!answer.ok() && undecided(answer.reason())) unsure = true;
        // The server does not know the head we named: see which of us is right.
        if (!answer.ok() && answer.reason() == Reason::InvalidArgument) {
            VD_RETURN_IF_ERROR(refreshHead());
        }
        return answer;
    });
}

Result<VerifiedAnswer> Session::Impl::call(CallDraft draft) {
    if (bringsHouseholds(draft.method)) return read(draft);
    if (isKept(draft.method)) return callKept(std::move(draft));
    VD_ASSIGN(const Prepared prepared, prepare(std::move(draft)));
    bool unsure = false;
    VD_ASSIGN(auto raw, send(prepared.statement.method, prepared.request, unsure));
    return believe(prepared, std::move(raw));
}

Result<ProvenAnswer> Session::Impl::prove(const Prepared& prepared, const RawAnswer& raw) {
    auto proven = verifyAnswer(
        {m_secrets.instance, directory().policy().logKey, &prepared.statement, &prepared.request},
        raw);
    if (!proven.ok()) {
        stopIfForked(proven.reason());
        return proven.error();
    }
    // A request that was kept, and is older than what was heard since.
    if (prepared.statement.head != m_head) {
        VD_RETURN_IF_ERROR(fitIn(proven.value()));
        return proven;
    }
    VD_RETURN_IF_ERROR(confirmDirectory(proven.value().entry.directory));
    if (proven.value().head.size > m_head.size) m_head = proven.value().head;
    VD_RETURN_IF_ERROR(m_parts.store.raiseHead(m_head));
    return proven;
}

Status Session::Impl::fitIn(const ProvenAnswer& late) {
    // Its proof leads from the head of back then alone: a second history could begin there.
    if (const Status joined = joinHeads(late.head); !joined.ok()) {
        stopIfForked(joined.reason());
        return joined;
    }
    const auto& claimed = late.entry.directory;
    if (claimed.count >= m_confirmed) return confirmDirectory(claimed);
    VD_REQUIRE(m_directory.headAt(claimed.count) == claimed, Reason::DirectoryChainWrong);
    return success();
}

Status Session::Impl::joinHeads(const crypto::LogHead& shown) {
    for (int i = 0; i < kJoinsMax; ++i) {
        VD_RETURN_IF_ERROR(refreshHead());
        VD_ASSIGN(const auto answer, askPatiently(m_parts.transport, [&] {
                      return m_parts.transport.checkpoint(shown.size);
                  }));
        VD_ASSIGN(const auto head,
                  verifyHead(m_secrets.instance,
                             directory().policy().logKey,
                             shown,
                             answer.checkpoint,
                             answer.consistency));
        if (head == m_head) return success();
        VD_REQUIRE(head.size != m_head.size, Reason::LogFork);
    }
    return Reason::Busy;
}

void Session::Impl::stopIfForked(Reason reason) {
    m_stopped = m_stopped || reason == Reason::LogFork || reason == Reason::LogShrunk ||
                reason == Reason::ConsistencyBroken;
}

Result<VerifiedAnswer> Session::Impl::believe(const Prepared& prepared, RawAnswer raw) {
    VD_ASSIGN(auto proven, prove(prepared, raw));
    auto out = opened(std::move(proven), std::move(raw));
    out.payload = prepared.request.payload;
    return out;
}

VerifiedAnswer Session::Impl::opened(ProvenAnswer proven, RawAnswer raw) {
    VerifiedAnswer out;
    for (auto& object : raw.objects) {
        const Hash32 name = crypto::attachmentHash(object);
        out.objects.emplace(name, std::move(object));
    }
    out.entry = std::move(proven.entry);
    out.answer = std::move(raw.answer);
    return out;
}

Status Session::Impl::confirmDirectory(const crypto::ChainHead& claimed) {
    // The directory may never be shorter than an earlier entry of ours has shown.
    VD_REQUIRE(claimed.count >= m_confirmed, Reason::DirectoryChainWrong);
    while (m_directory.count() < claimed.count) {
        VD_ASSIGN(const auto page, directoryPage());
        VD_REQUIRE(!page.lines.empty(), Reason::DirectoryChainWrong);
        VD_RETURN_IF_ERROR(m_directory.add(page.lines));
    }
    if (m_directory.headAt(claimed.count) != claimed) {
        VD_RETURN_IF_ERROR(m_directory.truncate(m_confirmed));
        return Reason::DirectoryChainWrong;
    }
    if (claimed.count == m_confirmed) return success();
    const auto& lines = m_directory.lines();
    const std::vector<ChainLine> confirmed(
        lines.begin() + static_cast<std::ptrdiff_t>(m_confirmed),
        lines.begin() + static_cast<std::ptrdiff_t>(claimed.count));
    VD_RETURN_IF_ERROR(m_parts.store.addDirectoryLines(m_confirmed, confirmed));
    m_confirmed = claimed.count;
    return success();
}

Result<Session::LogPage> Session::Impl::readLog(std::uint64_t first, std::uint32_t count) {
    CallDraft draft;
    draft.method = Method::ReadLog;
    draft.payload = crypto::ReadLogPayload{first, count}.encode();
    VD_ASSIGN(const Prepared prepared, prepare(std::move(draft)));
    VD_ASSIGN(auto raw, askPatiently(m_parts.transport, [&] {
                  return m_parts.transport.readLog(prepared.request);
              }));
    LogPage page;
    VD_ASSIGN(page.own, believe(prepared, std::move(raw.logged)));
    page.lines = std::move(raw.lines);
    page.checkpoints = std::move(raw.checkpoints);
    return page;
}

}  // namespace voordeur::client::core
