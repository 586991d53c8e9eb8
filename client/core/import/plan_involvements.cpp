// From the registers of debt help, youth care and housing to registrations.
#include "client/core/import/household_name.h"
#include "client/core/import/import_plan.h"
#include "crypto/base/limits.h"
#include "crypto/rules/decide.h"

#include <algorithm>
#include <map>
#include <utility>

namespace voordeur::client::core {

using crypto::Reason;
using registers::InvolvementRow;

namespace {

/// Without an end: a year, then somebody has to say that it goes on.
constexpr std::uint64_t kYearMillis = 365 * kDayMillis;
/// A day less than the rules' most, so that a server's clock behind ours still agrees.
constexpr std::uint64_t kAheadMillisMax = crypto::kInvolvementMillisMax - kDayMillis;

struct Period {
    UnixMillis from = 0;
    UnixMillis until = 0;
};

/// Help of long ago still runs: what the rules do not allow is cut at its beginning.
Period periodOf(const InvolvementRow& row, UnixMillis now) {
    Period period;
    period.from = startOf(row.start);
    // The last day counts.
    period.until =
        row.end ? startOf(*row.end) + kDayMillis : std::max(now, period.from) + kYearMillis;
    period.until = std::min(period.until, now + kAheadMillisMax);
    if (period.until > period.from + kAheadMillisMax) {
        period.from = period.until - kAheadMillisMax;
    }
    return period;
}

std::string shortened(std::string text) {
    constexpr std::size_t kMost = crypto::limits::kTextBytesMax;
    if (text.size() <= kMost) return text;
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    text.resize(end);
    return text;
}

std::string addressText(const registers::PostalAddress& address) {
    std::string text = address.street;
    if (!text.empty()) text += ' ';
    text += address.houseNumber;
    if (!address.houseAddition.empty()) text += ' ' + address.houseAddition;
    text += ", " + address.postcode;
    if (!address.town.empty()) text += ' ' + address.town;
    return text;
}

sealed::InvolvementDetail detailOf(const InvolvementRow& row, const ImportTerms& terms) {
    sealed::InvolvementDetail detail;
    detail.caseNumber = row.caseNumber;
    auto name = wholeSurname(row.person.prefix, row.person.surname);
    if (!row.person.givenName.empty()) name = row.person.givenName + ' ' + name;
    detail.name = shortened(std::move(name));
    if (row.person.birthDate) detail.birthDate = row.person.birthDate->iso();
    detail.bsn = row.person.bsn.value_or("");
    if (row.address) detail.address = shortened(addressText(*row.address));
    detail.lifeDomain = lifeDomainCode(terms.lifeDomains, row.lifeDomain);
    detail.contact = row.contactPerson;
    detail.phone = row.phone;
    return detail;
}

/// What the own team has in Voordeur, found by id and by its own number.
class Known {
public:
    explicit Known(std::span<const KnownInvolvement> all) {
        for (const auto& one : all) {
            m_byId.emplace(one.id, &one);
            m_byNumber.emplace(one.caseNumber, &one);
        }
    }

    [[nodiscard]] const KnownInvolvement* find(const InvolvementRow& row,
                                               const ImportIds& ids) const {
        if (const auto* one = find(ids.involvement(row))) return one;
        for (const auto& number : row.repeatedIn) {
            if (const auto* one = find(ids.involvement(row, number))) return one;
        }
        return nullptr;
    }

    /// One that still runs under this number; nullptr when there is none.
    [[nodiscard]] const KnownInvolvement* running(const std::string& number, UnixMillis now) const {
        if (number.empty()) return nullptr;
        const auto [first, last] = m_byNumber.equal_range(number);
        const auto found =
            std::find_if(first, last, [&](const auto& row) { return now < row.second->until; });
        return found == last ? nullptr : found->second;
    }

private:
    [[nodiscard]] const KnownInvolvement* find(const crypto::InvolvementId& id) const {
        const auto found = m_byId.find(id);
        return found == m_byId.end() ? nullptr : found->second;
    }

    std::map<crypto::InvolvementId, const KnownInvolvement*> m_byId;
    std::multimap<std::string, const KnownInvolvement*> m_byNumber;
};

/// Nobody said in time that it goes on. What is over stays over: it is registered anew by hand.
ImportProblem lapsed(const InvolvementRow& row, const KnownInvolvement& known) {
    return {row.line,
            {},
            Reason::InvolvementNotActive,
            ImportFinding::Lapsed,
            row.caseNumber,
            known.id.hex()};
}

/// Rows that are over in the register, while what was registered from them still runs.
void noteEnded(ImportPlan& plan, const Known& known, UnixMillis now) {
    for (const auto& problem : plan.reading.problems) {
        if (problem.finding != registers::Finding::Ended) continue;
        const auto* running = known.running(problem.caseNumber, now);
        if (running == nullptr) continue;
        plan.problems.push_back({problem.line,
                                 problem.column,
                                 Reason::InvolvementNotActive,
                                 ImportFinding::StillRunning,
                                 problem.caseNumber,
                                 running->id.hex()});
    }
}

}  // namespace

ImportPlan planInvolvements(registers::InvolvementRegister source,
                            const ImportTerms& terms,
                            std::span<const KnownInvolvement> known) {
    ImportPlan plan;
    plan.kind = source.kind;
    plan.reading = std::move(source.report);
    const Known there(known);
    for (const auto& row : source.rows) {
        const auto& number = row.caseNumber;
        if (const auto* one = there.find(row, terms.ids)) {
            plan.settled.push_back({row.line, number, ActResult::AlreadyThere, one->id.hex()});
            if (one->until <= terms.now) plan.problems.push_back(lapsed(row, *one));
            continue;
        }
        PlannedAct act;
        act.line = row.line;
        act.caseNumber = number;
        act.identifiers = allowedOf(row.identifiers, source.kind, terms.agency);
        if (act.identifiers.empty()) {
            plan.settled.push_back({row.line, number, ActResult::Refused, {}});
            plan.problems.push_back(
                {row.line, {}, Reason::KindForbidden, ImportFinding::NothingAllowed, number, {}});
            continue;
        }
        if (const auto* other = there.running(number, terms.now)) {
            plan.problems.push_back({row.line,
                                     {},
                                     Reason::AlreadyExists,
                                     ImportFinding::OtherUnderNumber,
                                     number,
                                     other->id.hex()});
        }
        const Period period = periodOf(row, terms.now);
        act.what = NewInvolvement{
            terms.ids.involvement(row), period.from, period.until, detailOf(row, terms), {}};
        plan.acts.push_back(std::move(act));
    }
    noteEnded(plan, there, terms.now);
    return plan;
}

}  // namespace voordeur::client::core
