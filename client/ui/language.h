#pragma once

#include <QObject>
#include <QTranslator>

class QCoreApplication;

namespace voordeur::client::ui {

/// Installs the translations of one language: the program's own and Qt's standard dialogs.
///
/// Takes effect at once for widgets made afterwards; the window builds itself anew. Thread: GUI.
/// Ownership: uninstalls its translators when destroyed.
class Language : public QObject {
    Q_OBJECT

public:
    explicit Language(QObject* parent = nullptr) : QObject(parent) {}
    /// "nl" or "en". Also sets the default QLocale, which dates and numbers follow.
    void use(const QString& language);

private:
    QTranslator m_own;
    QTranslator m_qt;
};

}  // namespace voordeur::client::ui
