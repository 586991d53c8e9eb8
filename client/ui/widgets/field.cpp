#include "client/ui/widgets/field.h"

#include "client/ui/style.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace voordeur::client::ui {

ErrorLine::ErrorLine(QWidget* parent)
    : QWidget(parent), m_text(new Label(QString(), TextRank::Body, Tint::Error)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kTight);
    row->addWidget(new GlyphLabel(Glyph::Error, Tint::Error), 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    hide();
}

void ErrorLine::setText(const QString& text) {
    m_text->setText(text);
    setVisible(!text.isEmpty());
}

QString ErrorLine::text() const {
    return m_text->text();
}

Field::Field(const QString& label, QWidget* input, QWidget* parent)
    : QWidget(parent),
      m_input(input),
      m_hint(new Label(QString(), TextRank::Caption, Tint::Muted)),
      m_error(new ErrorLine) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTight);
    auto* title = new Label(label, TextRank::Strong);
    title->setBuddy(input);
    column->addWidget(title);
    column->addWidget(input);
    column->addWidget(m_error);
    column->addWidget(m_hint);
    m_hint->hide();
    setFocusProxy(input);
}

void Field::setHint(const QString& hint) {
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    if (!hasError()) m_input->setAccessibleDescription(hint);
}

void Field::setError(const QString& error) {
    m_error->setText(error);
    if (m_errorElsewhere) m_error->hide();
    m_input->setAccessibleDescription(error.isEmpty() ? m_hint->text() : error);
    setInvalid(m_input, !error.isEmpty());
    Q_EMIT errorChanged();
}

QString Field::error() const {
    return m_error->text();
}

bool Field::hasError() const {
    return !m_error->text().isEmpty();
}

void Field::setErrorElsewhere() {
    m_errorElsewhere = true;
}

// An input that ends with the focus says that editing is finished: nothing of this is left by then.
Field::~Field() {
    m_input->disconnect(this);
}

void Field::setCheck(Check check) {
    m_check = std::move(check);
    connect(edit(), &QLineEdit::editingFinished, this, [this] {
        if (!edit()->text().trimmed().isEmpty()) validate();
    });
    connect(edit(), &QLineEdit::textEdited, this, [this] {
        if (hasError()) setError({});
    });
}

bool Field::validate(const QString& required) {
    const QString text = edit()->text().trimmed();
    if (text.isEmpty()) {
        setError(required);
    } else {
        setError(m_check ? m_check(text) : QString());
    }
    return !hasError();
}

QLineEdit* Field::edit() const {
    return qobject_cast<QLineEdit*>(m_input);
}

FieldRow::FieldRow(const QList<Field*>& fields, QWidget* parent)
    : QWidget(parent), m_fields(fields), m_error(new ErrorLine) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTight);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kLarge);
    column->addLayout(row);
    column->addWidget(m_error);
    for (Field* field : m_fields) {
        field->setErrorElsewhere();
        row->addWidget(field, 0, Qt::AlignTop);
        connect(field, &Field::errorChanged, this, [this] {
            QStringList wrong;
            for (const Field* each : m_fields) {
                if (each->hasError()) wrong << each->error();
            }
            m_error->setText(wrong.join(QLatin1Char('\n')));
        });
    }
    row->addStretch(1);
}

}  // namespace voordeur::client::ui
