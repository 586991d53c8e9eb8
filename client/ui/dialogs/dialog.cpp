#include "client/ui/dialogs/dialog.h"

#include "client/ui/theme.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr int kCharactersMin = 56;

}  // namespace

Dialog::Dialog(const QString& heading, const QString& action, QWidget* parent)
    : QDialog(parent),
      m_content(new QWidget),
      m_column(new QVBoxLayout(m_content)),
      m_banner(new Banner),
      m_action(button(action, ButtonKind::Primary)),
      m_cancel(button(tr("Cancel"))) {
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(heading);
    setMinimumWidth(fontMetrics().averageCharWidth() * kCharactersMin);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(space::kHuge, space::kHuge, space::kHuge, space::kHuge);
    outer->setSpacing(space::kLarge);
    outer->addWidget(new Label(heading, TextRank::Subtitle));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::kLarge);
    outer->addWidget(m_content);
    outer->addWidget(m_banner);
    outer->addStretch(1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_action);
    row->addWidget(m_cancel);
    row->addStretch(1);
    outer->addLayout(row);
    m_action->setDefault(true);
    connect(m_action, &QPushButton::clicked, this, &Dialog::confirmed);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
}

bool Dialog::event(QEvent* event) {
    const bool handled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest) growToText();
    return handled;
}

void Dialog::showEvent(QShowEvent* event) {
    growToText();
    QDialog::showEvent(event);
}

// An edge of its own, for desktops that draw none around windows.
void Dialog::paintEvent(QPaintEvent* event) {
    QDialog::paintEvent(event);
    QPainter painter(this);
    painter.setPen(tokensOf(palette()).border);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

// A window's own size hint ignores that wrapped text is higher when narrow.
void Dialog::growToText() {
    const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                     : layout()->totalMinimumSize().height();
    if (!isVisible() || needed > height()) resize(width(), needed);
}

void Dialog::setBusy(bool busy) {
    m_action->setEnabled(!busy);
    m_content->setEnabled(!busy);
}

void askFirst(QWidget* parent,
              const QString& question,
              const QString& yes,
              const QString& no,
              std::function<void()> done) {
    auto* dialog = new Dialog(question, yes, parent);
    dialog->cancel()->setText(no);
    QObject::connect(dialog, &Dialog::confirmed, dialog, [dialog, done = std::move(done)] {
        dialog->accept();
        done();
    });
    // The careful answer is the one under Enter.
    dialog->cancel()->setFocus(Qt::OtherFocusReason);
    dialog->open();
}

}  // namespace voordeur::client::ui
