#include "client/ui/style_paint.h"

#include "client/ui/icons.h"
#include "client/ui/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace voordeur::client::ui::paint {
namespace {

constexpr int kButtonPadding = 16;
constexpr int kIconGap = 8;

class Saved {
public:
    explicit Saved(QPainter& painter) : m_painter(painter) {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
    }
    Saved(const Saved&) = delete;
    Saved& operator=(const Saved&) = delete;
    Saved(Saved&&) = delete;
    Saved& operator=(Saved&&) = delete;
    ~Saved() { m_painter.restore(); }

private:
    QPainter& m_painter;
};

bool has(const QStyleOption& option, QStyle::StateFlag flag) {
    return (option.state & flag) != 0;
}

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto part = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

void rounded(QPainter& painter,
             const QRectF& rect,
             const QColor& fill,
             const QColor& line,
             double width = 1.0) {
    painter.setBrush(fill);
    painter.setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    const double half = line.isValid() ? width / 2 : 0;
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), size::kRadius, size::kRadius);
}

QColor labelColour(const QStyleOptionButton& option, ButtonKind kind) {
    const Tokens& t = tokensOf(option.palette);
    if (!has(option, QStyle::State_Enabled)) return t.muted;
    switch (kind) {
        case ButtonKind::Primary:
            return t.onPrimary;
        case ButtonKind::Quiet:
            return t.primary;
        case ButtonKind::Danger:
            return t.error;
        case ButtonKind::Secondary:
        case ButtonKind::Navigation:
            return t.text;
    }
    return t.text;
}

int textWidth(const QFontMetrics& metrics, const QString& text) {
    return metrics.size(Qt::TextShowMnemonic, text).width();
}

}  // namespace

void field(QPainter& painter, const QStyleOption& option, bool invalid) {
    const Saved saved(painter);
    const Tokens& t = tokensOf(option.palette);
    const bool focused = has(option, QStyle::State_HasFocus) && has(option, QStyle::State_Enabled);
    const QColor line = invalid ? t.error : (focused ? t.primary : t.border);
    const QColor fill = has(option, QStyle::State_Enabled) ? t.background : t.surface;
    rounded(painter, option.rect, fill, line, invalid ? 2.0 : 1.0);
}

void listFrame(QPainter& painter, const QStyleOption& option) {
    const Saved saved(painter);
    const Tokens& t = tokensOf(option.palette);
    rounded(painter, option.rect, t.background, t.line);
}

void radio(QPainter& painter, const QStyleOption& option) {
    const Saved saved(painter);
    const Tokens& t = tokensOf(option.palette);
    const bool on = has(option, QStyle::State_On);
    const QColor line = on ? t.primary : t.border;
    const QRectF circle = QRectF(option.rect).adjusted(1, 1, -1, -1);
    painter.setBrush(has(option, QStyle::State_MouseOver) ? t.surface : t.background);
    painter.setPen(QPen(line, on ? 2.0 : 1.25));
    painter.drawEllipse(circle);
    if (!on) return;
    painter.setBrush(t.primary);
    painter.setPen(Qt::NoPen);
    const double rim = circle.width() / 4;
    painter.drawEllipse(circle.adjusted(rim, rim, -rim, -rim));
}

void checkBox(QPainter& painter, const QStyleOption& option) {
    const Saved saved(painter);
    const Tokens& t = tokensOf(option.palette);
    const bool on = has(option, QStyle::State_On);
    painter.setBrush(on ? t.primary : t.background);
    painter.setPen(QPen(on ? t.primary : t.border, 1.25));
    painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 4, 4);
    if (on) paintGlyph(painter, option.rect.adjusted(3, 3, -3, -3), Glyph::Check, t.onPrimary);
}

void comboBox(QPainter& painter, const QStyleOptionComplex& option, bool invalid) {
    field(painter, option, invalid);
    const Tokens& t = tokensOf(option.palette);
    const int side = std::max(16, option.fontMetrics.height() * 4 / 5);
    QRect arrow(0, 0, side, side);
    arrow.moveCenter(option.rect.center());
    arrow.moveRight(option.rect.right() - 10);
    paintGlyph(painter, arrow, Glyph::ChevronDown, t.muted);
}

void buttonShape(QPainter& painter, const QStyleOptionButton& option, ButtonKind kind) {
    const Saved saved(painter);
    const Tokens& t = tokensOf(option.palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool hover = enabled && has(option, QStyle::State_MouseOver);
    const bool down = enabled && has(option, QStyle::State_Sunken);
    const QColor rest = hover || down ? (down ? t.selection : t.surface) : QColor(Qt::transparent);
    switch (kind) {
        case ButtonKind::Primary: {
            const double share = down ? 0.24 : (hover ? 0.12 : 0.0);
            const QColor fill = enabled ? mixed(t.primary, t.text, share) : t.surface;
            return rounded(painter, option.rect, fill, enabled ? QColor() : t.line);
        }
        case ButtonKind::Secondary:
            return rounded(
                painter,
                option.rect,
                hover || down || !enabled ? (down ? t.selection : t.surface) : t.background,
                enabled ? t.border : t.line);
        case ButtonKind::Danger:
            return rounded(
                painter, option.rect, hover || down ? t.errorTint : t.background, t.error);
        case ButtonKind::Quiet:
            return rounded(painter, option.rect, rest, QColor());
        case ButtonKind::Navigation:
            break;
    }
    const bool chosen = has(option, QStyle::State_On);
    const QColor fill = chosen ? t.selection : (hover ? mixed(t.surface, t.text, 0.06) : rest);
    rounded(painter, option.rect, fill, QColor());
    if (!chosen) return;
    QRectF mark = QRectF(option.rect).adjusted(0, 9, 0, -9);
    mark.setWidth(4);
    painter.setBrush(t.primary);
    painter.drawRoundedRect(mark, 2, 2);
}

void buttonLabel(QPainter& painter, const QStyleOptionButton& option, ButtonKind kind) {
    const Saved saved(painter);
    const QColor colour = labelColour(option, kind);
    const bool left = kind == ButtonKind::Navigation;
    if (kind == ButtonKind::Primary || (left && has(option, QStyle::State_On))) {
        painter.setFont(ranked(painter.font(), TextRank::Strong));
    }
    const QFontMetrics metrics(painter.font());
    const int iconWidth = option.icon.isNull() ? 0 : option.iconSize.width();
    const int gap = iconWidth > 0 && !option.text.isEmpty() ? kIconGap + (left ? 4 : 0) : 0;
    const int wanted = iconWidth + gap + textWidth(metrics, option.text);
    QRect inner = option.rect.adjusted(left ? kButtonPadding : 0, 0, 0, 0);
    int x = left ? inner.left() : inner.left() + std::max(0, (inner.width() - wanted) / 2);
    if (iconWidth > 0) {
        const QRect place(x,
                          inner.top() + (inner.height() - option.iconSize.height()) / 2,
                          iconWidth,
                          option.iconSize.height());
        const auto mode = has(option, QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled;
        option.icon.paint(&painter, place, Qt::AlignCenter, mode);
        x += iconWidth + gap;
    }
    inner.setLeft(x);
    painter.setPen(colour);
    painter.drawText(inner,
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine,
                     option.text);
}

QSize buttonSize(const QStyleOptionButton& option, ButtonKind kind, const QFont& font) {
    // Measured in the weight the label may get: bold text is wider.
    const QFontMetrics strong(ranked(font, TextRank::Strong));
    const bool icon = !option.icon.isNull();
    const bool words = !option.text.isEmpty();
    int width = words ? textWidth(strong, option.text) : 0;
    if (icon) width += option.iconSize.width() + (words ? kIconGap : 0);
    const int padding = kind == ButtonKind::Quiet ? 10 : kButtonPadding;
    width += words ? 2 * padding : 16;
    const int height =
        std::max(size::kControl + (kind == ButtonKind::Navigation ? 4 : 0), strong.height() + 16);
    return {std::max(width, size::kControl), height};
}

void tabShape(QPainter& painter, const QStyleOptionTab& option) {
    const Saved saved(painter);
    const Tokens& t = tokensOf(option.palette);
    const QRect rect = option.rect;
    if (has(option, QStyle::State_Selected)) {
        painter.fillRect(QRect(rect.left(), rect.bottom() - 2, rect.width(), 3), t.primary);
        if (!has(option, QStyle::State_HasFocus)) return;
        painter.setPen(QPen(t.primary, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect).adjusted(3, 4, -3, -7), size::kRadius, size::kRadius);
    } else if (has(option, QStyle::State_MouseOver)) {
        rounded(painter, rect.adjusted(2, 4, -2, -6), t.surface, QColor());
    }
}

void tabLabel(QPainter& painter, const QStyleOptionTab& option) {
    const Saved saved(painter);
    const Tokens& t = tokensOf(option.palette);
    const bool chosen = has(option, QStyle::State_Selected);
    painter.setPen(chosen ? t.primary : t.text);
    if (chosen) painter.setFont(ranked(painter.font(), TextRank::Strong));
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic, option.text);
}

void tabBase(QPainter& painter, const QStyleOption& option) {
    const QRect rect = option.rect;
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1),
                     tokensOf(option.palette).line);
}

// Covers the tab that would otherwise show half behind it.
void tabScroller(QPainter& painter, const QStyleOption& option) {
    const Saved saved(painter);
    const Tokens& t = tokensOf(option.palette);
    painter.fillRect(option.rect, t.background);
    const bool hover = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    rounded(
        painter, option.rect.adjusted(2, 4, -2, -4), hover ? t.surface : t.background, t.border);
}

void arrow(QPainter& painter, const QStyleOption& option, bool left) {
    const Saved saved(painter);
    const Tokens& t = tokensOf(option.palette);
    // The mirror of "on" is "back".
    painter.translate(option.rect.center());
    if (left) painter.scale(-1, 1);
    const int side = option.fontMetrics.height();
    paintGlyph(painter,
               QRect(-side / 2, -side / 2, side, side),
               Glyph::ChevronRight,
               has(option, QStyle::State_Enabled) ? t.text : t.line);
}

void headerSection(QPainter& painter, const QStyleOptionHeader& option) {
    const Saved saved(painter);
    const Tokens& t = tokensOf(option.palette);
    const bool first = option.position == QStyleOptionHeader::Beginning ||
                       option.position == QStyleOptionHeader::OnlyOneSection;
    const bool last = option.position == QStyleOptionHeader::End ||
                      option.position == QStyleOptionHeader::OnlyOneSection;
    // Rounded where the frame of the list is: a larger shape, cut off at the section.
    QRectF shape(option.rect);
    shape.adjust(first ? 0 : -20, 0, last ? 0 : 20, 20);
    QPainterPath path;
    path.addRoundedRect(shape, size::kRadius - 1, size::kRadius - 1);
    painter.setClipRect(option.rect);
    painter.fillPath(path, t.surface);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     t.line);
}

void headerLabel(QPainter& painter, const QStyleOptionHeader& option) {
    const Saved saved(painter);
    painter.setPen(tokensOf(option.palette).muted);
    painter.setFont(ranked(painter.font(), TextRank::Strong));
    const QString text =
        QFontMetrics(painter.font()).elidedText(option.text, Qt::ElideRight, option.rect.width());
    painter.drawText(option.rect, Qt::AlignLeft | Qt::AlignVCenter, text);
}

void progress(QPainter& painter, const QStyleOptionProgressBar& option) {
    const Saved saved(painter);
    const Tokens& t = tokensOf(option.palette);
    QRectF groove(option.rect);
    groove.setHeight(8);
    groove.moveCenter(QRectF(option.rect).center());
    painter.setPen(QPen(t.border, 1));
    painter.setBrush(t.surface);
    painter.drawRoundedRect(groove.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    QRectF bar = groove;
    if (option.maximum > option.minimum) {
        const double share = static_cast<double>(option.progress - option.minimum) /
                             static_cast<double>(option.maximum - option.minimum);
        bar.setWidth(groove.width() * std::clamp(share, 0.0, 1.0));
    } else {
        bar.setWidth(groove.width() /
                     3);  // busy: a still bar; the words beside it say what goes on
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.primary);
    if (bar.width() > 1) painter.drawRoundedRect(bar, 4, 4);
}

void groupTitle(QPainter& painter, const QStyleOptionGroupBox& option) {
    const Saved saved(painter);
    painter.setPen(tokensOf(option.palette).text);
    painter.setFont(ranked(painter.font(), TextRank::Strong));
    painter.drawText(option.rect, Qt::AlignLeft | Qt::AlignTop, option.text);
}

void focusRing(QPainter& painter, const QStyleOption& option) {
    const Saved saved(painter);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokensOf(option.palette).primary, 2));
    painter.drawRoundedRect(
        QRectF(option.rect).adjusted(1, 1, -1, -1), size::kRadius + 3, size::kRadius + 3);
}

void scrollBar(QPainter& painter, const QStyleOptionSlider& option, const QRect& thumb) {
    if (option.minimum == option.maximum) return;
    const Saved saved(painter);
    const Tokens& t = tokensOf(option.palette);
    const bool active = has(option, QStyle::State_MouseOver);
    painter.setPen(Qt::NoPen);
    painter.setBrush(active ? t.muted : mixed(t.border, t.background, 0.2));
    QRectF bar = QRectF(thumb).adjusted(4, 2, -4, -2);
    if (option.orientation == Qt::Horizontal) bar = QRectF(thumb).adjusted(2, 4, -2, -4);
    painter.drawRoundedRect(bar, 3, 3);
}

QRect scrollBarRect(const QStyleOptionSlider& option, QStyle::SubControl part) {
    const bool upright = option.orientation == Qt::Vertical;
    const int length = upright ? option.rect.height() : option.rect.width();
    const int across = upright ? option.rect.width() : option.rect.height();
    const int range = option.maximum - option.minimum;
    int thumb = length;
    if (range > 0) {
        const qint64 whole = static_cast<qint64>(range) + option.pageStep;
        thumb = static_cast<int>(static_cast<qint64>(length) * option.pageStep / whole);
        thumb = std::clamp(thumb, std::min(32, length), length);
    }
    const int start = QStyle::sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - thumb, option.upsideDown);
    const auto slice = [&](int from, int size) {
        return upright ? QRect(0, from, across, size) : QRect(from, 0, size, across);
    };
    if (part == QStyle::SC_ScrollBarGroove) return slice(0, length);
    if (part == QStyle::SC_ScrollBarSlider) return slice(start, thumb);
    if (part == QStyle::SC_ScrollBarSubPage) return slice(0, start);
    if (part == QStyle::SC_ScrollBarAddPage) return slice(start + thumb, length - start - thumb);
    return {};  // no arrow buttons
}

}  // namespace voordeur::client::ui::paint
