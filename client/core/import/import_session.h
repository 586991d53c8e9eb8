#pragma once

#include "client/core/import/import_run.h"
#include "client/core/session.h"

namespace voordeur::client::core {

/// Sends an import through a session, under one purpose.
/// Thread: one at a time. Ownership: borrows the session.
class ImportSession final : public ImportTarget {
public:
    ImportSession(Session& session, std::uint16_t purpose)
        : m_session(session), m_purpose(purpose) {}

    Result<std::vector<MadeToken>> makeTokens(const std::vector<Identifier>& identifiers) override;
    Result<std::vector<crypto::Met>> send(const NewHousehold& household) override;
    Result<std::vector<crypto::Met>> send(const NewInvolvement& involvement) override;

private:
    Session& m_session;
    std::uint16_t m_purpose;
};

}  // namespace voordeur::client::core
