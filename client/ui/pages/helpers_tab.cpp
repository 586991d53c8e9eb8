#include "client/ui/pages/helpers_tab.h"

#include "client/ui/dialogs/dialog.h"
#include "client/ui/models/helpers_model.h"
#include "client/ui/text/format.h"
#include "client/ui/text/words.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/ecogram_view.h"
#include "client/ui/widgets/folding_row.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/row_list.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kListRowsMax = 8;
// List and picture beside each other, and buttons beside a question, need this much.
constexpr int kBesideCharacters = 104;
constexpr int kButtonsBesideCharacters = 84;
constexpr int kListCharacters = 46;

QString accessSentence(const core::HelperView& helper) {
    if (helper.isLead) return HelpersTab::tr("Leads, and can read and write the shared part.");
    if (helper.state == core::HelpState::Proposed) {
        return HelpersTab::tr("Sees nothing. First somebody has to confirm the match.");
    }
    if (helper.state == core::HelpState::Ended) return HelpersTab::tr("Can open nothing any more.");
    return helper.hasAccess ? HelpersTab::tr("Can read the shared part.")
                            : HelpersTab::tr("Sees no file, only that others help.");
}

}  // namespace

HelpersTab::HelpersTab(std::vector<core::LifeDomain> domains, QWidget* parent)
    : QWidget(parent),
      m_domains(std::move(domains)),
      m_model(new HelpersModel(this)),
      m_list(new RowList(tr("Who helps"))),
      m_picture(new EcogramView),
      m_matches(new QVBoxLayout) {
    m_list->setModel(m_model);
    m_list->setColumns({1}, 100'000);  // always two lines: it stands beside the picture
    m_list->setFitRows(kListRowsMax);
    m_list->setReadOnly();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kLarge);
    m_matches->setSpacing(space::kSmall);
    column->addLayout(m_matches);
    auto* left = new QVBoxLayout;
    left->setSpacing(space::kMedium);
    left->addWidget(m_list);
    left->addWidget(makeDetail());
    left->addStretch(1);
    auto* listSide = new QWidget;
    listSide->setLayout(left);
    left->setContentsMargins(0, 0, 0, 0);
    listSide->setMinimumWidth(fontMetrics().averageCharWidth() * 34);
    listSide->setMaximumWidth(fontMetrics().averageCharWidth() * (kListCharacters + 14));
    auto* pictureCard = new Card;
    pictureCard->column()->addWidget(m_picture);
    auto* sides = new FoldingRow(kBesideCharacters);
    sides->row()->addWidget(listSide, 4);
    sides->row()->addWidget(pictureCard, 6);
    column->addWidget(sides, 1);
    connect(m_list, &RowList::currentRowChanged, this, &HelpersTab::presentChosen);
    connect(m_picture, &EcogramView::picked, this, [this](int helper) {
        m_list->setCurrentIndex(m_model->index(helper, 0));
    });
}

QWidget* HelpersTab::makeDetail() {
    m_detail = new Card(CardKind::Quiet);
    m_name = new Label(QString(), TextRank::Strong);
    m_what = new Label(QString(), TextRank::Body, Tint::Muted);
    m_period = new Label(QString(), TextRank::Body, Tint::Muted);
    m_access = new Label(QString());
    m_grant = button(tr("Give access to the shared part"), Glyph::Key);
    for (QWidget* part : {static_cast<QWidget*>(m_name),
                          static_cast<QWidget*>(m_what),
                          static_cast<QWidget*>(m_period),
                          static_cast<QWidget*>(m_access),
                          static_cast<QWidget*>(m_grant)}) {
        m_detail->column()->addWidget(part);
    }
    connect(m_grant, &QPushButton::clicked, this, [this] {
        const QModelIndex index = m_list->currentIndex();
        if (!m_model->has(index)) return;
        const core::HelperView& helper = m_model->row(index.row());
        if (helper.involvement) {
            Q_EMIT grantWanted(*helper.involvement, fromUtf8(helper.agencyName));
        }
    });
    m_detail->hide();
    return m_detail;
}

void HelpersTab::present(const core::HouseholdView& view) {
    const int before = m_list->currentIndex().row();
    m_mayGrant = view.mayManageAccess;
    m_mayAnswer = view.mayManageAccess || view.leadState == core::LeadState::Mine;
    m_picture->present(view, m_domains);
    m_model->setRows(view.helpers);
    if (before >= 0 && before < m_model->rowCount()) {
        m_list->setCurrentIndex(m_model->index(before, 0));
    }
    m_list->setVisible(m_model->rowCount() > 0);
    presentMatches(view);
    presentChosen();
}

void HelpersTab::presentMatches(const core::HouseholdView& view) {
    while (QLayoutItem* item = m_matches->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (!m_mayAnswer) return;
    for (const core::HelperView& helper : view.helpers) {
        if (helper.state != core::HelpState::Proposed || !helper.involvement) continue;
        m_matches->addWidget(makeMatch(helper, fromUtf8(view.name)));
    }
    // Made later than the list, but read before it.
    for (int i = 0; i < m_matches->count(); ++i) {
        setTabOrder(m_matches->itemAt(i)->widget()->findChildren<QPushButton*>().last(), m_list);
    }
    setTabOrder(m_list, m_grant);
}

QWidget* HelpersTab::makeMatch(const core::HelperView& helper, const QString& family) {
    auto* card = new Card(CardKind::Warning);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kMedium);
    row->addWidget(new GlyphLabel(Glyph::Help, Tint::Warning, 24), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(space::kTight);
    const QString agency = fromUtf8(helper.agencyName);
    words->addWidget(new Label(tr("Does %1 help the same family?").arg(agency), TextRank::Strong));
    words->addWidget(new Label(
        tr("%1 helps at this address or name. Life domain: %2. %3.")
            .arg(agency, fromUtf8(helper.lifeDomain), periodWords(helper.since, helper.until))));
    row->addLayout(words, 1);
    QPushButton* yes = button(tr("Yes, the same family"));
    QPushButton* no = button(tr("No, a mistake"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(yes);
    buttons->addWidget(no);
    auto* sides = new FoldingRow(kButtonsBesideCharacters);
    sides->row()->addLayout(row, 1);
    sides->row()->addLayout(buttons);
    sides->row()->setAlignment(buttons, Qt::AlignLeft);
    card->column()->addWidget(sides);
    const core::InvolvementId involvement = *helper.involvement;
    connect(yes, &QPushButton::clicked, this, [this, involvement] {
        Q_EMIT matchAnswered(involvement, true);
    });
    connect(no, &QPushButton::clicked, this, [this, involvement, agency, family] {
        askFirst(this,
                 tr("%1 does not belong with family %2? Then they no longer find each other here.")
                     .arg(agency, family),
                 tr("Part them"),
                 tr("Go back"),
                 [this, involvement] { Q_EMIT matchAnswered(involvement, false); });
    });
    return card;
}

void HelpersTab::presentChosen() {
    const QModelIndex index = m_list->currentIndex();
    m_detail->setVisible(m_model->has(index));
    m_picture->setChosen(m_model->has(index) ? index.row() : -1);
    if (!m_model->has(index)) return;
    const core::HelperView& helper = m_model->row(index.row());
    m_name->setText(fromUtf8(helper.agencyName));
    QStringList what;
    if (!helper.teamName.empty()) what << fromUtf8(helper.teamName);
    // Who keeps the file was not matched with it.
    if (helper.involvement) what << certaintyWord(helper.certainty);
    m_what->setText(what.join(QStringLiteral(" · ")));
    m_period->setText(periodWords(helper.since, helper.until));
    m_access->setText(accessSentence(helper));
    m_grant->setVisible(m_mayGrant && helper.involvement && !helper.hasAccess &&
                        helper.state == core::HelpState::Active && !helper.isLead);
}

void HelpersTab::setBusy(bool busy) {
    m_grant->setEnabled(!busy);
    for (int i = 0; i < m_matches->count(); ++i)
        m_matches->itemAt(i)->widget()->setEnabled(!busy);
}

QWidget* HelpersTab::firstFocus() const {
    return m_list;
}

void HelpersTab::clear() {
    m_model->clear();
    m_picture->clear();
    for (Label* label : {m_name, m_what, m_period, m_access})
        label->clear();
    while (QLayoutItem* item = m_matches->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

}  // namespace voordeur::client::ui
