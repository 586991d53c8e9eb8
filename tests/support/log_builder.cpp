#include "tests/support/log_builder.h"

#include "crypto/base/check.h"
#include "crypto/rules/payload.h"
#include "crypto/shared/checkpoint.h"

#include <algorithm>
#include <utility>

namespace voordeur::test {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test tool that is all crypto

namespace {

std::shared_ptr<const SigningKey> newKey(RandomSource& random) {
    return std::make_shared<const SigningKey>(SigningKey::generate(random));
}

bool carriesDetail(Method method) {
    return method == Method::Evaluate || method == Method::Check || method == Method::Register ||
           method == Method::Intake || method == Method::RefuseLead || method == Method::WhoLooked;
}

std::vector<QuotaRule> quotaRules() {
    std::vector<QuotaRule> rules;
    for (const QuotaScope scope : {QuotaScope::Person, QuotaScope::Device, QuotaScope::Agency}) {
        for (const QuotaWindow window : {QuotaWindow::Hour, QuotaWindow::Day}) {
            for (const IdentifierKind kind : kIdentifierKinds) {
                rules.push_back({scope, window, kind, 100'000});
            }
        }
    }
    return rules;
}

}  // namespace

LogBuilder::LogBuilder(const BuilderOptions& options)
    : m_random(options.seed), m_logKey(SigningKey::generate(m_random)) {
    for (std::size_t i = 0; i < kIdentifierKinds.size(); ++i) {
        m_oprfKeys.push_back(OprfKey::generate(m_random));
    }
    found(options);
    if (options.foundOnly) return;
    const TeamId team = addTeam(m_municipality, "Toezicht", Team::kOfficers);
    m_officer = addMember(team, "Olga Officier", Role::PrivacyOfficer);
}

RootPolicy LogBuilder::makePolicy(const BuilderOptions& options) {
    RootPolicy policy;
    policy.municipality = "Voorbeeldstad";
    policy.logKey = m_logKey.publicKey();
    for (const IdentifierKind kind : kIdentifierKinds) {
        policy.oprfKeys[static_cast<std::size_t>(kind) - 1] = oprfKey(kind).publicKey();
    }
    policy.serverCa = m_random.array<32>();
    policy.deviceCa = m_random.array<32>();
    for (std::size_t i = 0; i < options.founders; ++i) {
        m_founderKeys.push_back(newKey(m_random));
    }
    std::ranges::sort(m_founderKeys, {}, [](const auto& key) { return key->publicKey(); });
    for (const auto& key : m_founderKeys) {
        policy.founders.push_back(key->publicKey());
    }
    policy.threshold = options.threshold;
    policy.quotas = quotaRules();
    policy.bulkMax = 5000;
    policy.bases = {{1, "Toestemming in beleid", "Wmo 2015 art. 5.1.1"},
                    {2, "Veiligheid", "Jeugdwet art. 7.4.1"}};
    policy.purposes = {{kHelp, 1, "Hulp afstemmen", "Coordinate help"},
                       {kSafety, 2, "Veiligheid", "Safety"}};
    policy.lifeDomains = {{1, "wonen", "housing"}, {2, "inkomen en geld", "money"}};
    policy.showAgencies = options.showAgencies;
    policy.nonce = m_random.array<32>();
    if (options.alterPolicy) options.alterPolicy(policy);
    return policy;
}

void LogBuilder::found(const BuilderOptions& options) {
    const RootPolicy policy = makePolicy(options);
    FoundPayload payload;
    payload.policy = policy.encode();
    m_instance = instanceOf(payload.policy);
    m_municipality = newId<AgencyId>();
    const TeamId team = newId<TeamId>();
    payload.changes.emplace_back(
        Agency{m_municipality, "Gemeente Voorbeeldstad", 7, {kHelp, kSafety}, 1, "0300-000000"});
    payload.changes.emplace_back(Team{team, m_municipality, "Beheer", 0});
    for (std::size_t i = 0; i < m_founderKeys.size(); ++i) {
        Actor founder{m_municipality, team, newId<PersonId>(), Role::Founder, {}, nullptr};
        payload.changes.emplace_back(
            Person{founder.person, m_municipality, "Fatima Founder", "", "", ""});
        payload.changes.emplace_back(Membership{founder.person, team, Role::Founder, true});
        Device device = newDevice(founder);
        device.signKey = m_founderKeys[i]->publicKey();
        device.id = deviceIdOf(device.signKey, device.sealKey, device.tlsKey);
        founder.device = device.id;
        founder.key = m_founderKeys[i];
        payload.changes.emplace_back(device);
        payload.signatures.emplace_back(
            static_cast<std::uint8_t>(i),
            m_founderKeys[i]->sign(kPolicySignature, InstanceId{}, payload.policy));
        m_founders.push_back(std::move(founder));
    }
    const Outcome founded = call(m_founders.front(), Method::Found, payload.encode());
    VD_CHECK(founded.done());
}

const InstanceId& LogBuilder::instance() const {
    return m_instance;
}

const OprfKey& LogBuilder::oprfKey(IdentifierKind kind) const {
    return m_oprfKeys[static_cast<std::size_t>(kind) - 1];
}

const HouseholdState& LogBuilder::household(const HouseholdId& id) const {
    const HouseholdState* state = m_world.find(id);
    VD_CHECK(state != nullptr);
    return *state;
}

LogHead LogBuilder::headAt(std::uint64_t size) const {
    return {size, size == 0 ? Hash32{} : m_tree.rootAt(size)};
}

LogHead LogBuilder::head() const {
    return headAt(m_tree.size());
}

std::string LogBuilder::checkpointAt(std::uint64_t size) const {
    const std::string origin = logOrigin(m_instance);
    return signCheckpoint({size, m_tree.rootAt(size)}, origin, origin, m_logKey);
}

// -- calls
// -----------------------------------------------------------------------------------------

Statement LogBuilder::makeStatement(const Actor& actor,
                                    Method method,
                                    const Bytes& payload,
                                    const CallOptions& options) {
    Statement statement;
    statement.device = actor.device;
    statement.person = actor.person;
    statement.team = actor.team;
    statement.role = actor.role;
    statement.method = method;
    if (needsPurpose(method, actor.role)) {
        statement.purpose = kHelp;
        statement.basis = 1;
    }
    statement.purpose = options.purpose.value_or(statement.purpose);
    statement.basis = options.basis.value_or(statement.basis);
    statement.requestId = options.requestId.value_or(newId<RequestId>());
    statement.time = m_now;
    statement.head = head();
    statement.payloadHash = payloadHash(method, payload);
    if (const auto parsed = parsePayload(method, payload); parsed.ok()) {
        statement.households = householdsNamedBy(method, parsed.value());
    }
    m_nextDetail.clear();
    if (carriesDetail(method)) {
        const auto detail = m_random.array<96>();
        m_nextDetail.assign(detail.begin(), detail.end());
    }
    statement.detailHash = detailHash(m_nextDetail);
    if (options.alter) options.alter(statement);
    return statement;
}

Verdict LogBuilder::judge(const Call& call, const Bytes& encoded, const Signature64& signature) {
    const bool founding = !directory().founded();
    const Status identity =
        founding ? authenticateFounding(call.statement, encoded, signature, call.payload, call.at)
                 : authenticate(directory(), call.statement, encoded, signature, call.at);
    if (!identity.ok()) return refusedIdentity(identity.reason());
    auto verdict = decide(m_world, call);
    VD_CHECK(verdict.ok());
    return std::move(verdict).value();
}

Bytes LogBuilder::evaluate(const Bytes& payload) {
    const auto question = EvaluatePayload::decode(payload);
    VD_CHECK(question.ok());
    const OprfKey& key = oprfKey(question.value().kind);
    auto evaluated = key.evaluate(question.value().blinded, m_random);
    VD_CHECK(evaluated.ok());
    return EvaluateAnswer{evaluated.value().elements, evaluated.value().proof}.encode();
}

std::vector<HouseholdHeads> LogBuilder::headsOf(const std::vector<HouseholdId>& households) const {
    std::vector<HouseholdHeads> heads;
    for (const HouseholdId& id : households) {
        const auto at = m_chains.find(id);
        heads.push_back(at != m_chains.end()
                            ? at->second
                            : HouseholdHeads{id, emptyHouseholdChain(id), emptyStateChain(id)});
    }
    return heads;
}

LogBuilder::Made LogBuilder::make(const Actor& actor,
                                  Method method,
                                  const Bytes& payload,
                                  const CallOptions& options) {
    Made made{makeStatement(actor, method, payload, options), {}};
    const SigningKey& key = options.signer == nullptr ? *actor.key : *options.signer;
    made.entry.sequence = m_lines.size();
    made.entry.time = m_now;
    made.entry.type = entryTypeOf(method);
    made.entry.statement = made.statement.encode();
    made.entry.signature = key.sign(kStatementSignature, m_instance, made.entry.statement);
    return made;
}

Outcome LogBuilder::judgeOnly(const Actor& actor,
                              Method method,
                              const Bytes& payload,
                              const std::vector<Bytes>& attachments,
                              const CallOptions& options) {
    const Made made = make(actor, method, payload, options);
    const Call asked{made.statement, payload, attachments, {made.entry.sequence, m_now}};
    Verdict verdict = judge(asked, made.entry.statement, made.entry.signature);
    return {made.entry.sequence,
            verdict.refused,
            verdict.rule,
            std::move(verdict.answer),
            std::move(verdict.concerned)};
}

Outcome LogBuilder::call(const Actor& actor,
                         Method method,
                         const Bytes& payload,
                         const std::vector<Bytes>& attachments,
                         const CallOptions& options) {
    m_now += 10;
    auto [statement, entry] = make(actor, method, payload, options);
    const Call asked{statement, payload, attachments, {entry.sequence, entry.time}};
    const Verdict verdict = judge(asked, entry.statement, entry.signature);

    Outcome outcome{entry.sequence, verdict.refused, verdict.rule, verdict.answer, {}};
    outcome.concerned = verdict.concerned;
    // Nobody's word, so no entry in anybody's name.
    if (verdict.refused == Reason::SignatureBroken && verdict.rule == Rule::Identity) {
        return outcome;
    }
    if (verdict.refused == Reason::Unauthenticated) return outcome;
    if (outcome.done() && method == Method::Evaluate) outcome.answer = evaluate(payload);
    entry.outcome =
        verdict.refused ? static_cast<std::uint16_t>(*verdict.refused) : std::uint16_t{0};
    entry.rule = static_cast<std::uint16_t>(verdict.rule);
    entry.directory = m_directoryChain;
    entry.householdCount = static_cast<std::uint32_t>(verdict.concerned.size());
    entry.headsHash = headsHash(headsOf(verdict.concerned));
    entry.answerHash = answerHash(method, outcome.answer);
    if (outcome.done()) VD_CHECK(m_world.apply(asked, verdict.changes).ok());
    write(entry, {entry.encode(), payload, outcome.answer, attachments}, m_nextDetail);
    m_concerned.back() = verdict.concerned;
    extendChains(statement, verdict, leafOf(m_lines.back().entry));
    return outcome;
}

void LogBuilder::write(const Entry& entry, LogLine line, const Bytes& detail) {
    VD_CHECK(entry.sequence == m_lines.size());
    m_tree.append(leafOf(line.entry));
    m_lines.push_back(std::move(line));
    m_details.push_back(detail);
    m_concerned.emplace_back();
}

void LogBuilder::extendChains(const Statement& statement,
                              const Verdict& verdict,
                              const Hash32& leaf) {
    const bool done = !verdict.refused;
    if (done && changesDirectory(statement.method)) {
        m_directoryChain = extended(m_directoryChain, leaf);
    }
    for (HouseholdHeads heads : headsOf(verdict.concerned)) {
        heads.all = extended(heads.all, leaf);
        if (done && changesHousehold(statement.method)) heads.state = extended(heads.state, leaf);
        m_chains[heads.household] = heads;
    }
}

void LogBuilder::serverEntry(EntryType type, std::uint16_t outcome) {
    m_now += 10;
    Entry entry;
    entry.sequence = m_lines.size();
    entry.time = m_now;
    entry.type = type;
    entry.outcome = outcome;
    entry.directory = m_directoryChain;
    write(entry, {entry.encode(), {}, {}, {}}, {});
}

std::vector<Cosignature> LogBuilder::cosign(const std::vector<const Actor*>& cosigners,
                                            const Bytes& cosigned) const {
    std::vector<Cosignature> cosignatures;
    for (const Actor* cosigner : cosigners) {
        cosignatures.push_back(
            {cosigner->device, cosigner->key->sign(kCosignSignature, m_instance, cosigned)});
    }
    std::ranges::sort(cosignatures, {}, &Cosignature::device);
    return cosignatures;
}

Outcome LogBuilder::change(const Actor& actor,
                           Method method,
                           const std::vector<DirectoryChange>& changes,
                           const std::vector<const Actor*>& cosigners) {
    CallOptions options;
    options.requestId = newId<RequestId>();
    DirectoryPayload payload{changes, {}};
    payload.cosignatures =
        cosign(cosigners, payload.cosigned({method, actor.device, *options.requestId}));
    return call(actor, method, payload.encode(), {}, options);
}

// -- the directory
// -----------------------------------------------------------------------------------

Device LogBuilder::newDevice(Actor& actor) {
    actor.key = newKey(m_random);
    Device device;
    device.person = actor.person;
    device.signKey = actor.key->publicKey();
    device.sealKey = m_random.array<32>();
    device.tlsKey = m_random.array<32>();
    device.id = deviceIdOf(device.signKey, device.sealKey, device.tlsKey);
    actor.device = device.id;
    return device;
}

AgencyId LogBuilder::addAgency(const std::string& name, std::uint8_t kinds) {
    const AgencyId id = newId<AgencyId>();
    const Agency agency{id, name, kinds, {kHelp, kSafety}, 1, "0300-111111"};
    VD_CHECK(change(founder(), Method::ChangeDirectory, {agency}).done());
    return id;
}

TeamId LogBuilder::addTeam(const AgencyId& agency, const std::string& name, std::uint8_t flags) {
    const TeamId id = newId<TeamId>();
    VD_CHECK(change(founder(), Method::ChangeDirectory, {Team{id, agency, name, flags}}).done());
    return id;
}

Actor LogBuilder::addMember(const TeamId& team, const std::string& name, Role role) {
    const Team* known = directory().team(team);
    VD_CHECK(known != nullptr);
    Actor actor{known->agency, team, newId<PersonId>(), role, {}, nullptr};
    const Invitation invitation{newId<InvitationId>(),
                                actor.person,
                                team,
                                m_now + 86'400'000,
                                m_random.array<32>(),
                                m_random.array<32>()};
    const Outcome invited = change(founder(),
                                   Method::Invite,
                                   {Person{actor.person, known->agency, name, "", "", ""},
                                    Membership{actor.person, team, role, true},
                                    invitation});
    VD_CHECK(invited.done());
    const Device device = newDevice(actor);
    std::vector<DirectoryChange> admission{device, Admission{invitation.id, device.id}};
    if (directory().teamKey(team) == nullptr) {
        admission.emplace_back(TeamKey{team, 1, m_random.array<32>(), device.id});
    }
    VD_CHECK(change(founder(), Method::Admit, admission).done());
    return actor;
}

Actor LogBuilder::addMembership(const Actor& actor, const TeamId& team, Role role) {
    const Team* known = directory().team(team);
    VD_CHECK(known != nullptr);
    const Membership membership{actor.person, team, role, true};
    VD_CHECK(change(founder(), Method::ChangeDirectory, {membership}).done());
    Actor other = actor;
    other.team = team;
    other.agency = known->agency;
    other.role = role;
    return other;
}

Outcome LogBuilder::renewTeamKey(const Actor& member) {
    const Directory::KnownTeamKey* known = directory().teamKey(member.team);
    const std::uint32_t epoch = known == nullptr ? 1 : known->key.epoch + 1;
    const TeamKey key{member.team, epoch, m_random.array<32>(), member.device};
    return change(member, Method::ChangeDirectory, {key}, {&founder()});
}

Outcome LogBuilder::revokeDevice(const Actor& actor) {
    const Revocation revocation{Revocation::What::Device, actor.device.bytes, m_lines.size()};
    return change(founder(), Method::Revoke, {revocation});
}

Outcome LogBuilder::revokePerson(const Actor& actor) {
    const Revocation revocation{Revocation::What::Person, actor.person.bytes, m_lines.size()};
    return change(founder(), Method::Revoke, {revocation});
}

}  // namespace voordeur::test
