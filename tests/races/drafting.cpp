#include "tests/races/drafting.h"

#include "crypto/base/check.h"
#include "crypto/shared/directory.h"
#include "crypto/shared/oprf_client.h"
#include "crypto/shared/payloads.h"

#include <algorithm>

namespace voordeur::test::races {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test tool that is all crypto

namespace {

constexpr UnixMillis kDay = 24ULL * 3600 * 1000;
constexpr UnixMillis kYear = 365 * kDay;

/// Who has something to do with it: mostly those who may, and some who may not.
const std::vector<Who>& candidates(Doing doing) {
    static const std::vector<Who> leading{
        kCoach, kSouthCoach, kColleague, kManager, kSouthManager, kWorker, kYouth};
    static const std::vector<Who> working{
        kCoach, kYouth, kSouthCoach, kDebt, kColleague, kYouthManager, kManager, kWorker};
    static const std::vector<Who> asking{kYouth, kDebt, kYouthManager, kCoach, kHousing, kFounder};
    static const std::vector<Who> opening{kFounder, kFounder, kFounder, kYouthManager};
    static const std::vector<Who> ending{kFounder, kFounder, kYouth, kColleague};
    switch (doing) {
        case Doing::Offer:
        case Doing::Accept:
        case Doing::Refuse:
        case Doing::Withdraw:
        case Doing::Grant:
        case Doing::EndAccess:
            return leading;
        case Doing::Write:
        case Doing::Open:
            return working;
        case Doing::Evaluate:
        case Doing::Check:
        case Doing::Help:
        case Doing::EndHelp:
            return asking;
        case Doing::Revoke:
            return ending;
        case Doing::OpenQuota:
            return opening;
    }
    return leading;
}

/// One record was there from the start; two more come to be.
RecordId recordOf(const House& house, std::uint8_t pick) {
    if (pick % 3 == 0 && !house.rows.empty()) return house.rows.begin()->first;
    RecordId out{house.id.bytes};
    out.bytes[0] = static_cast<std::uint8_t>(0xf0 + pick % 3);
    return out;
}

}  // namespace

Drafted Drafter::draft(const Intent& intent,
                       const Model& view,
                       UnixMillis now,
                       const LogHead& head,
                       std::optional<RequestId> request) {
    Drafted out;
    out.head = head;
    Act& act = out.act;
    act.doing = static_cast<Doing>(intent.kind % Intent::kDoings);
    const auto& able = candidates(act.doing);
    act.who = able[intent.who % able.size()];
    act.request = request ? *request : RequestId::generate(m_random);
    act.said = now;
    act.house = intent.house % view.houses();
    const House& house = view.house(act.house);
    Parts parts = partsOf(act, {intent, view, house, head});

    const Actor& self = actor(act);
    Statement statement;
    statement.device = self.device;
    statement.person = self.person;
    statement.team = self.team;
    statement.role = self.role;
    statement.method = methodOf(act.doing);
    if (parts.purpose) {
        statement.purpose = LogBuilder::kHelp;
        statement.basis = 1;
    }
    statement.requestId = act.request;
    statement.time = now;
    statement.head = head;
    statement.payloadHash = payloadHash(statement.method, parts.payload);
    if (parts.detail) out.call.detail = toBytes(m_random.array<96>());
    statement.detailHash = detailHash(out.call.detail);
    if (parts.household) statement.households = {house.id};
    out.call.statement = statement.encode();
    out.call.signature =
        toBytes(self.key->sign(kStatementSignature, m_scene.log().instance(), out.call.statement));
    out.call.payload = std::move(parts.payload);
    out.call.attachments = std::move(parts.attachments);
    out.peer = {server::domain::Peer::Kind::Device, self.device.bytes, m_scene.tlsKey(act.who)};
    return out;
}

Drafter::Parts Drafter::partsOf(Act& act, const Desk& desk) {
    switch (act.doing) {
        case Doing::Offer:
            return offer(act, desk);
        case Doing::Accept:
        case Doing::Refuse:
        case Doing::Withdraw:
            return answerOffer(act, desk);
        case Doing::Grant:
            return grant(act, desk);
        case Doing::EndAccess:
            return endAccess(act, desk);
        case Doing::Write:
            return write(act, desk);
        case Doing::Open:
            return open(act, desk);
        case Doing::Evaluate:
            return evaluate(act, desk);
        case Doing::Check:
            return check(act, desk);
        case Doing::Help:
            return help(act, desk);
        case Doing::EndHelp:
            return endHelp(act, desk);
        case Doing::Revoke:
            return revoke(act, desk);
        case Doing::OpenQuota:
            return openQuota(act, desk);
    }
    return {};
}

// -- the lead

Drafter::Parts Drafter::offer(Act& act, const Desk& desk) {
    static const std::vector<Who> asked{
        kSouthCoach, kCoach, kSouthManager, kColleague, kManager, kYouth, kWorker, kSouthCoach};
    act.to = pick(asked, desk);
    act.offer = OfferId::generate(m_random);
    // Seldom an offer that was closed before.
    if (desk.intent.pick == 15 && desk.house.closed) act.offer = desk.house.closed->id;
    const Actor& to = m_scene.actor(act.to);
    OfferPayload payload{desk.house.id, {act.offer, to.person, to.team}, {}};
    Parts out;
    if (!desk.house.granted.contains(to.team)) {
        act.grant = desk.house.epoch;
        const Sealed sealed = seal(act, desk, to.team, {desk.house.epoch, desk.house.commitment});
        payload.grants.push_back(sealed.ref);
        out.attachments.push_back(sealed.body);
    }
    out.payload = payload.encode();
    return out;
}

Drafter::Parts Drafter::answerOffer(Act& act, const Desk& desk) {
    const auto& open = desk.house.offer;
    const auto& closed = desk.house.closed;
    const bool old = closed && (!open || desk.intent.pick >= 13);
    act.offer = open ? open->id : OfferId::generate(m_random);
    if (old) act.offer = closed->id;
    // Mostly whoever is asked, or who asked.
    if (open && desk.intent.pick < 9) act.who = open->to;
    if (open && desk.intent.pick < 6 && act.doing == Doing::Withdraw) act.who = open->from;
    Parts out;
    out.payload = OfferAnswerPayload{desk.house.id, act.offer}.encode();
    out.detail = act.doing == Doing::Refuse;
    return out;
}

// -- access, and writing

Drafter::Sealed Drafter::seal(const Act& act,
                              const Desk& desk,
                              const TeamId& team,
                              const Key& key) {
    GrantHeader header;
    header.household = desk.house.id;
    header.epoch = key.epoch;
    header.team = team;
    header.granter = actor(act).device;
    header.basis = 1;
    header.commitment = key.commitment;
    header.head = desk.head;
    GrantBody body;
    body.enc = m_random.array<32>();
    body.ct = m_random.array<48>();
    body.signature =
        actor(act).key->sign(kGrantSignature, m_scene.log().instance(), body.signedBytes(header));
    const Bytes encoded = body.encode();
    return {{header, attachmentHash(encoded)}, encoded};
}

Drafter::Parts Drafter::grant(Act& act, const Desk& desk) {
    static const std::vector<Who> helpers{kYouth, kDebt, kYouth, kSouthCoach, kHousing, kDebt};
    if (desk.house.lead && desk.intent.who < 8) act.who = desk.house.lead->first;
    act.team = m_scene.actor(pick(helpers, desk)).team;
    act.grant = desk.house.epoch;
    const Sealed sealed = seal(act, desk, act.team, {desk.house.epoch, desk.house.commitment});
    Parts out;
    out.payload = GrantPayload{desk.house.id, {sealed.ref}}.encode();
    out.attachments.push_back(sealed.body);
    return out;
}

Drafter::Parts Drafter::endAccess(Act& act, const Desk& desk) {
    static const std::vector<Who> teams{kYouth, kDebt, kSouthCoach, kCoach, kYouth, kHousing};
    if (desk.house.lead && desk.intent.who < 8) act.who = desk.house.lead->first;
    act.team = m_scene.actor(pick(teams, desk)).team;
    Parts out;
    out.payload = EndAccessPayload{desk.house.id, act.team}.encode();
    return out;
}

EpochRecord Drafter::beginEpoch(Act& act,
                                const Desk& desk,
                                CommitPayload& payload,
                                std::vector<Bytes>& attachments) {
    const Bytes wrapped = toBytes(m_random.array<72>());
    EpochRecord record;
    record.household = desk.house.id;
    record.epoch = desk.house.epoch + 1;
    record.commitment = m_random.array<32>();
    record.wrappedHash = attachmentHash(wrapped);
    const std::set<TeamId> recipients = desk.house.recipients(act.said);
    record.recipients.assign(recipients.begin(), recipients.end());
    std::set<TeamId> sealedTo = recipients;
    if (desk.house.offer) sealedTo.insert(m_scene.actor(desk.house.offer->to).team);
    act.begins = Act::Epoch{record.epoch, record.commitment, recipients, sealedTo};
    payload.epochs.push_back(record);
    attachments.push_back(wrapped);
    // Those in the list first, as a client of ours writes it; the order means nothing.
    for (const TeamId& team : sealedTo) {
        const Sealed sealed = seal(act, desk, team, {record.epoch, record.commitment});
        payload.grants.push_back(sealed.ref);
        attachments.push_back(sealed.body);
    }
    return record;
}

Bytes Drafter::envelope(const Act& act, const Desk& desk, const Hash32& commitment) {
    Envelope out;
    out.household = desk.house.id;
    out.epoch = act.epoch;
    out.record = act.row.record;
    out.version = act.row.version;
    out.author = actor(act).device;
    out.commitment = commitment;
    out.head = desk.head;
    out.nonce = m_random.array<24>();
    out.ciphertext.resize(kPadClassBytes[0] + kTagBytes);
    m_random.fill(out.ciphertext);
    out.signature =
        actor(act).key->sign(kRecordSignature, m_scene.log().instance(), out.signedBytes());
    return out.encode();
}

Drafter::Parts Drafter::write(Act& act, const Desk& desk) {
    const House& house = desk.house;
    if (house.lead && desk.intent.who < 8) act.who = house.lead->first;
    // A new key where one is due, seldom without need, and seldom not although it is due.
    const bool due = desk.view.rotationDue(house, act.said);
    const bool rotates = desk.intent.pick == 15 || (due && desk.intent.pick != 14);
    Parts out;
    CommitPayload payload;
    payload.household = house.id;
    Hash32 commitment = house.commitment;
    act.epoch = house.epoch;
    if (rotates) {
        const EpochRecord record = beginEpoch(act, desk, payload, out.attachments);
        commitment = record.commitment;
        act.epoch = record.epoch;
    }
    act.version = house.version + 1;
    act.previous = house.etag;
    act.row.record = recordOf(house, desk.intent.pick);
    const auto known = house.rows.find(act.row.record);
    act.row.version = known == house.rows.end() ? 1 : known->second.version + 1;
    const Bytes sealed = envelope(act, desk, commitment);
    act.row.envelopeHash = attachmentHash(sealed);
    out.attachments.push_back(sealed);

    auto rows = house.rows;
    rows[act.row.record] = act.row;
    std::vector<ManifestRow> all;
    for (const auto& [record, row] : rows)
        all.push_back(row);
    Manifest manifest;
    manifest.household = house.id;
    manifest.version = act.version;
    manifest.epoch = act.epoch;
    manifest.previous = act.previous;
    manifest.root = manifestRoot(all);
    manifest.delta = {act.row};
    act.etag = manifest.etag();
    payload.manifests.push_back(manifest);
    out.payload = payload.encode();
    return out;
}

Drafter::Parts Drafter::open(Act& /*act*/, const Desk& desk) {
    Parts out;
    out.payload = OpenPayload{{{desk.house.id, 0}}, OpenPayload::kAll}.encode();
    return out;
}

// -- asking

Drafter::Parts Drafter::evaluate(Act& act, const Desk& desk) {
    act.kind = desk.intent.pick % 4 == 3 ? IdentifierKind::Address : IdentifierKind::Bsn;
    act.count = 1 + desk.intent.pick % 3;
    EvaluatePayload payload;
    payload.kind = act.kind;
    for (std::uint32_t i = 0; i < act.count; ++i) {
        const auto blinded = oprfBlind(m_random.array<16>(), m_random);
        VD_CHECK(blinded.ok());
        payload.blinded.push_back(blinded.value().element);
    }
    Parts out;
    out.payload = payload.encode();
    out.household = false;
    out.detail = true;
    return out;
}

/// The own newest evaluation; seldom that of somebody else.
void Drafter::cite(Act& act, const Desk& desk) {
    act.kind = IdentifierKind::Bsn;
    const Who from = desk.intent.pick == 15 ? Who{kYouth} : act.who;
    act.cites = desk.view.evaluated(from, act.kind).value_or(0);
}

Drafter::Parts Drafter::check(Act& act, const Desk& desk) {
    cite(act, desk);
    const Bytes token = toBytes(m_scene.token(act.house));
    Parts out;
    out.payload = CheckPayload{{{act.kind, 1, {act.cites, 0}, attachmentHash(token)}}}.encode();
    out.attachments.push_back(token);
    out.household = false;
    out.detail = true;
    return out;
}

Drafter::Parts Drafter::help(Act& act, const Desk& desk) {
    cite(act, desk);
    const Actor& self = actor(act);
    const bool known = desk.intent.pick == 14 && !desk.house.helps.empty();
    act.involvement = known ? desk.house.helps.begin()->first : InvolvementId::generate(m_random);
    act.until = act.said + kYear;
    IndexEntry entry;
    entry.kind = act.kind;
    entry.token = m_scene.token(act.house);
    entry.target = {TargetKind::Involvement, act.involvement.bytes};
    entry.agency = self.agency;
    entry.from = act.said;
    entry.until = act.until;
    entry.device = self.device;
    entry.signature =
        self.key->sign(kIndexSignature, m_scene.log().instance(), entry.signedBytes());
    Parts out;
    out.attachments.push_back(entry.encode());
    RegisterPayload payload;
    payload.involvement = act.involvement;
    payload.agency = self.agency;
    payload.team = self.team;
    payload.from = act.said;
    payload.until = act.until;
    payload.index.push_back({act.kind, {act.cites, 0}, attachmentHash(out.attachments.back())});
    out.payload = payload.encode();
    out.household = false;
    out.detail = true;
    return out;
}

Drafter::Parts Drafter::endHelp(Act& act, const Desk& desk) {
    std::vector<InvolvementId> own;
    for (const auto& [id, help] : desk.house.helps) {
        const bool others = desk.intent.pick == 15;
        if (others || help.team == actor(act).team) own.push_back(id);
    }
    act.involvement = own.empty() ? InvolvementId::generate(m_random) : pick(own, desk);
    act.until = act.said;
    Parts out;
    out.payload = ChangeInvolvementPayload{act.involvement, act.until}.encode();
    out.household = false;
    return out;
}

Drafter::Parts Drafter::revoke(Act& act, const Desk& desk) {
    static const std::vector<Who> ended{
        kColleague, kYouth, kWorker, kYouthManager, kSouthManager, kDebt, kHousing};
    act.to = pick(ended, desk);
    // Who is nobody's founder may end the own device.
    if (act.who != kFounder && desk.intent.pick < 8) act.to = act.who;
    const Revocation revocation{
        Revocation::What::Device, m_scene.actor(act.to).device.bytes, desk.head.size};
    Parts out;
    out.payload = DirectoryPayload{{revocation}, {}}.encode();
    out.household = false;
    out.purpose = false;
    return out;
}

/// By two: the founder, and the officer who agrees.
Drafter::Parts Drafter::openQuota(Act& act, const Desk& desk) {
    static const std::vector<Who> whose{kYouth, kDebt, kHousing, kYouth, kCoach};
    act.agency = m_scene.actor(pick(whose, desk)).agency;
    act.kind = desk.intent.pick % 4 == 3 ? IdentifierKind::Address : IdentifierKind::Bsn;
    act.day = act.said / kDay + desk.intent.pick / 12;
    act.count = 2 + desk.intent.pick;
    QuotaPayload payload{act.agency, act.kind, static_cast<std::uint32_t>(act.day), act.count, {}};
    const Cosigning of{Method::OpenQuota, actor(act).device, act.request};
    payload.cosignatures = m_scene.log().cosign({&m_scene.log().officer()}, payload.cosigned(of));
    Parts out;
    out.payload = payload.encode();
    out.household = false;
    out.purpose = false;
    return out;
}

}  // namespace voordeur::test::races
