#include "tests/races/desk.h"

#include "crypto/base/mutex.h"
#include "server/storage/sqlcipher/open.h"
#include "tests/races/stopping_store.h"
#include "tests/support/seeded_random.h"

#include <cstdlib>
#include <filesystem>
#include <future>
#include <iostream>
#include <utility>

namespace voordeur::test::races {

using crypto::Bytes;
using crypto::OprfKey;
using crypto::Result;
using server::domain::OutgoingAnswer;
using server::domain::Service;
using server::log::Submission;
using server::log::Writer;
using server::log::WriterLimits;
using server::log::Written;
using server::storage::Store;

namespace {

constexpr std::size_t kWaitingMax = 4096;

[[noreturn]] void endOnFailure(Reason reason) {
    std::cerr << "the store failed: " << crypto::nameOf(reason) << "\n";
    std::abort();
}

crypto::SecretBytes storeKey() {
    return crypto::SecretBytes::copyOf(Bytes(32, 1));
}

/// The server's own randomness: any thread asks for it.
class LockedRandom final : public crypto::RandomSource {
public:
    explicit LockedRandom(std::uint64_t seed) : m_random(seed) {}
    void fill(std::span<std::uint8_t> out) override {
        const crypto::MutexLock lock(m_mutex);
        m_random.fill(out);
    }

private:
    crypto::Mutex m_mutex;
    SeededRandom m_random VD_GUARDED_BY(m_mutex);
};

class NoCertificates final : public server::domain::CertificateIssuer {
public:
    Result<Bytes> forDevice(const crypto::DeviceId&, crypto::ByteView) override {
        return Reason::Internal;
    }
    Result<Bytes> forInvitation(const crypto::InvitationId&,
                                crypto::ByteView,
                                crypto::UnixMillis) override {
        return Reason::Internal;
    }
};

/// Refusals of strangers and forgetting wait for time that passes; here none does.
WriterLimits limitsOf(std::size_t batchMax) {
    WriterLimits out;
    out.batchMax = batchMax;
    out.authFailInterval = std::chrono::hours(1000);
    return out;
}

Submission submissionOf(const crypto::LogLine& line, const Bytes& detail) {
    const auto entry = crypto::Entry::decode(line.entry).value();
    Submission out;
    out.statement = entry.parsedStatement().value();
    out.encodedStatement = entry.statement;
    out.signature = entry.signature;
    out.payload = line.payload;
    out.attachments = line.attachments;
    out.detail = detail;
    if (out.statement.method == crypto::Method::Evaluate) out.preparedAnswer = line.answer;
    return out;
}

/// The scene's log, written by the server's own writer: once a process, then copied.
class Template {
public:
    explicit Template(const Scene& scene) {
        const auto key = storeKey();
        VD_CHECK(server::storage::createSqlcipherStore(path(), key).ok());
        auto store = server::storage::openSqlcipherStore(path(), key, endOnFailure).value();
        HandClock clock(LogBuilder::kStart);
        auto writer =
            Writer::start({*store, clock, scene.log().logKey(), endOnFailure}, limitsOf(1)).value();
        for (std::size_t i = 0; i < scene.log().lines().size(); ++i) {
            const auto& line = scene.log().lines()[i];
            clock.move(crypto::Entry::decode(line.entry).value().time - clock.now());
            std::promise<bool> done;
            const auto written = [&](const Result<Written>& result) {
                done.set_value(result.ok() && !result.value().refused &&
                               result.value().sequence == i);
            };
            VD_CHECK(writer->submit(submissionOf(line, scene.log().details()[i]), written).ok());
            VD_CHECK(done.get_future().get());
        }
    }
    [[nodiscard]] std::string path() const { return m_folder.file("store.db"); }

private:
    TempFolder m_folder;
};

OprfKey copyOf(const Scene& scene, crypto::IdentifierKind kind) {
    return OprfKey::fromScalar(scene.log().oprfKey(kind).scalar()).value();
}

}  // namespace

Desk::Desk(const Scene& scene, const Options& options)
    : m_scene(scene),
      m_clock(Scene::kStart),
      m_random(std::make_unique<LockedRandom>(7)),
      m_oprfKeys{copyOf(scene, crypto::kIdentifierKinds[0]),
                 copyOf(scene, crypto::kIdentifierKinds[1]),
                 copyOf(scene, crypto::kIdentifierKinds[2])},
      m_issuer(std::make_unique<NoCertificates>()) {
    static const Template made(scene);
    const std::string path = m_folder.file("store.db");
    std::filesystem::copy_file(made.path(), path);
    m_store = server::storage::openSqlcipherStore(path, storeKey(), endOnFailure).value();
    if (options.atStop) {
        m_store = stopping(std::move(m_store), options.atStop, options.forgetful);
    }
    m_executor = std::make_unique<server::domain::Executor>(options.workers, kWaitingMax);
    m_writer = Writer::start({*m_store, m_clock, scene.log().logKey(), endOnFailure},
                             limitsOf(options.batchMax))
                   .value();
    m_service = std::make_unique<Service>(Service::Parts{
        *m_store, *m_writer, *m_executor, m_clock, *m_random, m_oprfKeys, *m_issuer});
}

Desk::~Desk() {
    stop();
}

void Desk::stop() {
    m_writer.reset();
    m_executor.reset();
    m_service.reset();
}

void Desk::send(const Drafted& drafted, Reply done) {
    m_service->logged(methodOf(drafted.act.doing), drafted.call, drafted.peer, std::move(done));
}

Result<OutgoingAnswer> Desk::ask(const Drafted& drafted) {
    std::promise<Result<OutgoingAnswer>> promise;
    send(drafted, [&](Result<OutgoingAnswer> answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
}

std::vector<server::storage::StoredLine> Desk::lines(std::uint64_t first) {
    std::vector<server::storage::StoredLine> out;
    auto reader = m_store->reader().value();
    for (;;) {
        auto page = reader->lines(first + out.size(), crypto::limits::kEntriesPerPageMax).value();
        if (page.empty()) return out;
        std::ranges::move(page, std::back_inserter(out));
    }
}

}  // namespace voordeur::test::races
