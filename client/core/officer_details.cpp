#include "client/core/officer_details.h"

#include "client/core/sealed/records.h"
#include "crypto/shared/answers.h"
#include "crypto/shared/oprf_client.h"
#include "crypto/shared/payloads.h"
#include "crypto/vault/sealed_blob.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace voordeur::client::core {

using crypto::Hash32;
using crypto::Method;
using crypto::Reason;

namespace {

constexpr std::size_t kSaltBytes = 32;

/// Back from an input of the blind evaluation: "voordeur/v1/" kind, a zero, the normal form.
Result<OfficerDetail::Identifier> identifierFrom(ByteView input) {
    constexpr std::string_view kDomain = "voordeur/v1/";
    const std::string_view text = crypto::textOf(input);
    const auto zero = text.find('\0');
    VD_REQUIRE(text.starts_with(kDomain) && zero != std::string_view::npos, Reason::Malformed);
    return OfficerDetail::Identifier{
        std::string(text.substr(kDomain.size(), zero - kDomain.size())),
        std::string(text.substr(zero + 1))};
}

/// Tokens that a line with an ActDetail used, from its payload.
Result<std::set<crypto::ByteArray<32>>> tokensUsed(Method method, const RawLogLine& line) {
    std::set<crypto::ByteArray<32>> tokens;
    if (method == Method::Check) {
        for (const auto& one : line.attachments) {
            const auto token = crypto::toArray<32>(one);
            VD_REQUIRE(token.has_value(), Reason::Malformed);
            tokens.insert(*token);
        }
        return tokens;
    }
    for (const auto& one : line.attachments) {
        // Index entries stand among sealed things; those do not read as one.
        const auto entry = crypto::IndexEntry::decode(one);
        if (entry.ok()) tokens.insert(entry.value().token);
    }
    return tokens;
}

Result<OfficerDetail> readEvaluate(const RawLogLine& line, ByteView plain) {
    VD_ASSIGN(const auto payload, crypto::EvaluatePayload::decode(line.payload));
    VD_ASSIGN(const auto detail, sealed::EvaluateDetail::decode(plain));
    OfficerDetail out;
    out.matches = detail.items.size() == payload.blinded.size();
    for (std::size_t i = 0; i < detail.items.size(); ++i) {
        const auto& item = detail.items[i];
        VD_ASSIGN(auto identifier, identifierFrom(item.input));
        out.identifiers.push_back(std::move(identifier));
        const auto element =
            crypto::oprfBlindWith(item.input, crypto::SecretBytes::copyOf(item.blind));
        out.matches = out.matches && element.ok() && element.value() == payload.blinded[i];
    }
    return out;
}

Result<OfficerDetail> readAct(Method method, const RawLogLine& line, ByteView plain) {
    VD_ASSIGN(auto detail, sealed::ActDetail::decode(plain));
    OfficerDetail out;
    out.reason = std::move(detail.reason);
    std::set<crypto::ByteArray<32>> named;
    for (const auto& item : detail.items) {
        VD_ASSIGN(auto identifier, identifierFrom(item.input));
        out.identifiers.push_back(std::move(identifier));
        named.insert(item.token);
    }
    if (method == Method::RefuseLead) return out;
    VD_ASSIGN(const auto used, tokensUsed(method, line));
    out.matches = used == named;
    return out;
}

}  // namespace

Result<OfficerDetail> openOfficerDetail(const Session& session, const RawLogLine& line) {
    VD_ASSIGN(const auto entry, crypto::Entry::decode(line.entry));
    VD_REQUIRE(!entry.statement.empty(), Reason::NotFound);
    VD_ASSIGN(const auto statement, crypto::Statement::decode(entry.statement));
    VD_REQUIRE(statement.detailHash != Hash32{}, Reason::NotFound);
    VD_REQUIRE(crypto::detailHash(line.detail) == statement.detailHash, Reason::DetailMissing);
    VD_REQUIRE(line.detail.size() > kSaltBytes, Reason::Malformed);
    VD_ASSIGN(const auto blob,
              crypto::SealedBlob::decode(ByteView(line.detail).subspan(kSaltBytes)));
    const auto& header = blob.header;
    const bool ofThisLine =
        header.kind == crypto::SealKind::Detail && header.subject == statement.requestId.bytes;
    VD_REQUIRE(ofThisLine, Reason::SealBroken);
    const auto* key = session.secrets().teamKey({header.recipient}, header.recipientEpoch);
    const auto* network = session.secrets().network(header.networkEpoch);
    VD_REQUIRE(key != nullptr && network != nullptr, Reason::Denied);
    VD_ASSIGN(const auto plain, crypto::openBlob(blob, key->key, *network));
    const auto bytes = plain.reveal(crypto::openKeyAccess());
    if (statement.method == Method::Evaluate) return readEvaluate(line, bytes);
    return readAct(statement.method, line, bytes);
}

}  // namespace voordeur::client::core
