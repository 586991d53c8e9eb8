#include "client/core/involvement.h"

#include "client/core/kept_act.h"
#include "client/core/start_of_day.h"
#include "crypto/rules/decide.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/date.h"
#include "crypto/shared/identifiers.h"
#include "crypto/vault/sealed_blob.h"

#include <algorithm>
#include <utility>

namespace voordeur::client::core {

using crypto::IdentifierKind;
using crypto::Method;
using crypto::Reason;
using crypto::success;

namespace {

// Far more than a team ever helps at once.
constexpr std::size_t kInvolvementsMax = 100'000;

bool anyOf(std::initializer_list<const std::string*> texts) {
    return std::any_of(texts.begin(), texts.end(), [](const auto* t) { return !t->empty(); });
}

crypto::CheckPayload payloadOf(const std::vector<MadeToken>& tokens) {
    crypto::CheckPayload payload;
    for (const auto& token : tokens) {
        payload.queries.push_back({token.identifier.kind,
                                   token.epoch,
                                   token.citation,
                                   crypto::attachmentHash(token.token)});
    }
    return payload;
}

/// The index entry behind a hit, where the rules say that the server shows it: signed by a device
/// of the directory, for the token that was asked.
Status checkIndexEntry(const Session& session,
                       const crypto::Hit& hit,
                       const std::vector<MadeToken>& tokens,
                       const VerifiedAnswer& answer) {
    const auto object = answer.objects.find(hit.entryHash);
    if (object == answer.objects.end()) {
        // It names its agency, so another agency's own involvement is not shown; all others are.
        const bool shown = hit.target == crypto::TargetKind::Household ||
                           session.directory().policy().showAgencies;
        VD_REQUIRE(!shown, Reason::IndexEntryBroken);
        return success();
    }
    auto decoded = crypto::IndexEntry::decode(object->second);
    VD_REQUIRE(decoded.ok() && hit.query < tokens.size(), Reason::IndexEntryBroken);
    const auto& entry = decoded.value();
    const auto& asked = tokens[hit.query];
    const bool fits = entry.kind == asked.identifier.kind && entry.epoch == asked.epoch &&
                      entry.token == asked.token && entry.target.kind == hit.target;
    VD_REQUIRE(fits, Reason::IndexEntryBroken);
    const bool named = hit.target != crypto::TargetKind::Household ||
                       (hit.household && hit.household->bytes == entry.target.id);
    VD_REQUIRE(named, Reason::IndexEntryBroken);
    const auto* device = session.directory().device(entry.device);
    VD_REQUIRE(device != nullptr, Reason::IndexEntryBroken);
    const bool signedByIt = crypto::verify(device->device.signKey,
                                           crypto::kIndexSignature,
                                           session.directory().instance(),
                                           entry.signedBytes(),
                                           entry.signature);
    VD_REQUIRE(signedByIt, Reason::IndexEntryBroken);
    return success();
}

Result<CheckAnswer> judge(const Session& session,
                          const std::vector<MadeToken>& tokens,
                          const VerifiedAnswer& answer) {
    VD_ASSIGN(const auto found, crypto::CheckAnswer::decode(answer.answer));
    CheckAnswer out;
    out.logSequence = answer.entry.sequence;
    out.askedAt = answer.entry.time;
    out.mayBeMore = found.hits.size() >= crypto::kHitsMax;
    for (const auto& hit : found.hits) {
        VD_REQUIRE(hit.query < tokens.size(), Reason::AnswerMismatch);
        VD_RETURN_IF_ERROR(checkIndexEntry(session, hit, tokens, answer));
        const bool certain = tokens[hit.query].identifier.kind == IdentifierKind::Bsn;
        if (certain) out.verdict = CheckVerdict::Yes;
        if (!certain && out.verdict == CheckVerdict::No) out.verdict = CheckVerdict::Maybe;
        if (hit.household) out.householdKnown = true;
        // A certain hit says who leads; a weak one only while there is nothing better.
        if (hit.lead && (certain || !out.lead)) {
            out.lead = personView(session.directory(), hit.lead->person, hit.lead->team);
            VD_REQUIRE(out.lead.has_value(), Reason::AnswerFalse);
            out.leadSince = hit.lead->since;
        }
        if (hit.agency) {
            const auto* agency = session.directory().agency(*hit.agency);
            VD_REQUIRE(agency != nullptr, Reason::AnswerFalse);
            if (std::find(out.agencies.begin(), out.agencies.end(), agency->name) ==
                out.agencies.end()) {
                out.agencies.push_back(agency->name);
            }
        }
    }
    return out;
}

}  // namespace

std::optional<PersonView> personView(const crypto::Directory& directory,
                                     const PersonId& person,
                                     const TeamId& team) {
    const auto* known = directory.person(person);
    const auto* inTeam = directory.team(team);
    if (known == nullptr || inTeam == nullptr) return std::nullopt;
    const auto* agency = directory.agency(inTeam->agency);
    if (agency == nullptr) return std::nullopt;
    PersonView view;
    view.id = person;
    view.name = known->name;
    view.phone = known->phone;
    view.mail = known->mail;
    view.hours = known->hours;
    view.team = team;
    view.teamName = inTeam->name;
    view.agency = inTeam->agency;
    view.agencyName = agency->name;
    view.role = directory.role(person, team).value_or(Role::Worker);
    return view;
}

Result<std::vector<Identifier>> identifiersOf(const CheckQuestion& question) {
    std::vector<Identifier> out;
    if (!question.bsn.empty()) {
        VD_ASSIGN(auto form, crypto::bsnForm(question.bsn));
        out.push_back({IdentifierKind::Bsn, std::move(form)});
    }
    if (anyOf({&question.postcode, &question.houseNumber, &question.houseAddition})) {
        VD_ASSIGN(
            auto form,
            crypto::addressForm(question.postcode, question.houseNumber, question.houseAddition));
        out.push_back({IdentifierKind::Address, std::move(form)});
    }
    if (anyOf({&question.surname, &question.birthDate})) {
        VD_ASSIGN(const auto birth, crypto::dateFrom(question.birthDate));
        VD_ASSIGN(auto form, crypto::nameBirthForm(question.surname, birth));
        out.push_back({IdentifierKind::NameBirth, std::move(form)});
    }
    VD_REQUIRE(!out.empty(), Reason::InvalidArgument);
    return out;
}

Result<CheckAnswer> checkInvolvement(Session& session, const CheckQuestion& question) {
    VD_ASSIGN(const auto identifiers, identifiersOf(question));
    VD_ASSIGN(const auto tokens, makeTokens(session, question.purpose, identifiers));
    CallDraft draft;
    draft.method = Method::Check;
    draft.purpose = question.purpose;
    draft.payload = payloadOf(tokens).encode();
    for (const auto& token : tokens)
        draft.attachments.push_back(crypto::toBytes(token.token));
    draft.detail = detailOf(tokens);
    VD_ASSIGN(const auto answer, session.call(std::move(draft)));
    VD_ASSIGN(auto out, judge(session, tokens, answer));
    const auto* purpose = session.directory().policy().purpose(question.purpose);
    if (purpose != nullptr) out.purposeLabel = purpose->labelNl;
    return out;
}

SignedIndex signIndex(const Session& session,
                      const std::vector<MadeToken>& tokens,
                      const crypto::Target& target,
                      UnixMillis from,
                      UnixMillis until) {
    SignedIndex out;
    const auto& secrets = session.secrets();
    const auto* team = session.directory().team(secrets.team);
    for (const auto& token : tokens) {
        crypto::IndexEntry entry;
        entry.kind = token.identifier.kind;
        entry.epoch = token.epoch;
        entry.token = token.token;
        entry.target = target;
        if (team != nullptr) entry.agency = team->agency;
        entry.from = from;
        entry.until = until;
        entry.device = secrets.device;
        entry.signature =
            secrets.signing.sign(crypto::kIndexSignature, secrets.instance, entry.signedBytes());
        out.attachments.push_back(entry.encode());
        out.refs.push_back(
            {entry.kind, token.citation, crypto::attachmentHash(out.attachments.back())});
    }
    return out;
}

Result<RegisteredInvolvement> registerInvolvement(Session& session,
                                                  std::uint16_t purpose,
                                                  const NewInvolvement& involvement) {
    const auto& secrets = session.secrets();
    const auto* team = session.directory().team(secrets.team);
    const auto* key = session.directory().teamKey(secrets.team);
    VD_REQUIRE(team != nullptr && key != nullptr, Reason::TeamKeyMissing);
    crypto::SealHeader header;
    header.kind = crypto::SealKind::Involvement;
    header.recipient = secrets.team.bytes;
    header.recipientEpoch = key->key.epoch;
    header.networkEpoch = secrets.network().epoch;
    header.subject = involvement.id.bytes;
    VD_ASSIGN(Bytes sealedDetail,
              crypto::sealBlob(header,
                               key->key.key,
                               secrets.network(),
                               involvement.detail.encode(),
                               session.random()));
    auto index = signIndex(session,
                           involvement.tokens,
                           {crypto::TargetKind::Involvement, involvement.id.bytes},
                           involvement.from,
                           involvement.until);
    crypto::RegisterPayload payload;
    payload.involvement = involvement.id;
    payload.agency = team->agency;
    payload.team = secrets.team;
    payload.from = involvement.from;
    payload.until = involvement.until;
    payload.sealedHash = crypto::attachmentHash(sealedDetail);
    payload.index = std::move(index.refs);
    CallDraft draft;
    draft.method = Method::Register;
    draft.purpose = purpose;
    draft.payload = payload.encode();
    draft.attachments.push_back(std::move(sealedDetail));
    for (auto& entry : index.attachments)
        draft.attachments.push_back(std::move(entry));
    draft.detail = detailOf(involvement.tokens);
    // Typed in again it begins a moment later.
    crypto::Writer same;
    same.bytes(involvement.detail.encode()).u64(involvement.from / kDayMillis);
    draft.same = same.u64(involvement.until / kDayMillis).take();
    VD_ASSIGN(draft.kept, (KeptAct{involvement.detail.name, {}, {}}.encode()));
    VD_ASSIGN(const auto answer, session.call(std::move(draft)));
    VD_ASSIGN(const auto sent, crypto::RegisterPayload::decode(answer.payload));
    RegisteredInvolvement out;
    out.id = sent.involvement;
    out.sequence = answer.entry.sequence;
    if (!answer.answer.empty()) {
        VD_ASSIGN(auto met, crypto::MetAnswer::decode(answer.answer));
        out.met = std::move(met.met);
    }
    return out;
}

Status changeInvolvement(Session& session,
                         std::uint16_t purpose,
                         const crypto::InvolvementId& id,
                         UnixMillis until) {
    CallDraft draft;
    draft.method = Method::ChangeInvolvement;
    draft.purpose = purpose;
    draft.payload = crypto::ChangeInvolvementPayload{id, until}.encode();
    VD_RETURN_IF_ERROR(session.call(std::move(draft)));
    return success();
}

Result<std::vector<crypto::Met>> answerMatch(Session& session,
                                             std::uint16_t purpose,
                                             const crypto::InvolvementId& id,
                                             const crypto::Target& other,
                                             bool same) {
    CallDraft draft;
    draft.method = Method::AnswerMatch;
    draft.purpose = purpose;
    draft.payload = crypto::AnswerMatchPayload{id, other, same}.encode();
    if (other.kind == crypto::TargetKind::Household) draft.households = {{other.id}};
    VD_ASSIGN(const auto answer, session.call(std::move(draft)));
    if (answer.answer.empty()) return std::vector<crypto::Met>{};
    VD_ASSIGN(auto met, crypto::MetAnswer::decode(answer.answer));
    return std::move(met.met);
}

Result<std::vector<OwnInvolvement>> listInvolvements(Session& session, std::uint16_t purpose) {
    std::vector<OwnInvolvement> out;
    crypto::InvolvementId after;
    std::uint32_t most = 1000;
    for (bool more = true; more;) {
        CallDraft draft;
        draft.method = Method::ListInvolvements;
        draft.purpose = purpose;
        draft.payload = crypto::ListInvolvementsPayload{after, most}.encode();
        const auto called = session.call(std::move(draft));
        // Their details are more than one answer can carry.
        if (!called.ok() && called.reason() == Reason::LimitReached && most > 1) {
            most /= 2;
            continue;
        }
        if (!called.ok()) return called.error();
        const VerifiedAnswer& answer = called.value();
        VD_ASSIGN(auto page, crypto::ListInvolvementsAnswer::decode(answer.answer));
        // Each page goes on behind the last, or a server could make us ask for ever.
        const bool goesOn = page.involvements.empty() || after < page.involvements.front().id ||
                            (out.empty() && after.isZero());
        VD_REQUIRE(goesOn && out.size() <= kInvolvementsMax, Reason::AnswerMismatch);
        for (auto& one : page.involvements) {
            OwnInvolvement own{one.id, one.from, one.until, std::nullopt, std::move(one.met)};
            const auto object = answer.objects.find(one.sealedHash);
            if (object != answer.objects.end()) {
                own.detail = openInvolvementDetail(session, one.id, object->second);
            }
            out.push_back(std::move(own));
        }
        more = page.more && !page.involvements.empty();
        if (more) after = page.involvements.back().id;
    }
    return out;
}

std::optional<sealed::InvolvementDetail> openInvolvementDetail(const Session& session,
                                                               const crypto::InvolvementId& id,
                                                               ByteView object) {
    const auto blob = crypto::SealedBlob::decode(object);
    if (!blob.ok()) return std::nullopt;
    const auto& header = blob.value().header;
    const bool ours = header.kind == crypto::SealKind::Involvement && header.subject == id.bytes;
    if (!ours) return std::nullopt;
    const auto* team = session.secrets().teamKey({header.recipient}, header.recipientEpoch);
    const auto* network = session.secrets().network(header.networkEpoch);
    if (team == nullptr || network == nullptr) return std::nullopt;
    const auto plain = crypto::openBlob(blob.value(), team->key, *network);
    if (!plain.ok()) return std::nullopt;
    auto detail = sealed::InvolvementDetail::decode(plain.value().reveal(crypto::openKeyAccess()));
    if (!detail.ok()) return std::nullopt;
    return std::move(detail).value();
}

}  // namespace voordeur::client::core
