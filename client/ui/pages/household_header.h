#pragma once

#include "client/core/views.h"

#include <QWidget>

class QPushButton;

namespace voordeur::client::ui {

class Banner;
class ContactLines;
class Label;

/// The top of a family's page: where they live, who leads, an open offer. Thread: GUI.
class HouseholdHeader : public QWidget {
    Q_OBJECT

public:
    explicit HouseholdHeader(QWidget* parent = nullptr);
    void present(const core::HouseholdView& view);
    void clear();
    void setBusy(bool busy);

Q_SIGNALS:
    void handOverWanted();
    void withdrawWanted();
    void acceptWanted();
    void refuseWanted();

private:
    [[nodiscard]] QWidget* makeFamilyCard();
    [[nodiscard]] QWidget* makeLeadCard();
    void presentOffer(const core::HouseholdView& view);
    void presentLead(const core::HouseholdView& view);

    Banner* m_offer;
    QPushButton* m_accept;
    QPushButton* m_refuse;
    Label* m_address;
    Label* m_domains;
    Label* m_part;
    Label* m_lead;
    Label* m_leadTeam;
    Label* m_since;
    ContactLines* m_contact;
    Label* m_pending;
    QPushButton* m_handOver;
    QPushButton* m_withdraw;
};

}  // namespace voordeur::client::ui
