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
namespace {

QWidget* line(Glyph glyph, const QString& text, const QString& copyName) {
    auto* out = new QWidget;
    auto* row = new QHBoxLayout(out);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    row->addWidget(new GlyphLabel(glyph, Tint::Muted));
    auto* words = new Label(text);
    words->setSingleLine();
    row->addWidget(words);
    if (!copyName.isEmpty()) {
        QPushButton* copy = button(ContactLines::tr("Copy"), Glyph::Copy, ButtonKind::Quiet);
        copy->setAccessibleName(copyName);
        QObject::connect(copy, &QPushButton::clicked, copy, [copy, text] {
            QApplication::clipboard()->setText(text);
            copy->setText(ContactLines::tr("Copied"));
        });
        row->addWidget(copy);
    }
    row->addStretch(1);
    return out;
}

}  // namespace

ContactLines::ContactLines(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
}

void ContactLines::present(const core::PersonView& person) {
    clear();
    if (!person.phone.empty()) {
        m_column->addWidget(
            line(Glyph::Phone, fromUtf8(person.phone), tr("Copy the phone number")));
    }
    if (!person.mail.empty()) {
        m_column->addWidget(line(Glyph::Mail, fromUtf8(person.mail), tr("Copy the mail address")));
    }
    if (!person.hours.empty()) {
        m_column->addWidget(line(Glyph::Clock, fromUtf8(person.hours), {}));
    }
}

void ContactLines::clear() {
    while (QLayoutItem* item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

}  // namespace voordeur::client::ui
