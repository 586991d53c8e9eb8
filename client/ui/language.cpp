#include "client/ui/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace voordeur::client::ui {

void Language::use(const QString& language) {
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    const bool dutch = language == QLatin1String("nl");
    QLocale::setDefault(dutch ? QLocale(QLocale::Dutch, QLocale::Netherlands)
                              : QLocale(QLocale::English, QLocale::UnitedKingdom));
    // English has a file too: it carries the plural forms of the source strings.
    if (m_own.load(QStringLiteral(":/i18n/voordeur_%1.qm").arg(language))) {
        QCoreApplication::installTranslator(&m_own);
    }
    if (!dutch) return;
    const QString folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    if (m_qt.load(QStringLiteral("qtbase_nl"), folder)) QCoreApplication::installTranslator(&m_qt);
}

}  // namespace voordeur::client::ui
