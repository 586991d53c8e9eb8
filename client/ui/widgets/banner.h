#pragma once

#include "client/ui/text/explain.h"
#include "client/ui/widgets/card.h"

class QHBoxLayout;
class QPushButton;

namespace voordeur::client::ui {

class FoldingRow;
class GlyphLabel;
class Label;

enum class BannerKind : std::uint8_t { Info, Ok, Warning, Error };

/// A message in the page itself, with what can be done about it. Hidden until it has something to
/// say; `say` moves the accessible name, so that screen readers announce it. Thread: GUI.
class Banner : public Card {
    Q_OBJECT

public:
    explicit Banner(QWidget* parent = nullptr);

    void say(BannerKind kind, const QString& text);
    /// Headline, why, what to do, and the code in small print.
    void say(const Explanation& explanation);
    /// Forgets the text too: it may name a household.
    void clear();
    /// A button at the right; owned by the banner.
    void addButton(QPushButton* button);

private:
    void display(BannerKind kind, const QString& text, const QString& more, const QString& code);

    GlyphLabel* m_glyph;
    Label* m_text;
    Label* m_more;
    Label* m_code;
    FoldingRow* m_sides;
    QHBoxLayout* m_row;
    QHBoxLayout* m_buttons;
};

}  // namespace voordeur::client::ui
