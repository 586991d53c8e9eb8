#include "client/ui/dialogs/unsettled_dialog.h"

#include "client/ui/text/explain.h"
#include "client/ui/text/format.h"
#include "client/ui/text/words.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/scroll_column.h"

#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kLinesHigh = 18;

CardKind cardKindOf(core::PendingState state) {
    return state == core::PendingState::Waiting ? CardKind::Quiet : CardKind::Warning;
}

}  // namespace

UnsettledDialog::UnsettledDialog(core::Gateway& gateway,
                                 const std::vector<core::UnsettledAct>& acts,
                                 QWidget* parent)
    : Dialog(tr("What was not confirmed"), tr("Close"), parent), m_gateway(gateway), m_desk(this) {
    cancel()->hide();
    auto* scroll = new ScrollColumn;
    scroll->setMinimumHeight(fontMetrics().lineSpacing() * kLinesHigh);
    scroll->setReadable(tr("What was not confirmed"));
    for (const auto& act : acts) {
        Card* card = cardFor(act);
        m_cards.emplace(act.id, card);
        scroll->column()->addWidget(card);
    }
    scroll->column()->addStretch(1);
    column()->addWidget(scroll);
    connect(this, &Dialog::confirmed, this, &QDialog::accept);
    action()->setFocus(Qt::OtherFocusReason);
}

Card* UnsettledDialog::cardFor(const core::UnsettledAct& act) {
    auto* card = new Card(cardKindOf(act.state));
    const QString title =
        act.householdName.empty()
            ? tr("You %1").arg(actionWord(act.action))
            : tr("%1: you %2").arg(fromUtf8(act.householdName), actionWord(act.action));
    card->column()->addWidget(new Label(title, TextRank::Strong));
    card->column()->addWidget(new Label(dayAndTime(act.at), TextRank::Caption, Tint::Muted));
    card->column()->addWidget(new Label(actStateSentence(act.state)));
    if (act.reason) {
        const Explanation why = explain(*act.reason);
        card->column()->addWidget(new Label(why.headline));
        card->column()->addWidget(new Label(why.code, TextRank::Caption, Tint::Muted));
    }
    if (!act.text.empty()) {
        auto* words = new Label(fromUtf8(act.text));
        words->setCopyable();
        words->setAccessibleName(tr("What you wrote: %1").arg(fromUtf8(act.text)));
        card->column()->addWidget(words);
    }
    if (act.state == core::PendingState::Waiting) return card;
    QPushButton* away = button(tr("I know this, take it off the list"));
    away->setObjectName(QStringLiteral("dismissUnsettled"));
    card->column()->addWidget(away, 0, Qt::AlignLeft);
    connect(away, &QPushButton::clicked, this, [this, id = act.id] { dismiss(id); });
    return card;
}

void UnsettledDialog::dismiss(const crypto::RequestId& id) {
    if (m_desk.waiting()) return;
    banner()->clear();
    m_gateway.dismissUnsettled(
        id, m_desk.newest<crypto::Done>([this, id](const core::Result<crypto::Done>& result) {
            // Taken off elsewhere, or settled by now: gone is gone.
            const bool gone = result.ok() || result.reason() == crypto::Reason::NotFound;
            if (!gone) return banner()->say(explain(result.reason()));
            action()->setFocus(Qt::OtherFocusReason);
            // Its words go with it.
            delete m_cards.at(id);
            m_cards.erase(id);
            Q_EMIT dismissed(id);
        }));
}

}  // namespace voordeur::client::ui
