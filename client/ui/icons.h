#pragma once

#include <QIcon>

#include <cstdint>

namespace voordeur::client::ui {

/// The small own set in client/resources/icons; one file each, drawn for this project.
enum class Glyph : std::uint8_t {
    Back,
    Check,
    CheckCircle,
    ChevronDown,
    ChevronRight,
    Clock,
    Close,
    Connection,
    Copy,
    Door,
    Error,
    Eye,
    EyeOff,
    HandOver,
    Help,
    History,
    Home,
    Info,
    Key,
    Lock,
    Logbook,
    Mail,
    Note,
    People,
    Phone,
    Plus,
    Question,
    Refresh,
    Save,
    Search,
    Settings,
    Shield,
    Sun,
    User,
    Users,
    Warning,
};

/// Which token tints a glyph.
enum class Tint : std::uint8_t { Text, Muted, Primary, OnPrimary, Error, Warning, Ok };

/// The glyph in the colours of the application's palette at the moment of painting, so it follows
/// a change of theme by itself. Thread: GUI.
QIcon icon(Glyph glyph, Tint tint = Tint::Text);

/// Paints a glyph into `rect` in a colour of the caller's choice. Thread: GUI.
void paintGlyph(QPainter& painter, const QRect& rect, Glyph glyph, const QColor& colour);

/// The token behind a tint.
QColor colourOf(Tint tint, const QPalette& palette);

}  // namespace voordeur::client::ui
