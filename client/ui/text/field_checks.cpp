#include "client/ui/text/field_checks.h"

#include "client/ui/text/explain.h"
#include "crypto/shared/date.h"
#include "crypto/shared/identifiers.h"

namespace voordeur::client::ui {
namespace {

template <class T>
QString wordsOf(const crypto::Result<T>& result) {
    if (result.ok()) return {};
    const Explanation words = explain(result.reason());
    return QStringList{words.headline, words.whatYouCanDo}.join(QLatin1Char(' '));
}

}  // namespace

QString postcodeError(const QString& text) {
    return wordsOf(crypto::postcodeForm(text.toStdString()));
}

QString houseNumberError(const QString& text) {
    return wordsOf(crypto::houseNumberForm(text.toStdString()));
}

QString houseAdditionError(const QString& text) {
    return wordsOf(crypto::houseAdditionForm(text.toStdString()));
}

QString surnameError(const QString& text) {
    return wordsOf(crypto::surnameForm(text.toStdString()));
}

QString dateError(const QString& text) {
    return wordsOf(crypto::dateFrom(text.toStdString()));
}

QString bsnError(const QString& text) {
    return wordsOf(crypto::bsnForm(text.toStdString()));
}

}  // namespace voordeur::client::ui
