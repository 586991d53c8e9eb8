#include "client/ui/dialogs/refuse_dialog.h"

#include "client/ui/text/explain.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/field.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace voordeur::client::ui {

RefuseDialog::RefuseDialog(core::Gateway& gateway,
                           core::HouseholdId household,
                           core::OfferId offer,
                           const QString& asker,
                           QWidget* parent)
    : Dialog(tr("You do not take the lead"), tr("Send this answer"), parent),
      m_gateway(gateway),
      m_household(household),
      m_offer(offer),
      m_desk(this),
      m_why(new QPlainTextEdit),
      m_field(new Field(tr("Why not?"), m_why)) {
    m_why->setTabChangesFocus(true);
    m_why->setMinimumHeight(fontMetrics().lineSpacing() * 5);
    m_field->setHint(tr("This becomes a note in the file, so that %1 can read it.").arg(asker));
    column()->addWidget(m_field);
    connect(m_why, &QPlainTextEdit::textChanged, this, [this] { m_field->setError({}); });
    connect(this, &Dialog::confirmed, this, &RefuseDialog::send);
    m_why->setFocus(Qt::OtherFocusReason);
}

void RefuseDialog::send() {
    const QString why = m_why->toPlainText().trimmed();
    if (why.isEmpty()) {
        const Explanation words = explain(crypto::Reason::ReasonMissing);
        m_field->setError(words.headline + QLatin1Char(' ') + words.whatYouCanDo);
        m_why->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (m_desk.waiting()) return;
    banner()->clear();
    setBusy(true);
    m_gateway.refuseLead(
        m_household,
        m_offer,
        {why.toStdString(), tr("I do not take the lead: %1").arg(why).toStdString()},
        m_desk.newest<core::RefusalReceipt>([this](core::Result<core::RefusalReceipt> result) {
            setBusy(false);
            if (!result.ok()) return banner()->say(explain(result.reason()));
            accept();
            Q_EMIT refused(result.value().noteWritten);
        }));
}

}  // namespace voordeur::client::ui
