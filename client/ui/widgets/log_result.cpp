#include "client/ui/widgets/log_result.h"

#include "client/ui/models/problems_model.h"
#include "client/ui/text/format.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"
#include "client/ui/widgets/row_list.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace voordeur::client::ui {
namespace {

constexpr int kProblemRowsMax = 8;

QString firstBrokenLine(const core::LogReport& report) {
    const auto first = std::min_element(
        report.problems.begin(), report.problems.end(), [](const auto& a, const auto& b) {
            return a.sequence < b.sequence;
        });
    return first == report.problems.end() ? number(1) : logLine(first->sequence);
}

/// Each time the log was put back from a copy: no fault, and never hidden.
QString restoredWords(const core::LogReport& report) {
    QStringList said;
    for (const core::RestorationView& one : report.restorations) {
        said << LogResult::tr("Put back from a copy at line %1. Lost: %2 lines after line %3.")
                    .arg(logLine(one.sequence), number(one.lostEntries), number(one.restoredSize));
    }
    for (const std::uint64_t size : report.lostHeads) {
        said << LogResult::tr(
                    "A checkpoint of %1 lines lies in what was lost. Nobody can compare "
                    "it any more.")
                    .arg(number(size));
    }
    return said.join(QLatin1Char('\n'));
}

}  // namespace

LogWords wordsOf(const core::LogReport& report) {
    const QString lines = number(report.entries);
    if (!report.whole) {
        return {LogResult::tr("Attention: the log is not right from line %1 on.")
                    .arg(firstBrokenLine(report)),
                LogResult::tr("Change nothing. Save the proof and show it to an auditor.")};
    }
    if (report.comparedWithSize) {
        return {LogResult::tr("The log is right. %1 lines checked. Nothing was removed or changed.")
                    .arg(lines),
                LogResult::tr("This holds up to line %1. You keep that checkpoint outside the "
                              "server.")
                    .arg(number(*report.comparedWithSize))};
    }
    return {LogResult::tr("Nothing was changed between line 1 and %1.").arg(lines),
            LogResult::tr("There was no checkpoint from outside the server to compare with. This "
                          "check cannot show lines that were removed at the end.")};
}

LogResult::LogResult(QWidget* parent)
    : QWidget(parent),
      m_card(new Card(CardKind::Quiet)),
      m_glyph(new GlyphLabel(Glyph::Shield, Tint::Muted, 32)),
      m_headline(new Label(QString(), TextRank::Subtitle)),
      m_caveat(new Label(QString())),
      m_restored(new Label(QString(), TextRank::Strong)),
      m_facts(new Label(QString(), TextRank::Body, Tint::Muted)),
      m_root(new Label(QString(), TextRank::Caption, Tint::Muted)),
      m_problemsTitle(new Label(tr("What the check found"), TextRank::Strong)),
      m_model(new ProblemsModel(this)),
      m_problems(new RowList(tr("What the check found"))) {
    m_problems->setModel(m_model);
    m_problems->setColumns({2, 6, 2}, 60);
    m_problems->setFitRows(kProblemRowsMax);
    m_problems->setReadOnly();
    auto* words = new QVBoxLayout;
    words->setSpacing(space::kSmall);
    for (Label* label : {m_headline, m_caveat, m_restored, m_facts, m_root})
        words->addWidget(label);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kLarge);
    row->addWidget(m_glyph, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    m_card->column()->addLayout(row);
    m_card->setFocusPolicy(Qt::ClickFocus);
    setFocusProxy(m_card);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(m_card);
    column->addWidget(m_problemsTitle);
    column->addWidget(m_problems);
    hide();
}

void LogResult::present(const core::LogReport& report) {
    const LogWords words = wordsOf(report);
    const bool sure = report.whole && report.comparedWithSize.has_value();
    if (!report.whole) {
        m_card->setCardKind(CardKind::Error);
        m_glyph->setGlyph(Glyph::Error, Tint::Error);
    } else {
        m_card->setCardKind(sure ? CardKind::Ok : CardKind::Quiet);
        m_glyph->setGlyph(Glyph::Shield, sure ? Tint::Ok : Tint::Primary);
    }
    m_headline->setText(words.headline);
    m_caveat->setText(words.caveat);
    const QString restored = restoredWords(report);
    m_restored->setText(restored);
    m_restored->setVisible(!restored.isEmpty());
    m_facts->setText(tr("%1 lines, %2 signed requests, %3 families. Checked on %4.")
                         .arg(number(report.entries),
                              number(report.statements),
                              number(report.households),
                              dayAndTime(report.checkedAt)));
    m_root->setText(tr("Code of the log: %1").arg(inGroups(fromUtf8(report.rootHex))));
    m_model->setRows(report.problems);
    m_problems->setVisible(!report.problems.empty());
    m_problemsTitle->setVisible(!report.problems.empty());
    m_card->setAccessibleName(
        QStringList{words.headline, words.caveat, restored}.join(QLatin1Char(' ')).trimmed());
    show();
    m_card->setFocus(Qt::OtherFocusReason);
}

void LogResult::clear() {
    hide();
    for (Label* label : {m_headline, m_caveat, m_restored, m_facts, m_root})
        label->clear();
    m_card->setAccessibleName(QString());
    m_model->clear();
}

}  // namespace voordeur::client::ui
