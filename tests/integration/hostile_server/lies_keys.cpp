// Lies about keys: grants that nobody gave, or gave for something else.
#include "client/core/households.h"
#include "client/core/profile.h"
#include "crypto/base/files.h"
#include "crypto/internal/random.h"
#include "crypto/vault/keystore.h"
#include "tests/integration/hostile_server/cases.h"

#include <gtest/gtest.h>

namespace voordeur::test {

using client::core::CommitBuilder;
using crypto::Bytes;
using crypto::Method;
using crypto::Reason;
using crypto::Status;

namespace {

/// A correct grant of the household's shared core to a team, by the coach.
CommitBuilder::BuiltGrant grantFor(Member& coach,
                                   const client::core::HouseholdFile& file,
                                   const crypto::TeamId& team) {
    const auto keys = need(client::core::CompartmentKeys::open(
                               coach.session(), file.state, crypto::kSharedCore, file.objects),
                           "the coach's keys");
    const auto* part = file.state.compartment(crypto::kSharedCore);
    CommitBuilder builder(coach.session());
    return need(builder.grant(part->epoch, *keys.current(), team, basisOf(coach)), "a grant");
}

client::core::CallDraft draftOf(const crypto::HouseholdId& household,
                                const CommitBuilder::BuiltGrant& grant) {
    auto draft = draftAbout(Method::GrantAccess, household);
    crypto::GrantPayload payload;
    payload.household = household;
    payload.grants.push_back(grant.ref);
    draft.payload = payload.encode();
    draft.attachments.push_back(grant.body);
    return draft;
}

/// The coach opens a new household to the youth team with the body that `alter` makes of the right
/// one; the youth worker opens it.
Status opensWith(Scene& scene,
                 const std::function<void(crypto::GrantHeader&, crypto::GrantBody&)>& alter,
                 Reason refusal = Reason::SignatureBroken) {
    auto& coach = scene.town.coach();
    auto& youth = scene.town.youth();
    const auto household = scene.town.newHousehold();
    scene.town.help(youth, household.bsn);
    auto grant = grantFor(coach, fileOf(coach, household.id), youth.team());
    if (!scene.lying()) {
        need(coach.session().call(draftOf(household.id, grant)), "granting");
        return opens(youth, household.id);
    }
    auto body = need(crypto::GrantBody::decode(grant.body), "a grant's body");
    alter(grant.ref.header, body);
    grant.body = body.encode();
    grant.ref.bodyHash = crypto::attachmentHash(grant.body);
    collude(scene, coach, draftOf(household.id, grant), refusal);
    scene.lieTo(youth);
    scene.again = [&youth, household] { return opens(youth, household.id); };
    return scene.again();
}

/// The body of a grant that was really given.
crypto::GrantBody givenTo(Scene& scene, const Household& household, const crypto::TeamId& team) {
    const auto file = fileOf(scene.town.coach(), household.id);
    const auto* grant = file.state.grant(crypto::kSharedCore, team);
    auto reader = need(scene.server.store().reader(), "a reader");
    const auto bodies = need(reader->objects({grant->bodyHash}), "a grant's body");
    return need(crypto::GrantBody::decode(*bodies.front()), "a grant's body");
}

Status resealedKnownKey(Scene& scene) {
    auto& youth = scene.town.youth();
    const auto household = scene.town.sharedWith(youth);
    if (scene.lying()) {
        // Somebody who left told the server the network key: it can seal, but not sign.
        auto& random = scene.server.random();
        const auto known = crypto::CompartmentKey::generate(random);
        const auto own = crypto::SigningKey::generate(random);
        const auto network = youth.secrets().network().clone();
        const auto team = youth.session().directory().teamKey(youth.team())->key.key;
        auto header =
            fileOf(youth, household.id).state.grant(crypto::kSharedCore, youth.team())->header;
        header.commitment = known.commitment(header.household, header.compartment, header.epoch);
        const auto body =
            need(known.grant(header, team, network, own, youth.secrets().instance, random), "seal");
        scene.lieTo(youth).answer = [body](Method, const auto&, client::core::RawAnswer& answer) {
            for (auto& object : answer.objects) {
                if (crypto::GrantBody::decode(object).ok()) object = body.encode();
            }
        };
    }
    return opens(youth, household.id);
}

Status unsignedGrant(Scene& scene) {
    return opensWith(scene, [](auto&, crypto::GrantBody& body) { body.signature = {}; });
}

Status grantOfAnotherHousehold(Scene& scene) {
    const auto other = scene.town.sharedWith(scene.town.youth());
    const auto given = givenTo(scene, other, scene.town.youth().team());
    return opensWith(scene, [&](auto&, crypto::GrantBody& body) { body = given; });
}

Status grantOfAnotherTeam(Scene& scene) {
    return opensWith(scene, [&](auto& header, crypto::GrantBody& body) {
        auto& coach = scene.town.coach();
        auto& debt = scene.town.debt();
        auto forDebt = header;
        forDebt.team = debt.team();
        const auto built = grantFor(coach, fileOf(coach, header.household), debt.team());
        body = need(crypto::GrantBody::decode(built.body), "a grant's body");
        EXPECT_EQ(built.ref.header.team, forDebt.team);
    });
}

/// The grant as the coach signs anew what `alter` made of it: for every check but opening it is
/// right.
void signAnew(Member& coach, CommitBuilder::BuiltGrant& grant, crypto::GrantBody body) {
    const auto& secrets = coach.secrets();
    body.signature = secrets.signing.sign(
        crypto::kGrantSignature, secrets.instance, body.signedBytes(grant.ref.header));
    grant.body = body.encode();
    grant.ref.bodyHash = crypto::attachmentHash(grant.body);
}

/// The server cannot see what is wrong with such a grant: whoever opens it does, and is told whose
/// it is.
Status opensSealed(
    Scene& scene,
    const std::function<crypto::GrantBody(const client::core::HouseholdFile&,
                                          const CommitBuilder::BuiltGrant&)>& alter) {
    auto& coach = scene.town.coach();
    auto& youth = scene.town.youth();
    const auto household = scene.town.newHousehold();
    scene.town.help(youth, household.bsn);
    const auto file = fileOf(coach, household.id);
    auto grant = grantFor(coach, file, youth.team());
    if (scene.lying()) signAnew(coach, grant, alter(file, grant));
    need(coach.session().call(draftOf(household.id, grant)), "granting");
    if (scene.lying()) scene.lieTo(youth);
    scene.again = [&youth, &coach, household]() -> Status {
        const auto opened = fileOf(youth, household.id);
        if (opened.keyFaults.empty()) return crypto::success();
        EXPECT_TRUE(opened.records.empty());
        EXPECT_EQ(opened.keyFaults.front().kind, client::core::KeyFaultKind::OwnTeam);
        EXPECT_EQ(opened.keyFaults.front().madeBy, coach.secrets().device);
        return Reason::SealBroken;
    };
    return scene.again();
}

Status zeroShare(Scene& scene) {
    return opensSealed(scene, [](const auto&, const CommitBuilder::BuiltGrant& grant) {
        auto body = need(crypto::GrantBody::decode(grant.body), "a grant's body");
        body.enc = {};
        return body;
    });
}

Status wrongPskId(Scene& scene) {
    return opensSealed(scene, [&scene](const auto& file, const auto& grant) {
        auto& coach = scene.town.coach();
        const auto& secrets = coach.secrets();
        const auto keys = need(client::core::CompartmentKeys::open(
                                   coach.session(), file.state, crypto::kSharedCore, file.objects),
                               "the coach's keys");
        auto network = secrets.network().clone();
        ++network.epoch;
        const auto& header = grant.ref.header;
        return need(keys.current()->grant(header,
                                          coach.session().directory().teamKey(header.team)->key.key,
                                          network,
                                          secrets.signing,
                                          secrets.instance,
                                          scene.server.random()),
                    "sealing");
    });
}

Status grantOfAnotherKey(Scene& scene) {
    return opensWith(
        scene,
        [&scene](crypto::GrantHeader& header, crypto::GrantBody& body) {
            header.commitment[0] ^= 1U;
            const auto& secrets = scene.town.coach().secrets();
            body.signature = secrets.signing.sign(
                crypto::kGrantSignature, secrets.instance, body.signedBytes(header));
        },
        Reason::PayloadMismatch);
}

Status grantByNobody(Scene& scene) {
    return opensWith(
        scene,
        [](crypto::GrantHeader& header, crypto::GrantBody&) { header.granter.bytes[0] ^= 1U; },
        Reason::PayloadMismatch);
}

/// The coach's keystore, with the work factor that the server's friend wrote into it.
Status opensKeystore(Scene& scene, const crypto::KdfParameters& said) {
    // Made once: Argon2id is meant to be slow.
    static const crypto::SecretBytes passphrase =
        crypto::SecretBytes::copyOf(crypto::viewOf("een lange zin om te openen"));
    static const Bytes file = [&scene] {
        const crypto::SecretBytes none;
        const auto made = need(crypto::Keystore::create({passphrase, none},
                                                        scene.town.coach().secrets().encode(),
                                                        {},
                                                        scene.server.random()),
                               "a keystore");
        return made.keystore.bytes();
    }();
    const TempFolder folder;
    Bytes shown = file;
    if (scene.lying()) {
        scene.lieTo(scene.town.coach());
        auto parts = need(crypto::KeystoreFile::decode(file), "a keystore");
        parts.slots.front().kdf = said;
        shown = parts.encode();
    }
    need(crypto::writeNewFile(folder.path() + "/sleutels.vdks", shown), "writing a keystore");
    client::core::Profile profile(folder.path(), scene.server.clock(), scene.server.random());
    const auto opened = profile.open(passphrase);
    if (opened.ok()) return crypto::success();
    // Refused before a second was spent on it, and not counted as a wrong passphrase.
    EXPECT_EQ(profile.retryAfterMillis(), 0U);
    return opened.error();
}

constexpr std::uint64_t kMebibyte = std::uint64_t{1024} * 1024;

Status loweredKdf(Scene& scene) {
    return opensKeystore(scene, {8 * kMebibyte, 1});
}

}  // namespace

std::vector<Case> keyCases() {
    using enum After;
    const auto broken = Reason::GrantBroken;
    // A table, kept by hand.
    // clang-format off
    return {
        {"ResealedKnownKey", "seals a key that it knows to a team", "4.6", resealedKnownKey,
         broken},
        {"UnsignedGrant", "takes a grant without a signature", "4.6", unsignedGrant, broken,
         {}, StaysRefused},
        {"GrantOfAnotherHousehold", "takes the grant of another household", "4.6",
         grantOfAnotherHousehold, broken,
         {}, StaysRefused},
        {"GrantOfAnotherTeam", "takes a grant to another team", "4.6", grantOfAnotherTeam, broken,
         {}, StaysRefused},
        {"GrantOfAnotherKey", "takes a grant of a key that the household does not have", "4.6",
         grantOfAnotherKey, broken,
         {}, StaysRefused},
        {"GrantByNobody", "takes a grant by a device that nobody admitted", "4.6", grantByNobody,
         broken,
         {}, StaysRefused},
        {"ZeroX25519Share", "hands on a grant with a share of zeros", "7.1", zeroShare,
         Reason::SealBroken,
         {}, StaysRefused},
        {"WrongPskId", "hands on a grant sealed for another network key", "7.1", wrongPskId,
         Reason::SealBroken,
         {}, StaysRefused},
        {"LoweredKdfParameters", "has the keystore ask for less work", "11.1", loweredKdf,
         Reason::KdfTooWeak},
    };
    // clang-format on
}

}  // namespace voordeur::test
