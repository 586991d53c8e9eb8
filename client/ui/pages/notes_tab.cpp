#include "client/ui/pages/notes_tab.h"

#include "client/ui/dialogs/dialog.h"
#include "client/ui/models/notes_model.h"
#include "client/ui/text/explain.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/note_list.h"
#include "client/ui/widgets/state_stack.h"

#include <QGroupBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPointer>
#include <QRadioButton>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kAutosaveMillis = 1500;
constexpr int kEditorLines = 5;

}  // namespace

NotesTab::NotesTab(core::Gateway& gateway,
                   Drafts& drafts,
                   core::HouseholdId household,
                   QWidget* parent)
    : QWidget(parent),
      m_gateway(gateway),
      m_drafts(drafts),
      m_household(household),
      m_desk(this),
      m_model(new NotesModel(this)),
      m_list(new NoteList(tr("Notes"))),
      m_state(new StateStack(m_list)) {
    m_editor = makeEditor();
    m_list->setModel(m_model);
    m_readOnly = new Label(tr("You can read here, not write."), TextRank::Body, Tint::Muted);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kLarge);
    column->addWidget(m_editor);
    column->addWidget(m_readOnly);
    column->addWidget(m_state);
    column->addStretch(1);
    m_autosave.setSingleShot(true);
    m_autosave.setInterval(kAutosaveMillis);
    connect(&m_autosave, &QTimer::timeout, this, &NotesTab::keepDraft);
    // Asked for by an earlier page of this family, whose draft stands here by now.
    connect(
        &m_drafts, &Drafts::saved, this, [this](const core::HouseholdId& id, const QString& text) {
            const bool here = id == m_household && m_text->toPlainText() == text;
            if (here && !m_desk.waiting()) showSaved();
        });
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        const bool any = !m_text->document()->isEmpty();
        m_status->setText(any ? tr("Not saved yet.") : QString());
        m_autosave.start();
    });
}

QWidget* NotesTab::makeEditor() {
    auto* card = new Card;
    QVBoxLayout* column = card->column();
    column->setSpacing(space::kMedium);
    m_text = new QPlainTextEdit;
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(fontMetrics().lineSpacing() * kEditorLines + 20);
    auto* title = new Label(tr("New note"), TextRank::Strong);
    title->setBuddy(m_text);
    column->addWidget(title);
    column->addWidget(m_text);
    auto* share = new QGroupBox(tr("Whom do you share this with?"));
    auto* choices = new QVBoxLayout(share);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(0);
    m_team = new QRadioButton(tr("Only your team"));
    m_everyone = new QRadioButton(tr("Everybody with access to this family"));
    m_team->setChecked(true);
    choices->addWidget(m_team, 0, Qt::AlignLeft);
    choices->addWidget(m_everyone, 0, Qt::AlignLeft);
    column->addWidget(share);
    m_banner = new Banner;
    column->addWidget(m_banner);
    m_save = button(tr("Save note"), ButtonKind::Primary);
    m_save->setToolTip(tr("Ctrl+Enter"));
    m_status = new Label(QString(), TextRank::Body, Tint::Muted);
    m_status->setSingleLine();
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kMedium);
    row->addWidget(m_save);
    row->addWidget(m_status);
    row->addStretch(1);
    column->addLayout(row);
    connect(m_save, &QPushButton::clicked, this, &NotesTab::saveNote);
    return card;
}

void NotesTab::present(const core::HouseholdView& view) {
    m_editor->setVisible(view.mayWrite);
    m_readOnly->setVisible(!view.mayWrite);
    if (!m_restored) {
        m_restored = true;
        const Draft draft = m_drafts.read(m_household);
        m_text->setPlainText(draft.text);
        (draft.shared ? m_everyone : m_team)->setChecked(true);
    }
    m_model->setRows(view.notes);
    if (view.notes.empty()) {
        m_state->showEmpty(Glyph::Note,
                           tr("There are no notes yet."),
                           tr("What you write here, only your team sees, unless you share it."));
    } else {
        m_state->showContent();
    }
}

void NotesTab::keepDraft() {
    m_autosave.stop();
    if (m_restored &&
        !m_drafts.keep(m_household, {m_text->toPlainText(), m_everyone->isChecked()})) {
        m_status->setText(tr("Save this note now: there are too many drafts."));
    }
}

void NotesTab::startNote() {
    m_text->setFocus(Qt::OtherFocusReason);
}

void NotesTab::saveNote() {
    if (m_desk.waiting() || !m_editor->isVisibleTo(this)) return;
    if (m_text->toPlainText().trimmed().isEmpty()) {
        m_banner->say(BannerKind::Warning, tr("First write something."));
        m_text->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (!m_everyone->isChecked()) return send(false);
    askFirst(this,
             tr("Everybody with access to this family can read this note. Share it?"),
             tr("Share"),
             tr("Do not share"),
             [this] { send(true); });
}

void NotesTab::send(bool shared) {
    keepDraft();
    m_banner->clear();
    setBusy(true);
    m_status->setText(tr("Saving…"));
    const QString text = m_text->toPlainText();
    auto here = m_desk.newest<core::Done>([this](auto result) { answered(result); });
    // This page may be gone when the answer comes; then the text may not come back as a draft.
    const QPointer<Drafts> drafts(&m_drafts);
    m_gateway.writeNote(
        m_household,
        {text.toStdString(), shared},
        [here, drafts, household = m_household, text](core::Result<core::Done> result) {
            if (result.ok()) {
                toGui([drafts, household, text] {
                    if (drafts) drafts->noteSaved(household, text);
                });
            }
            here(std::move(result));
        });
}

void NotesTab::answered(const core::Result<core::Done>& result) {
    setBusy(false);
    if (!result.ok()) {
        // The text stays where it is, in the editor and in the drafts.
        m_status->setText(tr("Not saved yet. Your text is still here."));
        m_banner->say(explain(result.reason()));
        m_text->setFocus(Qt::OtherFocusReason);
        return;
    }
    showSaved();
}

void NotesTab::showSaved() {
    m_text->clear();
    m_team->setChecked(true);
    keepDraft();
    m_status->setText(tr("Saved."));
    Q_EMIT saved();
}

void NotesTab::setBusy(bool busy) {
    m_save->setEnabled(!busy);
    m_text->setReadOnly(busy);
}

void NotesTab::clear() {
    keepDraft();
    m_desk.drop();
    m_restored = false;
    const QSignalBlocker quiet(m_text);
    m_text->clear();
    m_status->clear();
    m_banner->clear();
    m_model->clear();
}

QWidget* NotesTab::firstFocus() const {
    return m_editor->isVisibleTo(this) ? static_cast<QWidget*>(m_text) : m_list;
}

}  // namespace voordeur::client::ui
