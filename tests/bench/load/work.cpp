#include "tests/bench/load/work.h"

#include "client/core/commit_builder.h"
#include "client/core/sealed/records.h"
#include "client/core/tokens.h"
#include "crypto/shared/oprf_client.h"
#include "crypto/shared/request_id.h"
#include "crypto/shared/token.h"
#include "tests/integration/town/need.h"

#include <algorithm>
#include <deque>
#include <stdexcept>

namespace voordeur::test::bench {

using client::core::CallDraft;
using client::core::Session;
using crypto::IdentifierKind;
using crypto::Method;

namespace {

/// As of a device that has the household already: nothing of its history has to come along.
constexpr std::uint64_t kKnowsAll = 1'000'000;

class NoOp final : public Work {
public:
    explicit NoOp(Member& member) : m_member(member) {}
    Shot make() override { return noOpShot(); }
    Member& caller() override { return m_member; }

private:
    Member& m_member;
};

class Open final : public Work {
public:
    Open(Member& member, const crypto::HouseholdId& id) : m_member(member), m_id(id) {}
    Shot make() override {
        ShotWish wish{draftFor(Method::OpenHousehold), {}, {{m_id, kKnowsAll}}};
        crypto::OpenPayload payload;
        payload.known.push_back({m_id, 0});
        wish.draft.payload = payload.encode();
        wish.draft.households = {m_id};
        return shotOf(m_member.session(), std::move(wish));
    }
    Member& caller() override { return m_member; }

private:
    Member& m_member;
    const crypto::HouseholdId m_id;
};

/// The caseload of a team of eight.
class List final : public Work {
public:
    List(Member& member, const std::vector<Household>& all) : m_member(member) {
        for (const auto& household : all)
            m_known.push_back({household.id, kKnowsAll});
        std::ranges::sort(m_known, {}, &crypto::KnownState::household);
        // No more than a request may name.
        m_known.resize(std::min(m_known.size(), crypto::limits::kHouseholdsPerEntryMax));
    }
    Shot make() override {
        ShotWish wish{draftFor(Method::ListHouseholds), {}, m_known};
        crypto::OpenPayload payload;
        payload.scope = crypto::OpenPayload::kCoreOnly;
        wish.draft.payload = payload.encode();
        return shotOf(m_member.session(), std::move(wish));
    }
    Member& caller() override { return m_member; }

private:
    Member& m_member;
    std::vector<crypto::KnownState> m_known;
};

/// Is this citizen number known? Evaluate, then look up with the token that it makes.
class Check final : public Work {
public:
    Check(Member& member, std::string bsn) : m_member(member), m_bsn(std::move(bsn)) {
        m_token =
            need(client::core::makeTokens(session(), kTownPurpose, {{IdentifierKind::Bsn, m_bsn}}),
                 "a token")
                .front();
    }

    Shot make() override {
        const auto input = crypto::tokenInput(IdentifierKind::Bsn, m_bsn);
        const auto plain = input.reveal(crypto::openKeyAccess());
        const auto blinded = need(crypto::oprfBlind(plain, session().random()), "blind");
        client::core::sealed::EvaluateDetail detail;
        detail.items.push_back({crypto::toBytes(plain),
                                crypto::toBytes(blinded.blind.reveal(crypto::openKeyAccess()))});
        crypto::EvaluatePayload payload;
        payload.blinded = {blinded.element};
        ShotWish wish{draftFor(Method::Evaluate), {}, {}};
        wish.draft.payload = payload.encode();
        wish.draft.requestId = crypto::newRequestId(session().clock().now(), session().random());
        wish.sealedDetail = sealDetail(session(), detail.encode(), *wish.draft.requestId);
        Shot shot = shotOf(session(), std::move(wish));
        shot.blinded = {blinded.element};
        prepareLookUp();
        return shot;
    }

    std::optional<Shot> after(const Shot& shot, const grpc::ByteBuffer& answer) override {
        if (shot.statement.method != Method::Evaluate) return std::nullopt;
        const auto entry = need(crypto::Entry::decode(answerOf(answer).entry), "an entry");
        Prepared prepared = std::move(m_prepared.front());
        m_prepared.pop_front();
        crypto::CheckPayload payload;
        payload.queries.push_back({IdentifierKind::Bsn,
                                   m_token.epoch,
                                   {entry.sequence, 0},
                                   crypto::attachmentHash(m_token.token)});
        ShotWish wish{draftFor(Method::Check), std::move(prepared.detail), {}};
        wish.draft.payload = payload.encode();
        wish.draft.attachments = {crypto::toBytes(m_token.token)};
        wish.draft.requestId = prepared.requestId;
        return shotOf(session(), std::move(wish));
    }
    void failed(const Shot& shot) override {
        if (shot.statement.method == Method::Evaluate) m_prepared.pop_front();
    }

    Member& caller() override { return m_member; }

private:
    /// The detail of the second call, which takes longer than all else of it.
    struct Prepared {
        crypto::RequestId requestId;
        crypto::Bytes detail;
    };
    void prepareLookUp() {
        const auto id = crypto::newRequestId(session().clock().now(), session().random());
        m_prepared.push_back({id, sealDetail(session(), client::core::detailOf({m_token}), id)});
    }
    Session& session() { return m_member.session(); }

    Member& m_member;
    const std::string m_bsn;
    client::core::MadeToken m_token;
    std::deque<Prepared> m_prepared;
};

/// A note written anew, each version upon the last: the chain of versions is known beforehand.
class Write final : public Work {
public:
    Write(Member& member, const crypto::HouseholdId& id)
        : m_member(member),
          m_file(need(client::core::openFile(member.session(), id, kTownPurpose), "a file")),
          m_note(noteOf(member, "Gebeld, afspraak gemaakt voor dinsdag om tien uur.")) {}

    Shot make() override {
        Session& session = m_member.session();
        const auto* purpose = session.directory().policy().purpose(kTownPurpose);
        client::core::CommitBuilder builder(session);
        auto built = need(builder.forWrites(m_file, {m_note}, purpose->basis), "a commit");
        ++m_note.basedOn;
        ShotWish wish{draftFor(Method::Commit), {}, {}};
        wish.draft.payload = built.payload.encode();
        wish.draft.attachments = std::move(built.attachments);
        wish.draft.households = {m_file.state.id};
        const auto payload = wish.draft.payload;
        Shot shot = shotOf(session, std::move(wish));
        follow(shot, payload, built.payload);
        return shot;
    }
    Member& caller() override { return m_member; }

private:
    void follow(const Shot& shot, const crypto::Bytes& bytes, const crypto::CommitPayload& commit) {
        std::optional state(m_file.state);
        need(crypto::follow(state, m_file.state.id, shot.statement, bytes, {}, {}), "following");
        m_file.state = *state;
        for (const auto& manifest : commit.manifests) {
            auto& rows = m_file.rows[manifest.compartment];
            for (const auto& row : manifest.delta) {
                const auto at =
                    std::ranges::lower_bound(rows, row.record, {}, &crypto::ManifestRow::record);
                if (at != rows.end() && at->record == row.record) {
                    *at = row;
                } else {
                    rows.insert(at, row);
                }
            }
        }
    }

    Member& m_member;
    client::core::HouseholdFile m_file;
    client::core::RecordWrite m_note;
};

/// The lead offered to a colleague, and the offer withdrawn: two calls.
class LeadChange final : public Work {
public:
    LeadChange(Member& member, Member& colleague, const crypto::HouseholdId& id)
        : m_member(member), m_colleague(colleague), m_id(id) {}

    Shot make() override {
        auto& session = m_member.session();
        const auto offer = crypto::OfferId::generate(session.random());
        crypto::OfferPayload payload;
        payload.household = m_id;
        payload.offer = {offer, m_colleague.secrets().person, m_colleague.team()};
        m_withdrawals.push_back(
            shot(Method::WithdrawLead, crypto::OfferAnswerPayload{m_id, offer}.encode()));
        return shot(Method::OfferLead, payload.encode());
    }
    std::optional<Shot> after(const Shot& shot, const grpc::ByteBuffer& /*answer*/) override {
        if (shot.statement.method != Method::OfferLead) return std::nullopt;
        Shot next = std::move(m_withdrawals.front());
        m_withdrawals.pop_front();
        return next;
    }
    void failed(const Shot& shot) override {
        if (shot.statement.method == Method::OfferLead) m_withdrawals.pop_front();
    }
    Member& caller() override { return m_member; }

private:
    Shot shot(Method method, crypto::Bytes payload) {
        ShotWish wish{draftFor(method), {}, {}};
        wish.draft.payload = std::move(payload);
        wish.draft.households = {m_id};
        return shotOf(m_member.session(), std::move(wish));
    }

    Member& m_member;
    Member& m_colleague;
    const crypto::HouseholdId m_id;
    std::deque<Shot> m_withdrawals;
};

}  // namespace

const std::vector<std::string>& kindsOfWork() {
    static const std::vector<std::string> kinds{"noop", "open", "check", "write", "list", "lead"};
    return kinds;
}

std::unique_ptr<Work> makeWork(const std::string& kind, Scene& scene, std::size_t slot) {
    const auto& household = scene.households().at(slot % scene.households().size());
    Member& coach = scene.coach(slot);
    if (kind == "noop") return std::make_unique<NoOp>(coach);
    if (kind == "open") return std::make_unique<Open>(coach, household.id);
    if (kind == "check") return std::make_unique<Check>(scene.asker(slot), household.bsn);
    if (kind == "write") return std::make_unique<Write>(coach, household.id);
    if (kind == "list") return std::make_unique<List>(coach, scene.households());
    if (kind == "lead") {
        return std::make_unique<LeadChange>(coach, scene.colleagueOf(slot), household.id);
    }
    throw std::invalid_argument("there is no work called " + kind);
}

}  // namespace voordeur::test::bench
