#pragma once

#include "client/ui/bridge.h"
#include "client/ui/dialogs/dialog.h"

class QPlainTextEdit;

namespace voordeur::client::ui {

class Field;

/// "Nee, en ik leg uit waarom": refuses the lead; the sentence becomes a note for who asked.
/// Thread: GUI.
class RefuseDialog : public Dialog {
    Q_OBJECT

public:
    RefuseDialog(core::Gateway& gateway,
                 core::HouseholdId household,
                 core::OfferId offer,
                 const QString& asker,
                 QWidget* parent);

Q_SIGNALS:
    /// `told`: who asked can read why.
    void refused(bool told);

private:
    void send();

    core::Gateway& m_gateway;
    core::HouseholdId m_household;
    core::OfferId m_offer;
    Desk m_desk;
    QPlainTextEdit* m_why;
    Field* m_field;
};

}  // namespace voordeur::client::ui
