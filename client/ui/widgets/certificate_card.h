#pragma once

#include "client/ui/widgets/card.h"

#include <QDateTime>

class QSslCertificate;

namespace voordeur::client::ui {

/// How near a certificate is to its end; warned about 30, 14 and 3 days before.
enum class CertificateAge { Fine, Month, Fortnight, Days, Expired, NotYet };
CertificateAge ageOf(const QDateTime& from, const QDateTime& until, const QDateTime& now);

/// Shows one certificate: whose it is, fingerprint, until when. For display and comparing by eye
/// only; what is trusted is decided by the core. Thread: GUI.
class CertificateCard : public Card {
    Q_OBJECT

public:
    /// `explanation`: what this certificate is for, in a sentence.
    CertificateCard(const QString& title, const QString& explanation, QWidget* parent = nullptr);
    /// `pem`: empty when there is none yet.
    void present(const std::string& pem, const QDateTime& now);

private:
    void presentAge(const QSslCertificate& certificate, const QDateTime& now);

    class GlyphLabel* m_glyph;
    class Label* m_subject;
    class Label* m_print;
    class Label* m_until;
};

}  // namespace voordeur::client::ui
