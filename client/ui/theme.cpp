#include "client/ui/theme.h"

#include <QFontDatabase>

#include <algorithm>

namespace voordeur::client::ui {
namespace {

constexpr double kBodyPoints = 10.5;
constexpr double kBodyPointsMax = 21.0;

Tokens makeLight() {
    return {.background = QColor(0xFF, 0xFF, 0xFF),
            .surface = QColor(0xF4, 0xF6, 0xF8),
            .text = QColor(0x1B, 0x1F, 0x24),
            .muted = QColor(0x4A, 0x55, 0x60),
            .primary = QColor(0x1A, 0x5F, 0xA3),
            .onPrimary = QColor(0xFF, 0xFF, 0xFF),
            .error = QColor(0xB3, 0x26, 0x1E),
            .errorTint = QColor(0xFD, 0xEC, 0xEA),
            .warning = QColor(0x70, 0x47, 0x00),
            .warningTint = QColor(0xFF, 0xF3, 0xD6),
            .ok = QColor(0x1B, 0x6B, 0x3A),
            .okTint = QColor(0xE4, 0xF5, 0xEA),
            .border = QColor(0x71, 0x7B, 0x86),
            .line = QColor(0xDD, 0xE3, 0xE9),
            .selection = QColor(0xD6, 0xE6, 0xF7),
            .dark = false};
}

Tokens makeDark() {
    return {.background = QColor(0x15, 0x18, 0x1C),
            .surface = QColor(0x1E, 0x23, 0x29),
            .text = QColor(0xE8, 0xEC, 0xF0),
            .muted = QColor(0xB4, 0xBD, 0xC7),
            .primary = QColor(0x82, 0xB8, 0xF2),
            .onPrimary = QColor(0x0C, 0x1A, 0x29),
            .error = QColor(0xFF, 0xA3, 0x9B),
            .errorTint = QColor(0x3A, 0x15, 0x13),
            .warning = QColor(0xF3, 0xC8, 0x77),
            .warningTint = QColor(0x33, 0x27, 0x0B),
            .ok = QColor(0x86, 0xD9, 0xA3),
            .okTint = QColor(0x12, 0x30, 0x1D),
            .border = QColor(0x7F, 0x8A, 0x96),
            .line = QColor(0x31, 0x38, 0x41),
            .selection = QColor(0x23, 0x41, 0x5F),
            .dark = true};
}

}  // namespace

const Tokens& lightTokens() {
    static const Tokens tokens = makeLight();
    return tokens;
}

const Tokens& darkTokens() {
    static const Tokens tokens = makeDark();
    return tokens;
}

const Tokens& tokensOf(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < 128 ? darkTokens() : lightTokens();
}

QPalette paletteFor(const Tokens& t) {
    QPalette palette;
    palette.setColor(QPalette::Window, t.background);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.background);
    palette.setColor(QPalette::AlternateBase, t.surface);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.muted);
    palette.setColor(QPalette::Button, t.background);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.onPrimary);
    palette.setColor(QPalette::Highlight, t.selection);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::Link, t.primary);
    palette.setColor(QPalette::LinkVisited, t.primary);
    palette.setColor(QPalette::ToolTipBase, t.surface);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Light, t.background);
    palette.setColor(QPalette::Midlight, t.line);
    palette.setColor(QPalette::Mid, t.border);
    palette.setColor(QPalette::Dark, t.border);
    palette.setColor(QPalette::Shadow, t.line);
    // A disabled control may be fainter, but stays readable.
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, t.muted);
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, t.surface);
    palette.setColor(QPalette::Disabled, QPalette::Button, t.surface);
    return palette;
}

QFont bodyFont(const QFont& platform, double scale) {
    QFont font = platform;
    if (QFontDatabase::families().contains(QStringLiteral("Inter"))) {
        font.setFamily(QStringLiteral("Inter"));
    }
    const double base = std::max(kBodyPoints, platform.pointSizeF());
    font.setPointSizeF(std::clamp(base * scale, kBodyPoints, kBodyPointsMax));
    font.setWeight(QFont::Normal);
    return font;
}

QFont ranked(const QFont& body, TextRank rank) {
    QFont font = body;
    const double points = body.pointSizeF();
    switch (rank) {
        case TextRank::Caption:
            font.setPointSizeF(points * 0.905);
            break;
        case TextRank::Body:
            break;
        case TextRank::Strong:
            font.setWeight(QFont::DemiBold);
            break;
        case TextRank::Subtitle:
            font.setPointSizeF(points * 1.19);
            font.setWeight(QFont::DemiBold);
            break;
        case TextRank::Title:
            font.setPointSizeF(points * 1.714);
            font.setWeight(QFont::DemiBold);
            break;
    }
    return font;
}

}  // namespace voordeur::client::ui
