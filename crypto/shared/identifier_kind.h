#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace voordeur::crypto {

/// What somebody can be found by. Each kind has its own OPRF key, so that the rule "housing never
/// asks by citizen number" can be enforced on input that the server cannot see.
enum class IdentifierKind : std::uint8_t {
    Bsn = 1,        ///< citizen number
    Address = 2,    ///< postcode, house number and addition
    NameBirth = 3,  ///< surname and date of birth
};

inline constexpr std::array kIdentifierKinds{
    IdentifierKind::Bsn, IdentifierKind::Address, IdentifierKind::NameBirth};

/// The name inside blinded input and tokens; frozen, because stored tokens depend on it.
constexpr std::string_view nameOf(IdentifierKind kind) {
    switch (kind) {
        case IdentifierKind::Bsn:
            return "bsn";
        case IdentifierKind::Address:
            return "address";
        case IdentifierKind::NameBirth:
            return "name-birth";
    }
    return {};
}

/// nullopt for a number that is not in the list.
constexpr std::optional<IdentifierKind> identifierKindFromNumber(std::uint8_t number) {
    for (const IdentifierKind kind : kIdentifierKinds) {
        if (static_cast<std::uint8_t>(kind) == number) return kind;
    }
    return std::nullopt;
}

}  // namespace voordeur::crypto
