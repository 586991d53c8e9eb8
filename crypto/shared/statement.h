#pragma once

#include "crypto/base/clock.h"
#include "crypto/base/result.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/directory.h"
#include "crypto/shared/ids.h"
#include "crypto/shared/log_head.h"
#include "crypto/shared/method.h"
#include "crypto/shared/signature.h"

#include <vector>

namespace voordeur::crypto {

enum class Mode : std::uint8_t { Online = 1, OfflineCopy = 2, OfflineUpload = 3 };

/// What a device asks, signed by it: everything that can be held against a person stands in it, so
/// that the server can neither frame nor embellish (protocol.md §5).
///
/// Grammar: u8 1 · fixed16 device · fixed16 person · fixed16 team · u8 role · u16 method ·
/// u16 purpose · u16 basis · flag emergency · u8 mode · u64 offlineTime · fixed16 requestId ·
/// u64 time · u64 headSize · fixed32 headRoot · fixed32 payloadHash · fixed32 detailHash ·
/// list households (fixed16, strictly rising, ≤ 1000).
/// Signature type "statement".
struct Statement {
    DeviceId device;
    PersonId person;
    TeamId team;
    Role role = Role::Worker;
    Method method = Method::Check;
    std::uint16_t purpose = 0;  // 0: the method needs none
    std::uint16_t basis = 0;
    bool emergency = false;
    Mode mode = Mode::Online;
    UnixMillis offlineTime = 0;  // not 0 with mode OfflineUpload, otherwise 0
    RequestId requestId;
    UnixMillis time = 0;
    LogHead head;
    Hash32 payloadHash{};
    Hash32 detailHash{};  // zero: no detail
    std::vector<HouseholdId> households;

    [[nodiscard]] Bytes encode() const;
    /// Errors: MessageTooLarge, Malformed, UnknownVersion, UnknownValue (role, method, mode).
    static Result<Statement> decode(ByteView bytes);
    friend bool operator==(const Statement&, const Statement&) = default;
};

inline constexpr std::string_view kStatementSignature = "statement";

/// objectHash "payload" over u16 method ‖ payload.
Hash32 payloadHash(Method method, ByteView payload);
/// objectHash "detail" over salt32 ‖ sealed. Zero hash for an empty detail.
Hash32 detailHash(ByteView saltAndSealed);
/// objectHash "answer" over u16 method ‖ answer. Zero hash for an empty answer.
Hash32 answerHash(Method method, ByteView answer);
/// objectHash "attachment" over the bytes: the name of every attached object.
Hash32 attachmentHash(ByteView bytes);

}  // namespace voordeur::crypto
