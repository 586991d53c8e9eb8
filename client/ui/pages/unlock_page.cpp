#include "client/ui/pages/unlock_page.h"

#include "client/ui/secret_text.h"
#include "client/ui/text/explain.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/field.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/passphrase_edit.h"
#include "client/ui/widgets/scroll_column.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kCardCharacters = 64;

}  // namespace

UnlockPage::UnlockPage(core::Gateway& gateway, QWidget* parent)
    : QWidget(parent),
      m_gateway(gateway),
      m_desk(this),
      m_heading(new Label(QString(), TextRank::Title)),
      m_words(new Label(QString())),
      m_banner(new Banner),
      m_edit(new PassphraseEdit),
      m_field(new Field(tr("Passphrase"), m_edit)),
      m_show(button(tr("Show"), Glyph::Eye, ButtonKind::Quiet)),
      m_open(button(tr("Open Voordeur"), Glyph::Door, ButtonKind::Primary)),
      m_progress(new QProgressBar),
      m_working(new Label(QString(), TextRank::Body, Tint::Muted)) {
    auto* card = new Card;
    card->setMaximumWidth(fontMetrics().averageCharWidth() * kCardCharacters);
    QVBoxLayout* column = card->column();
    column->setContentsMargins(32, 32, 32, 32);
    column->setSpacing(space::kLarge);
    column->addWidget(new GlyphLabel(Glyph::Door, Tint::Primary, 48), 0, Qt::AlignLeft);
    column->addWidget(m_heading);
    column->addWidget(m_words);
    column->addWidget(m_banner);
    column->addWidget(m_field);
    auto* row = new QHBoxLayout;
    row->addWidget(m_open);
    row->addStretch(1);
    row->addWidget(m_show);
    column->addLayout(row);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Opening"));
    column->addWidget(m_progress);
    column->addWidget(m_working);
    column->addWidget(new Label(
        tr("Forgot your passphrase? Use your recovery sheet, or ask your administrator for help."),
        TextRank::Body,
        Tint::Muted));

    auto* scroll = new ScrollColumn;
    scroll->column()->addStretch(1);
    auto* centre = new QHBoxLayout;
    centre->addStretch(1);
    centre->addWidget(card, 8);
    centre->addStretch(1);
    scroll->column()->addLayout(centre);
    scroll->column()->addStretch(2);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    m_show->setCheckable(true);
    m_show->setAccessibleDescription(tr("Shows the passphrase to whoever sees this screen."));
    connect(m_show, &QPushButton::toggled, this, [this](bool shown) {
        m_edit->setShown(shown);
        m_show->setText(shown ? tr("Hide") : tr("Show"));
        m_show->setIcon(icon(shown ? Glyph::EyeOff : Glyph::Eye, Tint::Primary));
    });
    connect(m_open, &QPushButton::clicked, this, &UnlockPage::tryOpen);
    connect(m_edit, &QLineEdit::returnPressed, this, &UnlockPage::tryOpen);
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        if (!m_waitTimer.isActive()) m_field->setError({});
    });
    m_waitTimer.setInterval(500);
    connect(&m_waitTimer, &QTimer::timeout, this, &UnlockPage::showWait);
    setWorking(false);
    arrive(false, 0);
}

void UnlockPage::arrive(bool locked, std::size_t draftCount) {
    m_desk.drop();
    m_edit->clear();
    m_show->setChecked(false);
    m_field->setError({});
    m_banner->clear();
    setWorking(false);
    m_heading->setText(locked ? tr("Voordeur is locked.") : tr("Welcome back."));
    QString words = tr("Fill in your passphrase to go on.");
    if (draftCount > 0) {
        words += QLatin1Char(' ') + tr("%n draft(s) wait for you until you close Voordeur.",
                                       nullptr,
                                       static_cast<int>(draftCount));
    }
    m_words->setText(words);
    showWait();
    m_edit->setFocus(Qt::OtherFocusReason);
}

void UnlockPage::fill(const QString& passphrase) {
    if (m_desk.waiting()) return;
    m_edit->setText(passphrase);
    if (!m_waitTimer.isActive()) m_field->setError({});
    m_open->setFocus(Qt::OtherFocusReason);
}

void UnlockPage::say(const QString& text) {
    m_banner->say(BannerKind::Info, text);
}

void UnlockPage::tryOpen() {
    if (m_desk.waiting() || m_waitTimer.isActive()) return;
    QString typed = m_edit->text();
    if (typed.isEmpty()) {
        m_field->setError(tr("Fill in your passphrase."));
        m_edit->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_field->setError({});
    m_show->setChecked(false);
    m_edit->clear();
    setWorking(true);
    m_gateway.unlock(takePassphrase(typed),
                     m_desk.newest<core::Identity>([this](core::Result<core::Identity> result) {
                         answered(std::move(result));
                     }));
}

void UnlockPage::answered(core::Result<core::Identity> result) {
    setWorking(false);
    if (result.ok()) {
        Q_EMIT unlocked(result.value());
        return;
    }
    const Explanation words = explain(result.reason());
    const bool wrong = result.reason() == crypto::Reason::PassphraseWrong;
    if (wrong) {
        m_field->setError(words.headline + QLatin1Char(' ') + words.whatYouCanDo);
    } else if (result.reason() != crypto::Reason::TryLater) {
        m_banner->say(words);
    }
    showWait();
    m_edit->setFocus(Qt::OtherFocusReason);
}

void UnlockPage::setWorking(bool working) {
    m_progress->setVisible(working);
    m_working->setVisible(working);
    m_working->setText(working ? tr("Opening. This takes a few seconds, on purpose.") : QString());
    m_edit->setReadOnly(working);
    m_open->setEnabled(!working);
    m_show->setEnabled(!working);
}

void UnlockPage::showWait() {
    const std::uint64_t millis = m_gateway.retryAfterMillis();
    if (millis == 0) {
        if (!m_waitTimer.isActive()) return;
        m_waitTimer.stop();
        m_field->setError({});
        m_open->setEnabled(true);
        return;
    }
    const auto seconds = static_cast<int>((millis + 999) / 1000);
    m_open->setEnabled(false);
    const QString wrong = explain(crypto::Reason::PassphraseWrong).headline;
    m_field->setError(wrong + QLatin1Char(' ') +
                      tr("You can try again in %n second(s).", nullptr, seconds));
    if (!m_waitTimer.isActive()) m_waitTimer.start();
}

}  // namespace voordeur::client::ui
