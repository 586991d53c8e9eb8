#pragma once

#include <QWidget>

#include <functional>

class QLineEdit;

namespace voordeur::client::ui {

class Label;

/// What is wrong, in words with a mark; hidden while there is nothing to say. Thread: GUI.
class ErrorLine : public QWidget {
    Q_OBJECT

public:
    explicit ErrorLine(QWidget* parent = nullptr);
    void setText(const QString& text);
    [[nodiscard]] QString text() const;

private:
    Label* m_text;
};

/// A label above an input, with room for what is wrong under it.
///
/// The label is the input's buddy, so screen readers read it as the name; the error is also its
/// description. Errors appear after editing or on submit, never while typing. Thread: GUI.
class Field : public QWidget {
    Q_OBJECT

public:
    /// `check` gives the error for a text, empty when it is right; it sees only non-empty text.
    using Check = std::function<QString(const QString&)>;

    Field(const QString& label, QWidget* input, QWidget* parent = nullptr);
    ~Field() override;

    void setHint(const QString& hint);
    void setError(const QString& error);
    [[nodiscard]] bool hasError() const;
    /// For line edits: checks when the person leaves the field and clears the error on typing.
    void setCheck(Check check);
    /// Runs the check now; true when right. `required` is the error for an empty field.
    bool validate(const QString& required = {});
    [[nodiscard]] QWidget* input() const { return m_input; }
    [[nodiscard]] QString error() const;
    /// Narrow fields leave their words to a line below the whole row (see `FieldRow`).
    void setErrorElsewhere();

Q_SIGNALS:
    void errorChanged();

private:
    [[nodiscard]] QLineEdit* edit() const;

    QWidget* m_input;
    Label* m_hint;
    ErrorLine* m_error;
    bool m_errorElsewhere = false;
    Check m_check;
};

/// Short fields side by side, with one line below for what is wrong in any of them. Thread: GUI.
class FieldRow : public QWidget {
    Q_OBJECT

public:
    explicit FieldRow(const QList<Field*>& fields, QWidget* parent = nullptr);

private:
    QList<Field*> m_fields;
    ErrorLine* m_error;
};

}  // namespace voordeur::client::ui
