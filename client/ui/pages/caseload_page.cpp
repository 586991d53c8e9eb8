#include "client/ui/pages/caseload_page.h"

#include "client/ui/models/caseload_model.h"
#include "client/ui/text/explain.h"
#include "client/ui/text/format.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/field.h"
#include "client/ui/widgets/folding_row.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/row_list.h"
#include "client/ui/widgets/state_stack.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kToolsBesideCharacters = 100;

}  // namespace

CaseloadPage::CaseloadPage(Services services, QWidget* parent)
    : Page(services, parent),
      m_desk(this),
      m_model(new CaseloadModel(this)),
      m_filtered(new CaseloadFilter(this)),
      m_filter(new QLineEdit),
      m_show(new QComboBox),
      m_purpose(new QComboBox),
      m_purposeField(new Field(tr("Why do you open a file?"), m_purpose)),
      m_count(new Label(QString(), TextRank::Body, Tint::Muted)),
      m_list(new RowList(tr("My families"))),
      m_state(new StateStack(m_list)) {
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterKeyColumn(-1);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(m_filtered);
    m_list->setColumns({4, 6, 4, 7}, 95);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kHuge, space::kTight, space::kHuge, space::kHuge);
    column->setSpacing(space::kMedium);
    column->addWidget(makeTools());
    m_count->setSingleLine();
    column->addWidget(m_count);
    column->addWidget(m_state, 1);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filtered->setFilterFixedString(text.trimmed());
        showCount();
    });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        if (m_filtered->rowCount() > 0) m_list->setFocus(Qt::OtherFocusReason);
    });
    connect(m_list, &RowList::opened, this, &CaseloadPage::open);
    connect(m_state, &StateStack::retried, this, &CaseloadPage::load);
}

QWidget* CaseloadPage::makeTools() {
    auto* tools = new FoldingRow(kToolsBesideCharacters);
    QBoxLayout* row = tools->row();
    auto* choices = new QHBoxLayout;
    choices->setSpacing(space::kLarge);
    m_filter->setClearButtonEnabled(false);
    m_filter->setMaxLength(100);
    auto* filter = new Field(tr("Search in this list"), m_filter);
    filter->setMinimumWidth(fontMetrics().averageCharWidth() * 20);
    row->addWidget(filter, 3);
    row->addLayout(choices, 7);
    m_show->addItem(tr("All families"), static_cast<int>(CaseloadShown::All));
    m_show->addItem(tr("Families I lead"), static_cast<int>(CaseloadShown::Mine));
    m_show->addItem(tr("What asks attention"), static_cast<int>(CaseloadShown::Attention));
    m_show->setObjectName(QStringLiteral("shown"));
    m_show->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_show->setMinimumContentsLength(16);
    connect(m_show, &QComboBox::currentIndexChanged, this, [this] {
        m_filtered->setShown(static_cast<CaseloadShown>(m_show->currentData().toInt()));
        showCount();
    });
    choices->addWidget(new Field(tr("Show"), m_show), 3, Qt::AlignTop);
    const std::vector<core::PurposeChoice> purposes = gateway().purposes();
    if (purposes.size() != 1) m_purpose->addItem(tr("Choose a reason"), 0);
    for (const core::PurposeChoice& purpose : purposes) {
        m_purpose->addItem(fromUtf8(purpose.label), purpose.code);
    }
    m_purpose->setObjectName(QStringLiteral("purpose"));
    m_purpose->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_purpose->setMinimumContentsLength(20);
    connect(
        m_purpose, &QComboBox::currentIndexChanged, this, [this] { m_purposeField->setError({}); });
    choices->addWidget(m_purposeField, 4, Qt::AlignTop);
    return tools;
}

QString CaseloadPage::title() const {
    return tr("My families");
}

void CaseloadPage::enter() {
    m_arriving = true;
    load();
}

void CaseloadPage::refresh() {
    load();
}

void CaseloadPage::load() {
    if (m_model->rowCount() == 0) m_state->showLoading(tr("Fetching your families"));
    gateway().caseload(m_desk.newest<std::vector<core::HouseholdRow>>(
        [this](core::Result<std::vector<core::HouseholdRow>> result) {
            loaded(std::move(result));
        }));
}

void CaseloadPage::loaded(core::Result<std::vector<core::HouseholdRow>> result) {
    if (!result.ok()) {
        m_model->clear();
        m_count->clear();
        m_state->showFailure(explain(result.reason()));
        return;
    }
    // Coming back to the list finds the same row again.
    const QModelIndex before = m_filtered->mapToSource(m_list->currentIndex());
    const auto chosen =
        m_model->has(before) ? std::optional(m_model->row(before.row()).id) : std::nullopt;
    m_model->setRows(std::move(result).value());
    showCount();
    if (m_model->rowCount() == 0) {
        m_state->showEmpty(
            Glyph::Home,
            tr("You have no families yet."),
            tr("Families appear here once you lead, or once a lead gives you access."));
        return;
    }
    m_state->showContent();
    for (int i = 0; chosen && i < m_model->rowCount(); ++i) {
        if (m_model->row(i).id != *chosen) continue;
        m_list->setCurrentIndex(m_filtered->mapFromSource(m_model->index(i, 0)));
    }
    // Who arrives wants the list; who has begun to search keeps the field.
    const bool toList = std::exchange(m_arriving, false) && m_filter->text().isEmpty();
    if (toList && isVisible()) m_list->setFocus(Qt::OtherFocusReason);
}

void CaseloadPage::showCount() {
    const int shown = m_filtered->rowCount();
    const int all = m_model->rowCount();
    if (all == 0) return m_count->clear();
    m_count->setText(shown == all ? tr("%n families", nullptr, all)
                                  : tr("%1 of %n families", nullptr, all).arg(shown));
    m_filter->setAccessibleDescription(m_count->text());
}

void CaseloadPage::open(const QModelIndex& index) {
    const QModelIndex source = m_filtered->mapToSource(index);
    if (!m_model->has(source)) return;
    const auto purpose = static_cast<std::uint16_t>(m_purpose->currentData().toUInt());
    if (purpose == 0) {
        m_purposeField->setError(tr("First choose why you open this file."));
        m_purpose->setFocus(Qt::OtherFocusReason);
        return;
    }
    Q_EMIT placeWanted({PageId::Household, m_model->row(source.row()).id, purpose});
}

void CaseloadPage::forget() {
    m_desk.drop();
    m_model->clear();
    m_filter->clear();
    m_count->clear();
}

QWidget* CaseloadPage::firstFocus() {
    return m_model->rowCount() > 0 ? static_cast<QWidget*>(m_list) : m_filter;
}

bool CaseloadPage::find() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
    return true;
}

}  // namespace voordeur::client::ui
