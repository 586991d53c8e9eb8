#include "tests/ui/sentences.h"

#include <QRegularExpression>

namespace voordeur::tests::ui {

QStringList sentencesOf(const QString& text) {
    static const QRegularExpression ends(QStringLiteral("(?<=[.!?])\\s+|\\n"));
    return text.split(ends, Qt::SkipEmptyParts);
}

int wordCount(const QString& sentence) {
    static const QRegularExpression blanks(QStringLiteral("\\s+"));
    return static_cast<int>(sentence.split(blanks, Qt::SkipEmptyParts).size());
}

QStringList bannedIn(const QString& text) {
    // domain.md §1 and interface.md §7.4; with gRPC's words, which no person knows.
    static const QRegularExpression banned(QStringLiteral(
        "(?i)\\b(cli[eë]ntsysteem|casus\\w*|multiprobleem\\w*|risico\\w*|melden|meldt|melding|"
        "synchronis\\w+|sessie\\w*|conflict\\w*|encrypt\\w*|ontsleutel\\w*|versleutel\\w*|"
        "decrypt\\w*|passphrase|master key|recovery|raadpleg\\w*|bevrag\\w*|nakijken|"
        "verstrek\\w*|ontsluit\\w*|doelbinding|integriteit|geverifieerd|ketenpartner\\w*|actor|"
        "betrokkenenverzoek\\w*|bekend gezin|gezin is bekend|unavailable|deadline|grpc|"
        "exhausted|unauthenticated)\\b"));
    QStringList out;
    auto hits = banned.globalMatch(text);
    while (hits.hasNext())
        out << hits.next().captured();
    return out;
}

}  // namespace voordeur::tests::ui
