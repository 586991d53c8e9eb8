#include "tests/crash/office.h"

#include "tests/crash/orphans.h"
#include "tests/server/storage/store_under_test.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace voordeur::test::crash {

using crypto::Reason;
using crypto::Result;
using server::log::Writer;
using server::log::Written;
using server::storage::test::keyOf;
namespace storage = server::storage;

namespace {

constexpr const char* kName = "store.db";

}  // namespace

Office::Office(std::uint64_t seed) : disk(seed), story(seed), m_vfs(disk), m_random(seed + 1) {
    EXPECT_TRUE(disk.open(kName, true));
    EXPECT_EQ(disk.sync(kName, true), Outcome::Done);
    EXPECT_TRUE(storage::createSqlcipherStore(kName, keyOf(1), options()).ok());
    open();
    for (const auto& act : story.beginning())
        EXPECT_EQ(send(act), std::nullopt);
}

std::optional<Reason> Office::send(const Story::Act& act) {
    m_clock.set(act.time + static_cast<crypto::UnixMillis>(m_shift.count()));
    std::promise<Result<Written>> done;
    const auto taken = m_writer->submit(
        act.submission, [&](Result<Written> written) { done.set_value(std::move(written)); });
    if (!taken.ok()) return taken.reason();
    auto written = done.get_future().get();
    if (!written.ok()) return written.reason();
    book.push_back({written.value().sequence, written.value().entry, written.value().head});
    return written.value().refused;
}

void Office::goOn() {
    const bool ended = fatal > 0 || disk.dead();
    if (ended && !disk.dead()) disk.powerLoss();  // it ended by itself: nobody saw to the rest
    close();
    if (ended) m_vfs.restart();
    fatal = 0;
    open();
}

storage::SqlcipherOptions Office::options() {
    storage::SqlcipherOptions out;
    out.vfs = m_vfs.name();
    out.onFatal = [this](Reason) { ++fatal; };
    out.upkeep = {40, 120, 10};  // small, so that upkeep comes often
    return out;
}

void Office::open() {
    m_store = storage::openSqlcipherStore(kName, keyOf(1), options()).value();
    server::log::WriterLimits limits;
    limits.authFailInterval = std::chrono::hours(1);  // no work by the time that passes
    const auto onFatal = [this](Reason) { ++fatal; };
    const std::uint64_t before = m_store->start().value().size;
    m_writer = Writer::start({*m_store, m_clock, story.logKey(), onFatal}, limits).value();
    // Its first own entry, before anything is done to the disk.
    while (before > 0 && m_writer->head().head.size == before && fatal == 0)
        std::this_thread::yield();
}

void Office::close() {
    m_writer.reset();
    m_store.reset();
}

std::vector<crypto::Entry> Office::log() {
    const std::uint64_t size = m_store->start().value().size;
    const auto reading = std::move(m_store->reader()).value();
    std::vector<crypto::Entry> out;
    while (out.size() < size) {
        const auto lines = reading->lines(out.size(), 100).value();
        for (const auto& line : lines)
            out.push_back(crypto::Entry::decode(line.entry).value());
    }
    return out;
}

crypto::Bytes Office::note(std::string_view name) {
    return m_store->reader().value()->note(name).value().value_or(crypto::Bytes{});
}

std::string Office::whatIsWrongOnDisk() {
    close();
    storage::sqlcipher::Faults faults([](Reason) {});
    std::string wrong = "cannot be opened";
    {
        auto connection = storage::sqlcipher::Connection::open(
            {kName, storage::sqlcipher::ConnectionOptions::Access::Write, 1024, m_vfs.name()},
            keyOf(1),
            faults);
        if (connection.ok()) wrong = whichRowsBelongToNothing(*connection.value());
    }
    open();
    return wrong;
}

std::string Office::feed(crypto::Replay& replay, storage::Reading& reading, std::uint64_t size) {
    for (std::uint64_t at = 0; at < size;) {
        const auto lines = reading.lines(at, 100);
        if (!lines.ok() || lines.value().empty()) return "lines cannot be read";
        for (const auto& line : lines.value()) {
            replay.addWithDetail({line.entry, line.payload, line.answer, line.attachments},
                                 line.detail);
        }
        at += lines.value().size();
    }
    for (std::uint64_t from = 0; from <= size;) {
        const auto texts = reading.checkpoints(from, size);
        if (!texts.ok()) return "checkpoints cannot be read";
        if (texts.value().empty()) break;
        for (const auto& text : texts.value())
            replay.addCheckpoint(text);
        const std::string origin = crypto::logOrigin(story.instance());
        const auto last = crypto::openCheckpoint(
            texts.value().back(), origin, origin, story.logKey().publicKey());
        if (!last.ok()) return "a checkpoint that the log's key did not sign";
        from = last.value().size + 1;
    }
    return {};
}

std::string Office::whatIsWrong() {
    const auto start = m_store->start();
    if (!start.ok()) return "does not start";
    auto reading = std::move(m_store->reader()).value();
    // Delivered ⇒ logged: every entry that somebody was handed stands where it was said to stand.
    for (const Told& told : book) {
        const auto line = reading->line(told.sequence);
        if (!line.ok() || !line.value() || line.value()->entry != told.entry) {
            return "told and not in the log: entry " + std::to_string(told.sequence);
        }
    }
    // One history: every head that somebody was shown is a head of this log; and every request is
    // in it once, decided as the rules say.
    crypto::Replay replay(story.instance(), 0);
    if (auto wrong = feed(replay, *reading, start.value().size); !wrong.empty()) return wrong;
    for (const Told& told : book)
        replay.addWitnessedHead(told.head);
    replay.finish();
    if (!replay.problems().empty()) {
        const auto& first = replay.problems().front();
        return std::string(crypto::nameOf(first.reason)) + " at entry " +
               std::to_string(first.sequence);
    }
    // At most one lead, and the same to whoever asks the store and to whoever replays the log.
    const crypto::Directory directory;
    const auto look = m_store->begin(directory);
    if (!look.ok()) return "no transaction";
    const auto kept = look.value()->household(story.household());
    if (!kept.ok() || !kept.value()) return "no household";
    const auto& followed = replay.world().households();
    const auto at = followed.find(story.household());
    if (at == followed.end() || at->second != *kept.value()) return "state of the household";
    if (!kept.value()->lead) return "no lead";
    return {};
}

}  // namespace voordeur::test::crash
