#include "client/ui/widgets/contact_lines.h"

#include "client/ui/text/format.h"
#include "client/ui/theme.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/glyph_label.h"
#include "client/ui/widgets/label.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace voordeur::client::ui {

ContactLines::ContactLines(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_phone = makeLine(Glyph::Phone, tr("Copy the phone number"));
    m_mail = makeLine(Glyph::Mail, tr("Copy the mail address"));
    m_hours = makeLine(Glyph::Clock, {});
    for (const Line& line : {m_phone, m_mail, m_hours})
        column->addWidget(line.row);
}

ContactLines::Line ContactLines::makeLine(Glyph glyph, const QString& copyName) {
    Line line;
    line.row = new QWidget;
    line.words = new Label(QString());
    auto* row = new QHBoxLayout(line.row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    row->addWidget(new GlyphLabel(glyph, Tint::Muted));
    if (copyName.isEmpty()) {
        row->addWidget(line.words, 1);
        return line;
    }
    line.words->setSingleLine();
    line.copy = button(tr("Copy"), Glyph::Copy, ButtonKind::Quiet);
    line.copy->setAccessibleName(copyName);
    row->addWidget(line.words);
    row->addWidget(line.copy);
    row->addStretch(1);
    connect(line.copy, &QPushButton::clicked, this, [line] {
        QApplication::clipboard()->setText(line.words->text());
        line.copy->setText(tr("Copied"));
    });
    return line;
}

void ContactLines::fill(const Line& line, const std::string& text) {
    line.words->setText(fromUtf8(text));
    line.row->setVisible(!text.empty());
    if (line.copy != nullptr) line.copy->setText(tr("Copy"));
}

void ContactLines::present(const core::PersonView& person) {
    fill(m_phone, person.phone);
    fill(m_mail, person.mail);
    fill(m_hours, person.hours);
}

void ContactLines::clear() {
    present({});
}

}  // namespace voordeur::client::ui
