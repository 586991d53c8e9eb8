#include "client/ui/models/looks_model.h"

#include "client/ui/text/explain.h"
#include "client/ui/text/format.h"
#include "client/ui/text/words.h"

#include <QCoreApplication>

namespace voordeur::client::ui {
namespace {

QString who(const core::LookRow& row) {
    return QStringLiteral("%1, %2").arg(fromUtf8(row.personName), fromUtf8(row.agencyName));
}

QString cell(const core::LookRow& row, int column) {
    switch (static_cast<LooksModel::Column>(column)) {
        case LooksModel::kWhen:
            return dayAndTime(row.at);
        case LooksModel::kWho:
            return who(row);
        case LooksModel::kWhat:
            return actionWord(row.action);
        case LooksModel::kWhy:
            return fromUtf8(row.purposeLabel);
        case LooksModel::kColumnCount:
            break;
    }
    return {};
}

QString sentence(const core::LookRow& row) {
    QStringList parts{dayAndTime(row.at), who(row), actionWord(row.action)};
    if (!row.purposeLabel.empty()) parts << fromUtf8(row.purposeLabel);
    if (row.refused) parts << LooksModel::tr("refused");
    if (row.refusal) parts << explain(*row.refusal).headline;
    return parts.join(QStringLiteral(", "));
}

QList<Badge> badges(const core::LookRow& row) {
    if (!row.refused) return {};
    return {Badge{LooksModel::tr("refused"), BadgeKind::Warning}};
}

}  // namespace

int LooksModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant LooksModel::data(const QModelIndex& index, int role) const {
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
        return QStringLiteral("%1 · %2").arg(who(row), actionWord(row.action));
    }
    if (role == kBadgesRole && column == kWhat) return QVariant::fromValue(badges(row));
    if (role == kCompactBadgesRole) return QVariant::fromValue(badges(row));
    if (role == Qt::ToolTipRole && row.refusal) return explain(*row.refusal).headline;
    return {};
}

QVariant LooksModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
        case kWhen:
            return tr("When");
        case kWho:
            return tr("Who");
        case kWhat:
            return tr("What");
        case kWhy:
            return tr("Why");
        case kColumnCount:
            break;
    }
    return {};
}

}  // namespace voordeur::client::ui
