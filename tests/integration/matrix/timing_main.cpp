// Whether somebody can tell by the time of an answer what it does not say: asks in every state, in
// random order, many times, and compares the times of those that must look alike.
#include "client/net/grpc_transport.h"
#include "crypto/internal/random.h"
#include "tests/integration/matrix/distributions.h"
#include "tests/integration/matrix/questions.h"
#include "tests/integration/town/direct_transport.h"
#include "tests/integration/town/need.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace voordeur;        // NOLINT(google-build-using-namespace): main
using namespace voordeur::test;  // NOLINT(google-build-using-namespace): main

constexpr int kRoundsUsual = 1000;
/// Beyond that the quota of a day is used up by the agency that asks most.
constexpr int kRoundsMost = 1800;
constexpr int kWarmUp = 60;

class DirectTransports final : public client::core::TransportFactory {
public:
    explicit DirectTransports(TestServer& server) : m_server(server) {}
    std::unique_ptr<client::core::Transport> connect(
        client::core::TransportIdentity identity) override {
        return connectDirectly(m_server, identity);
    }

private:
    TestServer& m_server;
};

/// Microseconds of every question, in the order of the questions.
using Times = std::vector<std::vector<double>>;

Times measure(Questions& questions, int rounds) {
    const auto& all = questions.all();
    Times times(all.size());
    std::vector<std::size_t> order(all.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::mt19937_64 engine(std::random_device{}());
    for (int round = -kWarmUp; round < rounds; ++round) {
        std::ranges::shuffle(order, engine);
        for (const std::size_t i : order) {
            const auto request = questions.signedNow(all[i]);
            auto& transport = all[i].asker->transport();
            const auto before = std::chrono::steady_clock::now();
            const auto answer = transport.call(all[i].ask.method, request);
            const std::chrono::duration<double, std::micro> took =
                std::chrono::steady_clock::now() - before;
            if (!answer.ok() && answer.reason() == crypto::Reason::QuotaExceeded) {
                throw std::runtime_error("the quota of the day is used up");
            }
            if (round >= 0) times[i].push_back(took.count());
        }
    }
    return times;
}

void say(const std::string& name, const Difference& found, const char* verdict) {
    std::printf("%-62.62s %8.1f  %+6.2f %%  [%+6.2f, %+6.2f]  %5.3f  %8.2g  %s\n",
                name.c_str(),
                found.median,
                found.shift * 100,
                found.shiftLow * 100,
                found.shiftHigh * 100,
                found.longer,
                found.p,
                verdict);
}

/// Every state against the first of its group. Returns how many can be told apart.
int compare(const Questions& questions, const Times& times) {
    crypto::SystemRandom random;
    std::printf("%-62s %8s  %8s  %16s  %5s  %8s\n",
                "group, state against the first of it",
                "median us",
                "shift",
                "95 of 100",
                "guess",
                "p");
    std::map<std::string, std::size_t> firsts;
    int apart = 0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const auto& question = questions.all()[i];
        const auto [first, isFirst] = firsts.try_emplace(question.group, i);
        if (isFirst) continue;
        const auto found = differenceOf(times[first->second], times[i], random);
        const bool alike = cannotBeToldApart(found);
        const std::string name = question.group + ": " + question.state;
        if (question.timeGuarded) {
            apart += alike ? 0 : 1;
            say(name, found, alike ? "alike" : "CAN BE TOLD APART");
        } else {
            say(name, found, alike ? "alike" : "(known to who can ask)");
        }
    }
    // What may be told apart, to show that this can: the scan's own planted positive.
    const auto found = differenceOf(times[firsts.at("a coach: nobody helps")],
                                    times[firsts.at("a coach: a household and help")],
                                    random);
    say("for comparison: a coach, nobody and a household with help", found, "(said by policy)");
    return apart;
}

int run(bool wire, int rounds) {
    TestServer server;
    if (wire) server.listen();
    std::unique_ptr<client::core::TransportFactory> transports;
    if (wire) {
        transports = std::make_unique<client::net::GrpcTransportFactory>();
    } else {
        transports = std::make_unique<DirectTransports>(server);
    }
    Questions questions(server, *transports);
    std::printf("%zu questions, %d times each, in random order, %s\n",
                questions.all().size(),
                rounds,
                wire ? "over mutual TLS" : "in the server's own process");
    const int apart = compare(questions, measure(questions, rounds));
    std::printf("bounds: shift below %.0f %%, guess within 0.5 +- %.2f; %d of the pairs beyond\n",
                kShiftMost * 100,
                kGuessMost,
                apart);
    return apart == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    bool wire = false;
    int rounds = kRoundsUsual;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--wire") {
            wire = true;
        } else if (word == "--rounds" && i + 1 < argc) {
            rounds = std::clamp(std::atoi(argv[++i]), 10, kRoundsMost);
        } else {
            std::cerr << "voordeur_timing [--wire] [--rounds N]  (at most " << kRoundsMost << ")\n";
            return 2;
        }
    }
    return run(wire, rounds);
}
