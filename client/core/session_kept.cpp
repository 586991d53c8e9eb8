// What changes something is kept from before its first sending until the person can know what
// became of it.
#include "client/core/patience.h"
#include "client/core/session_impl.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/hash.h"

#include <utility>

namespace voordeur::client::core {

using crypto::Hash32;
using crypto::Method;
using crypto::Reason;
using crypto::Statement;
using crypto::success;

namespace {

/// So long the same wish by hand is taken for the one that was settled without anybody hearing of
/// it.
constexpr crypto::UnixMillis kRepeatMillis = 10ULL * 60 * 1000;

/// Nobody who could be believed refused it, so it may have been done all the same: an earlier
/// sending went out, an impostor took the place of the server in between, or what came back does
/// not hold. The same request is sent again later.
bool mayBeDone(Reason reason) {
    return undecided(reason) || isServerFault(reason) || reason == Reason::ServerIdentityWrong ||
           reason == Reason::Cancelled || reason == Reason::Internal ||
           reason == Reason::StorageFull || reason == Reason::StorageFailed;
}

/// The server says this before it looks whether it has done the same request already (its door and
/// its form, docs/protocol.md §8.2): of an earlier sending it says nothing. All other refusals
/// repeat what became of the first, or are its first answer.
bool saysNothingOfEarlier(Reason reason) {
    return reason == Reason::Malformed || reason == Reason::MessageTooLarge ||
           reason == Reason::UnknownVersion || reason == Reason::UnknownSuite ||
           reason == Reason::UnknownValue || reason == Reason::PayloadMismatch ||
           reason == Reason::MethodMismatch || reason == Reason::InvalidArgument ||
           reason == Reason::Unauthenticated || reason == Reason::DeviceNotAdmitted ||
           reason == Reason::DeviceRevoked || reason == Reason::WrongInstance ||
           reason == Reason::SignatureBroken || reason == Reason::CertificateWrong ||
           reason == Reason::RequestIdReused || reason == Reason::NotFounded ||
           reason == Reason::VersionUnsupported;
}

bool leavesOpen(Reason reason) {
    return mayBeDone(reason) || saysNothingOfEarlier(reason);
}

}  // namespace

bool isKept(Method method) {
    return crypto::changesHousehold(method) || crypto::changesDirectory(method) ||
           method == Method::Register || method == Method::ChangeInvolvement;
}

Hash32 Session::Impl::wishOf(const CallDraft& draft) const {
    crypto::Writer w;
    w.u16(static_cast<std::uint16_t>(draft.method)).u16(draft.purpose);
    w.fixed(draft.team.value_or(m_secrets.team).bytes);
    if (!draft.same.empty()) {
        w.u8(1).bytes(draft.same);
    } else {
        w.u8(0).bytes(draft.payload).bytes(draft.detail);
    }
    return crypto::sha256({w.view()});
}

Result<std::optional<VerifiedAnswer>> Session::Impl::settleWish(const CallDraft& wish) {
    using Settled = std::optional<VerifiedAnswer>;
    VD_REQUIRE(!m_stopped, Reason::LogFork);
    // Somebody was told that it got no answer; meanwhile it got one, of which nobody heard.
    if (auto unheard = m_unheard.extract(wishOf(wish))) {
        auto& [answer, since] = unheard.mapped();
        if (m_parts.clock.now() < since + kRepeatMillis) return Settled(std::move(answer));
    }
    VD_ASSIGN(auto earlier, m_parts.store.pendingWish(wishOf(wish)));
    if (!earlier) return Settled();
    // Nobody knows yet what became of the same wish: a second request could do it twice.
    const auto id = earlier->id;
    const Hash32 name = earlier->wish;
    auto settled = settle(std::move(*earlier), {});
    if (settled.ok()) return Settled(std::move(settled).value());
    // By what is kept, not by the reason: what an answer that does not hold says is no refusal.
    VD_ASSIGN(const auto open, m_parts.store.pendingWish(name));
    if (open && open->id == id) return settled.error();
    // Refused for good. It stays until the new request is done in its place.
    m_replaced.insert_or_assign(name, id);
    return Settled();
}

Result<VerifiedAnswer> Session::Impl::callKept(CallDraft draft) {
    VD_ASSIGN(auto earlier, settleWish(draft));
    if (earlier) return std::move(*earlier);
    const Hash32 wish = wishOf(draft);
    return sendFresh(std::move(draft), wish);
}

Result<VerifiedAnswer> Session::Impl::sendFresh(CallDraft draft, const Hash32& wish) {
    Bytes kept = std::move(draft.kept);
    VD_ASSIGN(const Prepared prepared, prepare(std::move(draft)));
    const auto& id = prepared.statement.requestId;
    VD_RETURN_IF_ERROR(m_parts.store.putPending({id,
                                                 prepared.statement.method,
                                                 prepared.request,
                                                 wish,
                                                 std::move(kept),
                                                 PendingState::Waiting,
                                                 std::nullopt}));
    bool unsure = false;
    auto raw = send(prepared.statement.method, prepared.request, unsure);
    if (!raw.ok()) {
        const Reason reason = raw.reason();
        if (unsure && saysNothingOfEarlier(reason)) {
            VD_RETURN_IF_ERROR(m_parts.store.markPending(id, PendingState::Undecided, reason));
        } else if (!mayBeDone(reason)) {
            // Refused while the person waits, who hears of it now.
            VD_RETURN_IF_ERROR(m_parts.store.removePending(id));
        }
        return raw.error();
    }
    auto verified = believe(prepared, std::move(raw).value());
    // An answer that does not hold settles nothing: it is asked for again.
    if (!verified.ok()) return verified;
    VD_RETURN_IF_ERROR(m_parts.store.removePending(id));
    if (const auto old = m_replaced.extract(wish)) {
        VD_RETURN_IF_ERROR(m_parts.store.removePending(old.mapped()));
    }
    return verified;
}

Result<VerifiedAnswer> Session::Impl::settle(PendingRequest pending, const Afterwards& afterwards) {
    Prepared prepared;
    VD_ASSIGN(prepared.statement, Statement::decode(pending.request.statement));
    prepared.request = std::move(pending.request);
    bool unsure = true;
    auto raw = send(pending.method, prepared.request, unsure);
    if (!raw.ok()) {
        const Reason reason = raw.reason();
        if (!mayBeDone(reason)) {
            const auto state =
                saysNothingOfEarlier(reason) ? PendingState::Undecided : PendingState::Refused;
            VD_RETURN_IF_ERROR(m_parts.store.markPending(pending.id, state, reason));
        }
        return raw.error();
    }
    auto verified = believe(prepared, std::move(raw).value());
    if (!verified.ok()) return verified;
    if (afterwards) {
        const Status more = afterwards(prepared.statement, pending.kept);
        if (!more.ok()) {
            // It is sent again, is done once all the same, and what belongs to it is tried again.
            if (!mayBeDone(more.reason())) {
                VD_RETURN_IF_ERROR(
                    m_parts.store.markPending(pending.id, PendingState::Undecided, more.reason()));
            }
            return more.error();
        }
    }
    VD_RETURN_IF_ERROR(m_parts.store.removePending(pending.id));
    return verified;
}

Status Session::Impl::resumePending(const Afterwards& afterwards) {
    VD_REQUIRE(!m_stopped, Reason::LogFork);
    VD_ASSIGN(auto waiting, m_parts.store.pending());
    Status first = success();
    for (auto& one : waiting) {
        const Hash32 wish = one.wish;
        auto settled = settle(std::move(one), afterwards);
        if (settled.ok() && wish != Hash32{}) {
            m_unheard.insert_or_assign(wish,
                                       Unheard{std::move(settled).value(), m_parts.clock.now()});
            continue;
        }
        if (settled.ok() || !leavesOpen(settled.reason())) continue;
        if (first.ok()) first = settled.reason();
        // One bad answer does not keep the others waiting; a server that is away does.
        if (m_stopped || undecided(settled.reason())) break;
    }
    return first;
}

}  // namespace voordeur::client::core
