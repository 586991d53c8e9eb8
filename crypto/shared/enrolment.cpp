#include "crypto/shared/enrolment.h"

#include "crypto/shared/codec.h"

namespace voordeur::crypto {

Bytes Enrolment::maced() const {
    Writer w;
    w.fixed(invitation.bytes).fixed(person.bytes).fixed(signKey).fixed(sealKey).fixed(tlsKey);
    w.flag(teamKey.has_value());
    if (teamKey) w.fixed(*teamKey);
    return w.take();
}

Bytes Enrolment::signedBytes() const {
    Bytes out = maced();
    append(out, mac);
    return out;
}

Bytes Enrolment::encode() const {
    Bytes out = signedBytes();
    append(out, signature);
    return out;
}

Result<Enrolment> Enrolment::decode(ByteView bytes) {
    Reader r(bytes);
    Enrolment out;
    out.invitation = {r.fixed<16>()};
    out.person = {r.fixed<16>()};
    out.signKey = r.fixed<32>();
    out.sealKey = r.fixed<32>();
    out.tlsKey = r.fixed<32>();
    if (r.flag()) out.teamKey = r.fixed<32>();
    out.mac = r.fixed<32>();
    out.signature = r.fixed<64>();
    VD_RETURN_IF_ERROR(r.finish());
    return out;
}

}  // namespace voordeur::crypto
