// Every call of every service, by everybody and with every trick; docs/hostile-client.md has what
// is expected.
#include "tests/integration/matrix/asks.h"
#include "tests/integration/matrix/document.h"
#include "tests/integration/matrix/tricks.h"
#include "tests/integration/town/need.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace voordeur::test {

namespace {

constexpr const char* kDocument = "docs/hostile-client.md";
constexpr const char* kProtoFolder = "proto";

/// Every method of every service in the folder of the interface, in the order of the files.
std::vector<const google::protobuf::MethodDescriptor*> methodsOfServices() {
    std::set<std::string> files;
    for (const auto& one : std::filesystem::recursive_directory_iterator(kProtoFolder)) {
        if (one.path().extension() != ".proto") continue;
        files.insert(std::filesystem::relative(one.path(), kProtoFolder).string());
    }
    std::vector<const google::protobuf::MethodDescriptor*> methods;
    for (const auto& name : files) {
        const auto* file = google::protobuf::DescriptorPool::generated_pool()->FindFileByName(name);
        EXPECT_NE(file, nullptr) << name << " is not in this program";
        for (int i = 0; file != nullptr && i < file->service_count(); ++i) {
            for (int j = 0; j < file->service(i)->method_count(); ++j)
                methods.push_back(file->service(i)->method(j));
        }
    }
    return methods;
}

/// The calls in the order of the interface, each with its row.
std::vector<std::pair<std::string, const Row*>> calls() {
    std::vector<std::pair<std::string, const Row*>> out;
    for (const auto* method : methodsOfServices()) {
        const auto found = rows().find(method->name());
        if (found == rows().end()) {
            ADD_FAILURE() << method->full_name() << " has no row in asks_*.cpp";
            continue;
        }
        out.emplace_back(method->name(), &found->second);
    }
    return out;
}

/// Everybody makes every call. Who is the first for whom it is done goes into `first`.
Outcomes everybody(People& people, std::map<std::string, std::size_t>& first) {
    Outcomes out;
    const auto actors = people.actors();
    for (const auto& actor : actors)
        out.columns.push_back({actor.name, actor.who});
    for (const auto& [name, row] : calls()) {
        row->prepare(people);
        Outcomes::Line line{name, {}};
        for (std::size_t i = 0; i < actors.size(); ++i) {
            const auto status = row->call(people, actors[i]);
            line.told.push_back(told(status));
            if (!status.ok()) continue;
            first.emplace(name, i);
            row->prepare(people);
        }
        out.lines.push_back(std::move(line));
    }
    return out;
}

/// Signed by somebody while that was right, and sent after the device was revoked.
void addLate(People& people, Outcomes& out) {
    const auto leaver =
        people.town->addMember(people.town->coach().team(), "L. Later", crypto::Role::Coach);
    std::vector<std::pair<crypto::Method, client::core::SignedRequest>> kept;
    for (const auto& line : out.lines) {
        const Row& row = rows().at(line.call);
        row.prepare(people);
        const Ask ask = row.make(people, people.town->coach());
        kept.emplace_back(ask.method, signedBy(*leaver, ask));
    }
    people.town->revokeDevice(*leaver);
    out.columns.push_back({"lat", "signed in time, sent after the device was revoked"});
    for (std::size_t i = 0; i < kept.size(); ++i) {
        out.lines[i].told.push_back(
            told(sendAs(leaver->transport(), kept[i].first, kept[i].second)));
    }
}

Outcomes everyTrick(People& people, const std::map<std::string, std::size_t>& first) {
    Outcomes out;
    const auto actors = people.actors();
    for (const auto& trick : tricks())
        out.columns.push_back({trick.name, trick.what});
    for (const auto& [name, row] : calls()) {
        if (!row->make) continue;
        Outcomes::Line line{name, {}};
        const auto honest = first.find(name);
        if (honest == first.end()) {
            ADD_FAILURE() << name << " is done for nobody";
            continue;
        }
        const Actor& actor = actors[honest->second];
        row->prepare(people);
        for (const auto& trick : tricks()) {
            const Ask ask = row->make(people, *actor.signer);
            line.told.push_back(trick.play(people, actor, ask));
            EXPECT_NE(line.told.back(), "Ok") << name << ": " << trick.what;
            if (trick.afterIt) row->prepare(people);
        }
        out.lines.push_back(std::move(line));
    }
    addLate(people, out);
    return out;
}

std::string contentOf(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

/// The lines of one that the other does not have.
std::string missing(const std::string& from, const std::string& in) {
    std::set<std::string> known;
    std::istringstream there(in);
    for (std::string line; std::getline(there, line);)
        known.insert(line);
    std::string out;
    std::istringstream lines(from);
    for (std::string line; std::getline(lines, line);) {
        if (!known.contains(line)) out += line + "\n";
    }
    return out;
}

TEST(MatrixTest, EveryCallHasARowAndEveryRowIsACall) {
    std::set<std::string> made;
    for (const auto& [name, row] : rows())
        made.insert(name);
    std::set<std::string> there;
    for (const auto* method : methodsOfServices())
        there.insert(method->name());
    EXPECT_EQ(there, made);
}

TEST(MatrixTest, EverybodyIsToldWhatTheDocumentSays) {
    People people;
    std::map<std::string, std::size_t> first;
    const Outcomes byPeople = everybody(people, first);
    const Outcomes byTricks = everyTrick(people, first);
    const std::string seen = documentOf(byPeople, byTricks);
    if (std::getenv("VOORDEUR_PRINT_TABLE") != nullptr) std::cout << seen;
    if (std::getenv("VOORDEUR_WRITE_DOCS") != nullptr) std::ofstream(kDocument) << seen;
    const std::string written = contentOf(kDocument);
    EXPECT_TRUE(seen == written) << "seen, and not in " << kDocument << ":\n"
                                 << missing(seen, written) << "written there, and not seen:\n"
                                 << missing(written, seen);
}

}  // namespace
}  // namespace voordeur::test
