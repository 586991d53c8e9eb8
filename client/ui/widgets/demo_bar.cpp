#include "client/ui/widgets/demo_bar.h"

#include "client/ui/theme.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>

namespace voordeur::client::ui {

DemoBar::DemoBar(const std::vector<DemoRole>& roles, int current, QWidget* parent)
    : QFrame(parent), m_roles(roles), m_hint(new Label(QString(), TextRank::Body, Tint::Warning)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kLarge, space::kSmall, space::kLarge, space::kSmall);
    row->setSpacing(space::kMedium);
    row->addWidget(new GlyphLabel(Glyph::Warning, Tint::Warning));
    auto* loud = new Label(tr("DEMO – invented data"), TextRank::Strong, Tint::Warning);
    loud->setSingleLine();
    m_hint->setSingleLine();
    row->addWidget(loud);
    row->addStretch(1);
    row->addWidget(m_hint);
    auto* choice = new QComboBox;
    choice->setAccessibleName(tr("Who are you in this demonstration?"));
    for (const DemoRole& role : roles)
        choice->addItem(role.label);
    row->addWidget(choice);
    choice->setCurrentIndex(current);
    m_hint->setText(m_roles.at(static_cast<std::size_t>(current)).hint);
    connect(choice, &QComboBox::activated, this, [this](int index) {
        m_hint->setText(m_roles.at(static_cast<std::size_t>(index)).hint);
        Q_EMIT chosen(index);
    });
    setAccessibleName(tr("Demonstration"));
}

void DemoBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect(), t.warningTint);
    painter.fillRect(QRect(0, height() - 2, width(), 2), t.warning);
}

}  // namespace voordeur::client::ui
