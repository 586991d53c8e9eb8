#include "client/ui/pages/simple_tabs.h"

#include "client/ui/models/history_model.h"
#include "client/ui/models/looks_model.h"
#include "client/ui/models/members_model.h"
#include "client/ui/text/explain.h"
#include "client/ui/text/format.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/row_list.h"
#include "client/ui/widgets/state_stack.h"

#include <QVBoxLayout>

#include <algorithm>

namespace voordeur::client::ui {
namespace {

constexpr int kRowsMax = 12;

QVBoxLayout* plainColumn(QWidget* page) {
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    return column;
}

RowList* readingList(const QString& name, QAbstractItemModel* model) {
    auto* list = new RowList(name);
    list->setModel(model);
    list->setFitRows(kRowsMax);
    list->setReadOnly();
    return list;
}

}  // namespace

MembersTab::MembersTab(QWidget* parent)
    : QWidget(parent),
      m_model(new MembersModel(this)),
      m_list(readingList(tr("Members of the family"), m_model)),
      m_state(new StateStack(m_list)),
      m_bsn(new Label(QString(), TextRank::Body, Tint::Muted)) {
    m_list->setColumns({5, 4, 5, 4}, 80);
    QVBoxLayout* column = plainColumn(this);
    column->addWidget(m_state);
    column->addWidget(m_bsn);
    column->addStretch(1);
}

void MembersTab::present(const core::HouseholdView& view) {
    m_model->setRows(view.members);
    const bool anyBsn = std::any_of(
        view.members.begin(), view.members.end(), [](const auto& one) { return one.hasBsn; });
    m_bsn->setVisible(anyBsn);
    m_bsn->setText(tr("The citizen numbers are in the file. Voordeur never shows them."));
    if (view.members.empty()) {
        m_state->showEmpty(
            Glyph::Users, tr("No members can be seen here."), tr("Ask the lead if you need this."));
    } else {
        m_state->showContent();
    }
}

void MembersTab::clear() {
    m_model->clear();
}

QWidget* MembersTab::firstFocus() const {
    return m_list;
}

HistoryTab::HistoryTab(QWidget* parent)
    : QWidget(parent),
      m_model(new HistoryModel(this)),
      m_list(readingList(tr("The lead through time"), m_model)),
      m_state(new StateStack(m_list)) {
    m_list->setColumns({4, 5, 5}, 70);
    QVBoxLayout* column = plainColumn(this);
    column->addWidget(
        new Label(tr("Voordeur can prove who led on each day."), TextRank::Body, Tint::Muted));
    column->addWidget(m_state);
    column->addStretch(1);
}

void HistoryTab::present(const core::HouseholdView& view) {
    m_model->setRows(view.leadHistory);
    if (view.leadHistory.empty()) {
        m_state->showEmpty(Glyph::History,
                           tr("This family never had a lead."),
                           tr("Ask somebody to take the lead."));
    } else {
        m_state->showContent();
    }
}

void HistoryTab::clear() {
    m_model->clear();
}

QWidget* HistoryTab::firstFocus() const {
    return m_list;
}

LooksTab::LooksTab(core::Gateway& gateway, core::HouseholdId household, QWidget* parent)
    : QWidget(parent),
      m_gateway(gateway),
      m_household(household),
      m_desk(this),
      m_model(new LooksModel(this)),
      m_list(readingList(tr("Who viewed this file?"), m_model)),
      m_state(new StateStack(m_list)),
      m_complete(new Label(QString(), TextRank::Body, Tint::Muted)) {
    m_list->setColumns({4, 7, 6, 5}, 95);
    QVBoxLayout* column = plainColumn(this);
    column->addWidget(m_complete);
    column->addWidget(m_state);
    column->addStretch(1);
    m_complete->hide();
    connect(m_state, &StateStack::retried, this, &LooksTab::load);
}

void LooksTab::load() {
    if (m_model->rowCount() == 0) m_state->showLoading(tr("Reading the log of this family"));
    m_gateway.whoLooked(m_household,
                        m_desk.newest<core::LookReport>(
                            [this](core::Result<core::LookReport> r) { loaded(std::move(r)); }));
}

void LooksTab::loaded(core::Result<core::LookReport> result) {
    if (!result.ok()) {
        m_complete->hide();
        m_model->clear();
        m_state->showFailure(explain(result.reason()));
        return;
    }
    core::LookReport report = std::move(result).value();
    m_complete->setText(tr("These are all lines about this family, up to line %1 of the log.")
                            .arg(number(report.completeUpTo)));
    m_complete->show();
    m_model->setRows(std::move(report.rows));
    if (m_model->rowCount() == 0) {
        m_state->showEmpty(Glyph::Eye,
                           tr("Nobody has viewed this file yet."),
                           tr("Each look appears here by itself."));
    } else {
        m_state->showContent();
    }
}

void LooksTab::clear() {
    m_desk.drop();
    m_model->clear();
    m_complete->clear();
}

QWidget* LooksTab::firstFocus() const {
    return m_list;
}

}  // namespace voordeur::client::ui
