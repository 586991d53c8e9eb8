#pragma once

#include "client/core/directory_copy.h"
#include "client/core/household_copy.h"
#include "client/core/restored.h"
#include "client/core/session.h"
#include "client/core/verify_answer.h"

#include <memory>
#include <set>
#include <vector>

namespace voordeur::client::core {

/// Reads are believed only with the whole chain of states; a change is followed at the next read.
bool bringsHouseholds(crypto::Method method);
/// Reads leave nothing behind that would have to be finished after a crash.
bool isKept(crypto::Method method);

/// The working parts of a session: making a request, sending it until it is answered, and believing
/// the answer only as far as it is proven.
class Session::Impl {
public:
    Impl(DeviceSecrets secrets, const Parts& parts);

    Status load();
    Status sync();
    Status syncOnce();
    Status syncDirectory();
    Result<DirectoryPage> directoryPage();
    Status refreshHead();
    Status fetchKeys();
    Result<VerifiedAnswer> call(CallDraft draft);
    Result<std::optional<VerifiedAnswer>> settleWish(const CallDraft& wish);
    Result<LogPage> readLog(std::uint64_t first, std::uint32_t count);
    Result<std::vector<crypto::Entry>> wholeChain(const crypto::HouseholdId& household,
                                                  std::uint16_t purpose);
    Status resumePending(const Afterwards& afterwards);
    [[nodiscard]] bool stopped() const { return m_stopped; }
    void stop() { m_stopped = true; }

    [[nodiscard]] const crypto::Directory& directory() const { return m_directory.directory(); }
    DeviceSecrets& secrets() { return m_secrets; }
    const Parts& parts() const { return m_parts; }
    [[nodiscard]] bool keysChanged() const { return m_keysChanged; }
    void clearKeysChanged() { m_keysChanged = false; }
    [[nodiscard]] crypto::LogHead head() const { return m_head; }
    [[nodiscard]] const std::optional<RestoredLog>& restored() const { return m_restored; }

private:
    struct Prepared {
        crypto::Statement statement;
        SignedRequest request;
    };
    Result<Prepared> prepare(CallDraft draft);
    Result<Bytes> sealDetail(ByteView plain, const crypto::RequestId& request);
    /// `unsure` becomes true when some attempt got no answer: it may have been done by that one.
    Result<RawAnswer> send(crypto::Method method, const SignedRequest& request, bool& unsure);
    // What is kept until it is settled (session_kept.cpp).
    Result<VerifiedAnswer> callKept(CallDraft draft);
    Result<VerifiedAnswer> sendFresh(CallDraft draft, const crypto::Hash32& wish);
    Result<VerifiedAnswer> settle(PendingRequest pending, const Afterwards& afterwards);
    [[nodiscard]] crypto::Hash32 wishOf(const CallDraft& draft) const;
    Result<ProvenAnswer> prove(const Prepared& prepared, const RawAnswer& raw);
    Result<VerifiedAnswer> believe(const Prepared& prepared, RawAnswer raw);
    Status confirmDirectory(const crypto::ChainHead& claimed);
    /// What an answer to an older request shows: it must belong to the history known by now.
    Status fitIn(const ProvenAnswer& late);
    Status joinHeads(const crypto::LogHead& shown);
    static VerifiedAnswer opened(ProvenAnswer proven, RawAnswer raw);
    /// Households as far as they were replayed while one reading goes on.
    using Copies = std::map<crypto::HouseholdId, HouseholdCopy>;
    struct Reading {
        Copies copies;
        std::set<crypto::RequestId> unsettled;
        /// Of those, in chains that came along.
        std::map<crypto::HouseholdId, std::vector<crypto::RequestId>> seen;
    };
    Result<VerifiedAnswer> read(const CallDraft& draft);
    Status addKnown(Prepared& prepared, const Copies& copies);
    Result<bool> followHouseholds(const std::vector<crypto::KnownState>& told,
                                  const RawAnswer& raw,
                                  const ProvenAnswer& proven,
                                  Reading& reading);
    void noteOwn(const crypto::HouseholdId& household,
                 const ChainLine& line,
                 Reading& reading) const;
    /// Lets go of what is lost, if founders say so in the log (session_restored.cpp).
    /// Errors: LogShrunk (nobody says so, or not for all that this device saw), those of a server
    /// that does not tell the truth about it.
    Status followRestoration();
    Status letGo(const crypto::Directory::KnownRestoration& found,
                 const crypto::LogHead& head,
                 std::uint64_t left,
                 DirectoryCopy now);
    Result<std::size_t> markLost(std::uint64_t restoredSize);
    Status takeKey(ByteView sealed);
    void stopIfForked(crypto::Reason reason);

    DeviceSecrets m_secrets;
    const Parts m_parts;
    DirectoryCopy m_directory;
    std::uint64_t m_confirmed = 0;  // directory lines that an own entry confirmed
    crypto::LogHead m_head;
    std::optional<RestoredLog> m_restored;
    bool m_keysChanged = false;
    bool m_stopped = false;  // after a fork nothing more is sent
    /// Acts that were settled beside what the person did, by their wish, and when.
    struct Unheard {
        VerifiedAnswer answer;
        crypto::UnixMillis since = 0;
    };
    std::map<crypto::Hash32, Unheard> m_unheard;
    /// By their wish: what was refused, and is being asked anew.
    std::map<crypto::Hash32, crypto::RequestId> m_replaced;
};

}  // namespace voordeur::client::core
