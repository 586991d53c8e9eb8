#include "tests/vectors/samples.h"

// Sealed objects, payloads, answers, statements and entries.
namespace voordeur::crypto::samples {
namespace {

constexpr std::uint64_t kSequence = 7;

Hash32 token() {
    return rising<32>(0x90);
}

IndexRef indexRef() {
    return {.kind = IdentifierKind::Address,
            .citation = {.sequence = 5, .index = 1},
            .entryHash = attachmentHash(indexEntry().encode())};
}

std::vector<ManifestRow> rows() {
    return {{kFirstRecord, 1, attachmentHash(envelope().encode())}, {kSecondRecord, 3, {}}};
}

Met met() {
    return {.target = {TargetKind::Household, kHousehold.bytes},
            .involvement = kInvolvement,
            .agency = kHousing,
            .team = kHousingTeam,
            .until = kTime + kYear,
            .certainty = Certainty::Maybe};
}

}  // namespace

LogHead head() {
    return {.size = kSequence, .root = rising<32>(0x80)};
}

Bytes wrappedKey() {
    return toBytes(rising<72>(0x00));
}

Bytes sealedDetail() {
    return toBytes(rising<100>(0x03));
}

EpochRecord epochRecord() {
    return {.household = kHousehold,
            .compartment = kSharedCore,
            .epoch = 2,
            .commitment = rising<32>(0x88),
            .wrappedHash = attachmentHash(wrappedKey()),
            .recipients = {kCoaches, kHousingTeam}};
}

GrantHeader grantHeader() {
    return {.household = kHousehold,
            .compartment = kSharedCore,
            .epoch = 2,
            .team = kHousingTeam,
            .teamKeyEpoch = 3,
            .granter = device().id,
            .rights = rights::kRead,
            .basis = 1,
            .notAfter = kTime + kYear,
            .commitment = rising<32>(0x88),
            .head = head()};
}

GrantBody grantBody() {
    GrantBody body{.enc = rising<32>(0x11), .ct = rising<48>(0x31), .signature = {}};
    body.signature = coachKey().sign(kGrantSignature, instance(), body.signedBytes(grantHeader()));
    return body;
}

GrantRef grantRef() {
    return {.header = grantHeader(), .bodyHash = attachmentHash(grantBody().encode())};
}

Envelope envelope() {
    Envelope envelope{.household = kHousehold,
                      .compartment = kSharedCore,
                      .epoch = 2,
                      .record = kFirstRecord,
                      .version = 1,
                      .author = device().id,
                      .commitment = rising<32>(0x88),
                      .head = head(),
                      .padClass = 0,
                      .nonce = rising<24>(0x51),
                      .ciphertext = toBytes(rising<272>(0x71)),
                      .signature = {}};
    envelope.signature = coachKey().sign(kRecordSignature, instance(), envelope.signedBytes());
    return envelope;
}

Manifest manifest() {
    return {.household = kHousehold,
            .compartment = kSharedCore,
            .version = 4,
            .epoch = 2,
            .previous = rising<32>(0x98),
            .root = manifestRoot(rows()),
            .delta = rows()};
}

IndexEntry indexEntry() {
    IndexEntry entry{.kind = IdentifierKind::Address,
                     .epoch = 1,
                     .token = token(),
                     .target = {TargetKind::Involvement, kInvolvement.bytes},
                     .agency = kHousing,
                     .from = kTime,
                     .until = kTime + kYear,
                     .device = device().id,
                     .signature = {}};
    entry.signature = coachKey().sign(kIndexSignature, instance(), entry.signedBytes());
    return entry;
}

EvaluatePayload evaluatePayload() {
    return {.kind = IdentifierKind::NameBirth, .blinded = {rising<32>(0x05), rising<32>(0x06)}};
}

CheckPayload checkPayload() {
    return {.queries = {{.kind = IdentifierKind::Bsn,
                         .epoch = 1,
                         .citation = {.sequence = 5, .index = 0},
                         .tokenHash = attachmentHash(token())}}};
}

RegisterPayload registerPayload() {
    return {.involvement = kInvolvement,
            .agency = kHousing,
            .team = kHousingTeam,
            .from = kTime,
            .until = kTime + kYear,
            .sealedHash = attachmentHash(sealedDetail()),
            .index = {indexRef()}};
}

CommitPayload commitPayload() {
    return {.household = kHousehold,
            .epochs = {epochRecord()},
            .grants = {grantRef()},
            .manifests = {manifest()}};
}

IntakePayload intakePayload() {
    return {.commit = commitPayload(),
            .index = {indexRef()},
            .offer = OfferBody{.offer = kOffer, .toPerson = kColleague, .toTeam = kCoaches}};
}

OfferPayload offerPayload() {
    return {.household = kHousehold,
            .offer = {.offer = kOffer, .toPerson = kColleague, .toTeam = kCoaches},
            .grants = {grantRef()}};
}

OpenPayload openPayload() {
    return {.known = {{kHousehold, 12}, {kOtherHousehold, 0}}, .scope = OpenPayload::kCoreOnly};
}

QuotaPayload quotaPayload() {
    QuotaPayload payload{.agency = kHousing,
                         .kind = IdentifierKind::Address,
                         .day = 20454,
                         .max = 2000,
                         .cosignatures = {}};
    const Bytes agreed = payload.cosigned(
        {.method = Method::OpenQuota, .asker = device().id, .requestId = kRequest});
    payload.cosignatures = {
        {colleagueDevice().id, colleagueKey().sign(kCosignSignature, instance(), agreed)}};
    return payload;
}

ShareTeamKeyPayload shareTeamKeyPayload() {
    return {
        .team = kCoaches, .epoch = 2, .shares = {{device().id, attachmentHash(sealedDetail())}}};
}

EvaluateAnswer evaluateAnswer() {
    return {.evaluated = {rising<32>(0x07), rising<32>(0x08)}, .proof = rising<64>(0x09)};
}

CheckAnswer checkAnswer() {
    const Hash32 entryHash = attachmentHash(indexEntry().encode());
    return {.hits = {{.query = 0,
                      .entryHash = entryHash,
                      .target = TargetKind::Household,
                      .household = kHousehold,
                      .lead = LeadFact{kCoach, kCoaches, kTime, 6},
                      .agency = kHousing},
                     {.query = 1,
                      .entryHash = entryHash,
                      .target = TargetKind::Involvement,
                      .household = {},
                      .lead = {},
                      .agency = {}}}};
}

MetAnswer metAnswer() {
    Met other = met();
    other.target = {TargetKind::Involvement, kOtherInvolvement.bytes};
    other.certainty = Certainty::Certain;
    return {.met = {met(), other}};
}

OpenAnswer openAnswer() {
    const OpenedCompartment core{
        .compartment = kSharedCore, .etag = manifest().etag(), .rows = rows()};
    const OpenedCompartment own{
        .compartment = compartmentOf(kCity), .etag = rising<32>(0x99), .rows = {}};
    return {.households = {{.household = kHousehold, .compartments = {core, own}},
                           {.household = kOtherHousehold, .compartments = {}}}};
}

ListInvolvementsAnswer listInvolvementsAnswer() {
    return {.involvements = {{.id = kInvolvement,
                              .from = kTime,
                              .until = kTime + kYear,
                              .sealedHash = attachmentHash(sealedDetail()),
                              .met = {met()}}},
            .more = true};
}

Statement statement() {
    return {.device = device().id,
            .person = kCoach,
            .team = kCoaches,
            .role = Role::Coach,
            .method = Method::Commit,
            .purpose = 1,
            .basis = 1,
            .emergency = false,
            .mode = Mode::Online,
            .offlineTime = 0,
            .requestId = kRequest,
            .time = kTime + 1000,
            .head = head(),
            .payloadHash = payloadHash(Method::Commit, commitPayload().encode()),
            .detailHash = detailHash(sealedDetail()),
            .households = {kHousehold}};
}

std::vector<HouseholdHeads> heads() {
    const ChainHead all = extended(emptyHouseholdChain(kHousehold), rising<32>(0x0a));
    return {{.household = kHousehold, .all = all, .state = emptyStateChain(kHousehold)}};
}

Entry entry() {
    const Bytes said = statement().encode();
    return {.sequence = kSequence,
            .time = kTime + 2000,
            .type = EntryType::Write,
            .outcome = 0,
            .rule = 22,
            .statement = said,
            .signature = coachKey().sign(kStatementSignature, instance(), said),
            .directory = extended(emptyDirectoryChain(), rising<32>(0x0b)),
            .householdCount = 1,
            .headsHash = headsHash(heads()),
            .answerHash = {},
            .repeated = 1};
}

Entry authFail() {
    Entry entry;
    entry.sequence = kSequence + 1;
    entry.time = kTime + 60'000;
    entry.type = EntryType::AuthFail;
    entry.outcome = static_cast<std::uint16_t>(Reason::SignatureBroken);
    entry.rule = 41;
    entry.directory = samples::entry().directory;
    entry.repeated = 250;
    return entry;
}

LogLine logLine() {
    return {.entry = entry().encode(),
            .payload = commitPayload().encode(),
            .answer = {},
            .attachments = {wrappedKey(), grantBody().encode(), envelope().encode()}};
}

}  // namespace voordeur::crypto::samples
