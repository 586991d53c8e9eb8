#include "tests/races/stopping_store.h"

#include <map>
#include <thread>
#include <utility>

namespace voordeur::test::races {

using crypto::Bytes;
using crypto::ByteView;
using crypto::Result;
using crypto::Status;
using namespace server::storage;  // NOLINT(google-build-using-namespace): forwards all of it

namespace {

class StoppingTransaction final : public Transaction {
public:
    StoppingTransaction(std::unique_ptr<Transaction> real, const AtStop& atStop, bool forgetful)
        : m_real(std::move(real)), m_atStop(atStop), m_forgetful(forgetful) {}

    [[nodiscard]] const crypto::Directory& directory() const override {
        return m_real->directory();
    }
    Result<std::optional<crypto::HouseholdState>> household(
        const crypto::HouseholdId& id) override {
        if (!m_forgetful) return m_real->household(id);
        const auto known = m_households.find(id);
        if (known != m_households.end()) return known->second;
        VD_ASSIGN(auto read, m_real->household(id));
        m_households[id] = read;
        return read;
    }
    Result<std::optional<crypto::InvolvementState>> involvement(
        const crypto::InvolvementId& id) override {
        return m_real->involvement(id);
    }
    Result<std::vector<crypto::IndexedToken>> lookUp(crypto::IdentifierKind kind,
                                                     std::uint32_t epoch,
                                                     const crypto::ByteArray<32>& token,
                                                     crypto::UnixMillis now) override {
        return m_real->lookUp(kind, epoch, token, now);
    }
    Result<std::optional<crypto::EvaluationFact>> evaluation(std::uint64_t sequence) override {
        return m_real->evaluation(sequence);
    }
    Result<std::vector<crypto::ManifestRow>> rows(
        const crypto::HouseholdId& household, const crypto::CompartmentId& compartment) override {
        return m_real->rows(household, compartment);
    }
    Result<std::uint32_t> quotaUsed(const crypto::QuotaKey& key) override {
        return m_real->quotaUsed(key);
    }
    Result<std::optional<std::uint32_t>> bulkQuota(const crypto::AgencyId& agency,
                                                   crypto::IdentifierKind kind,
                                                   std::uint32_t day) override {
        return m_real->bulkQuota(agency, kind, day);
    }
    Result<std::vector<crypto::HouseholdId>> householdsOf(const crypto::TeamId& team,
                                                          const crypto::HouseholdId& after,
                                                          std::uint32_t most) override {
        return m_real->householdsOf(team, after, most);
    }
    Result<std::vector<crypto::InvolvementId>> involvementsOf(const crypto::TeamId& team,
                                                              const crypto::InvolvementId& after,
                                                              std::uint32_t most) override {
        return m_real->involvementsOf(team, after, most);
    }
    Result<crypto::HouseholdHeads> heads(const crypto::HouseholdId& household) override {
        return m_real->heads(household);
    }
    Result<std::optional<RememberedRequest>> request(const crypto::DeviceId& device,
                                                     const crypto::RequestId& id) override {
        return m_real->request(device, id);
    }
    Status add(const StoredEntry& entry) override { return m_real->add(entry); }
    Status apply(const crypto::Changes& changes, std::uint64_t sequence) override {
        return m_real->apply(changes, sequence);
    }
    Status addCheckpoint(std::uint64_t size, const std::string& text) override {
        return m_real->addCheckpoint(size, text);
    }
    Status addTile(std::uint64_t index, const Hash32& root) override {
        return m_real->addTile(index, root);
    }
    Status addKey(const crypto::DeviceId& device, ByteView sealed, ByteView source) override {
        return m_real->addKey(device, sealed, source);
    }
    Result<std::optional<PendingEnrolment>> enrolment(const crypto::InvitationId& id) override {
        return m_real->enrolment(id);
    }
    Status putEnrolment(const PendingEnrolment& enrolment) override {
        return m_real->putEnrolment(enrolment);
    }
    Status removeEnrolment(const crypto::InvitationId& id) override {
        return m_real->removeEnrolment(id);
    }
    Status putNote(std::string_view name, ByteView value) override {
        return m_real->putNote(name, value);
    }
    Status forget(crypto::UnixMillis before) override { return m_real->forget(before); }
    Status commit() override {
        m_atStop(Stop::Commit);
        const Status done = m_real->commit();
        m_atStop(Stop::Committed);
        return done;
    }

private:
    std::unique_ptr<Transaction> m_real;
    const AtStop& m_atStop;
    const bool m_forgetful;
    std::map<crypto::HouseholdId, std::optional<crypto::HouseholdState>> m_households;
};

class StoppingStore final : public Store {
public:
    StoppingStore(std::unique_ptr<Store> real, AtStop atStop, bool forgetful)
        : m_real(std::move(real)),
          m_atStop(std::move(atStop)),
          m_forgetful(forgetful),
          m_starter(std::this_thread::get_id()) {}

    Result<StartState> start() override { return m_real->start(); }
    Result<std::unique_ptr<Transaction>> begin(const crypto::Directory& directory) override {
        m_writer.store(std::this_thread::get_id());
        m_atStop(Stop::Begin);
        VD_ASSIGN(auto real, m_real->begin(directory));
        return std::unique_ptr<Transaction>(
            std::make_unique<StoppingTransaction>(std::move(real), m_atStop, m_forgetful));
    }
    Result<std::unique_ptr<Reading>> reader() override {
        const auto self = std::this_thread::get_id();
        if (self != m_writer.load() && self != m_starter) m_atStop(Stop::Read);
        return m_real->reader();
    }
    Status tidy() override {
        const Status done = m_real->tidy();
        m_atStop(Stop::Rested);
        return done;
    }
    [[nodiscard]] bool fileGone() const override { return m_real->fileGone(); }

private:
    std::unique_ptr<Store> m_real;
    const AtStop m_atStop;
    const bool m_forgetful;
    const std::thread::id m_starter;
    std::atomic<std::thread::id> m_writer;
};

}  // namespace

std::unique_ptr<Store> stopping(std::unique_ptr<Store> store, AtStop atStop, bool forgetful) {
    return std::make_unique<StoppingStore>(std::move(store), std::move(atStop), forgetful);
}

}  // namespace voordeur::test::races
