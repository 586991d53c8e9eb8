#include "client/ui/widgets/banner.h"

#include "client/ui/theme.h"
#include "client/ui/widgets/folding_row.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kButtonsBesideCharacters = 84;

struct Look {
    CardKind card;
    Glyph glyph;
    Tint tint;
};

Look lookOf(BannerKind kind) {
    switch (kind) {
        case BannerKind::Info:
            return {CardKind::Quiet, Glyph::Info, Tint::Primary};
        case BannerKind::Ok:
            return {CardKind::Ok, Glyph::CheckCircle, Tint::Ok};
        case BannerKind::Warning:
            return {CardKind::Warning, Glyph::Warning, Tint::Warning};
        case BannerKind::Error:
            return {CardKind::Error, Glyph::Error, Tint::Error};
    }
    return {CardKind::Quiet, Glyph::Info, Tint::Primary};
}

}  // namespace

Banner::Banner(QWidget* parent)
    : Card(CardKind::Quiet, parent),
      m_glyph(new GlyphLabel(Glyph::Info, Tint::Primary)),
      m_text(new Label(QString(), TextRank::Strong)),
      m_more(new Label(QString())),
      m_code(new Label(QString(), TextRank::Caption, Tint::Muted)),
      m_sides(new FoldingRow(kButtonsBesideCharacters)),
      m_row(new QHBoxLayout),
      m_buttons(new QHBoxLayout) {
    auto* words = new QVBoxLayout;
    words->setSpacing(space::kTight);
    for (Label* label : {m_text, m_more, m_code})
        words->addWidget(label);
    m_row->setSpacing(space::kMedium);
    m_row->addWidget(m_glyph, 0, Qt::AlignTop);
    m_row->addLayout(words, 1);
    m_buttons->setSpacing(space::kSmall);
    m_sides->row()->setSpacing(space::kMedium);
    m_sides->row()->addLayout(m_row, 1);
    m_sides->row()->addLayout(m_buttons);
    m_sides->row()->setAlignment(m_buttons, Qt::AlignLeft);
    column()->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    column()->addWidget(m_sides);
    // Reached with F6 and by `say`, not by Tab: there is nothing to do on the text itself.
    setFocusPolicy(Qt::ClickFocus);
    hide();
}

void Banner::say(BannerKind kind, const QString& text) {
    display(kind, text, {}, {});
}

void Banner::say(const Explanation& explanation) {
    const QString more =
        QStringList{explanation.why, explanation.whatYouCanDo}.join(QLatin1Char(' '));
    const QString code = QCoreApplication::translate("Banner", "Code: %1").arg(explanation.code);
    display(BannerKind::Warning, explanation.headline, more, code);
}

void Banner::clear() {
    hide();
    for (Label* label : {m_text, m_more, m_code})
        label->clear();
    setAccessibleName(QString());
}

void Banner::addButton(QPushButton* button) {
    m_buttons->addWidget(button);
}

void Banner::display(BannerKind kind,
                     const QString& text,
                     const QString& more,
                     const QString& code) {
    const Look look = lookOf(kind);
    setCardKind(look.card);
    m_glyph->setGlyph(look.glyph, look.tint);
    m_text->setText(text);
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
    m_code->setText(code);
    m_code->setVisible(!code.isEmpty());
    m_row->setAlignment(m_glyph, more.isEmpty() ? Qt::AlignVCenter : Qt::AlignTop);
    setVisible(true);
    setAccessibleName(more.isEmpty() ? text : text + QLatin1Char(' ') + more);
}

}  // namespace voordeur::client::ui
