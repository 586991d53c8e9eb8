#include "tests/vectors/fields.h"

// Sealed objects, statements and entries.
namespace voordeur::crypto::vectors {
namespace {

Json headOf(const LogHead& head) {
    return {{"size", head.size}, {"root", hexOf(head.root)}};
}

template <class Tag>
Json idsOf(const std::vector<Id<Tag>>& ids) {
    return listOf(ids, [](const Id<Tag>& id) { return id.hex(); });
}

}  // namespace

Json fieldsOf(const EpochRecord& record) {
    return {{"household", hexOf(record.household)},
            {"compartment", hexOf(record.compartment)},
            {"epoch", record.epoch},
            {"commitment", hexOf(record.commitment)},
            {"wrappedHash", hexOf(record.wrappedHash)},
            {"recipients", idsOf(record.recipients)}};
}

Json fieldsOf(const GrantHeader& header) {
    return {{"household", hexOf(header.household)},
            {"compartment", hexOf(header.compartment)},
            {"epoch", header.epoch},
            {"team", hexOf(header.team)},
            {"teamKeyEpoch", header.teamKeyEpoch},
            {"granter", hexOf(header.granter)},
            {"rights", header.rights},
            {"basis", header.basis},
            {"notAfter", header.notAfter},
            {"commitment", hexOf(header.commitment)},
            {"head", headOf(header.head)}};
}

Json fieldsOf(const GrantBody& body) {
    return {{"enc", hexOf(body.enc)}, {"ct", hexOf(body.ct)}, {"signature", hexOf(body.signature)}};
}

Json fieldsOf(const GrantRef& grant) {
    return {{"header", fieldsOf(grant.header)}, {"bodyHash", hexOf(grant.bodyHash)}};
}

Json fieldsOf(const std::vector<ManifestRow>& rows) {
    return listOf(rows, [](const ManifestRow& row) {
        return Json{{"record", hexOf(row.record)},
                    {"version", row.version},
                    {"envelopeHash", hexOf(row.envelopeHash)}};
    });
}

Json fieldsOf(const Manifest& manifest) {
    return {{"household", hexOf(manifest.household)},
            {"compartment", hexOf(manifest.compartment)},
            {"version", manifest.version},
            {"epoch", manifest.epoch},
            {"previous", hexOf(manifest.previous)},
            {"root", hexOf(manifest.root)},
            {"delta", fieldsOf(manifest.delta)}};
}

Json fieldsOf(const Envelope& envelope) {
    return {{"household", hexOf(envelope.household)},
            {"compartment", hexOf(envelope.compartment)},
            {"epoch", envelope.epoch},
            {"record", hexOf(envelope.record)},
            {"version", envelope.version},
            {"author", hexOf(envelope.author)},
            {"commitment", hexOf(envelope.commitment)},
            {"head", headOf(envelope.head)},
            {"padClass", envelope.padClass},
            {"nonce", hexOf(envelope.nonce)},
            {"ciphertext", hexOf(envelope.ciphertext)},
            {"signature", hexOf(envelope.signature)}};
}

Json fieldsOf(const IndexEntry& entry) {
    return {{"kind", numberOf(entry.kind)},
            {"epoch", entry.epoch},
            {"token", hexOf(entry.token)},
            {"target", targetOf(entry.target)},
            {"agency", hexOf(entry.agency)},
            {"from", entry.from},
            {"until", entry.until},
            {"device", hexOf(entry.device)},
            {"signature", hexOf(entry.signature)}};
}

Json fieldsOf(const Statement& statement) {
    return {{"device", hexOf(statement.device)},
            {"person", hexOf(statement.person)},
            {"team", hexOf(statement.team)},
            {"role", numberOf(statement.role)},
            {"method", numberOf(statement.method)},
            {"purpose", statement.purpose},
            {"basis", statement.basis},
            {"emergency", statement.emergency},
            {"mode", numberOf(statement.mode)},
            {"offlineTime", statement.offlineTime},
            {"requestId", hexOf(statement.requestId)},
            {"time", statement.time},
            {"head", headOf(statement.head)},
            {"payloadHash", hexOf(statement.payloadHash)},
            {"detailHash", hexOf(statement.detailHash)},
            {"households", idsOf(statement.households)}};
}

Json fieldsOf(const ChainHead& chain) {
    return {{"count", chain.count}, {"head", hexOf(chain.head)}};
}

Json fieldsOf(const Entry& entry) {
    return {{"sequence", entry.sequence},
            {"time", entry.time},
            {"type", numberOf(entry.type)},
            {"outcome", entry.outcome},
            {"rule", entry.rule},
            {"statement", hexOf(entry.statement)},
            {"signature", hexOf(entry.signature)},
            {"directory", fieldsOf(entry.directory)},
            {"householdCount", entry.householdCount},
            {"headsHash", hexOf(entry.headsHash)},
            {"answerHash", hexOf(entry.answerHash)},
            {"repeated", entry.repeated}};
}

Json fieldsOf(const std::vector<HouseholdHeads>& heads) {
    return listOf(heads, [](const HouseholdHeads& item) {
        return Json{{"household", hexOf(item.household)},
                    {"all", fieldsOf(item.all)},
                    {"state", fieldsOf(item.state)}};
    });
}

Json fieldsOf(const LogLine& line) {
    return {{"entry", hexOf(line.entry)},
            {"payload", hexOf(line.payload)},
            {"answer", hexOf(line.answer)},
            {"attachments",
             listOf(line.attachments, [](const Bytes& object) { return toHex(object); })}};
}

}  // namespace voordeur::crypto::vectors
