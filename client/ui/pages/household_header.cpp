#include "client/ui/pages/household_header.h"

#include "client/ui/text/format.h"
#include "client/ui/text/words.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/contact_lines.h"
#include "client/ui/widgets/folding_row.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

// Address and lead beside each other, and a button beside the lead's words, need this much.
constexpr int kBesideCharacters = 100;
constexpr int kButtonBesideCharacters = 56;

}  // namespace

HouseholdHeader::HouseholdHeader(QWidget* parent)
    : QWidget(parent),
      m_offer(new Banner),
      m_accept(button(tr("Yes, I take the lead"), ButtonKind::Primary)),
      m_refuse(button(tr("No, and I explain why"))),
      m_address(new Label(QString(), TextRank::Subtitle)),
      m_domains(new Label(QString(), TextRank::Body, Tint::Muted)),
      m_part(
          new Label(tr("You see the part that is shared with you."), TextRank::Body, Tint::Muted)),
      m_lead(new Label(QString(), TextRank::Subtitle)),
      m_leadTeam(new Label(QString(), TextRank::Body, Tint::Muted)),
      m_since(new Label(QString(), TextRank::Body, Tint::Muted)),
      m_contact(new ContactLines),
      m_pending(new Label(QString())),
      m_handOver(button(tr("Hand over the lead"), Glyph::HandOver)),
      m_withdraw(button(tr("Withdraw the request"))) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kLarge);
    m_offer->addButton(m_accept);
    m_offer->addButton(m_refuse);
    column->addWidget(m_offer);
    auto* cards = new FoldingRow(kBesideCharacters);
    cards->row()->addWidget(makeFamilyCard(), 4);
    cards->row()->addWidget(makeLeadCard(), 6);
    column->addWidget(cards);
    m_accept->setObjectName(QStringLiteral("accept"));
    m_refuse->setObjectName(QStringLiteral("refuse"));
    m_handOver->setObjectName(QStringLiteral("handOver"));
    m_withdraw->setObjectName(QStringLiteral("withdraw"));
    connect(m_accept, &QPushButton::clicked, this, &HouseholdHeader::acceptWanted);
    connect(m_refuse, &QPushButton::clicked, this, &HouseholdHeader::refuseWanted);
    connect(m_handOver, &QPushButton::clicked, this, &HouseholdHeader::handOverWanted);
    connect(m_withdraw, &QPushButton::clicked, this, &HouseholdHeader::withdrawWanted);
}

QWidget* HouseholdHeader::makeFamilyCard() {
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kMedium);
    row->addWidget(new GlyphLabel(Glyph::Home, Tint::Primary, 28), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(space::kTight);
    words->addWidget(new Label(tr("Address"), TextRank::Caption, Tint::Muted));
    words->addWidget(m_address);
    words->addWidget(m_domains);
    words->addWidget(m_part);
    words->addStretch(1);
    row->addLayout(words, 1);
    card->column()->addLayout(row);
    return card;
}

QWidget* HouseholdHeader::makeLeadCard() {
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kMedium);
    row->addWidget(new GlyphLabel(Glyph::User, Tint::Primary, 28), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(space::kTight);
    words->addWidget(new Label(tr("Lead"), TextRank::Caption, Tint::Muted));
    words->addWidget(m_lead);
    words->addWidget(m_leadTeam);
    words->addWidget(m_since);
    words->addWidget(m_contact);
    words->addWidget(m_pending);
    words->addStretch(1);
    row->addLayout(words, 1);
    auto* sides = new FoldingRow(kButtonBesideCharacters);
    sides->row()->addLayout(row, 1);
    sides->row()->addWidget(m_handOver, 0, Qt::AlignTop);
    sides->row()->addWidget(m_withdraw, 0, Qt::AlignTop);
    card->column()->addWidget(sides);
    return card;
}

void HouseholdHeader::present(const core::HouseholdView& view) {
    m_address->setText(view.address.empty() ? tr("There is no address in this file.")
                                            : fromUtf8(view.address));
    QStringList domains;
    for (const std::string& domain : view.lifeDomains)
        domains << fromUtf8(domain);
    m_domains->setVisible(!domains.isEmpty());
    m_domains->setText(tr("Life domains: %1").arg(domains.join(QStringLiteral(", "))));
    m_part->setVisible(view.sharedPartOnly);
    presentLead(view);
    presentOffer(view);
}

void HouseholdHeader::presentLead(const core::HouseholdView& view) {
    const bool mine = view.leadState == core::LeadState::Mine;
    const bool known = view.lead.has_value();
    m_leadTeam->setVisible(known);
    m_since->setVisible(known && view.leadSince.has_value());
    m_contact->setVisible(known && !mine);
    m_handOver->setText(known ? tr("Hand over the lead") : tr("Ask somebody to lead"));
    if (!known) {
        m_lead->setText(tr("This family has no lead yet."));
        m_contact->clear();
        return;
    }
    m_lead->setText(mine ? tr("You lead") : fromUtf8(view.lead->name));
    m_leadTeam->setText(QStringList{
        roleWord(view.lead->role), fromUtf8(view.lead->teamName), fromUtf8(view.lead->agencyName)}
                            .join(QStringLiteral(" · ")));
    if (view.leadSince) m_since->setText(tr("Since %1").arg(day(*view.leadSince)));
    m_contact->present(*view.lead);
}

void HouseholdHeader::presentOffer(const core::HouseholdView& view) {
    m_handOver->setVisible(view.mayOfferLead && !view.offer);
    m_withdraw->setVisible(view.offer && view.offer->byMe);
    m_pending->setVisible(view.offer && !view.offer->toMe);
    m_offer->clear();
    if (!view.offer) return;
    const core::LeadOfferView& offer = *view.offer;
    if (offer.toMe) {
        m_offer->say(BannerKind::Info,
                     tr("%1 asks you to take the lead for family %2.")
                         .arg(fromUtf8(offer.fromName), fromUtf8(view.name)));
        return;
    }
    const QString to = fromUtf8(offer.toName);
    if (!offer.byMe) {
        m_pending->setText(tr("%1 asked %2 to take the lead.").arg(fromUtf8(offer.fromName), to));
    } else if (view.leadState == core::LeadState::Mine) {
        m_pending->setText(tr("You asked %1 on %2. You keep the lead until %1 says yes.")
                               .arg(to, day(offer.offeredAt)));
    } else {
        m_pending->setText(
            tr("You asked %1 on %2. %1 has not answered yet.").arg(to, day(offer.offeredAt)));
    }
}

void HouseholdHeader::setBusy(bool busy) {
    for (QPushButton* each : {m_accept, m_refuse, m_handOver, m_withdraw}) {
        each->setEnabled(!busy);
    }
}

void HouseholdHeader::clear() {
    m_offer->clear();
    for (Label* label : {m_address, m_domains, m_lead, m_leadTeam, m_since, m_pending}) {
        label->clear();
    }
    m_contact->clear();
}

}  // namespace voordeur::client::ui
