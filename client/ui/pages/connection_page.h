#pragma once

#include "client/ui/pages/page.h"

class QPushButton;

namespace voordeur::client::ui {

class CertificateCard;
class GlyphLabel;
class Label;

/// Verbinding: which server, whether it answers, and whose certificates. Thread: GUI.
class ConnectionPage : public Page {
    Q_OBJECT

public:
    explicit ConnectionPage(Services services, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void enter() override;
    void refresh() override;
    void forget() override {}
    [[nodiscard]] QWidget* firstFocus() override;

private:
    void present();
    void connectNetworkHint();

    QWidget* m_scroll;
    QPushButton* m_again;
    GlyphLabel* m_glyph;
    Label* m_state;
    Label* m_sentence;
    Label* m_address;
    Label* m_last;
    Label* m_network;
    CertificateCard* m_authority;
    CertificateCard* m_server;
    CertificateCard* m_device;
};

}  // namespace voordeur::client::ui
