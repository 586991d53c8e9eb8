#include "client/ui/widgets/nav_bar.h"

#include "client/ui/text/format.h"
#include "client/ui/text/words.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace voordeur::client::ui {

std::vector<NavEntry> navigationFor(core::Role role, bool ready) {
    const NavEntry families{PageId::Caseload, Glyph::Home, NavBar::tr("My families")};
    const NavEntry check{PageId::Check, Glyph::Search, NavBar::tr("Check")};
    const NavEntry log{PageId::Log, Glyph::Logbook, NavBar::tr("Log")};
    std::vector<NavEntry> out;
    if (!ready) {
        out = {{PageId::Waiting, Glyph::Clock, NavBar::tr("Waiting")}};
    } else {
        switch (role) {
            case core::Role::Coach:
            case core::Role::Manager:
                out = {families, check};
                break;
            case core::Role::Worker:
            case core::Role::Crisis:
                out = {check, families};
                break;
            case core::Role::PrivacyOfficer:
            case core::Role::PrivacyManager:
            case core::Role::Founder:
                out = {log};
                break;
            case core::Role::AgencyAdmin:
                break;
        }
    }
    out.push_back({PageId::Connection, Glyph::Connection, NavBar::tr("Connection"), true});
    out.push_back({PageId::Settings, Glyph::Settings, NavBar::tr("Settings"), true});
    out.push_back({PageId::Help, Glyph::Help, NavBar::tr("Help"), true});
    return out;
}

NavBar::NavBar(std::vector<NavEntry> entries, const core::Identity& identity, QWidget* parent)
    : QFrame(parent), m_entries(std::move(entries)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kMedium, space::kLarge, space::kMedium, space::kLarge);
    column->setSpacing(space::kTight);
    auto* brand = new QHBoxLayout;
    brand->setContentsMargins(space::kSmall, 0, 0, space::kMedium);
    brand->setSpacing(space::kSmall);
    brand->addWidget(new GlyphLabel(Glyph::Door, Tint::Primary, 26));
    auto* name = new Label(QStringLiteral("Voordeur"), TextRank::Subtitle);
    name->setSingleLine();
    brand->addWidget(name, 1);
    column->addLayout(brand);
    bool stretched = false;
    int number = 1;
    for (const NavEntry& entry : m_entries) {
        if (entry.bottom && !stretched) {
            column->addStretch(1);
            stretched = true;
        }
        QPushButton* each = button(entry.words, entry.glyph, ButtonKind::Navigation);
        each->setCheckable(true);
        each->setSizePolicy(QSizePolicy::MinimumExpanding, QSizePolicy::Fixed);
        each->setToolTip(QStringLiteral("Ctrl+%1").arg(number++));
        const PageId page = entry.page;
        connect(each, &QPushButton::clicked, this, [this, page] { Q_EMIT chosen(page); });
        column->addWidget(each);
        m_buttons.push_back(each);
    }
    auto* who = new QVBoxLayout;
    who->setContentsMargins(space::kSmall, space::kMedium, 0, 0);
    who->setSpacing(2);
    who->addWidget(new Label(fromUtf8(identity.self.name), TextRank::Strong));
    who->addWidget(new Label(roleWord(identity.self.role), TextRank::Caption, Tint::Muted));
    who->addWidget(new Label(fromUtf8(identity.self.agencyName), TextRank::Caption, Tint::Muted));
    column->addLayout(who);
    // Large text needs more; a minimum that is set replaces that of the layout.
    setMinimumWidth(std::max(208, column->minimumSize().width()));
    setMaximumWidth(fontMetrics().averageCharWidth() * 34);
    setAccessibleName(tr("Navigation"));
}

void NavBar::setCurrent(PageId page) {
    // A family's page belongs to the list it was opened from.
    const PageId shown = page == PageId::Household ? PageId::Caseload : page;
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setChecked(m_entries[i].page == shown);
    }
}

QWidget* NavBar::firstFocus() const {
    for (QPushButton* each : m_buttons) {
        if (each->isChecked()) return each;
    }
    return m_buttons.empty() ? nullptr : m_buttons.front();
}

void NavBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect(), t.surface);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), t.line);
}

}  // namespace voordeur::client::ui
