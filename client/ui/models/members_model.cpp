#include "client/ui/models/members_model.h"

#include "client/ui/text/format.h"
#include "client/ui/text/words.h"
#include "crypto/shared/date.h"

#include <QCoreApplication>

namespace voordeur::client::ui {
namespace {

QString born(const core::MemberView& row) {
    const auto birth = crypto::dateFrom(row.birthDate);
    if (!birth.ok()) return fromUtf8(row.birthDate);
    const QDate today = QDate::currentDate();
    const auto now = crypto::dateOf(static_cast<std::uint32_t>(today.year()),
                                    static_cast<std::uint32_t>(today.month()),
                                    static_cast<std::uint32_t>(today.day()));
    if (!now.ok()) return isoDay(row.birthDate);
    return MembersModel::tr("%1 (%n years)",
                            nullptr,
                            static_cast<int>(crypto::wholeYears(birth.value(), now.value())))
        .arg(isoDay(row.birthDate));
}

QString name(const core::MemberView& row) {
    return fromUtf8(row.fullName.empty() ? row.firstName : row.fullName);
}

QString cell(const core::MemberView& row, int column) {
    switch (static_cast<MembersModel::Column>(column)) {
        case MembersModel::kName:
            return name(row);
        case MembersModel::kRole:
            return fromUtf8(row.role);
        case MembersModel::kBorn:
            return born(row);
        case MembersModel::kPhone:
            return fromUtf8(row.phone);
        case MembersModel::kColumnCount:
            break;
    }
    return {};
}

QString sentence(const core::MemberView& row) {
    QStringList parts;
    for (const QString& part : {name(row), fromUtf8(row.role), born(row), fromUtf8(row.phone)}) {
        if (!part.isEmpty()) parts << part;
    }
    return parts.join(QStringLiteral(", "));
}

QString details(const core::MemberView& row) {
    QStringList parts;
    for (const QString& part : {fromUtf8(row.role), born(row), fromUtf8(row.phone)}) {
        if (!part.isEmpty()) parts << part;
    }
    return parts.join(QStringLiteral(" · "));
}

}  // namespace

int MembersModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant MembersModel::data(const QModelIndex& index, int role) const {
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

QVariant MembersModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
        case kName:
            return tr("Name");
        case kRole:
            return tr("Role in the family");
        case kBorn:
            return tr("Born");
        case kPhone:
            return tr("Phone");
        case kColumnCount:
            break;
    }
    return {};
}

}  // namespace voordeur::client::ui
