#pragma once

#include <QString>
#include <QStringList>

namespace voordeur::tests::ui {

/// Dutch on a screen: at most this many words in a sentence (interface.md §7.3).
inline constexpr int kSentenceWordsMax = 15;

/// Sentences of a text: ended by . ! ? or a line break.
QStringList sentencesOf(const QString& text);
/// Words between blanks; a placeholder such as %1 counts as one.
int wordCount(const QString& sentence);
/// Words that never stand on a screen, as they stand in a text; empty when it is clean.
QStringList bannedIn(const QString& text);

}  // namespace voordeur::tests::ui
