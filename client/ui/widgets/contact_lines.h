#pragma once

#include "client/core/views.h"

#include <QWidget>

class QVBoxLayout;

namespace voordeur::client::ui {

/// How to reach somebody: phone, mail and hours, each with a button that copies it. Thread: GUI.
class ContactLines : public QWidget {
    Q_OBJECT

public:
    explicit ContactLines(QWidget* parent = nullptr);
    void present(const core::PersonView& person);
    void clear();

private:
    QVBoxLayout* m_column;
};

}  // namespace voordeur::client::ui
