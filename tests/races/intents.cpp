#include "tests/races/drafting.h"

#include <ostream>
#include <sstream>
#include <stdexcept>

// What people may be about to do, as text and at random.
namespace voordeur::test::races {

std::ostream& operator<<(std::ostream& out, const Intent& intent) {
    return out << +intent.kind << '.' << +intent.who << '.' << +intent.house << '.' << +intent.pick
               << '.' << +intent.stale;
}

std::string textOf(const std::vector<Intent>& intents) {
    std::ostringstream out;
    for (const Intent& one : intents)
        out << one << ' ';
    return out.str();
}

std::vector<Intent> intentsOf(const std::string& text) {
    std::vector<Intent> out;
    std::istringstream words(text);
    std::string word;
    while (words >> word) {
        std::istringstream numbers(word);
        unsigned field[5] = {};
        char dot = '.';
        for (unsigned& one : field) {
            if (!(numbers >> one) || one > UINT8_MAX) throw std::invalid_argument(word);
            numbers >> dot;
        }
        const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(field[i]); };
        out.push_back({byte(0), byte(1), byte(2), byte(3), byte(4)});
    }
    return out;
}

const std::vector<std::uint8_t>& commonKinds() {
    const auto of = [](Doing doing) { return static_cast<std::uint8_t>(doing); };
    // The lead, access and writing race most; a device ends seldom, or nobody would be left.
    static const std::vector<std::uint8_t> kinds{
        of(Doing::Offer),     of(Doing::Offer),     of(Doing::Offer),    of(Doing::Accept),
        of(Doing::Accept),    of(Doing::Accept),    of(Doing::Refuse),   of(Doing::Withdraw),
        of(Doing::Withdraw),  of(Doing::Grant),     of(Doing::Grant),    of(Doing::Grant),
        of(Doing::EndAccess), of(Doing::EndAccess), of(Doing::Write),    of(Doing::Write),
        of(Doing::Write),     of(Doing::Write),     of(Doing::Write),    of(Doing::Open),
        of(Doing::Open),      of(Doing::Evaluate),  of(Doing::Evaluate), of(Doing::Evaluate),
        of(Doing::Evaluate),  of(Doing::Check),     of(Doing::Check),    of(Doing::Help),
        of(Doing::Help),      of(Doing::EndHelp),   of(Doing::Revoke),   of(Doing::OpenQuota),
        Intent::kAgain,       Intent::kAgain,       Intent::kReuse,      Intent::kWait};
    return kinds;
}

Intent randomIntent(std::mt19937_64& engine) {
    const auto below = [&](std::uint64_t bound) {
        return static_cast<std::uint8_t>(engine() % bound);
    };
    Intent out;
    out.kind = commonKinds()[engine() % commonKinds().size()];
    out.who = below(16);
    out.house = below(Scene::kHouses);
    out.pick = below(16);
    // Most screens are fresh.
    out.stale = below(3) == 0 ? below(6) : std::uint8_t{0};
    return out;
}

}  // namespace voordeur::test::races
