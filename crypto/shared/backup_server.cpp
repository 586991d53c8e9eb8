#include "crypto/shared/backup_server.h"

#include "crypto/shared/armor.h"
#include "crypto/shared/codec.h"

namespace voordeur::crypto {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::string_view kLabel = "BACKUP SERVER";

}  // namespace

std::string BackupServer::encode() const {
    Writer w;
    w.u8(kVersion).fixed(instance).fixed(logKey);
    return armored(kLabel, w.view());
}

Result<BackupServer> BackupServer::decode(std::string_view text) {
    VD_ASSIGN(const Bytes bytes, unarmored(kLabel, text));
    Reader r(bytes);
    VD_REQUIRE(r.u8() == kVersion, Reason::UnknownVersion);
    BackupServer out;
    out.instance = r.fixed<32>();
    out.logKey = r.fixed<32>();
    VD_RETURN_IF_ERROR(r.finish());
    return out;
}

}  // namespace voordeur::crypto
