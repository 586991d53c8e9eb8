#include "client/core/core_gateway.h"

#include "client/core/ends_with.h"
#include "client/core/gateway_acts.h"
#include "client/core/households.h"
#include "client/core/involvement.h"
#include "client/core/kept_work.h"
#include "client/core/log_check.h"
#include "client/core/membership.h"
#include "client/core/profile.h"
#include "client/core/view_builder.h"
#include "client/core/worker.h"
#include "crypto/base/mutex.h"

#include <atomic>
#include <utility>
#include <vector>

namespace voordeur::client::core {

using crypto::MutexLock;
using crypto::Reason;
using crypto::success;

namespace {

constexpr UnixMillis kMinuteMillis = 60ULL * 1000;

/// What stands between unlock and lock. Touched on the worker's thread alone.
struct Opened {
    std::unique_ptr<LocalStore> store;
    std::shared_ptr<Transport> transport;
    std::unique_ptr<Session> session;
};

/// The same device once more, for what takes minutes: store and session of its own over the same
/// transport, so that nobody waits at the desk. Made on the worker's thread, for the checker's.
struct Aside {
    std::unique_ptr<LocalStore> store;
    std::shared_ptr<Transport> transport;
    DeviceSecrets secrets;
    std::shared_ptr<std::atomic<bool>> ended;
};

/// What a window may ask at any time, copied when the device was opened.
struct Shown {
    std::vector<PurposeChoice> purposes;
    std::vector<LifeDomain> lifeDomains;
    bool mayUseBsn = false;
    std::vector<PersonView> possibleLeads;
    ConnectionFacts connection;
};

class CoreGateway final : public Gateway {
public:
    explicit CoreGateway(const CoreGatewayParts& parts)
        : m_parts(parts), m_profile(parts.profileDirectory, parts.clock, parts.random) {}
    ~CoreGateway() override { lock(); }

    void unlock(SecretBytes passphrase, Reply<Identity> reply) override;
    [[nodiscard]] std::uint64_t retryAfterMillis() const override {
        return m_profile.retryAfterMillis();
    }
    void lock() override;
    void dismissUnsettled(crypto::RequestId id, Reply<Done> reply) override;
    [[nodiscard]] std::vector<PurposeChoice> purposes() const override;
    [[nodiscard]] std::vector<LifeDomain> lifeDomains() const override;
    [[nodiscard]] bool mayUseBsn() const override;
    [[nodiscard]] std::vector<PersonView> possibleLeads() const override;
    void check(CheckQuestion question, Reply<CheckAnswer> reply) override;
    void registerInvolvement(InvolvementDraft draft, Reply<InvolvementReceipt> reply) override;
    void caseload(Reply<std::vector<HouseholdRow>> reply) override;
    void openHousehold(HouseholdId id, std::uint16_t purpose, Reply<HouseholdView> reply) override;
    void writeNote(HouseholdId id, NoteDraft draft, Reply<Done> reply) override;
    void offerLead(HouseholdId id, PersonId to, Reply<Done> reply) override;
    void acceptLead(HouseholdId id, OfferId offer, Reply<Done> reply) override;
    void refuseLead(HouseholdId id,
                    OfferId offer,
                    LeadRefusal refusal,
                    Reply<RefusalReceipt> reply) override;
    void withdrawLead(HouseholdId id, OfferId offer, Reply<Done> reply) override;
    void answerMatch(HouseholdId id,
                     InvolvementId involvement,
                     bool same,
                     Reply<Done> reply) override;
    void grantAccess(HouseholdId id, InvolvementId involvement, Reply<Done> reply) override;
    void whoLooked(HouseholdId id, Reply<LookReport> reply) override;
    std::unique_ptr<Subscription> verifyLog(std::function<void(LogProgress)> progress,
                                            Reply<LogReport> reply) override;
    void exportLog(std::string path, Reply<Done> reply) override;
    [[nodiscard]] ConnectionFacts connection() const override;
    void probe(Reply<Done> reply) override;
    std::unique_ptr<Subscription> watchConnection(std::function<void()> changed) override;

private:
    /// Runs `work(session)` on the worker and replies with what it returns.
    template <class T, class Work>
    void ask(Reply<T> reply, Work work);
    /// The same with `work(session, ended)` on the checker, while the worker goes on.
    template <class T, class Work>
    void askAside(Reply<T> reply, Work work);
    Result<Aside> aside();
    template <class T, class Work>
    Result<T> workAside(Aside aside, const Work& work);
    Result<Identity> open(const SecretBytes& passphrase);
    Result<Identity> openWith(DeviceSecrets secrets);
    /// Forgets what was opened; on the worker's thread.
    void close();
    /// Runs `act(session, purpose)`, for what the team works on, on the worker.
    template <class Act>
    void change(Reply<Done> reply, Act act);
    template <class T>
    void noteAnswer(const T& answer, const Transport* transport) {
        noteConnection(answer.ok(), answer.ok() ? Reason::Internal : answer.reason(), transport);
    }
    void noteConnection(bool answered, Reason reason, const Transport* transport);
    void refreshShown(const Session& session);

    const CoreGatewayParts m_parts;
    Profile m_profile;
    Opened m_opened;  // the worker's alone

    mutable crypto::Mutex m_mutex;
    Shown m_shown VD_GUARDED_BY(m_mutex);
    std::shared_ptr<std::function<void()>> m_changed VD_GUARDED_BY(m_mutex);
    std::shared_ptr<Transport> m_calling VD_GUARDED_BY(m_mutex);  // for cancelling at lock
    /// What is set when this opening of the device ends.
    std::shared_ptr<std::atomic<bool>> m_ended VD_GUARDED_BY(m_mutex) =
        std::make_shared<std::atomic<bool>>(false);
    /// The checker saw two histories: the worker's session stops too.
    std::atomic<bool> m_forked = false;

    Worker m_checker;  // what takes minutes
    Worker m_worker;   // last: its thread, which hands over to the checker, ends first
};

template <class T, class Work>
void CoreGateway::ask(Reply<T> reply, Work work) {
    auto shared = std::make_shared<Reply<T>>(std::move(reply));
    m_worker.post(
        [this, shared, work = std::move(work)] {
            if (!m_opened.session) return (*shared)(Reason::Cancelled);
            if (m_forked.exchange(false)) m_opened.session->stop();
            Result<T> result = work(*m_opened.session);
            noteAnswer(result, m_opened.transport.get());
            (*shared)(std::move(result));
        },
        [shared] { (*shared)(Reason::Cancelled); });
}

template <class T, class Work>
void CoreGateway::askAside(Reply<T> reply, Work work) {
    auto shared = std::make_shared<Reply<T>>(std::move(reply));
    const auto dropped = [shared] { (*shared)(Reason::Cancelled); };
    m_worker.post(
        [this, shared, dropped, work = std::move(work)] {
            auto made = aside();
            if (!made.ok()) return (*shared)(made.error());
            auto kept = std::make_shared<Aside>(std::move(made).value());
            m_checker.post(
                [this, shared, kept, work] { (*shared)(workAside<T>(std::move(*kept), work)); },
                dropped);
        },
        dropped);
}

Result<Aside> CoreGateway::aside() {
    VD_REQUIRE(m_opened.session != nullptr, Reason::Cancelled);
    const auto& own = m_opened.session->secrets();
    VD_ASSIGN(auto secrets, DeviceSecrets::decode(own.encode()));
    VD_ASSIGN(auto store, m_profile.localStore(own));
    const MutexLock lock(m_mutex);
    return Aside{std::move(store), m_opened.transport, std::move(secrets), m_ended};
}

template <class T, class Work>
Result<T> CoreGateway::workAside(Aside aside, const Work& work) {
    VD_REQUIRE(!aside.ended->load(), Reason::Cancelled);
    VD_ASSIGN(const auto session,
              Session::open(std::move(aside.secrets),
                            {*aside.store, *aside.transport, m_parts.clock, m_parts.random}));
    // A directory that no entry confirmed yet stands in no store.
    VD_RETURN_IF_ERROR(session->sync());
    Result<T> result = work(*session, [ended = aside.ended] { return ended->load(); });
    VD_REQUIRE(!aside.ended->load(), Reason::Cancelled);
    if (session->stopped()) m_forked = true;
    noteAnswer(result, aside.transport.get());
    return result;
}

template <class Act>
void CoreGateway::change(Reply<Done> reply, Act act) {
    ask<Done>(std::move(reply), [act = std::move(act)](Session& session) {
        return act(session, ownPurpose(session));
    });
}

void CoreGateway::unlock(SecretBytes passphrase, Reply<Identity> reply) {
    auto secret = std::make_shared<SecretBytes>(std::move(passphrase));
    auto shared = std::make_shared<Reply<Identity>>(std::move(reply));
    m_worker.post([this, secret, shared] { (*shared)(open(*secret)); },
                  [shared] { (*shared)(Reason::Cancelled); });
}

Result<Identity> CoreGateway::open(const SecretBytes& passphrase) {
    close();
    VD_ASSIGN(auto secrets, m_profile.open(passphrase));
    auto identity = openWith(std::move(secrets));
    // Who is still outside the door has nothing open behind it.
    if (!identity.ok()) close();
    return identity;
}

void CoreGateway::close() {
    {
        const MutexLock lock(m_mutex);
        m_calling = nullptr;
        m_shown = {};
        m_ended->store(true);
        m_ended = std::make_shared<std::atomic<bool>>(false);
    }
    m_forked = false;
    m_opened.session.reset();
    m_opened.transport.reset();
    m_opened.store.reset();
    m_profile.close();
}

Result<Identity> CoreGateway::openWith(DeviceSecrets secrets) {
    VD_ASSIGN(m_opened.store, m_profile.localStore(secrets));
    ConnectionFacts facts;
    facts.address = secrets.address;
    facts.serverCaPem = secrets.serverCaPem;
    facts.deviceCertPem = secrets.certificatePem;
    m_opened.transport = m_parts.transports.connect(
        {secrets.address, secrets.serverCaPem, secrets.certificatePem, secrets.tlsKeyPem.clone()});
    {
        const MutexLock lock(m_mutex);
        m_shown.connection = facts;
        m_calling = m_opened.transport;
    }
    const std::string municipality = secrets.municipality;
    VD_ASSIGN(m_opened.session,
              Session::open(std::move(secrets),
                            {*m_opened.store, *m_opened.transport, m_parts.clock, m_parts.random}));
    auto& session = *m_opened.session;
    const Status synced = session.sync();
    noteAnswer(synced, m_opened.transport.get());
    // Without the server a device that knows its directory still opens; a new one cannot.
    if (!synced.ok() && !session.directory().founded()) return synced.error();
    if (session.keysChanged()) {
        VD_RETURN_IF_ERROR(m_profile.save(session.secrets()));
        session.keysWritten();
    }
    const Status resumed = synced.ok() ? settleKept(session) : success();
    // What still cannot be settled waits on, and is told; two histories keep the door closed.
    if (session.stopped()) return synced.ok() ? resumed.error() : synced.error();
    refreshShown(session);
    const auto& own = session.secrets();
    auto self = personView(session.directory(), own.person, own.team);
    VD_REQUIRE(self.has_value(), Reason::DeviceNotAdmitted);
    Identity identity;
    identity.self = std::move(*self);
    identity.municipality = municipality;
    identity.deviceIdHex = own.device.hex();
    VD_ASSIGN(identity.unsettled, unsettledActs(session));
    const auto* key = session.directory().teamKey(own.team);
    identity.ready = key != nullptr && own.teamKey(own.team, key->key.epoch) != nullptr;
    return withRestored(std::move(identity), session.restored());
}

void CoreGateway::refreshShown(const Session& session) {
    const auto& directory = session.directory();
    const auto* team = directory.team(session.secrets().team);
    const auto* agency = team == nullptr ? nullptr : directory.agency(team->agency);
    Shown shown;
    if (agency != nullptr) shown.purposes = purposesOf(directory.policy(), *agency);
    for (const auto& row : directory.policy().lifeDomains) {
        shown.lifeDomains.push_back({row.code, row.labelNl});
    }
    shown.mayUseBsn = agency != nullptr && agency->mayUse(crypto::IdentifierKind::Bsn);
    shown.possibleLeads = leadsOf(directory);
    const MutexLock lock(m_mutex);
    shown.connection = m_shown.connection;
    m_shown = std::move(shown);
}

void CoreGateway::lock() {
    std::shared_ptr<Transport> calling;
    {
        const MutexLock lock(m_mutex);
        calling = m_calling;
        m_shown = {};
        m_ended->store(true);
    }
    // Not under the lock: what ends a call may ask us something on this very stack.
    if (calling) calling->cancelAll();
    m_worker.dropWaiting();
    m_checker.dropWaiting();
    m_worker.post([this] { close(); }, [this] { close(); });
}

void CoreGateway::noteConnection(bool answered, Reason reason, const Transport* transport) {
    const bool noAnswer =
        !answered && (reason == Reason::Unavailable || reason == Reason::DeadlineExceeded);
    // Other refusals may have been made on this device.
    if (!answered && !noAnswer) return;
    const auto state = noAnswer ? ConnectionState::Unreachable : ConnectionState::Online;
    std::shared_ptr<std::function<void()>> changed;
    {
        const MutexLock lock(m_mutex);
        auto& facts = m_shown.connection;
        const auto now = m_parts.clock.now();
        const bool shownTime =
            facts.lastAnswer && now / kMinuteMillis == *facts.lastAnswer / kMinuteMillis;
        const bool same = facts.state == state && (noAnswer || shownTime);
        facts.state = state;
        if (!noAnswer) facts.lastAnswer = now;
        if (transport != nullptr) facts.serverCertPem = transport->serverCertificate();
        if (!same) changed = m_changed;
    }
    if (changed) (*changed)();
}

std::vector<PurposeChoice> CoreGateway::purposes() const {
    const MutexLock lock(m_mutex);
    return m_shown.purposes;
}

std::vector<LifeDomain> CoreGateway::lifeDomains() const {
    const MutexLock lock(m_mutex);
    return m_shown.lifeDomains;
}

bool CoreGateway::mayUseBsn() const {
    const MutexLock lock(m_mutex);
    return m_shown.mayUseBsn;
}

std::vector<PersonView> CoreGateway::possibleLeads() const {
    const MutexLock lock(m_mutex);
    return m_shown.possibleLeads;
}

ConnectionFacts CoreGateway::connection() const {
    const MutexLock lock(m_mutex);
    return m_shown.connection;
}

void CoreGateway::probe(Reply<Done> reply) {
    ask<Done>(std::move(reply), [](Session& session) -> Result<Done> {
        VD_RETURN_IF_ERROR(session.transport().serverInfo());
        return Done{};
    });
}

std::unique_ptr<Subscription> CoreGateway::watchConnection(std::function<void()> changed) {
    const MutexLock lock(m_mutex);
    m_changed = std::make_shared<std::function<void()>>(std::move(changed));
    return std::make_unique<EndsWith>([this] {
        const MutexLock inner(m_mutex);
        m_changed.reset();
    });
}

void CoreGateway::dismissUnsettled(crypto::RequestId id, Reply<Done> reply) {
    ask<Done>(std::move(reply), [id](Session& session) -> Result<Done> {
        VD_RETURN_IF_ERROR(core::dismissUnsettled(session, id));
        return Done{};
    });
}

void CoreGateway::check(CheckQuestion question, Reply<CheckAnswer> reply) {
    ask<CheckAnswer>(std::move(reply), [question = std::move(question)](Session& session) {
        return checkInvolvement(session, question);
    });
}

void CoreGateway::registerInvolvement(InvolvementDraft draft, Reply<InvolvementReceipt> reply) {
    ask<InvolvementReceipt>(std::move(reply), [draft = std::move(draft)](Session& session) {
        return registerDraft(session, draft);
    });
}

void CoreGateway::caseload(Reply<std::vector<HouseholdRow>> reply) {
    ask<std::vector<HouseholdRow>>(std::move(reply), caseloadOf);
}

void CoreGateway::openHousehold(HouseholdId id, std::uint16_t purpose, Reply<HouseholdView> reply) {
    ask<HouseholdView>(std::move(reply), [id, purpose](Session& s) -> Result<HouseholdView> {
        VD_ASSIGN(const auto file, openFile(s, id, purpose == 0 ? ownPurpose(s) : purpose));
        VD_ASSIGN(const auto known, s.store().household(id));
        return viewOf(s, file, known ? known->leads : std::vector<crypto::Lead>{});
    });
}

void CoreGateway::writeNote(HouseholdId id, NoteDraft draft, Reply<Done> reply) {
    change(std::move(reply), [id, draft = std::move(draft)](Session& s, auto purpose) {
        return addNote(s, id, purpose, draft);
    });
}

void CoreGateway::offerLead(HouseholdId id, PersonId to, Reply<Done> reply) {
    change(std::move(reply), [id, to](Session& s, auto purpose) -> Status {
        for (const auto& candidate : leadsOf(s.directory())) {
            if (candidate.id != to) continue;
            VD_RETURN_IF_ERROR(core::offerLead(s, id, purpose, {to, candidate.team}));
            return success();
        }
        return Reason::TeamMayNotLead;
    });
}

void CoreGateway::acceptLead(HouseholdId id, OfferId offer, Reply<Done> reply) {
    change(std::move(reply), [id, offer](Session& s, auto purpose) {
        return core::acceptLead(s, id, purpose, offer);
    });
}

void CoreGateway::withdrawLead(HouseholdId id, OfferId offer, Reply<Done> reply) {
    change(std::move(reply), [id, offer](Session& s, auto purpose) {
        return core::withdrawLead(s, id, purpose, offer);
    });
}

void CoreGateway::refuseLead(HouseholdId id,
                             OfferId offer,
                             LeadRefusal refusal,
                             Reply<RefusalReceipt> reply) {
    ask<RefusalReceipt>(std::move(reply),
                        [id, offer, refusal = std::move(refusal)](Session& session) {
                            return refuseWithReason(session, id, offer, refusal);
                        });
}

void CoreGateway::answerMatch(HouseholdId id,
                              InvolvementId involvement,
                              bool same,
                              Reply<Done> reply) {
    change(std::move(reply), [id, involvement, same](Session& s, auto purpose) -> Status {
        const crypto::Target target{crypto::TargetKind::Household, id.bytes};
        VD_RETURN_IF_ERROR(core::answerMatch(s, purpose, involvement, target, same));
        return success();
    });
}

void CoreGateway::grantAccess(HouseholdId id, InvolvementId involvement, Reply<Done> reply) {
    change(std::move(reply), [id, involvement](Session& s, auto purpose) -> Status {
        VD_ASSIGN(const auto known, s.store().household(id));
        const auto* attached = known ? known->state.involvement(involvement) : nullptr;
        VD_REQUIRE(attached != nullptr, Reason::NotFound);
        return core::grantAccess(s, id, purpose, attached->team);
    });
}

void CoreGateway::whoLooked(HouseholdId id, Reply<LookReport> reply) {
    ask<LookReport>(std::move(reply), [id](Session& session) -> Result<LookReport> {
        VD_ASSIGN(const auto entries, session.wholeChain(id, lookPurpose(session)));
        return lookReport(session, entries);
    });
}

std::unique_ptr<Subscription> CoreGateway::verifyLog(std::function<void(LogProgress)> progress,
                                                     Reply<LogReport> reply) {
    auto cancelled = std::make_shared<std::atomic<bool>>(false);
    askAside<LogReport>(
        std::move(reply),
        [cancelled, progress = std::move(progress)](Session& session, const auto& ended) {
            const LogCheckWatch watch{progress,
                                      [cancelled, ended] { return cancelled->load() || ended(); }};
            return checkLog(session, {}, watch, nullptr);
        });
    return std::make_unique<EndsWith>([cancelled] { cancelled->store(true); });
}

void CoreGateway::exportLog(std::string path, Reply<Done> reply) {
    askAside<Done>(std::move(reply), [path = std::move(path)](Session& session, const auto& ended) {
        return exportTo(session, path, {{}, ended});
    });
}

}  // namespace

std::unique_ptr<Gateway> makeCoreGateway(const CoreGatewayParts& parts) {
    return std::make_unique<CoreGateway>(parts);
}

}  // namespace voordeur::client::core
