#include "client/core/invitation.h"

#include "crypto/shared/armor.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/hkdf.h"

namespace voordeur::client::core {

using crypto::Reason;
using crypto::Result;
using crypto::SecretBytes;

namespace {
constexpr std::string_view kLabel = "INVITATION";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kPemBytesMax = 8192;
constexpr std::size_t kText = crypto::limits::kTextBytesMax;
constexpr std::string_view kSalt = "voordeur/v1/invitation";
}  // namespace

std::string Invitation::encode() const {
    const auto access = crypto::openKeyAccess();
    crypto::Writer w;
    w.u8(kVersion).text(municipality).text(address).text(serverCaPem).fixed(instance);
    w.u64(head.size).fixed(head.root).fixed(id.bytes).fixed(person.bytes).text(personName);
    w.fixed(team.bytes).u64(expires).fixed(secret.reveal(access)).text(certificatePem);
    w.bytes(tlsKey.reveal(access));
    return crypto::armored(kLabel, w.view());
}

Result<Invitation> Invitation::decode(std::string_view text) {
    const auto bytes = crypto::unarmored(kLabel, text);
    VD_REQUIRE(bytes.ok(), Reason::InvitationBroken);
    crypto::Reader r(bytes.value());
    if (r.u8() != kVersion) return Reason::InvitationBroken;
    Invitation out;
    out.municipality = r.text(kText);
    out.address = r.text(kText);
    out.serverCaPem = r.text(kPemBytesMax);
    out.instance = r.fixed<32>();
    out.head.size = r.u64();
    out.head.root = r.fixed<32>();
    out.id = {r.fixed<16>()};
    out.person = {r.fixed<16>()};
    out.personName = r.text(kText);
    out.team = {r.fixed<16>()};
    out.expires = r.u64();
    out.secret = SecretBytes::copyOf(r.fixed<32>());
    out.certificatePem = r.text(kPemBytesMax);
    out.tlsKey = SecretBytes::copyOf(r.bytes(kPemBytesMax));
    VD_REQUIRE(r.finish().ok(), Reason::InvitationBroken);
    return out;
}

Result<InvitationKeys> deriveKeys(const SecretBytes& secret) {
    VD_REQUIRE(secret.size() == 32, Reason::WeakKey);
    const SecretBytes extracted = crypto::hkdfExtract(crypto::viewOf(kSalt), secret);
    InvitationKeys keys;
    VD_ASSIGN(const auto token, crypto::hkdfExpandPublic(extracted, crypto::viewOf("token")));
    keys.token = crypto::toBytes(token);
    VD_ASSIGN(keys.device, crypto::hkdfExpand(extracted, crypto::viewOf("device"), 32));
    keys.network.epoch = 0;
    VD_ASSIGN(keys.network.key, crypto::hkdfExpand(extracted, crypto::viewOf("network"), 32));
    return keys;
}

}  // namespace voordeur::client::core
