#include "tests/crash/orphans.h"

#include <array>

namespace voordeur::test::crash {
namespace {

struct Rule {
    const char* name;
    const char* broken;  // a number above zero when it is
};

// Of the log, which has no gaps; of all that names an entry, an object or a household; and of what
// counts entries.
constexpr std::array<Rule, 14> kRules{{
    {"entries without a gap", "SELECT count(*) <> coalesce(max(sequence) + 1, 0) FROM entries"},
    {"an attachment hangs on an entry",
     "SELECT count(*) FROM attachments WHERE sequence NOT IN (SELECT sequence FROM entries)"},
    {"an attachment has an object",
     "SELECT count(*) FROM attachments WHERE object NOT IN (SELECT number FROM objects)"},
    {"an object is attached",
     "SELECT count(*) FROM objects WHERE number NOT IN (SELECT object FROM attachments)"},
    {"the directory chain is of entries",
     "SELECT count(*) FROM directory_chain WHERE sequence NOT IN (SELECT sequence FROM entries)"},
    {"the directory chain has no gap",
     "SELECT count(*) <> coalesce(max(position) + 1, 0) FROM directory_chain"},
    {"a tail is an entry",
     "SELECT count(*) FROM chain_tails WHERE sequence NOT IN (SELECT sequence FROM entries)"},
    {"no head of a longer log",
     "SELECT count(*) FROM checkpoints WHERE size > (SELECT count(*) FROM entries)"},
    {"the last entry is under a signed head",
     "SELECT count(*) FROM (SELECT count(*) AS size FROM entries) WHERE size > 0 AND size NOT IN "
     "(SELECT size FROM checkpoints)"},
    {"as many tiles as are full",
     "SELECT (SELECT count(*) FROM tiles) <> (SELECT count(*) / 256 FROM entries)"},
    {"leaves of every full tile",
     "SELECT (SELECT count(*) FROM tile_leaves) <> (SELECT count(*) FROM tiles)"},
    {"a team's household is there",
     "SELECT count(*) FROM team_households WHERE household NOT IN (SELECT household FROM "
     "households)"},
    {"an evaluation is an entry",
     "SELECT count(*) FROM evaluations WHERE sequence NOT IN (SELECT sequence FROM entries)"},
    {"a record has a household",
     "SELECT count(*) FROM manifest_rows WHERE household NOT IN (SELECT household FROM "
     "households)"},
}};

}  // namespace

std::string whichRowsBelongToNothing(server::storage::sqlcipher::Connection& connection) {
    for (const Rule& rule : kRules) {
        const auto broken = connection.numberOf(rule.broken);
        if (!broken.ok()) return std::string("cannot be counted: ") + rule.name;
        if (broken.value() != 0) return rule.name;
    }
    return {};
}

}  // namespace voordeur::test::crash
