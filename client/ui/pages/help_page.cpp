#include "client/ui/pages/help_page.h"

#include "client/ui/shortcuts.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/scroll_column.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kWidthCharacters = 110;

Card* titled(const QString& title) {
    auto* card = new Card;
    card->column()->setSpacing(space::kMedium);
    card->column()->addWidget(new Label(title, TextRank::Subtitle));
    return card;
}

QWidget* keysCard() {
    Card* card = titled(HelpPage::tr("Keys"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(space::kHuge);
    grid->setVerticalSpacing(space::kSmall);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto add = [&](const QString& keys, const QString& words) {
        auto* key = new Label(keys, TextRank::Strong);
        key->setSingleLine();
        grid->addWidget(key, row, 0);
        grid->addWidget(new Label(words), row, 1);
        ++row;
    };
    add(QStringLiteral("Ctrl+1 … 9"), HelpPage::tr("Choose from the list at the left"));
    for (const Shortcut& shortcut : shortcuts())
        add(keysText(shortcut.keys), shortcut.words);
    card->column()->addLayout(grid);
    return card;
}

// The claim of docs/protocol.md §1, sentence by sentence. No other wording may be used: change
// both together. Dutch sentences are shorter, the content is the same.
QStringList claim() {
    return {HelpPage::tr("Whoever steals the server, its backups and its keys learns no case "
                         "content and no citizen number, unless keys of a present or former member "
                         "are obtained too."),
            HelpPage::tr("Given honest client software, a misbehaving server can refuse, delay, "
                         "show an outdated state or answer a check falsely, but cannot read, alter "
                         "or add a reader."),
            HelpPage::tr("False answers and removed accesses show in the privacy officer's check "
                         "once log heads are compared outside the server."),
            HelpPage::tr("The first delivery to a device is logged; reading again on that device "
                         "is not, unless it reports it."),
            HelpPage::tr("An unlogged delivery needs a key holder plus the server or its data."),
            HelpPage::tr("What the server does see is listed in docs/threat-model.md.")};
}

QWidget* claimCard() {
    Card* card = titled(HelpPage::tr("What Voordeur protects, and what not"));
    for (const QString& sentence : claim())
        card->column()->addWidget(new Label(sentence));
    return card;
}

QWidget* helpCard() {
    Card* card = titled(HelpPage::tr("Is something wrong?"));
    for (const QString& words :
         {HelpPage::tr("Call your own help desk or administrator first."),
          HelpPage::tr("Is there a code in small print, such as VD-183? Tell it to the help desk."),
          HelpPage::tr("Never tell anybody your passphrase, not even the help desk."),
          HelpPage::tr("Is it urgent for a family? Call the contact on your phone list.")}) {
        card->column()->addWidget(new Label(words));
    }
    return card;
}

QWidget* aboutCard() {
    Card* card = titled(HelpPage::tr("About"));
    card->column()->addWidget(new Label(
        HelpPage::tr("Voordeur, version %1").arg(QCoreApplication::applicationVersion())));
    card->column()->addWidget(
        new Label(HelpPage::tr("Works with keyboard and screen reader. What was tested stands in "
                               "docs/accessibility.md."),
                  TextRank::Body,
                  Tint::Muted));
    return card;
}

}  // namespace

HelpPage::HelpPage(Services services, QWidget* parent) : Page(services, parent) {
    auto* scroll = new ScrollColumn(kWidthCharacters);
    m_scroll = scroll->setReadable(tr("Help and keys"));
    for (QWidget* card : {helpCard(), keysCard(), claimCard(), aboutCard()}) {
        scroll->column()->addWidget(card);
    }
    scroll->column()->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
}

QString HelpPage::title() const {
    return tr("Help");
}

QWidget* HelpPage::firstFocus() {
    return m_scroll;
}

}  // namespace voordeur::client::ui
