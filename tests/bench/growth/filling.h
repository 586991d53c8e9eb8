#pragma once

#include "tests/bench/scene.h"
#include "tests/bench/signed_call.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace voordeur::test::bench {

/// A household that was filled in, and one of the tokens that lead to it.
struct FilledHousehold {
    crypto::HouseholdId id;
    std::size_t coach = 0;
    crypto::IdentifierKind kind = crypto::IdentifierKind::Bsn;
    crypto::ByteArray<32> token{};
};

/// Makes a log large: intakes and openings as devices sign them, given straight to the writer, so
/// that it takes minutes. Every line would verify. What is not real: the tokens are random bytes
/// (the index cannot tell), and the sealed details are one and the same.
/// Thread: one at a time. Ownership: borrows the town.
class Filling {
public:
    explicit Filling(Town& town);

    /// Opens files for households of four until the index knows so many persons.
    void persons(std::size_t total);
    /// Opens households, at random, until the log is so long.
    void entries(std::uint64_t total);

    /// Some thousands of all, evenly chosen.
    [[nodiscard]] const std::vector<FilledHousehold>& sample() const { return m_sample; }
    [[nodiscard]] std::size_t personCount() const { return m_persons; }
    [[nodiscard]] std::size_t householdCount() const { return m_households; }
    /// A sealed detail, for what has to have one.
    [[nodiscard]] const crypto::Bytes& detail() const { return m_detail; }
    [[nodiscard]] Member& coach(std::size_t i) { return *m_coaches.at(i); }
    /// A coach whose team has exactly so many households.
    Member& coachOf(std::size_t households);

private:
    /// One kind of identifier of one agency, and how much of its day's quota is left.
    struct Quota {
        std::size_t coach = 0;
        crypto::IdentifierKind kind = crypto::IdentifierKind::Bsn;
        crypto::Citation citation;
        std::size_t left = 0;
    };
    std::size_t addCoach();
    Quota& quota();
    void addHousehold(const Quota& quota, std::size_t persons);
    void submit(SignedCall call);
    void drain();

    Town& m_town;
    std::vector<std::unique_ptr<Member>> m_coaches;
    std::vector<Quota> m_quotas;
    std::vector<FilledHousehold> m_sample;
    crypto::Bytes m_detail;
    std::size_t m_persons = 0;
    std::size_t m_households = 0;
    std::size_t m_opened = 0;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::size_t m_underWay = 0;
    std::string m_failure;
};

}  // namespace voordeur::test::bench
