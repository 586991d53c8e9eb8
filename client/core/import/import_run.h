#pragma once

#include "client/core/import/import_plan.h"

#include <functional>
#include <vector>

namespace voordeur::client::core {

/// Where planned acts go. The real one is a session (import_session.h).
class ImportTarget {
public:
    ImportTarget() = default;
    ImportTarget(const ImportTarget&) = delete;
    ImportTarget& operator=(const ImportTarget&) = delete;
    ImportTarget(ImportTarget&&) = delete;
    ImportTarget& operator=(ImportTarget&&) = delete;
    virtual ~ImportTarget() = default;

    /// As core::makeTokens.
    virtual Result<std::vector<MadeToken>> makeTokens(
        const std::vector<Identifier>& identifiers) = 0;
    /// As core::intake and core::registerInvolvement: what met what because of it.
    virtual Result<std::vector<crypto::Met>> send(const NewHousehold& household) = 0;
    virtual Result<std::vector<crypto::Met>> send(const NewInvolvement& involvement) = 0;
};

struct ImportHooks {
    /// After every act: how many are behind us, and of how many.
    std::function<void(std::size_t done, std::size_t total)> progress;
    /// Asked before every act.
    std::function<bool()> cancelled;
};

/// Sends a plan: tokens for several acts in one call (limits::kEvaluationsPerCallMax of a kind),
/// then one call an act.
///
/// What the server refuses of one row is reported and the next one goes on. What would be refused
/// of all of them (quota, rights, no connection, a fault of the server) ends the import; what went
/// in stays in, and running it again goes on where it ended. The tokens go into the plan's acts.
/// Thread: one at a time.
ImportOutcome carryOut(ImportTarget& target, ImportPlan& plan, const ImportHooks& hooks);

/// What carrying out would report, without sending anything.
ImportOutcome preview(const ImportPlan& plan);

/// Does this refusal concern only the row that was sent?
bool isAboutOneRow(crypto::Reason reason);

}  // namespace voordeur::client::core
