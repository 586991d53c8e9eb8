#include "client/core/profile.h"

#include "crypto/base/files.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/hkdf.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

namespace voordeur::client::core {

using crypto::Bytes;
using crypto::Reason;
using crypto::SecretBytes;
using crypto::success;

namespace {

constexpr const char* kKeystore = "sleutels.vdks";
constexpr const char* kStore = "geheugen.db";
constexpr const char* kTries = "pogingen";
constexpr const char* kPending = "aanmelding";
// Five mistakes are human; from then on each costs twice the wait of the one before.
constexpr std::uint32_t kFreeTries = 5;
constexpr std::uint64_t kFirstWaitMillis = 30'000;
constexpr std::size_t kTlsKeyBytesMax = 1024;
constexpr std::uint64_t kWaitMillisMax = 15ULL * 60 * 1000;

struct Tries {
    std::uint32_t wrong = 0;
    crypto::UnixMillis last = 0;
};

Tries readTries(const std::string& path) {
    const auto bytes = crypto::readFile(path);
    if (!bytes.ok()) return {};
    crypto::Reader r(bytes.value());
    const Tries tries{r.u32(), r.u64()};
    return r.finish().ok() ? tries : Tries{};
}

std::uint64_t waitAfter(std::uint32_t wrong) {
    if (wrong < kFreeTries) return 0;
    const std::uint32_t doublings = std::min<std::uint32_t>(wrong - kFreeTries, 10);
    return std::min(kFirstWaitMillis << doublings, kWaitMillisMax);
}

}  // namespace

Profile::Profile(std::string directory, const crypto::Clock& clock, crypto::RandomSource& random)
    : m_directory(std::move(directory)), m_clock(clock), m_random(random) {}

std::string Profile::path(const char* name) const {
    return m_directory + "/" + name;
}

bool Profile::exists() const {
    return ::access(path(kKeystore).c_str(), F_OK) == 0;
}

Result<SecretBytes> Profile::create(const DeviceSecrets& secrets, const SecretBytes& passphrase) {
    VD_RETURN_IF_ERROR(crypto::makePrivateDirectory(m_directory));
    VD_REQUIRE(!exists(), Reason::FileExists);
    const SecretBytes noDeviceSecret;
    VD_ASSIGN(
        auto created,
        crypto::Keystore::create(
            {passphrase, noDeviceSecret}, secrets.encode(), crypto::KdfParameters{}, m_random));
    VD_RETURN_IF_ERROR(crypto::writeNewFile(path(kKeystore), created.keystore.bytes()));
    m_open = std::move(created.keystore);
    return std::move(created.recoveryCode);
}

Result<crypto::Keystore> Profile::openFile(const char* name, const SecretBytes& passphrase) {
    VD_REQUIRE(retryAfterMillis() == 0, Reason::TryLater);
    VD_ASSIGN(const Bytes bytes, crypto::readFile(path(name)));
    const SecretBytes noDeviceSecret;
    auto keystore = crypto::Keystore::open(bytes, {passphrase, noDeviceSecret});
    if (!keystore.ok()) {
        if (keystore.reason() == Reason::PassphraseWrong) noteWrong();
        return keystore.error();
    }
    ::unlink(path(kTries).c_str());
    return keystore;
}

Result<DeviceSecrets> Profile::open(const SecretBytes& passphrase) {
    if (!exists() && hasPending()) return Reason::WaitingForAdmission;
    VD_REQUIRE(exists(), Reason::NotFound);
    VD_ASSIGN(auto keystore, openFile(kKeystore, passphrase));
    VD_ASSIGN(auto secrets, DeviceSecrets::decode(keystore.payload()));
    m_open = std::move(keystore);
    return secrets;
}

Status Profile::recover(const SecretBytes& code, const SecretBytes& passphrase) {
    VD_REQUIRE(exists(), Reason::NotFound);
    VD_REQUIRE(retryAfterMillis() == 0, Reason::TryLater);
    VD_ASSIGN(const Bytes bytes, crypto::readFile(path(kKeystore)));
    auto keystore = crypto::Keystore::openWithRecovery(bytes, code);
    if (!keystore.ok()) {
        if (keystore.reason() == Reason::PassphraseWrong) noteWrong();
        return keystore.error();
    }
    const SecretBytes noDeviceSecret;
    VD_RETURN_IF_ERROR(keystore.value().changePassphrase(
        {passphrase, noDeviceSecret}, crypto::KdfParameters{}, m_random));
    VD_RETURN_IF_ERROR(crypto::replaceFile(path(kKeystore), keystore.value().bytes()));
    ::unlink(path(kTries).c_str());
    return crypto::success();
}

Status Profile::save(const DeviceSecrets& secrets) {
    VD_REQUIRE(m_open.has_value(), Reason::KeyMissing);
    VD_RETURN_IF_ERROR(m_open->replacePayload(secrets.encode(), m_random));
    return crypto::replaceFile(path(kKeystore), m_open->bytes());
}

void Profile::noteWrong() {
    Tries tries = readTries(path(kTries));
    tries.wrong = std::min<std::uint32_t>(tries.wrong + 1, 1000);
    tries.last = m_clock.now();
    crypto::Writer w;
    w.u32(tries.wrong).u64(tries.last);
    // A full disk must not keep the right passphrase out; the wrong one stays wrong.
    const Status kept = crypto::replaceFile(path(kTries), w.view());
    static_cast<void>(kept.ok());
}

std::uint64_t Profile::retryAfterMillis() const {
    const Tries tries = readTries(path(kTries));
    const std::uint64_t wait = waitAfter(tries.wrong);
    const crypto::UnixMillis now = m_clock.now();
    // A clock that was set back does not lock anybody out for longer than one wait.
    const std::uint64_t passed = now > tries.last ? now - tries.last : 0;
    return passed >= wait ? 0 : wait - passed;
}

Result<std::unique_ptr<LocalStore>> Profile::localStore(const DeviceSecrets& secrets) const {
    const SecretBytes extracted =
        crypto::hkdfExtract(crypto::viewOf("voordeur/v1/local-store"), secrets.signing.seed());
    VD_ASSIGN(const SecretBytes key, crypto::hkdfExpand(extracted, crypto::viewOf("key"), 32));
    return openLocalStore(path(kStore), key);
}

Status Profile::keepPending(const Invitation& invitation,
                            const PendingDevice& device,
                            const SecretBytes& passphrase) {
    VD_RETURN_IF_ERROR(crypto::makePrivateDirectory(m_directory));
    const SecretBytes secrets = device.secrets.encode();
    const auto access = crypto::openKeyAccess();
    crypto::Writer w;
    w.text(invitation.encode()).bytes(secrets.reveal(access));
    w.bytes(device.teamKey.secret().reveal(access)).bytes(device.tlsKey);
    Bytes plain = w.take();
    const SecretBytes payload = SecretBytes::copyOf(plain);
    crypto::wipe(plain);
    const SecretBytes noDeviceSecret;
    // Its recovery code is nobody's: whoever forgets the passphrase now asks for a new invitation.
    VD_ASSIGN(const auto created,
              crypto::Keystore::create(
                  {passphrase, noDeviceSecret}, payload, crypto::KdfParameters{}, m_random));
    return crypto::replaceFile(path(kPending), created.keystore.bytes());
}

bool Profile::hasPending() const {
    return ::access(path(kPending).c_str(), F_OK) == 0;
}

Result<Profile::Pending> Profile::pending(const SecretBytes& passphrase) {
    VD_REQUIRE(hasPending(), Reason::NotFound);
    VD_ASSIGN(const auto keystore, openFile(kPending, passphrase));
    crypto::Reader r(keystore.payload().reveal(crypto::openKeyAccess()));
    const std::string text = r.text(std::size_t{64} * 1024);
    const SecretBytes secrets = SecretBytes::copyOf(r.bytes(std::size_t{64} * 1024));
    auto teamKey = crypto::SealKeyPair::fromSecret(SecretBytes::copyOf(r.bytes(32)));
    Bytes tlsKey = crypto::toBytes(r.bytes(kTlsKeyBytesMax));
    VD_REQUIRE(r.finish().ok() && teamKey.ok(), Reason::KeystoreBroken);
    VD_ASSIGN(auto invitation, Invitation::decode(text));
    VD_ASSIGN(auto device, DeviceSecrets::decode(secrets));
    return Pending{std::move(invitation),
                   {std::move(device), std::move(teamKey).value(), std::move(tlsKey)}};
}

void Profile::dropPending() {
    ::unlink(path(kPending).c_str());
}

}  // namespace voordeur::client::core
