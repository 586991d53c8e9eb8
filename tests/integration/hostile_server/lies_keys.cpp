// Lies about keys: grants that nobody gave, or gave for something else.
#include "client/core/households.h"
#include "client/core/profile.h"
#include "crypto/base/files.h"
#include "crypto/internal/random.h"
#include "crypto/vault/keystore.h"
#include "tests/integration/hostile_server/lies.h"

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
                 bool lie,
                 const std::function<void(const crypto::GrantHeader&, crypto::GrantBody&)>& alter) {
    auto& coach = scene.town.coach();
    auto& youth = scene.town.youth();
    const auto household = scene.town.newHousehold();
    scene.town.help(youth, household.bsn);
    auto grant = grantFor(coach, fileOf(coach, household.id), youth.team());
    if (!lie) {
        need(coach.session().call(draftOf(household.id, grant)), "granting");
        return opens(youth, household.id);
    }
    auto body = need(crypto::GrantBody::decode(grant.body), "a grant's body");
    alter(grant.ref.header, body);
    grant.body = body.encode();
    grant.ref.bodyHash = crypto::attachmentHash(grant.body);
    collude(scene, coach, draftOf(household.id, grant), Reason::SignatureBroken);
    scene.lying(youth);
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

}  // namespace

Status resealedKnownKey(Scene& scene, bool lie) {
    auto& youth = scene.town.youth();
    const auto household = scene.town.sharedWith(youth);
    if (lie) {
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
        scene.lying(youth).answer = [body](Method, const auto&, client::core::RawAnswer& answer) {
            for (auto& object : answer.objects) {
                if (crypto::GrantBody::decode(object).ok()) object = body.encode();
            }
        };
    }
    return opens(youth, household.id);
}

Status unsignedGrant(Scene& scene, bool lie) {
    return opensWith(scene, lie, [](const auto&, crypto::GrantBody& body) { body.signature = {}; });
}

Status grantOfAnotherHousehold(Scene& scene, bool lie) {
    const auto other = scene.town.sharedWith(scene.town.youth());
    const auto given = givenTo(scene, other, scene.town.youth().team());
    return opensWith(scene, lie, [&](const auto&, crypto::GrantBody& body) { body = given; });
}

Status grantOfAnotherTeam(Scene& scene, bool lie) {
    return opensWith(scene, lie, [&](const auto& header, crypto::GrantBody& body) {
        auto& coach = scene.town.coach();
        auto& debt = scene.town.debt();
        auto forDebt = header;
        forDebt.team = debt.team();
        const auto built = grantFor(coach, fileOf(coach, header.household), debt.team());
        body = need(crypto::GrantBody::decode(built.body), "a grant's body");
        EXPECT_EQ(built.ref.header.team, forDebt.team);
    });
}

Status zeroShare(Scene& scene, bool lie) {
    auto& coach = scene.town.coach();
    auto& youth = scene.town.youth();
    const auto household = scene.town.newHousehold();
    scene.town.help(youth, household.bsn);
    auto grant = grantFor(coach, fileOf(coach, household.id), youth.team());
    if (lie) {
        auto body = need(crypto::GrantBody::decode(grant.body), "a grant's body");
        body.enc = {};
        const auto& secrets = coach.secrets();
        body.signature = secrets.signing.sign(
            crypto::kGrantSignature, secrets.instance, body.signedBytes(grant.ref.header));
        grant.body = body.encode();
        grant.ref.bodyHash = crypto::attachmentHash(grant.body);
    }
    // Well signed, so the server cannot see it: whoever opens it does, and is told whose it is.
    need(coach.session().call(draftOf(household.id, grant)), "granting");
    if (lie) scene.lying(youth);
    scene.again = [&youth, &coach, household]() -> Status {
        const auto file = fileOf(youth, household.id);
        if (file.keyFaults.empty()) return crypto::success();
        EXPECT_TRUE(file.records.empty());
        EXPECT_EQ(file.keyFaults.front().kind, client::core::KeyFaultKind::OwnTeam);
        EXPECT_EQ(file.keyFaults.front().madeBy, coach.secrets().device);
        return Reason::SealBroken;
    };
    return scene.again();
}

Status loweredKdf(Scene& scene, bool lie) {
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
    const std::string path = folder.path() + "/sleutels.vdks";
    Bytes shown = file;
    if (lie) {
        scene.lying(scene.town.coach());
        auto parts = need(crypto::KeystoreFile::decode(file), "a keystore");
        parts.slots.front().kdf = {std::uint64_t{8} * 1024 * 1024, 1};
        shown = parts.encode();
    }
    need(crypto::writeNewFile(path, shown), "writing a keystore");
    client::core::Profile profile(folder.path(), scene.server.clock(), scene.server.random());
    const auto opened = profile.open(passphrase);
    if (opened.ok()) return crypto::success();
    // Refused before a second was spent on it, and not counted as a wrong passphrase.
    EXPECT_EQ(profile.retryAfterMillis(), 0U);
    return opened.error();
}

}  // namespace voordeur::test
