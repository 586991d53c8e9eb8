#include "crypto/rules/replay.h"
#include "tests/fuzz/fuzz_canonical.h"
#include "tests/fuzz/fuzz_seeds.h"
#include "tests/support/log_drafts.h"

#include <algorithm>

// A correct log, changed here and there: whatever is changed, the full check finds something.
//
//   (u8 line · u8 what · u16 where · u8 how)…, at most six changes
namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one file, no header
using crypto::Bytes;
using crypto::LogLine;

constexpr std::size_t kChangeBytes = 5;
constexpr std::size_t kChangesMax = 6;

struct Log {
    test::LogBuilder builder;
    std::vector<LogLine> lines;
    std::vector<Bytes> details;
    std::string checkpoint;

    Log() {
        const auto agency = builder.addAgency("Jeugdhulp", 7);
        const auto worker =
            builder.addMember(builder.addTeam(agency, "Team"), "Joris Jeugd", crypto::Role::Worker);
        const test::Identifier asked{crypto::IdentifierKind::Bsn, "999990019"};
        fuzz::require(registerHelp(builder, worker, {asked}).outcome.done());
        fuzz::require(check(builder, worker, {asked}).done());
        fuzz::require(!listHouseholds(builder, builder.founder()).done());
        lines = builder.lines();
        details = builder.details();
        checkpoint = builder.checkpoint();
    }
};

const Log& log() {
    static const Log made;
    return made;
}

void turn(Bytes& bytes, std::size_t at, std::uint8_t how) {
    if (bytes.empty()) {
        bytes.push_back(how);
    } else {
        bytes[at % bytes.size()] ^= how;
    }
}

struct Changed {
    std::vector<LogLine> lines = log().lines;
    std::vector<Bytes> details = log().details;

    void change(const std::uint8_t* how) {
        if (lines.empty()) return;
        const std::size_t line = how[0] % lines.size();
        const std::size_t at = std::size_t{how[2]} << 8U | how[3];
        const std::size_t other = at % lines.size();
        switch (how[1] % 8) {
            case 0:
                return turn(lines[line].entry, at, how[4]);
            case 1:
                return turn(lines[line].payload, at, how[4]);
            case 2:
                return turn(lines[line].answer, at, how[4]);
            case 3:
                if (lines[line].attachments.empty()) return;
                return turn(
                    lines[line].attachments[how[4] % lines[line].attachments.size()], at, how[4]);
            case 4:
                lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line));
                details.erase(details.begin() + static_cast<std::ptrdiff_t>(line));
                return;
            case 5:
                std::swap(lines[line], lines[other]);
                std::swap(details[line], details[other]);
                return;
            case 6:
                lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(other), lines[line]);
                details.insert(details.begin() + static_cast<std::ptrdiff_t>(other), details[line]);
                return;
            default:
                return turn(details[line], at, how[4]);
        }
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Changed changed;
    const std::size_t count = std::min(size / kChangeBytes, kChangesMax);
    for (std::size_t i = 0; i < count; ++i)
        changed.change(data + i * kChangeBytes);
    const bool same = changed.lines == log().lines && changed.details == log().details;
    crypto::Replay replay(log().builder.instance(), 0);
    for (std::size_t i = 0; i < changed.lines.size(); ++i)
        replay.addWithDetail(changed.lines[i], changed.details[i]);
    replay.addCheckpoint(log().checkpoint);
    replay.finish();
    fuzz::require(replay.problems().empty() == same);
    return 0;
}

std::vector<crypto::Bytes> fuzz::ownSeeds() {
    std::vector<crypto::Bytes> seeds;
    const auto lines = static_cast<std::uint8_t>(log().lines.size());
    for (std::uint8_t what = 0; what < 8; ++what)
        seeds.push_back({static_cast<std::uint8_t>(lines - 2), what, 0, 9, 1});
    seeds.push_back({1, 5, 0, 2, 0, 2, 5, 0, 1, 0});
    return seeds;
}

std::size_t fuzz::damagesPerSeed() {
    return 60;
}
