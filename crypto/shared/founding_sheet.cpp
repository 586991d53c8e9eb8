#include "crypto/shared/founding_sheet.h"

#include "crypto/base/limits.h"
#include "crypto/shared/armor.h"
#include "crypto/shared/codec.h"

namespace voordeur::crypto {

namespace {
constexpr std::string_view kLabel = "FOUNDING SHEET";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kPemBytesMax = 8192;
}  // namespace

std::string FoundingSheet::encode() const {
    Writer w;
    w.u8(kVersion).text(address).text(serverCaPem).fixed(serverCa).fixed(deviceCa).fixed(logKey);
    for (const auto& key : oprfKeys)
        w.fixed(key);
    w.text(certificatePem).text(keyPem).u64(expires);
    return armored(kLabel, w.view());
}

Result<FoundingSheet> FoundingSheet::decode(std::string_view text) {
    VD_ASSIGN(const Bytes bytes, unarmored(kLabel, text));
    Reader r(bytes);
    if (r.u8() != kVersion) r.fail(Reason::UnknownVersion);
    FoundingSheet out;
    out.address = r.text(limits::kTextBytesMax);
    out.serverCaPem = r.text(kPemBytesMax);
    out.serverCa = r.fixed<32>();
    out.deviceCa = r.fixed<32>();
    out.logKey = r.fixed<32>();
    for (auto& key : out.oprfKeys)
        key = r.fixed<32>();
    out.certificatePem = r.text(kPemBytesMax);
    out.keyPem = r.text(kPemBytesMax);
    out.expires = r.u64();
    VD_RETURN_IF_ERROR(r.finish());
    return out;
}

}  // namespace voordeur::crypto
