#include "client/core/device_secrets.h"

#include "crypto/shared/codec.h"

#include <algorithm>

namespace voordeur::client::core {

using crypto::Bytes;
using crypto::Reason;
using crypto::Result;
using crypto::SecretBytes;

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kPemBytesMax = 8192;
// Teams of one person times years of their keys.
constexpr std::size_t kKeysMax = 1000;

void writeSecret(crypto::Writer& w, const SecretBytes& secret) {
    w.bytes(secret.reveal(crypto::openKeyAccess()));
}

SecretBytes readSecret(crypto::Reader& r, std::size_t max) {
    return SecretBytes::copyOf(r.bytes(max));
}

}  // namespace

const crypto::NetworkKey* DeviceSecrets::network(std::uint32_t epoch) const {
    const auto found = std::find_if(
        networkKeys.begin(), networkKeys.end(), [&](const auto& k) { return k.epoch == epoch; });
    return found == networkKeys.end() ? nullptr : &*found;
}

const TeamSecret* DeviceSecrets::teamKey(const crypto::TeamId& wanted, std::uint32_t epoch) const {
    const auto found = std::find_if(teamKeys.begin(), teamKeys.end(), [&](const auto& k) {
        return k.team == wanted && k.epoch == epoch;
    });
    return found == teamKeys.end() ? nullptr : &*found;
}

SecretBytes DeviceSecrets::encode() const {
    crypto::Writer w;
    w.u8(kVersion).fixed(instance).text(municipality).text(address);
    w.text(serverCaPem).text(certificatePem);
    writeSecret(w, tlsKeyPem);
    writeSecret(w, signing.seed());
    writeSecret(w, sealing.secret());
    w.fixed(device.bytes).fixed(person.bytes).fixed(team.bytes);
    w.u32(static_cast<std::uint32_t>(networkKeys.size()));
    for (const auto& key : networkKeys) {
        w.u32(key.epoch);
        writeSecret(w, key.key);
    }
    w.u32(static_cast<std::uint32_t>(teamKeys.size()));
    for (const auto& key : teamKeys) {
        w.fixed(key.team.bytes).u32(key.epoch);
        writeSecret(w, key.key.secret());
    }
    Bytes plain = w.take();
    SecretBytes out = SecretBytes::copyOf(plain);
    crypto::wipe(plain);
    return out;
}

Result<DeviceSecrets> DeviceSecrets::decode(const SecretBytes& bytes) {
    crypto::Reader r(bytes.reveal(crypto::openKeyAccess()));
    if (r.u8() != kVersion) return Reason::KeystoreBroken;
    const auto instance = r.fixed<32>();
    std::string municipality = r.text(crypto::limits::kTextBytesMax);
    std::string address = r.text(crypto::limits::kTextBytesMax);
    std::string ca = r.text(kPemBytesMax);
    std::string certificate = r.text(kPemBytesMax);
    SecretBytes tls = readSecret(r, kPemBytesMax);
    auto signing = crypto::SigningKey::fromSeed(readSecret(r, 32));
    auto sealing = crypto::SealKeyPair::fromSecret(readSecret(r, 32));
    if (!signing.ok() || !sealing.ok()) return Reason::KeystoreBroken;
    DeviceSecrets out{instance,
                      std::move(municipality),
                      std::move(address),
                      std::move(ca),
                      std::move(certificate),
                      std::move(tls),
                      std::move(signing).value(),
                      std::move(sealing).value(),
                      {},
                      {},
                      {},
                      {},
                      {}};
    out.device = {r.fixed<16>()};
    out.person = {r.fixed<16>()};
    out.team = {r.fixed<16>()};
    const std::size_t networks = r.count(kKeysMax, 8);
    for (std::size_t i = 0; i < networks; ++i) {
        const std::uint32_t epoch = r.u32();
        out.networkKeys.push_back({epoch, readSecret(r, 32)});
    }
    const std::size_t teams = r.count(kKeysMax, 24);
    for (std::size_t i = 0; i < teams; ++i) {
        const crypto::TeamId team{r.fixed<16>()};
        const std::uint32_t epoch = r.u32();
        auto pair = crypto::SealKeyPair::fromSecret(readSecret(r, 32));
        if (!pair.ok()) return Reason::KeystoreBroken;
        out.teamKeys.push_back({team, epoch, std::move(pair).value()});
    }
    if (!r.finish().ok()) return Reason::KeystoreBroken;
    return out;
}

}  // namespace voordeur::client::core
