#pragma once

#include <string>
#include <vector>

namespace voordeur::test {

/// What somebody was told, by column; a row for each call.
struct Outcomes {
    struct Column {
        std::string name;
        std::string explained;
    };
    struct Line {
        std::string call;
        std::vector<std::string> told;
    };
    std::vector<Column> columns;
    std::vector<Line> lines;
};

/// The text of docs/hostile-client.md: both tables as they were seen, and the tests of this program
/// by name.
std::string documentOf(const Outcomes& people, const Outcomes& tricks);

/// A table in short words, with its legend.
std::string tableOf(const Outcomes& outcomes);

}  // namespace voordeur::test
