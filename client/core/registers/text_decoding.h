#pragma once

#include "client/core/registers/register_problem.h"
#include "crypto/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

namespace voordeur::client::core::registers {

/// A year of one agency is under 1 MiB; this leaves room for the largest municipality.
inline constexpr std::size_t kFileBytesMax = std::size_t{64} * 1024 * 1024;

enum class TextEncoding : std::uint8_t { Utf8, Utf8WithMark, Windows1252 };

struct DecodedText {
    TextEncoding encoding = TextEncoding::Utf8;
    /// Well-formed UTF-8 without U+0000 and without the byte order mark.
    std::string text;
};

/// Finds out how a file is written and turns it into UTF-8.
///
/// With a byte order mark it must be UTF-8 throughout. Without, it is UTF-8 when it is well-formed,
/// and Windows-1252 otherwise (its five undefined bytes 81 8D 8F 90 9D are refused). A file with
/// more well-formed UTF-8 letters than stray bytes is damaged UTF-8: read as Windows-1252 its names
/// would turn into others ("Ã¼"), so it is refused with the line of the first stray byte.
///
/// Problems: TooLarge, NotText, EncodingBroken. Thread: any. Ownership: keeps nothing of `file`.
std::variant<DecodedText, FileProblem> decodeText(crypto::ByteView file);

}  // namespace voordeur::client::core::registers
