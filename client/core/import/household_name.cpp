#include "client/core/import/household_name.h"

#include "client/core/registers/row_reader.h"
#include "crypto/base/limits.h"

#include <algorithm>

namespace voordeur::client::core {
namespace {

constexpr std::size_t kNamesMax = 3;
constexpr std::string_view kBetween = " – ";

std::vector<std::string> surnamesOf(const std::vector<sealed::Member>& members, bool alsoChildren) {
    std::vector<std::string> names;
    for (const auto& member : members) {
        const bool counts = alsoChildren || registers::inLowerAscii(member.role) != "kind";
        auto name = wholeSurname(member.prefix, member.surname);
        const bool isNew = std::find(names.begin(), names.end(), name) == names.end();
        if (counts && isNew && names.size() < kNamesMax) names.push_back(std::move(name));
    }
    return names;
}

/// Cuts between code points, never inside one.
void shorten(std::string& text, std::size_t bytesMax) {
    if (text.size() <= bytesMax) return;
    std::size_t end = bytesMax;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    text.resize(end);
}

}  // namespace

std::string wholeSurname(const std::string& prefix, const std::string& surname) {
    return prefix.empty() ? surname : prefix + " " + surname;
}

std::string householdNameOf(const std::vector<sealed::Member>& members) {
    auto names = surnamesOf(members, false);
    if (names.empty()) names = surnamesOf(members, true);
    std::string text;
    for (const auto& name : names) {
        const std::size_t between = text.empty() ? 0 : kBetween.size();
        // A name less is better than half a name.
        const bool fits = text.size() + between + name.size() <= crypto::limits::kTextBytesMax;
        if (!text.empty() && !fits) break;
        if (!text.empty()) text += kBetween;
        text += name;
    }
    shorten(text, crypto::limits::kTextBytesMax);
    return text;
}

}  // namespace voordeur::client::core
