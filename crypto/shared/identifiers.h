#pragma once

#include "crypto/base/result.h"
#include "crypto/shared/date.h"
#include "crypto/shared/identifier_kind.h"

#include <string>
#include <string_view>

// Normal forms: the one spelling of an identifier that goes into an involvement token
// (docs/protocol.md §6). Whoever writes the same citizen number, address or name differently must
// reach the same bytes; whoever builds a second client must reach them too. So every rule is frozen
// here, with tables of our own (name_folding.h, utf8.h), without locale or library, and with
// vectors in tests/vectors/identifiers.json.
//
//   bsn         nine digits
//   address     POSTCODE|number|ADDITION          "9742EF|17|A", "9741CD|104|"
//   name-birth  folded surname|ISO date           "berg|1989-02-09"
//
// Input is what people type or exports contain: UTF-8, at most 200 bytes a field
// (limits::kTextBytesMax); longer input gets the same reason as any other wrong one. "Blank" is the
// list of utf8.h throughout; blanks at the ends never count. All functions: Thread: any.
namespace voordeur::crypto {

/// The citizen number: blanks and full stops anywhere are left out, then 8 or 9 digits stay; 8 get
/// a leading zero. Weights 9 8 7 6 5 4 3 2 −1, sum ≡ 0 mod 11; 000000000, which passes, is refused.
/// Errors: BsnInvalid.
Result<std::string> bsnForm(std::string_view text);

/// Four digits, the first not 0, at most one blank, two letters A–Z of either case; upper case
/// without the blank. Errors: PostcodeInvalid.
Result<std::string> postcodeForm(std::string_view text);

/// A number from 1 to 99999 in digits; leading zeros go. Errors: HouseNumberInvalid.
Result<std::string> houseNumberForm(std::string_view text);

/// House letter and addition, written behind each other. Letters A–Z in upper case and digits stay;
/// blanks, hyphens, apostrophes (name_folding.h) and the other printable ASCII signs go, so that
/// "-bis", " bis" and "BIS" meet. '?' and anything else may be a lost letter: refused. At most five
/// characters stay (a letter and an addition of four); none is fine.
/// Errors: HouseAdditionInvalid.
Result<std::string> houseAdditionForm(std::string_view text);

/// The three above, joined with '|'. `letterAndAddition` may be empty: the form then ends in '|'.
/// Errors: PostcodeInvalid, HouseNumberInvalid, HouseAdditionInvalid.
Result<std::string> addressForm(std::string_view postcode,
                                std::string_view number,
                                std::string_view letterAndAddition);

/// The surname without prefix, in letters a–z only.
///
/// 1. Every letter is folded (`foldedLetter`); marks and joiners are left out; blanks, hyphens,
///    apostrophes, full stops and slashes end a word (`nameSignOf`). Anything else makes the name
///    unreadable: a name with a lost letter ("Y?lmaz") must never silently match another.
/// 2. One comma may stand behind the name: "Berg, van den". All words behind it must be prefixes
///    (`namePrefixes`), and they go.
/// 3. Prefixes at the front go, again and again, two-word entries first, as long as a word stays:
///    "van den berg" → berg, "De" → de.
/// 4. The words that stay are joined: "PIETERS-SMIT" and "pieters smit" → pieterssmit.
///
/// Errors: NameInvalid (unreadable sign, no letter, not UTF-8, a second comma, words behind the
/// comma that are no prefix, too long).
Result<std::string> surnameForm(std::string_view surname);

/// `surnameForm` and the birth date, joined with '|'. Errors: NameInvalid.
Result<std::string> nameBirthForm(std::string_view surname, const Date& birth);

}  // namespace voordeur::crypto
