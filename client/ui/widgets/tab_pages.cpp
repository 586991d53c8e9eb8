#include "client/ui/widgets/tab_pages.h"

#include <QLayout>

namespace voordeur::client::ui {

TabPages::TabPages(QWidget* parent) : QStackedWidget(parent) {
    connect(this, &QStackedWidget::currentChanged, this, [this] { updateGeometry(); });
}

QSize TabPages::sizeHint() const {
    return currentWidget() == nullptr ? QStackedWidget::sizeHint() : currentWidget()->sizeHint();
}

QSize TabPages::minimumSizeHint() const {
    return currentWidget() == nullptr ? QStackedWidget::minimumSizeHint()
                                      : currentWidget()->minimumSizeHint();
}

bool TabPages::hasHeightForWidth() const {
    return currentWidget() != nullptr && currentWidget()->hasHeightForWidth();
}

int TabPages::heightForWidth(int width) const {
    return currentWidget() == nullptr ? -1 : currentWidget()->heightForWidth(width);
}

}  // namespace voordeur::client::ui
