#include "crypto/shared/method.h"

namespace voordeur::crypto {

std::optional<Method> methodFromNumber(std::uint16_t number) {
    switch (number) {
#define VD_METHOD_CASE(name, value, type) \
    case value:                           \
        return Method::name;
        VD_METHODS(VD_METHOD_CASE)
#undef VD_METHOD_CASE
    }
    return std::nullopt;
}

std::string_view nameOf(Method method) {
    switch (method) {
#define VD_METHOD_CASE(name, value, type) \
    case Method::name:                    \
        return #name;
        VD_METHODS(VD_METHOD_CASE)
#undef VD_METHOD_CASE
    }
    return {};
}

EntryType entryTypeOf(Method method) {
    switch (method) {
#define VD_METHOD_CASE(name, value, type) \
    case Method::name:                    \
        return EntryType::type;
        VD_METHODS(VD_METHOD_CASE)
#undef VD_METHOD_CASE
    }
    return {};
}

std::string_view nameOf(EntryType type) {
    switch (type) {
        case EntryType::Policy:
            return "Policy";
        case EntryType::Directory:
            return "Directory";
        case EntryType::Revoke:
            return "Revoke";
        case EntryType::Grant:
            return "Grant";
        case EntryType::Quota:
            return "Quota";
        case EntryType::Evaluate:
            return "Evaluate";
        case EntryType::Check:
            return "Check";
        case EntryType::Involve:
            return "Involve";
        case EntryType::Link:
            return "Link";
        case EntryType::Intake:
            return "Intake";
        case EntryType::Read:
            return "Read";
        case EntryType::Write:
            return "Write";
        case EntryType::Lead:
            return "Lead";
        case EntryType::LogView:
            return "LogView";
        case EntryType::Export:
            return "Export";
        case EntryType::AuthFail:
            return "AuthFail";
        case EntryType::Start:
            return "Start";
        case EntryType::Stop:
            return "Stop";
    }
    return {};
}

std::optional<EntryType> entryTypeFromNumber(std::uint8_t number) {
    const auto type = static_cast<EntryType>(number);
    // Every type has a name, and the compiler sees to it.
    if (nameOf(type).empty()) return std::nullopt;
    return type;
}

bool isServerType(EntryType type) {
    return type == EntryType::AuthFail || type == EntryType::Start || type == EntryType::Stop;
}

bool changesHousehold(Method method) {
    switch (method) {
        case Method::Register:
        case Method::ChangeInvolvement:
        case Method::AnswerMatch:
        case Method::Intake:
        case Method::Commit:
        case Method::GrantAccess:
        case Method::EndAccess:
        case Method::OfferLead:
        case Method::AcceptLead:
        case Method::RefuseLead:
        case Method::WithdrawLead:
            return true;
        case Method::Found:
        case Method::Invite:
        case Method::Admit:
        case Method::ChangeDirectory:
        case Method::Revoke:
        case Method::ShareTeamKey:
        case Method::OpenQuota:
        case Method::Evaluate:
        case Method::Check:
        case Method::ListInvolvements:
        case Method::ListHouseholds:
        case Method::OpenHousehold:
        case Method::WhoLooked:
        case Method::ReadLog:
        case Method::ExportLog:
            return false;
    }
    return false;
}

bool changesDirectory(Method method) {
    switch (method) {
        case Method::Found:
        case Method::Invite:
        case Method::Admit:
        case Method::ChangeDirectory:
        case Method::Revoke:
            return true;
        case Method::ShareTeamKey:
        case Method::OpenQuota:
        case Method::Evaluate:
        case Method::Check:
        case Method::Register:
        case Method::ChangeInvolvement:
        case Method::AnswerMatch:
        case Method::ListInvolvements:
        case Method::Intake:
        case Method::ListHouseholds:
        case Method::OpenHousehold:
        case Method::Commit:
        case Method::GrantAccess:
        case Method::EndAccess:
        case Method::OfferLead:
        case Method::AcceptLead:
        case Method::RefuseLead:
        case Method::WithdrawLead:
        case Method::WhoLooked:
        case Method::ReadLog:
        case Method::ExportLog:
            return false;
    }
    return false;
}

}  // namespace voordeur::crypto
