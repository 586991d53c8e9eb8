#include "crypto/rules/judge.h"

#include <algorithm>
#include <variant>

namespace voordeur::crypto {
namespace {

/// What a founding may bring: who is there from the start. Everybody else is invited.
bool maybeFounding(const DirectoryChange& change) {
    return !std::holds_alternative<Invitation>(change) &&
           !std::holds_alternative<Admission>(change) &&
           !std::holds_alternative<Revocation>(change) &&
           !std::holds_alternative<Restoration>(change);
}

Status judgeFounderSignatures(Judge& j, const FoundPayload& payload, const RootPolicy& policy) {
    for (const auto& [index, signature] : payload.signatures) {
        VD_REQUIRE(index < policy.founders.size(), j.refuse(Rule::Founding, Reason::Malformed));
        const bool signedByFounder = j.check({.key = policy.founders[index],
                                              .type = kPolicySignature,
                                              .instance = InstanceId{},
                                              .bytes = payload.policy,
                                              .signature = signature});
        VD_REQUIRE(signedByFounder, j.refuse(Rule::FounderThreshold, Reason::SignatureBroken));
    }
    VD_REQUIRE(payload.signatures.size() >= policy.threshold,
               j.refuse(Rule::FounderThreshold, Reason::SecondPersonNeeded));
    return success();
}

}  // namespace

Status judgeFound(Judge& j, const FoundPayload& payload) {
    VD_REQUIRE(j.call().at.sequence == 0, j.refuse(Rule::Founding, Reason::AlreadyFounded));
    const auto policy = RootPolicy::decode(payload.policy);
    VD_REQUIRE(policy.ok(), j.refuse(Rule::Founding, Reason::Malformed));
    VD_RETURN_IF_ERROR(judgeFounderSignatures(j, payload, policy.value()));
    VD_REQUIRE(std::ranges::all_of(payload.changes, maybeFounding),
               j.refuse(Rule::Founding, Reason::Denied));

    j.by(Rule::Existence);
    Directory after;
    VD_RETURN_IF_ERROR(after.found(payload, j.call().at.sequence));

    const Statement& statement = j.statement();
    const Directory::KnownDevice* device = after.device(statement.device);
    VD_REQUIRE(device != nullptr && device->device.person == statement.person,
               j.refuse(Rule::Founding, Reason::Denied));
    VD_REQUIRE(after.isFounderKey(device->device.signKey),
               j.refuse(Rule::Founding, Reason::Denied));
    VD_REQUIRE(statement.role == Role::Founder &&
                   after.role(statement.person, statement.team) == Role::Founder,
               j.refuse(Rule::Founding, Reason::Denied));
    j.by(Rule::Founding);
    j.changes.directory = true;
    return success();
}

}  // namespace voordeur::crypto
