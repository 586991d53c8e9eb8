// Many callers over mutual TLS who offer, accept, refuse and withdraw the lead of one household,
// and keep on when the server dies. Prints as JSON what they were told; the script judges it.
#include "client/core/households.h"
#include "client/core/offers.h"
#include "client/core/profile.h"
#include "client/net/grpc_transport.h"
#include "crypto/base/files.h"
#include "crypto/internal/random.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <thread>

namespace voordeur::test::storm {
namespace {

using namespace client::core;  // NOLINT(google-build-using-namespace): a test that is all core
using crypto::Reason;

constexpr std::uint16_t kPurpose = 14;

struct Arguments {
    std::string profiles;
    std::string passphraseFile;
    crypto::HouseholdId household;
    int seconds = 0;
    int callersEach = 0;
    std::vector<LeadCandidate> candidates = {};
};

/// What one caller was told, by verb and outcome ("offer Done" → 12).
using Told = std::map<std::string, std::uint64_t>;

class Caller {
public:
    Caller(const Arguments& arguments, DeviceSecrets secrets, std::string folder, unsigned seed)
        : m_arguments(arguments),
          m_secrets(std::move(secrets)),
          m_folder(std::move(folder)),
          m_random(seed) {}

    void run(std::chrono::steady_clock::time_point until) {
        while (std::chrono::steady_clock::now() < until) {
            if (!m_session && !connect().ok()) {
                // The server is away; everybody comes back at another moment.
                std::this_thread::sleep_for(std::chrono::milliseconds(50 + m_random() % 200));
                continue;
            }
            const crypto::Status done = turn();
            if (done.ok() || !isAway(done.reason())) continue;
            ++told["away " + std::string(nameOf(done.reason()))];
            m_session.reset();
        }
        // What was under way when the time was over has an end too.
        for (int i = 0; i < 50 && !connect().ok(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }

    Told told;
    bool ended = false;

private:
    static bool isAway(Reason reason) {
        return reason == Reason::Unavailable || reason == Reason::DeadlineExceeded ||
               reason == Reason::Busy;
    }

    crypto::Status connect() {
        m_session.reset();
        const auto encoded = m_secrets.encode();
        VD_ASSIGN(auto secrets, DeviceSecrets::decode(encoded));
        m_transport = client::net::GrpcTransportFactory().connect({secrets.address,
                                                                   secrets.serverCaPem,
                                                                   secrets.certificatePem,
                                                                   secrets.tlsKeyPem.clone()});
        if (!m_store) {
            const auto key = m_keys.array<32>();
            VD_ASSIGN(m_store,
                      openLocalStore(m_folder + "/store.db", crypto::SecretBytes::copyOf(key)));
        }
        VD_ASSIGN(auto session,
                  Session::open(std::move(secrets), {*m_store, *m_transport, m_clock, m_keys}));
        VD_RETURN_IF_ERROR(session->sync());
        VD_RETURN_IF_ERROR(session->resumePending());
        m_session = std::move(session);
        ended = true;
        return crypto::success();
    }

    crypto::Status note(const char* verb, const crypto::Status& done) {
        ++told[std::string(verb) + " " + (done.ok() ? "Done" : std::string(nameOf(done.reason())))];
        return done;
    }

    /// Looks, then does what this person may do now, on what it saw: others are quicker.
    crypto::Status turn() {
        auto listed = listFiles(*m_session, kPurpose);
        if (!listed.ok()) return note("list", listed.error());
        const auto& id = m_arguments.household;
        const auto file = std::ranges::find_if(listed.value(),
                                               [&](const auto& one) { return one.state.id == id; });
        if (file == listed.value().end()) {
            // Another team has it now.
            ++told["list NotFound"];
            return nothingToDo();
        }
        ++told["list Done"];
        const auto& own = m_session->secrets().person;
        const auto& state = file->state;
        if (!state.offer) {
            const bool leads = state.lead && state.lead->person == own;
            return leads ? offer() : nothingToDo();
        }
        const auto asked = state.offer->body.offer;
        if (state.offer->body.toPerson == own) {
            if (m_random() % 2 == 0) {
                return note("refuse", refuseLead(*m_session, id, kPurpose, asked, "Geen ruimte."));
            }
            return note("accept", acceptLead(*m_session, id, kPurpose, asked));
        }
        if (state.offer->fromPerson == own) {
            return note("withdraw", withdrawLead(*m_session, id, kPurpose, asked));
        }
        return nothingToDo();
    }

    /// Leaves the processor to those who have something to do.
    static crypto::Status nothingToDo() {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        return crypto::success();
    }

    crypto::Status offer() {
        const auto& all = m_arguments.candidates;
        const auto& to = all.at(m_random() % all.size());
        if (to.person == m_session->secrets().person) return crypto::success();
        const auto& id = m_arguments.household;
        const auto offered = offerLead(*m_session, id, kPurpose, to);
        if (!offered.ok()) return note("offer", offered.error());
        ++told["offer Done"];
        // Second thoughts, while the other may be saying yes.
        if (m_random() % 3 != 0) return crypto::success();
        return note("withdraw", withdrawLead(*m_session, id, kPurpose, offered.value()));
    }

    const Arguments& m_arguments;
    DeviceSecrets m_secrets;
    std::string m_folder;
    std::mt19937_64 m_random;
    crypto::SystemRandom m_keys;
    crypto::SystemClock m_clock;
    std::unique_ptr<LocalStore> m_store;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Session> m_session;
};

crypto::Result<std::vector<DeviceSecrets>> openDevices(const Arguments& arguments) {
    const crypto::SystemClock clock;
    crypto::SystemRandom random;
    VD_ASSIGN(auto bytes, crypto::readFile(arguments.passphraseFile));
    while (!bytes.empty() && bytes.back() == '\n')
        bytes.pop_back();
    const auto passphrase = crypto::SecretBytes::copyOf(bytes);
    std::vector<DeviceSecrets> devices;
    for (const auto& entry : std::filesystem::directory_iterator(arguments.profiles)) {
        if (!entry.path().filename().string().starts_with("coach")) continue;
        Profile profile(entry.path(), clock, random);
        VD_ASSIGN(auto secrets, profile.open(passphrase));
        devices.push_back(std::move(secrets));
    }
    return devices;
}

int run(Arguments& arguments, const std::string& folder) {
    const auto devices = openDevices(arguments);
    if (!devices.ok()) {
        std::cerr << "devices: " << nameOf(devices.reason()) << "\n";
        return 2;
    }
    std::vector<std::unique_ptr<Caller>> callers;
    for (const auto& device : devices.value())
        arguments.candidates.push_back({device.person, device.team});
    for (const auto& device : devices.value()) {
        for (int i = 0; i < arguments.callersEach; ++i) {
            const auto own = folder + "/" + std::to_string(callers.size());
            std::filesystem::create_directory(own);
            std::filesystem::permissions(own, std::filesystem::perms::owner_all);
            auto copy = DeviceSecrets::decode(device.encode());
            callers.push_back(std::make_unique<Caller>(
                arguments, std::move(copy).value(), own, static_cast<unsigned>(callers.size())));
        }
    }
    std::cout << "{\"ready\": " << callers.size() << "}\n" << std::flush;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(arguments.seconds);
    std::vector<std::thread> threads;
    for (auto& caller : callers)
        threads.emplace_back([&caller, until] { caller->run(until); });
    for (auto& thread : threads)
        thread.join();
    Told total;
    std::uint64_t ended = 0;
    for (const auto& caller : callers) {
        for (const auto& [what, count] : caller->told)
            total[what] += count;
        ended += caller->ended ? 1 : 0;
    }
    std::cout << nlohmann::json{{"told", total}, {"ended", ended}}.dump() << "\n";
    return 0;
}

}  // namespace
}  // namespace voordeur::test::storm

int main(int argc, char** argv) {
    using namespace voordeur;  // NOLINT(google-build-using-namespace): main
    if (argc != 7) {
        std::cerr << "voordeur_lead_storm PROFILES PASSPHRASE-FILE HOUSEHOLD SECONDS EACH FOLDER\n";
        return 2;
    }
    const auto household = crypto::HouseholdId::fromHexText(argv[3]);
    if (!household) return 2;
    test::storm::Arguments arguments{
        argv[1], argv[2], *household, std::atoi(argv[4]), std::atoi(argv[5])};
    return test::storm::run(arguments, argv[6]);
}
