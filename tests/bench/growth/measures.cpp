#include "tests/bench/growth/measures.h"

#include "client/core/household_file.h"
#include "crypto/base/files.h"
#include "crypto/internal/random.h"
#include "crypto/rules/history_tree.h"
#include "crypto/rules/replay.h"
#include "crypto/shared/backup_format.h"
#include "crypto/shared/oprf_client.h"
#include "crypto/vault/seal.h"
#include "tests/bench/load/histogram.h"
#include "tests/bench/pieces.h"
#include "tests/bench/server_process.h"
#include "tests/integration/town/need.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <stdexcept>

namespace voordeur::test::bench {

using client::core::CallDraft;
using crypto::Method;
using nlohmann::json;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kKnowsAll = 1'000'000;
constexpr std::uint32_t kPageLines = 1000;
constexpr std::size_t kWindowLines = 100'000;
constexpr unsigned kSeed = 20261122;
constexpr unsigned kCores = 2;
constexpr std::size_t kCaseload = 500;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

json timesOf(std::size_t calls, const std::function<void(std::size_t)>& act) {
    Histogram histogram;
    for (std::size_t i = 0; i < calls; ++i) {
        const auto start = Clock::now();
        act(i);
        histogram.add(static_cast<std::uint64_t>(secondsSince(start) * 1e9));
    }
    return {{"p50_us", static_cast<double>(histogram.quantile(0.5)) / 1000},
            {"p99_us", static_cast<double>(histogram.quantile(0.99)) / 1000},
            {"p999_us", static_cast<double>(histogram.quantile(0.999)) / 1000}};
}

client::core::RawAnswer ask(Member& member, CallDraft draft, crypto::Bytes detail = {}) {
    const Method method = draft.method;
    SignedCall call = signCall(member.session(), std::move(draft), std::move(detail));
    for (const auto& household : call.statement.households)
        call.request.known.push_back({household, kKnowsAll});
    return need(member.transport().call(method, call.request), "an answer");
}

void openOne(Filling& filling, const FilledHousehold& household) {
    CallDraft draft = draftFor(Method::OpenHousehold);
    crypto::OpenPayload payload;
    payload.known.push_back({household.id, 0});
    draft.payload = payload.encode();
    draft.households = {household.id};
    ask(filling.coach(household.coach), std::move(draft));
}

/// As a client asks, but for the token: it is one that leads to a household.
void checkOne(Filling& filling, const FilledHousehold& household, crypto::OprfElement blinded) {
    Member& member = filling.coach(household.coach);
    CallDraft evaluate = draftFor(Method::Evaluate);
    crypto::EvaluatePayload asked;
    asked.kind = household.kind;
    asked.blinded = {blinded};
    evaluate.payload = asked.encode();
    const auto answer = ask(member, std::move(evaluate), filling.detail());
    const auto entry = need(crypto::Entry::decode(answer.entry), "an entry");
    CallDraft check = draftFor(Method::Check);
    crypto::CheckPayload payload;
    payload.queries.push_back({household.kind,
                               member.secrets().network().epoch,
                               {entry.sequence, 0},
                               crypto::attachmentHash(household.token)});
    check.payload = payload.encode();
    check.attachments = {crypto::toBytes(household.token)};
    const auto found = ask(member, std::move(check), filling.detail());
    const auto hits = need(crypto::CheckAnswer::decode(found.answer), "hits");
    if (hits.hits.empty()) throw std::runtime_error("a household was not found");
}

json measureLists(Filling& filling, std::size_t calls) {
    json lists = json::object();
    for (const std::size_t households : {1, 10, 100}) {
        Member& member = filling.coachOf(households);
        need(member.session().sync(), "sync");
        lists[std::to_string(households)] = timesOf(calls, [&](std::size_t) {
            CallDraft draft = draftFor(Method::ListHouseholds);
            crypto::OpenPayload payload;
            payload.scope = crypto::OpenPayload::kCoreOnly;
            draft.payload = payload.encode();
            ask(member, std::move(draft));
        });
    }
    return lists;
}

/// A caseload of 500 as the client's core has it, with everything opened: on a new device, and
/// again.
json measureCaseload(Filling& filling) {
    Member& member = filling.coachOf(kCaseload);
    need(member.session().sync(), "sync");
    const auto list = [&] {
        const auto start = Clock::now();
        const auto files = need(client::core::listFiles(member.session(), kTownPurpose), "list");
        if (files.size() != kCaseload) throw std::runtime_error("a caseload is not whole");
        return secondsSince(start) * 1000;
    };
    const double first = list();
    return {{"households", kCaseload}, {"first_ms", first}, {"again_ms", list()}};
}

json measureProofs(TestServer& server, std::size_t calls) {
    const auto& tree = server.writer().tree();
    const auto size = tree.size();
    std::mt19937_64 random(kSeed);
    std::uniform_int_distribution<std::uint64_t> draw(1, size - 1);
    return {
        {"inclusion",
         timesOf(calls,
                 [&](std::size_t) { need(tree.inclusionProof(draw(random), size), "inclusion"); })},
        {"consistency", timesOf(calls, [&](std::size_t) {
             need(tree.consistencyProof(draw(random), size), "consistency");
         })}};
}

/// The lines from `first` on, at most kWindowLines.
std::vector<crypto::LogLine> readWindow(TestServer& server, std::uint64_t first) {
    const auto reader = need(server.store().reader(), "reader");
    std::vector<crypto::LogLine> lines;
    while (lines.size() < kWindowLines) {
        auto page = need(reader->lines(first + lines.size(), kPageLines), "lines");
        if (page.empty()) break;
        for (auto& line : page) {
            lines.push_back({std::move(line.entry),
                             std::move(line.payload),
                             std::move(line.answer),
                             std::move(line.attachments)});
        }
    }
    return lines;
}

double megabytesInUse() {
    std::ifstream file("/proc/self/status");
    std::string line;
    while (std::getline(file, line)) {
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}

/// A backup of the server that stands in `folder`.
json measureBackup(const std::string& folder, const std::string& program) {
    crypto::SystemRandom random;
    const auto key = crypto::SealKeyPair::generate(random);
    const std::string file = folder + "/backup.pub";
    need(crypto::writeNewFile(file, crypto::viewOf(crypto::backupKeyText(key.publicKey()))),
         "the public half of a key");
    const std::string config = folder + "/voordeur.toml";
    const std::string made = folder + "/copy.vdbk";
    runToEnd({program, "backup", "key", "--config", config, "--public", file});
    const double seconds =
        runToEnd({program, "backup", "create", "--config", config, "--to", made});
    return {{"seconds", seconds}, {"bytes", std::filesystem::file_size(made)}};
}

}  // namespace

json measureCalls(Town& town, Filling& filling, std::size_t calls) {
    const auto& sample = filling.sample();
    auto& random = town.server().random();
    const auto blinded = need(crypto::oprfBlind(crypto::viewOf("groei"), random), "blind");
    const auto at = [&](std::size_t i) -> const FilledHousehold& {
        return sample[i * 7919 % sample.size()];
    };
    json out;
    out["lists"] = measureLists(filling, calls / 4);
    out["caseload"] = measureCaseload(filling);
    out["open"] = timesOf(calls, [&](std::size_t i) { openOne(filling, at(i)); });
    out["check"] =
        timesOf(calls / 2, [&](std::size_t i) { checkOne(filling, at(i), blinded.element); });
    out["proof"] = measureProofs(town.server(), calls);
    const auto before = town.server().writer().head().head.size;
    const auto start = Clock::now();
    filling.entries(before + 10 * calls);
    out["append_per_second"] = static_cast<double>(10 * calls) / secondsSince(start);
    return out;
}

json measureStart(TestServer& server, const std::string& program) {
    const TempFolder folder;
    json out;
    const auto before = Clock::now();
    server.between([&](auto&) {
        out["stop_seconds"] = secondsSince(before);
        copyServer(server, folder.path());
    });
    {
        const ServerProcess process({program, folder.path(), ""});
        out["seconds"] = process.startSeconds();
        out["mb"] = process.megabytes();
    }
    out["backup"] = measureBackup(folder.path(), program);
    return out;
}

json measureFullCheck(TestServer& server) {
    const double before = megabytesInUse();
    const double bareVerifies = bareVerify(kCores).perSecond;
    const double bareProofs = bareProof(kCores).perSecond;
    const double bareLeaves = bareLeaf(1).perSecond;
    // Leaves and tree alone, beside the whole: both without the time it takes to read the store.
    crypto::HistoryTree tree;
    crypto::Replay replay(server.instance());
    double hashSeconds = 0;
    double seconds = 0;
    while (true) {
        const auto lines = readWindow(server, tree.size());
        if (lines.empty()) break;
        auto start = Clock::now();
        for (const auto& line : lines)
            tree.append(crypto::leafOf(line.entry));
        hashSeconds += secondsSince(start);
        start = Clock::now();
        for (const auto& line : lines)
            replay.add(line);
        seconds += secondsSince(start);
    }
    const auto last = Clock::now();
    replay.finish();
    seconds += secondsSince(last);
    if (!replay.problems().empty()) throw std::runtime_error("the log does not verify");
    const auto& counts = replay.counts();
    // What the same signatures and proofs would take with nothing around them.
    const double bare = static_cast<double>(counts.signatures) / bareVerifies +
                        static_cast<double>(counts.evaluations) / bareProofs;
    const auto entries = static_cast<double>(tree.size());
    return {{"entries", tree.size()},
            {"seconds", seconds},
            {"per_second", entries / seconds},
            {"signatures", counts.signatures},
            {"of_bare", bare / seconds},
            {"hashes_per_second", entries / hashSeconds},
            {"hashes_of_bare", entries / hashSeconds / bareLeaves},
            {"mb", megabytesInUse() - before}};
}

std::uintmax_t storeBytes(TestServer& server) {
    namespace fs = std::filesystem;
    const fs::path folder = fs::path(server.keyFile("x")).parent_path().parent_path() / "store";
    std::uintmax_t bytes = 0;
    for (const auto& file : fs::directory_iterator(folder))
        bytes += file.file_size();
    return bytes;
}

}  // namespace voordeur::test::bench
