#include "client/ui/pages/connection_page.h"

#include "client/ui/text/format.h"
#include "client/ui/text/words.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/certificate_card.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/scroll_column.h"

#include <QHBoxLayout>
#include <QNetworkInformation>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kWidthCharacters = 110;

// A hint only: a network that is there says nothing about the server.
QString networkSentence() {
    const QNetworkInformation* network = QNetworkInformation::instance();
    if (network == nullptr) return ConnectionPage::tr("Network of this computer: not known.");
    switch (network->reachability()) {
        case QNetworkInformation::Reachability::Disconnected:
            return ConnectionPage::tr("Network of this computer: off.");
        case QNetworkInformation::Reachability::Unknown:
            return ConnectionPage::tr("Network of this computer: not known.");
        case QNetworkInformation::Reachability::Local:
        case QNetworkInformation::Reachability::Site:
        case QNetworkInformation::Reachability::Online:
            return ConnectionPage::tr("Network of this computer: on.");
    }
    return {};
}

}  // namespace

ConnectionPage::ConnectionPage(Services services, QWidget* parent)
    : Page(services, parent),
      m_glyph(new GlyphLabel(Glyph::Connection, Tint::Muted, 28)),
      m_state(new Label(QString(), TextRank::Subtitle)),
      m_sentence(new Label(QString())),
      m_address(new Label(QString(), TextRank::Body, Tint::Muted)),
      m_last(new Label(QString(), TextRank::Body, Tint::Muted)),
      m_network(new Label(QString(), TextRank::Body, Tint::Muted)),
      m_authority(new CertificateCard(
          tr("Who vouches for the server"),
          tr("Compare this fingerprint with your letter. It must be the same."))),
      m_server(new CertificateCard(tr("The server"),
                                   tr("The certificate that the server showed last."))),
      m_device(
          new CertificateCard(tr("This laptop"), tr("With this the server knows your laptop."))) {
    auto* scroll = new ScrollColumn(kWidthCharacters);
    m_scroll = scroll->setReadable(tr("Connection"));
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kMedium);
    row->addWidget(m_glyph, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(space::kTight);
    for (Label* label : {m_state, m_sentence, m_address, m_last, m_network}) {
        words->addWidget(label);
    }
    row->addLayout(words, 1);
    m_again = button(tr("Try now"), Glyph::Refresh);
    row->addWidget(m_again, 0, Qt::AlignTop);
    connect(m_again, &QPushButton::clicked, &watch(), &ConnectionWatch::ask);
    card->column()->addLayout(row);
    for (QWidget* each : {static_cast<QWidget*>(card),
                          static_cast<QWidget*>(m_authority),
                          static_cast<QWidget*>(m_server),
                          static_cast<QWidget*>(m_device)}) {
        scroll->column()->addWidget(each);
    }
    scroll->column()->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    connect(&watch(), &ConnectionWatch::changed, this, &ConnectionPage::present);
    connectNetworkHint();
}

void ConnectionPage::connectNetworkHint() {
    if (!QNetworkInformation::loadDefaultBackend()) return;
    connect(
        QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this, [this] {
            m_network->setText(networkSentence());
        });
}

QString ConnectionPage::title() const {
    return tr("Connection");
}

void ConnectionPage::enter() {
    refresh();
}

void ConnectionPage::refresh() {
    present();
    watch().ask();
}

void ConnectionPage::present() {
    const core::ConnectionFacts facts = gateway().connection();
    const bool online = facts.state == core::ConnectionState::Online;
    const bool unknown = facts.state == core::ConnectionState::Unknown;
    m_glyph->setGlyph(online ? Glyph::CheckCircle : (unknown ? Glyph::Connection : Glyph::Warning),
                      online ? Tint::Ok : (unknown ? Tint::Muted : Tint::Warning));
    m_state->setText(connectionWord(facts.state));
    m_sentence->setText(connectionSentence(facts.state));
    m_address->setText(tr("Server: %1").arg(fromUtf8(facts.address)));
    m_last->setText(facts.lastAnswer ? tr("Last answer: %1.").arg(dayAndTime(*facts.lastAnswer))
                                     : tr("No answer yet."));
    m_network->setText(networkSentence());
    const QDateTime now = QDateTime::currentDateTime();
    m_authority->present(facts.serverCaPem, now);
    m_server->present(facts.serverCertPem, now);
    m_device->present(facts.deviceCertPem, now);
}

QWidget* ConnectionPage::firstFocus() {
    return m_scroll;
}

}  // namespace voordeur::client::ui
