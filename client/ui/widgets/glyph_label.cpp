#include "client/ui/widgets/glyph_label.h"

#include "client/ui/theme.h"

#include <QPainter>

namespace voordeur::client::ui {

GlyphLabel::GlyphLabel(Glyph glyph, Tint tint, int side, QWidget* parent)
    : QWidget(parent), m_glyph(glyph), m_tint(tint), m_side(side) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void GlyphLabel::setGlyph(Glyph glyph, Tint tint) {
    m_glyph = glyph;
    m_tint = tint;
    update();
}

QSize GlyphLabel::sizeHint() const {
    // Grows with the text beside it.
    constexpr int kUsualTextHeight = 18;
    const int height = fontMetrics().height();
    const int side = m_side > 0 ? m_side * qMax(kUsualTextHeight, height) / kUsualTextHeight
                                : qMax(size::kIcon, height);
    return {side, side};
}

void GlyphLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintGlyph(painter, rect(), m_glyph, colourOf(m_tint, palette()));
}

}  // namespace voordeur::client::ui
