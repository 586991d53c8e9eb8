#include "tests/integration/hostile_server/serve.h"

#include "tests/integration/hostile_server/cases.h"

#include <algorithm>
#include <fstream>
#include <iostream>

namespace voordeur::test {

namespace {

/// What the line asks for; false when there is no such lie, or it takes a member's help.
bool obey(TestServer& server, HostileListener& door, const std::string& line) {
    if (line == "honest") {
        door.onNewcomer({});
        door.tellAll({});
        return true;
    }
    const auto& cases = allCases();
    const auto one = std::ranges::find(cases, std::string_view(line), &Case::name);
    if (one == cases.end() || !one->lie) return false;
    door.onNewcomer([&server, &one = *one](Lie& lie) { lie = one.lie(server); });
    door.tellAll([&server, &one = *one] { return one.lie(server); });
    return true;
}

}  // namespace

int serveLies(const std::string& sheetFile) {
    TestServer server;
    HostileListener door(server);
    auto sheet = server.sheet();
    sheet.address = door.address();
    std::ofstream file(sheetFile, std::ios::binary);
    file << sheet.encode();
    file.close();
    if (!file) {
        std::cerr << "cannot write " << sheetFile << "\n";
        return 1;
    }
    std::cout << "serving on " << door.address() << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        const bool done = obey(server, door, line);
        std::cout << (done ? "from now on: " : "cannot do: ") << line << std::endl;
    }
    return 0;
}

}  // namespace voordeur::test
