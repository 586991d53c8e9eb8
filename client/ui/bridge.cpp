#include "client/ui/bridge.h"

#include <QCoreApplication>

namespace voordeur::client::ui {

void toGui(std::function<void()> work) {
    // The application, not the receiver, is the context: the receiver may be destroyed on the GUI
    // thread while this runs on another.
    if (QCoreApplication* app = QCoreApplication::instance()) {
        QMetaObject::invokeMethod(app, std::move(work), Qt::QueuedConnection);
    }
}

}  // namespace voordeur::client::ui
