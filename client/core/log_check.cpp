#include "client/core/log_check.h"

#include "crypto/shared/proof_bundle.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include <utility>

namespace voordeur::client::core {

using crypto::Reason;

namespace {

constexpr std::uint32_t kPageLines = 1000;

crypto::LogLine lineOf(RawLogLine raw) {
    return {std::move(raw.entry),
            std::move(raw.payload),
            std::move(raw.answer),
            std::move(raw.attachments)};
}

RestorationView restorationView(const crypto::Restoration& restoration, std::uint64_t sequence) {
    return {sequence,
            restoration.restored.size,
            restoration.lostEntries(),
            restoration.lastTime,
            restoration.restoredTime};
}

LogReport reportOf(const crypto::Replay& replay,
                   const std::vector<crypto::LogHead>& witnessed,
                   UnixMillis now) {
    LogReport report;
    const auto& counts = replay.counts();
    report.whole = replay.problems().empty();
    report.entries = counts.entries;
    report.households = counts.households;
    report.statements = counts.statements;
    report.rootHex = crypto::toHex(replay.head().root);
    report.checkedAt = now;
    for (const auto& [sequence, known] : replay.world().directory().restorations()) {
        report.restorations.push_back(restorationView(known.restoration, sequence));
    }
    for (const auto& head : replay.lostHeads())
        report.lostHeads.push_back(head.size);
    for (const auto& head : witnessed) {
        if (std::ranges::find(replay.lostHeads(), head) != replay.lostHeads().end()) continue;
        report.comparedWithSize = std::max(report.comparedWithSize.value_or(0), head.size);
    }
    for (const auto& problem : replay.problems()) {
        report.problems.push_back({problem.sequence, problem.reason});
    }
    return report;
}

}  // namespace

Identity withRestored(Identity identity, const std::optional<RestoredLog>& restored) {
    if (!restored) return identity;
    identity.restored = restorationView(restored->restoration, restored->sequence);
    identity.lostUnsettledCount = static_cast<std::uint32_t>(restored->dropped);
    return identity;
}

Result<LogReport> checkLog(Session& session,
                           const std::vector<crypto::LogHead>& witnessed,
                           const LogCheckWatch& watch,
                           std::ostream* bundle) {
    crypto::Replay replay(session.secrets().instance);
    for (const auto& head : witnessed)
        replay.addWitnessedHead(head);
    const auto before = session.head();
    if (before.size > 0) replay.addWitnessedHead(before);
    std::unique_ptr<crypto::BundleWriter> writer;
    if (bundle != nullptr) {
        writer = std::make_unique<crypto::BundleWriter>(*bundle, session.secrets().instance);
    }
    // The check reads at least as far as the log went when it began. Lines of its own reading that
    // come along are checked too: so are the checkpoints that came with them.
    std::uint64_t next = 0;
    std::uint64_t end = 0;
    do {
        VD_REQUIRE(!watch.cancelled || !watch.cancelled(), Reason::Cancelled);
        const auto room = end == 0 ? kPageLines : std::min<std::uint64_t>(kPageLines, end - next);
        VD_ASSIGN(auto page, session.readLog(next, static_cast<std::uint32_t>(room)));
        if (end == 0) end = page.own.entry.sequence;
        VD_REQUIRE(!page.lines.empty(), Reason::LogGap);
        for (auto& raw : page.lines) {
            const Bytes detail = std::move(raw.detail);
            const auto line = lineOf(std::move(raw));
            replay.addWithDetail(line, detail);
            if (writer) writer->line(line, detail);
            ++next;
        }
        end = std::max(end, next);
        for (const auto& text : page.checkpoints) {
            replay.addCheckpoint(text);
            if (writer) writer->checkpoint(text);
        }
        if (watch.progress) watch.progress({next, end});
    } while (next < end);
    replay.finish();
    if (writer) writer->end();
    VD_REQUIRE(bundle == nullptr || bundle->good(), Reason::StorageFailed);
    return reportOf(replay, witnessed, session.clock().now());
}

Result<LogReport> exportBundle(Session& session,
                               const std::string& path,
                               const std::vector<crypto::LogHead>& witnessed,
                               const LogCheckWatch& watch) {
    VD_REQUIRE(!std::ifstream(path).good(), Reason::FileExists);
    std::ofstream file(path, std::ios::binary);
    VD_REQUIRE(file.good(), Reason::StorageFailed);
    auto checked = checkLog(session, witnessed, watch, &file);
    file.close();
    if (checked.ok() && file.good()) return checked;
    std::remove(path.c_str());
    return checked.ok() ? crypto::Error{Reason::StorageFailed} : checked.error();
}

}  // namespace voordeur::client::core
