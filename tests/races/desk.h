#pragma once

#include "server/domain/service.h"
#include "tests/races/drafting.h"
#include "tests/support/temp_folder.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace voordeur::test::races {

/// A clock that stands still until it is moved.
class HandClock final : public crypto::Clock {
public:
    explicit HandClock(UnixMillis start) : m_now(start) {}
    [[nodiscard]] UnixMillis now() const override { return m_now.load(); }
    void move(UnixMillis by) { m_now += by; }

private:
    std::atomic<UnixMillis> m_now;
};

/// Places where a thread of the server comes by, in the store that it was handed.
enum class Stop : std::uint8_t {
    Begin,      // the writer has taken a group and begins its transaction
    Commit,     // the group is judged, and not yet durable
    Committed,  // durable, and nobody knows
    Read,       // a worker wants to read what an answer names
    Rested,     // the writer answered the group; it takes the next, if there is one
};
using AtStop = std::function<void(Stop)>;

/// The server's own domain, writer and SQLCipher store, without gRPC, on a copy of the scene's
/// store. A store that fails ends the process.
///
/// Thread: one at a time; `send`, `head` and `store` from any.
class Desk {
public:
    struct Options {
        std::size_t workers = 2;
        std::size_t batchMax = 256;
        /// Called on the server's threads; empty: nobody stops.
        AtStop atStop = {};
        /// A fault on purpose: each call of a group is judged by the household as it was before
        /// the whole group.
        bool forgetful = false;
    };
    Desk(const Scene& scene, const Options& options);
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    Desk(Desk&&) = delete;
    Desk& operator=(Desk&&) = delete;

    using Reply = server::domain::Service::Reply<server::domain::OutgoingAnswer>;
    void send(const Drafted& drafted, Reply done);
    /// Sends, and waits.
    crypto::Result<server::domain::OutgoingAnswer> ask(const Drafted& drafted);

    [[nodiscard]] HandClock& clock() { return m_clock; }
    [[nodiscard]] crypto::LogHead head() const { return m_writer->head().head; }
    [[nodiscard]] server::domain::Service& service() { return *m_service; }
    [[nodiscard]] server::storage::Store& store() { return *m_store; }
    [[nodiscard]] server::domain::Executor& executor() { return *m_executor; }
    /// Lines from `first` on, as many as there are.
    std::vector<server::storage::StoredLine> lines(std::uint64_t first);
    /// Ends writer and workers; the store stays.
    void stop();

private:
    const Scene& m_scene;
    TempFolder m_folder;
    HandClock m_clock;
    std::unique_ptr<crypto::RandomSource> m_random;
    std::array<crypto::OprfKey, 3> m_oprfKeys;
    std::unique_ptr<server::domain::CertificateIssuer> m_issuer;
    std::unique_ptr<server::storage::Store> m_store;
    std::unique_ptr<server::domain::Executor> m_executor;
    std::unique_ptr<server::log::Writer> m_writer;
    std::unique_ptr<server::domain::Service> m_service;
};

}  // namespace voordeur::test::races
