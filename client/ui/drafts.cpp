#include "client/ui/drafts.h"

#include "client/ui/secret_text.h"

namespace voordeur::client::ui {

bool Drafts::keep(const core::HouseholdId& household, QString text) {
    if (text.isEmpty()) {
        m_texts.erase(household);
        return true;
    }
    if (m_texts.size() >= kDraftsMax && !m_texts.contains(household)) return false;
    m_texts.insert_or_assign(household, takeSecret(text));
    return true;
}

QString Drafts::read(const core::HouseholdId& household) const {
    const auto found = m_texts.find(household);
    return found == m_texts.end() ? QString() : revealDraft(found->second);
}

}  // namespace voordeur::client::ui
