#include "client/core/households.h"

#include "client/core/involvement.h"
#include "client/core/kept_act.h"
#include "crypto/shared/codec.h"

#include <algorithm>
#include <utility>

namespace voordeur::client::core {

using crypto::Method;
using crypto::Reason;
using crypto::success;

namespace {

// Ten people writing at once all get through; more than that is somebody's fault to look at.
constexpr int kRebasesMax = 12;

std::uint16_t basisOf(const Session& session, std::uint16_t purpose) {
    const auto* known = session.directory().policy().purpose(purpose);
    return known == nullptr ? std::uint16_t{0} : known->basis;
}

/// Somebody else was first, or somebody left: the same wish can be built anew on what is there now.
bool lostRace(Reason reason) {
    return reason == Reason::EtagMismatch || reason == Reason::EpochStale ||
           reason == Reason::RotationNeeded || reason == Reason::RecipientsWrong ||
           reason == Reason::GrantMissing;
}

std::vector<RecordWrite> recordsOf(const Session& session, const NewHousehold& household) {
    const auto* team = session.directory().team(session.secrets().team);
    const auto own = crypto::compartmentOf(team->agency);
    std::vector<RecordWrite> writes;
    writes.push_back({crypto::kSharedCore, sealed::kCoreRecord, household.core, 0});
    for (const auto& one : household.members) {
        writes.push_back({crypto::kSharedCore, one.id, one.member, 0});
        if (one.bsn.empty() && one.phone.empty()) continue;
        writes.push_back({own,
                          crypto::RecordId::generate(session.random()),
                          sealed::MemberPrivate{one.id, one.bsn, one.phone},
                          0});
    }
    if (!household.note.empty()) {
        writes.push_back(
            {own,
             crypto::RecordId::generate(session.random()),
             sealed::Note{session.secrets().person, session.clock().now(), household.note},
             0});
    }
    return writes;
}

/// A household typed in again is the same one while nobody knows what became of it.
Result<Bytes> wishOf(const NewHousehold& household) {
    std::vector<RecordWrite> writes{{crypto::kSharedCore, {}, household.core, 0}};
    crypto::Writer w;
    for (const auto& one : household.members) {
        writes.push_back({crypto::kSharedCore, {}, one.member, 0});
        w.text(one.bsn).text(one.phone);
    }
    VD_ASSIGN(const Bytes records, samenessOf({}, writes));
    w.bytes(records).text(household.note).flag(household.lead.has_value());
    if (household.lead) w.fixed(household.lead->person.bytes).fixed(household.lead->team.bytes);
    return w.take();
}

CallDraft draftFor(Method method, const crypto::HouseholdId& id, std::uint16_t purpose) {
    CallDraft draft;
    draft.method = method;
    draft.purpose = purpose;
    draft.households = {id};
    return draft;
}

/// What is kept of an act in a file that is open.
Result<Bytes> keptOf(const HouseholdFile& file,
                     std::string text = {},
                     std::vector<RecordWrite> writes = {}) {
    const auto* core = file.core();
    return KeptAct{core == nullptr ? "" : core->name, std::move(text), std::move(writes)}.encode();
}

/// Ids as bytes: what makes an offer or a grant the same wish, whatever is sealed in it.
Bytes sameness(std::initializer_list<crypto::ByteArray<16>> ids) {
    crypto::Writer w;
    for (const auto& id : ids)
        w.fixed(id);
    return w.take();
}

Status answerOffer(Session& session,
                   Method method,
                   const crypto::HouseholdId& id,
                   std::uint16_t purpose,
                   const crypto::OfferId& offer) {
    auto draft = draftFor(method, id, purpose);
    draft.payload = crypto::OfferAnswerPayload{id, offer}.encode();
    VD_RETURN_IF_ERROR(session.call(std::move(draft)));
    return success();
}

Status commit(Session& session,
              const crypto::HouseholdId& id,
              std::uint16_t purpose,
              BuiltCommit built) {
    auto draft = draftFor(Method::Commit, id, purpose);
    draft.payload = built.payload.encode();
    draft.attachments = std::move(built.attachments);
    VD_RETURN_IF_ERROR(session.call(std::move(draft)));
    return success();
}

/// A grant of the shared core to a team, under a key that the own team can open: a new one is made
/// first where somebody made one that does not open. Errors: EpochStale after that: build anew.
Result<CommitBuilder::BuiltGrant> grantOfCore(Session& session,
                                              const HouseholdFile& file,
                                              std::uint16_t purpose,
                                              const crypto::TeamId& team) {
    VD_ASSIGN(const auto keys,
              CompartmentKeys::open(session, file.state, crypto::kSharedCore, file.objects));
    const auto* part = file.state.compartment(crypto::kSharedCore);
    VD_REQUIRE(part != nullptr, Reason::KeyMissing);
    CommitBuilder builder(session);
    const auto basis = basisOf(session, purpose);
    if (keys.current() != nullptr) return builder.grant(part->epoch, *keys.current(), team, basis);
    VD_ASSIGN(auto mended, builder.forMending(file, crypto::kSharedCore, basis));
    VD_RETURN_IF_ERROR(commit(session, file.state.id, purpose, std::move(mended)));
    return Reason::EpochStale;
}

/// Opens the file, builds with it, calls; again from the start while others are first. What waits
/// of the same wish goes first: opening the file could show that it was done.
template <class Build>
Result<VerifiedAnswer> callRebased(Session& session, const CallDraft& wish, Build build) {
    const auto& id = wish.households.front();
    VD_ASSIGN(auto earlier, session.settleWish(wish));
    if (earlier) return std::move(*earlier);
    for (int attempt = 1;; ++attempt) {
        VD_ASSIGN(const HouseholdFile file, openFile(session, id, wish.purpose));
        CallDraft draft = wish;
        const Status built = build(file, draft);
        if (!built.ok()) {
            if (built.reason() == Reason::EpochStale && attempt < kRebasesMax) continue;
            return built.error();
        }
        auto answer = session.call(std::move(draft));
        if (answer.ok() || !lostRace(answer.reason()) || attempt == kRebasesMax) return answer;
    }
}

}  // namespace

Result<IntakeReceipt> intake(Session& session,
                             std::uint16_t purpose,
                             const NewHousehold& household) {
    CommitBuilder builder(session);
    const auto toTeam =
        household.lead ? std::optional(household.lead->team) : std::optional<crypto::TeamId>();
    VD_ASSIGN(auto commit,
              builder.forIntake(
                  household.id, recordsOf(session, household), basisOf(session, purpose), toTeam));
    auto index = signIndex(session,
                           household.tokens,
                           {crypto::TargetKind::Household, household.id.bytes},
                           household.from,
                           household.until);
    crypto::IntakePayload payload;
    payload.commit = std::move(commit.payload);
    payload.index = std::move(index.refs);
    if (household.lead) {
        payload.offer = crypto::OfferBody{crypto::OfferId::generate(session.random()),
                                          household.lead->person,
                                          household.lead->team};
    }
    auto draft = draftFor(Method::Intake, household.id, purpose);
    draft.payload = payload.encode();
    draft.attachments = std::move(commit.attachments);
    for (auto& entry : index.attachments)
        draft.attachments.push_back(std::move(entry));
    draft.detail = detailOf(household.tokens);
    VD_ASSIGN(draft.same, wishOf(household));
    VD_ASSIGN(draft.kept, (KeptAct{household.core.name, household.note, {}}.encode()));
    VD_ASSIGN(const auto answer, session.call(std::move(draft)));
    VD_ASSIGN(const auto sent, crypto::IntakePayload::decode(answer.payload));
    IntakeReceipt receipt;
    receipt.household = sent.commit.household;
    receipt.sequence = answer.entry.sequence;
    if (!answer.answer.empty()) {
        VD_ASSIGN(auto met, crypto::MetAnswer::decode(answer.answer));
        receipt.met = std::move(met.met);
    }
    return receipt;
}

Status commitRecords(Session& session,
                     const crypto::HouseholdId& id,
                     std::uint16_t purpose,
                     const std::vector<RecordWrite>& writes) {
    auto wish = draftFor(Method::Commit, id, purpose);
    VD_ASSIGN(wish.same, samenessOf(id, writes));
    const auto build = [&](const HouseholdFile& file, CallDraft& draft) -> Status {
        CommitBuilder builder(session);
        VD_ASSIGN(auto commit, builder.forWrites(file, writes, basisOf(session, purpose)));
        draft.payload = commit.payload.encode();
        draft.attachments = std::move(commit.attachments);
        VD_ASSIGN(draft.kept, keptOf(file, noteTextOf(writes), writes));
        return success();
    };
    VD_RETURN_IF_ERROR(callRebased(session, wish, build));
    return success();
}

Result<HouseholdFile> writeRecords(Session& session,
                                   const crypto::HouseholdId& id,
                                   std::uint16_t purpose,
                                   const std::vector<RecordWrite>& writes) {
    VD_RETURN_IF_ERROR(commitRecords(session, id, purpose, writes));
    return openFile(session, id, purpose);
}

Result<crypto::OfferId> offerLead(Session& session,
                                  const crypto::HouseholdId& id,
                                  std::uint16_t purpose,
                                  const LeadCandidate& to) {
    const auto offer = crypto::OfferId::generate(session.random());
    auto wish = draftFor(Method::OfferLead, id, purpose);
    wish.same = sameness({id.bytes, to.person.bytes, to.team.bytes});
    const auto build = [&](const HouseholdFile& file, CallDraft& draft) -> Status {
        crypto::OfferPayload payload;
        payload.household = id;
        payload.offer = {offer, to.person, to.team};
        if (file.state.grant(crypto::kSharedCore, to.team) == nullptr) {
            VD_ASSIGN(auto held, grantOfCore(session, file, purpose, to.team));
            payload.grants.push_back(held.ref);
            draft.attachments.push_back(std::move(held.body));
        }
        draft.payload = payload.encode();
        VD_ASSIGN(draft.kept, keptOf(file));
        return success();
    };
    VD_ASSIGN(const auto answer, callRebased(session, wish, build));
    VD_ASSIGN(const auto sent, crypto::OfferPayload::decode(answer.payload));
    return sent.offer.offer;
}

Status acceptLead(Session& session,
                  const crypto::HouseholdId& id,
                  std::uint16_t purpose,
                  const crypto::OfferId& offer) {
    return answerOffer(session, Method::AcceptLead, id, purpose, offer);
}

Status withdrawLead(Session& session,
                    const crypto::HouseholdId& id,
                    std::uint16_t purpose,
                    const crypto::OfferId& offer) {
    return answerOffer(session, Method::WithdrawLead, id, purpose, offer);
}

Status refuseLead(Session& session,
                  const crypto::HouseholdId& id,
                  std::uint16_t purpose,
                  const crypto::OfferId& offer,
                  const std::string& why,
                  const std::vector<RecordWrite>& beside) {
    const bool blank = why.find_first_not_of(" \t\r\n") == std::string::npos;
    VD_REQUIRE(!blank, Reason::ReasonMissing);
    VD_REQUIRE(why.size() <= sealed::kNoteBytesMax, Reason::TextTooLong);
    auto draft = draftFor(Method::RefuseLead, id, purpose);
    draft.payload = crypto::OfferAnswerPayload{id, offer}.encode();
    sealed::ActDetail detail;
    detail.reason = why;
    draft.detail = detail.encode();
    VD_ASSIGN(draft.kept, (KeptAct{{}, why, beside}.encode()));
    VD_RETURN_IF_ERROR(session.call(std::move(draft)));
    return success();
}

Status grantAccess(Session& session,
                   const crypto::HouseholdId& id,
                   std::uint16_t purpose,
                   const crypto::TeamId& team) {
    auto wish = draftFor(Method::GrantAccess, id, purpose);
    wish.same = sameness({id.bytes, team.bytes});
    const auto build = [&](const HouseholdFile& file, CallDraft& draft) -> Status {
        VD_ASSIGN(auto built, grantOfCore(session, file, purpose, team));
        crypto::GrantPayload payload;
        payload.household = id;
        payload.grants.push_back(built.ref);
        draft.payload = payload.encode();
        draft.attachments.push_back(std::move(built.body));
        VD_ASSIGN(draft.kept, keptOf(file));
        return success();
    };
    VD_RETURN_IF_ERROR(callRebased(session, wish, build));
    return success();
}

Status endAccess(Session& session,
                 const crypto::HouseholdId& id,
                 std::uint16_t purpose,
                 const crypto::TeamId& team) {
    auto draft = draftFor(Method::EndAccess, id, purpose);
    draft.payload = crypto::EndAccessPayload{id, team}.encode();
    VD_RETURN_IF_ERROR(session.call(std::move(draft)));
    return success();
}

}  // namespace voordeur::client::core
