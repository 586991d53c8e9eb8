#pragma once

#include "client/ui/pages/page.h"

class QComboBox;
class QLineEdit;

namespace voordeur::client::ui {

class CaseloadFilter;
class CaseloadModel;
class Field;
class Label;
class RowList;
class StateStack;

/// Mijn gezinnen: the families of the person at this device. Thread: GUI.
class CaseloadPage : public Page {
    Q_OBJECT

public:
    explicit CaseloadPage(Services services, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void enter() override;
    void refresh() override;
    void forget() override;
    [[nodiscard]] QWidget* firstFocus() override;
    bool find() override;

private:
    void load();
    void loaded(core::Result<std::vector<core::HouseholdRow>> result);
    void showCount();
    void open(const QModelIndex& index);
    [[nodiscard]] QWidget* makeTools();

    Desk m_desk;
    bool m_arriving = false;
    CaseloadModel* m_model;
    CaseloadFilter* m_filtered;
    QLineEdit* m_filter;
    QComboBox* m_show;
    QComboBox* m_purpose;
    Field* m_purposeField;
    Label* m_count;
    RowList* m_list;
    StateStack* m_state;
};

}  // namespace voordeur::client::ui
