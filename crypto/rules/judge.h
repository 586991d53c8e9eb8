#pragma once

#include "crypto/rules/decide.h"
#include "crypto/rules/payload.h"

#include <map>
#include <optional>
#include <set>

// One call being judged. Internal to crypto/rules: decide.cpp makes it, each judge_*.cpp has the
// rules of some methods.
namespace voordeur::crypto {

/// What the rules of one method work with: the question, the world as it is, and the answer as it
/// grows. A rule says `j.refuse(rule, reason)` where it ends, and `j.by(rule)` where it allows.
///
/// Failures of the world come back as errors like refusals do, and are told apart by `failed`.
class Judge {
public:
    Judge(World& world, const Call& call, SignatureChecks& signatures)
        : m_world(world), m_call(call), m_signatures(signatures) {}
    Judge(const Judge&) = delete;
    Judge& operator=(const Judge&) = delete;
    Judge(Judge&&) = delete;
    Judge& operator=(Judge&&) = delete;
    ~Judge() = default;

    [[nodiscard]] const Call& call() const { return m_call; }
    [[nodiscard]] const Statement& statement() const { return m_call.statement; }
    [[nodiscard]] UnixMillis now() const { return m_call.at.time; }
    [[nodiscard]] const Directory& directory() const { return m_world.directory(); }
    [[nodiscard]] const RootPolicy& policy() const { return directory().policy(); }
    /// Those of the statement. Only after `identify`, which every judgement but Found begins with.
    [[nodiscard]] const Team& team() const { return *m_team; }
    [[nodiscard]] const Agency& agency() const { return *m_agency; }
    [[nodiscard]] const Device& device() const { return *m_device; }
    /// False when the statement's team, agency or device do not exist: it was not authenticated.
    bool identify();

    /// Remembers the rule for the entry; returns the reason.
    Reason refuse(Rule rule, Reason reason);
    void by(Rule rule) { m_rule = rule; }
    [[nodiscard]] Rule rule() const { return m_rule; }

    // -- The world. A household or involvement is read once and then changed in place.
    // -------------

    /// nullptr when there is none. Stays valid as long as the judge.
    Result<HouseholdState*> household(const HouseholdId& id);
    Result<InvolvementState*> involvement(const InvolvementId& id);
    Result<std::vector<IndexedToken>> lookUp(const IndexEntry& entry);
    /// A look-up, a read, or anything else that any other method of World answers.
    template <class Value>
    Result<Value> ask(Result<Value> answered) {
        if (!answered.ok()) m_failed = answered.reason();
        return answered;
    }
    [[nodiscard]] World& world() { return m_world; }
    /// Why the world could not answer, if it could not.
    [[nodiscard]] const std::optional<Reason>& failed() const { return m_failed; }

    /// A new household or involvement, to be changed in place.
    HouseholdState& add(HouseholdState state);
    InvolvementState& add(InvolvementState state);
    /// This one was changed: it goes into `Changes`, a household into `concerned` too.
    void change(const HouseholdState& state);
    void change(const InvolvementState& state) { m_changedInvolvements.insert(state.id); }
    /// The entry joins this household's chains.
    void concern(const HouseholdId& id) { m_concerned.insert(id); }
    [[nodiscard]] const std::set<HouseholdId>& concerned() const { return m_concerned; }

    // -- Shared questions
    // ----------------------------------------------------------------------------

    /// The household, if the statement's team may know that it exists. Otherwise NotFound.
    Result<HouseholdState*> knownHousehold(const HouseholdId& id);
    [[nodiscard]] bool hasRole(std::initializer_list<Role> roles) const;
    /// Why a team that knows the household may not do this: its help ended, or it never could.
    [[nodiscard]] Reason deniedIn(const HouseholdState& state) const;
    /// A signature of the statement's own device over an attached object.
    bool signedByDevice(std::string_view type,
                        Bytes bytes,
                        const Signature64& signature,
                        Reason broken);
    bool check(SignatureClaim claim) { return m_signatures.check(std::move(claim)); }

    Bytes answer;
    Changes changes;

    /// The verdict on a call that is allowed.
    Verdict done();

private:
    World& m_world;
    const Call& m_call;
    SignatureChecks& m_signatures;
    const Team* m_team = nullptr;
    const Agency* m_agency = nullptr;
    const Device* m_device = nullptr;
    Rule m_rule = Rule::Form;
    std::optional<Reason> m_failed;
    std::map<HouseholdId, std::optional<HouseholdState>> m_households;
    std::map<InvolvementId, std::optional<InvolvementState>> m_involvements;
    std::set<HouseholdId> m_changedHouseholds;
    std::set<InvolvementId> m_changedInvolvements;
    std::set<HouseholdId> m_concerned;
};

// The rules of each method, by source.
// judge_founding.cpp
Status judgeFound(Judge& j, const FoundPayload& payload);
// judge_directory.cpp
Status judgeDirectory(Judge& j, const DirectoryPayload& payload);
// judge_office.cpp
Status judgeShareTeamKey(Judge& j, const ShareTeamKeyPayload& payload);
Status judgeOpenQuota(Judge& j, const QuotaPayload& payload);
Status judgeWhoLooked(Judge& j, const OpenPayload& payload);
Status judgeReadLog(Judge& j);
// judge_check.cpp
Status judgeEvaluate(Judge& j, const EvaluatePayload& payload);
Status judgeCheck(Judge& j, const CheckPayload& payload);
// judge_involvement.cpp
Status judgeRegister(Judge& j, const RegisterPayload& payload);
Status judgeChangeInvolvement(Judge& j, const ChangeInvolvementPayload& payload);
Status judgeListInvolvements(Judge& j, const ListInvolvementsPayload& payload);
// judge_match.cpp
Status judgeAnswerMatch(Judge& j, const AnswerMatchPayload& payload);
// judge_intake.cpp
Status judgeIntake(Judge& j, const IntakePayload& payload);
// judge_open.cpp
Status judgeListHouseholds(Judge& j, const OpenPayload& payload);
Status judgeOpenHousehold(Judge& j, const OpenPayload& payload);
// judge_commit.cpp
Status judgeCommit(Judge& j, const CommitPayload& payload);
// judge_access.cpp
Status judgeGrantAccess(Judge& j, const GrantPayload& payload);
Status judgeEndAccess(Judge& j, const EndAccessPayload& payload);
// judge_lead.cpp
Status judgeOfferLead(Judge& j, const OfferPayload& payload);
Status judgeAcceptLead(Judge& j, const OfferAnswerPayload& payload);
Status judgeRefuseLead(Judge& j, const OfferAnswerPayload& payload);
Status judgeWithdrawLead(Judge& j, const OfferAnswerPayload& payload);

}  // namespace voordeur::crypto
