#include "client/ui/widgets/card.h"

#include "client/ui/theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace voordeur::client::ui {

Card::Card(CardKind kind, QWidget* parent)
    : QFrame(parent), m_kind(kind), m_column(new QVBoxLayout(this)) {
    setFrameShape(QFrame::NoFrame);
    m_column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    m_column->setSpacing(space::kSmall);
}

void Card::setCardKind(CardKind kind) {
    m_kind = kind;
    update();
}

void Card::paintEvent(QPaintEvent*) {
    const Tokens& t = tokensOf(palette());
    QColor fill = t.background;
    QColor line = t.line;
    switch (m_kind) {
        case CardKind::Plain:
            break;
        case CardKind::Quiet:
            fill = t.surface;
            line = t.surface;
            break;
        case CardKind::Ok:
            fill = t.okTint;
            line = t.okTint;
            break;
        case CardKind::Warning:
            fill = t.warningTint;
            line = t.warningTint;
            break;
        case CardKind::Error:
            fill = t.errorTint;
            line = t.errorTint;
            break;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    painter.setPen(QPen(line, 1));
    const double radius = size::kRadius + 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

}  // namespace voordeur::client::ui
