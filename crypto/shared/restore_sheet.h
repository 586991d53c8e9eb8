#pragma once

#include "crypto/base/clock.h"
#include "crypto/shared/ids.h"
#include "crypto/shared/log_head.h"
#include "crypto/shared/signature.h"

#include <string>
#include <string_view>

namespace voordeur::crypto {

/// What comes out of a backup together with the store: where the log goes on. Carried by hand to
/// the founders, who say before everybody that the rest is lost (directory change 10).
///
/// Grammar: u8 1 · fixed32 instance · LogHead head · u64 lastTime · u64 restoredTime · text
/// checkpoint (of that head). As text: armored with the label "RESTORE SHEET".
struct RestoreSheet {
    InstanceId instance{};
    LogHead head;
    UnixMillis lastTime = 0;      ///< of the last entry that is left
    UnixMillis restoredTime = 0;  ///< when the copy was put back
    std::string checkpoint;       ///< signed by the log's key

    [[nodiscard]] std::string encode() const;
    /// Errors: Malformed, UnknownVersion, TextNotUtf8.
    static Result<RestoreSheet> decode(std::string_view text);
    friend bool operator==(const RestoreSheet&, const RestoreSheet&) = default;
};

}  // namespace voordeur::crypto
