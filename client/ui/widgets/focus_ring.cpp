#include "client/ui/widgets/focus_ring.h"

#include <QApplication>
#include <QFocusEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>

namespace voordeur::client::ui {
namespace {

bool isTextInput(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QPlainTextEdit*>(widget) != nullptr;
}

// A ring around all tabs would not say which one has the focus.
bool showsItself(const QWidget* widget) {
    return qobject_cast<const QTabBar*>(widget) != nullptr;
}

bool byPointer(const QFocusEvent& event) {
    return event.reason() == Qt::MouseFocusReason || event.reason() == Qt::PopupFocusReason;
}

}  // namespace

FocusRing::FocusRing(QObject* parent) : QObject(parent) {
    QCoreApplication::instance()->installEventFilter(this);
}

FocusRing::~FocusRing() {
    delete m_frame.data();
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn && watched->isWidgetType()) {
        auto* widget = static_cast<QWidget*>(watched);
        const auto& focus = *static_cast<QFocusEvent*>(event);
        const bool shown = !byPointer(focus) || isTextInput(widget);
        follow(shown && !showsItself(widget) ? widget : nullptr);
    } else if (event->type() == QEvent::FocusOut) {
        follow(nullptr);
    }
    return QObject::eventFilter(watched, event);
}

void FocusRing::follow(QWidget* widget) {
    // The frame lives inside the window it decorates and may have gone with it.
    if (m_frame.isNull()) {
        if (widget == nullptr) return;
        m_frame = new QFocusFrame;
        m_frame->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    m_frame->setWidget(widget);
}

}  // namespace voordeur::client::ui
