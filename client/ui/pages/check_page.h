#pragma once

#include "client/ui/pages/page.h"

namespace voordeur::client::ui {

class AnswerCard;
class Banner;
class CheckForm;

/// Navragen: does somebody already help here, and who leads? Thread: GUI.
class CheckPage : public Page {
    Q_OBJECT

public:
    /// `asker`: the name of the person at this device.
    CheckPage(Services services, QString asker, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void forget() override;
    [[nodiscard]] QWidget* firstFocus() override;
    bool startNew() override;

private:
    void ask();
    void answered(const core::Result<core::CheckAnswer>& result);
    void openInvolvement();
    void showReceipt(const core::InvolvementReceipt& receipt);

    QString m_asker;
    Desk m_desk;
    core::CheckQuestion m_asked;
    CheckForm* m_form;
    Banner* m_banner;
    AnswerCard* m_answer;
    Banner* m_receipt;
};

}  // namespace voordeur::client::ui
