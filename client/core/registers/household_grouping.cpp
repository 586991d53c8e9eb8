#include "client/core/registers/household_grouping.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace voordeur::client::core::registers {

using crypto::Date;
using crypto::Reason;

namespace {

constexpr std::uint32_t kAdultYears = 18;

/// A parent of seventeen is of age here, and so is a "kind" of eighteen.
bool isAdult(const HouseholdMember& member, const Date& today) {
    if (inLowerAscii(member.role) != "kind") return true;
    const auto& birth = member.person.birthDate;
    return birth && crypto::wholeYears(*birth, today) >= kAdultYears;
}

/// One household while its rows come in.
class HouseholdBuilder {
public:
    HouseholdBuilder(const CoachRow& first, const ReadingRules& rules, ReadingReport& report)
        : m_rules(rules), m_report(report) {
        m_household.dossierNumber = first.dossierNumber;
    }

    void add(const CoachRow& row) {
        takeHouseholdValues(row);
        if (row.refused) return;
        const auto [known, isNew] = m_known.try_emplace(samePerson(row.member.person), row.line);
        if (!isNew) {
            ++m_report.counts.repeated;
            report(row.line, {}, Finding::Repeated, Reason::AlreadyExists, known->second);
            m_household.lines.push_back(row.line);
        } else if (m_household.members.size() == kMembersMax) {
            m_known.erase(known);
            refuse(row.line, {}, Finding::HouseholdTooLarge, Reason::LimitReached);
        } else {
            m_household.members.push_back(row.member);
            m_household.lines.push_back(row.line);
        }
    }

    /// The household, or nullopt when it is refused whole.
    std::optional<CoachHousehold> finish() {
        if (m_household.members.empty()) return std::nullopt;
        const bool adult = std::any_of(
            m_household.members.begin(), m_household.members.end(), [&](const auto& member) {
                return isAdult(member, m_rules.today);
            });
        if (!adult) return refuseAll("rol", Finding::NoAdult, Reason::InvalidArgument);
        if (!m_start) return refuseAll("start", Finding::MissingValue, Reason::InvalidArgument);
        m_household.start = *m_start;
        if (identifiersOf(m_household).empty()) {
            return refuseAll({}, Finding::NothingToIdentify, Reason::InvalidArgument);
        }
        m_report.counts.imported += m_household.members.size();
        return std::move(m_household);
    }

private:
    static std::string samePerson(const Person& person) {
        if (person.bsn) return "bsn:" + *person.bsn;
        return "written:" + inLowerAscii(person.surname) + '\n' + inLowerAscii(person.givenName) +
               '\n' + (person.birthDate ? person.birthDate->iso() : std::string());
    }

    void takeHouseholdValues(const CoachRow& row) {
        if (row.address && !m_household.address) {
            m_household.address = row.address;
            m_addressLine = row.line;
        } else if (row.address && row.address->form() != m_household.address->form()) {
            differs(row, "postcode", m_addressLine);
        }
        if (row.start && !m_start) {
            m_start = row.start;
            m_startLine = row.line;
        } else if (row.start && *row.start != *m_start) {
            differs(row, "start", m_startLine);
        }
        takeText(row, row.district, m_household.district, "wijkcode", m_districtLine);
        takeText(row, row.leadName, m_household.leadName, "regisseur", m_leadLine);
        takeNote(row);
        for (const std::string& domain : row.lifeDomains) {
            auto& domains = m_household.lifeDomains;
            if (std::find(domains.begin(), domains.end(), domain) == domains.end()) {
                domains.push_back(domain);
            }
        }
    }

    void takeText(const CoachRow& row,
                  const std::string& from,
                  std::string& to,
                  std::string_view column,
                  std::size_t& takenAt) {
        if (from.empty() || from == to) return;
        if (to.empty()) {
            to = from;
            takenAt = row.line;
        } else {
            differs(row, column, takenAt);
        }
    }

    /// Notes of several rows stand under each other, as long as there is room.
    void takeNote(const CoachRow& row) {
        if (m_household.note.find(row.note) != std::string::npos) return;
        if (!m_household.note.empty() &&
            m_household.note.size() + row.note.size() < kNoteBytesMax) {
            m_household.note += "\n" + row.note;
        } else {
            takeText(row, row.note, m_household.note, "opmerking", m_noteLine);
        }
    }

    /// A refused row is mended anyway; what it says besides is looked at then.
    void differs(const CoachRow& row, std::string_view column, std::size_t takenAt) {
        if (row.refused) return;
        report(row.line, column, Finding::DiffersInHousehold, Reason::PayloadMismatch, takenAt);
    }

    void report(std::size_t line,
                std::string_view column,
                Finding finding,
                Reason reason,
                std::size_t otherLine) {
        m_report.problems.push_back(RowProblem{.line = line,
                                               .column = std::string(column),
                                               .reason = reason,
                                               .severity = Severity::Notice,
                                               .finding = finding,
                                               .caseNumber = m_household.dossierNumber,
                                               .otherCaseNumber = m_household.dossierNumber,
                                               .otherLine = otherLine});
    }

    void refuse(std::size_t line, std::string_view column, Finding finding, Reason reason) {
        ++m_report.counts.refused;
        m_report.problems.push_back(RowProblem{.line = line,
                                               .column = std::string(column),
                                               .reason = reason,
                                               .severity = Severity::Refused,
                                               .finding = finding,
                                               .caseNumber = m_household.dossierNumber,
                                               .otherCaseNumber = {},
                                               .otherLine = 0});
    }

    std::nullopt_t refuseAll(std::string_view column, Finding finding, Reason reason) {
        for (const HouseholdMember& member : m_household.members) {
            refuse(member.line, column, finding, reason);
        }
        return std::nullopt;
    }

    const ReadingRules& m_rules;
    ReadingReport& m_report;
    CoachHousehold m_household;
    std::optional<Date> m_start;
    std::size_t m_addressLine = 0;
    std::size_t m_startLine = 0;
    std::size_t m_districtLine = 0;
    std::size_t m_leadLine = 0;
    std::size_t m_noteLine = 0;
    /// Who is in, and at which line.
    std::unordered_map<std::string, std::size_t> m_known;
};

}  // namespace

std::vector<CoachHousehold> groupHouseholds(const std::vector<CoachRow>& rows,
                                            const ReadingRules& rules,
                                            ReadingReport& report) {
    std::vector<HouseholdBuilder> builders;
    std::unordered_map<std::string_view, std::size_t> places;
    for (const CoachRow& row : rows) {
        if (row.dossierNumber.empty()) continue;
        const auto [place, isNew] = places.try_emplace(row.dossierNumber, builders.size());
        if (isNew) builders.emplace_back(row, rules, report);
        builders[place->second].add(row);
    }
    std::vector<CoachHousehold> households;
    for (HouseholdBuilder& builder : builders) {
        if (auto household = builder.finish()) households.push_back(std::move(*household));
    }
    return mergeHouseholds(std::move(households), report);
}

}  // namespace voordeur::client::core::registers
