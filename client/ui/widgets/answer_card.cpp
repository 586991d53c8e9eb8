#include "client/ui/widgets/answer_card.h"

#include "client/ui/text/format.h"
#include "client/ui/text/words.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/contact_lines.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

struct Verdict {
    CardKind card;
    Glyph glyph;
    Tint tint;
    QString headline;
    QString more;
};

Verdict verdictOf(const core::CheckAnswer& answer, bool byAddress) {
    switch (answer.verdict) {
        case core::CheckVerdict::Yes:
            return {CardKind::Ok,
                    Glyph::CheckCircle,
                    Tint::Ok,
                    answer.lead ? AnswerCard::tr("Yes, this family already has a contact person.")
                                : AnswerCard::tr("Yes, somebody already helps here."),
                    answer.lead
                        ? AnswerCard::tr("You do not see a file. Contact the lead.")
                        : AnswerCard::tr("This family has no lead yet. Call the municipality.")};
        case core::CheckVerdict::Maybe:
            return {CardKind::Warning,
                    Glyph::Help,
                    Tint::Warning,
                    byAddress
                        ? AnswerCard::tr("Maybe. Somebody already helps at this address. Ask.")
                        : AnswerCard::tr("Maybe. Somebody already helps under this name. Ask."),
                    answer.lead
                        ? AnswerCard::tr("It can be another family. Ask before you go on.")
                        : AnswerCard::tr("It can be another family. There is no lead yet. Call the "
                                         "municipality.")};
        case core::CheckVerdict::No:
            return {CardKind::Quiet,
                    Glyph::Info,
                    Tint::Muted,
                    AnswerCard::tr("No, nobody is listed in Voordeur."),
                    AnswerCard::tr("That does not mean that there is no help.")};
    }
    return {CardKind::Quiet, Glyph::Info, Tint::Muted, {}, {}};
}

}  // namespace

AnswerCard::AnswerCard(QWidget* parent)
    : Card(CardKind::Quiet, parent),
      m_glyph(new GlyphLabel(Glyph::Info, Tint::Muted, 28)),
      m_headline(new Label(QString(), TextRank::Subtitle)),
      m_more(new Label(QString())),
      m_leadBlock(new QWidget),
      m_lead(new Label(QString(), TextRank::Strong)),
      m_leadTeam(new Label(QString())),
      m_since(new Label(QString(), TextRank::Body, Tint::Muted)),
      m_contact(new ContactLines),
      m_agencies(new Label(QString())),
      m_help(button(tr("Let know that we help too"), Glyph::Plus)),
      m_again(button(tr("New question"), ButtonKind::Quiet)),
      m_record(new Label(QString(), TextRank::Caption, Tint::Muted)) {
    auto* block = new QVBoxLayout(m_leadBlock);
    block->setContentsMargins(0, space::kSmall, 0, space::kSmall);
    block->setSpacing(space::kTight);
    for (QWidget* part : {static_cast<QWidget*>(m_lead),
                          static_cast<QWidget*>(m_leadTeam),
                          static_cast<QWidget*>(m_since),
                          static_cast<QWidget*>(m_contact)}) {
        block->addWidget(part);
    }
    auto* words = new QVBoxLayout;
    words->setSpacing(space::kTight);
    words->addWidget(m_headline);
    words->addWidget(m_more);
    words->addWidget(m_leadBlock);
    words->addWidget(m_agencies);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, space::kSmall, 0, space::kSmall);
    buttons->addWidget(m_help);
    buttons->addWidget(m_again);
    buttons->addStretch(1);
    words->addLayout(buttons);
    words->addWidget(m_record);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kMedium);
    row->addWidget(m_glyph, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    column()->addLayout(row);
    m_help->setObjectName(QStringLiteral("helpToo"));
    setFocusPolicy(Qt::TabFocus);
    connect(m_help, &QPushButton::clicked, this, &AnswerCard::helpWanted);
    connect(m_again, &QPushButton::clicked, this, &AnswerCard::newQuestionWanted);
    clear();
}

void AnswerCard::present(const core::CheckAnswer& answer, const QString& asker, bool byAddress) {
    const Verdict verdict = verdictOf(answer, byAddress);
    setCardKind(verdict.card);
    m_glyph->setGlyph(verdict.glyph, verdict.tint);
    m_headline->setText(verdict.headline);
    QString more = verdict.more;
    if (answer.mayBeMore) {
        more += QLatin1Char(' ') + tr("More is registered here than fits in one answer. Ask again "
                                      "with another detail, or call the lead.");
    }
    m_more->setText(more);
    showLead(answer);
    QStringList agencies;
    for (const std::string& agency : answer.agencies)
        agencies << fromUtf8(agency);
    m_agencies->setVisible(!agencies.isEmpty());
    m_agencies->setText(tr("Also helping: %1").arg(agencies.join(QStringLiteral(", "))));
    m_help->setText(answer.verdict == core::CheckVerdict::No ? tr("Let know that we help")
                                                             : tr("Let know that we help too"));
    m_record->setText(tr("We record: %1, %2, reason: %3. Line %4 of the log.")
                          .arg(asker,
                               dayAndTime(answer.askedAt),
                               fromUtf8(answer.purposeLabel),
                               logLine(answer.logSequence)));
    QStringList said{verdict.headline, more};
    if (answer.lead) said << tr("Lead: %1").arg(personLine(*answer.lead));
    setAccessibleName(said.join(QLatin1Char(' ')));
    setVisible(true);
    setFocus(Qt::OtherFocusReason);
}

void AnswerCard::showLead(const core::CheckAnswer& answer) {
    m_leadBlock->setVisible(answer.lead.has_value());
    if (!answer.lead) {
        m_contact->clear();
        return;
    }
    const core::PersonView& lead = *answer.lead;
    m_lead->setText(tr("Lead: %1").arg(fromUtf8(lead.name)));
    m_leadTeam->setText(
        QStringList{roleWord(lead.role), fromUtf8(lead.teamName), fromUtf8(lead.agencyName)}.join(
            QStringLiteral(" · ")));
    m_since->setVisible(answer.leadSince.has_value());
    if (answer.leadSince) m_since->setText(tr("Since %1").arg(monthAndYear(*answer.leadSince)));
    m_contact->present(lead);
}

void AnswerCard::clear() {
    hide();
    for (Label* label : {m_headline, m_more, m_lead, m_leadTeam, m_since, m_agencies, m_record}) {
        label->clear();
    }
    m_contact->clear();
    setAccessibleName(QString());
}

}  // namespace voordeur::client::ui
