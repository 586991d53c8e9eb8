#include "tests/ui/fake_gateway.h"

#include "crypto/shared/identifiers.h"
#include "tests/ui/fake_certificates.h"

#include <algorithm>
#include <map>

namespace voordeur::tests::ui {

using crypto::Done;
using crypto::Reason;
using std::chrono::milliseconds;

namespace {

constexpr std::uint64_t kFreeTries = 3;

Reason wrongIdentifier(const core::CheckQuestion& question) {
    if (!question.postcode.empty() || !question.houseNumber.empty()) {
        const auto form =
            crypto::addressForm(question.postcode, question.houseNumber, question.houseAddition);
        if (!form.ok()) return form.reason();
    }
    if (!question.bsn.empty()) {
        const auto form = crypto::bsnForm(question.bsn);
        if (!form.ok()) return form.reason();
    }
    return Reason::Cancelled;  // nothing wrong
}

}  // namespace

struct FakeGateway::Watchers {
    std::mutex mutex;
    std::map<int, std::function<void()>> all;
    int next = 0;
};

FakeGateway::FakeGateway(std::string person)
    : m_town(makeTown()),
      m_person(std::move(person)),
      m_watchers(std::make_shared<Watchers>()),
      m_thread([this] { work(); }) {}

FakeGateway::~FakeGateway() {
    cancelAll();
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void FakeGateway::work() {
    std::unique_lock lock(m_mutex);
    while (!m_stop || !m_tasks.empty()) {
        if (m_tasks.empty()) {
            m_wake.wait(lock);
            continue;
        }
        const auto next = std::min_element(
            m_tasks.begin(), m_tasks.end(), [](auto& a, auto& b) { return a.due < b.due; });
        if (next->due > std::chrono::steady_clock::now()) {
            m_wake.wait_until(lock, next->due);
            continue;
        }
        Task task = std::move(*next);
        m_tasks.erase(next);
        lock.unlock();
        task.run(false);
        lock.lock();
    }
}

void FakeGateway::cancelAll() {
    std::deque<Task> owed;
    {
        const std::lock_guard lock(m_mutex);
        for (Task& task : m_tasks) {
            // Still on the gateway's thread, as the interface promises.
            owed.push_back(
                {std::chrono::steady_clock::now(), [run = task.run](bool) { run(true); }});
        }
        m_tasks = std::move(owed);
    }
    m_wake.notify_all();
}

void FakeGateway::become(const std::string& person) {
    const std::lock_guard lock(m_mutex);
    m_person = person;
}
void FakeGateway::setDelay(milliseconds delay) {
    const std::lock_guard lock(m_mutex);
    m_delay = delay;
}
void FakeGateway::setUnlockDelay(milliseconds delay) {
    const std::lock_guard lock(m_mutex);
    m_unlockDelay = delay;
}
void FakeGateway::setFailure(std::optional<Reason> failure) {
    const std::lock_guard lock(m_mutex);
    m_failure = failure;
}
void FakeGateway::setUnlockFailure(std::optional<Reason> failure) {
    const std::lock_guard lock(m_mutex);
    m_unlockFailure = failure;
}
void FakeGateway::setReady(bool ready) {
    const std::lock_guard lock(m_mutex);
    m_ready = ready;
}
void FakeGateway::setFound(const core::RestorationView& restored,
                           std::uint32_t lost,
                           std::uint32_t waiting) {
    const std::lock_guard lock(m_mutex);
    m_restored = restored;
    m_lostUnsettled = lost;
    m_unsettled.assign(waiting, {});
}
void FakeGateway::setUnsettled(std::vector<core::UnsettledAct> acts) {
    const std::lock_guard lock(m_mutex);
    m_unsettled = std::move(acts);
}
void FakeGateway::setEmpty(bool empty) {
    const std::lock_guard lock(m_mutex);
    m_empty = empty;
}
void FakeGateway::setOpeningFailure(std::optional<Reason> failure) {
    const std::lock_guard lock(m_mutex);
    m_openingFailure = failure;
}

void FakeGateway::setNotesFail(bool fail) {
    const std::lock_guard lock(m_mutex);
    m_notesFail = fail;
}

void FakeGateway::setLogOutcome(LogOutcome outcome) {
    const std::lock_guard lock(m_mutex);
    m_logOutcome = outcome;
}

void FakeGateway::setConnection(core::ConnectionState state) {
    {
        const std::lock_guard lock(m_mutex);
        m_connection = state;
    }
    std::vector<std::function<void()>> told;
    {
        const std::lock_guard lock(m_watchers->mutex);
        for (const auto& [id, each] : m_watchers->all)
            told.push_back(each);
    }
    post<Done>(
        milliseconds(0),
        [told](const auto&) {
            for (const auto& each : told)
                each();
        },
        [] { return core::Result<Done>(Done{}); });
}

std::size_t FakeGateway::pending() const {
    const std::lock_guard lock(m_mutex);
    return m_tasks.size();
}
std::uint64_t FakeGateway::locks() const {
    const std::lock_guard lock(m_mutex);
    return m_locks;
}
Town FakeGateway::town() const {
    const std::lock_guard lock(m_mutex);
    return m_town;
}
std::vector<core::NoteDraft> FakeGateway::notesWritten() const {
    const std::lock_guard lock(m_mutex);
    return m_notes;
}

void FakeGateway::unlock(core::SecretBytes passphrase, core::Reply<core::Identity> reply) {
    const bool right =
        passphrase == core::SecretBytes::copyOf(crypto::viewOf(std::string_view(kPassphrase)));
    const std::uint64_t wait = retryAfterMillis();
    milliseconds delay{};
    {
        const std::lock_guard lock(m_mutex);
        delay = wait > 0 ? milliseconds(0) : m_unlockDelay;
    }
    post<core::Identity>(
        delay, std::move(reply), [this, right, wait]() -> core::Result<core::Identity> {
            const std::lock_guard lock(m_mutex);
            if (wait > 0) return Reason::TryLater;
            if (m_unlockFailure) return *m_unlockFailure;
            if (!right) {
                ++m_wrong;
                if (m_wrong >= kFreeTries) {
                    const auto pause = milliseconds(2000) * (1U << (m_wrong - kFreeTries));
                    m_waitUntil = std::chrono::steady_clock::now() + pause;
                }
                return Reason::PassphraseWrong;
            }
            m_wrong = 0;
            core::Identity identity;
            identity.self = m_town.person(m_person);
            identity.municipality = "Gemeente Voorbeeldstad";
            identity.deviceIdHex = "9f03c1d27ab4e8865510aa7d3c2b9e04";
            identity.ready = m_ready;
            identity.restored = m_restored;
            identity.lostUnsettledCount = m_lostUnsettled;
            identity.unsettled = m_unsettled;
            return identity;
        });
}

void FakeGateway::dismissUnsettled(crypto::RequestId id, core::Reply<crypto::Done> reply) {
    answer<crypto::Done>(std::move(reply), [this, id]() -> core::Result<crypto::Done> {
        const std::lock_guard lock(m_mutex);
        const auto gone =
            std::erase_if(m_unsettled, [&id](const auto& act) { return act.id == id; });
        if (gone == 0) return Reason::NotFound;
        return crypto::Done{};
    });
}

std::uint64_t FakeGateway::retryAfterMillis() const {
    const std::lock_guard lock(m_mutex);
    const auto left = m_waitUntil - std::chrono::steady_clock::now();
    const auto millis = std::chrono::duration_cast<milliseconds>(left).count();
    return millis > 0 ? static_cast<std::uint64_t>(millis) : 0;
}

void FakeGateway::lock() {
    {
        const std::lock_guard lock(m_mutex);
        ++m_locks;
    }
    cancelAll();
}

std::vector<core::PurposeChoice> FakeGateway::purposes() const {
    return town().purposes;
}

std::vector<core::LifeDomain> FakeGateway::lifeDomains() const {
    return town().domains;
}

bool FakeGateway::mayUseBsn() const {
    const std::lock_guard lock(m_mutex);
    return m_town.person(m_person).role == core::Role::Coach;
}

std::vector<core::PersonView> FakeGateway::possibleLeads() const {
    std::vector<core::PersonView> people = town().people;
    std::erase_if(people, [](const auto& each) { return each.role != core::Role::Coach; });
    return people;
}

core::CheckAnswer FakeGateway::judge(const core::CheckQuestion& question) const {
    core::CheckAnswer out;
    const auto address =
        crypto::addressForm(question.postcode, question.houseNumber, question.houseAddition);
    const std::string form = address.ok() ? address.value() : std::string();
    if (form == "9742EF|12|") out.verdict = core::CheckVerdict::Yes;
    if (form == "9741CD|104|") out.verdict = core::CheckVerdict::Maybe;
    if (out.verdict != core::CheckVerdict::No) {
        out.lead = m_town.person("Fatima Bakker");
        out.leadSince = kTownNow - 262 * kOneDay;
        out.householdKnown = true;
    }
    out.logSequence = m_sequence;
    out.askedAt = kTownNow;
    for (const auto& purpose : m_town.purposes) {
        if (purpose.code == question.purpose) out.purposeLabel = purpose.label;
    }
    return out;
}

void FakeGateway::check(core::CheckQuestion question, core::Reply<core::CheckAnswer> reply) {
    answer<core::CheckAnswer>(
        std::move(reply),
        [this, question = std::move(question)]() -> core::Result<core::CheckAnswer> {
            const std::lock_guard lock(m_mutex);
            if (question.purpose == 0) return Reason::PurposeUnknown;
            if (const Reason wrong = wrongIdentifier(question); wrong != Reason::Cancelled) {
                return wrong;
            }
            ++m_sequence;
            return judge(question);
        });
}

void FakeGateway::registerInvolvement(core::InvolvementDraft draft,
                                      core::Reply<core::InvolvementReceipt> reply) {
    answer<core::InvolvementReceipt>(
        std::move(reply),
        [this, draft = std::move(draft)]() -> core::Result<core::InvolvementReceipt> {
            const std::lock_guard lock(m_mutex);
            if (draft.lifeDomain == 0) return Reason::LifeDomainUnknown;
            const auto from = crypto::dateFrom(draft.fromDate);
            const auto until = crypto::dateFrom(draft.untilDate);
            if (from.ok() && until.ok() && until.value() < from.value()) {
                return Reason::DateOrderWrong;
            }
            core::InvolvementReceipt receipt;
            receipt.id = idOf<core::InvolvementId>(250);
            receipt.logSequence = ++m_sequence;
            const core::CheckVerdict verdict = judge(draft.identifiers).verdict;
            receipt.certainMatches = verdict == core::CheckVerdict::Yes ? 1 : 0;
            receipt.possibleMatches = verdict == core::CheckVerdict::Maybe ? 1 : 0;
            return receipt;
        });
}

core::ConnectionFacts FakeGateway::connection() const {
    const std::lock_guard lock(m_mutex);
    core::ConnectionFacts facts;
    facts.state = m_connection;
    facts.address = "voordeur.voorbeeldstad.example:8443";
    facts.serverCaPem = kAuthorityPem;
    facts.serverCertPem = kServerPem;
    facts.deviceCertPem = kDevicePem;
    facts.lastAnswer = kTownNow;
    return facts;
}

void FakeGateway::probe(core::Reply<crypto::Done> reply) {
    answer<crypto::Done>(std::move(reply),
                         [] { return core::Result<crypto::Done>(crypto::Done{}); });
}

std::unique_ptr<core::Subscription> FakeGateway::watchConnection(std::function<void()> changed) {
    const std::lock_guard lock(m_watchers->mutex);
    const int id = m_watchers->next++;
    m_watchers->all.emplace(id, std::move(changed));
    return std::make_unique<Ended>([watchers = m_watchers, id] {
        const std::lock_guard held(watchers->mutex);
        watchers->all.erase(id);
    });
}

}  // namespace voordeur::tests::ui
