#pragma once

#include "client/ui/icons.h"

#include <QWidget>

namespace voordeur::client::ui {

/// An icon beside words that say the same; not exported to screen readers. Thread: GUI.
class GlyphLabel : public QWidget {
    Q_OBJECT

public:
    explicit GlyphLabel(Glyph glyph, Tint tint, int side = 0, QWidget* parent = nullptr);
    void setGlyph(Glyph glyph, Tint tint);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Glyph m_glyph;
    Tint m_tint;
    int m_side;
};

}  // namespace voordeur::client::ui
