#include "client/ui/pages/check_page.h"

#include "client/ui/dialogs/involvement_dialog.h"
#include "client/ui/pages/check_form.h"
#include "client/ui/text/explain.h"
#include "client/ui/text/format.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/answer_card.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/scroll_column.h"

#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

// Question and answer beside each other need this much; otherwise the answer comes below.
constexpr int kBesideCharacters = 118;

}  // namespace

CheckPage::CheckPage(Services services, QString asker, QWidget* parent)
    : Page(services, parent),
      m_asker(std::move(asker)),
      m_desk(this),
      m_form(new CheckForm(gateway().purposes(), gateway().mayUseBsn())),
      m_banner(new Banner),
      m_answer(new AnswerCard),
      m_receipt(new Banner) {
    auto* scroll = new ScrollColumn;
    QVBoxLayout* column = scroll->column();
    auto* intro = new QVBoxLayout;
    intro->setSpacing(space::kTight);
    intro->addWidget(new Label(tr("Does somebody already help here?"), TextRank::Subtitle));
    intro->addWidget(new Label(tr("We record that you ask this. The family can see it later."),
                               TextRank::Body,
                               Tint::Muted));
    column->addLayout(intro);
    auto* card = new Card;
    card->column()->addWidget(m_form);
    auto* answers = new QVBoxLayout;
    answers->setSpacing(space::kLarge);
    answers->addWidget(m_banner);
    answers->addWidget(m_answer);
    answers->addWidget(m_receipt);
    answers->addStretch(1);
    m_sides = new QBoxLayout(QBoxLayout::LeftToRight);
    m_sides->setSpacing(space::kLarge);
    m_sides->addWidget(card, 1, Qt::AlignTop);
    m_sides->addLayout(answers, 1);
    column->addLayout(m_sides);
    column->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    connect(m_form, &CheckForm::submitted, this, &CheckPage::ask);
    connect(m_form, &CheckForm::edited, this, [this] {
        m_desk.drop();
        m_form->setBusy(false);
        m_answer->clear();
        m_banner->clear();
        m_receipt->clear();
    });
    connect(m_answer, &AnswerCard::helpWanted, this, &CheckPage::openInvolvement);
    connect(m_answer, &AnswerCard::newQuestionWanted, this, &CheckPage::startNew);
}

void CheckPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    arrange();
}

void CheckPage::arrange() {
    const bool beside = width() >= fontMetrics().averageCharWidth() * kBesideCharacters;
    m_sides->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

QString CheckPage::title() const {
    return tr("Check");
}

void CheckPage::ask() {
    if (m_desk.waiting() || !m_form->validate()) return;
    m_answer->clear();
    m_banner->clear();
    m_receipt->clear();
    m_asked = m_form->question();
    m_form->setBusy(true);
    gateway().check(m_asked,
                    m_desk.newest<core::CheckAnswer>(
                        [this](core::Result<core::CheckAnswer> result) { answered(result); }));
}

void CheckPage::answered(const core::Result<core::CheckAnswer>& result) {
    m_form->setBusy(false);
    if (result.ok()) return m_answer->present(result.value(), m_asker, !m_asked.postcode.empty());
    if (m_form->showProblem(result.reason())) return;
    m_banner->say(explain(result.reason()));
    m_banner->setFocus(Qt::OtherFocusReason);
}

void CheckPage::openInvolvement() {
    auto* dialog = new InvolvementDialog(gateway(), m_asked, this);
    connect(dialog, &InvolvementDialog::registered, this, &CheckPage::showReceipt);
    dialog->open();
}

void CheckPage::showReceipt(const core::InvolvementReceipt& receipt) {
    QStringList said{tr("Saved. Voordeur now knows that you help.")};
    if (receipt.certainMatches > 0) {
        said << tr("%n other(s) help here too.", nullptr, static_cast<int>(receipt.certainMatches));
    }
    if (receipt.possibleMatches > 0) {
        said << tr("%n match(es) still have to be confirmed by a person.",
                   nullptr,
                   static_cast<int>(receipt.possibleMatches));
    }
    said << tr("Line %1 of the log.").arg(logLine(receipt.logSequence));
    m_receipt->say(BannerKind::Ok, said.join(QLatin1Char(' ')));
    m_receipt->setFocus(Qt::OtherFocusReason);
}

void CheckPage::forget() {
    m_desk.drop();
    m_asked = {};
    m_form->setBusy(false);
    m_form->clear();
    m_answer->clear();
    m_banner->clear();
    m_receipt->clear();
}

QWidget* CheckPage::firstFocus() {
    return m_form->firstFocus();
}

bool CheckPage::startNew() {
    forget();
    firstFocus()->setFocus(Qt::OtherFocusReason);
    return true;
}

}  // namespace voordeur::client::ui
