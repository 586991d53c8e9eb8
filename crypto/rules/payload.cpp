#include "crypto/rules/payload.h"

#include <algorithm>
#include <iterator>

namespace voordeur::crypto {
namespace {

template <class Payload>
Result<AnyPayload> parseAs(ByteView bytes) {
    VD_ASSIGN(Payload payload, Payload::decode(bytes));
    return AnyPayload(std::move(payload));
}

struct Attachments {
    std::vector<Hash32> names;

    void operator()(const FoundPayload&) {}
    void operator()(const DirectoryPayload& payload) {
        for (const DirectoryChange& change : payload.changes) {
            const auto* admission = std::get_if<Admission>(&change);
            if (admission != nullptr && admission->sealedHash != Hash32{}) {
                names.push_back(admission->sealedHash);
            }
        }
    }
    void operator()(const QuotaPayload&) {}
    void operator()(const EvaluatePayload&) {}
    void operator()(const ChangeInvolvementPayload&) {}
    void operator()(const AnswerMatchPayload&) {}
    void operator()(const ListInvolvementsPayload&) {}
    void operator()(const OpenPayload&) {}
    void operator()(const EndAccessPayload&) {}
    void operator()(const OfferAnswerPayload&) {}
    void operator()(const ReadLogPayload&) {}
    void operator()(const ShareTeamKeyPayload& payload) {
        add(payload.shares, &ShareTeamKeyPayload::Share::sealedHash);
    }
    void operator()(const CheckPayload& payload) { add(payload.queries, &TokenQuery::tokenHash); }
    void operator()(const RegisterPayload& payload) {
        if (payload.sealedHash != Hash32{}) names.push_back(payload.sealedHash);
        add(payload.index, &IndexRef::entryHash);
    }
    void operator()(const IntakePayload& payload) { names = payload.attachments(); }
    void operator()(const CommitPayload& payload) { names = payload.attachments(); }
    void operator()(const GrantPayload& payload) { add(payload.grants, &GrantRef::bodyHash); }
    void operator()(const OfferPayload& payload) { add(payload.grants, &GrantRef::bodyHash); }

    template <class Item, class Name>
    void add(const std::vector<Item>& items, Name name) {
        std::ranges::transform(items, std::back_inserter(names), name);
    }
};

struct Households {
    Method method;

    std::vector<HouseholdId> operator()(const IntakePayload& payload) const {
        return {payload.commit.household};
    }
    std::vector<HouseholdId> operator()(const OpenPayload& payload) const {
        std::vector<HouseholdId> households;
        if (method == Method::ListHouseholds) return households;
        std::ranges::transform(
            payload.known, std::back_inserter(households), &KnownState::household);
        return households;
    }
    std::vector<HouseholdId> operator()(const AnswerMatchPayload& payload) const {
        if (payload.other.kind != TargetKind::Household) return {};
        return {HouseholdId{payload.other.id}};
    }
    template <class Payload>
    std::vector<HouseholdId> operator()(const Payload& payload) const {
        if constexpr (requires { payload.household; }) {
            return {payload.household};
        } else {
            return {};
        }
    }
};

}  // namespace

Result<AnyPayload> parsePayload(Method method, ByteView bytes) {
    switch (method) {
        case Method::Found:
            return parseAs<FoundPayload>(bytes);
        case Method::Invite:
        case Method::Admit:
        case Method::ChangeDirectory:
        case Method::Revoke:
            return parseAs<DirectoryPayload>(bytes);
        case Method::ShareTeamKey:
            return parseAs<ShareTeamKeyPayload>(bytes);
        case Method::OpenQuota:
            return parseAs<QuotaPayload>(bytes);
        case Method::Evaluate:
            return parseAs<EvaluatePayload>(bytes);
        case Method::Check:
            return parseAs<CheckPayload>(bytes);
        case Method::Register:
            return parseAs<RegisterPayload>(bytes);
        case Method::ChangeInvolvement:
            return parseAs<ChangeInvolvementPayload>(bytes);
        case Method::AnswerMatch:
            return parseAs<AnswerMatchPayload>(bytes);
        case Method::ListInvolvements:
            return parseAs<ListInvolvementsPayload>(bytes);
        case Method::Intake:
            return parseAs<IntakePayload>(bytes);
        case Method::ListHouseholds:
        case Method::OpenHousehold:
        case Method::WhoLooked:
            return parseAs<OpenPayload>(bytes);
        case Method::Commit:
            return parseAs<CommitPayload>(bytes);
        case Method::GrantAccess:
            return parseAs<GrantPayload>(bytes);
        case Method::EndAccess:
            return parseAs<EndAccessPayload>(bytes);
        case Method::OfferLead:
            return parseAs<OfferPayload>(bytes);
        case Method::AcceptLead:
        case Method::RefuseLead:
        case Method::WithdrawLead:
            return parseAs<OfferAnswerPayload>(bytes);
        case Method::ReadLog:
        case Method::ExportLog:
            return parseAs<ReadLogPayload>(bytes);
    }
    return Reason::UnknownValue;
}

std::vector<HouseholdId> householdsNamedBy(Method method, const AnyPayload& payload) {
    return std::visit(Households{method}, payload);
}

std::vector<Hash32> attachmentsNamedBy(const AnyPayload& payload) {
    Attachments attachments;
    std::visit(attachments, payload);
    return std::move(attachments.names);
}

}  // namespace voordeur::crypto
