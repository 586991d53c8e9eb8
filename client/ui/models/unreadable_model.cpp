#include "client/ui/models/unreadable_model.h"

#include "client/ui/text/format.h"

#include <QCoreApplication>

namespace voordeur::client::ui {
namespace {

// The directory may not know them any more.
QString nameOr(const std::string& name) {
    return name.empty() ? UnreadableModel::tr("somebody unknown") : fromUtf8(name);
}

QString headingOf(const std::string& name, const std::string& agency) {
    const QString who = nameOr(name);
    return agency.empty() ? who : QStringLiteral("%1, %2").arg(who, fromUtf8(agency));
}

QString causeWords(const core::UnreadableView& record) {
    switch (record.cause) {
        case core::UnreadableCause::Form:
            return UnreadableModel::tr("It was saved in a way that nobody can read.");
        case core::UnreadableCause::Key:
            return UnreadableModel::tr("This laptop has no key to it.");
    }
    return {};
}

QString adviceFor(const core::UnreadableView& record) {
    const QString who = nameOr(record.author);
    switch (record.cause) {
        case core::UnreadableCause::Form:
            return UnreadableModel::tr("Ask %1 to write it again.").arg(who);
        case core::UnreadableCause::Key:
            return UnreadableModel::tr("Ask the lead, or %1, what was in it.").arg(who);
    }
    return {};
}

UnreadableRow rowOf(const core::UnreadableView& record) {
    QStringList words{record.isCore
                          ? UnreadableModel::tr("The family's name, address and life domains.")
                          : UnreadableModel::tr("One part of this file."),
                      causeWords(record)};
    if (record.version > 1) {
        words << UnreadableModel::tr(
            "It was saved %n time(s).", nullptr, static_cast<int>(record.version));
    }
    words << adviceFor(record);
    return {
        headingOf(record.author, record.agencyName), words.join(QLatin1Char(' ')), record.shared};
}

QString faultWords(const core::KeyFaultView& fault) {
    const QString who = nameOr(fault.madeBy);
    switch (fault.kind) {
        case core::KeyFaultKind::OwnTeam:
            return fault.at
                       ? UnreadableModel::tr("The key that %1 made for your team on %2 is wrong.")
                             .arg(who, day(*fault.at))
                       : UnreadableModel::tr("The key that %1 made for your team is wrong.")
                             .arg(who);
        case core::KeyFaultKind::Older:
            return fault.at
                       ? UnreadableModel::tr(
                             "The key that %1 made on %2 does not open the older parts.")
                             .arg(who, day(*fault.at))
                       : UnreadableModel::tr("The key that %1 made does not open the older parts.")
                             .arg(who);
        case core::KeyFaultKind::LeftOut:
            return fault.at ? UnreadableModel::tr("%1 could not add the older key on %2.")
                                  .arg(who, day(*fault.at))
                            : UnreadableModel::tr("%1 could not add the older key.").arg(who);
    }
    return {};
}

UnreadableRow rowOf(const core::KeyFaultView& fault) {
    const QString words =
        QStringList{faultWords(fault),
                    UnreadableModel::tr("It mends itself once somebody with the older key saves "
                                        "something here."),
                    UnreadableModel::tr("Ask %1 what happened.").arg(nameOr(fault.madeBy))}
            .join(QLatin1Char(' '));
    return {headingOf(fault.madeBy, fault.agencyName), words, fault.shared};
}

QString readers(const UnreadableRow& row) {
    return row.shared ? UnreadableModel::tr("shared")
                      : UnreadableModel::tr("only your organisation");
}

}  // namespace

void UnreadableModel::present(const core::HouseholdView& view) {
    std::vector<UnreadableRow> rows;
    for (const core::UnreadableView& record : view.unreadable)
        rows.push_back(rowOf(record));
    for (const core::KeyFaultView& fault : view.keyFaults)
        rows.push_back(rowOf(fault));
    setRows(std::move(rows));
}

int UnreadableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : 1;
}

QVariant UnreadableModel::data(const QModelIndex& index, int role) const {
    if (!has(index)) return {};
    const UnreadableRow& row = this->row(index.row());
    if (role == Qt::DisplayRole) return row.heading;
    if (role == Qt::AccessibleTextRole) {
        return QStringLiteral("%1, %2: %3").arg(row.heading, readers(row), row.body);
    }
    if (role == kStrongRole) return true;
    if (role == kLongTextRole) return row.body;
    if (role == kBadgesRole || role == kCompactBadgesRole) {
        return QVariant::fromValue(QList<Badge>{{readers(row), BadgeKind::Neutral}});
    }
    return {};
}

}  // namespace voordeur::client::ui
