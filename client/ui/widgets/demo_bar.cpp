#include "client/ui/widgets/demo_bar.h"

#include "client/ui/theme.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>

namespace voordeur::client::ui {

DemoBar::DemoBar(const std::vector<DemoRole>& roles, int current, QWidget* parent)
    : QFrame(parent),
      m_roles(roles),
      m_current(current),
      m_hint(new Label(QString(), TextRank::Body, Tint::Warning)),
      m_fill(button(tr("Fill in the passphrase"), Glyph::Key)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kLarge, space::kSmall, space::kLarge, space::kSmall);
    row->setSpacing(space::kMedium);
    row->addWidget(new GlyphLabel(Glyph::Warning, Tint::Warning));
    auto* loud = new Label(tr("DEMO – invented data"), TextRank::Strong, Tint::Warning);
    loud->setSingleLine();
    m_hint->setElided();
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(loud);
    row->addWidget(m_hint, 1);
    m_fill->setObjectName(QStringLiteral("fillPassphrase"));
    row->addWidget(m_fill);
    auto* choice = new QComboBox;
    choice->setObjectName(QStringLiteral("demoPerson"));
    choice->setAccessibleName(tr("Who are you in this demonstration?"));
    for (const DemoRole& role : roles)
        choice->addItem(role.label);
    row->addWidget(choice);
    choice->setCurrentIndex(current);
    connect(m_fill, &QPushButton::clicked, this, [this] {
        Q_EMIT fillWanted(m_roles.at(static_cast<std::size_t>(m_current)).passphrase);
    });
    connect(choice, &QComboBox::activated, this, [this](int index) {
        m_current = index;
        present();
        Q_EMIT chosen(index);
    });
    setAccessibleName(tr("Demonstration"));
    present();
}

void DemoBar::setAtDoor(bool atDoor) {
    m_atDoor = atDoor;
    present();
}

void DemoBar::present() {
    const QString& passphrase = m_roles.at(static_cast<std::size_t>(m_current)).passphrase;
    const bool useful = m_atDoor && !passphrase.isEmpty();
    m_fill->setVisible(useful);
    m_hint->setText(useful ? tr("Passphrase: %1").arg(passphrase) : QString());
}

void DemoBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect(), t.warningTint);
    painter.fillRect(QRect(0, height() - 2, width(), 2), t.warning);
}

}  // namespace voordeur::client::ui
