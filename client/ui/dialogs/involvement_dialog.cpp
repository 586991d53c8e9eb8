#include "client/ui/dialogs/involvement_dialog.h"

#include "client/ui/text/explain.h"
#include "client/ui/text/field_checks.h"
#include "client/ui/text/format.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/field.h"
#include "client/ui/widgets/label.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace voordeur::client::ui {

using crypto::Reason;

InvolvementDialog::InvolvementDialog(core::Gateway& gateway,
                                     core::CheckQuestion question,
                                     QWidget* parent)
    : Dialog(tr("Let know that we help"), tr("Let know"), parent),
      m_gateway(gateway),
      m_question(std::move(question)),
      m_desk(this),
      m_domain(new QComboBox),
      m_firstName(new QLineEdit),
      m_from(new QLineEdit),
      m_until(new QLineEdit),
      m_domainField(new Field(tr("What do you help with?"), m_domain)),
      m_fromField(new Field(tr("From"), m_from)),
      m_untilField(new Field(tr("Until"), m_until)) {
    column()->addWidget(
        new Label(tr("Others see that you help and how to reach you. They never see why."),
                  TextRank::Body,
                  Tint::Muted));
    m_domain->addItem(tr("Choose a life domain"), 0);
    for (const core::LifeDomain& domain : m_gateway.lifeDomains()) {
        m_domain->addItem(fromUtf8(domain.label), domain.code);
    }
    column()->addWidget(m_domainField);
    for (QLineEdit* edit : {m_firstName, m_from, m_until})
        edit->setMaxLength(100);
    m_fromField->setHint(tr("Empty: today"));
    m_untilField->setHint(tr("Empty: one year later"));
    m_fromField->setCheck(&dateError);
    m_untilField->setCheck(&dateError);
    column()->addWidget(new FieldRow({m_fromField, m_untilField}));
    auto* name = new Field(tr("First name (not required)"), m_firstName);
    name->setHint(tr("Helps to tell members of the family apart."));
    column()->addWidget(name);
    connect(
        m_domain, &QComboBox::currentIndexChanged, this, [this] { m_domainField->setError({}); });
    connect(this, &Dialog::confirmed, this, &InvolvementDialog::send);
    m_domain->setFocus(Qt::OtherFocusReason);
}

void InvolvementDialog::send() {
    if (m_desk.waiting()) return;
    const int domain = m_domain->currentData().toInt();
    bool right = true;
    if (domain == 0) {
        m_domainField->setError(explain(Reason::LifeDomainUnknown).headline);
        right = false;
    }
    right = m_fromField->validate() && right;
    right = m_untilField->validate() && right;
    if (!right) return;
    core::InvolvementDraft draft;
    draft.identifiers = m_question;
    draft.firstName = m_firstName->text().trimmed().toStdString();
    draft.lifeDomain = static_cast<std::uint16_t>(domain);
    draft.fromDate = m_from->text().trimmed().toStdString();
    draft.untilDate = m_until->text().trimmed().toStdString();
    banner()->clear();
    setBusy(true);
    m_gateway.registerInvolvement(
        std::move(draft),
        m_desk.newest<core::InvolvementReceipt>(
            [this](core::Result<core::InvolvementReceipt> result) { answered(result); }));
}

void InvolvementDialog::answered(const core::Result<core::InvolvementReceipt>& result) {
    setBusy(false);
    if (result.ok()) {
        Q_EMIT registered(result.value());
        accept();
        return;
    }
    const Explanation words = explain(result.reason());
    const bool aboutDates =
        result.reason() == Reason::DateOrderWrong || result.reason() == Reason::DateInvalid;
    if (aboutDates) {
        m_untilField->setError(words.headline + QLatin1Char(' ') + words.whatYouCanDo);
    } else {
        banner()->say(words);
    }
}

}  // namespace voordeur::client::ui
