#pragma once

#include "tests/integration/town/need.h"
#include "tests/integration/town/town.h"

#include <algorithm>
#include <string>

namespace voordeur::test {

/// How many notes of this text the member finds in the file, when it is opened anew.
inline std::size_t notesIn(Member& member, const Household& household, const std::string& text) {
    const auto file =
        need(client::core::openFile(member.session(), household.id, kTownPurpose), "opening");
    return static_cast<std::size_t>(
        std::ranges::count_if(file.records, [&](const client::core::FileRecord& record) {
            const auto* note = std::get_if<client::core::sealed::Note>(&record.record);
            return note != nullptr && note->text == text;
        }));
}

}  // namespace voordeur::test
