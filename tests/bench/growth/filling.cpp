#include "tests/bench/growth/filling.h"

#include "client/core/commit_builder.h"
#include "client/core/households.h"
#include "client/core/involvement.h"
#include "tests/integration/town/need.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace voordeur::test::bench {

using client::core::CallDraft;
using crypto::IdentifierKind;
using crypto::Method;

namespace {

constexpr std::size_t kPersonsEach = 4;
constexpr std::size_t kSampleMax = 4096;
constexpr std::size_t kUnderWayMax = 2048;
constexpr std::size_t kQuotaSpare = 2000;  // for what is asked while measuring
constexpr std::uint8_t kAllKinds = 7;

}  // namespace

Filling::Filling(Town& town) : m_town(town) {
    m_detail = sealDetail(town.coach().session(),
                          crypto::Bytes(200, 7),
                          crypto::RequestId::generate(town.server().random()));
}

/// A coach in an agency of its own, which may open files and has a bulk quota for every kind.
std::size_t Filling::addCoach() {
    const std::size_t index = m_coaches.size();
    const std::string number = std::to_string(index + 1);
    const auto agency = m_town.addAgency("Regio " + number, kAllKinds);
    const auto team = m_town.addTeam(
        agency, "Wijkteam " + number, crypto::Team::kMayLead | crypto::Team::kMayIntake);
    m_coaches.push_back(m_town.addMember(team, "Coach " + number, crypto::Role::Coach));
    auto& session = m_coaches.back()->session();
    for (const auto kind :
         {IdentifierKind::Bsn, IdentifierKind::Address, IdentifierKind::NameBirth}) {
        openBulkQuota(m_town, agency, kind);
        const auto token =
            need(client::core::makeTokens(session, kTownPurpose, {{kind, "groei"}}), "a token")
                .front();
        m_quotas.push_back(
            {index, kind, token.citation, session.directory().policy().bulkMax - kQuotaSpare});
    }
    return index;
}

Filling::Quota& Filling::quota() {
    const auto at =
        std::ranges::find_if(m_quotas, [](const Quota& one) { return one.left >= kPersonsEach; });
    if (at != m_quotas.end()) return *at;
    drain();
    addCoach();
    return quota();
}

void Filling::persons(std::size_t total) {
    while (m_persons < total) {
        Quota& from = quota();
        from.left -= kPersonsEach;
        addHousehold(from, kPersonsEach);
    }
    drain();
}

void Filling::addHousehold(const Quota& from, std::size_t persons) {
    auto& session = m_coaches[from.coach]->session();
    auto& random = m_town.server().random();
    const auto id = crypto::HouseholdId::generate(random);
    client::core::sealed::Core core;
    core.name = "Familie Voorbeeld";
    core.lifeDomains = {2};
    client::core::CommitBuilder builder(session);
    const auto* purpose = session.directory().policy().purpose(kTownPurpose);
    auto commit =
        need(builder.forIntake(id,
                               {{crypto::kSharedCore, client::core::sealed::kCoreRecord, core, 0}},
                               purpose->basis,
                               std::nullopt),
             "an intake");
    std::vector<client::core::MadeToken> tokens(persons);
    for (auto& token : tokens) {
        token.identifier.kind = from.kind;
        token.epoch = session.secrets().network().epoch;
        token.token = random.array<32>();
        token.citation = from.citation;
    }
    auto index = client::core::signIndex(
        session, tokens, {crypto::TargetKind::Household, id.bytes}, session.clock().now(), 0);
    crypto::IntakePayload payload;
    payload.commit = std::move(commit.payload);
    payload.index = std::move(index.refs);
    CallDraft draft = draftFor(Method::Intake);
    draft.payload = payload.encode();
    draft.attachments = std::move(commit.attachments);
    for (auto& entry : index.attachments)
        draft.attachments.push_back(std::move(entry));
    draft.households = {id};
    submit(signCall(session, std::move(draft), m_detail, m_town.server().writer().head().head));
    // Evenly: every household replaces a random one with the chance that keeps all equal.
    const FilledHousehold filled{id, from.coach, from.kind, tokens.front().token};
    ++m_households;
    m_persons += persons;
    if (m_sample.size() < kSampleMax) {
        m_sample.push_back(filled);
        return;
    }
    const auto draw = random.array<8>();
    std::uint64_t number = 0;
    for (const auto byte : draw)
        number = number << 8U | byte;
    if (number % m_households < kSampleMax) m_sample[number % kSampleMax] = filled;
}

void Filling::entries(std::uint64_t total) {
    auto& writer = m_town.server().writer();
    drain();
    for (std::uint64_t size = writer.head().head.size; size < total; ++size) {
        const auto& household = m_sample.at(m_opened++ * 7919 % m_sample.size());
        auto& session = m_coaches[household.coach]->session();
        crypto::OpenPayload payload;
        payload.known.push_back({household.id, 0});
        CallDraft draft = draftFor(Method::OpenHousehold);
        draft.payload = payload.encode();
        draft.households = {household.id};
        submit(signCall(session, std::move(draft), {}, writer.head().head));
    }
    drain();
}

void Filling::submit(SignedCall call) {
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [&] { return m_underWay < kUnderWayMax; });
        if (!m_failure.empty()) throw std::runtime_error(m_failure);
        ++m_underWay;
    }
    server::log::Submission submission;
    submission.statement = std::move(call.statement);
    submission.encodedStatement = std::move(call.request.statement);
    submission.signature = call.request.signature;
    submission.payload = std::move(call.request.payload);
    submission.attachments = std::move(call.request.attachments);
    submission.detail = std::move(call.request.detail);
    const auto done = [this](crypto::Result<server::log::Written> written) {
        const std::lock_guard lock(m_mutex);
        --m_underWay;
        if (!written.ok() || written.value().refused) {
            m_failure = "a filled-in call was refused: " +
                        std::string(crypto::nameOf(written.ok() ? *written.value().refused
                                                                : written.reason()));
        }
        m_wake.notify_all();
    };
    need(m_town.server().writer().submit(std::move(submission), done), "submitting");
}

void Filling::drain() {
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [&] { return m_underWay == 0; });
    if (!m_failure.empty()) throw std::runtime_error(m_failure);
}

Member& Filling::coachOf(std::size_t households) {
    const std::size_t index = addCoach();
    const Quota from = m_quotas.back();
    for (std::size_t i = 0; i < households; ++i)
        addHousehold(from, 1);
    drain();
    // Its quota is for measuring, and its team stays as small as it is.
    for (std::size_t i = 0; i < 3; ++i)
        m_quotas.pop_back();
    return *m_coaches[index];
}

}  // namespace voordeur::test::bench
