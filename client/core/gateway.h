#pragma once

#include "client/core/views.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace voordeur::client::core {

using crypto::Done;
using crypto::Result;
using crypto::SecretBytes;

/// How an answer comes back. Called exactly once, on a thread of the core, never on the caller's
/// stack; the receiver hops to its own thread.
template <class T>
using Reply = std::function<void(Result<T>)>;

/// Ends what it stands for when destroyed: a running check, a subscription.
class Subscription {
public:
    Subscription() = default;
    Subscription(const Subscription&) = delete;
    Subscription& operator=(const Subscription&) = delete;
    Subscription(Subscription&&) = delete;
    Subscription& operator=(Subscription&&) = delete;
    virtual ~Subscription() = default;
};

/// Everything a screen can ask of the core: plain structs in, plain structs out.
///
/// Errors: each reply may carry any Reason; Unavailable and DeadlineExceeded mean that nothing was
/// lost and that the same may be asked again: while nobody knows what became of it, it stays the
/// one request that is kept. What is not settled then shows at the next unlocking.
/// Thread: any; replies come on the core's threads. Ownership: outlives every reply it owes;
/// destroying it cancels what is under way (replies get Cancelled).
class Gateway {
public:
    Gateway() = default;
    Gateway(const Gateway&) = delete;
    Gateway& operator=(const Gateway&) = delete;
    Gateway(Gateway&&) = delete;
    Gateway& operator=(Gateway&&) = delete;
    virtual ~Gateway() = default;

    /// Opens the keystore (slow on purpose) and connects. Errors: PassphraseWrong, TryLater (wait,
    /// after several wrong ones; `retryAfterMillis` says how long), KeystoreBroken.
    virtual void unlock(SecretBytes passphrase, Reply<Identity> reply) = 0;
    /// Milliseconds until another passphrase may be tried; 0: now.
    [[nodiscard]] virtual std::uint64_t retryAfterMillis() const = 0;
    /// Forgets every key and opened record. Replies under way get Cancelled.
    virtual void lock() = 0;

    /// Of `Identity::unsettled`: the person knows, and it is kept no longer. Errors: NotFound (it
    /// is settled by now).
    virtual void dismissUnsettled(crypto::RequestId id, Reply<Done> reply) = 0;

    [[nodiscard]] virtual std::vector<PurposeChoice> purposes() const = 0;
    [[nodiscard]] virtual std::vector<LifeDomain> lifeDomains() const = 0;
    /// May the own agency identify by citizen number?
    [[nodiscard]] virtual bool mayUseBsn() const = 0;
    /// People who may be asked to lead, from the verified directory.
    [[nodiscard]] virtual std::vector<PersonView> possibleLeads() const = 0;

    virtual void check(CheckQuestion question, Reply<CheckAnswer> reply) = 0;
    virtual void registerInvolvement(InvolvementDraft draft, Reply<InvolvementReceipt> reply) = 0;

    virtual void caseload(Reply<std::vector<HouseholdRow>> reply) = 0;
    virtual void openHousehold(HouseholdId id,
                               std::uint16_t purpose,
                               Reply<HouseholdView> reply) = 0;
    virtual void writeNote(HouseholdId id, NoteDraft draft, Reply<Done> reply) = 0;
    virtual void offerLead(HouseholdId id, PersonId to, Reply<Done> reply) = 0;
    virtual void acceptLead(HouseholdId id, OfferId offer, Reply<Done> reply) = 0;
    /// Errors: ReasonMissing without a why. The note goes to the asker's agency alone when that is
    /// the own one, to the shared part otherwise.
    virtual void refuseLead(HouseholdId id,
                            OfferId offer,
                            LeadRefusal refusal,
                            Reply<RefusalReceipt> reply) = 0;
    virtual void withdrawLead(HouseholdId id, OfferId offer, Reply<Done> reply) = 0;
    /// A person confirms or parts a possible match.
    virtual void answerMatch(HouseholdId id,
                             InvolvementId involvement,
                             bool same,
                             Reply<Done> reply) = 0;
    /// Opens the shared core to the agency of an attached involvement.
    virtual void grantAccess(HouseholdId id, InvolvementId involvement, Reply<Done> reply) = 0;

    virtual void whoLooked(HouseholdId id, Reply<LookReport> reply) = 0;

    /// The officer's full check. `progress` comes on a core thread, at most ten times a second.
    /// Destroying the handle cancels it.
    virtual std::unique_ptr<Subscription> verifyLog(std::function<void(LogProgress)> progress,
                                                    Reply<LogReport> reply) = 0;
    /// Writes the offline proof bundle to `path`. Errors: FileExists, StorageFailed.
    virtual void exportLog(std::string path, Reply<Done> reply) = 0;

    [[nodiscard]] virtual ConnectionFacts connection() const = 0;
    /// Asks the server for a sign of life, so that `connection` tells how it is now. Not logged: it
    /// concerns nobody. Errors: Cancelled while locked.
    virtual void probe(Reply<Done> reply) = 0;
    /// `changed` comes on a core thread whenever the connection's state or certificates change.
    virtual std::unique_ptr<Subscription> watchConnection(std::function<void()> changed) = 0;
};

}  // namespace voordeur::client::core
