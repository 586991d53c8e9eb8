#pragma once

#include "client/core/views.h"
#include "crypto/base/secret_bytes.h"

#include <QObject>
#include <QString>

#include <map>
#include <utility>

namespace voordeur::client::ui {

/// A note as it was typed, and whom it would be shared with.
struct Draft {
    QString text;
    bool shared = false;
};

/// Notes that were typed and not yet saved, so that changing page, a failed save or the lock loses
/// nothing while the program runs.
///
/// Kept in guarded memory, never on disk; gone when the program ends or somebody else unlocks.
/// Bounded: at most kDraftsMax, the oldest household's draft is never dropped silently, `keep`
/// says false instead. Thread: GUI.
class Drafts : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kDraftsMax = 100;

    /// Replaces the household's draft; empty text removes it. False when there is no room.
    bool keep(const core::HouseholdId& household, Draft draft);
    /// The household's draft; empty when there is none.
    [[nodiscard]] Draft read(const core::HouseholdId& household) const;
    /// This text was saved, perhaps after its page was left: it is no draft, unless more was typed.
    void noteSaved(const core::HouseholdId& household, const QString& text);
    [[nodiscard]] bool empty() const { return m_texts.empty(); }
    [[nodiscard]] std::size_t count() const { return m_texts.size(); }
    void clear() { m_texts.clear(); }

Q_SIGNALS:
    void saved(const core::HouseholdId& household, const QString& text);

private:
    std::map<core::HouseholdId, std::pair<crypto::SecretBytes, bool>> m_texts;
};

}  // namespace voordeur::client::ui
