#pragma once

#include "crypto/base/clock.h"

#include <QString>

#include <cstdint>
#include <string>

class QByteArray;

namespace voordeur::client::ui {

/// Text of the core is UTF-8; the one spelling of that.
inline QString fromUtf8(const std::string& text) {
    return QString::fromStdString(text);
}

// Dates and numbers in the language of the screen and the time zone of the computer.

/// "21 november 2025"
QString day(crypto::UnixMillis at);
/// "21 nov 2025"
QString shortDay(crypto::UnixMillis at);
/// "21 nov 2025, 14:05"
QString dayAndTime(crypto::UnixMillis at);
/// "14:05"
QString timeOfDay(crypto::UnixMillis at);
/// "maart 2025"
QString monthAndYear(crypto::UnixMillis at);
/// An ISO day ("1989-02-09") as a person writes it; returned as it is when it is no date.
QString isoDay(const std::string& iso);
/// "18.204"
QString number(std::uint64_t value);
/// The number of a log line as people count: the founding entry is line 1.
QString logLine(std::uint64_t sequence);
/// Upper-case hexadecimal in groups of four, for comparing with a letter.
QString inGroups(const QString& hex);

}  // namespace voordeur::client::ui
