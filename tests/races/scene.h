#pragma once

#include "tests/races/model.h"
#include "tests/support/cast.h"

#include <memory>
#include <string>
#include <vector>

namespace voordeur::test::races {

/// By place in `Facts::people`.
enum Person : Who {
    kCoach,
    kColleague,
    kManager,
    kWorker,
    kSouthCoach,
    kSouthManager,
    kYouth,
    kYouthManager,
    kDebt,
    kHousing,
    kFounder,
    kPeople,
};

/// Where every run begins: the invented town of tests/support around two households. The first is
/// led by the coach, youth care may read it, debt help helps; at the second nobody leads yet, and
/// the southern coach is asked to. Quotas are tight.
///
/// Made once a process. Thread: any (const).
class Scene {
public:
    static constexpr std::size_t kHouses = 2;
    static const Scene& get();

    /// Two days after the town was made: nobody has asked anything yet, as far as quotas go.
    static constexpr UnixMillis kStart = LogBuilder::kStart + 48ULL * 3600 * 1000;

    [[nodiscard]] const Facts& facts() const { return m_facts; }
    [[nodiscard]] const Actor& actor(Who who) const { return m_people.at(who); }
    [[nodiscard]] const LogBuilder& log() const { return m_builder; }
    [[nodiscard]] const Model& model() const { return *m_model; }
    [[nodiscard]] const crypto::ByteArray<32>& token(std::size_t house) const;
    [[nodiscard]] const crypto::ByteArray<32>& tlsKey(Who who) const;

private:
    Scene();
    House houseAsBuilt(std::size_t index);

    LogBuilder m_builder;
    Cast m_cast;
    std::vector<Actor> m_people;
    std::vector<crypto::HouseholdId> m_houses;
    std::vector<crypto::ByteArray<32>> m_tokens;
    std::vector<crypto::ByteArray<32>> m_tlsKeys;
    Facts m_facts;
    std::unique_ptr<Model> m_model;
};

}  // namespace voordeur::test::races
