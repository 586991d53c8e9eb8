#include "client/ui/widgets/unreadable_card.h"

#include "client/ui/models/unreadable_model.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/note_list.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace voordeur::client::ui {

UnreadableCard::UnreadableCard(QWidget* parent)
    : Card(CardKind::Warning, parent),
      m_model(new UnreadableModel(this)),
      m_list(new NoteList(tr("What could not be read"))),
      m_heading(new Label(QString(), TextRank::Strong)) {
    m_list->setModel(m_model);
    auto* words = new QVBoxLayout;
    words->setSpacing(space::kTight);
    words->addWidget(m_heading);
    words->addWidget(new Label(tr("Everything else of this file is right and stands below.")));
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kMedium);
    row->addWidget(new GlyphLabel(Glyph::Warning, Tint::Warning, 24), 0, Qt::AlignTop);
    row->addLayout(words, 1);
    column()->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kLarge);
    column()->setSpacing(space::kMedium);
    column()->addLayout(row);
    column()->addWidget(m_list);
    hide();
}

void UnreadableCard::present(const core::HouseholdView& view) {
    m_model->present(view);
    const int parts = static_cast<int>(view.unreadable.size());
    m_heading->setText(parts > 0 ? tr("%n part(s) of this file could not be read.", nullptr, parts)
                                 : tr("A key of this file is not right."));
    setVisible(m_model->rowCount() > 0);
}

void UnreadableCard::clear() {
    m_model->clear();
    m_heading->clear();
    hide();
}

}  // namespace voordeur::client::ui
