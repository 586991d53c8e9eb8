#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

// The frozen tables behind the name part of a normal form (identifiers.h describes the whole).
//
// They may never change: a changed letter or word is a changed token, and everything registered
// before would silently stop matching. Other tables are another identifier kind.
namespace voordeur::crypto {

/// What one code point means inside a surname.
enum class NameSign : std::uint8_t {
    Letter,   ///< A–Z, a–z, or a letter of the fold table
    Nothing,  ///< combining marks U+0300–U+036F, soft hyphen U+00AD, middle dot U+00B7, joiners
              ///< U+200B–U+200D, U+2060, U+FEFF: left out
    Space,    ///< ends a word: blanks (utf8.h), hyphens, apostrophes, full stop, slash
    Comma,    ///< U+002C: what follows is the prefix
    Unknown,  ///< anything else, '?' and digits among them: the name cannot be read
};
NameSign nameSignOf(char32_t codePoint);

/// Hyphens: U+002D, U+2010–U+2015, U+2212.
bool isHyphen(char32_t codePoint);
/// Apostrophes and what is typed for them: U+0027, U+0060, U+00B4, U+02B9–U+02BF, U+2018, U+2019,
/// U+201B, U+2032.
bool isApostrophe(char32_t codePoint);

/// The folded letter or letters (a–z, one or two) of a code point; nullopt when it is no letter we
/// know. A–Z and a–z fold to a–z; the rest stands in the fold table of name_folding.cpp: U+00C0 to
/// U+023F, U+0259, U+1E00 to U+1EFF. There an accented letter loses its accents; ß and ẞ → ss,
/// Æ → ae, Œ → oe, Ø → o, Å → a, Ð and Đ → d, Þ → th, Ħ → h, ı and İ → i, ij → ij, ĸ → k, Ł → l,
/// Ŋ → n, Ŧ → t, ſ → s, Ə → e, ƒ → f, Ǥ → g, the digraphs Ǆ Ǉ Ǌ Ǳ → dz lj nj dz.
std::optional<std::string_view> foldedLetter(char32_t codePoint);

/// The prefixes that do not count: folded words, most of them of the Dutch population register's
/// table of prefixes. Left out on purpose are words that are as often written joined to the name
/// (ben, bin, abu, ait, d', l', o', mac, sint): leaving them in makes "Ben Ali" and "Benali" meet.
///
/// Two entries have two words: "v d" and "v h", the abbreviations v.d. and v.h.
std::span<const std::string_view> namePrefixes();

}  // namespace voordeur::crypto
