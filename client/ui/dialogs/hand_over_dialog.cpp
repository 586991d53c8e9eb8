#include "client/ui/dialogs/hand_over_dialog.h"

#include "client/ui/models/people_model.h"
#include "client/ui/text/format.h"
#include "client/ui/widgets/field.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/row_list.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kListHeight = 300;

}  // namespace

HandOverDialog::HandOverDialog(std::vector<core::PersonView> people,
                               core::LeadState state,
                               QWidget* parent)
    : Dialog(state == core::LeadState::None ? tr("Ask somebody to lead") : tr("Hand over the lead"),
             tr("Ask for the lead"),
             parent),
      m_state(state),
      m_model(new PeopleModel(this)),
      m_filtered(new QSortFilterProxyModel(this)),
      m_filter(new QLineEdit),
      m_list(new RowList(tr("People who may lead"))),
      m_sentence(new Label(QString())) {
    m_model->setRows(std::move(people));
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterRole(Qt::AccessibleTextRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(m_filtered);
    m_list->setColumns({1}, 100'000);
    m_list->setReadOnly();
    m_list->setMinimumHeight(kListHeight);
    column()->addWidget(new Field(tr("Search by name or team"), m_filter));
    column()->addWidget(m_list, 1);
    column()->addWidget(m_sentence);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filtered->setFilterFixedString(text.trimmed());
        showSentence();
    });
    connect(m_list, &RowList::currentRowChanged, this, &HandOverDialog::showSentence);
    connect(this, &Dialog::confirmed, this, [this] {
        if (const core::PersonView* person = current()) {
            const core::PersonId id = person->id;
            accept();
            Q_EMIT chosen(id);
        }
    });
    m_filter->setFocus(Qt::OtherFocusReason);
    showSentence();
}

const core::PersonView* HandOverDialog::current() const {
    const QModelIndex source = m_filtered->mapToSource(m_list->currentIndex());
    return m_model->has(source) ? &m_model->row(source.row()) : nullptr;
}

void HandOverDialog::showSentence() {
    const core::PersonView* person = current();
    action()->setEnabled(person != nullptr);
    if (person == nullptr) {
        m_sentence->setText(tr("Nobody found. Change what you search for."));
        return;
    }
    m_sentence->setText(sentenceFor(fromUtf8(person->name)));
}

QString HandOverDialog::sentenceFor(const QString& name) const {
    switch (m_state) {
        case core::LeadState::Mine:
            return tr("You ask %1 to take the lead. You keep the lead until %1 says yes.")
                .arg(name);
        case core::LeadState::Other:
            return tr("You ask %1 to take the lead. The lead does not change until %1 says yes.")
                .arg(name);
        case core::LeadState::None:
            return tr("You ask %1 to take the lead. There is no lead until %1 says yes.").arg(name);
    }
    return {};
}

}  // namespace voordeur::client::ui
