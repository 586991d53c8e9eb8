#include "tests/support/log_drafts.h"

// Whole calls, made of drafts.
namespace voordeur::test {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test tool that is all crypto

Registered registerHelp(LogBuilder& builder,
                        const Actor& actor,
                        const std::vector<Identifier>& identifiers,
                        const RegisterTerms& terms) {
    const auto draft = draftRegister(builder, actor, identifiers, terms);
    return {draft.payload.involvement, builder.send(actor, Method::Register, draft)};
}

Opened intake(LogBuilder& builder,
              const Actor& actor,
              const std::vector<Identifier>& identifiers,
              const IntakeTerms& terms) {
    const auto draft = draftIntake(builder, actor, identifiers, terms);
    return {draft.payload.commit.household, builder.send(actor, Method::Intake, draft)};
}

Outcome check(LogBuilder& builder, const Actor& actor, const std::vector<Identifier>& identifiers) {
    return builder.send(actor, Method::Check, draftCheck(builder, actor, identifiers));
}

Outcome open(LogBuilder& builder, const Actor& actor, const HouseholdId& household) {
    const OpenPayload payload{{{household, 0}}, OpenPayload::kAll};
    return builder.call(actor, Method::OpenHousehold, payload.encode());
}

Outcome listHouseholds(LogBuilder& builder, const Actor& actor) {
    const OpenPayload payload{{}, OpenPayload::kCoreOnly};
    return builder.call(actor, Method::ListHouseholds, payload.encode());
}

Outcome whoLooked(LogBuilder& builder, const Actor& actor, const HouseholdId& household) {
    const OpenPayload payload{{{household, 0}}, OpenPayload::kAll};
    return builder.call(actor, Method::WhoLooked, payload.encode());
}

Outcome writeRecord(LogBuilder& builder,
                    const Actor& actor,
                    const HouseholdId& household,
                    const CompartmentId& compartment) {
    CommitTerms terms;
    terms.compartment = compartment;
    terms.records = {builder.newId<RecordId>()};
    return builder.send(actor, Method::Commit, draftCommit(builder, actor, household, terms));
}

Outcome grant(LogBuilder& builder,
              const Actor& actor,
              const HouseholdId& household,
              const TeamId& team) {
    return builder.send(actor, Method::GrantAccess, draftGrant(builder, actor, household, team));
}

Outcome endAccess(LogBuilder& builder,
                  const Actor& actor,
                  const HouseholdId& household,
                  const TeamId& team) {
    return builder.call(actor, Method::EndAccess, EndAccessPayload{household, team}.encode());
}

Outcome answerMatch(LogBuilder& builder,
                    const Actor& actor,
                    const InvolvementId& involvement,
                    const Target& other,
                    bool same) {
    const AnswerMatchPayload payload{involvement, other, same};
    return builder.call(actor, Method::AnswerMatch, payload.encode());
}

Outcome changeInvolvement(LogBuilder& builder,
                          const Actor& actor,
                          const InvolvementId& involvement,
                          UnixMillis until) {
    const ChangeInvolvementPayload payload{involvement, until};
    return builder.call(actor, Method::ChangeInvolvement, payload.encode());
}

Offered offerLead(LogBuilder& builder,
                  const Actor& actor,
                  const HouseholdId& household,
                  const Actor& to) {
    const auto draft = draftOffer(builder, actor, household, to);
    return {draft.payload.offer.offer, builder.send(actor, Method::OfferLead, draft)};
}

Outcome answerOffer(LogBuilder& builder,
                    const Actor& actor,
                    Method method,
                    const HouseholdId& household,
                    const OfferId& offer) {
    return builder.call(actor, method, OfferAnswerPayload{household, offer}.encode());
}

}  // namespace voordeur::test
