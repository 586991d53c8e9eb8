#pragma once

#include "client/core/households.h"
#include "crypto/shared/directory_state.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace voordeur::client::core {

/// Somebody who may be asked to lead, in one team.
struct LeadPerson {
    LeadCandidate candidate;
    std::string name;
    std::string teamName;
    /// The team has a key, so that something can be sealed to it.
    bool canReceive = true;
};
/// Active coaches and managers of teams that may lead, of the whole directory.
std::vector<LeadPerson> leadPeopleOf(const crypto::Directory& directory);

/// Does the name as a register writes it ("F. Bakker", "de Vries, N.") mean this person of the
/// directory ("Fatma Bakker")?
///
/// The surname with its prefix must be the same, apart from accents, case and blanks ("ter Horst"
/// is not "van der Horst"). Given names and initials must fit one by one, as far as both go; where
/// both are whole names they must be equal. A surname alone means nobody. Thread: any.
bool meansPerson(std::string_view written, std::string_view directoryName);

/// Whom the names of leads in a register mean.
class LeadNames {
public:
    /// `preferred`: where somebody may lead in several teams, this one is meant.
    LeadNames(std::vector<LeadPerson> people, const crypto::TeamId& preferred);

    /// What is wrong in a map of names, at a line counted from 1.
    struct MapFault {
        enum class What : std::uint8_t {
            NoEquals,  ///< the line is not `name = somebody`
            Unknown,   ///< nobody of that name may lead
            Several,   ///< more than one person or team fits
        };
        std::size_t line = 0;
        What what = What::NoEquals;
        /// Malformed, NotFound, InvalidArgument.
        [[nodiscard]] crypto::Reason reason() const;
    };
    /// Reads lines `F. Bakker = Fatma Bakker`, by which a name of the register means somebody. To
    /// the right stands a name or id of the directory, and behind an @ the name or id of a team
    /// where it is needed. `* = …` is for households without a name of a lead. Blank lines and
    /// lines that begin with # are left out. The first fault ends the reading.
    std::optional<MapFault> readMap(std::string_view text);

    enum class Miss : std::uint8_t {
        Blank,    ///< no name there, and no `*` in the map
        Unknown,  ///< nobody who may lead is meant
        Several,  ///< more than one may be meant
    };
    [[nodiscard]] std::variant<LeadPerson, Miss> find(std::string_view written) const;

private:
    std::variant<LeadPerson, Miss> oneOf(const std::vector<const LeadPerson*>& found) const;
    std::variant<LeadPerson, Miss> named(std::string_view who) const;

    std::vector<LeadPerson> m_people;
    crypto::TeamId m_preferred;
    std::map<std::string, LeadPerson, std::less<>> m_map;  // by the name as written
};

}  // namespace voordeur::client::core
