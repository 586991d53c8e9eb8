#include "client/ui/pages/household_page.h"

#include "client/ui/dialogs/dialog.h"
#include "client/ui/dialogs/hand_over_dialog.h"
#include "client/ui/dialogs/refuse_dialog.h"
#include "client/ui/pages/helpers_tab.h"
#include "client/ui/pages/household_header.h"
#include "client/ui/pages/notes_tab.h"
#include "client/ui/pages/simple_tabs.h"
#include "client/ui/text/explain.h"
#include "client/ui/text/format.h"
#include "client/ui/text/words.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/scroll_column.h"
#include "client/ui/widgets/state_stack.h"
#include "client/ui/widgets/tab_pages.h"
#include "client/ui/widgets/unreadable_card.h"

#include <QTabBar>
#include <QVBoxLayout>

namespace voordeur::client::ui {

HouseholdPage::HouseholdPage(Services services, const Place& place, QWidget* parent)
    : Page(services, parent),
      m_id(place.household.value_or(core::HouseholdId{})),
      m_purpose(place.purpose),
      m_loadDesk(this),
      m_actDesk(this) {
    build();
    connectParts();
}

void HouseholdPage::build() {
    auto* scroll = new ScrollColumn;
    m_state = new StateStack(scroll);
    m_banner = new Banner;
    m_header = new HouseholdHeader;
    m_unreadable = new UnreadableCard;
    m_tabs = new QTabBar;
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(true);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setAccessibleName(tr("Parts of this file"));
    m_helpers = new HelpersTab(gateway().lifeDomains());
    m_notes = new NotesTab(gateway(), drafts(), m_id);
    m_members = new MembersTab;
    m_history = new HistoryTab;
    m_looks = new LooksTab(gateway(), m_id);
    m_stack = new TabPages;
    const std::vector<std::pair<QString, QWidget*>> tabs{{tr("Who helps?"), m_helpers},
                                                         {tr("Notes"), m_notes},
                                                         {tr("Members"), m_members},
                                                         {tr("Lead through time"), m_history},
                                                         {tr("Who viewed this file?"), m_looks}};
    for (const auto& [words, page] : tabs) {
        m_tabs->addTab(words);
        m_stack->addWidget(page);
    }
    scroll->column()->addWidget(m_banner);
    scroll->column()->addWidget(m_header);
    scroll->column()->addWidget(m_unreadable);
    scroll->column()->addWidget(m_tabs);
    scroll->column()->addWidget(m_stack, 1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_state);
}

void HouseholdPage::connectParts() {
    connect(m_state, &StateStack::retried, this, &HouseholdPage::load);
    connect(m_tabs, &QTabBar::currentChanged, this, &HouseholdPage::showTab);
    connect(m_header, &HouseholdHeader::handOverWanted, this, &HouseholdPage::openHandOver);
    connect(m_header, &HouseholdHeader::withdrawWanted, this, &HouseholdPage::withdraw);
    connect(m_header, &HouseholdHeader::refuseWanted, this, &HouseholdPage::openRefusal);
    connect(m_header, &HouseholdHeader::acceptWanted, this, [this] {
        if (!m_view.offer) return;
        gateway().acceptLead(m_id, m_view.offer->id, replyFor(tr("You lead this family now.")));
    });
    connect(m_helpers, &HelpersTab::matchAnswered, this, &HouseholdPage::answerMatch);
    connect(m_helpers, &HelpersTab::grantWanted, this, &HouseholdPage::grant);
    connect(m_notes, &NotesTab::saved, this, &HouseholdPage::load);
}

QString HouseholdPage::title() const {
    return m_loaded ? householdTitle(m_view.name) : tr("Family");
}

void HouseholdPage::enter() {
    load();
}

void HouseholdPage::refresh() {
    load();
    if (m_tabs->currentIndex() == kLooks) m_looks->load();
}

void HouseholdPage::load() {
    if (!m_loaded) m_state->showLoading(tr("Opening the file"));
    gateway().openHousehold(
        m_id, m_purpose, m_loadDesk.newest<core::HouseholdView>([this](auto result) {
            opened(result);
        }));
}

void HouseholdPage::opened(const core::Result<core::HouseholdView>& result) {
    const auto told = std::exchange(m_told, std::nullopt);
    if (result.ok()) {
        const bool first = !m_loaded;
        present(result.value());
        m_state->showContent();
        if (first) firstFocus()->setFocus(Qt::OtherFocusReason);
        if (told) m_banner->say(told->kind, told->text);
    } else if (told) {
        // What was done, and all there is to say of what was not.
        Explanation both = explain(result.reason());
        both.headline = tr("%1 This page could not be read again: it shows how it was before.")
                            .arg(told->text) +
                        QLatin1Char(' ') + both.headline;
        m_banner->say(both);
    } else if (m_loaded) {
        m_banner->say(explain(result.reason()));
    } else {
        m_state->showFailure(explain(result.reason()));
    }
    // After the view: it makes new buttons.
    setBusy(m_actDesk.waiting());
    if (told) m_banner->setFocus(Qt::OtherFocusReason);
}

void HouseholdPage::present(const core::HouseholdView& view) {
    m_view = view;
    m_loaded = true;
    m_header->present(view);
    m_unreadable->present(view);
    m_helpers->present(view);
    m_notes->present(view);
    m_members->present(view);
    m_history->present(view);
    Q_EMIT titleChanged();
}

core::Reply<core::Done> HouseholdPage::replyFor(const QString& done) {
    m_banner->clear();
    setBusy(true);
    return m_actDesk.newest<core::Done>([this, done](core::Result<core::Done> result) {
        if (result.ok()) return loadAndTell({BannerKind::Ok, done});
        setBusy(false);
        m_banner->say(explain(result.reason()));
        m_banner->setFocus(Qt::OtherFocusReason);
    });
}

void HouseholdPage::setBusy(bool busy) {
    m_header->setBusy(busy);
    m_helpers->setBusy(busy);
}

void HouseholdPage::loadAndTell(Told told) {
    m_told = std::move(told);
    load();
}

void HouseholdPage::openHandOver() {
    std::vector<core::PersonView> people = gateway().possibleLeads();
    std::erase_if(people, [this](const core::PersonView& person) {
        return m_view.lead && person.id == m_view.lead->id;
    });
    auto* dialog = new HandOverDialog(std::move(people), m_view.leadState, this);
    connect(dialog, &HandOverDialog::chosen, this, [this](const core::PersonId& person) {
        gateway().offerLead(m_id, person, replyFor(tr("Asked. Voordeur shows the answer here.")));
    });
    dialog->open();
}

void HouseholdPage::openRefusal() {
    if (!m_view.offer) return;
    auto* dialog =
        new RefuseDialog(gateway(), m_id, m_view.offer->id, fromUtf8(m_view.offer->fromName), this);
    const QString asker = fromUtf8(m_view.offer->fromName);
    connect(dialog, &RefuseDialog::refused, this, [this, asker](bool told) {
        if (told) return loadAndTell({BannerKind::Ok, tr("Sent. The lead has not changed.")});
        loadAndTell({BannerKind::Warning,
                     tr("Sent, but your reason could not be noted. Call %1.").arg(asker)});
    });
    dialog->open();
}

void HouseholdPage::withdraw() {
    if (!m_view.offer) return;
    gateway().withdrawLead(
        m_id, m_view.offer->id, replyFor(tr("Withdrawn. The lead has not changed.")));
}

void HouseholdPage::answerMatch(core::InvolvementId involvement, bool same) {
    gateway().answerMatch(m_id,
                          involvement,
                          same,
                          replyFor(same ? tr("Confirmed: the same family.")
                                        : tr("Parted. They are no longer listed together.")));
}

void HouseholdPage::grant(core::InvolvementId involvement, const QString& agency) {
    askFirst(
        this,
        tr("%1 can then read the shared part of this file. Share it?").arg(agency),
        tr("Share"),
        tr("Do not share"),
        [this, involvement, agency] {
            gateway().grantAccess(
                m_id, involvement, replyFor(tr("%1 can read the shared part now.").arg(agency)));
        });
}

void HouseholdPage::showTab(int tab) {
    if (m_tabs->currentIndex() != tab) return m_tabs->setCurrentIndex(tab);
    m_stack->setCurrentIndex(tab);
    if (tab == kLooks) m_looks->load();
}

void HouseholdPage::keepDrafts() {
    m_notes->keepDraft();
}

void HouseholdPage::forget() {
    m_loadDesk.drop();
    m_actDesk.drop();
    m_loaded = false;
    m_told.reset();
    m_view = {};
    m_banner->clear();
    m_header->clear();
    m_unreadable->clear();
    m_helpers->clear();
    m_notes->clear();
    m_members->clear();
    m_history->clear();
    m_looks->clear();
}

QWidget* HouseholdPage::firstFocus() {
    return m_tabs;
}

bool HouseholdPage::startNew() {
    showTab(kNotes);
    m_notes->startNote();
    return true;
}

bool HouseholdPage::save() {
    if (m_tabs->currentIndex() != kNotes) return false;
    m_notes->saveNote();
    return true;
}

bool HouseholdPage::turnTab(int step) {
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + kTabCount) % kTabCount);
    m_tabs->setFocus(Qt::ShortcutFocusReason);
    return true;
}

}  // namespace voordeur::client::ui
