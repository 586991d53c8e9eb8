#include "tests/races/model.h"

#include <algorithm>
#include <iterator>

namespace voordeur::test::races {

using crypto::Method;
using crypto::QuotaScope;
using crypto::QuotaWindow;
using crypto::Role;
using crypto::TeamId;

namespace {

constexpr UnixMillis kHour = 3600ULL * 1000;
constexpr UnixMillis kDay = 24 * kHour;
constexpr UnixMillis kSkew = 10ULL * 60 * 1000;
constexpr UnixMillis kFiveYears = 5ULL * 366 * kDay;

}  // namespace

bool clocksDiffer(UnixMillis said, UnixMillis at) {
    const UnixMillis apart = said > at ? said - at : at - said;
    return apart > kSkew;
}

Method methodOf(Doing doing) {
    switch (doing) {
        case Doing::Offer:
            return Method::OfferLead;
        case Doing::Accept:
            return Method::AcceptLead;
        case Doing::Refuse:
            return Method::RefuseLead;
        case Doing::Withdraw:
            return Method::WithdrawLead;
        case Doing::Grant:
            return Method::GrantAccess;
        case Doing::EndAccess:
            return Method::EndAccess;
        case Doing::Write:
            return Method::Commit;
        case Doing::Open:
            return Method::OpenHousehold;
        case Doing::Evaluate:
            return Method::Evaluate;
        case Doing::Check:
            return Method::Check;
        case Doing::Help:
            return Method::Register;
        case Doing::EndHelp:
            return Method::ChangeInvolvement;
        case Doing::Revoke:
            return Method::Revoke;
        case Doing::OpenQuota:
            return Method::OpenQuota;
    }
    return Method::OpenHousehold;
}

bool House::helpsNow(const TeamId& team, UnixMillis now) const {
    return std::ranges::any_of(helps, [&](const auto& row) {
        return row.second.team == team && !row.second.ended && now < row.second.until;
    });
}

bool House::helped(const TeamId& team) const {
    return std::ranges::any_of(helps, [&](const auto& row) { return row.second.team == team; });
}

bool House::opens(const TeamId& team, UnixMillis now) const {
    return granted.contains(team) && (team == keeper || helpsNow(team, now));
}

std::set<TeamId> House::recipients(UnixMillis now) const {
    std::set<TeamId> out{keeper};
    std::ranges::copy_if(
        granted, std::inserter(out, out.end()), [&](const auto& team) { return opens(team, now); });
    return out;
}

bool Model::hasRole(Who who, std::initializer_list<Role> roles) const {
    return std::ranges::find(roles, person(who).role) != roles.end();
}

bool Model::leads(const House& house, Who who) const {
    return house.lead && house.lead->first == who;
}

bool Model::managesKeeper(const House& house, Who who) const {
    return person(who).role == Role::Manager && person(who).team == house.keeper;
}

bool Model::knows(const House& house, Who who, UnixMillis now) const {
    const TeamId& team = person(who).team;
    const bool asked = house.offer && person(house.offer->to).team == team;
    return team == house.keeper || asked || house.helped(team) || house.opens(team, now);
}

Reason Model::deniedIn(const House& house, Who who, UnixMillis now) const {
    const TeamId& team = person(who).team;
    const bool over = house.helped(team) && !house.helpsNow(team, now);
    return over ? Reason::InvolvementNotActive : Reason::Denied;
}

bool Model::rotationDue(const House& house, UnixMillis now) const {
    if (house.stale) return true;
    return std::ranges::any_of(house.granted, [&](const TeamId& team) {
        const auto left = m_departures.find(team);
        const bool somebodyLeft = left != m_departures.end() && left->second > house.epochSince;
        return somebodyLeft || !house.opens(team, now);
    });
}

std::optional<std::uint64_t> Model::evaluated(Who who, crypto::IdentifierKind kind) const {
    std::optional<std::uint64_t> newest;
    for (const auto& [sequence, evaluation] : m_evaluations) {
        if (evaluation.who == who && evaluation.kind == kind) newest = sequence;
    }
    return newest;
}

// -- the lead

Model::Refusal Model::addressee(Who who) const {
    if (!m_facts->mayLead.contains(person(who).team)) return Reason::TeamMayNotLead;
    if (!hasRole(who, {Role::Coach, Role::Manager})) return Reason::NotFound;
    return std::nullopt;
}

Model::Refusal Model::offerLead(const Act& act, UnixMillis now) const {
    const House& in = house(act.house);
    if (!knows(in, act.who, now)) return Reason::NotFound;
    const bool keeps = !in.lead && person(act.who).team == in.keeper &&
                       hasRole(act.who, {Role::Coach, Role::Manager});
    if (!leads(in, act.who) && !managesKeeper(in, act.who) && !keeps) {
        return deniedIn(in, act.who, now);
    }
    if (in.offer) return Reason::OfferOpen;
    if (in.closed && in.closed->id == act.offer) return Reason::OfferClosed;
    if (leads(in, act.to)) return Reason::AlreadyLead;
    if (const Refusal not_ = addressee(act.to)) return not_;
    const bool holds = in.granted.contains(person(act.to).team);
    if (holds && act.grant) return Reason::RecipientsWrong;
    if (!holds && !act.grant) return Reason::GrantMissing;
    if (act.grant && *act.grant != in.epoch) return Reason::EpochStale;
    return std::nullopt;
}

Model::Refusal Model::offered(const Act& act, UnixMillis now) const {
    const House& in = house(act.house);
    const bool wasAsked = in.closed && in.closed->id == act.offer && in.closed->to == act.who;
    if (!knows(in, act.who, now) && !wasAsked) return Reason::NotFound;
    if (!in.offer || in.offer->id != act.offer) return Reason::OfferClosed;
    return std::nullopt;
}

Model::Refusal Model::acceptLead(const Act& act, UnixMillis now) const {
    if (const Refusal closed = offered(act, now)) return closed;
    const House& in = house(act.house);
    if (in.offer->to != act.who) return Reason::NotAddressee;
    if (const Refusal not_ = addressee(act.who)) return not_;
    if (!in.offer->held && !in.granted.contains(person(act.who).team)) return Reason::GrantMissing;
    return std::nullopt;
}

Model::Refusal Model::refuseLead(const Act& act, UnixMillis now) const {
    if (const Refusal closed = offered(act, now)) return closed;
    const House& in = house(act.house);
    const bool theirManager =
        person(act.who).role == Role::Manager && person(act.who).team == person(in.offer->to).team;
    if (in.offer->to != act.who && !theirManager) return Reason::NotAddressee;
    return std::nullopt;
}

Model::Refusal Model::withdrawLead(const Act& act, UnixMillis now) const {
    if (const Refusal closed = offered(act, now)) return closed;
    const House& in = house(act.house);
    const bool may = in.offer->from == act.who || leads(in, act.who) || managesKeeper(in, act.who);
    if (!may) return deniedIn(in, act.who, now);
    return std::nullopt;
}

// -- access, and writing

Model::Refusal Model::grantAccess(const Act& act, UnixMillis now) const {
    const House& in = house(act.house);
    if (!knows(in, act.who, now)) return Reason::NotFound;
    if (!leads(in, act.who) && !(!in.lead && managesKeeper(in, act.who))) {
        return deniedIn(in, act.who, now);
    }
    if (!in.helpsNow(act.team, now)) {
        return in.helped(act.team) ? Reason::InvolvementNotActive : Reason::RecipientsWrong;
    }
    if (in.granted.contains(act.team)) return Reason::AlreadyExists;
    if (act.grant != in.epoch) return Reason::EpochStale;
    return std::nullopt;
}

Model::Refusal Model::endAccess(const Act& act, UnixMillis now) const {
    const House& in = house(act.house);
    if (!knows(in, act.who, now)) return Reason::NotFound;
    const bool own = person(act.who).role == Role::Manager && person(act.who).team == act.team;
    if (!leads(in, act.who) && !managesKeeper(in, act.who) && !own) {
        return deniedIn(in, act.who, now);
    }
    if (act.team == in.keeper) return Reason::Denied;
    if (!in.granted.contains(act.team)) return Reason::GrantMissing;
    return std::nullopt;
}

Model::Refusal Model::begin(const Act& act, UnixMillis now) const {
    const House& in = house(act.house);
    if (act.begins->number != in.epoch + 1) return Reason::EpochStale;
    if (act.begins->recipients != in.recipients(now)) return Reason::RecipientsWrong;
    std::set<TeamId> wanted = act.begins->recipients;
    if (in.offer) wanted.insert(person(in.offer->to).team);
    if (!std::ranges::includes(wanted, act.begins->sealedTo)) return Reason::RecipientsWrong;
    if (wanted != act.begins->sealedTo) return Reason::GrantMissing;
    return std::nullopt;
}

Model::Refusal Model::commit(const Act& act, UnixMillis now) const {
    const House& in = house(act.house);
    const TeamId& team = person(act.who).team;
    if (!knows(in, act.who, now)) return Reason::NotFound;
    if (!hasRole(act.who, {Role::Coach, Role::Worker, Role::Manager})) return Reason::Denied;
    const bool keeps = team == in.keeper && hasRole(act.who, {Role::Coach, Role::Manager});
    const bool isGranted = in.opens(team, now) && in.helpsNow(team, now);
    if (!leads(in, act.who) && !keeps && !isGranted) return deniedIn(in, act.who, now);
    if (act.begins) {
        if (const Refusal wrong = begin(act, now)) return wrong;
    }
    if (act.epoch != (act.begins ? act.begins->number : in.epoch)) return Reason::EpochStale;
    if (act.version != in.version + 1 || act.previous != in.etag) return Reason::EtagMismatch;
    if (!act.begins && rotationDue(in, now)) return Reason::RotationNeeded;
    return std::nullopt;
}

Model::Refusal Model::open(const Act& act, UnixMillis now) const {
    const House& in = house(act.house);
    if (!knows(in, act.who, now)) return Reason::NotFound;
    if (!hasRole(act.who, {Role::Coach, Role::Worker, Role::Manager})) return Reason::Denied;
    if (!in.opens(person(act.who).team, now)) return deniedIn(in, act.who, now);
    return std::nullopt;
}

// -- asking

Model::Counter Model::counter(const crypto::QuotaRule& rule, Who who, UnixMillis now) const {
    Counter out{rule.scope, rule.window, rule.kind, {}, 0};
    if (rule.scope == QuotaScope::Person) out.who = person(who).person.bytes;
    if (rule.scope == QuotaScope::Device) out.who = person(who).device.bytes;
    if (rule.scope == QuotaScope::Agency) out.who = person(who).agency.bytes;
    out.windowNumber = now / (rule.window == QuotaWindow::Hour ? kHour : kDay);
    return out;
}

std::vector<std::pair<Model::Counter, std::uint32_t>> Model::bounds(const Act& act,
                                                                    UnixMillis now) const {
    const auto opened = m_opened.find({person(act.who).agency, act.kind, now / kDay});
    if (opened != m_opened.end()) {
        const crypto::QuotaRule day{QuotaScope::Agency, QuotaWindow::Day, act.kind, 0};
        return {{counter(day, act.who, now), opened->second}};
    }
    std::vector<std::pair<Counter, std::uint32_t>> out;
    for (const crypto::QuotaRule& rule : m_facts->quotas) {
        if (rule.kind == act.kind) out.emplace_back(counter(rule, act.who, now), rule.max);
    }
    return out;
}

Model::Refusal Model::cite(const Act& act, UnixMillis now) const {
    const auto at = m_evaluations.find(act.cites);
    const bool mine =
        at != m_evaluations.end() && at->second.who == act.who && at->second.kind == act.kind;
    if (!mine) return Reason::EvaluationMissing;
    const bool old = now > at->second.time && now - at->second.time > kDay;
    if (old) return Reason::EvaluationMissing;
    return std::nullopt;
}

Model::Refusal Model::ask(const Act& act, UnixMillis now) const {
    if (!hasRole(act.who, {Role::Coach, Role::Worker, Role::Manager})) return Reason::Denied;
    if (!m_facts->kinds.at(person(act.who).agency).contains(act.kind)) {
        return Reason::KindForbidden;
    }
    if (act.doing != Doing::Evaluate) {
        if (const Refusal missing = cite(act, now)) return missing;
    }
    for (const auto& [key, max] : bounds(act, now)) {
        const auto used = m_counters.find(key);
        const std::uint32_t before = used == m_counters.end() ? 0 : used->second;
        if (before + act.count > max) return Reason::QuotaExceeded;
    }
    return std::nullopt;
}

Model::Refusal Model::enrolHelp(const Act& act, UnixMillis now) const {
    if (!hasRole(act.who, {Role::Coach, Role::Worker, Role::Manager})) return Reason::Denied;
    const bool lasts =
        act.said < act.until && now < act.until && act.until - act.said <= kFiveYears;
    if (!lasts) return Reason::DateOrderWrong;
    const bool exists = std::ranges::any_of(
        m_houses, [&](const House& one) { return one.helps.contains(act.involvement); });
    if (exists) return Reason::AlreadyExists;
    return ask(act, now);
}

Model::Refusal Model::endHelp(const Act& act, UnixMillis now) const {
    if (!hasRole(act.who, {Role::Coach, Role::Worker, Role::Manager})) return Reason::Denied;
    for (const House& in : m_houses) {
        const auto help = in.helps.find(act.involvement);
        if (help == in.helps.end()) continue;
        if (help->second.team != person(act.who).team) return Reason::NotFound;
        if (now >= help->second.until) return Reason::InvolvementNotActive;
        return std::nullopt;
    }
    return Reason::NotFound;
}

Model::Refusal Model::revoke(const Act& act) const {
    const bool may = act.to == act.who || person(act.who).role == Role::Founder;
    if (!may) return Reason::Denied;
    if (m_revoked.contains(act.to)) return Reason::AlreadyExists;
    return std::nullopt;
}

Model::Refusal Model::openQuota(const Act& act, UnixMillis now) const {
    if (!hasRole(act.who, {Role::Founder})) return Reason::Denied;
    if (!m_facts->kinds.at(act.agency).contains(act.kind)) return Reason::KindForbidden;
    if (act.day != now / kDay && act.day != now / kDay + 1) return Reason::InvalidArgument;
    if (m_opened.contains({act.agency, act.kind, act.day})) return Reason::AlreadyExists;
    return std::nullopt;
}

// -- the whole

Model::Refusal Model::refusalOf(const Act& act, const Place& at) const {
    if (m_revoked.contains(act.who)) return Reason::DeviceRevoked;
    if (clocksDiffer(act.said, at.time)) return Reason::ClockSkew;
    switch (act.doing) {
        case Doing::Offer:
            return offerLead(act, at.time);
        case Doing::Accept:
            return acceptLead(act, at.time);
        case Doing::Refuse:
            return refuseLead(act, at.time);
        case Doing::Withdraw:
            return withdrawLead(act, at.time);
        case Doing::Grant:
            return grantAccess(act, at.time);
        case Doing::EndAccess:
            return endAccess(act, at.time);
        case Doing::Write:
            return commit(act, at.time);
        case Doing::Open:
            return open(act, at.time);
        case Doing::Evaluate:
        case Doing::Check:
            return ask(act, at.time);
        case Doing::Help:
            return enrolHelp(act, at.time);
        case Doing::EndHelp:
            return endHelp(act, at.time);
        case Doing::Revoke:
            return revoke(act);
        case Doing::OpenQuota:
            return openQuota(act, at.time);
    }
    return Reason::Internal;
}

Told Model::judge(const Act& act, const Place& at) const {
    Told told;
    told.refused = refusalOf(act, at);
    if (told.refused) return told;
    const House& in = house(act.house);
    if (act.doing == Doing::Open) {
        told.etag = in.etag;
        for (const auto& [record, row] : in.rows)
            told.rows.emplace_back(record, row.version);
        told.changes = in.changes;
        // The grant, every key that wraps an older one, and every record.
        told.objects = 1 + (in.epoch - 1) + in.rows.size();
    }
    if (act.doing == Doing::Check) {
        told.hits = 1 + static_cast<std::size_t>(std::ranges::count_if(in.helps, [&](auto& row) {
                        return at.time < row.second.until && !row.second.ended;
                    }));
        told.lead = in.lead;
    }
    return told;
}

Told Model::take(const Act& act, const Place& at) {
    Told told = judge(act, at);
    if (!told.refused) apply(act, at);
    return told;
}

void Model::charge(const Act& act, UnixMillis now) {
    for (const auto& [key, max] : bounds(act, now))
        m_counters[key] += act.count;
}

void Model::applyCommit(House& in, const Act& act, const Place& at) {
    if (act.begins) {
        in.epoch = act.begins->number;
        in.commitment = act.begins->commitment;
        in.epochSince = at.sequence;
        in.stale = false;
        in.granted = act.begins->recipients;
        if (in.offer) in.offer->held = !in.granted.contains(person(in.offer->to).team);
    }
    in.version = act.version;
    in.etag = act.etag;
    in.rows[act.row.record] = act.row;
}

void Model::apply(const Act& act, const Place& at) {
    House& in = m_houses.at(act.house);
    switch (act.doing) {
        case Doing::Offer:
            in.offer = {act.offer, act.who, act.to, act.grant.has_value()};
            break;
        case Doing::Accept:
            in.granted.insert(person(act.who).team);
            in.lead = {act.who, at.sequence};
            in.keeper = person(act.who).team;
            in.closed = std::exchange(in.offer, std::nullopt);
            break;
        case Doing::Refuse:
        case Doing::Withdraw:
            in.closed = std::exchange(in.offer, std::nullopt);
            break;
        case Doing::Grant:
            in.granted.insert(act.team);
            break;
        case Doing::EndAccess:
            in.granted.erase(act.team);
            in.stale = true;
            break;
        case Doing::Write:
            applyCommit(in, act, at);
            break;
        case Doing::Evaluate:
            m_evaluations[at.sequence] = {act.who, act.kind, act.count, at.time};
            charge(act, at.time);
            break;
        case Doing::Check:
            charge(act, at.time);
            break;
        case Doing::Help:
            charge(act, at.time);
            in.helps[act.involvement] = {person(act.who).team, act.until, false};
            break;
        case Doing::EndHelp:
            for (House& one : m_houses) {
                const auto help = one.helps.find(act.involvement);
                if (help == one.helps.end()) continue;
                help->second.until = act.until;
                help->second.ended = true;
                ++one.changes;
            }
            return;
        case Doing::Revoke:
            m_revoked[act.to] = at.sequence;
            m_departures[person(act.to).team] = at.sequence;
            return;
        case Doing::OpenQuota:
            m_opened[{act.agency, act.kind, act.day}] = act.count;
            return;
        case Doing::Open:
            break;
    }
    if (crypto::changesHousehold(methodOf(act.doing))) ++in.changes;
}

}  // namespace voordeur::test::races
