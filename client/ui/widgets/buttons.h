#pragma once

#include "client/ui/icons.h"
#include "client/ui/style.h"

#include <QPushButton>

namespace voordeur::client::ui {

/// A button with words, of one kind. Ampersands in `text` are shown as they are.
QPushButton* button(const QString& text, ButtonKind kind = ButtonKind::Secondary);
/// The same with an icon before the words, in the colour of the words.
QPushButton* button(const QString& text, Glyph glyph, ButtonKind kind = ButtonKind::Secondary);

}  // namespace voordeur::client::ui
