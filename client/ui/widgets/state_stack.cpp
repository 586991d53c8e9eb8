#include "client/ui/widgets/state_stack.h"

#include "client/ui/theme.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"

#include <QTimer>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kPatienceMillis = 150;

}  // namespace

StateStack::StateStack(QWidget* content, QWidget* parent)
    : QStackedWidget(parent), m_content(content), m_message(makeMessage()) {
    addWidget(m_content);
    addWidget(m_message);
}

QWidget* StateStack::makeMessage() {
    auto* page = new QWidget;
    m_glyph = new GlyphLabel(Glyph::Clock, Tint::Muted, 40);
    m_headline = new Label(QString(), TextRank::Subtitle);
    m_text = new Label(QString(), TextRank::Body, Tint::Muted);
    m_code = new Label(QString(), TextRank::Caption, Tint::Muted);
    m_retry = button(tr("Try again"), Glyph::Refresh);
    connect(m_retry, &QPushButton::clicked, this, &StateStack::retried);
    auto* column = new QVBoxLayout(page);
    column->setSpacing(space::kSmall);
    column->addStretch(1);
    column->addWidget(m_glyph, 0, Qt::AlignHCenter);
    for (Label* label : {m_headline, m_text, m_code}) {
        label->setAlignment(Qt::AlignHCenter);
        auto* row = new QHBoxLayout;
        row->addStretch(1);
        row->addWidget(label, 8);
        row->addStretch(1);
        column->addLayout(row);
    }
    column->addSpacing(space::kSmall);
    column->addWidget(m_retry, 0, Qt::AlignHCenter);
    column->addStretch(2);
    return page;
}

void StateStack::showContent() {
    ++m_turn;
    setCurrentWidget(m_content);
    m_headline->clear();
    m_text->clear();
}

void StateStack::showLoading(const QString& what) {
    const std::uint64_t turn = ++m_turn;
    QTimer::singleShot(kPatienceMillis, this, [this, turn, what] {
        if (turn != m_turn) return;
        m_glyph->setGlyph(Glyph::Clock, Tint::Muted);
        m_headline->setText(what);
        m_text->setText(tr("One moment please."));
        m_code->hide();
        m_retry->hide();
        setCurrentWidget(m_message);
    });
}

void StateStack::showEmpty(Glyph glyph, const QString& headline, const QString& whatToDo) {
    ++m_turn;
    m_glyph->setGlyph(glyph, Tint::Muted);
    m_headline->setText(headline);
    m_text->setText(whatToDo);
    m_code->hide();
    m_retry->hide();
    setCurrentWidget(m_message);
}

void StateStack::showFailure(const Explanation& explanation) {
    ++m_turn;
    m_glyph->setGlyph(Glyph::Warning, Tint::Warning);
    m_headline->setText(explanation.headline);
    m_text->setText(explanation.why + QLatin1Char(' ') + explanation.whatYouCanDo);
    m_code->setText(tr("Code: %1").arg(explanation.code));
    m_code->show();
    m_retry->show();
    setCurrentWidget(m_message);
    m_retry->setAccessibleDescription(explanation.asText());
}

}  // namespace voordeur::client::ui
