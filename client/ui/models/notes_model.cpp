#include "client/ui/models/notes_model.h"

#include "client/ui/text/format.h"

#include <QCoreApplication>

namespace voordeur::client::ui {
namespace {

QString heading(const core::NoteView& row) {
    return QStringLiteral("%1, %2 · %3")
        .arg(fromUtf8(row.author), fromUtf8(row.agencyName), dayAndTime(row.writtenAt));
}

QString readers(const core::NoteView& row) {
    if (row.shared) return NotesModel::tr("shared");
    return row.mine ? NotesModel::tr("only your team") : NotesModel::tr("only their team");
}

QString cell(const core::NoteView& row, int column) {
    switch (static_cast<NotesModel::Column>(column)) {
        case NotesModel::kNote:
            return heading(row);
        case NotesModel::kColumnCount:
            break;
    }
    return {};
}

QString sentence(const core::NoteView& row) {
    return QStringLiteral("%1, %2: %3").arg(heading(row), readers(row), fromUtf8(row.text));
}

}  // namespace

int NotesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant NotesModel::data(const QModelIndex& index, int role) const {
    if (!has(index)) return {};
    const auto& row = this->row(index.row());
    const int column = index.column();
    if (role == Qt::DisplayRole) return cell(row, column);
    if (role == Qt::AccessibleTextRole) return column == 0 ? sentence(row) : cell(row, column);
    if (role == kStrongRole) return column == 0;
    if (role == kMutedRole) return column > 0;
    if (role == kLongTextRole) return fromUtf8(row.text);
    if (role == kBadgesRole || role == kCompactBadgesRole) {
        const BadgeKind kind = row.shared ? BadgeKind::Ok : BadgeKind::Neutral;
        return QVariant::fromValue(QList<Badge>{{readers(row), kind}});
    }
    return {};
}

QVariant NotesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
        case kNote:
            return tr("Notes");
        case kColumnCount:
            break;
    }
    return {};
}

}  // namespace voordeur::client::ui
