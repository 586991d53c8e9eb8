#pragma once

#include "client/core/views.h"
#include "crypto/base/secret_bytes.h"

#include <QString>

#include <map>

namespace voordeur::client::ui {

/// Notes that were typed and not yet saved, so that changing page, a failed save or the lock loses
/// nothing while the program runs.
///
/// Kept in guarded memory, never on disk; gone when the program ends or somebody else unlocks.
/// Bounded: at most kDraftsMax, the oldest household's draft is never dropped silently, `keep`
/// says false instead. Thread: GUI.
class Drafts {
public:
    static constexpr std::size_t kDraftsMax = 100;

    /// Replaces the household's draft; empty text removes it. False when there is no room.
    bool keep(const core::HouseholdId& household, QString text);
    /// The household's draft; empty when there is none.
    [[nodiscard]] QString read(const core::HouseholdId& household) const;
    [[nodiscard]] bool empty() const { return m_texts.empty(); }
    [[nodiscard]] std::size_t count() const { return m_texts.size(); }
    void clear() { m_texts.clear(); }

private:
    std::map<core::HouseholdId, crypto::SecretBytes> m_texts;
};

}  // namespace voordeur::client::ui
