#pragma once

#include "tests/bench/load/histogram.h"
#include "tests/bench/load/work.h"

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace voordeur::test::bench {

/// What is to be done to the server.
struct LoadWish {
    std::map<std::string, unsigned> mix;  ///< kinds of work and their weights
    std::size_t inFlight = 64;            ///< operations under way at most
    std::size_t operations = 10'000;
    /// Operations a second, by the clock; 0: a new one whenever one has ended.
    double rate = 0;
};

/// What came of it.
struct LoadResult {
    struct Kind {
        Histogram latency;
        std::uint64_t failed = 0;
        std::string firstFailure;
    };
    std::map<std::string, Kind> kinds;
    double seconds = 0;
    std::uint64_t proofs = 0;     ///< answers whose proofs were verified: all of logged calls
    double serverCpuSeconds = 0;  ///< used by the server meanwhile
    double serverMegabytes = 0;   ///< at the end

    [[nodiscard]] std::uint64_t done() const;
    [[nodiscard]] double perSecond() const;
    [[nodiscard]] Histogram all() const;
};

/// Many devices from one thread: each has its own connection, calls are asynchronous, and no thread
/// waits for one. Requests are signed before the time starts; proofs are verified after it ends.
///
/// With a rate, an operation that finds all slots taken waits for one, and its latency counts from
/// the moment at which it was due: what a slow answer did to those who came after it is seen
/// (coordinated omission). Without one, latency counts from the sending.
/// Thread: one at a time. Ownership: borrows the scene.
class LoadEngine {
public:
    explicit LoadEngine(Scene& scene);
    ~LoadEngine();
    LoadEngine(const LoadEngine&) = delete;
    LoadEngine& operator=(const LoadEngine&) = delete;
    LoadEngine(LoadEngine&&) = delete;
    LoadEngine& operator=(LoadEngine&&) = delete;

    /// Throws when a proof does not hold.
    LoadResult run(const LoadWish& wish);

private:
    class Round;

    std::shared_ptr<grpc::Channel> channelOf(Member& member);
    Work& work(const std::string& kind, std::size_t slot);

    Scene& m_scene;
    std::map<const Member*, std::shared_ptr<grpc::Channel>> m_channels;
    std::map<std::pair<std::string, std::size_t>, std::unique_ptr<Work>> m_works;
};

}  // namespace voordeur::test::bench
