#pragma once

#include "client/core/views.h"

#include <QString>

namespace voordeur::client::ui {

// Words for the closed values of the core. Each is an exhaustive switch.

QString roleWord(core::Role role);
/// "werkt mee", "betrokken", "misschien", "gestopt": the word on a line of the picture.
QString helpWord(const core::HelperView& helper);
QString certaintyWord(core::Certainty certainty);
QString connectionWord(core::ConnectionState state);
/// One sentence: what it means for the work.
QString connectionSentence(core::ConnectionState state);
/// A line of the household's log, for instance "opened the file". Codes that this version does not
/// have are worded as "other action".
QString actionWord(const std::string& code);
/// What became of something that was never confirmed, and what to do.
QString actStateSentence(core::PendingState state);
/// "Sinds 3 maart 2025", "3 maart 2025 tot 4 april 2025".
QString periodWords(core::UnixMillis from, const std::optional<core::UnixMillis>& until);
/// The same with short months, for rows.
QString shortPeriodWords(core::UnixMillis from, const std::optional<core::UnixMillis>& until);
/// "Fatima Bakker, gezinscoach, Gemeente Voorbeeldstad"
QString personLine(const core::PersonView& person);
/// "Gezin Jansen – de Wit"
/// What a screen reader reads for a cell: an empty one has a name too ("none").
QString spokenCell(const QString& text);
QString householdTitle(const std::string& name);

}  // namespace voordeur::client::ui
