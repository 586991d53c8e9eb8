#include "client/ui/widgets/certificate_card.h"

#include "client/ui/text/format.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"

#include <QHBoxLayout>
#include <QSslCertificate>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

QString subjectOf(const QSslCertificate& certificate) {
    QStringList parts = certificate.subjectInfo(QSslCertificate::CommonName) +
                        certificate.subjectInfo(QSslCertificate::Organization);
    if (parts.isEmpty()) parts = certificate.subjectAlternativeNames().values();
    return parts.join(QStringLiteral(", "));
}

}  // namespace

CertificateAge ageOf(const QDateTime& from, const QDateTime& until, const QDateTime& now) {
    if (now < from) return CertificateAge::NotYet;
    if (now >= until) return CertificateAge::Expired;
    const qint64 days = now.daysTo(until);
    if (days <= 3) return CertificateAge::Days;
    if (days <= 14) return CertificateAge::Fortnight;
    if (days <= 30) return CertificateAge::Month;
    return CertificateAge::Fine;
}

CertificateCard::CertificateCard(const QString& title, const QString& explanation, QWidget* parent)
    : Card(CardKind::Plain, parent),
      m_glyph(new GlyphLabel(Glyph::CheckCircle, Tint::Ok)),
      m_subject(new Label(QString(), TextRank::Strong)),
      m_print(new Label(QString())),
      m_until(new Label(QString())) {
    column()->addWidget(new Label(title, TextRank::Subtitle));
    column()->addWidget(new Label(explanation, TextRank::Body, Tint::Muted));
    column()->addWidget(m_subject);
    column()->addWidget(m_print);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_glyph, 0, Qt::AlignTop);
    row->addWidget(m_until, 1);
    column()->addLayout(row);
}

void CertificateCard::present(const std::string& pem, const QDateTime& now) {
    const QSslCertificate certificate(QByteArray::fromStdString(pem), QSsl::Pem);
    const bool known = !certificate.isNull();
    m_print->setVisible(known);
    m_until->setVisible(known);
    m_glyph->setVisible(known);
    if (!known) {
        m_subject->setText(pem.empty() ? tr("Not seen yet.") : tr("This cannot be read."));
        return;
    }
    m_subject->setText(subjectOf(certificate));
    const QString hex = QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex());
    m_print->setText(tr("Fingerprint (SHA-256): %1").arg(inGroups(hex)));
    presentAge(certificate, now);
}

void CertificateCard::presentAge(const QSslCertificate& certificate, const QDateTime& now) {
    const QDateTime until = certificate.expiryDate();
    const auto at = static_cast<crypto::UnixMillis>(until.toMSecsSinceEpoch());
    const int days = static_cast<int>(now.daysTo(until));
    const CertificateAge age = ageOf(certificate.effectiveDate(), until, now);
    switch (age) {
        case CertificateAge::Fine:
            m_glyph->setGlyph(Glyph::CheckCircle, Tint::Ok);
            m_until->setText(tr("Valid until %1.").arg(day(at)));
            break;
        case CertificateAge::Month:
            m_glyph->setGlyph(Glyph::Clock, Tint::Warning);
            m_until->setText(
                tr("Valid until %1: %n day(s) left. Tell your administrator.", nullptr, days)
                    .arg(day(at)));
            break;
        case CertificateAge::Fortnight:
        case CertificateAge::Days:
            m_glyph->setGlyph(Glyph::Warning, Tint::Error);
            m_until->setText(tr("Valid until %1: only %n day(s) left. Call your administrator now.",
                                nullptr,
                                days)
                                 .arg(day(at)));
            break;
        case CertificateAge::Expired:
            m_glyph->setGlyph(Glyph::Error, Tint::Error);
            m_until->setText(tr("Expired on %1. Call your administrator.").arg(day(at)));
            break;
        case CertificateAge::NotYet:
            m_glyph->setGlyph(Glyph::Warning, Tint::Error);
            m_until->setText(tr("Not valid yet. Check the clock of this computer."));
            break;
    }
}

}  // namespace voordeur::client::ui
