#include "client/ui/widgets/note_list.h"

#include "client/ui/models/rows_model.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/row_delegate.h"

#include <QPainter>

#include <algorithm>

namespace voordeur::client::ui {
namespace {

constexpr int kPadding = 14;
// A note is at most 256 KiB; what a row paints is bounded so that one note cannot fill the screen.
constexpr int kShownCharactersMax = 6000;
constexpr int kHeightMax = 4000;

QString shownText(const QModelIndex& index) {
    QString text = index.data(kLongTextRole).toString().trimmed();
    if (text.size() > kShownCharactersMax) {
        text = text.left(kShownCharactersMax) + QChar(0x2026);
    }
    return text;
}

int readableWidth(const QStyleOptionViewItem& option, int width) {
    const int most = option.fontMetrics.averageCharWidth() * size::kReadableCharacters;
    return std::clamp(width - 2 * kPadding, 60, most);
}

QRect textBox(const QStyleOptionViewItem& option, int width, const QString& text) {
    return option.fontMetrics.boundingRect(
        QRect(0, 0, readableWidth(option, width), kHeightMax), Qt::TextWordWrap, text);
}

int headingHeight(const QStyleOptionViewItem& option) {
    return option.fontMetrics.height() + 8;
}

}  // namespace

void NoteDelegate::paint(QPainter* painter,
                         const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    painter->save();
    paintRowGround(*painter, option, index);
    const Tokens& t = tokensOf(option.palette);
    QRect heading = option.rect.adjusted(kPadding, 10, -kPadding, 0);
    heading.setHeight(headingHeight(option));
    painter->setFont(ranked(option.font, TextRank::Strong));
    painter->setPen(t.text);
    const QString title = painter->fontMetrics().elidedText(
        index.data(Qt::DisplayRole).toString(), Qt::ElideRight, heading.width());
    painter->drawText(heading, Qt::AlignLeft | Qt::AlignVCenter, title);
    const int used = painter->fontMetrics().horizontalAdvance(title) + 12;
    QRect place = heading.adjusted(used, 0, 0, 0);
    for (const Badge& badge : index.data(kBadgesRole).value<QList<Badge>>()) {
        place.setLeft(place.left() +
                      paintBadge(*painter, place, badge, option.font, option.palette) + 6);
    }
    painter->setFont(option.font);
    painter->setPen(t.text);
    const QRect body(option.rect.left() + kPadding,
                     heading.bottom() + 4,
                     readableWidth(option, option.rect.width()),
                     option.rect.bottom() - heading.bottom());
    painter->drawText(body, Qt::TextWordWrap, shownText(index));
    painter->restore();
}

QSize NoteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view == nullptr ? 400 : view->viewport()->width();
    const int body = std::min(textBox(option, width, shownText(index)).height(), kHeightMax);
    return {width, 10 + headingHeight(option) + 4 + body + 14};
}

NoteList::NoteList(const QString& name, QWidget* parent) : QListView(parent) {
    setAccessibleName(name);
    setItemDelegate(new NoteDelegate(this));
    setResizeMode(Adjust);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    viewport()->setAutoFillBackground(false);
}

void NoteList::setModel(QAbstractItemModel* model) {
    QListView::setModel(model);
    if (model == nullptr) return;
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        ensureCurrent();
        updateGeometry();
    });
    ensureCurrent();
}

QSize NoteList::sizeHint() const {
    constexpr int kMost = 520;
    int height = 2 * frameWidth() + 2;
    const int rows = model() == nullptr ? 0 : model()->rowCount();
    for (int i = 0; i < rows && height < kMost; ++i)
        height += sizeHintForIndex(model()->index(i, 0)).height();
    return {400, std::clamp(height, 88, kMost)};
}

void NoteList::focusInEvent(QFocusEvent* event) {
    ensureCurrent();
    QListView::focusInEvent(event);
}

void NoteList::ensureCurrent() {
    if (model() == nullptr || model()->rowCount() == 0 || currentIndex().isValid()) return;
    setCurrentIndex(model()->index(0, 0));
}

}  // namespace voordeur::client::ui
