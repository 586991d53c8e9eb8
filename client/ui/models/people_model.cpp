#include "client/ui/models/people_model.h"

#include "client/ui/text/format.h"
#include "client/ui/text/words.h"

#include <QCoreApplication>

namespace voordeur::client::ui {
namespace {

QString cell(const core::PersonView& row, int column) {
    switch (static_cast<PeopleModel::Column>(column)) {
        case PeopleModel::kName:
            return fromUtf8(row.name);
        case PeopleModel::kColumnCount:
            break;
    }
    return {};
}

QString details(const core::PersonView& row) {
    return QStringList{roleWord(row.role), fromUtf8(row.teamName), fromUtf8(row.agencyName)}.join(
        QStringLiteral(" · "));
}

QString sentence(const core::PersonView& row) {
    return QStringLiteral("%1, %2, %3")
        .arg(fromUtf8(row.name), roleWord(row.role), fromUtf8(row.teamName));
}

}  // namespace

int PeopleModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant PeopleModel::data(const QModelIndex& index, int role) const {
    if (!has(index)) return {};
    const auto& row = this->row(index.row());
    const int column = index.column();
    if (role == Qt::DisplayRole) return cell(row, column);
    if (role == Qt::AccessibleTextRole) {
        return column == 0 ? sentence(row) : spokenCell(cell(row, column));
    }
    if (role == kStrongRole) return column == 0;
    if (role == kMutedRole) return column > 0;
    if (role == kSubtitleRole) return details(row);
    return {};
}

QVariant PeopleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
        case kName:
            return tr("Person");
        case kColumnCount:
            break;
    }
    return {};
}

}  // namespace voordeur::client::ui
