#include "client/ui/text/format.h"

#include <QDateTime>
#include <QLocale>

namespace voordeur::client::ui {
namespace {

QDateTime local(crypto::UnixMillis at) {
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(at));
}

}  // namespace

QString day(crypto::UnixMillis at) {
    return QLocale().toString(local(at).date(), QStringLiteral("d MMMM yyyy"));
}

QString shortDay(crypto::UnixMillis at) {
    // Dutch abbreviations come with a dot ("nov."), which reads as the end of a sentence.
    return QLocale()
        .toString(local(at).date(), QStringLiteral("d MMM yyyy"))
        .remove(QLatin1Char('.'));
}

QString dayAndTime(crypto::UnixMillis at) {
    return QStringLiteral("%1, %2").arg(shortDay(at), timeOfDay(at));
}

QString timeOfDay(crypto::UnixMillis at) {
    return QLocale().toString(local(at).time(), QStringLiteral("HH:mm"));
}

QString monthAndYear(crypto::UnixMillis at) {
    return QLocale().toString(local(at).date(), QStringLiteral("MMMM yyyy"));
}

QString isoDay(const std::string& iso) {
    const QString text = fromUtf8(iso);
    const QDate date = QDate::fromString(text, Qt::ISODate);
    return date.isValid() ? QLocale().toString(date, QStringLiteral("d MMMM yyyy")) : text;
}

QString number(std::uint64_t value) {
    return QLocale().toString(static_cast<qulonglong>(value));
}

QString logLine(std::uint64_t sequence) {
    return number(sequence + 1);
}

QString inGroups(const QString& hex) {
    QString out;
    for (qsizetype i = 0; i < hex.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += QLatin1Char(' ');
        out += hex.at(i).toUpper();
    }
    return out;
}

}  // namespace voordeur::client::ui
