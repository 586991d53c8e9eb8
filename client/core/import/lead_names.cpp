#include "client/core/import/lead_names.h"

#include "crypto/shared/name_folding.h"
#include "crypto/shared/utf8.h"

#include <algorithm>
#include <utility>

namespace voordeur::client::core {

using crypto::Reason;

namespace {

/// One word of a name, folded to a–z.
struct NameWord {
    std::string letters;
    /// A single letter or written with a full stop: "F.", "Th."
    bool isShort = false;
};

/// Splits at blanks and behind full stops; a comma puts what stands before it last, so that
/// "Vries, N. de" reads "N. de Vries". Empty when something in it is no letter we know.
std::vector<NameWord> wordsOf(std::string_view name) {
    std::vector<NameWord> words;
    std::vector<NameWord> beforeComma;
    NameWord word;
    const auto finish = [&] {
        if (!word.letters.empty()) {
            word.isShort = word.isShort || word.letters.size() == 1;
            words.push_back(std::exchange(word, {}));
        }
        word = {};
    };
    while (!name.empty()) {
        const auto sign = crypto::takeCodePoint(name);
        if (!sign) return {};
        if (const auto letter = crypto::foldedLetter(*sign)) {
            word.letters += *letter;
        } else if (*sign == U'.') {
            word.isShort = true;
            finish();
        } else if (crypto::isBlank(*sign)) {
            finish();
        } else if (*sign == U',' && beforeComma.empty()) {
            finish();
            beforeComma = std::exchange(words, {});
        } else if (crypto::nameSignOf(*sign) == crypto::NameSign::Unknown) {
            return {};
        }
        // Hyphens, apostrophes and marks join what they stand between.
    }
    finish();
    words.insert(words.end(), beforeComma.begin(), beforeComma.end());
    return words;
}

std::string joined(const std::vector<NameWord>& words, std::size_t first) {
    std::string text;
    for (std::size_t i = first; i < words.size(); ++i)
        text += words[i].letters;
    return text;
}

bool fits(const NameWord& a, const NameWord& b) {
    if (!a.isShort && !b.isShort) return a.letters == b.letters;
    const auto& shorter = a.letters.size() <= b.letters.size() ? a.letters : b.letters;
    const auto& longer = a.letters.size() <= b.letters.size() ? b.letters : a.letters;
    return longer.starts_with(shorter);
}

/// The first `countA` words of one and `countB` of the other are given names.
bool givenNamesFit(const std::vector<NameWord>& a,
                   std::size_t countA,
                   const std::vector<NameWord>& b,
                   std::size_t countB) {
    for (std::size_t i = 0; i < std::min(countA, countB); ++i) {
        if (!fits(a[i], b[i])) return false;
    }
    return true;
}

/// "de", "van": part of the surname, so no given name stands there or behind it.
bool isPrefix(const NameWord& word) {
    const auto prefixes = crypto::namePrefixes();
    return !word.isShort &&
           std::find(prefixes.begin(), prefixes.end(), word.letters) != prefixes.end();
}

std::string_view trimmed(std::string_view text) {
    return crypto::withoutOuterBlanks(text);
}

}  // namespace

std::vector<LeadPerson> leadPeopleOf(const crypto::Directory& directory) {
    std::vector<LeadPerson> people;
    for (const auto& [id, team] : directory.teams()) {
        if (!team.has(crypto::Team::kMayLead)) continue;
        for (const auto& person : directory.membersOf(id)) {
            const auto role = directory.role(person, id);
            const auto* known = directory.person(person);
            const bool mayLead = role == crypto::Role::Coach || role == crypto::Role::Manager;
            if (!mayLead || known == nullptr || directory.personRevoked(person)) continue;
            people.push_back(
                {{person, id}, known->name, team.name, directory.teamKey(id) != nullptr});
        }
    }
    return people;
}

bool meansPerson(std::string_view written, std::string_view directoryName) {
    const auto a = wordsOf(written);
    const auto b = wordsOf(directoryName);
    // Where the surname begins is not said: every place is tried, up to its prefix.
    for (std::size_t i = 1; i < a.size() && !isPrefix(a[i - 1]); ++i) {
        const auto surname = joined(a, i);
        for (std::size_t k = 1; k < b.size() && !isPrefix(b[k - 1]); ++k) {
            if (surname == joined(b, k) && givenNamesFit(a, i, b, k)) return true;
        }
    }
    return false;
}

LeadNames::LeadNames(std::vector<LeadPerson> people, const crypto::TeamId& preferred)
    : m_people(std::move(people)), m_preferred(preferred) {}

std::variant<LeadPerson, LeadNames::Miss> LeadNames::oneOf(
    const std::vector<const LeadPerson*>& found) const {
    if (found.empty()) return Miss::Unknown;
    if (found.size() == 1) return *found.front();
    const auto& person = found.front()->candidate.person;
    const LeadPerson* preferred = nullptr;
    for (const auto* one : found) {
        if (one->candidate.person != person) return Miss::Several;
        if (one->candidate.team == m_preferred) preferred = one;
    }
    if (preferred == nullptr) return Miss::Several;
    return *preferred;
}

std::variant<LeadPerson, LeadNames::Miss> LeadNames::named(std::string_view who) const {
    const std::size_t at = who.find('@');
    const auto name = trimmed(who.substr(0, at));
    const auto team = at == std::string_view::npos ? "" : trimmed(who.substr(at + 1));
    std::vector<const LeadPerson*> found;
    for (const auto& one : m_people) {
        const bool isPerson = one.name == name || one.candidate.person.hex() == name;
        const bool isTeam =
            team.empty() || one.teamName == team || one.candidate.team.hex() == team;
        if (isPerson && isTeam) found.push_back(&one);
    }
    return oneOf(found);
}

Reason LeadNames::MapFault::reason() const {
    switch (what) {
        case What::NoEquals:
            return Reason::Malformed;
        case What::Unknown:
            return Reason::NotFound;
        case What::Several:
            return Reason::InvalidArgument;
    }
    return Reason::Malformed;
}

std::optional<LeadNames::MapFault> LeadNames::readMap(std::string_view text) {
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') continue;
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) return MapFault{number, MapFault::What::NoEquals};
        const auto written = trimmed(line.substr(0, equals));
        const auto meant = named(trimmed(line.substr(equals + 1)));
        if (const auto* miss = std::get_if<Miss>(&meant)) {
            const bool several = *miss == Miss::Several;
            return MapFault{number, several ? MapFault::What::Several : MapFault::What::Unknown};
        }
        m_map.insert_or_assign(std::string(written), std::get<LeadPerson>(meant));
    }
    return std::nullopt;
}

std::variant<LeadPerson, LeadNames::Miss> LeadNames::find(std::string_view written) const {
    const auto name = trimmed(written);
    const auto mapped = m_map.find(name.empty() ? std::string_view("*") : name);
    if (mapped != m_map.end()) return mapped->second;
    if (name.empty()) return Miss::Blank;
    std::vector<const LeadPerson*> exact;
    std::vector<const LeadPerson*> similar;
    for (const auto& one : m_people) {
        if (one.name == name) exact.push_back(&one);
        if (meansPerson(name, one.name)) similar.push_back(&one);
    }
    return oneOf(exact.empty() ? similar : exact);
}

}  // namespace voordeur::client::core
