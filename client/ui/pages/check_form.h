#pragma once

#include "client/core/views.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QGroupBox;
class QLineEdit;
class QPushButton;

namespace voordeur::client::ui {

class ErrorLine;
class Field;
class FieldRow;
class Label;

/// What is asked and why: address first, other identifiers behind "More details", one purpose.
///
/// Typing and moving the focus never ask anything; Enter in a field or the button does. Thread:
/// GUI.
class CheckForm : public QWidget {
    Q_OBJECT

public:
    CheckForm(std::vector<core::PurposeChoice> purposes, bool mayUseBsn, QWidget* parent = nullptr);

    /// Checks every field and says in text what is wrong; moves the focus to the first wrong one.
    [[nodiscard]] bool validate();
    [[nodiscard]] core::CheckQuestion question() const;
    /// Puts a refusal at the field it is about; false when it is about none.
    bool showProblem(crypto::Reason reason);
    void clear();
    void setBusy(bool busy);
    [[nodiscard]] QWidget* firstFocus() const;

Q_SIGNALS:
    void submitted();
    /// Something was typed or chosen: an earlier answer no longer belongs to it.
    void edited();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Field* makeField(const QString& label, QLineEdit* edit, int characters);
    QWidget* makeMore(bool mayUseBsn);
    QGroupBox* makePurposes();
    void showBasis();
    void setMore(bool shown);
    [[nodiscard]] bool validateIdentifiers();

    QLineEdit* m_postcode;
    QLineEdit* m_number;
    QLineEdit* m_addition;
    QLineEdit* m_surname;
    QLineEdit* m_birth;
    QLineEdit* m_bsn;
    Field* m_postcodeField;
    Field* m_numberField;
    Field* m_additionField;
    Field* m_surnameField = nullptr;
    Field* m_birthField = nullptr;
    Field* m_bsnField = nullptr;
    QWidget* m_more = nullptr;
    QPushButton* m_moreButton;
    std::vector<core::PurposeChoice> m_choices;
    QButtonGroup* m_purposes;
    Label* m_basis;
    ErrorLine* m_nothing;
    ErrorLine* m_noPurpose;
    QPushButton* m_ask;
    bool m_mayUseBsn;
};

}  // namespace voordeur::client::ui
