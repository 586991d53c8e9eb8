#include "client/ui/drafts.h"

#include "client/ui/secret_text.h"

namespace voordeur::client::ui {

bool Drafts::keep(const core::HouseholdId& household, Draft draft) {
    if (draft.text.isEmpty()) {
        m_texts.erase(household);
        return true;
    }
    if (m_texts.size() >= kDraftsMax && !m_texts.contains(household)) return false;
    m_texts.insert_or_assign(household, std::pair{takeSecret(draft.text), draft.shared});
    return true;
}

Draft Drafts::read(const core::HouseholdId& household) const {
    const auto found = m_texts.find(household);
    if (found == m_texts.end()) return {};
    const auto& [text, shared] = found->second;
    return {revealDraft(text), shared};
}

void Drafts::noteSaved(const core::HouseholdId& household, const QString& text) {
    if (read(household).text == text) m_texts.erase(household);
    Q_EMIT saved(household, text);
}

}  // namespace voordeur::client::ui
