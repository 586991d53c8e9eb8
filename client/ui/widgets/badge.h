#pragma once

#include <QMetaType>
#include <QRect>
#include <QString>

#include <cstdint>

class QFont;
class QPainter;
class QPalette;

namespace voordeur::client::ui {

enum class BadgeKind : std::uint8_t { Neutral, Primary, Ok, Warning, Error };

/// A short word in a pill. The word says it all; the colour only helps to find it.
struct Badge {
    QString text;
    BadgeKind kind = BadgeKind::Neutral;
    friend bool operator==(const Badge&, const Badge&) = default;
};

/// Room one badge takes in `font` (which is made smaller inside).
QSize badgeSize(const Badge& badge, const QFont& font);
/// Paints a badge with its left edge at `rect`'s, centred upright; returns the width it took.
int paintBadge(QPainter& painter,
               const QRect& rect,
               const Badge& badge,
               const QFont& font,
               const QPalette& palette);

}  // namespace voordeur::client::ui

Q_DECLARE_METATYPE(voordeur::client::ui::Badge)
