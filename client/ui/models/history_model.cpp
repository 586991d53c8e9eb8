#include "client/ui/models/history_model.h"

#include "client/ui/text/format.h"
#include "client/ui/text/words.h"

#include <QCoreApplication>

namespace voordeur::client::ui {
namespace {

QString cell(const core::LeadPeriodView& row, int column) {
    switch (static_cast<HistoryModel::Column>(column)) {
        case HistoryModel::kName:
            return fromUtf8(row.name);
        case HistoryModel::kAgency:
            return fromUtf8(row.agencyName);
        case HistoryModel::kPeriod:
            return periodWords(row.from, row.until);
        case HistoryModel::kColumnCount:
            break;
    }
    return {};
}

QString sentence(const core::LeadPeriodView& row) {
    return QStringList{
        fromUtf8(row.name), fromUtf8(row.agencyName), periodWords(row.from, row.until)}
        .join(QStringLiteral(", "));
}

}  // namespace

int HistoryModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
    if (!has(index)) return {};
    const auto& row = this->row(index.row());
    const int column = index.column();
    if (role == Qt::DisplayRole) return cell(row, column);
    if (role == Qt::AccessibleTextRole) {
        return column == 0 ? sentence(row) : spokenCell(cell(row, column));
    }
    if (role == kStrongRole) return column == 0;
    if (role == kMutedRole) return column > 0;
    if (role == kSubtitleRole) {
        return QStringLiteral("%1 · %2").arg(cell(row, kAgency), cell(row, kPeriod));
    }
    return {};
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
        case kName:
            return tr("Lead");
        case kAgency:
            return tr("Organisation");
        case kPeriod:
            return tr("When");
        case kColumnCount:
            break;
    }
    return {};
}

}  // namespace voordeur::client::ui
