#pragma once

#include "client/ui/bridge.h"

#include <QWidget>

namespace voordeur::client::ui {

class HistoryModel;
class Label;
class LooksModel;
class MembersModel;
class RowList;
class StateStack;

/// Leden: the people of the family. Thread: GUI.
class MembersTab : public QWidget {
    Q_OBJECT

public:
    explicit MembersTab(QWidget* parent = nullptr);
    void present(const core::HouseholdView& view);
    void clear();
    [[nodiscard]] QWidget* firstFocus() const;

private:
    MembersModel* m_model;
    RowList* m_list;
    StateStack* m_state;
    Label* m_bsn;
};

/// Regie door de tijd: who led when. Thread: GUI.
class HistoryTab : public QWidget {
    Q_OBJECT

public:
    explicit HistoryTab(QWidget* parent = nullptr);
    void present(const core::HouseholdView& view);
    void clear();
    [[nodiscard]] QWidget* firstFocus() const;

private:
    HistoryModel* m_model;
    RowList* m_list;
    StateStack* m_state;
};

/// Wie bekeek dit dossier? Asked only when the tab is opened, because asking is recorded too.
/// Thread: GUI.
class LooksTab : public QWidget {
    Q_OBJECT

public:
    LooksTab(core::Gateway& gateway, core::HouseholdId household, QWidget* parent = nullptr);
    void load();
    void clear();
    [[nodiscard]] QWidget* firstFocus() const;

private:
    void loaded(core::Result<core::LookReport> result);

    core::Gateway& m_gateway;
    core::HouseholdId m_household;
    Desk m_desk;
    LooksModel* m_model;
    RowList* m_list;
    StateStack* m_state;
    Label* m_complete;
};

}  // namespace voordeur::client::ui
