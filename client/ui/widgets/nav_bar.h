#pragma once

#include "client/ui/icons.h"
#include "client/ui/pages/page.h"

#include <QFrame>

#include <vector>

class QPushButton;

namespace voordeur::client::ui {

struct NavEntry {
    PageId page;
    Glyph glyph;
    QString words;
    /// Settings, connection and help stand at the bottom.
    bool bottom = false;
};

/// Where each role may go; the first entry is the home screen.
std::vector<NavEntry> navigationFor(core::Role role, bool ready);

/// The list at the left: words with icons, and who is working here. Thread: GUI.
class NavBar : public QFrame {
    Q_OBJECT

public:
    NavBar(std::vector<NavEntry> entries,
           const core::Identity& identity,
           QWidget* parent = nullptr);
    void setCurrent(PageId page);
    [[nodiscard]] const std::vector<NavEntry>& entries() const { return m_entries; }
    [[nodiscard]] QWidget* firstFocus() const;

Q_SIGNALS:
    void chosen(PageId page);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<NavEntry> m_entries;
    std::vector<QPushButton*> m_buttons;
};

}  // namespace voordeur::client::ui
