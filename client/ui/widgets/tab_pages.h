#pragma once

#include <QStackedWidget>

namespace voordeur::client::ui {

/// A stack as high as the page it shows, not as the highest of all, so that short tabs do not
/// scroll over emptiness. Thread: GUI.
class TabPages : public QStackedWidget {
    Q_OBJECT

public:
    explicit TabPages(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override;
    [[nodiscard]] int heightForWidth(int width) const override;
};

}  // namespace voordeur::client::ui
