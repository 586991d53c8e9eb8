#include "client/core/import/import_session.h"

#include "client/core/tokens.h"

#include <utility>

namespace voordeur::client::core {

Result<std::vector<MadeToken>> ImportSession::makeTokens(
    const std::vector<Identifier>& identifiers) {
    return core::makeTokens(m_session, m_purpose, identifiers);
}

Result<std::vector<crypto::Met>> ImportSession::send(const NewHousehold& household) {
    VD_ASSIGN(auto receipt, intake(m_session, m_purpose, household));
    return std::move(receipt.met);
}

Result<std::vector<crypto::Met>> ImportSession::send(const NewInvolvement& involvement) {
    VD_ASSIGN(auto registered, registerInvolvement(m_session, m_purpose, involvement));
    return std::move(registered.met);
}

}  // namespace voordeur::client::core
