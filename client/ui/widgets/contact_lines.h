#pragma once

#include "client/core/views.h"
#include "client/ui/icons.h"

#include <QWidget>

class QPushButton;

namespace voordeur::client::ui {

class Label;

/// How to reach somebody: phone, mail and hours; phone and mail can be copied. Thread: GUI.
class ContactLines : public QWidget {
    Q_OBJECT

public:
    explicit ContactLines(QWidget* parent = nullptr);
    void present(const core::PersonView& person);
    void clear();

private:
    struct Line {
        QWidget* row = nullptr;
        Label* words = nullptr;
        QPushButton* copy = nullptr;  // nullptr: nothing to copy
    };
    [[nodiscard]] Line makeLine(Glyph glyph, const QString& copyName);
    static void fill(const Line& line, const std::string& text);

    Line m_phone;
    Line m_mail;
    Line m_hours;
};

}  // namespace voordeur::client::ui
