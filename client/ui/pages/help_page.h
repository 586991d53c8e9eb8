#pragma once

#include "client/ui/pages/page.h"

namespace voordeur::client::ui {

/// Hulp en over: keys, what Voordeur promises and what not, version. Thread: GUI.
class HelpPage : public Page {
    Q_OBJECT

public:
    explicit HelpPage(Services services, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void forget() override {}
    [[nodiscard]] QWidget* firstFocus() override;

private:
    QWidget* m_scroll;
};

}  // namespace voordeur::client::ui
