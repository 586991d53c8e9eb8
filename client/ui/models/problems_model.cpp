#include "client/ui/models/problems_model.h"

#include "client/ui/text/explain.h"
#include "client/ui/text/format.h"
#include "client/ui/text/words.h"

#include <QCoreApplication>

namespace voordeur::client::ui {
namespace {

QString cell(const core::LogProblem& row, int column) {
    switch (static_cast<ProblemsModel::Column>(column)) {
        case ProblemsModel::kLine:
            return ProblemsModel::tr("Line %1").arg(logLine(row.sequence));
        case ProblemsModel::kReason:
            return explain(row.reason).headline;
        case ProblemsModel::kCode:
            return explain(row.reason).code;
        case ProblemsModel::kColumnCount:
            break;
    }
    return {};
}

QString sentence(const core::LogProblem& row) {
    return QStringList{cell(row, ProblemsModel::kLine), cell(row, ProblemsModel::kReason)}.join(
        QStringLiteral(", "));
}

}  // namespace

int ProblemsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant ProblemsModel::data(const QModelIndex& index, int role) const {
    if (!has(index)) return {};
    const auto& row = this->row(index.row());
    const int column = index.column();
    if (role == Qt::DisplayRole) return cell(row, column);
    if (role == Qt::AccessibleTextRole) {
        return column == 0 ? sentence(row) : spokenCell(cell(row, column));
    }
    if (role == kStrongRole) return column == 0;
    if (role == kMutedRole) return column > 0;
    if (role == kSubtitleRole) return cell(row, kReason);
    return {};
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
        case kLine:
            return tr("Line");
        case kReason:
            return tr("What is wrong");
        case kCode:
            return tr("Code");
        case kColumnCount:
            break;
    }
    return {};
}

}  // namespace voordeur::client::ui
