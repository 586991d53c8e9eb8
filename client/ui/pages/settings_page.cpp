#include "client/ui/pages/settings_page.h"

#include "client/ui/theme.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/field.h"
#include "client/ui/widgets/scroll_column.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QGroupBox>
#include <QRadioButton>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kWidthCharacters = 90;

QWidget* narrowField(const QString& label, QComboBox* choice, const QString& hint = {}) {
    choice->setMaximumWidth(choice->fontMetrics().averageCharWidth() * 40);
    auto* field = new Field(label, choice);
    field->setHint(hint);
    return field;
}

QWidget* carded(QWidget* content) {
    auto* card = new Card;
    card->column()->addWidget(content);
    return card;
}

}  // namespace

SettingsPage::SettingsPage(Services services, QWidget* parent) : Page(services, parent) {
    auto* scroll = new ScrollColumn(kWidthCharacters);
    for (QWidget* part : {makeLanguage(), makeTheme(), makeTextSize(), makeLockTime()}) {
        scroll->column()->addWidget(carded(part));
    }
    scroll->column()->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
}

QWidget* SettingsPage::makeLanguage() {
    m_language = new QComboBox;
    // Each language in its own words, so that it is found by who needs it.
    m_language->addItem(QStringLiteral("Nederlands"), QStringLiteral("nl"));
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    m_language->setCurrentIndex(m_language->findData(settings().language()));
    connect(m_language, &QComboBox::activated, this, [this](int index) {
        settings().setLanguage(m_language->itemData(index).toString());
    });
    return narrowField(
        tr("Language"), m_language, tr("Changes at once. What you typed in a note stays."));
}

QWidget* SettingsPage::makeTheme() {
    auto* box = new QGroupBox(tr("Colours"));
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* group = new QButtonGroup(box);
    const std::vector<std::pair<ThemeChoice, QString>> choices{
        {ThemeChoice::Light, tr("Light")},
        {ThemeChoice::Dark, tr("Dark")},
        {ThemeChoice::System, tr("Like my computer")}};
    for (const auto& [theme, words] : choices) {
        auto* choice = new QRadioButton(words);
        choice->setChecked(settings().theme() == theme);
        group->addButton(choice, static_cast<int>(theme));
        column->addWidget(choice, 0, Qt::AlignLeft);
    }
    connect(group, &QButtonGroup::idClicked, this, [this](int id) {
        settings().setTheme(static_cast<ThemeChoice>(id));
    });
    return box;
}

QWidget* SettingsPage::makeTextSize() {
    auto* sizes = new QComboBox;
    sizes->addItem(tr("Normal"), 100);
    sizes->addItem(tr("Large (125%)"), 125);
    sizes->addItem(tr("Larger (150%)"), 150);
    sizes->addItem(tr("Largest (200%)"), 200);
    sizes->setCurrentIndex(sizes->findData(settings().textPercent()));
    connect(sizes, &QComboBox::activated, this, [this, sizes](int index) {
        settings().setTextPercent(sizes->itemData(index).toInt());
    });
    return narrowField(tr("Size of text"), sizes);
}

QWidget* SettingsPage::makeLockTime() {
    auto* minutes = new QComboBox;
    for (const int count : {1, 2, 5, 10, 15, Settings::kLockMinutesMax}) {
        minutes->addItem(tr("%n minute(s)", nullptr, count), count);
    }
    int current = minutes->findData(settings().lockMinutes());
    if (current < 0) {
        minutes->addItem(tr("%n minute(s)", nullptr, settings().lockMinutes()),
                         settings().lockMinutes());
        current = minutes->count() - 1;
    }
    minutes->setCurrentIndex(current);
    connect(minutes, &QComboBox::activated, this, [this, minutes](int index) {
        settings().setLockMinutes(minutes->itemData(index).toInt());
    });
    return narrowField(tr("Lock when nobody is there"),
                       minutes,
                       tr("Voordeur also locks when your screen locks or your laptop sleeps."));
}

QString SettingsPage::title() const {
    return tr("Settings");
}

QWidget* SettingsPage::firstFocus() {
    return m_language;
}

}  // namespace voordeur::client::ui
