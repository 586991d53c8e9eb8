#include "client/ui/widgets/status_strip.h"

#include "client/ui/connection_watch.h"
#include "client/ui/text/format.h"
#include "client/ui/text/words.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace voordeur::client::ui {

StatusStrip::StatusStrip(core::Gateway& gateway, ConnectionWatch& watch, QWidget* parent)
    : QFrame(parent),
      m_gateway(gateway),
      m_glyph(new GlyphLabel(Glyph::Connection, Tint::Muted, 16)),
      m_connection(new Label(QString(), TextRank::Caption, Tint::Muted)),
      m_last(new Label(QString(), TextRank::Caption, Tint::Muted)),
      m_lock(new Label(QString(), TextRank::Caption, Tint::Muted)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kLarge, space::kTight + 2, space::kLarge, space::kTight + 2);
    row->setSpacing(space::kSmall);
    row->addWidget(m_glyph);
    row->addWidget(m_connection);
    row->addSpacing(space::kLarge);
    row->addWidget(m_last);
    row->addStretch(1);
    row->addWidget(new GlyphLabel(Glyph::Lock, Tint::Muted, 16));
    row->addWidget(m_lock);
    for (Label* label : {m_connection, m_last, m_lock})
        label->setSingleLine();
    setFocusPolicy(Qt::ClickFocus);
    connect(&watch, &ConnectionWatch::changed, this, &StatusStrip::present);
    present();
}

void StatusStrip::present() {
    const core::ConnectionFacts facts = m_gateway.connection();
    const bool online = facts.state == core::ConnectionState::Online;
    const bool unknown = facts.state == core::ConnectionState::Unknown;
    m_glyph->setGlyph(online ? Glyph::CheckCircle : (unknown ? Glyph::Connection : Glyph::Warning),
                      online ? Tint::Ok : (unknown ? Tint::Muted : Tint::Warning));
    m_connection->setText(connectionWord(facts.state));
    m_connection->setTint(online || unknown ? Tint::Muted : Tint::Warning);
    m_last->setText(facts.lastAnswer ? tr("Last answer %1").arg(timeOfDay(*facts.lastAnswer))
                                     : QString());
    name();
}

void StatusStrip::setSecondsLeft(int seconds) {
    // Whole minutes until the last one, so that nothing flickers and nothing is read every second.
    const QString words = seconds > 60 ? tr("Locks in %n minute(s)", nullptr, (seconds + 59) / 60)
                                       : tr("Locks in %n second(s)", nullptr, seconds);
    if (words == m_lock->text()) return;
    m_lock->setText(words);
    if (seconds > 60) name();
}

void StatusStrip::name() {
    setAccessibleName(QStringList{m_connection->text(), m_last->text(), m_lock->text()}.join(
        QStringLiteral(". ")));
}

void StatusStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect(), t.surface);
    painter.fillRect(QRect(0, 0, width(), 1), t.line);
}

}  // namespace voordeur::client::ui
