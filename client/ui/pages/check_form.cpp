#include "client/ui/pages/check_form.h"

#include "client/ui/text/explain.h"
#include "client/ui/text/field_checks.h"
#include "client/ui/text/format.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/field.h"
#include "client/ui/widgets/label.h"

#include <QButtonGroup>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

using crypto::Reason;

QString shortWords(Reason reason) {
    const Explanation words = explain(reason);
    return words.headline + QLatin1Char(' ') + words.whatYouCanDo;
}

bool blank(const QLineEdit* edit) {
    return edit->text().trimmed().isEmpty();
}

}  // namespace

CheckForm::CheckForm(std::vector<core::PurposeChoice> purposes, bool mayUseBsn, QWidget* parent)
    : QWidget(parent),
      m_postcode(new QLineEdit),
      m_number(new QLineEdit),
      m_addition(new QLineEdit),
      m_surname(new QLineEdit),
      m_birth(new QLineEdit),
      m_bsn(new QLineEdit),
      m_postcodeField(makeField(tr("Postcode"), m_postcode, 12)),
      m_numberField(makeField(tr("House number"), m_number, 12)),
      m_additionField(makeField(tr("Addition"), m_addition, 10)),
      m_moreButton(button(tr("More details"), Glyph::ChevronRight, ButtonKind::Quiet)),
      m_choices(std::move(purposes)),
      m_purposes(new QButtonGroup(this)),
      m_basis(new Label(QString(), TextRank::Caption, Tint::Muted)),
      m_nothing(new ErrorLine),
      m_noPurpose(new ErrorLine),
      m_ask(button(tr("Ask"), Glyph::Search, ButtonKind::Primary)),
      m_mayUseBsn(mayUseBsn) {
    m_postcodeField->setCheck(&postcodeError);
    m_numberField->setCheck(&houseNumberError);
    m_additionField->setCheck(&houseAdditionError);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kLarge);
    column->addWidget(new FieldRow({m_postcodeField, m_numberField, m_additionField}));
    auto* more = new QHBoxLayout;
    more->setContentsMargins(-10, 0, 0, 0);  // its words, not its edge, line up with the fields
    more->addWidget(m_moreButton);
    more->addStretch(1);
    column->addLayout(more);
    column->addWidget(makeMore(mayUseBsn));
    column->addWidget(m_nothing);
    column->addWidget(makePurposes());
    column->addWidget(m_noPurpose);
    column->addWidget(m_ask);
    setMore(false);
    m_moreButton->setCheckable(true);
    connect(m_moreButton, &QPushButton::toggled, this, &CheckForm::setMore);
    connect(m_ask, &QPushButton::clicked, this, &CheckForm::submitted);
    connect(m_purposes, &QButtonGroup::idToggled, this, [this] {
        m_noPurpose->setText({});
        showBasis();
        Q_EMIT edited();
    });
}

Field* CheckForm::makeField(const QString& label, QLineEdit* edit, int characters) {
    edit->setMinimumWidth(fontMetrics().averageCharWidth() * characters + 24);
    edit->setMaxLength(100);
    connect(edit, &QLineEdit::returnPressed, this, &CheckForm::submitted);
    connect(edit, &QLineEdit::textEdited, this, [this] {
        m_nothing->setText({});
        Q_EMIT edited();
    });
    return new Field(label, edit);
}

QWidget* CheckForm::makeMore(bool mayUseBsn) {
    m_surnameField = makeField(tr("Surname"), m_surname, 24);
    m_birthField = makeField(tr("Birth date"), m_birth, 14);
    m_bsnField = makeField(tr("Citizen number (BSN)"), m_bsn, 14);
    m_surnameField->setCheck(&surnameError);
    m_birthField->setCheck(&dateError);
    m_birthField->setHint(tr("For instance 9-2-1989"));
    m_bsnField->setCheck(&bsnError);
    m_bsnField->setHint(tr("9 digits"));
    m_more = new QWidget;
    auto* column = new QVBoxLayout(m_more);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(new FieldRow({m_surnameField, m_birthField}));
    column->addWidget(new FieldRow({m_bsnField}));
    m_bsnField->setVisible(mayUseBsn);
    return m_more;
}

QGroupBox* CheckForm::makePurposes() {
    auto* box = new QGroupBox(tr("Why do you ask?"));
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (const core::PurposeChoice& purpose : m_choices) {
        QString shown = fromUtf8(purpose.label);
        auto* choice = new QRadioButton(shown.replace(QLatin1Char('&'), QLatin1String("&&")));
        choice->setAccessibleDescription(tr("Ground: %1").arg(fromUtf8(purpose.basisLabel)));
        choice->installEventFilter(this);
        m_purposes->addButton(choice, purpose.code);
        column->addWidget(choice, 0, Qt::AlignLeft);
    }
    column->addSpacing(space::kTight);
    column->addWidget(m_basis);
    showBasis();
    return box;
}

// Enter asks from a purpose too: it is the last thing that is chosen.
bool CheckForm::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Return && key != Qt::Key_Enter) return QWidget::eventFilter(watched, event);
    Q_EMIT submitted();
    return true;
}

// The basis follows from the choice and is shown, not chosen.
void CheckForm::showBasis() {
    QString basis;
    for (const core::PurposeChoice& purpose : m_choices) {
        if (purpose.code == m_purposes->checkedId()) basis = fromUtf8(purpose.basisLabel);
    }
    m_basis->setVisible(!basis.isEmpty());
    m_basis->setText(tr("Ground: %1").arg(basis));
}

void CheckForm::setMore(bool shown) {
    m_more->setVisible(shown);
    m_moreButton->setText(shown ? tr("Fewer details") : tr("More details"));
    m_moreButton->setIcon(icon(shown ? Glyph::ChevronDown : Glyph::ChevronRight, Tint::Primary));
    if (shown) return;
    // What cannot be seen is not asked either.
    for (QLineEdit* edit : {m_surname, m_birth, m_bsn})
        edit->clear();
    for (Field* field : {m_surnameField, m_birthField, m_bsnField})
        field->setError({});
}

bool CheckForm::validateIdentifiers() {
    const bool address = !blank(m_postcode) || !blank(m_number) || !blank(m_addition);
    const bool name = !blank(m_surname) || !blank(m_birth);
    const bool bsn = m_mayUseBsn && !blank(m_bsn);
    m_nothing->setText(address || name || bsn
                           ? QString()
                           : tr("Fill in a postcode and a house number, or open More details."));
    bool right = address || name || bsn;
    const auto needs = [address](Reason reason) {
        return address ? shortWords(reason) : QString();
    };
    right = m_postcodeField->validate(needs(Reason::PostcodeInvalid)) && right;
    right = m_numberField->validate(needs(Reason::HouseNumberInvalid)) && right;
    right = m_additionField->validate() && right;
    right = m_surnameField->validate(name ? tr("Fill in the surname too.") : QString()) && right;
    right = m_birthField->validate(name ? tr("Fill in the birth date too.") : QString()) && right;
    right = m_bsnField->validate() && right;
    return right;
}

bool CheckForm::validate() {
    const bool right = validateIdentifiers();
    const bool purpose = m_purposes->checkedId() >= 0;
    m_noPurpose->setText(purpose ? QString() : tr("First choose why you ask."));
    if (right && purpose) return true;
    for (Field* field : {m_postcodeField,
                         m_numberField,
                         m_additionField,
                         m_surnameField,
                         m_birthField,
                         m_bsnField}) {
        if (!field->hasError()) continue;
        field->input()->setFocus(Qt::OtherFocusReason);
        return false;
    }
    if (!right) {
        m_postcode->setFocus(Qt::OtherFocusReason);
    } else if (!m_purposes->buttons().isEmpty()) {
        m_purposes->buttons().first()->setFocus(Qt::OtherFocusReason);
    }
    return false;
}

core::CheckQuestion CheckForm::question() const {
    core::CheckQuestion out;
    out.purpose = static_cast<std::uint16_t>(m_purposes->checkedId());
    out.postcode = m_postcode->text().trimmed().toStdString();
    out.houseNumber = m_number->text().trimmed().toStdString();
    out.houseAddition = m_addition->text().trimmed().toStdString();
    out.surname = m_surname->text().trimmed().toStdString();
    out.birthDate = m_birth->text().trimmed().toStdString();
    if (m_mayUseBsn) out.bsn = m_bsn->text().trimmed().toStdString();
    return out;
}

bool CheckForm::showProblem(Reason reason) {
    const std::vector<std::pair<Reason, Field*>> places{
        {Reason::PostcodeInvalid, m_postcodeField},
        {Reason::HouseNumberInvalid, m_numberField},
        {Reason::HouseAdditionInvalid, m_additionField},
        {Reason::NameInvalid, m_surnameField},
        {Reason::DateInvalid, m_birthField},
        {Reason::BsnInvalid, m_bsnField}};
    for (const auto& [about, field] : places) {
        if (about != reason) continue;
        if (field == m_surnameField || field == m_birthField || field == m_bsnField) {
            m_moreButton->setChecked(true);
        }
        field->setError(shortWords(reason));
        field->input()->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (reason != Reason::PurposeUnknown) return false;
    m_noPurpose->setText(shortWords(reason));
    return true;
}

void CheckForm::clear() {
    for (QLineEdit* edit : {m_postcode, m_number, m_addition, m_surname, m_birth, m_bsn}) {
        edit->clear();
    }
    for (Field* field : {m_postcodeField,
                         m_numberField,
                         m_additionField,
                         m_surnameField,
                         m_birthField,
                         m_bsnField}) {
        field->setError({});
    }
    m_nothing->setText({});
    m_noPurpose->setText({});
    // An exclusive group cannot be emptied while it is exclusive.
    m_purposes->setExclusive(false);
    for (QAbstractButton* choice : m_purposes->buttons())
        choice->setChecked(false);
    m_purposes->setExclusive(true);
    m_moreButton->setChecked(false);
}

void CheckForm::setBusy(bool busy) {
    m_ask->setEnabled(!busy);
    m_ask->setText(busy ? tr("Asking…") : tr("Ask"));
}

QWidget* CheckForm::firstFocus() const {
    return m_postcode;
}

}  // namespace voordeur::client::ui
