#include "client/ui/pages/waiting_page.h"

#include "client/ui/text/explain.h"
#include "client/ui/text/format.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/scroll_column.h"

#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kWidthCharacters = 90;

}  // namespace

WaitingPage::WaitingPage(Services services, const QString& deviceIdHex, QWidget* parent)
    : Page(services, parent) {
    const Explanation words = explain(crypto::Reason::WaitingForAdmission);
    auto* scroll = new ScrollColumn(kWidthCharacters);
    auto* card = new Card;
    card->column()->setSpacing(space::kMedium);
    card->column()->addWidget(new Label(words.headline, TextRank::Subtitle));
    card->column()->addWidget(new Label(words.why));
    card->column()->addWidget(
        new Label(tr("Your administrator may ask for the code of this laptop:"),
                  TextRank::Body,
                  Tint::Muted));
    auto* code = new Label(inGroups(deviceIdHex), TextRank::Strong);
    code->setCopyable();
    card->column()->addWidget(code);
    auto* again = button(tr("Lock and try again"), Glyph::Refresh, ButtonKind::Primary);
    connect(again, &QPushButton::clicked, this, &WaitingPage::againWanted);
    m_again = again;
    card->column()->addWidget(again);
    scroll->column()->addWidget(card);
    scroll->column()->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
}

QString WaitingPage::title() const {
    return tr("Waiting");
}

QWidget* WaitingPage::firstFocus() {
    return m_again;
}

}  // namespace voordeur::client::ui
