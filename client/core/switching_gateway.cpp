#include "client/core/switching_gateway.h"

#include "crypto/base/check.h"

#include <atomic>
#include <utility>

namespace voordeur::client::core {
namespace {

class Subscriptions final : public Subscription {
public:
    explicit Subscriptions(std::vector<std::unique_ptr<Subscription>> all)
        : m_all(std::move(all)) {}

private:
    std::vector<std::unique_ptr<Subscription>> m_all;
};

class Switching final : public SwitchingGateway {
public:
    explicit Switching(std::vector<std::unique_ptr<Gateway>> all) : m_all(std::move(all)) {
        VD_CHECK(!m_all.empty());
    }

    void choose(std::size_t index) override {
        VD_CHECK(index < m_all.size());
        now().lock();
        m_index = index;
    }
    void unlock(SecretBytes passphrase, Reply<Identity> reply) override {
        now().unlock(std::move(passphrase), std::move(reply));
    }
    [[nodiscard]] std::uint64_t retryAfterMillis() const override {
        return now().retryAfterMillis();
    }
    void lock() override { now().lock(); }
    [[nodiscard]] std::vector<PurposeChoice> purposes() const override { return now().purposes(); }
    [[nodiscard]] std::vector<LifeDomain> lifeDomains() const override {
        return now().lifeDomains();
    }
    [[nodiscard]] bool mayUseBsn() const override { return now().mayUseBsn(); }
    [[nodiscard]] std::vector<PersonView> possibleLeads() const override {
        return now().possibleLeads();
    }
    void check(CheckQuestion question, Reply<CheckAnswer> reply) override {
        now().check(std::move(question), std::move(reply));
    }
    void dismissUnsettled(crypto::RequestId id, Reply<Done> reply) override {
        now().dismissUnsettled(id, std::move(reply));
    }
    void registerInvolvement(InvolvementDraft draft, Reply<InvolvementReceipt> reply) override {
        now().registerInvolvement(std::move(draft), std::move(reply));
    }
    void caseload(Reply<std::vector<HouseholdRow>> reply) override {
        now().caseload(std::move(reply));
    }
    void openHousehold(HouseholdId id, std::uint16_t purpose, Reply<HouseholdView> reply) override {
        now().openHousehold(id, purpose, std::move(reply));
    }
    void writeNote(HouseholdId id, NoteDraft draft, Reply<Done> reply) override {
        now().writeNote(id, std::move(draft), std::move(reply));
    }
    void offerLead(HouseholdId id, PersonId to, Reply<Done> reply) override {
        now().offerLead(id, to, std::move(reply));
    }
    void acceptLead(HouseholdId id, OfferId offer, Reply<Done> reply) override {
        now().acceptLead(id, offer, std::move(reply));
    }
    void refuseLead(HouseholdId id,
                    OfferId offer,
                    LeadRefusal refusal,
                    Reply<RefusalReceipt> reply) override {
        now().refuseLead(id, offer, std::move(refusal), std::move(reply));
    }
    void withdrawLead(HouseholdId id, OfferId offer, Reply<Done> reply) override {
        now().withdrawLead(id, offer, std::move(reply));
    }
    void answerMatch(HouseholdId id,
                     InvolvementId involvement,
                     bool same,
                     Reply<Done> reply) override {
        now().answerMatch(id, involvement, same, std::move(reply));
    }
    void grantAccess(HouseholdId id, InvolvementId involvement, Reply<Done> reply) override {
        now().grantAccess(id, involvement, std::move(reply));
    }
    void whoLooked(HouseholdId id, Reply<LookReport> reply) override {
        now().whoLooked(id, std::move(reply));
    }
    std::unique_ptr<Subscription> verifyLog(std::function<void(LogProgress)> progress,
                                            Reply<LogReport> reply) override {
        return now().verifyLog(std::move(progress), std::move(reply));
    }
    void exportLog(std::string path, Reply<Done> reply) override {
        now().exportLog(std::move(path), std::move(reply));
    }
    [[nodiscard]] ConnectionFacts connection() const override { return now().connection(); }
    void probe(Reply<Done> reply) override { now().probe(std::move(reply)); }
    // Of all of them: who is told asks the one in use what its state is.
    std::unique_ptr<Subscription> watchConnection(std::function<void()> changed) override {
        std::vector<std::unique_ptr<Subscription>> all;
        for (auto& each : m_all)
            all.push_back(each->watchConnection(changed));
        return std::make_unique<Subscriptions>(std::move(all));
    }

private:
    [[nodiscard]] Gateway& now() const { return *m_all[m_index]; }

    std::vector<std::unique_ptr<Gateway>> m_all;
    std::atomic<std::size_t> m_index = 0;
};

}  // namespace

std::unique_ptr<SwitchingGateway> makeSwitchingGateway(
    std::vector<std::unique_ptr<Gateway>> gateways) {
    return std::make_unique<Switching>(std::move(gateways));
}

}  // namespace voordeur::client::core
