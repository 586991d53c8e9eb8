#include "crypto/shared/restore_sheet.h"

#include "crypto/shared/armor.h"
#include "crypto/shared/checkpoint.h"
#include "crypto/shared/codec_parts.h"

namespace voordeur::crypto {

namespace {
constexpr std::string_view kLabel = "RESTORE SHEET";
}  // namespace

std::string RestoreSheet::encode() const {
    Writer w;
    w.u8(1).fixed(instance);
    write(w, head);
    w.u64(lastTime).u64(restoredTime).text(checkpoint);
    return armored(kLabel, w.view());
}

Result<RestoreSheet> RestoreSheet::decode(std::string_view text) {
    VD_ASSIGN(const Bytes bytes, unarmored(kLabel, text));
    return decodeWhole(bytes, [](Reader& r) {
        readVersion(r);
        RestoreSheet out;
        out.instance = r.fixed<32>();
        out.head = readLogHead(r);
        out.lastTime = r.u64();
        out.restoredTime = r.u64();
        out.checkpoint = r.text(kCheckpointBytesMax);
        require(r, out.head.size > 0 && out.lastTime <= out.restoredTime);
        return out;
    });
}

}  // namespace voordeur::crypto
