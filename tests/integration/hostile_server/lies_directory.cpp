// Lies about who is who: other devices than those that were invited, and people who left.
#include "crypto/shared/hash.h"
#include "tests/integration/hostile_server/lies.h"

#include <gtest/gtest.h>

namespace voordeur::test {

using crypto::Reason;
using crypto::Role;
using crypto::Status;

namespace {

/// A device that the server made up.
struct MadeUp {
    crypto::SigningKey signing;
    crypto::SealKeyPair sealing;
    crypto::Device device;
};

MadeUp makeUp(Scene& scene, const crypto::PersonId& person) {
    auto& random = scene.server.random();
    MadeUp out{crypto::SigningKey::generate(random), crypto::SealKeyPair::generate(random), {}};
    auto& device = out.device;
    device.person = person;
    device.signKey = out.signing.publicKey();
    device.sealKey = out.sealing.publicKey();
    device.tlsKey = random.array<32>();
    device.id = crypto::deviceIdOf(device.signKey, device.sealKey, device.tlsKey);
    return out;
}

/// A directory line that admits a device of the coach, in the name of `speaker`, signed by `key`.
client::core::ChainLine ghostLine(Scene& scene,
                                  Member& speaker,
                                  Role role,
                                  const crypto::SigningKey& key) {
    const auto& secrets = speaker.secrets();
    crypto::DirectoryPayload payload;
    payload.changes = {makeUp(scene, scene.town.coach().secrets().person).device};
    client::core::ChainLine line;
    line.payload = payload.encode();
    crypto::Statement statement;
    statement.device = secrets.device;
    statement.person = secrets.person;
    statement.team = secrets.team;
    statement.role = role;
    statement.method = crypto::Method::ChangeDirectory;
    statement.requestId = crypto::RequestId::generate(scene.server.random());
    statement.time = scene.server.clock().now();
    statement.head = speaker.session().head();
    statement.payloadHash = crypto::payloadHash(statement.method, line.payload);
    crypto::Entry entry;
    entry.sequence = scene.server.writer().head().head.size;
    entry.time = statement.time;
    entry.type = crypto::entryTypeOf(statement.method);
    entry.statement = statement.encode();
    entry.signature = key.sign(crypto::kStatementSignature, secrets.instance, entry.statement);
    entry.directory = directoryChainOf(scene.server);
    line.entry = entry.encode();
    return line;
}

void addLine(Lie& lie, const client::core::ChainLine& line) {
    lie.directory = [line](std::uint64_t, client::core::DirectoryPage& page) {
        page.lines.push_back(line);
        ++page.totalCount;
    };
}

}  // namespace

Status swappedKeys(Scene& scene, bool lie) {
    auto& founder = scene.town.founder();
    const auto invitation = scene.town.invite(scene.town.coach().team(), "S. Hermans", Role::Coach);
    const auto pending =
        need(client::core::beginEnrolment(scene.town.machine(), invitation), "enrolling");
    if (!lie) return client::core::admit(founder.session(), invitation.id);
    scene.lying(founder).enrolments = [&](auto& waiting) {
        for (auto& one : waiting) {
            if (one.invitation != invitation.id) continue;
            auto enrolment = need(crypto::Enrolment::decode(one.enrolment), "an enrolment");
            const auto own = makeUp(scene, enrolment.person);
            enrolment.signKey = own.device.signKey;
            enrolment.sealKey = own.device.sealKey;
            enrolment.signature = own.signing.sign(
                crypto::kEnrolmentSignature, founder.secrets().instance, enrolment.signedBytes());
            one.enrolment = enrolment.encode();
        }
    };
    const Status admitted = client::core::admit(founder.session(), invitation.id);
    scene.honest();
    EXPECT_FALSE(founder.session().directory().invitationUsed(invitation.id));
    // Whoever was really invited can still be let in.
    EXPECT_TRUE(client::core::admit(founder.session(), invitation.id).ok());
    EXPECT_TRUE(founder.session().directory().active(pending.secrets.device));
    return admitted;
}

Status ghostDevice(Scene& scene, bool lie) {
    auto& coach = scene.town.coach();
    if (lie) {
        // The server has no administrator's key: it signs with one of its own.
        const auto own = makeUp(scene, scene.town.founder().secrets().person);
        addLine(scene.lying(coach),
                ghostLine(scene, scene.town.founder(), Role::Founder, own.signing));
    }
    return coach.session().sync();
}

Status ghostDeviceByAWorker(Scene& scene, bool lie) {
    auto& coach = scene.town.coach();
    if (lie) {
        auto& youth = scene.town.youth();
        addLine(scene.lying(coach), ghostLine(scene, youth, Role::Worker, youth.secrets().signing));
    }
    return coach.session().sync();
}

Status withheldRevoke(Scene& scene, bool lie) {
    auto& coach = scene.town.coach();
    const auto household = scene.town.newHousehold();
    const auto spare = scene.town.addMember(coach.team(), "M. Öz", Role::Coach);
    need(coach.session().sync(), "synchronising");
    const std::uint64_t shown = scene.server.writer().directoryCount();
    scene.town.revokeDevice(*spare);
    if (lie) {
        scene.lying(coach).directory = [shown](std::uint64_t known, auto& page) {
            page.totalCount = shown;
            page.lines.resize(known < shown ? shown - known : 0);
        };
    }
    const Status opened = opens(coach, household.id);
    EXPECT_EQ(coach.session().directory().active(spare->secrets().device), lie);
    return opened;
}

}  // namespace voordeur::test
