#pragma once

#include "crypto/rules/decide.h"
#include "crypto/rules/history_tree.h"
#include "crypto/rules/memory_world.h"
#include "crypto/shared/oprf_server.h"
#include "tests/support/seeded_random.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace voordeur::test {

/// A person at a device, with the key that signs.
struct Actor {
    crypto::AgencyId agency;
    crypto::TeamId team;
    crypto::PersonId person;
    crypto::Role role = crypto::Role::Worker;
    crypto::DeviceId device;
    std::shared_ptr<const crypto::SigningKey> key;
};

/// How a call went.
struct Outcome {
    std::uint64_t sequence = 0;
    std::optional<crypto::Reason> refused;
    crypto::Rule rule = crypto::Rule::None;
    crypto::Bytes answer;
    std::vector<crypto::HouseholdId> concerned;
    [[nodiscard]] bool done() const { return !refused; }
};

/// What a test may want otherwise than the builder makes it.
struct CallOptions {
    std::optional<std::uint16_t> purpose;
    std::optional<std::uint16_t> basis;
    std::optional<crypto::RequestId> requestId;
    /// Changes the statement before it is signed.
    std::function<void(crypto::Statement&)> alter;
    /// Signs instead of the actor's own key.
    const crypto::SigningKey* signer = nullptr;
};

/// A payload, and the objects that go with it.
template <class Payload>
struct Draft {
    Payload payload;
    std::vector<crypto::Bytes> attachments;
};

struct BuilderOptions {
    std::uint64_t seed = 1;
    std::uint8_t founders = 1;
    std::uint8_t threshold = 1;
    bool showAgencies = false;
    /// Nothing but the founding: no officers yet. With a threshold above one, the builder cannot
    /// make anybody else by itself.
    bool foundOnly = false;
    /// Changes the policy before it is signed.
    std::function<void(crypto::RootPolicy&)> alterPolicy = {};
};

/// Builds a correct log in memory, the way a server would: real Ed25519 and OPRF keys, statements
/// that are signed, judged by the rules, and written down with chain heads and a tree. What is
/// sealed in a real log (grants, records, details) is random bytes in correct frames.
///
/// The constructor founds an instance: agency "Gemeente Voorbeeldstad" with a team of founders, and
/// a team of officers with one officer, so that people can be asked after. Purposes 1 (help, basis
/// 1) and 2 (safety, basis 2) exist. Thread: one at a time. A call that cannot be made at all (our
/// own bug) fails the process.
class LogBuilder {
public:
    static constexpr std::uint16_t kHelp = 1;
    static constexpr std::uint16_t kSafety = 2;
    /// 2 March 2026, 09:00 UTC.
    static constexpr crypto::UnixMillis kStart = 1'772'442'000'000;

    explicit LogBuilder(const BuilderOptions& options = {});

    // -- what there is
    // -----------------------------------------------------------------------------

    [[nodiscard]] const std::vector<crypto::LogLine>& lines() const { return m_lines; }
    /// The households that each line concerns.
    [[nodiscard]] const std::vector<std::vector<crypto::HouseholdId>>& concerned() const {
        return m_concerned;
    }
    /// The sealed detail of each line; empty where there is none.
    [[nodiscard]] const std::vector<crypto::Bytes>& details() const { return m_details; }
    [[nodiscard]] crypto::LogHead head() const;
    [[nodiscard]] crypto::LogHead headAt(std::uint64_t size) const;
    /// The signed text for the log as it is now.
    [[nodiscard]] std::string checkpoint() const { return checkpointAt(m_tree.size()); }
    [[nodiscard]] std::string checkpointAt(std::uint64_t size) const;
    [[nodiscard]] const crypto::InstanceId& instance() const;
    [[nodiscard]] crypto::MemoryWorld& world() { return m_world; }
    [[nodiscard]] const crypto::Directory& directory() const { return m_world.directory(); }
    [[nodiscard]] const crypto::HouseholdState& household(const crypto::HouseholdId& id) const;
    [[nodiscard]] const crypto::SigningKey& logKey() const { return m_logKey; }
    [[nodiscard]] const crypto::OprfKey& oprfKey(crypto::IdentifierKind kind) const;
    [[nodiscard]] crypto::RandomSource& random() { return m_random; }
    [[nodiscard]] crypto::UnixMillis now() const { return m_now; }
    void advance(crypto::UnixMillis millis) { m_now += millis; }
    template <class IdType>
    IdType newId() {
        return IdType::generate(m_random);
    }

    [[nodiscard]] const Actor& founder(std::size_t index = 0) const { return m_founders[index]; }
    [[nodiscard]] const Actor& officer() const { return m_officer; }
    [[nodiscard]] const crypto::AgencyId& municipality() const { return m_municipality; }

    // -- calls
    // -------------------------------------------------------------------------------------

    /// Signs, judges, applies and writes one entry.
    Outcome call(const Actor& actor,
                 crypto::Method method,
                 const crypto::Bytes& payload,
                 const std::vector<crypto::Bytes>& attachments = {},
                 const CallOptions& options = {});
    /// The same without writing anything: what would be said.
    Outcome judgeOnly(const Actor& actor,
                      crypto::Method method,
                      const crypto::Bytes& payload,
                      const std::vector<crypto::Bytes>& attachments = {},
                      const CallOptions& options = {});
    template <class Payload>
    Outcome send(const Actor& actor,
                 crypto::Method method,
                 const Draft<Payload>& draft,
                 const CallOptions& options = {}) {
        return call(actor, method, draft.payload.encode(), draft.attachments, options);
    }
    /// A directory change, signed by the others too.
    Outcome change(const Actor& actor,
                   crypto::Method method,
                   const std::vector<crypto::DirectoryChange>& changes,
                   const std::vector<const Actor*>& cosigners = {});
    /// An entry of the server's own.
    void serverEntry(crypto::EntryType type, std::uint16_t outcome = 0);

    // -- the directory, all by the founders
    // ----------------------------------------------------------

    crypto::AgencyId addAgency(const std::string& name, std::uint8_t kinds);
    crypto::TeamId addTeam(const crypto::AgencyId& agency,
                           const std::string& name,
                           std::uint8_t flags = 0);
    /// Invites and admits a person with a device; makes the team's first key where there is none.
    Actor addMember(const crypto::TeamId& team, const std::string& name, crypto::Role role);
    /// The same person in another team and role: same device.
    Actor addMembership(const Actor& actor, const crypto::TeamId& team, crypto::Role role);
    /// A new key of the team, made by a member, with the founder as second.
    Outcome renewTeamKey(const Actor& member);
    Outcome revokeDevice(const Actor& actor);
    Outcome revokePerson(const Actor& actor);

    /// A device with fresh keys; `actor` gets its id and key.
    crypto::Device newDevice(Actor& actor);
    /// Cosignatures in the order in which they have to stand.
    std::vector<crypto::Cosignature> cosign(const std::vector<const Actor*>& cosigners,
                                            const crypto::Bytes& cosigned) const;

private:
    crypto::RootPolicy makePolicy(const BuilderOptions& options);
    void found(const BuilderOptions& options);
    crypto::Statement makeStatement(const Actor& actor,
                                    crypto::Method method,
                                    const crypto::Bytes& payload,
                                    const CallOptions& options);
    crypto::Verdict judge(const crypto::Call& call,
                          const crypto::Bytes& encoded,
                          const crypto::Signature64& signature);
    struct Made {
        crypto::Statement statement;
        crypto::Entry entry;
    };
    Made make(const Actor& actor,
              crypto::Method method,
              const crypto::Bytes& payload,
              const CallOptions& options);
    crypto::Bytes evaluate(const crypto::Bytes& payload);
    std::vector<crypto::HouseholdHeads> headsOf(
        const std::vector<crypto::HouseholdId>& households) const;
    void write(const crypto::Entry& entry, crypto::LogLine line, const crypto::Bytes& detail);
    void extendChains(const crypto::Statement& statement,
                      const crypto::Verdict& verdict,
                      const crypto::Hash32& leaf);

    SeededRandom m_random;
    crypto::UnixMillis m_now = kStart;
    crypto::SigningKey m_logKey;
    std::vector<crypto::OprfKey> m_oprfKeys;  // by kind − 1
    crypto::InstanceId m_instance{};
    crypto::AgencyId m_municipality;
    std::vector<std::shared_ptr<const crypto::SigningKey>> m_founderKeys;  // in the policy's order
    std::vector<Actor> m_founders;
    Actor m_officer;

    crypto::MemoryWorld m_world;
    crypto::HistoryTree m_tree;
    crypto::ChainHead m_directoryChain = crypto::emptyDirectoryChain();
    std::map<crypto::HouseholdId, crypto::HouseholdHeads> m_chains;
    std::vector<crypto::LogLine> m_lines;
    std::vector<crypto::Bytes> m_details;
    std::vector<std::vector<crypto::HouseholdId>> m_concerned;
    crypto::Bytes m_nextDetail;
};

}  // namespace voordeur::test
