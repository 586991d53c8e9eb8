#pragma once

#include <QString>

namespace voordeur::client::ui {

// What is wrong with a typed field, in words; empty when it is right. The rules are those of
// crypto/shared/identifiers.h and date.h, so a screen never accepts what the core refuses.

QString postcodeError(const QString& text);
QString houseNumberError(const QString& text);
QString houseAdditionError(const QString& text);
QString surnameError(const QString& text);
QString dateError(const QString& text);
QString bsnError(const QString& text);

}  // namespace voordeur::client::ui
