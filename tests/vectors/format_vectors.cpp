#include "tests/vectors/format_vectors.h"

#include "crypto/base/check.h"
#include "crypto/shared/checkpoint.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/merkle.h"
#include "crypto/shared/proof.h"
#include "crypto/shared/token.h"

#include <algorithm>

namespace voordeur::crypto::vectors {
namespace {

using samples::coachKey;
using samples::colleagueKey;
using samples::founderKey;
using samples::instance;
using samples::logKey;
using samples::otherFounderKey;

// -- what follows from an object ----------------------------------------------------------------

Json hashFact(const char* type, const Hash32& value) {
    return {{"type", type}, {"value", hexOf(value)}};
}

Json signatureFact(const char* type, const SigningKey& key, ByteView over, const Signature64& by) {
    return {{"type", type},
            {"instance", hexOf(instance())},
            {"key", hexOf(key.publicKey())},
            {"over", hexOf(over)},
            {"value", hexOf(by)}};
}

// -- vectors ------------------------------------------------------------------------------------

template <class Value>
FormatVector vectorOf(std::string name, std::string type, const Value& value) {
    return {.name = std::move(name),
            .type = std::move(type),
            .fields = fieldsOf(value),
            .encoding = value.encode(),
            .again = [](ByteView bytes) -> Result<Bytes> {
                VD_ASSIGN(const Value decoded, Value::decode(bytes));
                return decoded.encode();
            }};
}

template <class Value>
FormatVector attachedVector(std::string name, std::string type, const Value& value) {
    FormatVector out = vectorOf(std::move(name), std::move(type), value);
    out.facts["hash"] = hashFact("attachment", attachmentHash(out.encoding));
    return out;
}

template <class Value>
FormatVector payloadVector(Method method, std::string type, const Value& value) {
    FormatVector out = vectorOf("payload of " + std::string(nameOf(method)), type, value);
    out.facts["hash"] = hashFact("payload", payloadHash(method, out.encoding));
    out.facts["hash"]["method"] = numberOf(method);
    return out;
}

template <class Value>
FormatVector answerVector(Method method, std::string type, const Value& value) {
    FormatVector out = vectorOf("answer to " + std::string(nameOf(method)), type, value);
    out.facts["hash"] = hashFact("answer", answerHash(method, out.encoding));
    out.facts["hash"]["method"] = numberOf(method);
    return out;
}

FormatVector policyVector() {
    FormatVector out = vectorOf("founding policy", "RootPolicy", samples::policy());
    out.facts["hash"] = hashFact("root-policy", instanceOf(out.encoding));
    const FoundPayload found = samples::foundPayload();
    out.facts["signatures"] = listOf(found.signatures, [&](const auto& signature) {
        return Json{{"type", kPolicySignature},
                    {"instance", hexOf(InstanceId{})},
                    {"key", hexOf(samples::policy().founders[signature.first])},
                    {"over", hexOf(out.encoding)},
                    {"value", toHex(signature.second)}};
    });
    return out;
}

FormatVector changeVector(const DirectoryChange& change) {
    static constexpr const char* kNames[] = {"agency",
                                             "team",
                                             "person",
                                             "membership",
                                             "device",
                                             "team key",
                                             "invitation",
                                             "revocation",
                                             "admission",
                                             "restoration"};
    FormatVector out{.name = std::string("change: ") + kNames[change.index()],
                     .type = "DirectoryChange",
                     .fields = fieldsOf(change),
                     .encoding = encodeChange(change),
                     .again = [](ByteView bytes) -> Result<Bytes> {
                         VD_ASSIGN(const DirectoryChange decoded, decodeChange(bytes));
                         return encodeChange(decoded);
                     }};
    if (const auto* device = std::get_if<Device>(&change)) {
        Writer keys;
        keys.fixed(device->signKey).fixed(device->sealKey).fixed(device->tlsKey);
        out.facts["deviceId"] = {
            {"type", "device"}, {"over", hexOf(keys.view())}, {"first16", hexOf(device->id)}};
    }
    return out;
}

FormatVector enrolmentVector() {
    const Enrolment enrolment = samples::enrolment();
    FormatVector out = vectorOf("enrolment", "Enrolment", enrolment);
    out.facts["mac"] = {{"invitationSecret", hexOf(samples::kInvitationSecret)},
                        {"over", hexOf(enrolment.maced())},
                        {"value", hexOf(enrolment.mac)}};
    out.facts["signatures"] = Json::array(
        {signatureFact("enrolment", coachKey(), enrolment.signedBytes(), enrolment.signature)});
    return out;
}

void addDirectory(std::vector<FormatVector>& out) {
    out.push_back(policyVector());
    for (const DirectoryChange& change : samples::changes()) {
        out.push_back(changeVector(change));
    }
    out.push_back(payloadVector(Method::Found, "FoundPayload", samples::foundPayload()));
    const DirectoryPayload payload = samples::directoryPayload();
    FormatVector admit = payloadVector(Method::Admit, "DirectoryPayload", payload);
    const Bytes agreed = payload.cosigned(
        {.method = Method::Admit, .asker = samples::device().id, .requestId = samples::kRequest});
    admit.facts["signatures"] = Json::array(
        {signatureFact("cosign", colleagueKey(), agreed, payload.cosignatures.front().signature)});
    out.push_back(std::move(admit));
    out.push_back(enrolmentVector());
}

FormatVector rowsVector() {
    const std::vector<ManifestRow> rows = samples::manifest().delta;
    Writer w;
    w.u32(static_cast<std::uint32_t>(rows.size()));
    for (const ManifestRow& row : rows) {
        write(w, row);
    }
    FormatVector out{.name = "rows of a compartment",
                     .type = "Rows",
                     .fields = fieldsOf(rows),
                     .encoding = w.take(),
                     .again = [](ByteView bytes) -> Result<Bytes> {
                         Reader r(bytes);
                         const auto read = readManifestRows(r, limits::kRecordsPerCompartmentMax);
                         VD_RETURN_IF_ERROR(r.finish());
                         Writer to;
                         to.u32(static_cast<std::uint32_t>(read.size()));
                         for (const ManifestRow& row : read) {
                             write(to, row);
                         }
                         return to.take();
                     }};
    out.facts["hash"] = hashFact("rows", manifestRoot(rows));
    return out;
}

void addSealed(std::vector<FormatVector>& out) {
    out.push_back(vectorOf("epoch record", "EpochRecord", samples::epochRecord()));
    out.push_back(vectorOf("grant header", "GrantHeader", samples::grantHeader()));
    const GrantBody body = samples::grantBody();
    out.push_back(attachedVector("grant body", "GrantBody", body));
    out.back().facts["signatures"] = Json::array({signatureFact(
        "grant", coachKey(), body.signedBytes(samples::grantHeader()), body.signature)});
    out.push_back(vectorOf("grant", "GrantRef", samples::grantRef()));
    const Envelope envelope = samples::envelope();
    out.push_back(attachedVector("envelope", "Envelope", envelope));
    out.back().facts["associatedData"] = hexOf(envelope.associatedData());
    out.back().facts["signatures"] = Json::array(
        {signatureFact("record", coachKey(), envelope.signedBytes(), envelope.signature)});
    out.push_back(rowsVector());
    out.push_back(vectorOf("manifest", "Manifest", samples::manifest()));
    out.back().facts["hash"] = hashFact("manifest", samples::manifest().etag());
    const IndexEntry entry = samples::indexEntry();
    out.push_back(attachedVector("index entry", "IndexEntry", entry));
    out.back().facts["signatures"] =
        Json::array({signatureFact("index", coachKey(), entry.signedBytes(), entry.signature)});
}

void addPayloads(std::vector<FormatVector>& out) {
    const IntakePayload intake = samples::intakePayload();
    IntakePayload ownLead = intake;
    ownLead.offer.reset();
    out.push_back(payloadVector(Method::Evaluate, "EvaluatePayload", samples::evaluatePayload()));
    out.push_back(payloadVector(Method::Check, "CheckPayload", samples::checkPayload()));
    out.push_back(payloadVector(Method::Register, "RegisterPayload", samples::registerPayload()));
    out.push_back(payloadVector(
        Method::ChangeInvolvement,
        "ChangeInvolvementPayload",
        ChangeInvolvementPayload{samples::kInvolvement, samples::kTime + 2 * samples::kYear}));
    out.push_back(payloadVector(
        Method::AnswerMatch,
        "AnswerMatchPayload",
        AnswerMatchPayload{
            samples::kInvolvement, {TargetKind::Household, samples::kHousehold.bytes}, true}));
    out.push_back(payloadVector(Method::ListInvolvements,
                                "ListInvolvementsPayload",
                                ListInvolvementsPayload{samples::kInvolvement, 100}));
    out.push_back(payloadVector(Method::Commit, "CommitPayload", samples::commitPayload()));
    out.push_back(payloadVector(Method::Intake, "IntakePayload", intake));
    out.push_back(payloadVector(Method::Intake, "IntakePayload", ownLead));
    out.push_back(payloadVector(Method::GrantAccess,
                                "GrantPayload",
                                GrantPayload{samples::kHousehold, {samples::grantRef()}}));
    out.push_back(payloadVector(Method::EndAccess,
                                "EndAccessPayload",
                                EndAccessPayload{samples::kHousehold, samples::kHousingTeam}));
    out.push_back(payloadVector(Method::OfferLead, "OfferPayload", samples::offerPayload()));
    out.push_back(payloadVector(Method::AcceptLead,
                                "OfferAnswerPayload",
                                OfferAnswerPayload{samples::kHousehold, samples::kOffer}));
    out.push_back(payloadVector(Method::OpenHousehold, "OpenPayload", samples::openPayload()));
    out.push_back(payloadVector(Method::ReadLog, "ReadLogPayload", ReadLogPayload{1000, 500}));
    out.push_back(
        payloadVector(Method::ShareTeamKey, "ShareTeamKeyPayload", samples::shareTeamKeyPayload()));
    const QuotaPayload quota = samples::quotaPayload();
    out.push_back(payloadVector(Method::OpenQuota, "QuotaPayload", quota));
    const Bytes agreed = quota.cosigned({.method = Method::OpenQuota,
                                         .asker = samples::device().id,
                                         .requestId = samples::kRequest});
    out.back().facts["signatures"] = Json::array(
        {signatureFact("cosign", colleagueKey(), agreed, quota.cosignatures.front().signature)});
}

void addAnswers(std::vector<FormatVector>& out) {
    out.push_back(answerVector(Method::Evaluate, "EvaluateAnswer", samples::evaluateAnswer()));
    out.push_back(answerVector(Method::Check, "CheckAnswer", samples::checkAnswer()));
    out.push_back(answerVector(Method::Check, "CheckAnswer", CheckAnswer{}));
    out.push_back(answerVector(Method::Register, "MetAnswer", samples::metAnswer()));
    out.push_back(answerVector(Method::OpenHousehold, "OpenAnswer", samples::openAnswer()));
    out.push_back(answerVector(
        Method::ListInvolvements, "ListInvolvementsAnswer", samples::listInvolvementsAnswer()));
}

FormatVector statementVector(std::string name, const Statement& statement) {
    FormatVector out = vectorOf(std::move(name), "Statement", statement);
    const Signature64 by = coachKey().sign(kStatementSignature, instance(), out.encoding);
    out.facts["signatures"] =
        Json::array({signatureFact("statement", coachKey(), out.encoding, by)});
    return out;
}

FormatVector entryVector(std::string name, const Entry& entry) {
    FormatVector out = vectorOf(std::move(name), "Entry", entry);
    out.facts["leaf"] = hexOf(leafOf(out.encoding));
    return out;
}

void addLog(std::vector<FormatVector>& out) {
    out.push_back(statementVector("statement", samples::statement()));
    Statement uploaded = samples::statement();
    uploaded.method = Method::OpenHousehold;
    uploaded.mode = Mode::OfflineUpload;
    uploaded.offlineTime = samples::kTime;
    uploaded.emergency = true;
    uploaded.head = {};
    uploaded.detailHash = {};
    uploaded.households = {samples::kHousehold, samples::kOtherHousehold};
    out.push_back(statementVector("statement of a reading offline", uploaded));
    out.push_back(entryVector("entry", samples::entry()));
    out.push_back(entryVector("entry made by the server", samples::authFail()));
    out.push_back({.name = "household heads",
                   .type = "Heads",
                   .fields = fieldsOf(samples::heads()),
                   .encoding = encodeHeads(samples::heads()),
                   .again = [](ByteView bytes) -> Result<Bytes> {
                       VD_ASSIGN(const auto decoded, decodeHeads(bytes));
                       return encodeHeads(decoded);
                   }});
    out.back().facts["hash"] = hashFact("heads", headsHash(samples::heads()));
    out.push_back(vectorOf("log line", "LogLine", samples::logLine()));
}

// -- what is no object by itself ----------------------------------------------------------------

Json seedsOf() {
    const auto seed = [](const char* who, std::uint8_t first, const SigningKey& key) {
        return Json{{"who", who},
                    {"seed", toHex(samples::rising<32>(first))},
                    {"publicKey", hexOf(key.publicKey())}};
    };
    return {seed("log", 0x01, logKey()),
            seed("founder", 0x21, founderKey()),
            seed("other founder", 0x41, otherFounderKey()),
            seed("coach", 0x61, coachKey()),
            seed("colleague", 0x81, colleagueKey())};
}

Json chainsOf() {
    const Hash32 leaf = leafOf(samples::entry().encode());
    const auto chain = [&](const char* name, const char* id, const ChainHead& empty) {
        return Json{{"name", name},
                    {"id", id},
                    {"empty", hexOf(empty.head)},
                    {"leaf", hexOf(leaf)},
                    {"extended", hexOf(extended(empty, leaf).head)}};
    };
    const std::string household = samples::kHousehold.hex();
    return {chain("directory", "", emptyDirectoryChain()),
            chain("household", household.c_str(), emptyHouseholdChain(samples::kHousehold)),
            chain("state", household.c_str(), emptyStateChain(samples::kHousehold))};
}

/// Seven one-byte leaves and the sample entry as the eighth.
Json logOf() {
    std::vector<Hash32> leaves;
    for (std::uint8_t i = 0; i < 7; ++i) {
        leaves.push_back(leafHash(ByteArray<1>{i}));
    }
    leaves.push_back(leafOf(samples::entry().encode()));
    const std::span<const Hash32> all(leaves);
    const InclusionProof inclusion{
        7, 8, {leaves[6], merkleRoot(all.subspan(4, 2)), merkleRoot(all.first(4))}};
    const ConsistencyProof consistency{
        7, 8, {leaves[6], leaves[7], merkleRoot(all.subspan(4, 2)), merkleRoot(all.first(4))}};
    const Checkpoint checkpoint{8, merkleRoot(all)};
    const std::string origin = logOrigin(instance());
    return {{"about", "a tree of eight leaves: the bytes 00 … 06, and the encoding of 'entry'"},
            {"rootOfSeven", hexOf(merkleRoot(all.first(7)))},
            {"rootOfEight", hexOf(checkpoint.root)},
            {"inclusionOfEntry", hexOf(inclusion.encode())},
            {"consistencyFromSeven", hexOf(consistency.encode())},
            {"checkpoint", signCheckpoint(checkpoint, origin, origin, logKey())},
            {"key", hexOf(logKey().publicKey())}};
}

/// From a normal form and an OPRF output (any 64 bytes here) to a token.
Json tokensOf() {
    const SecretBytes key = SecretBytes::copyOf(samples::rising<32>(0x07));
    const SecretBytes output = SecretBytes::copyOf(samples::rising<64>(0x40));
    const auto token = [&](IdentifierKind kind, const char* form) {
        const SecretBytes input = tokenInput(kind, form);
        return Json{{"kind", nameOf(kind)},
                    {"normalForm", form},
                    {"input", hexOf(input.reveal(openKeyAccess()))},
                    {"networkKey", toHex(samples::rising<32>(0x07))},
                    {"epoch", 3},
                    {"oprfOutput", toHex(samples::rising<64>(0x40))},
                    {"token", hexOf(involvementToken({key, 3}, kind, output).value())}};
    };
    return {token(IdentifierKind::Bsn, "999979577"),
            token(IdentifierKind::Address, "9742EF|17|A"),
            token(IdentifierKind::NameBirth, "berg|1989-02-09")};
}

Json otherHashes() {
    const Bytes detail = samples::sealedDetail();
    const Bytes wrapped = samples::wrappedKey();
    return {{{"type", "detail"}, {"over", hexOf(detail)}, {"value", hexOf(detailHash(detail))}},
            {{"type", "attachment"},
             {"over", hexOf(wrapped)},
             {"value", hexOf(attachmentHash(wrapped))}}};
}

}  // namespace

std::vector<FormatVector> formatVectors() {
    std::vector<FormatVector> out;
    addDirectory(out);
    addSealed(out);
    addPayloads(out);
    addAnswers(out);
    addLog(out);
    return out;
}

Result<Bytes> decodedAndEncoded(const std::string& type, ByteView bytes) {
    static const std::vector<FormatVector> kVectors = formatVectors();
    const auto known = std::ranges::find(kVectors, type, &FormatVector::type);
    VD_CHECK(known != kVectors.end());
    return known->again(bytes);
}

std::string formatVectorsText() {
    Json out;
    out["about"] =
        "Vectors of docs/protocol.md: the bytes, hashes and signatures of one object of every "
        "kind. Made by voordeur_make_vectors, without randomness; checked by a second encoder in "
        "Python (tests/vectors/formats_test.py), written from the document.";
    out["seeds"] = seedsOf();
    out["instance"] = hexOf(instance());
    out["objects"] = listOf(formatVectors(), [](const FormatVector& vector) {
        Json object = {{"name", vector.name}, {"type", vector.type}, {"fields", vector.fields}};
        object["encoding"] = hexOf(vector.encoding);
        object.update(vector.facts);
        return object;
    });
    out["hashes"] = otherHashes();
    out["chains"] = chainsOf();
    out["tokens"] = tokensOf();
    out["log"] = logOf();
    return out.dump(2) + "\n";
}

}  // namespace voordeur::crypto::vectors
