#pragma once

#include "client/ui/style.h"

#include <QStyleOption>

class QPainter;

namespace voordeur::client::ui {

ButtonKind kindOf(const QWidget* widget);

/// The strokes and fills of VoordeurStyle, one function per shape. They read nothing but the
/// option. Thread: GUI.
namespace paint {

void field(QPainter& painter, const QStyleOption& option, bool invalid);
void listFrame(QPainter& painter, const QStyleOption& option);
void radio(QPainter& painter, const QStyleOption& option);
void checkBox(QPainter& painter, const QStyleOption& option);
void comboBox(QPainter& painter, const QStyleOptionComplex& option, bool invalid);
void buttonShape(QPainter& painter, const QStyleOptionButton& option, ButtonKind kind);
void buttonLabel(QPainter& painter, const QStyleOptionButton& option, ButtonKind kind);
QSize buttonSize(const QStyleOptionButton& option, ButtonKind kind, const QFont& font);
void tabShape(QPainter& painter, const QStyleOptionTab& option);
void tabLabel(QPainter& painter, const QStyleOptionTab& option);
void tabBase(QPainter& painter, const QStyleOption& option);
void tabScroller(QPainter& painter, const QStyleOption& option);
void arrow(QPainter& painter, const QStyleOption& option, bool left);
void headerSection(QPainter& painter, const QStyleOptionHeader& option);
void headerLabel(QPainter& painter, const QStyleOptionHeader& option);
void progress(QPainter& painter, const QStyleOptionProgressBar& option);
void groupTitle(QPainter& painter, const QStyleOptionGroupBox& option);
void focusRing(QPainter& painter, const QStyleOption& option);
void scrollBar(QPainter& painter, const QStyleOptionSlider& option, const QRect& thumb);
QRect scrollBarRect(const QStyleOptionSlider& option, QStyle::SubControl part);

}  // namespace paint
}  // namespace voordeur::client::ui
