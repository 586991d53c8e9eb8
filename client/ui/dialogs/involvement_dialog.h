#pragma once

#include "client/ui/bridge.h"
#include "client/ui/dialogs/dialog.h"

class QComboBox;
class QLineEdit;

namespace voordeur::client::ui {

class Field;

/// "Laat weten dat wij ook helpen": with what, from when, until when. The identifiers are those of
/// the question just asked; nothing is typed twice. Thread: GUI.
class InvolvementDialog : public Dialog {
    Q_OBJECT

public:
    InvolvementDialog(core::Gateway& gateway, core::CheckQuestion question, QWidget* parent);

Q_SIGNALS:
    void registered(const core::InvolvementReceipt& receipt);

private:
    void send();
    void answered(const core::Result<core::InvolvementReceipt>& result);

    core::Gateway& m_gateway;
    core::CheckQuestion m_question;
    Desk m_desk;
    QComboBox* m_domain;
    QLineEdit* m_firstName;
    QLineEdit* m_from;
    QLineEdit* m_until;
    Field* m_domainField;
    Field* m_fromField;
    Field* m_untilField;
};

}  // namespace voordeur::client::ui
