#include "crypto/shared/name_folding.h"

#include "crypto/shared/utf8.h"

#include <array>
#include <cstddef>

namespace voordeur::crypto {

namespace {

// One cell of three characters per code point: the folded letters, then blanks; '-' is no letter.
constexpr std::size_t kCell = 3;

constexpr char32_t kLatinFirst = 0x00C0;
constexpr std::string_view kLatin =
    "a  a  a  a  a  a  ae c  e  e  e  e  i  i  i  i  "   // U+00C0
    "d  n  o  o  o  o  o  -  o  u  u  u  u  y  th ss "   // U+00D0
    "a  a  a  a  a  a  ae c  e  e  e  e  i  i  i  i  "   // U+00E0
    "d  n  o  o  o  o  o  -  o  u  u  u  u  y  th y  "   // U+00F0
    "a  a  a  a  a  a  c  c  c  c  c  c  c  c  d  d  "   // U+0100
    "d  d  e  e  e  e  e  e  e  e  e  e  g  g  g  g  "   // U+0110
    "g  g  g  g  h  h  h  h  i  i  i  i  i  i  i  i  "   // U+0120
    "i  i  ij ij j  j  k  k  k  l  l  l  l  l  l  l  "   // U+0130
    "l  l  l  n  n  n  n  n  n  n  n  n  o  o  o  o  "   // U+0140
    "o  o  oe oe r  r  r  r  r  r  s  s  s  s  s  s  "   // U+0150
    "s  s  t  t  t  t  t  t  u  u  u  u  u  u  u  u  "   // U+0160
    "u  u  u  u  w  w  y  y  y  z  z  z  z  z  z  s  "   // U+0170
    "-  -  -  -  -  -  -  -  -  d  -  -  -  -  -  e  "   // U+0180
    "-  f  f  -  -  -  -  -  -  -  -  -  -  -  -  -  "   // U+0190
    "o  o  -  -  -  -  -  -  -  -  -  -  -  -  -  u  "   // U+01A0
    "u  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  "   // U+01B0
    "-  -  -  -  dz dz dz lj lj lj nj nj nj a  a  i  "   // U+01C0
    "i  o  o  u  u  u  u  u  u  u  u  u  u  -  a  a  "   // U+01D0
    "a  a  ae ae g  g  g  g  k  k  o  o  o  o  -  -  "   // U+01E0
    "j  dz dz dz g  g  -  -  n  n  a  a  ae ae o  o  "   // U+01F0
    "a  a  a  a  e  e  e  e  i  i  i  i  o  o  o  o  "   // U+0200
    "r  r  r  r  u  u  u  u  s  s  t  t  -  -  h  h  "   // U+0210
    "-  -  -  -  -  -  a  a  e  e  o  o  o  o  o  o  "   // U+0220
    "o  o  y  y  -  -  -  -  -  -  -  -  -  -  -  -  ";  // U+0230

constexpr char32_t kAdditionalFirst = 0x1E00;
constexpr std::string_view kAdditional =
    "a  a  b  b  b  b  b  b  c  c  d  d  d  d  d  d  "   // U+1E00
    "d  d  d  d  e  e  e  e  e  e  e  e  e  e  f  f  "   // U+1E10
    "g  g  h  h  h  h  h  h  h  h  h  h  i  i  i  i  "   // U+1E20
    "k  k  k  k  k  k  l  l  l  l  l  l  l  l  m  m  "   // U+1E30
    "m  m  m  m  n  n  n  n  n  n  n  n  o  o  o  o  "   // U+1E40
    "o  o  o  o  p  p  p  p  r  r  r  r  r  r  r  r  "   // U+1E50
    "s  s  s  s  s  s  s  s  s  s  t  t  t  t  t  t  "   // U+1E60
    "t  t  u  u  u  u  u  u  u  u  u  u  v  v  v  v  "   // U+1E70
    "w  w  w  w  w  w  w  w  w  w  x  x  x  x  y  y  "   // U+1E80
    "z  z  z  z  z  z  h  t  w  y  a  s  s  s  ss -  "   // U+1E90
    "a  a  a  a  a  a  a  a  a  a  a  a  a  a  a  a  "   // U+1EA0
    "a  a  a  a  a  a  a  a  e  e  e  e  e  e  e  e  "   // U+1EB0
    "e  e  e  e  e  e  e  e  i  i  i  i  o  o  o  o  "   // U+1EC0
    "o  o  o  o  o  o  o  o  o  o  o  o  o  o  o  o  "   // U+1ED0
    "o  o  o  o  u  u  u  u  u  u  u  u  u  u  u  u  "   // U+1EE0
    "u  u  y  y  y  y  y  y  y  y  -  -  -  -  -  -  ";  // U+1EF0

static_assert(kLatin.size() == kCell * (0x0240 - kLatinFirst));
static_assert(kAdditional.size() == kCell * (0x1F00 - kAdditionalFirst));

constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz";

constexpr std::array<std::string_view, 60> kPrefixes = {
    "aan",    "al",   "am",    "auf",   "bij",  "da",  "dal", "das", "de",    "degli",
    "dei",    "del",  "della", "dello", "den",  "der", "des", "di",  "do",    "dos",
    "du",     "el",   "gen",   "het",   "im",   "in",  "la",  "las", "le",    "les",
    "lo",     "los",  "onder", "op",    "over", "s",   "t",   "te",  "ten",   "ter",
    "tho",    "thoe", "toe",   "tot",   "uijt", "uit", "v",   "van", "vande", "vanden",
    "vander", "vd",   "vom",   "von",   "voor", "zu",  "zum", "zur", "v d",   "v h"};

std::optional<std::string_view> cellOf(std::string_view table, char32_t index) {
    const std::string_view cell = table.substr(index * kCell, kCell);
    if (cell.front() == '-') return std::nullopt;
    return cell.substr(0, cell.find(' '));
}

bool isJoiner(char32_t codePoint) {
    return codePoint == 0xAD || codePoint == 0xB7 || (codePoint >= 0x200B && codePoint <= 0x200D) ||
           codePoint == 0x2060 || codePoint == 0xFEFF;
}

bool isMark(char32_t codePoint) {
    return codePoint >= 0x0300 && codePoint <= 0x036F;
}

}  // namespace

bool isHyphen(char32_t codePoint) {
    return codePoint == '-' || (codePoint >= 0x2010 && codePoint <= 0x2015) || codePoint == 0x2212;
}

bool isApostrophe(char32_t codePoint) {
    return codePoint == '\'' || codePoint == '`' || codePoint == 0xB4 ||
           (codePoint >= 0x02B9 && codePoint <= 0x02BF) || codePoint == 0x2018 ||
           codePoint == 0x2019 || codePoint == 0x201B || codePoint == 0x2032;
}

std::optional<std::string_view> foldedLetter(char32_t codePoint) {
    if (codePoint >= 'A' && codePoint <= 'Z') return kAlphabet.substr(codePoint - 'A', 1);
    if (codePoint >= 'a' && codePoint <= 'z') return kAlphabet.substr(codePoint - 'a', 1);
    if (codePoint == 0x0259) return "e";
    if (codePoint >= kLatinFirst && codePoint - kLatinFirst < kLatin.size() / kCell) {
        return cellOf(kLatin, codePoint - kLatinFirst);
    }
    if (codePoint >= kAdditionalFirst &&
        codePoint - kAdditionalFirst < kAdditional.size() / kCell) {
        return cellOf(kAdditional, codePoint - kAdditionalFirst);
    }
    return std::nullopt;
}

NameSign nameSignOf(char32_t codePoint) {
    if (foldedLetter(codePoint)) return NameSign::Letter;
    if (codePoint == ',') return NameSign::Comma;
    if (isMark(codePoint) || isJoiner(codePoint)) return NameSign::Nothing;
    if (isBlank(codePoint) || isHyphen(codePoint) || isApostrophe(codePoint) || codePoint == '.' ||
        codePoint == '/') {
        return NameSign::Space;
    }
    return NameSign::Unknown;
}

std::span<const std::string_view> namePrefixes() {
    return kPrefixes;
}

}  // namespace voordeur::crypto
