#pragma once

#include "client/ui/bridge.h"
#include "client/ui/dialogs/dialog.h"

#include <map>
#include <vector>

namespace voordeur::client::ui {

class Card;

/// What this person did and the server never confirmed: what, when, for whom, what became of it,
/// and the words typed then, to copy. What a person knows of can be taken off the list.
/// Thread: GUI.
class UnsettledDialog : public Dialog {
    Q_OBJECT

public:
    UnsettledDialog(core::Gateway& gateway,
                    const std::vector<core::UnsettledAct>& acts,
                    QWidget* parent);

Q_SIGNALS:
    /// It is kept no longer.
    void dismissed(const crypto::RequestId& id);

private:
    [[nodiscard]] Card* cardFor(const core::UnsettledAct& act);
    void dismiss(const crypto::RequestId& id);

    core::Gateway& m_gateway;
    Desk m_desk;
    std::map<crypto::RequestId, Card*> m_cards;
};

}  // namespace voordeur::client::ui
