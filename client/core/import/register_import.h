#pragma once

#include "client/core/import/import_run.h"
#include "client/core/session.h"

// The whole way of a register into Voordeur: read, plan, carry out.
namespace voordeur::client::core {

/// What is to be imported, and how.
struct RegisterSource {
    registers::RegisterKind kind = registers::RegisterKind::FamilyCoaches;
    crypto::ByteView file;
    /// The day of the import, in the municipality's time zone.
    crypto::Date today;
    /// Names of leads; empty: the directory alone decides.
    std::string_view leadMap;
};

/// Who may be asked to lead, as far as this session's directory knows, with the names of `map`.
struct LeadNamesOrFault {
    LeadNames names;
    std::optional<LeadNames::MapFault> fault;
};
LeadNamesOrFault leadNamesFor(const Session& session, std::string_view map);

/// Reads a register by the labels of the instance's policy and plans it against what is there
/// already: that is one logged list of the team's households or involvements, and nothing else is
/// sent. A file that cannot be read gives a plan without acts and with `reading.fileProblem`, and
/// nothing is sent at all.
///
/// Errors: those of listFiles and listInvolvements; KeyMissing (this device has no first network
/// key), Denied (its team is not in the directory), Malformed, NotFound or InvalidArgument (the map
/// of leads; `leadNamesFor` says where). Ownership: keeps nothing of the file.
Result<ImportPlan> planRegister(Session& session,
                                std::uint16_t purpose,
                                const RegisterSource& source);

}  // namespace voordeur::client::core
