#include "client/ui/widgets/row_delegate.h"

#include "client/ui/models/rows_model.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/row_list.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>

namespace voordeur::client::ui {
namespace {

constexpr int kPadding = 12;
constexpr int kBadgeGap = 6;

int badgesWidth(const QList<Badge>& badges, const QFont& font) {
    int width = 0;
    for (const Badge& badge : badges)
        width += badgeSize(badge, font).width() + kBadgeGap;
    return width;
}

// The corners of the list are round; its first and last rows must not stick out.
void clipToCorners(QPainter& painter, const QStyleOptionViewItem& option) {
    const auto* list = qobject_cast<const QAbstractItemView*>(option.widget);
    if (list == nullptr) return;
    QRectF area(list->viewport()->rect());
    // Under a header the upper corners are the header's.
    if (list->viewport()->y() > list->frameWidth()) area.setTop(area.top() - 20);
    const bool touches = option.rect.top() < area.top() + size::kRadius ||
                         option.rect.bottom() > area.bottom() - size::kRadius;
    if (!touches) return;
    QPainterPath path;
    path.addRoundedRect(area, size::kRadius - 1, size::kRadius - 1);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipPath(path, Qt::IntersectClip);
}

void paintLine(QPainter& painter, const QRect& rect, const QString& text) {
    const QString shown =
        painter.fontMetrics().elidedText(text, Qt::ElideRight, qMax(0, rect.width()));
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

}  // namespace

void paintRowGround(QPainter& painter,
                    const QStyleOptionViewItem& option,
                    const QModelIndex& index) {
    clipToCorners(painter, option);
    const Tokens& t = tokensOf(option.palette);
    const bool chosen = (option.state & QStyle::State_Selected) != 0;
    const bool hover = (option.state & QStyle::State_MouseOver) != 0;
    painter.fillRect(option.rect, chosen ? t.selection : (hover ? t.surface : t.background));
    if (index.row() + 1 < index.model()->rowCount()) {
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                         t.line);
    }
    if (chosen && index.column() == 0) {
        painter.fillRect(QRect(option.rect.topLeft(), QSize(4, option.rect.height())), t.primary);
    }
}

RowDelegate::RowDelegate(RowList* list) : QStyledItemDelegate(list), m_list(list) {}

void RowDelegate::paint(QPainter* painter,
                        const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    painter->save();
    paintRowGround(*painter, option, index);
    const Tokens& t = tokensOf(option.palette);
    QRect inner = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    const int badgesRole = m_list->compact() ? kCompactBadgesRole : kBadgesRole;
    const auto badges = index.data(badgesRole).value<QList<Badge>>();
    const QString text = index.data(Qt::DisplayRole).toString();
    const QString second = m_list->compact() ? index.data(kSubtitleRole).toString() : QString();

    QRect upper = inner;
    if (!second.isEmpty()) {
        const int line = option.fontMetrics.height();
        const int free = inner.height() - 2 * line - space::kTight;
        upper = QRect(inner.left(), inner.top() + free / 2, inner.width(), line);
        QRect lower = upper.translated(0, line + space::kTight);
        painter->setPen(t.muted);
        painter->setFont(option.font);
        paintLine(*painter, lower, second);
    }
    const bool strong = index.data(kStrongRole).toBool();
    painter->setFont(strong ? ranked(option.font, TextRank::Strong) : option.font);
    painter->setPen(index.data(kMutedRole).toBool() ? t.muted : t.text);
    QRect words = upper;
    if (!text.isEmpty()) {
        const int wanted = painter->fontMetrics().horizontalAdvance(text) + 10;
        const int most = upper.width() - qMin(badgesWidth(badges, option.font), upper.width() / 2);
        words.setWidth(qMin(wanted, most));
        paintLine(*painter, words, text);
        upper.setLeft(words.right() + (badges.isEmpty() ? 0 : 1));
    }
    for (const Badge& badge : badges) {
        upper.setLeft(upper.left() +
                      paintBadge(*painter, upper, badge, option.font, option.palette) + kBadgeGap);
    }
    painter->restore();
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int line = option.fontMetrics.height();
    const bool two = m_list->compact() && !index.data(kSubtitleRole).toString().isEmpty();
    const int height = two ? 2 * line + space::kTight + 20 : line + 24;
    return {120, qMax(size::kRow, height)};
}

}  // namespace voordeur::client::ui
