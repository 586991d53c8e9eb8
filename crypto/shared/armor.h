#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"

#include <string>
#include <string_view>

namespace voordeur::crypto {

/// Bytes as a block of text that survives mail, copying and a QR code:
/// "-----BEGIN VOORDEUR <label>-----", base64 in lines of 64, "-----END VOORDEUR <label>-----".
/// The base64 is over the bytes and the first 4 bytes of their SHA-256, so that a lost or mistyped
/// character is noticed. Thread: any.
std::string armored(std::string_view label, ByteView bytes);

/// Reads such a block, with any text around it and any line breaks and blanks within.
/// Errors: Malformed (no such block, or damaged), MessageTooLarge (above 64 KiB).
Result<Bytes> unarmored(std::string_view label, std::string_view text);

}  // namespace voordeur::crypto
