#include "client/ui/shell.h"

#include "client/ui/dialogs/unsettled_dialog.h"
#include "client/ui/idle_lock.h"
#include "client/ui/pages/caseload_page.h"
#include "client/ui/pages/check_page.h"
#include "client/ui/pages/connection_page.h"
#include "client/ui/pages/help_page.h"
#include "client/ui/pages/household_page.h"
#include "client/ui/pages/log_page.h"
#include "client/ui/pages/settings_page.h"
#include "client/ui/pages/waiting_page.h"
#include "client/ui/text/format.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/certificate_card.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/nav_bar.h"
#include "client/ui/widgets/status_strip.h"

#include <QHBoxLayout>
#include <QSslCertificate>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace voordeur::client::ui {
namespace {

constexpr std::size_t kHistoryMax = 50;
// Help stands in the navigation too: where text is so large, the title needs the room more.
constexpr int kHelpCharacters = 100;

}  // namespace

Shell::Shell(Services services, const core::Identity& identity, QWidget* parent)
    : QWidget(parent),
      m_services(services),
      m_identity(identity),
      m_nav(new NavBar(navigationFor(identity.self.role, identity.ready), identity)),
      m_back(button(tr("Back"), Glyph::Back, ButtonKind::Quiet)),
      m_title(new Label(QString(), TextRank::Title)),
      m_help(button(tr("Help"), Glyph::Help, ButtonKind::Quiet)),
      m_lock(button(tr("Lock"), Glyph::Lock)),
      m_warning(new Banner),
      m_certificate(new Banner),
      m_restored(new Banner),
      m_unsettled(new Banner),
      m_stack(new QStackedWidget),
      m_status(new StatusStrip(services.gateway, services.watch)) {
    auto* centre = new QVBoxLayout;
    centre->setSpacing(0);
    centre->addWidget(makeTopBar());
    auto* banners = new QVBoxLayout;
    banners->setContentsMargins(space::kHuge, 0, space::kHuge, 0);
    for (Banner* banner : {m_warning, m_certificate, m_restored, m_unsettled})
        banners->addWidget(banner);
    centre->addLayout(banners);
    centre->addWidget(m_stack, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_nav);
    row->addLayout(centre, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row, 1);
    column->addWidget(m_status);
    QPushButton* stay = button(tr("Go on working"), ButtonKind::Primary);
    m_warning->addButton(stay);
    connect(stay, &QPushButton::clicked, this, &Shell::stayWanted);
    connect(m_nav, &NavBar::chosen, this, [this](PageId page) { go({page, {}, 0}); });
    warnOfCertificate();
    tellWhatHappened();
}

QWidget* Shell::makeTopBar() {
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space::kHuge - 10, space::kLarge, space::kHuge, space::kMedium);
    row->setSpacing(space::kSmall);
    // A long family name gives way to the buttons, over two lines, instead of pushing them off.
    m_title->setElided(2);
    row->addWidget(m_back);
    m_title->setContentsMargins(10, 0, 0, 0);  // the quiet button beside it has an inner margin
    row->addWidget(m_title, 1);
    row->addWidget(m_help);
    row->addWidget(m_lock);
    connect(m_back, &QPushButton::clicked, this, &Shell::back);
    connect(m_help, &QPushButton::clicked, this, [this] { go({PageId::Help, {}, 0}); });
    connect(m_lock, &QPushButton::clicked, this, &Shell::lockWanted);
    return bar;
}

void Shell::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_help->setVisible(width() >= fontMetrics().averageCharWidth() * kHelpCharacters);
}

Place Shell::home() const {
    return {m_nav->entries().front().page, {}, 0};
}

bool Shell::allowed(PageId page) const {
    const PageId needed = page == PageId::Household ? PageId::Caseload : page;
    const auto& entries = m_nav->entries();
    return std::any_of(entries.begin(), entries.end(), [needed](const NavEntry& entry) {
        return entry.page == needed;
    });
}

bool Shell::go(const Place& place) {
    if (!allowed(place.page)) return false;
    if (page() != nullptr && place == m_place) {
        page()->refresh();
        return true;
    }
    if (page() != nullptr) {
        m_history.push_back(m_place);
        if (m_history.size() > kHistoryMax) m_history.erase(m_history.begin());
    }
    show(place);
    return true;
}

void Shell::back() {
    if (m_history.empty()) {
        if (m_place != home()) show(home());
        return;
    }
    const Place before = m_history.back();
    m_history.pop_back();
    show(before);
}

void Shell::goNumber(int number) {
    const auto& entries = m_nav->entries();
    if (number < 0 || static_cast<std::size_t>(number) >= entries.size()) return;
    go({entries[static_cast<std::size_t>(number)].page, {}, 0});
}

void Shell::show(const Place& place) {
    leaveHousehold();
    m_place = place;
    Page*& page = m_pages[place.page];
    if (page == nullptr) {
        page = make(place);
        m_stack->addWidget(page);
        connect(page, &Page::titleChanged, this, &Shell::presentTitle);
        connect(page, &Page::placeWanted, this, &Shell::go);
    }
    m_stack->setCurrentWidget(page);
    m_nav->setCurrent(place.page);
    // The other screens are one click away in the navigation; Alt+Left works everywhere.
    m_back->setVisible(place.page == PageId::Household);
    presentTitle();
    page->enter();
    if (QWidget* focus = page->firstFocus()) focus->setFocus(Qt::OtherFocusReason);
}

// Each family gets a page of its own, so that nothing of one can appear beside another.
void Shell::leaveHousehold() {
    const auto found = m_pages.find(PageId::Household);
    if (found == m_pages.end()) return;
    Page* old = found->second;
    m_pages.erase(found);
    old->forget();
    m_stack->removeWidget(old);
    old->deleteLater();
}

Page* Shell::make(const Place& place) {
    switch (place.page) {
        case PageId::Caseload:
            return new CaseloadPage(m_services);
        case PageId::Check:
            return new CheckPage(m_services, fromUtf8(m_identity.self.name));
        case PageId::Household:
            return new HouseholdPage(m_services, place);
        case PageId::Log:
            return new LogPage(m_services);
        case PageId::Waiting: {
            auto* page = new WaitingPage(m_services, fromUtf8(m_identity.deviceIdHex));
            connect(page, &WaitingPage::againWanted, this, &Shell::lockWanted);
            return page;
        }
        case PageId::Connection:
            return new ConnectionPage(m_services);
        case PageId::Settings:
            return new SettingsPage(m_services);
        case PageId::Help:
            return new HelpPage(m_services);
    }
    return nullptr;
}

Page* Shell::page() const {
    return qobject_cast<Page*>(m_stack->currentWidget());
}

QString Shell::title() const {
    return page() == nullptr ? QString() : page()->title();
}

void Shell::presentTitle() {
    m_title->setText(title());
    Q_EMIT titleChanged();
}

void Shell::cyclePane(int step) {
    QWidget* content = page() == nullptr ? nullptr : page()->firstFocus();
    const std::vector<QWidget*> panes{m_nav->firstFocus(), m_lock, content, m_status};
    const std::vector<QWidget*> areas{m_nav, m_lock->parentWidget(), m_stack, m_status};
    const QWidget* focus = window()->focusWidget();
    int now = 0;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (focus != nullptr && (areas[i] == focus || areas[i]->isAncestorOf(focus))) {
            now = static_cast<int>(i);
        }
    }
    const int count = static_cast<int>(panes.size());
    for (int tried = 0; tried < count; ++tried) {
        now = (now + step + count) % count;
        QWidget* pane = panes[static_cast<std::size_t>(now)];
        if (pane == nullptr || !pane->isVisible()) continue;
        pane->setFocus(Qt::ShortcutFocusReason);
        return;
    }
}

void Shell::setSecondsLeft(int seconds) {
    m_status->setSecondsLeft(seconds);
    if (m_warning->isHidden()) return;
    m_warning->say(BannerKind::Warning,
                   tr("Voordeur locks in %n second(s). Your work is kept.", nullptr, seconds));
}

void Shell::warnOfLock() {
    m_warning->say(BannerKind::Warning,
                   tr("Voordeur locks in %n second(s). Your work is kept.",
                      nullptr,
                      IdleLock::kWarningSeconds));
}

void Shell::calm() {
    m_warning->clear();
}

void Shell::warnOfCertificate() {
    const core::ConnectionFacts facts = m_services.gateway.connection();
    const QSslCertificate mine(QByteArray::fromStdString(facts.deviceCertPem), QSsl::Pem);
    if (mine.isNull()) return;
    const QDateTime now = QDateTime::currentDateTime();
    const CertificateAge age = ageOf(mine.effectiveDate(), mine.expiryDate(), now);
    if (age == CertificateAge::Fine || age == CertificateAge::NotYet) return;
    const int days = static_cast<int>(std::max<qint64>(0, now.daysTo(mine.expiryDate())));
    m_certificate->say(
        age == CertificateAge::Month ? BannerKind::Info : BannerKind::Warning,
        tr("This laptop can use Voordeur for %n more day(s). Tell your administrator.",
           nullptr,
           days));
    QPushButton* look = button(tr("Look at the connection"));
    connect(look, &QPushButton::clicked, this, [this] { go({PageId::Connection, {}, 0}); });
    m_certificate->addButton(look);
}

void Shell::tellWhatHappened() {
    if (m_identity.restored) {
        const core::RestorationView& lost = *m_identity.restored;
        QStringList said{tr("The server was put back from a copy. Lost lines: %1, written between "
                            "%2 and %3. Look at what you did then.")
                             .arg(number(lost.lostEntries),
                                  dayAndTime(lost.lastTime),
                                  dayAndTime(lost.restoredTime))};
        if (const auto lostToo = m_identity.lostUnsettledCount; lostToo > 0) {
            said << tr("%n unconfirmed action(s) went too. Do them again.",
                       nullptr,
                       static_cast<int>(lostToo));
        }
        m_restored->say(BannerKind::Warning, said.join(QLatin1Char(' ')));
    }
    QPushButton* look = button(tr("Look at them"));
    look->setObjectName(QStringLiteral("lookAtUnsettled"));
    connect(look, &QPushButton::clicked, this, &Shell::showUnsettled);
    m_unsettled->addButton(look);
    tellUnsettled();
}

void Shell::tellUnsettled() {
    const auto& acts = m_identity.unsettled;
    const auto waiting = static_cast<int>(
        std::ranges::count(acts, core::PendingState::Waiting, &core::UnsettledAct::state));
    const auto others = static_cast<int>(acts.size()) - waiting;
    QStringList said;
    if (others > 0) {
        said << tr(
            "%n action(s) were not done, or that is not certain. Look at them.", nullptr, others);
    }
    if (waiting > 0) {
        said << tr(
            "%n action(s) got no answer yet. Voordeur keeps them and sends them "
            "again when you unlock. Do not do them a second time.",
            nullptr,
            waiting);
    }
    if (said.isEmpty()) return m_unsettled->clear();
    m_unsettled->say(others > 0 ? BannerKind::Warning : BannerKind::Info,
                     said.join(QLatin1Char(' ')));
}

void Shell::showUnsettled() {
    auto* dialog = new UnsettledDialog(m_services.gateway, m_identity.unsettled, this);
    connect(dialog, &UnsettledDialog::dismissed, this, &Shell::forgetUnsettled);
    dialog->open();
}

void Shell::forgetUnsettled(const crypto::RequestId& id) {
    std::erase_if(m_identity.unsettled, [&id](const auto& act) { return act.id == id; });
    tellUnsettled();
}

void Shell::forget() {
    for (const auto& [id, page] : m_pages)
        page->forget();
    m_history.clear();
    m_title->clear();
    m_warning->clear();
    m_identity.unsettled.clear();
}

}  // namespace voordeur::client::ui
