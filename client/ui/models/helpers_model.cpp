#include "client/ui/models/helpers_model.h"

#include "client/ui/text/format.h"
#include "client/ui/text/words.h"

#include <QCoreApplication>

namespace voordeur::client::ui {
namespace {

QString cell(const core::HelperView& row, int column) {
    switch (static_cast<HelpersModel::Column>(column)) {
        case HelpersModel::kWho:
            return fromUtf8(row.agencyName);
        case HelpersModel::kColumnCount:
            break;
    }
    return {};
}

QString details(const core::HelperView& row) {
    QStringList parts;
    if (!row.lifeDomain.empty()) parts << fromUtf8(row.lifeDomain);
    // Until when an agency helps stands beside the list; here it matters once it is over.
    const bool over = row.state == core::HelpState::Ended;
    parts << helpWord(row) << shortPeriodWords(row.since, over ? row.until : std::nullopt);
    return parts.join(QStringLiteral(" · "));
}

QString sentence(const core::HelperView& row) {
    QStringList parts{fromUtf8(row.agencyName)};
    if (row.isLead) parts << HelpersModel::tr("leads");
    if (!row.lifeDomain.empty()) parts << fromUtf8(row.lifeDomain);
    parts << helpWord(row) << periodWords(row.since, row.until);
    return parts.join(QStringLiteral(", "));
}

QList<Badge> badges(const core::HelperView& row) {
    if (row.isLead) return {Badge{HelpersModel::tr("Lead"), BadgeKind::Primary}};
    if (row.state == core::HelpState::Proposed) {
        return {Badge{HelpersModel::tr("to confirm"), BadgeKind::Warning}};
    }
    return {};
}

}  // namespace

int HelpersModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant HelpersModel::data(const QModelIndex& index, int role) const {
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
    if (role == kCompactBadgesRole) return QVariant::fromValue(badges(row));
    return {};
}

QVariant HelpersModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
        case kWho:
            return tr("Who helps");
        case kColumnCount:
            break;
    }
    return {};
}

}  // namespace voordeur::client::ui
