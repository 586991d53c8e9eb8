#include "client/core/view_builder.h"

#include "client/core/default_policy.h"
#include "client/core/involvement.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace voordeur::client::core {

using crypto::AttachState;

namespace {

std::string addressOf(const sealed::Core& core) {
    std::string out = core.street;
    if (!core.houseNumber.empty()) out += " " + core.houseNumber;
    if (!core.addition.empty()) out += " " + core.addition;
    if (!core.city.empty()) out += ", " + core.city;
    return out;
}

std::string nameOfPerson(const crypto::Directory& directory, const PersonId& id) {
    const auto* person = directory.person(id);
    return person == nullptr ? id.hex().substr(0, 8) : person->name;
}

std::string agencyNameOf(const crypto::Directory& directory, const AgencyId& id) {
    const auto* agency = directory.agency(id);
    return agency == nullptr ? id.hex().substr(0, 8) : agency->name;
}

std::string lifeDomainLabel(const crypto::Directory& directory, std::uint16_t code) {
    for (const auto& row : directory.policy().lifeDomains) {
        if (row.code == code) return row.labelNl;
    }
    return {};
}

LeadState leadStateOf(const Session& session, const crypto::HouseholdState& state) {
    if (!state.lead) return LeadState::None;
    return state.lead->person == session.secrets().person ? LeadState::Mine : LeadState::Other;
}

MemberView memberView(const FileRecord& record, const sealed::Member& member) {
    MemberView view;
    view.id = record.id;
    view.firstName = member.firstName;
    view.fullName = member.firstName;
    if (!member.prefix.empty()) view.fullName += " " + member.prefix;
    view.fullName += " " + member.surname;
    view.birthDate = member.birthDate;
    view.role = member.role;
    return view;
}

NoteView noteView(const Session& session, const FileRecord& record, const sealed::Note& note) {
    const auto& directory = session.directory();
    NoteView view;
    view.id = record.id;
    view.text = note.text;
    view.writtenAt = note.writtenAt;
    view.shared = record.compartment == crypto::kSharedCore;
    // Who wrote it is whose device signed it, not what the text says of itself.
    if (const auto* device = directory.device(record.author)) {
        view.author = nameOfPerson(directory, device->device.person);
        view.mine = device->device.person == session.secrets().person;
        if (const auto* person = directory.person(device->device.person)) {
            view.agencyName = agencyNameOf(directory, person->agency);
        }
    }
    return view;
}

/// Name and agency of whoever works at a device.
std::pair<std::string, std::string> namesOf(const crypto::Directory& directory,
                                            const crypto::DeviceId& id) {
    const auto* device = directory.device(id);
    if (device == nullptr) return {};
    const auto* person = directory.person(device->device.person);
    return {nameOfPerson(directory, device->device.person),
            person == nullptr ? std::string() : agencyNameOf(directory, person->agency)};
}

void addUnreadable(const Session& session, const HouseholdFile& file, HouseholdView& view) {
    for (const auto& one : file.unreadable) {
        UnreadableView shown;
        shown.id = one.id;
        shown.cause = one.cause;
        std::tie(shown.author, shown.agencyName) = namesOf(session.directory(), one.author);
        shown.version = one.version;
        shown.shared = one.compartment == crypto::kSharedCore;
        shown.isCore = shown.shared && one.id == sealed::kCoreRecord;
        view.unreadable.push_back(std::move(shown));
    }
    view.keyFaults = keyFaultsOf(session.directory(), file);
}

void addRecords(const Session& session, const HouseholdFile& file, HouseholdView& view) {
    std::map<RecordId, const sealed::MemberPrivate*> own;
    for (const auto& record : file.records) {
        if (const auto* p = std::get_if<sealed::MemberPrivate>(&record.record)) own[p->member] = p;
    }
    for (const auto& record : file.records) {
        if (const auto* member = std::get_if<sealed::Member>(&record.record)) {
            auto shown = memberView(record, *member);
            if (const auto known = own.find(record.id); known != own.end()) {
                shown.phone = known->second->phone;
                shown.hasBsn = !known->second->bsn.empty();
            }
            view.members.push_back(std::move(shown));
        } else if (const auto* note = std::get_if<sealed::Note>(&record.record)) {
            view.notes.push_back(noteView(session, record, *note));
        }
    }
    const auto age = [](const MemberView& m) { return m.birthDate; };
    std::stable_sort(view.members.begin(), view.members.end(), [&](const auto& a, const auto& b) {
        return age(a) < age(b);
    });
    std::stable_sort(view.notes.begin(), view.notes.end(), [](const auto& a, const auto& b) {
        return a.writtenAt > b.writtenAt;
    });
}

HelperView helperOf(const Session& session,
                    const crypto::HouseholdState& state,
                    const crypto::AttachedInvolvement& involvement) {
    const auto& directory = session.directory();
    HelperView view;
    view.agency = involvement.agency;
    view.agencyName = agencyNameOf(directory, involvement.agency);
    if (const auto* team = directory.team(involvement.team)) view.teamName = team->name;
    if (const auto* agency = directory.agency(involvement.agency)) {
        view.lifeDomain = lifeDomainLabel(directory, agency->lifeDomain);
    }
    view.certainty = involvement.certainty;
    view.involvement = involvement.id;
    view.since = involvement.since;
    view.until = involvement.until;
    const auto now = session.clock().now();
    const bool over = involvement.state == AttachState::Ended || involvement.until <= now;
    view.state =
        involvement.state == AttachState::Proposed ? HelpState::Proposed : HelpState::Active;
    if (over) view.state = HelpState::Ended;
    view.hasAccess = crypto::mayOpen(state, crypto::kSharedCore, involvement.team, directory, now);
    return view;
}

void addHelpers(const Session& session, const HouseholdFile& file, HouseholdView& view) {
    const auto& directory = session.directory();
    if (const auto* keeper = directory.team(file.state.keeper)) {
        HelperView lead;
        lead.agency = keeper->agency;
        lead.agencyName = agencyNameOf(directory, keeper->agency);
        lead.teamName = keeper->name;
        // No life domain: who leads is there for all of them.
        lead.since = file.state.openedAt;
        lead.isLead = file.state.lead.has_value();
        lead.hasAccess = true;
        view.helpers.push_back(std::move(lead));
    }
    std::vector<HelperView> others;
    for (const auto& involvement : file.state.involvements) {
        if (involvement.state == AttachState::Parted) continue;
        others.push_back(helperOf(session, file.state, involvement));
    }
    std::stable_sort(others.begin(), others.end(), [](const auto& a, const auto& b) {
        return std::tie(a.lifeDomain, a.since) < std::tie(b.lifeDomain, b.since);
    });
    for (auto& one : others)
        view.helpers.push_back(std::move(one));
}

void addLead(const Session& session,
             const HouseholdFile& file,
             const std::vector<crypto::Lead>& leads,
             HouseholdView& view) {
    const auto& directory = session.directory();
    const auto& state = file.state;
    view.leadState = leadStateOf(session, state);
    if (state.lead) {
        view.lead = personView(directory, state.lead->person, state.lead->team);
        view.leadSince = state.lead->since;
    }
    if (state.offer) {
        LeadOfferView offer;
        offer.id = state.offer->body.offer;
        offer.fromName = nameOfPerson(directory, state.offer->fromPerson);
        offer.toName = nameOfPerson(directory, state.offer->body.toPerson);
        offer.toMe = state.offer->body.toPerson == session.secrets().person;
        offer.byMe = state.offer->fromPerson == session.secrets().person;
        offer.offeredAt = state.offer->since;
        view.offer = std::move(offer);
    }
    for (std::size_t i = leads.size(); i > 0; --i) {
        const auto& lead = leads[i - 1];
        LeadPeriodView period;
        period.name = nameOfPerson(directory, lead.person);
        if (const auto* team = directory.team(lead.team)) {
            period.agencyName = agencyNameOf(directory, team->agency);
        }
        period.from = lead.since;
        if (i < leads.size()) period.until = leads[i].since;
        view.leadHistory.push_back(std::move(period));
    }
}

void addRights(const Session& session, const HouseholdFile& file, HouseholdView& view) {
    const auto& state = file.state;
    const auto& secrets = session.secrets();
    const auto role = session.directory().role(secrets.person, secrets.team);
    const bool ofKeeper = secrets.team == state.keeper;
    const bool isLead = view.leadState == LeadState::Mine;
    const bool isManager = ofKeeper && role == Role::Manager;
    const bool coachOfGap = ofKeeper && !state.lead && role == Role::Coach;
    view.mayOfferLead = isLead || isManager || coachOfGap;
    view.mayManageAccess = isLead || (isManager && !state.lead);
    view.mayWrite = !file.keyMissing && !file.rows.empty();
    const bool coreOpen = file.rows.count(crypto::kSharedCore) > 0;
    view.sharedPartOnly = coreOpen && !ofKeeper;
}

}  // namespace

std::string actionOf(crypto::Method method) {
    using crypto::Method;
    switch (method) {
        case Method::OpenHousehold:
            return "open";
        case Method::ListHouseholds:
            return "list";
        case Method::Check:
            return "check";
        case Method::Commit:
            return "write";
        case Method::Intake:
            return "intake";
        case Method::Register:
            return "register";
        case Method::ChangeInvolvement:
            return "involvement.change";
        case Method::AnswerMatch:
            return "match.answer";
        case Method::GrantAccess:
            return "access.grant";
        case Method::EndAccess:
            return "access.end";
        case Method::OfferLead:
            return "lead.offer";
        case Method::AcceptLead:
            return "lead.accept";
        case Method::RefuseLead:
            return "lead.refuse";
        case Method::WithdrawLead:
            return "lead.withdraw";
        case Method::WhoLooked:
            return "looked";
        case Method::Found:
        case Method::Invite:
        case Method::Admit:
        case Method::ChangeDirectory:
        case Method::Revoke:
        case Method::ShareTeamKey:
        case Method::OpenQuota:
        case Method::Evaluate:
        case Method::ListInvolvements:
        case Method::ReadLog:
        case Method::ExportLog:
            return std::string(crypto::nameOf(method));
    }
    return {};
}

std::uint16_t ownPurpose(const Session& session) {
    const auto* team = session.directory().team(session.secrets().team);
    const auto* agency = team == nullptr ? nullptr : session.directory().agency(team->agency);
    if (agency == nullptr || agency->purposes.empty()) return 0;
    for (const auto code : {purpose::kOwnCase, purpose::kCoordination}) {
        if (agency->mayUse(code)) return code;
    }
    return agency->purposes.front();
}

std::uint16_t lookPurpose(const Session& session) {
    const auto& own = session.secrets();
    const auto role = session.directory().role(own.person, own.team);
    const bool onDuty = role && !crypto::needsPurpose(crypto::Method::WhoLooked, *role);
    return onDuty ? std::uint16_t{0} : ownPurpose(session);
}

HouseholdRow rowOf(const Session& session, const HouseholdFile& file) {
    HouseholdRow row;
    row.id = file.state.id;
    if (const auto* core = file.core()) {
        row.name = core->name;
        row.address = addressOf(*core);
    } else {
        row.sealed = true;
    }
    row.leadState = leadStateOf(session, file.state);
    if (file.state.lead) {
        row.leadName = nameOfPerson(session.directory(), file.state.lead->person);
    }
    const auto& me = session.secrets().person;
    if (file.state.offer) {
        row.offeredToMe = file.state.offer->body.toPerson == me;
        row.offeredByMe = file.state.offer->fromPerson == me;
    }
    for (const auto& involvement : file.state.involvements) {
        if (involvement.state == AttachState::Proposed) ++row.openMatches;
    }
    return row;
}

HouseholdView viewOf(const Session& session,
                     const HouseholdFile& file,
                     const std::vector<crypto::Lead>& leads) {
    HouseholdView view;
    view.id = file.state.id;
    view.logSequence = file.sequence;
    if (const auto* core = file.core()) {
        view.name = core->name;
        view.address = addressOf(*core);
        for (const auto code : core->lifeDomains) {
            view.lifeDomains.push_back(lifeDomainLabel(session.directory(), code));
        }
    }
    addLead(session, file, leads, view);
    addRecords(session, file, view);
    addUnreadable(session, file, view);
    addHelpers(session, file, view);
    addRights(session, file, view);
    return view;
}

std::vector<KeyFaultView> keyFaultsOf(const crypto::Directory& directory,
                                      const HouseholdFile& file) {
    std::vector<KeyFaultView> out;
    for (const auto& fault : file.keyFaults) {
        KeyFaultView shown;
        shown.kind = fault.kind;
        if (fault.madeBy) {
            std::tie(shown.madeBy, shown.agencyName) = namesOf(directory, *fault.madeBy);
        }
        shown.at = fault.at;
        shown.shared = fault.compartment == crypto::kSharedCore;
        out.push_back(std::move(shown));
    }
    return out;
}

std::optional<LookRow> lookRow(const crypto::Directory& directory, const crypto::Entry& entry) {
    const auto statement = crypto::Statement::decode(entry.statement);
    if (!statement.ok()) return std::nullopt;
    const auto& said = statement.value();
    LookRow row;
    row.sequence = entry.sequence;
    row.at = entry.time;
    row.personName = nameOfPerson(directory, said.person);
    if (const auto* team = directory.team(said.team)) {
        row.agencyName = agencyNameOf(directory, team->agency);
        row.teamName = team->name;
    }
    row.role = said.role;
    row.method = said.method;
    row.action = actionOf(said.method);
    if (const auto* purpose = directory.policy().purpose(said.purpose)) {
        row.purposeLabel = purpose->labelNl;
    }
    row.refused = !entry.done();
    if (row.refused) row.refusal = crypto::reasonFromNumber(entry.outcome);
    return row;
}

LookReport lookReport(const Session& session, const std::vector<crypto::Entry>& entries) {
    LookReport report;
    report.completeUpTo = session.head().size;
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        if (auto row = lookRow(session.directory(), *entry)) report.rows.push_back(std::move(*row));
    }
    return report;
}

std::string householdName(const std::vector<sealed::Member>& members) {
    std::vector<std::string> names;
    for (const auto& member : members) {
        const std::string name =
            member.prefix.empty() ? member.surname : member.prefix + " " + member.surname;
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        if (names.size() == 2) break;
    }
    std::string out;
    for (const auto& name : names)
        out += (out.empty() ? "" : " – ") + name;
    return out;
}

}  // namespace voordeur::client::core
