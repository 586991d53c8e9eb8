#include "client/ui/models/caseload_model.h"

#include "client/ui/text/format.h"
#include "client/ui/text/words.h"

#include <QCoreApplication>

namespace voordeur::client::ui {
namespace {

QString name(const core::HouseholdRow& row) {
    return row.sealed && row.name.empty() ? CaseloadModel::tr("Cannot be opened on this laptop yet")
                                          : fromUtf8(row.name);
}

QStringList newsOf(const core::HouseholdRow& row) {
    QStringList out;
    for (const Badge& badge : attentionOf(row))
        out << badge.text;
    return out;
}

// In order of use: name, address, lead, news; about fifteen words.
QString sentence(const core::HouseholdRow& row) {
    QStringList parts{CaseloadModel::tr("Family %1").arg(name(row))};
    if (!row.address.empty()) parts << fromUtf8(row.address);
    switch (row.leadState) {
        case core::LeadState::Mine:
            parts << CaseloadModel::tr("you lead");
            break;
        case core::LeadState::Other:
            parts << CaseloadModel::tr("led by %1").arg(fromUtf8(row.leadName));
            break;
        case core::LeadState::None:
            break;  // said by its badge
    }
    return (parts + newsOf(row)).join(QStringLiteral(", "));
}

QString text(const core::HouseholdRow& row, int column) {
    switch (static_cast<CaseloadModel::Column>(column)) {
        case CaseloadModel::kName:
            return name(row);
        case CaseloadModel::kAddress:
            return fromUtf8(row.address);
        case CaseloadModel::kLead:
            return leadWord(row);
        case CaseloadModel::kAttention:
        case CaseloadModel::kColumnCount:
            break;
    }
    return {};
}

}  // namespace

QString leadWord(const core::HouseholdRow& row) {
    switch (row.leadState) {
        case core::LeadState::Mine:
            return CaseloadModel::tr("You");
        case core::LeadState::Other:
            return fromUtf8(row.leadName);
        case core::LeadState::None:
            return CaseloadModel::tr("Nobody");
    }
    return {};
}

QList<Badge> attentionOf(const core::HouseholdRow& row) {
    QList<Badge> badges;
    if (row.leadState == core::LeadState::None) {
        badges << Badge{CaseloadModel::tr("no lead yet"), BadgeKind::Error};
    }
    if (row.offeredToMe) {
        badges << Badge{CaseloadModel::tr("asks you to lead"), BadgeKind::Primary};
    }
    if (row.offeredByMe) {
        badges << Badge{CaseloadModel::tr("waits for an answer"), BadgeKind::Neutral};
    }
    if (row.openMatches > 0) {
        badges << Badge{
            CaseloadModel::tr("%n to confirm", nullptr, static_cast<int>(row.openMatches)),
            BadgeKind::Warning};
    }
    if (row.sealed) badges << Badge{CaseloadModel::tr("no key yet"), BadgeKind::Neutral};
    return badges;
}

bool CaseloadFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const auto* families = qobject_cast<const CaseloadModel*>(sourceModel());
    if (families == nullptr || parent.isValid()) return false;
    const core::HouseholdRow& family = families->row(row);
    if (m_shown == CaseloadShown::Mine && family.leadState != core::LeadState::Mine) return false;
    if (m_shown == CaseloadShown::Attention && attentionOf(family).isEmpty()) return false;
    return QSortFilterProxyModel::filterAcceptsRow(row, parent);
}

void CaseloadFilter::setShown(CaseloadShown shown) {
    m_shown = shown;
    invalidateFilter();
}

int CaseloadModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant CaseloadModel::data(const QModelIndex& index, int role) const {
    if (!has(index)) return {};
    const core::HouseholdRow& row = this->row(index.row());
    const int column = index.column();
    if (role == Qt::DisplayRole) return text(row, column);
    if (role == Qt::AccessibleTextRole) {
        if (column == kAttention) return spokenCell(newsOf(row).join(QStringLiteral(", ")));
        return column == kName ? sentence(row) : spokenCell(text(row, column));
    }
    if (role == kStrongRole) return column == kName;
    if (role == kMutedRole) {
        return column == kAddress || (column == kLead && row.leadState == core::LeadState::Other);
    }
    if (role == kSubtitleRole && column == kName) {
        return QStringLiteral("%1 · %2").arg(fromUtf8(row.address),
                                             tr("Lead: %1").arg(leadWord(row)));
    }
    if (role == kBadgesRole && column == kAttention) return QVariant::fromValue(attentionOf(row));
    if (role == kCompactBadgesRole) return QVariant::fromValue(attentionOf(row));
    return {};
}

QVariant CaseloadModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
        case kName:
            return tr("Family");
        case kAddress:
            return tr("Address");
        case kLead:
            return tr("Lead");
        case kAttention:
            return tr("Asks attention");
        case kColumnCount:
            break;
    }
    return {};
}

}  // namespace voordeur::client::ui
