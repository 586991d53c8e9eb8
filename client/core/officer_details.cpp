#include "client/core/officer_details.h"

#include "client/core/sealed/records.h"
#include "crypto/shared/answers.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/oprf_client.h"
#include "crypto/shared/payloads.h"
#include "crypto/shared/token.h"
#include "crypto/vault/sealed_blob.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace voordeur::client::core {

using crypto::Hash32;
using crypto::Method;
using crypto::Reason;

namespace {

constexpr std::size_t kSaltBytes = 32;

bool isPlain(std::string_view text) {
    const bool controls = std::ranges::any_of(text, [](char letter) {
        const auto byte = static_cast<unsigned char>(letter);
        return byte < 0x20 || byte == 0x7f;
    });
    return !controls && crypto::isText(crypto::viewOf(text));
}

/// Back from an input of the blind evaluation: "voordeur/v1/" kind, a zero, the normal form.
Result<OfficerDetail::Identifier> identifierFrom(ByteView input) {
    constexpr std::string_view kDomain = "voordeur/v1/";
    const std::string_view text = crypto::textOf(input);
    const auto zero = text.find('\0');
    VD_REQUIRE(text.starts_with(kDomain) && zero != std::string_view::npos, Reason::Malformed);
    // Whoever asked wrote this: it must not steer, or break, the screen of who looks.
    VD_REQUIRE(isPlain(text.substr(kDomain.size(), zero - kDomain.size())), Reason::Malformed);
    VD_REQUIRE(isPlain(text.substr(zero + 1)), Reason::Malformed);
    return OfficerDetail::Identifier{
        std::string(text.substr(kDomain.size(), zero - kDomain.size())),
        std::string(text.substr(zero + 1))};
}

/// A token that a line with an ActDetail used, and the evaluation that it says it comes from.
struct UsedToken {
    crypto::ByteArray<32> token{};
    crypto::IdentifierKind kind{};
    std::uint32_t epoch = 0;
    crypto::Citation citation;
};

Result<std::vector<UsedToken>> indexTokens(const std::vector<crypto::IndexRef>& refs,
                                           const RawLogLine& line) {
    std::vector<UsedToken> out;
    // Index entries come last among the attachments, in the order of their references.
    VD_REQUIRE(line.attachments.size() >= refs.size(), Reason::Malformed);
    std::size_t next = line.attachments.size() - refs.size();
    for (const auto& ref : refs) {
        VD_ASSIGN(const auto entry, crypto::IndexEntry::decode(line.attachments[next++]));
        out.push_back({entry.token, entry.kind, entry.epoch, ref.citation});
    }
    return out;
}

/// From the line's payload.
Result<std::vector<UsedToken>> tokensUsed(Method method, const RawLogLine& line) {
    std::vector<UsedToken> out;
    if (method == Method::Register) {
        VD_ASSIGN(const auto payload, crypto::RegisterPayload::decode(line.payload));
        return indexTokens(payload.index, line);
    }
    if (method == Method::Intake) {
        VD_ASSIGN(const auto payload, crypto::IntakePayload::decode(line.payload));
        return indexTokens(payload.index, line);
    }
    VD_REQUIRE(method == Method::Check, Reason::Malformed);
    VD_ASSIGN(const auto payload, crypto::CheckPayload::decode(line.payload));
    VD_REQUIRE(line.attachments.size() == payload.queries.size(), Reason::Malformed);
    for (std::size_t i = 0; i < payload.queries.size(); ++i) {
        const auto& query = payload.queries[i];
        const auto token = crypto::toArray<32>(line.attachments[i]);
        VD_REQUIRE(token.has_value(), Reason::Malformed);
        out.push_back({*token, query.kind, query.epoch, query.citation});
    }
    return out;
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

/// The plaintext of a line's detail. Errors: those of `openOfficerDetail`.
Result<crypto::SecretBytes> opened(const Session& session,
                                   const crypto::Statement& statement,
                                   const RawLogLine& line) {
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
    return crypto::openBlob(blob, key->key, *network);
}

Result<crypto::Statement> statementOf(const RawLogLine& line) {
    VD_ASSIGN(const auto entry, crypto::Entry::decode(line.entry));
    VD_REQUIRE(!entry.statement.empty(), Reason::NotFound);
    return crypto::Statement::decode(entry.statement);
}

/// An Evaluate line that was cited, with what its asker sealed.
struct Evaluation {
    crypto::DeviceId device;
    crypto::EvaluatePayload payload;
    crypto::EvaluateAnswer answer;
    sealed::EvaluateDetail detail;
};

Result<Evaluation> evaluationAt(Session& session, std::uint64_t sequence) {
    VD_ASSIGN(const auto page, session.readLog(sequence, 1));
    VD_REQUIRE(!page.lines.empty(), Reason::NotFound);
    const auto& line = page.lines.front();
    VD_ASSIGN(const auto statement, statementOf(line));
    VD_REQUIRE(statement.method == Method::Evaluate, Reason::Malformed);
    VD_ASSIGN(const auto plain, opened(session, statement, line));
    Evaluation out;
    out.device = statement.device;
    VD_ASSIGN(out.payload, crypto::EvaluatePayload::decode(line.payload));
    VD_ASSIGN(out.answer, crypto::EvaluateAnswer::decode(line.answer));
    VD_ASSIGN(out.detail, sealed::EvaluateDetail::decode(plain.reveal(crypto::openKeyAccess())));
    return out;
}

/// Did this input become this token, in the evaluation that is cited for it?
bool gave(const Session& session,
          const Evaluation& from,
          const UsedToken& used,
          const Bytes& input) {
    const std::size_t at = used.citation.index;
    if (from.payload.kind != used.kind || at >= from.detail.items.size() ||
        at >= from.payload.blinded.size() || from.detail.items[at].input != input) {
        return false;
    }
    const auto blind = crypto::SecretBytes::copyOf(from.detail.items[at].blind);
    const auto element = crypto::oprfBlindWith(input, blind);
    if (!element.ok() || element.value() != from.payload.blinded[at]) return false;
    const auto& key =
        session.directory().policy().oprfKeys[static_cast<std::size_t>(used.kind) - 1];
    const auto verified = crypto::OprfVerified::verify(
        key, from.payload.blinded, {from.answer.evaluated, from.answer.proof});
    const auto* network = session.secrets().network(used.epoch);
    if (!verified.ok() || network == nullptr) return false;
    const auto output = verified.value().output(at, input, blind);
    if (!output.ok()) return false;
    const auto token =
        crypto::involvementToken({network->key, network->epoch}, used.kind, output.value());
    return token.ok() && token.value() == used.token;
}

/// What was named against what was used, through the evaluations in between: a token alone says
/// nothing about whom it stands for.
Result<bool> isTrue(Session& session,
                    const crypto::Statement& statement,
                    const sealed::ActDetail& detail,
                    const std::vector<UsedToken>& used) {
    if (detail.items.size() != used.size()) return false;
    std::map<std::uint64_t, Evaluation> evaluations;
    for (std::size_t i = 0; i < used.size(); ++i) {
        const std::uint64_t sequence = used[i].citation.sequence;
        auto found = evaluations.find(sequence);
        if (found == evaluations.end()) {
            VD_ASSIGN(auto read, evaluationAt(session, sequence));
            found = evaluations.emplace(sequence, std::move(read)).first;
        }
        const bool same = found->second.device == statement.device &&
                          detail.items[i].token == used[i].token &&
                          gave(session, found->second, used[i], detail.items[i].input);
        if (!same) return false;
    }
    return true;
}

Result<OfficerDetail> readAct(Session& session,
                              const crypto::Statement& statement,
                              const RawLogLine& line,
                              ByteView plain) {
    VD_ASSIGN(auto detail, sealed::ActDetail::decode(plain));
    OfficerDetail out;
    for (const auto& item : detail.items) {
        VD_ASSIGN(auto identifier, identifierFrom(item.input));
        out.identifiers.push_back(std::move(identifier));
    }
    out.reason = std::move(detail.reason);
    if (statement.method == Method::RefuseLead) return out;
    VD_ASSIGN(const auto used, tokensUsed(statement.method, line));
    VD_ASSIGN(out.matches, isTrue(session, statement, detail, used));
    return out;
}

}  // namespace

Result<OfficerDetail> openOfficerDetail(Session& session, const RawLogLine& line) {
    VD_ASSIGN(const auto statement, statementOf(line));
    VD_ASSIGN(const auto plain, opened(session, statement, line));
    const auto bytes = plain.reveal(crypto::openKeyAccess());
    if (statement.method == Method::Evaluate) return readEvaluate(line, bytes);
    return readAct(session, statement, line, bytes);
}

}  // namespace voordeur::client::core
