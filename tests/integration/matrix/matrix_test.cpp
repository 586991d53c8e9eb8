// Every call of every service, by everybody.
#include "tests/integration/matrix/asks.h"
#include "voordeur/v1/log_service.pb.h"
#include "voordeur/v1/member_service.pb.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <iomanip>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace voordeur::test {

using crypto::Reason;
using crypto::Status;

namespace {

// coach leads the household; south leads another one; youth helps and was granted access, and admin
// is its agency's, in the same team; debt helps; welfare's help ended; homecare's access was ended;
// housing has nothing to do with it; gone is a coach whose device was revoked; founder and officer
// are the municipality's; invited only has an invitation's certificate and a statement of coach's.
constexpr const char* kTable = R"(
call                       coa. sou. you. debt wel. hom. hou. gone adm. fou. off. inv.
Invite                     de   de   de   de   de   de   de   rv   ok   ok   de   cw
Admit                      de   de   de   de   de   de   de   rv   ok   ok   de   cw
ChangeDirectory            de   de   de   de   de   de   de   rv   ok   ok   de   cw
Revoke                     de   de   de   de   de   de   de   rv   ok   ok   de   cw
ShareTeamKey               de   de   ok   de   de   de   de   rv   ok   de   de   cw
OpenQuota                  de   de   de   de   de   de   de   rv   ok   ok   ok   cw
Evaluate                   ok   ok   ok   ok   ok   ok   kf   rv   de   de   de   cw
Check                      ok   ok   ok   ok   ok   ok   kf   rv   de   de   de   cw
Register                   ok   ok   ok   ok   ok   ok   kf   rv   de   de   de   cw
ChangeInvolvement          nf   nf   ok   nf   nf   nf   nf   rv   de   de   de   cw
AnswerMatch                ok   nf   ok   de   de   de   nf   rv   de   nf   nf   cw
ListInvolvements           ok   ok   ok   ok   ok   ok   ok   rv   de   de   de   cw
Intake                     ok   ok   de   de   de   de   de   rv   de   de   de   cw
ListHouseholds             ok   ok   ok   ok   ok   ok   ok   rv   de   de   de   cw
OpenHousehold              ok   nf   ok   de   na   de   nf   rv   de   nf   nf   cw
Commit                     ok   nf   ok   de   na   de   nf   rv   de   nf   nf   cw
GrantAccess                ok   nf   de   de   na   de   nf   rv   de   nf   nf   cw
EndAccess                  ok   nf   de   de   na   de   nf   rv   de   nf   nf   cw
OfferLead                  ok   nf   de   de   na   de   nf   rv   de   nf   nf   cw
AcceptLead                 ad   ok   ad   ad   ad   ad   nf   rv   ad   nf   nf   cw
RefuseLead                 ad   ok   ad   ad   ad   ad   nf   rv   ad   nf   nf   cw
WithdrawLead               ok   de   de   de   na   de   nf   rv   de   nf   nf   cw
WhoLooked                  ok   nf   de   de   de   de   nf   rv   de   nf   ok   cw
ReadLog                    de   de   de   de   de   de   de   rv   de   ok   ok   cw
ExportLog                  de   de   de   de   de   de   de   rv   de   ok   ok   cw
Found                      cw   cw   cw   cw   cw   cw   cw   cw   cw   cw   cw   cw
Enrol                      cw   cw   cw   cw   cw   cw   cw   cw   cw   cw   cw   ok
EnrolStatus                cw   cw   cw   cw   cw   cw   cw   cw   cw   cw   cw   ok
SyncDirectory              ok   ok   ok   ok   ok   ok   ok   rv   ok   ok   ok   cw
GetCheckpoint              ok   ok   ok   ok   ok   ok   ok   rv   ok   ok   ok   cw
FetchKeys                  ok   ok   ok   ok   ok   ok   ok   rv   ok   ok   ok   cw
ListEnrolments             ok   ok   ok   ok   ok   ok   ok   rv   ok   ok   ok   cw
IssueInvitationCertificate ok   ok   ok   ok   ok   ok   ok   rv   ok   ok   ok   cw
ServerInfo                 ok   ok   ok   ok   ok   ok   ok   rv   ok   ok   ok   cw
)";

/// Short words for the table; a reason without one stands there in full.
const std::map<std::string, std::string> kShort = {
    {"ok", "Ok"},
    {"de", "Denied"},
    {"nf", "NotFound"},
    {"na", "InvolvementNotActive"},
    {"rv", "DeviceRevoked"},
    {"cw", "CertificateWrong"},
    {"ad", "NotAddressee"},
    {"kf", "KindForbidden"},
};

std::string shortOf(const std::string& word) {
    for (const auto& [brief, full] : kShort) {
        if (full == word) return brief;
    }
    return word;
}

std::string told(const Status& status) {
    return status.ok() ? "Ok" : std::string(crypto::nameOf(status.reason()));
}

/// Name of the method → what everybody is told, in the order of the columns.
struct Table {
    std::vector<std::string> columns;
    std::map<std::string, std::vector<std::string>> rows;
    std::vector<std::string> order;
};

Table readTable() {
    Table table;
    std::istringstream lines(kTable);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::vector<std::string> cells;
        for (std::string word; words >> word;)
            cells.push_back(word);
        if (cells.empty()) continue;
        const std::string name = cells.front();
        cells.erase(cells.begin());
        if (table.columns.empty()) {
            table.columns = cells;
            continue;
        }
        for (auto& cell : cells) {
            const auto full = kShort.find(cell);
            if (full != kShort.end()) cell = full->second;
        }
        table.order.push_back(name);
        table.rows[name] = std::move(cells);
    }
    return table;
}

std::set<std::string> methodsOfServices() {
    std::set<std::string> names;
    for (const auto* file :
         {v1::LoggedRequest::descriptor()->file(), v1::EnrolRequest::descriptor()->file()}) {
        for (int i = 0; i < file->service_count(); ++i) {
            for (int j = 0; j < file->service(i)->method_count(); ++j)
                names.insert(file->service(i)->method(j)->name());
        }
    }
    return names;
}

void prepare(People& people, const Row& row) {
    if (row.needs == Row::Needs::Nothing) return;
    people.renew();
    if (row.needs == Row::Needs::Offer) people.offer();
}

std::string lineOf(const std::string& name, const std::vector<std::string>& cells) {
    std::ostringstream out;
    out << std::left << std::setw(27) << name;
    for (const auto& cell : cells)
        out << std::setw(5) << cell;
    return out.str();
}

TEST(MatrixTest, EveryCallHasARowAndEveryRowIsACall) {
    const Table table = readTable();
    std::set<std::string> written;
    std::set<std::string> made;
    for (const auto& [name, cells] : table.rows)
        written.insert(name);
    for (const auto& [name, row] : rows())
        made.insert(name);
    EXPECT_EQ(methodsOfServices(), written);
    EXPECT_EQ(methodsOfServices(), made);
}

TEST(MatrixTest, EverybodyIsToldWhatTheTableSays) {
    const Table table = readTable();
    People people;
    const auto actors = people.actors();
    ASSERT_EQ(table.columns.size(), actors.size());
    for (const auto& name : table.order) {
        const auto& expected = table.rows.at(name);
        ASSERT_EQ(expected.size(), actors.size()) << name;
        const Row& row = rows().at(name);
        prepare(people, row);
        std::vector<std::string> seen;
        for (std::size_t i = 0; i < actors.size(); ++i) {
            const Status status = row.call(people, actors[i]);
            EXPECT_EQ(told(status), expected[i]) << name << " by " << table.columns[i];
            seen.push_back(shortOf(told(status)));
            if (status.ok()) prepare(people, row);
        }
        std::cout << lineOf(name, seen) << "\n";
    }
}

}  // namespace
}  // namespace voordeur::test
