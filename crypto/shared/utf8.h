#pragma once

#include <optional>
#include <string>
#include <string_view>

// Reading and writing UTF-8 one code point at a time (RFC 3629), and the frozen list of blanks that
// everything typed by people is read with. No locale, no library.
namespace voordeur::crypto {

/// Takes the first code point off `rest`.
///
/// nullopt when `rest` is empty or does not begin with a well-formed sequence (a stray or missing
/// continuation byte, an overlong form, a surrogate, above U+10FFFF); `rest` is then untouched.
/// Thread: any. Ownership: `rest` keeps looking at the caller's bytes.
std::optional<char32_t> takeCodePoint(std::string_view& rest);

/// Appends `codePoint` (≤ U+10FFFF, not a surrogate) in UTF-8.
void appendCodePoint(std::string& to, char32_t codePoint);

/// The blanks of this project, frozen because normal forms depend on them: tab, line feed, carriage
/// return, space (U+0009 U+000A U+000D U+0020), no-break space U+00A0, the fixed spaces
/// U+2000–U+200A, narrow no-break space U+202F.
bool isBlank(char32_t codePoint);

/// `text` without blanks at both ends; stops at bytes that are not UTF-8. Ownership: borrows.
std::string_view withoutOuterBlanks(std::string_view text);

}  // namespace voordeur::crypto
