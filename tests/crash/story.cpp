#include "tests/crash/story.h"

#include "crypto/base/check.h"

namespace voordeur::test::crash {

using crypto::Method;

namespace {

BuilderOptions seeded(std::uint64_t seed) {
    BuilderOptions options;
    options.seed = seed;
    return options;
}

}  // namespace

Story::Story(std::uint64_t seed) : m_builder(seeded(seed)), m_cast(m_builder) {
    const auto opened = intake(m_builder, m_cast.coach, {kMotherBsn});
    VD_CHECK(opened.outcome.done());
    m_household = opened.id;
    for (std::size_t line = 0; line < m_builder.lines().size(); ++line)
        m_beginning.push_back(act(line));
}

Story::Act Story::act(std::size_t number) const {
    const auto& line = m_builder.lines()[number];
    const auto entry = crypto::Entry::decode(line.entry);
    VD_CHECK(entry.ok());
    Act out;
    out.time = entry.value().time;
    auto& submission = out.submission;
    submission.statement = entry.value().parsedStatement().value();
    submission.encodedStatement = entry.value().statement;
    submission.signature = entry.value().signature;
    submission.payload = line.payload;
    submission.attachments = line.attachments;
    submission.detail = m_builder.details()[number];
    if (submission.statement.method == Method::Evaluate) submission.preparedAnswer = line.answer;
    return out;
}

Outcome Story::lead(std::uint64_t number, const CallOptions& options) {
    const auto& now = state();
    const bool coachLeads = now.lead->person == m_cast.coach.person;
    const Actor& leader = coachLeads ? m_cast.coach : m_cast.colleague;
    const Actor& other = coachLeads ? m_cast.colleague : m_cast.coach;
    if (!now.offer) {
        return m_builder.send(
            leader, Method::OfferLead, draftOffer(m_builder, leader, m_household, other), options);
    }
    const auto payload = crypto::OfferAnswerPayload{m_household, now.offer->body.offer}.encode();
    if (number % 4 == 0) {
        return m_builder.call(leader, Method::WithdrawLead, payload, {}, options);
    }
    return m_builder.call(other, Method::AcceptLead, payload, {}, options);
}

Story::Act Story::next(std::uint64_t number) {
    m_builder.advance(1000);
    CallOptions options;
    options.alter = [](crypto::Statement& statement) { statement.head = {}; };
    Outcome outcome;
    if (number % 3 == 0) {
        CommitTerms terms;
        terms.records = {m_builder.newId<crypto::RecordId>()};
        outcome = m_builder.send(m_cast.coach,
                                 Method::Commit,
                                 draftCommit(m_builder, m_cast.coach, m_household, terms),
                                 options);
    } else if (number % 3 == 1) {
        crypto::OpenPayload payload;
        payload.known.push_back({m_household, 0});
        outcome =
            m_builder.call(m_cast.colleague, Method::OpenHousehold, payload.encode(), {}, options);
    } else {
        outcome = lead(number / 3, options);
    }
    VD_CHECK(outcome.done());
    return last();
}

}  // namespace voordeur::test::crash
