#include "client/core/tokens.h"

#include "client/core/sealed/records.h"
#include "crypto/shared/oprf_client.h"
#include "crypto/shared/token.h"

#include <algorithm>
#include <array>

namespace voordeur::client::core {

using crypto::IdentifierKind;
using crypto::Method;
using crypto::Reason;
using crypto::SecretBytes;
using crypto::success;

namespace {

constexpr std::array kKinds{
    IdentifierKind::Bsn, IdentifierKind::Address, IdentifierKind::NameBirth};

/// One Evaluate call: what was blinded, and where each goes in the caller's list.
struct Batch {
    IdentifierKind kind = IdentifierKind::Bsn;
    std::vector<std::size_t> places;
    std::vector<SecretBytes> inputs;
    std::vector<crypto::OprfBlinded> blinded;
};

Result<CallDraft> draftOf(const Batch& batch, std::uint16_t purpose) {
    crypto::EvaluatePayload payload;
    payload.kind = batch.kind;
    sealed::EvaluateDetail detail;
    const auto access = crypto::openKeyAccess();
    for (std::size_t i = 0; i < batch.blinded.size(); ++i) {
        payload.blinded.push_back(batch.blinded[i].element);
        detail.items.push_back({crypto::toBytes(batch.inputs[i].reveal(access)),
                                crypto::toBytes(batch.blinded[i].blind.reveal(access))});
    }
    CallDraft draft;
    draft.method = Method::Evaluate;
    draft.purpose = purpose;
    draft.payload = payload.encode();
    draft.detail = detail.encode();
    return draft;
}

Status finish(Session& session,
              const Batch& batch,
              const VerifiedAnswer& answer,
              std::vector<MadeToken>& out) {
    VD_ASSIGN(const auto evaluated, crypto::EvaluateAnswer::decode(answer.answer));
    std::vector<crypto::OprfElement> blinded;
    for (const auto& one : batch.blinded)
        blinded.push_back(one.element);
    const auto& policy = session.directory().policy();
    const auto& key = policy.oprfKeys[static_cast<std::size_t>(batch.kind) - 1];
    const auto proven =
        crypto::OprfVerified::verify(key, blinded, {evaluated.evaluated, evaluated.proof});
    // The elements are the server's too: what is wrong with them is its answer, not our request.
    VD_REQUIRE(proven.ok(), Reason::ProofBroken);
    const auto& verified = proven.value();
    const auto& network = session.secrets().network();
    for (std::size_t i = 0; i < batch.places.size(); ++i) {
        const auto access = crypto::openKeyAccess();
        VD_ASSIGN(const SecretBytes y,
                  verified.output(i, batch.inputs[i].reveal(access), batch.blinded[i].blind));
        MadeToken& token = out[batch.places[i]];
        token.epoch = network.epoch;
        VD_ASSIGN(token.token,
                  crypto::involvementToken({network.key, network.epoch}, batch.kind, y));
        token.citation = {answer.entry.sequence, static_cast<std::uint32_t>(i)};
    }
    return success();
}

}  // namespace

Result<std::vector<MadeToken>> makeTokens(Session& session,
                                          std::uint16_t purpose,
                                          const std::vector<Identifier>& identifiers) {
    std::vector<MadeToken> out(identifiers.size());
    for (std::size_t i = 0; i < identifiers.size(); ++i)
        out[i].identifier = identifiers[i];
    for (const IdentifierKind kind : kKinds) {
        std::size_t next = 0;
        while (next < identifiers.size()) {
            Batch batch;
            batch.kind = kind;
            for (; next < identifiers.size() &&
                   batch.places.size() < crypto::limits::kEvaluationsPerCallMax;
                 ++next) {
                if (identifiers[next].kind != kind) continue;
                batch.places.push_back(next);
                batch.inputs.push_back(crypto::tokenInput(kind, identifiers[next].form));
                VD_ASSIGN(auto blinded,
                          crypto::oprfBlind(batch.inputs.back().reveal(crypto::openKeyAccess()),
                                            session.random()));
                batch.blinded.push_back(std::move(blinded));
            }
            if (batch.places.empty()) continue;
            VD_ASSIGN(auto draft, draftOf(batch, purpose));
            VD_ASSIGN(const auto answer, session.call(std::move(draft)));
            VD_RETURN_IF_ERROR(finish(session, batch, answer, out));
        }
    }
    return out;
}

Bytes detailOf(const std::vector<MadeToken>& tokens) {
    sealed::ActDetail detail;
    for (const auto& token : tokens) {
        const SecretBytes input = crypto::tokenInput(token.identifier.kind, token.identifier.form);
        detail.items.push_back(
            {crypto::toBytes(input.reveal(crypto::openKeyAccess())), token.token});
    }
    return detail.encode();
}

}  // namespace voordeur::client::core
