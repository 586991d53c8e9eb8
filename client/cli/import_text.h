#pragma once

#include "client/cli/directory_text.h"
#include "client/core/import/import_plan.h"
#include "client/core/import/import_report.h"
#include "crypto/shared/policy.h"

#include <string>

// The report of an import, as text for people and as an object for scripts. Names of clients and
// citizen numbers are not in it: lines, columns and the agency's own numbers are.
namespace voordeur::client::cli {

struct ImportReport {
    std::string file;
    bool dryRun = false;
    const core::ImportPlan& plan;
    const core::ImportOutcome& outcome;
    const crypto::RootPolicy& policy;
    std::string agency;
};
Shown showImport(const ImportReport& report);

/// How large a bulk quota of this kind the rest of an import needs; 0 when the ordinary one will
/// do. The bulk quota counts what the agency asked earlier that day, too.
std::size_t quotaNeeded(const crypto::RootPolicy& policy,
                        crypto::IdentifierKind kind,
                        std::size_t identifiers);

}  // namespace voordeur::client::cli
