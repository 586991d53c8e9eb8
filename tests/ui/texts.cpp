#include "tests/ui/texts.h"

#include <QAbstractButton>
#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace voordeur::tests::ui {
namespace {

void addModel(const QAbstractItemModel* model, QStringList& out) {
    if (model == nullptr) return;
    for (int row = 0; row < model->rowCount(); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            const QModelIndex index = model->index(row, column);
            for (const int role : {int{Qt::DisplayRole}, int{Qt::AccessibleTextRole}}) {
                out << index.data(role).toString();
            }
        }
    }
}

void addWidget(const QWidget* each, QStringList& out) {
    out << each->accessibleName() << each->accessibleDescription() << each->toolTip()
        << each->windowTitle();
    if (const auto* label = qobject_cast<const QLabel*>(each)) out << label->text();
    if (const auto* press = qobject_cast<const QAbstractButton*>(each)) out << press->text();
    if (const auto* edit = qobject_cast<const QLineEdit*>(each)) out << edit->text();
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(each)) out << text->toPlainText();
    if (const auto* box = qobject_cast<const QGroupBox*>(each)) out << box->title();
    if (const auto* choice = qobject_cast<const QComboBox*>(each)) addModel(choice->model(), out);
    if (const auto* view = qobject_cast<const QAbstractItemView*>(each)) {
        addModel(view->model(), out);
    }
}

}  // namespace

QStringList textsOf(const QWidget& window) {
    QStringList out{window.windowTitle()};
    for (const QWidget* each : window.findChildren<QWidget*>())
        addWidget(each, out);
    return out;
}

QStringList visibleTextsOf(const QWidget& window) {
    QStringList out{window.windowTitle()};
    for (const QWidget* each : window.findChildren<QWidget*>()) {
        if (each->isVisible()) addWidget(each, out);
    }
    return out;
}

}  // namespace voordeur::tests::ui
