#include "client/ui/widgets/badge.h"

#include "client/ui/theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace voordeur::client::ui {
namespace {

constexpr int kPadding = 8;

struct Colours {
    QColor fill;
    QColor text;
};

Colours coloursOf(BadgeKind kind, const Tokens& t) {
    switch (kind) {
        case BadgeKind::Neutral:
            return {t.line, t.text};
        case BadgeKind::Primary:
            return {t.primary, t.onPrimary};
        case BadgeKind::Ok:
            return {t.okTint, t.ok};
        case BadgeKind::Warning:
            return {t.warningTint, t.warning};
        case BadgeKind::Error:
            return {t.errorTint, t.error};
    }
    return {t.line, t.text};
}

QFont badgeFont(const QFont& font) {
    QFont small = ranked(font, TextRank::Caption);
    small.setWeight(QFont::DemiBold);
    return small;
}

}  // namespace

QSize badgeSize(const Badge& badge, const QFont& font) {
    const QFontMetrics metrics(badgeFont(font));
    return {metrics.horizontalAdvance(badge.text) + 2 * kPadding + 4, metrics.height() + 6};
}

int paintBadge(QPainter& painter,
               const QRect& rect,
               const Badge& badge,
               const QFont& font,
               const QPalette& palette) {
    QSize wanted = badgeSize(badge, font);
    wanted.setWidth(qMin(wanted.width(), rect.width()));
    if (wanted.width() < 3 * kPadding) return 0;
    const Colours colours = coloursOf(badge.kind, tokensOf(palette));
    QRect pill(QPoint(rect.left(), 0), wanted);
    pill.moveCenter(QPoint(pill.center().x(), rect.center().y()));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.fill);
    painter.drawRoundedRect(pill, pill.height() / 2.0, pill.height() / 2.0);
    painter.setFont(badgeFont(font));
    painter.setPen(colours.text);
    const QRect inner = pill.adjusted(kPadding, 0, -kPadding, 0);
    painter.drawText(inner,
                     Qt::AlignCenter,
                     painter.fontMetrics().elidedText(badge.text, Qt::ElideRight, inner.width()));
    painter.restore();
    return wanted.width();
}

}  // namespace voordeur::client::ui
