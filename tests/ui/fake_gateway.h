#pragma once

#include "client/core/gateway.h"
#include "tests/ui/fake_town.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace voordeur::tests::ui {

/// Runs something when it is destroyed.
class Ended final : public core::Subscription {
public:
    explicit Ended(std::function<void()> end) : m_end(std::move(end)) {}
    Ended(const Ended&) = delete;
    Ended& operator=(const Ended&) = delete;
    Ended(Ended&&) = delete;
    Ended& operator=(Ended&&) = delete;
    ~Ended() override { m_end(); }

private:
    std::function<void()> m_end;
};

/// How the next log check ends.
enum class LogOutcome { WholeCompared, WholeAlone, Broken };

/// A gateway without server, keys or disk: invented people, real rules of manners. Answers come on
/// a thread of its own after a delay; everything can be made to fail. The passphrase is
/// `kPassphrase`. Checks know postcode 9742EF 12 (yes), 9741CD 104 (maybe) and nothing else.
///
/// Thread: any. Ownership: replies owed when it is destroyed get Cancelled.
class FakeGateway final : public core::Gateway {
public:
    static constexpr auto kPassphrase = "de kat slaapt op de mat";

    explicit FakeGateway(std::string person = "Fatima Bakker");
    ~FakeGateway() override;

    void become(const std::string& person);
    void setDelay(std::chrono::milliseconds delay);
    void setUnlockDelay(std::chrono::milliseconds delay);
    /// Every answer but that of unlock is this refusal, until nullopt.
    void setFailure(std::optional<crypto::Reason> failure);
    void setUnlockFailure(std::optional<crypto::Reason> failure);
    void setReady(bool ready);
    /// What the next unlocking finds out about a restored log and about unanswered actions.
    void setFound(const core::RestorationView& restored, std::uint32_t lost, std::uint32_t waiting);
    void setUnsettled(std::vector<core::UnsettledAct> acts);
    void setEmpty(bool empty);
    /// Only families cannot be opened.
    void setOpeningFailure(std::optional<crypto::Reason> failure);
    /// A refusal of the lead cannot add its note to the file.
    void setNotesFail(bool fail);
    void setLogOutcome(LogOutcome outcome);
    void setConnection(core::ConnectionState state);
    /// Requests that have not been answered yet.
    [[nodiscard]] std::size_t pending() const;
    [[nodiscard]] std::uint64_t locks() const;
    [[nodiscard]] Town town() const;
    [[nodiscard]] std::vector<core::NoteDraft> notesWritten() const;

    void unlock(core::SecretBytes passphrase, core::Reply<core::Identity> reply) override;
    [[nodiscard]] std::uint64_t retryAfterMillis() const override;
    void lock() override;
    void dismissUnsettled(crypto::RequestId id, core::Reply<crypto::Done> reply) override;
    [[nodiscard]] std::vector<core::PurposeChoice> purposes() const override;
    [[nodiscard]] std::vector<core::LifeDomain> lifeDomains() const override;
    [[nodiscard]] bool mayUseBsn() const override;
    [[nodiscard]] std::vector<core::PersonView> possibleLeads() const override;
    void check(core::CheckQuestion question, core::Reply<core::CheckAnswer> reply) override;
    void registerInvolvement(core::InvolvementDraft draft,
                             core::Reply<core::InvolvementReceipt> reply) override;
    void caseload(core::Reply<std::vector<core::HouseholdRow>> reply) override;
    void openHousehold(core::HouseholdId id,
                       std::uint16_t purpose,
                       core::Reply<core::HouseholdView> reply) override;
    void writeNote(core::HouseholdId id,
                   core::NoteDraft draft,
                   core::Reply<crypto::Done> reply) override;
    void offerLead(core::HouseholdId id,
                   core::PersonId to,
                   core::Reply<crypto::Done> reply) override;
    void acceptLead(core::HouseholdId id,
                    core::OfferId offer,
                    core::Reply<crypto::Done> reply) override;
    void refuseLead(core::HouseholdId id,
                    core::OfferId offer,
                    core::LeadRefusal refusal,
                    core::Reply<core::RefusalReceipt> reply) override;
    void withdrawLead(core::HouseholdId id,
                      core::OfferId offer,
                      core::Reply<crypto::Done> reply) override;
    void answerMatch(core::HouseholdId id,
                     core::InvolvementId involvement,
                     bool same,
                     core::Reply<crypto::Done> reply) override;
    void grantAccess(core::HouseholdId id,
                     core::InvolvementId involvement,
                     core::Reply<crypto::Done> reply) override;
    void whoLooked(core::HouseholdId id, core::Reply<core::LookReport> reply) override;
    std::unique_ptr<core::Subscription> verifyLog(std::function<void(core::LogProgress)> progress,
                                                  core::Reply<core::LogReport> reply) override;
    void exportLog(std::string path, core::Reply<crypto::Done> reply) override;
    [[nodiscard]] core::ConnectionFacts connection() const override;
    void probe(core::Reply<crypto::Done> reply) override;
    std::unique_ptr<core::Subscription> watchConnection(std::function<void()> changed) override;

private:
    struct Task {
        std::chrono::steady_clock::time_point due;
        std::function<void(bool cancelled)> run;
    };
    struct Watchers;

    template <class T>
    void post(std::chrono::milliseconds delay,
              core::Reply<T> reply,
              std::function<core::Result<T>()> make);
    template <class T>
    void answer(core::Reply<T> reply, std::function<core::Result<T>()> make);
    void changeHousehold(core::HouseholdId id,
                         core::Reply<crypto::Done> reply,
                         std::function<core::Result<crypto::Done>(core::HouseholdView&)> change);
    void work();
    void cancelAll();
    [[nodiscard]] core::HouseholdView* find(const core::HouseholdId& id);
    [[nodiscard]] core::CheckAnswer judge(const core::CheckQuestion& question) const;

    mutable std::mutex m_mutex;  // protects everything below but the thread
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;
    bool m_stop = false;
    Town m_town;
    std::string m_person;
    std::chrono::milliseconds m_delay{20};
    std::chrono::milliseconds m_unlockDelay{400};
    std::optional<crypto::Reason> m_failure;
    std::optional<crypto::Reason> m_unlockFailure;
    bool m_ready = true;
    std::optional<core::RestorationView> m_restored;
    std::uint32_t m_lostUnsettled = 0;
    std::vector<core::UnsettledAct> m_unsettled;
    bool m_empty = false;
    LogOutcome m_logOutcome = LogOutcome::WholeCompared;
    core::ConnectionState m_connection = core::ConnectionState::Online;
    std::uint64_t m_wrong = 0;
    std::chrono::steady_clock::time_point m_waitUntil{};
    std::uint64_t m_locks = 0;
    std::uint64_t m_sequence = 18'204;
    std::vector<core::NoteDraft> m_notes;
    std::optional<crypto::Reason> m_openingFailure;
    bool m_notesFail = false;
    std::shared_ptr<Watchers> m_watchers;
    std::thread m_thread;
};

template <class T>
void FakeGateway::post(std::chrono::milliseconds delay,
                       core::Reply<T> reply,
                       std::function<core::Result<T>()> make) {
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back({std::chrono::steady_clock::now() + delay,
                           [reply = std::move(reply), make = std::move(make)](bool cancelled) {
                               reply(cancelled ? core::Result<T>(crypto::Reason::Cancelled)
                                               : make());
                           }});
    }
    m_wake.notify_all();
}

template <class T>
void FakeGateway::answer(core::Reply<T> reply, std::function<core::Result<T>()> make) {
    std::optional<crypto::Reason> failure;
    std::chrono::milliseconds delay{};
    {
        const std::lock_guard lock(m_mutex);
        failure = m_failure;
        delay = m_delay;
    }
    if (failure) make = [reason = *failure] { return core::Result<T>(reason); };
    post(delay, std::move(reply), std::move(make));
}

}  // namespace voordeur::tests::ui
