#include "client/core/registers/household_grouping.h"
#include "client/core/registers/row_reader.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace voordeur::client::core::registers {

using crypto::Reason;

namespace {

RowProblem noticeOf(const CoachHousehold& later, const CoachHousehold& first, Finding finding) {
    return RowProblem{.line = later.lines.front(),
                      .column = "dossiernummer",
                      .reason = Reason::AlreadyExists,
                      .severity = Severity::Notice,
                      .finding = finding,
                      .caseNumber = later.dossierNumber,
                      .otherCaseNumber = first.dossierNumber,
                      .otherLine = first.lines.front()};
}

RowProblem differsNotice(const CoachHousehold& later,
                         const CoachHousehold& first,
                         std::string_view column) {
    RowProblem problem = noticeOf(later, first, Finding::DiffersInHousehold);
    problem.column = std::string(column);
    problem.reason = Reason::PayloadMismatch;
    return problem;
}

bool isSamePerson(const Person& a, const Person& b) {
    if (a.bsn && b.bsn) return *a.bsn == *b.bsn;
    return a.nameBirth && a.nameBirth == b.nameBirth &&
           inLowerAscii(a.givenName) == inLowerAscii(b.givenName);
}

/// Puts `later` into `first`. Nothing is lost: what cannot be joined is a notice.
void join(CoachHousehold& first, CoachHousehold later, ReadingReport& report) {
    report.problems.push_back(noticeOf(later, first, Finding::HouseholdTwice));
    for (HouseholdMember& member : later.members) {
        const bool known =
            std::any_of(first.members.begin(), first.members.end(), [&](const HouseholdMember& in) {
                return isSamePerson(in.person, member.person);
            });
        if (known) {
            --report.counts.imported;
            ++report.counts.repeated;
        } else {
            first.members.push_back(std::move(member));
        }
    }
    for (std::string& domain : later.lifeDomains) {
        auto& domains = first.lifeDomains;
        if (std::find(domains.begin(), domains.end(), domain) == domains.end()) {
            domains.push_back(std::move(domain));
        }
    }
    if (first.leadName.empty()) {
        first.leadName = later.leadName;
    } else if (!later.leadName.empty() && later.leadName != first.leadName) {
        report.problems.push_back(differsNotice(later, first, "regisseur"));
    }
    if (first.district.empty()) first.district = later.district;
    if (first.note.empty()) {
        first.note = later.note;
    } else if (!later.note.empty() && first.note.find(later.note) == std::string::npos) {
        if (first.note.size() + later.note.size() < kNoteBytesMax) {
            first.note += "\n" + later.note;
        } else {
            report.problems.push_back(differsNotice(later, first, "opmerking"));
        }
    }
    first.start = std::min(first.start, later.start);
    first.lines.insert(first.lines.end(), later.lines.begin(), later.lines.end());
    first.mergedDossierNumbers.push_back(later.dossierNumber);
    for (std::string& number : later.mergedDossierNumbers) {
        first.mergedDossierNumbers.push_back(std::move(number));
    }
}

/// Which households are one: a forest in which every root is the earliest of its tree.
class Groups {
public:
    explicit Groups(std::size_t count) : m_parents(count) {
        for (std::size_t i = 0; i < count; ++i)
            m_parents[i] = i;
    }
    std::size_t rootOf(std::size_t i) {
        while (m_parents[i] != i) {
            m_parents[i] = m_parents[m_parents[i]];
            i = m_parents[i];
        }
        return i;
    }
    void unite(std::size_t a, std::size_t b) {
        const std::size_t rootA = rootOf(a);
        const std::size_t rootB = rootOf(b);
        m_parents[std::max(rootA, rootB)] = std::min(rootA, rootB);
    }

private:
    std::vector<std::size_t> m_parents;
};

Groups groupByAddressAndBsn(const std::vector<CoachHousehold>& households) {
    Groups groups(households.size());
    std::unordered_map<std::string, std::size_t> firstWith;
    for (std::size_t i = 0; i < households.size(); ++i) {
        if (!households[i].address) continue;
        const std::string address = households[i].address->form();
        for (const HouseholdMember& member : households[i].members) {
            if (!member.person.bsn) continue;
            const auto [first, isNew] =
                firstWith.try_emplace(address + '\n' + *member.person.bsn, i);
            if (!isNew) groups.unite(first->second, i);
        }
    }
    return groups;
}

/// Says where two households that stay apart may still be one. Two persons with different citizen
/// numbers are two persons, whatever their names.
void reportPossibleTwins(const std::vector<CoachHousehold>& households, ReadingReport& report) {
    struct Seen {
        std::size_t household = 0;
        bool hasBsn = false;
    };
    std::unordered_map<std::string, Seen> firstWith;
    for (std::size_t i = 0; i < households.size(); ++i) {
        if (!households[i].address) continue;
        const std::string address = households[i].address->form();
        std::unordered_set<std::size_t> reported;
        for (const HouseholdMember& member : households[i].members) {
            if (!member.person.nameBirth) continue;
            const Seen here{.household = i, .hasBsn = member.person.bsn.has_value()};
            const auto [found, isNew] =
                firstWith.try_emplace(address + '\n' + *member.person.nameBirth, here);
            const Seen& seen = found->second;
            if (isNew || seen.household == i || (seen.hasBsn && here.hasBsn)) continue;
            if (!reported.insert(seen.household).second) continue;
            report.problems.push_back(
                noticeOf(households[i], households[seen.household], Finding::HouseholdMaybeTwice));
        }
    }
}

}  // namespace

std::vector<CoachHousehold> mergeHouseholds(std::vector<CoachHousehold> households,
                                            ReadingReport& report) {
    Groups groups = groupByAddressAndBsn(households);
    std::vector<CoachHousehold> merged;
    std::unordered_map<std::size_t, std::size_t> placeOfRoot;
    for (std::size_t i = 0; i < households.size(); ++i) {
        const auto [place, isNew] = placeOfRoot.try_emplace(groups.rootOf(i), merged.size());
        if (isNew) {
            merged.push_back(std::move(households[i]));
            continue;
        }
        CoachHousehold& first = merged[place->second];
        if (first.members.size() + households[i].members.size() > kMembersMax) {
            // Too many to be one household: leave it to a person.
            report.problems.push_back(noticeOf(households[i], first, Finding::HouseholdMaybeTwice));
            merged.push_back(std::move(households[i]));
        } else {
            join(first, std::move(households[i]), report);
        }
    }
    reportPossibleTwins(merged, report);
    return merged;
}

}  // namespace voordeur::client::core::registers
