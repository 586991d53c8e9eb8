#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

namespace voordeur::client::ui {

/// The colours of one theme. Contrast against `background` was computed: text ≥ 4.5, parts ≥ 3.0;
/// `tests/ui/theme_test.cpp` computes it again. `line` only decorates and carries no meaning.
struct Tokens {
    QColor background;
    QColor surface;
    QColor text;
    QColor muted;
    QColor primary;
    QColor onPrimary;
    QColor error;
    QColor errorTint;
    QColor warning;
    QColor warningTint;
    QColor ok;
    QColor okTint;
    QColor border;
    QColor line;
    QColor selection;
    bool dark = false;
};

const Tokens& lightTokens();
const Tokens& darkTokens();
/// The theme a palette belongs to, so that a widget needs nothing but its own palette.
const Tokens& tokensOf(const QPalette& palette);

/// The palette that carries the tokens to every widget.
QPalette paletteFor(const Tokens& tokens);

/// Spacing in device-independent pixels; nothing else is used between things.
namespace space {
inline constexpr int kTight = 4;
inline constexpr int kSmall = 8;
inline constexpr int kMedium = 12;
inline constexpr int kLarge = 16;
inline constexpr int kHuge = 24;
}  // namespace space

/// Sizes in device-independent pixels. Controls are larger than WCAG 2.5.8 asks (24).
namespace size {
inline constexpr int kControl = 36;
inline constexpr int kRow = 44;
inline constexpr int kRadius = 6;
inline constexpr int kIcon = 20;
/// Longest line that still reads well, in average characters.
inline constexpr int kReadableCharacters = 72;
}  // namespace size

/// Sizes of text relative to the body, which is 10.5 pt unless the platform's own is larger.
enum class TextRank { Caption, Body, Strong, Subtitle, Title };

/// The body font: Inter when it is installed, otherwise the platform's; `platform` gives the size
/// people chose on their computer, `scale` is the setting of this program (1.0 to 2.0).
QFont bodyFont(const QFont& platform, double scale);
/// `body` in another rank.
QFont ranked(const QFont& body, TextRank rank);

}  // namespace voordeur::client::ui
