#include "client/ui/secret_text.h"

#include <QByteArray>

namespace voordeur::client::ui {

crypto::SecretBytes takeSecret(QString& text) {
    QByteArray utf8 = text.toUtf8();
    auto* bytes = reinterpret_cast<std::uint8_t*>(utf8.data());
    const auto count = static_cast<std::size_t>(utf8.size());
    crypto::SecretBytes secret = crypto::SecretBytes::copyOf({bytes, count});
    crypto::wipe({bytes, count});
    if (!text.isEmpty()) {
        auto* characters = reinterpret_cast<std::uint8_t*>(text.data());
        crypto::wipe({characters, static_cast<std::size_t>(text.size()) * sizeof(QChar)});
        text.clear();
    }
    return secret;
}

crypto::SecretBytes takePassphrase(QString& text) {
    QString composed = text.normalized(QString::NormalizationForm_C);
    takeSecret(text);
    return takeSecret(composed);
}

QString revealDraft(const crypto::SecretBytes& secret) {
    const crypto::ByteView view = secret.reveal(crypto::openKeyAccess());
    return QString::fromUtf8(reinterpret_cast<const char*>(view.data()),
                             static_cast<qsizetype>(view.size()));
}

}  // namespace voordeur::client::ui
