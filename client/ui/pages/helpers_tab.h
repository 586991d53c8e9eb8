#pragma once

#include "client/core/views.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace voordeur::client::ui {

class Card;
class EcogramView;
class HelpersModel;
class Label;
class RowList;

/// Wie is erbij? The picture with the list beside it, matches that ask a decision, and what the
/// chosen helper can see. Thread: GUI.
class HelpersTab : public QWidget {
    Q_OBJECT

public:
    explicit HelpersTab(std::vector<core::LifeDomain> domains, QWidget* parent = nullptr);
    void present(const core::HouseholdView& view);
    void clear();
    void setBusy(bool busy);
    [[nodiscard]] QWidget* firstFocus() const;

Q_SIGNALS:
    void matchAnswered(core::InvolvementId involvement, bool same);
    void grantWanted(core::InvolvementId involvement, const QString& agency);

private:
    void presentMatches(const core::HouseholdView& view);
    void presentChosen();
    [[nodiscard]] QWidget* makeMatch(const core::HelperView& helper, const QString& family);
    [[nodiscard]] QWidget* makeDetail();

    std::vector<core::LifeDomain> m_domains;
    HelpersModel* m_model;
    RowList* m_list;
    EcogramView* m_picture;
    QVBoxLayout* m_matches;
    Card* m_detail = nullptr;
    Label* m_name = nullptr;
    Label* m_what = nullptr;
    Label* m_period = nullptr;
    Label* m_access = nullptr;
    QPushButton* m_grant = nullptr;
    bool m_mayGrant = false;
    bool m_mayAnswer = false;
};

}  // namespace voordeur::client::ui
