#pragma once

#include "crypto/base/reason.h"

#include <QString>

namespace voordeur::client::ui {

/// A refusal in words a person can use. The content is that of docs/errors.md.
struct Explanation {
    QString headline;      ///< what happened
    QString why;           ///< why, and what is not lost
    QString whatYouCanDo;  ///< what to do now; begins with or contains a verb of action
    /// Small print for the help desk, for instance "VD-183".
    QString code;

    /// All of it as running text, for banners and screen readers.
    [[nodiscard]] QString asText() const;
};

/// Words for every reason, in the language of the screen. Thread: GUI (translations).
Explanation explain(crypto::Reason reason);

}  // namespace voordeur::client::ui
