#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace voordeur::crypto {

// X(name, number, entry type). One row per logged call. Numbers are signed: never reused.
// clang-format off
#define VD_METHODS(X)                                                                           \
    X(Found, 1, Policy)                                                                         \
    X(Invite, 10, Directory)                                                                    \
    X(Admit, 11, Directory)                                                                     \
    X(ChangeDirectory, 12, Directory) X(Revoke, 13, Revoke) X(ShareTeamKey, 14, Grant)          \
        X(OpenQuota, 15, Quota) X(Evaluate, 20, Evaluate) X(Check, 21, Check)                   \
            X(Register, 22, Involve) X(ChangeInvolvement, 23, Involve) X(AnswerMatch, 24, Link) \
                X(ListInvolvements, 25, Read) X(Intake, 30, Intake) X(ListHouseholds, 31, Read) \
                    X(OpenHousehold, 32, Read) X(Commit, 33, Write) X(GrantAccess, 34, Grant)   \
                        X(EndAccess, 35, Grant) X(OfferLead, 40, Lead) X(AcceptLead, 41, Lead)  \
                            X(RefuseLead, 42, Lead) X(WithdrawLead, 43, Lead)                   \
                                X(WhoLooked, 50, LogView) X(ReadLog, 51, LogView)               \
                                    X(ExportLog, 52, Export)
// clang-format on

/// What a statement asks for.
enum class Method : std::uint16_t {
#define VD_METHOD_ENUM(name, number, type) name = number,
    VD_METHODS(VD_METHOD_ENUM)
#undef VD_METHOD_ENUM
};

/// What kind of thing an entry records (docs/protocol.md §Entry).
enum class EntryType : std::uint8_t {
    Policy = 1,
    Directory = 2,
    Revoke = 3,
    Grant = 4,
    Quota = 5,
    Evaluate = 6,
    Check = 7,
    Involve = 8,
    Link = 9,
    Intake = 10,
    Read = 11,
    Write = 12,
    Lead = 13,
    LogView = 14,
    Export = 15,
    // Made by the server alone, without a statement.
    AuthFail = 32,
    Start = 33,
    Stop = 34,
};

std::optional<Method> methodFromNumber(std::uint16_t number);
std::string_view nameOf(Method method);
EntryType entryTypeOf(Method method);
std::optional<EntryType> entryTypeFromNumber(std::uint8_t number);
std::string_view nameOf(EntryType type);
/// True for the types that only the server makes.
bool isServerType(EntryType type);
/// Does a successful call of this method join the state chains of the households that its entry
/// concerns? Involve and Link are among them: an entry that attaches an involvement to a household
/// concerns that household.
bool changesHousehold(Method method);
/// Does a successful call of this method belong to the directory chain?
bool changesDirectory(Method method);

}  // namespace voordeur::crypto
