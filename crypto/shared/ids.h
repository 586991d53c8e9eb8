#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/random.h"

#include <compare>
#include <optional>
#include <string>

namespace voordeur::crypto {

/// A 16-byte identifier of one kind of thing, never reused. Random and meaningless, but for the
/// time in a request id (request_id.h). `Tag` keeps the kinds apart at compile time.
template <class Tag>
struct Id {
    ByteArray<16> bytes{};

    static Id generate(RandomSource& random) { return Id{random.array<16>()}; }
    static std::optional<Id> fromBytes(ByteView view) {
        auto array = toArray<16>(view);
        if (!array) return std::nullopt;
        return Id{*array};
    }
    /// 32 characters of hexadecimal.
    static std::optional<Id> fromHexText(std::string_view text) {
        const auto raw = fromHex(text);
        return raw ? fromBytes(*raw) : std::nullopt;
    }
    [[nodiscard]] std::string hex() const { return toHex(bytes); }
    [[nodiscard]] bool isZero() const { return bytes == ByteArray<16>{}; }
    friend auto operator<=>(const Id&, const Id&) = default;
};

using AgencyId = Id<struct AgencyTag>;
using TeamId = Id<struct TeamTag>;
using PersonId = Id<struct PersonTag>;
/// First 16 bytes of a hash over the device's public keys; see directory.h.
using DeviceId = Id<struct DeviceTag>;
using HouseholdId = Id<struct HouseholdTag>;
/// A sealed part of a file: all zero bytes is the shared core, otherwise the owning agency's id.
using CompartmentId = Id<struct CompartmentTag>;
using RecordId = Id<struct RecordTag>;
using InvolvementId = Id<struct InvolvementTag>;
using OfferId = Id<struct OfferTag>;
using MatchId = Id<struct MatchTag>;
using InvitationId = Id<struct InvitationTag>;
/// Made and kept by the client before the first send; makes a resend harmless.
using RequestId = Id<struct RequestTag>;

inline constexpr CompartmentId kSharedCore{};
inline CompartmentId compartmentOf(const AgencyId& agency) {
    return {agency.bytes};
}

}  // namespace voordeur::crypto
