#include "crypto/shared/policy.h"

#include "crypto/base/limits.h"
#include "crypto/shared/codec_parts.h"
#include "crypto/shared/hash.h"

#include <algorithm>
#include <tuple>

namespace voordeur::crypto {
namespace {

void writeQuota(Writer& w, const QuotaRule& rule) {
    writeNumber(w, rule.scope);
    writeNumber(w, rule.window);
    writeNumber(w, rule.kind);
    w.u32(rule.max);
}

QuotaRule readQuota(Reader& r) {
    QuotaRule rule;
    rule.scope = readNumber(r, QuotaScope::Agency);
    rule.window = readNumber(r, QuotaWindow::Day);
    rule.kind = readKind(r);
    rule.max = r.u32();
    return rule;
}

std::tuple<QuotaScope, QuotaWindow, IdentifierKind> quotaKey(const QuotaRule& rule) {
    return {rule.scope, rule.window, rule.kind};
}

void writeBasis(Writer& w, const LegalBasis& basis) {
    w.u16(basis.code).text(basis.label).text(basis.source);
}

LegalBasis readBasis(Reader& r) {
    LegalBasis basis;
    basis.code = r.u16();
    basis.label = r.text(limits::kTextBytesMax);
    basis.source = r.text(limits::kTextBytesMax);
    return basis;
}

void writePurpose(Writer& w, const Purpose& purpose) {
    w.u16(purpose.code).u16(purpose.basis).text(purpose.labelNl).text(purpose.labelEn);
}

Purpose readPurpose(Reader& r) {
    Purpose purpose;
    purpose.code = r.u16();
    purpose.basis = r.u16();
    purpose.labelNl = r.text(limits::kTextBytesMax);
    purpose.labelEn = r.text(limits::kTextBytesMax);
    return purpose;
}

void writeLifeDomain(Writer& w, const LifeDomainRow& domain) {
    w.u16(domain.code).text(domain.labelNl).text(domain.labelEn);
}

LifeDomainRow readLifeDomain(Reader& r) {
    LifeDomainRow domain;
    domain.code = r.u16();
    domain.labelNl = r.text(limits::kTextBytesMax);
    domain.labelEn = r.text(limits::kTextBytesMax);
    return domain;
}

void writeRetention(Writer& w, const RetentionRule& rule) {
    w.u16(rule.code).u16(rule.years).text(rule.countedFrom).text(rule.source);
}

RetentionRule readRetention(Reader& r) {
    RetentionRule rule;
    rule.code = r.u16();
    rule.years = r.u16();
    rule.countedFrom = r.text(limits::kTextBytesMax);
    rule.source = r.text(limits::kTextBytesMax);
    return rule;
}

/// Rows with codes that rise from 1.
template <class ReadRow>
auto readCoded(Reader& r, std::size_t rowBytes, ReadRow&& readRow) {
    auto rows = readList(r, {.max = limits::kListMax, .itemBytes = rowBytes}, readRow);
    requireRising(r, rows, [](const auto& row) { return row.code; });
    require(r, rows.empty() || rows.front().code >= 1);
    return rows;
}

template <class Row>
const Row* findCode(const std::vector<Row>& rows, std::uint16_t code) {
    const auto at = std::ranges::find(rows, code, &Row::code);
    return at == rows.end() ? nullptr : &*at;
}

void readKeys(Reader& r, RootPolicy& policy) {
    policy.logKey = r.fixed<32>();
    for (auto& key : policy.oprfKeys) {
        key = r.fixed<32>();
    }
    policy.serverCa = r.fixed<32>();
    policy.deviceCa = r.fixed<32>();
    policy.suite = r.u8();
    require(r, policy.suite == 1, Reason::UnknownSuite);
    policy.founders = readList(r,
                               {.min = 1, .max = limits::kListMax, .itemBytes = 32},
                               [](Reader& from) { return from.fixed<32>(); });
    requireRising(r, policy.founders, [](const PublicKey32& key) { return key; });
    policy.threshold = r.u8();
    require(r, policy.threshold >= 1 && policy.threshold <= policy.founders.size());
}

RootPolicy readPolicy(Reader& r) {
    RootPolicy policy;
    readVersion(r);
    policy.version = readEpoch(r);
    policy.municipality = r.text(limits::kTextBytesMax);
    readKeys(r, policy);
    policy.quotas = readList(r, {.max = limits::kListMax, .itemBytes = 7}, readQuota);
    requireRising(r, policy.quotas, quotaKey);
    policy.bulkMax = r.u32();
    policy.bases = readCoded(r, 10, readBasis);
    policy.purposes = readCoded(r, 12, readPurpose);
    policy.lifeDomains = readCoded(r, 10, readLifeDomain);
    policy.retention = readCoded(r, 12, readRetention);
    policy.showAgencies = r.flag();
    policy.nonce = r.fixed<32>();
    require(r, std::ranges::all_of(policy.purposes, [&](const Purpose& purpose) {
                return policy.legalBasis(purpose.basis) != nullptr;
            }));
    return policy;
}

}  // namespace

Bytes RootPolicy::encode() const {
    Writer w;
    w.u8(1).u32(version).text(municipality).fixed(logKey);
    for (const auto& key : oprfKeys) {
        w.fixed(key);
    }
    w.fixed(serverCa).fixed(deviceCa).u8(suite);
    writeList(w, founders, [](Writer& to, const PublicKey32& key) { to.fixed(key); });
    w.u8(threshold);
    writeList(w, quotas, writeQuota);
    w.u32(bulkMax);
    writeList(w, bases, writeBasis);
    writeList(w, purposes, writePurpose);
    writeList(w, lifeDomains, writeLifeDomain);
    writeList(w, retention, writeRetention);
    w.flag(showAgencies).fixed(nonce);
    return w.take();
}

Result<RootPolicy> RootPolicy::decode(ByteView bytes) {
    VD_REQUIRE(bytes.size() <= kPolicyBytesMax, Reason::MessageTooLarge);
    return decodeWhole(bytes, readPolicy);
}

const LegalBasis* RootPolicy::legalBasis(std::uint16_t code) const {
    return findCode(bases, code);
}

const Purpose* RootPolicy::purpose(std::uint16_t code) const {
    return findCode(purposes, code);
}

const LifeDomainRow* RootPolicy::lifeDomain(std::uint16_t code) const {
    return findCode(lifeDomains, code);
}

InstanceId instanceOf(ByteView foundingPolicy) {
    return objectHash("root-policy", foundingPolicy);
}

}  // namespace voordeur::crypto
