#pragma once

#include <QStringList>
#include <QWidget>

namespace voordeur::tests::ui {

/// Every text of a window that a person or a screen reader could read, also what is hidden now.
/// Thread: GUI.
QStringList textsOf(const QWidget& window);

/// The same without what is hidden: what is to be seen now, perhaps after scrolling.
QStringList visibleTextsOf(const QWidget& window);

}  // namespace voordeur::tests::ui
