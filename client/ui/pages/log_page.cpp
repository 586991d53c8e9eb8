#include "client/ui/pages/log_page.h"

#include "client/ui/text/explain.h"
#include "client/ui/text/format.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/log_result.h"
#include "client/ui/widgets/scroll_column.h"

#include <QDate>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kWidthCharacters = 120;
constexpr int kProgressSteps = 1000;

}  // namespace

LogPage::LogPage(Services services, QWidget* parent)
    : Page(services, parent),
      m_desk(this),
      m_exportDesk(this),
      m_start(button(tr("Check the log"), Glyph::Shield, ButtonKind::Primary)),
      m_stop(button(tr("Stop"))),
      m_progress(new QProgressBar),
      m_words(new Label(QString())),
      m_banner(new Banner),
      m_result(new LogResult),
      m_export(button(tr("Save the proof"), Glyph::Save)) {
    auto* scroll = new ScrollColumn(kWidthCharacters);
    QVBoxLayout* column = scroll->column();
    column->addWidget(makeCheckCard());
    column->addWidget(m_banner);
    column->addWidget(m_result);
    auto* proof = new Card;
    proof->column()->addWidget(new Label(tr("Proof for an auditor"), TextRank::Strong));
    proof->column()->addWidget(new Label(
        tr("Voordeur saves the log in one file. An auditor can check it without a connection. "
           "It holds no content of files."),
        TextRank::Body,
        Tint::Muted));
    proof->column()->addWidget(m_export);
    column->addWidget(proof);
    column->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    m_start->setObjectName(QStringLiteral("checkLog"));
    m_stop->setObjectName(QStringLiteral("stopCheck"));
    connect(m_start, &QPushButton::clicked, this, &LogPage::start);
    connect(m_stop, &QPushButton::clicked, this, &LogPage::stop);
    connect(m_export, &QPushButton::clicked, this, &LogPage::chooseFile);
    setRunning(false);
}

LogPage::~LogPage() {
    if (m_alive) *m_alive = false;
}

QWidget* LogPage::makeCheckCard() {
    auto* card = new Card;
    card->column()->addWidget(
        new Label(tr("Is the log complete and unchanged?"), TextRank::Subtitle));
    card->column()->addWidget(new Label(
        tr("This laptop computes the whole log again, and checks each signature and rule."),
        TextRank::Body,
        Tint::Muted));
    auto* row = new QHBoxLayout;
    row->addWidget(m_start);
    row->addWidget(m_stop);
    row->addStretch(1);
    card->column()->addLayout(row);
    m_progress->setRange(0, kProgressSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Lines checked"));
    card->column()->addWidget(m_progress);
    card->column()->addWidget(m_words);
    return card;
}

QString LogPage::title() const {
    return tr("Log");
}

void LogPage::start() {
    if (m_desk.waiting()) return;
    m_banner->clear();
    m_result->clear();
    setRunning(true);
    progressed({});
    m_alive = std::make_shared<bool>(true);
    // The progress comes on a core thread; only the flag's owner is asked on this one.
    auto progress = [this, alive = m_alive](core::LogProgress now) {
        toGui([this, alive, now] {
            if (*alive) progressed(now);
        });
    };
    m_running = gateway().verifyLog(
        std::move(progress),
        m_desk.newest<core::LogReport>(
            [this](core::Result<core::LogReport> result) { finished(result); }));
    m_stop->setFocus(Qt::OtherFocusReason);
}

void LogPage::stop() {
    m_desk.drop();
    if (m_alive) *m_alive = false;
    m_running.reset();
    setRunning(false);
    m_words->setText(tr("Stopped. Nothing was decided about the log."));
    m_start->setFocus(Qt::OtherFocusReason);
}

void LogPage::progressed(core::LogProgress progress) {
    if (progress.total == 0) {
        m_progress->setValue(0);
        m_words->setText(tr("Fetching the log…"));
        return;
    }
    const auto share = static_cast<double>(progress.checked) / static_cast<double>(progress.total);
    m_progress->setValue(static_cast<int>(share * kProgressSteps));
    m_words->setText(
        tr("%1 of %2 lines checked").arg(number(progress.checked), number(progress.total)));
}

void LogPage::finished(const core::Result<core::LogReport>& result) {
    if (m_alive) *m_alive = false;
    m_running.reset();
    setRunning(false);
    if (!result.ok()) {
        m_banner->say(explain(result.reason()));
        m_banner->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_result->present(result.value());
    const bool broken = !result.value().whole;
    setKind(m_export, broken ? ButtonKind::Primary : ButtonKind::Secondary);
    m_export->setIcon(icon(Glyph::Save, broken ? Tint::OnPrimary : Tint::Text));
    setKind(m_start, broken ? ButtonKind::Secondary : ButtonKind::Primary);
    m_start->setIcon(icon(Glyph::Shield, broken ? Tint::Text : Tint::OnPrimary));
}

void LogPage::setRunning(bool running) {
    m_start->setVisible(!running);
    m_stop->setVisible(running);
    m_progress->setVisible(running);
    m_words->setVisible(true);
    if (!running) m_words->clear();
}

void LogPage::chooseFile() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString name =
        tr("voordeur-log-%1.proof").arg(QDate::currentDate().toString(Qt::ISODate));
    auto* dialog = new QFileDialog(this, tr("Save the proof"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(name);
    // The core refuses to overwrite; asking here would promise otherwise.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    connect(dialog, &QFileDialog::fileSelected, this, &LogPage::exportTo);
    dialog->open();
}

void LogPage::exportTo(const QString& path) {
    if (m_exportDesk.waiting()) return;
    m_export->setEnabled(false);
    gateway().exportLog(
        path.toStdString(),
        m_exportDesk.newest<crypto::Done>([this, path](core::Result<crypto::Done> result) {
            m_export->setEnabled(true);
            if (result.ok()) {
                m_banner->say(BannerKind::Ok, tr("Saved in %1.").arg(path));
            } else {
                m_banner->say(explain(result.reason()));
            }
            m_banner->setFocus(Qt::OtherFocusReason);
        }));
}

void LogPage::forget() {
    m_desk.drop();
    m_exportDesk.drop();
    if (m_alive) *m_alive = false;
    m_running.reset();
    setRunning(false);
    m_result->clear();
    m_banner->clear();
}

QWidget* LogPage::firstFocus() {
    return m_start;
}

}  // namespace voordeur::client::ui
