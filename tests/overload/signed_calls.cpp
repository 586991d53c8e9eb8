// voordeur_signed_calls PROFILE PASSPHRASE-FILE HOUSEHOLD COUNT FILE
//
// Writes calls that this device signed, ready to be sent by anybody who has its certificate: a
// program that knows no cryptography can then press on a server as hard as it likes. For tests
// alone: the file holds the device's TLS key.
#include "client/core/profile.h"
#include "client/net/grpc_transport.h"
#include "client/net/wire_messages.h"
#include "crypto/base/files.h"
#include "crypto/internal/random.h"
#include "tests/bench/signed_call.h"
#include "tests/integration/town/need.h"
#include "voordeur/v1/log_service.pb.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <iostream>

namespace voordeur::test::overload {
namespace {

using client::core::CallDraft;
using client::core::Session;
using crypto::Method;

constexpr std::uint16_t kPurpose = 14;
constexpr std::uint8_t kFiller = 0x5a;
/// Of a request that is heavy, and nothing else: nearly what one message may be.
constexpr std::size_t kHeavyBytes = crypto::limits::kMessageBytesMax - 64 * 1024;

std::string hexOf(const std::string& bytes) {
    return crypto::toHex(crypto::viewOf(bytes));
}

std::string wireOf(Session& session, CallDraft draft, std::vector<crypto::KnownState> known) {
    auto call = bench::signCall(session, std::move(draft));
    call.request.known = std::move(known);
    return client::net::toWire(call.request).SerializeAsString();
}

CallDraft opening(const crypto::HouseholdId& id) {
    CallDraft draft;
    draft.method = Method::OpenHousehold;
    draft.purpose = kPurpose;
    draft.households = {id};
    crypto::OpenPayload payload;
    payload.known.push_back({id, 0});
    draft.payload = payload.encode();
    return draft;
}

/// Rightly signed, and its payload is no payload: refused only after all of it was hashed.
CallDraft heavy() {
    CallDraft draft;
    draft.method = Method::Commit;
    draft.purpose = kPurpose;
    draft.payload = crypto::Bytes(kHeavyBytes, kFiller);
    return draft;
}

void write(const char* const* words) {
    const crypto::SystemClock clock;
    crypto::SystemRandom random;
    auto passphrase = need(crypto::readFile(words[1]), "the passphrase");
    while (!passphrase.empty() && passphrase.back() == '\n')
        passphrase.pop_back();
    client::core::Profile profile(words[0], clock, random);
    auto secrets = need(profile.open(crypto::SecretBytes::copyOf(passphrase)), "the profile");
    const auto id = crypto::HouseholdId::fromHexText(words[2]);
    if (!id) throw std::invalid_argument("no household has such a name");
    nlohmann::json out{{"address", secrets.address},
                       {"ca", secrets.serverCaPem},
                       {"certificate", secrets.certificatePem},
                       {"key", crypto::textOf(secrets.tlsKeyPem.reveal(crypto::openKeyAccess()))}};
    auto store = need(profile.localStore(secrets), "the store");
    const auto transport = client::net::GrpcTransportFactory().connect(
        {secrets.address, secrets.serverCaPem, secrets.certificatePem, secrets.tlsKeyPem.clone()});
    auto session =
        need(Session::open(std::move(secrets), {*store, *transport, clock, random}), "a session");
    need(session->sync(), "to know the head");
    for (unsigned long left = std::strtoul(words[3], nullptr, 10); left > 0; --left)
        out["open"].push_back(hexOf(wireOf(*session, opening(*id), {{*id, 0}})));
    out["heavy"] = hexOf(wireOf(*session, heavy(), {}));
    need(crypto::writeNewFile(words[4], crypto::viewOf(out.dump())), "to write the file");
}

}  // namespace
}  // namespace voordeur::test::overload

int main(int argc, char** argv) {
    if (argc != 6) {
        std::cerr << "voordeur_signed_calls PROFILE PASSPHRASE-FILE HOUSEHOLD COUNT FILE\n";
        return 2;
    }
    try {
        voordeur::test::overload::write(argv + 1);
        return 0;
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << "\n";
        return 1;
    }
}
