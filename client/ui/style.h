#pragma once

#include <QProxyStyle>

class QAbstractButton;

namespace voordeur::client::ui {

struct Tokens;

/// How a button presents itself. At most one Primary on a screen.
enum class ButtonKind { Secondary = 0, Primary = 1, Quiet = 2, Danger = 3, Navigation = 4 };

/// Marks a button; the style reads it back when painting.
void setKind(QAbstractButton* button, ButtonKind kind);
/// Marks an input as wrong (red border) or right again. The reason stands in text beside it.
void setInvalid(QWidget* input, bool invalid);

/// Fusion with the house's shapes, in the tokens of the widget's own palette.
///
/// A style rather than QSS: application QSS changes placeholder colours, shifts selected rows and
/// cannot draw a focus ring with a gap (interface.md §1.3). Holds no state, so one serves all.
class VoordeurStyle final : public QProxyStyle {
    Q_OBJECT

public:
    VoordeurStyle();

    void drawPrimitive(PrimitiveElement element,
                       const QStyleOption* option,
                       QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element,
                     const QStyleOption* option,
                     QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control,
                            const QStyleOptionComplex* option,
                            QPainter* painter,
                            const QWidget* widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element,
                                       const QStyleOption* option,
                                       const QWidget* widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control,
                                       const QStyleOptionComplex* option,
                                       SubControl subControl,
                                       const QWidget* widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type,
                                         const QStyleOption* option,
                                         const QSize& contents,
                                         const QWidget* widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric,
                                  const QStyleOption* option,
                                  const QWidget* widget) const override;
    int styleHint(StyleHint hint,
                  const QStyleOption* option,
                  const QWidget* widget,
                  QStyleHintReturn* result) const override;
    void polish(QWidget* widget) override;
    using QProxyStyle::polish;
};

}  // namespace voordeur::client::ui
