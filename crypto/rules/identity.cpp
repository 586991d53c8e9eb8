#include "crypto/base/limits.h"
#include "crypto/rules/decide.h"

namespace voordeur::crypto {
namespace {

Status checkSignature(const Directory& directory,
                      const Statement& statement,
                      ByteView encoded,
                      const Signature64& signature) {
    const Directory::KnownDevice* known = directory.device(statement.device);
    VD_REQUIRE(known != nullptr, Reason::Unauthenticated);
    const bool signedByIt = verify(
        known->device.signKey, kStatementSignature, directory.instance(), encoded, signature);
    VD_REQUIRE(signedByIt, Reason::SignatureBroken);
    return success();
}

}  // namespace

Status checkTime(const Statement& statement, UnixMillis at) {
    const UnixMillis said = statement.time;
    const UnixMillis apart = said > at ? said - at : at - said;
    VD_REQUIRE(apart <= limits::kClockSkewMillis, Reason::ClockSkew);
    return success();
}

Status checkIdentity(const Directory& directory,
                     const Statement& statement,
                     const LogPosition& at) {
    const Directory::KnownDevice* known = directory.device(statement.device);
    VD_REQUIRE(known != nullptr, Reason::Unauthenticated);
    VD_REQUIRE(directory.confersAt(statement.device, at.sequence), Reason::DeviceRevoked);
    VD_RETURN_IF_ERROR(checkTime(statement, at.time));
    VD_REQUIRE(known->device.person == statement.person, Reason::Denied);
    VD_REQUIRE(directory.role(statement.person, statement.team) == statement.role, Reason::Denied);
    return success();
}

Status authenticate(const Directory& directory,
                    const Statement& statement,
                    ByteView encoded,
                    const Signature64& signature,
                    const LogPosition& at) {
    VD_REQUIRE(directory.founded(), Reason::NotFounded);
    VD_RETURN_IF_ERROR(checkSignature(directory, statement, encoded, signature));
    return checkIdentity(directory, statement, at);
}

Status authenticateFounding(const Statement& statement,
                            ByteView encoded,
                            const Signature64& signature,
                            ByteView payload,
                            const LogPosition& at) {
    VD_REQUIRE(statement.method == Method::Found, Reason::NotFounded);
    VD_ASSIGN(const FoundPayload found, FoundPayload::decode(payload));
    Directory directory;
    VD_RETURN_IF_ERROR(directory.found(found, at.sequence));
    return authenticate(directory, statement, encoded, signature, at);
}

}  // namespace voordeur::crypto
