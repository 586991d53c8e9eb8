#include "client/ui/widgets/buttons.h"

#include <QKeyEvent>

namespace voordeur::client::ui {
namespace {

Tint tintFor(ButtonKind kind) {
    switch (kind) {
        case ButtonKind::Primary:
            return Tint::OnPrimary;
        case ButtonKind::Quiet:
            return Tint::Primary;
        case ButtonKind::Danger:
            return Tint::Error;
        case ButtonKind::Secondary:
        case ButtonKind::Navigation:
            return Tint::Text;
    }
    return Tint::Text;
}

// Enter presses the button that has the focus, everywhere and not only in dialogs.
class EnterButton final : public QPushButton {
public:
    using QPushButton::QPushButton;

protected:
    void keyPressEvent(QKeyEvent* event) override {
        const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (!enter || event->modifiers().testFlag(Qt::ControlModifier)) {
            return QPushButton::keyPressEvent(event);
        }
        if (!event->isAutoRepeat()) click();
    }
};

}  // namespace

QPushButton* button(const QString& text, ButtonKind kind) {
    QString shown = text;
    shown.replace(QLatin1Char('&'), QLatin1String("&&"));
    auto* made = new EnterButton(shown);
    // Without the focus Enter belongs to the page's own main action, not to whichever button was
    // made first.
    made->setAutoDefault(false);
    made->setCursor(Qt::PointingHandCursor);
    made->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setKind(made, kind);
    return made;
}

QPushButton* button(const QString& text, Glyph glyph, ButtonKind kind) {
    QPushButton* made = button(text, kind);
    made->setIcon(icon(glyph, tintFor(kind)));
    return made;
}

}  // namespace voordeur::client::ui
