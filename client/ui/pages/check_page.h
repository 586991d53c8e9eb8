#pragma once

#include "client/ui/pages/page.h"

class QBoxLayout;

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

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void ask();
    void answered(const core::Result<core::CheckAnswer>& result);
    void openInvolvement();
    void showReceipt(const core::InvolvementReceipt& receipt);

    QString m_asker;
    QBoxLayout* m_sides;
    Desk m_desk;
    core::CheckQuestion m_asked;
    CheckForm* m_form;
    Banner* m_banner;
    AnswerCard* m_answer;
    Banner* m_receipt;
};

}  // namespace voordeur::client::ui
