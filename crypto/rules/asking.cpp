#include "crypto/rules/asking.h"

namespace voordeur::crypto {
namespace {

constexpr std::uint64_t kHourMillis = 3600ULL * 1000;
constexpr std::uint64_t kDayMillis = 24 * kHourMillis;

std::uint64_t windowNumber(QuotaWindow window, UnixMillis now) {
    switch (window) {
        case QuotaWindow::Hour:
            return now / kHourMillis;
        case QuotaWindow::Day:
            return now / kDayMillis;
    }
    return 0;
}

ByteArray<16> counted(const Judge& j, QuotaScope scope) {
    switch (scope) {
        case QuotaScope::Person:
            return j.statement().person.bytes;
        case QuotaScope::Device:
            return j.statement().device.bytes;
        case QuotaScope::Agency:
            return j.agency().id.bytes;
    }
    return {};
}

struct Bound {
    QuotaKey key;
    std::uint32_t max = 0;
};

Status charge(Judge& j, const Bound& bound, std::uint32_t count, Rule rule) {
    VD_ASSIGN(const std::uint32_t used, j.ask(j.world().quotaUsed(bound.key)));
    VD_REQUIRE(used <= bound.max && count <= bound.max - used,
               j.refuse(rule, Reason::QuotaExceeded));
    j.changes.charges.push_back({bound.key, count});
    j.by(rule);
    return success();
}

Status chargeKind(Judge& j, IdentifierKind kind, std::uint32_t count) {
    const auto key = [&](QuotaScope scope, QuotaWindow window) {
        return QuotaKey{scope, window, kind, counted(j, scope), windowNumber(window, j.now())};
    };
    const auto day = static_cast<std::uint32_t>(j.now() / kDayMillis);
    VD_ASSIGN(const auto bulk, j.ask(j.world().bulkQuota(j.agency().id, kind, day)));
    if (bulk) {
        const Bound bound{key(QuotaScope::Agency, QuotaWindow::Day), *bulk};
        return charge(j, bound, count, Rule::BulkQuota);
    }
    for (const QuotaRule& rule : j.policy().quotas) {
        if (rule.kind != kind) continue;
        const Bound bound{key(rule.scope, rule.window), rule.max};
        VD_RETURN_IF_ERROR(charge(j, bound, count, Rule::Quota));
    }
    return success();
}

}  // namespace

bool isHelper(const Judge& j) {
    return j.hasRole({Role::Coach, Role::Worker, Role::Manager, Role::Crisis});
}

Status judgeKinds(Judge& j, const KindCounts& counts) {
    for (const auto& [kind, count] : counts) {
        VD_REQUIRE(j.agency().mayUse(kind), j.refuse(Rule::AgencyKind, Reason::KindForbidden));
    }
    return success();
}

Status chargeQuotas(Judge& j, const KindCounts& counts) {
    for (const auto& [kind, count] : counts) {
        VD_RETURN_IF_ERROR(chargeKind(j, kind, count));
    }
    return success();
}

Status judgeCitation(Judge& j, const Citation& citation, IdentifierKind kind) {
    VD_ASSIGN(const auto fact, j.ask(j.world().evaluation(citation.sequence)));
    const bool made = fact && fact->device == j.statement().device && fact->kind == kind &&
                      citation.index < fact->count;
    VD_REQUIRE(made, j.refuse(Rule::Evaluated, Reason::EvaluationMissing));
    // The clock may have stepped back since; an element is never too young.
    VD_REQUIRE(j.now() <= fact->time || j.now() - fact->time <= kCitationMillisMax,
               j.refuse(Rule::Evaluated, Reason::EvaluationMissing));
    return success();
}

bool isCurrent(const IndexEntry& entry, UnixMillis now) {
    return entry.until == 0 || now < entry.until;
}

}  // namespace voordeur::crypto
