// Lies about who is who: devices that nobody let in, lines left out, and rules that were broken.
#include "crypto/shared/hash.h"
#include "tests/integration/hostile_server/cases.h"
#include "tests/integration/hostile_server/malleable.h"

#include <gtest/gtest.h>

#include <utility>

namespace voordeur::test {

using client::core::ChainLine;
using client::core::DirectoryPage;
using crypto::Reason;
using crypto::Role;
using crypto::Status;

namespace {

/// A line of the directory in the name of `speaker`, signed by `key`.
ChainLine lineBy(Scene& scene,
                 Member& speaker,
                 Role role,
                 const crypto::SigningKey& key,
                 const crypto::DirectoryPayload& payload) {
    const auto& secrets = speaker.secrets();
    ChainLine line;
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

/// The coach hears of one line more than there is.
Status coachHears(Scene& scene, const std::function<ChainLine()>& line) {
    auto& coach = scene.town.coach();
    if (scene.lying()) {
        scene.lieTo(coach).directory = [made = line()](std::uint64_t, DirectoryPage& page) {
            page.lines.push_back(made);
            ++page.totalCount;
        };
    }
    return coach.session().sync();
}

/// A device of the coach that the server made up.
crypto::Device ghost(Scene& scene) {
    auto& random = scene.server.random();
    crypto::Device device;
    device.person = scene.town.coach().secrets().person;
    device.signKey = crypto::SigningKey::generate(random).publicKey();
    device.sealKey = crypto::SealKeyPair::generate(random).publicKey();
    device.tlsKey = random.array<32>();
    device.id = crypto::deviceIdOf(device.signKey, device.sealKey, device.tlsKey);
    return device;
}

Status ghostDevice(Scene& scene) {
    return coachHears(scene, [&] {
        // The server has no administrator's key: it signs with one of its own.
        const auto own = crypto::SigningKey::generate(scene.server.random());
        return lineBy(scene, scene.town.founder(), Role::Founder, own, {{ghost(scene)}, {}});
    });
}

Status ghostDeviceByAWorker(Scene& scene) {
    return coachHears(scene, [&] {
        auto& youth = scene.town.youth();
        return lineBy(scene, youth, Role::Worker, youth.secrets().signing, {{ghost(scene)}, {}});
    });
}

Status borrowedRole(Scene& scene) {
    return coachHears(scene, [&] {
        auto& youth = scene.town.youth();
        return lineBy(scene, youth, Role::Founder, youth.secrets().signing, {{ghost(scene)}, {}});
    });
}

Status deviceOfOtherKeys(Scene& scene) {
    return coachHears(scene, [&] {
        auto& founder = scene.town.founder();
        auto device = ghost(scene);
        device.sealKey[0] ^= 1U;
        return lineBy(scene, founder, Role::Founder, founder.secrets().signing, {{device}, {}});
    });
}

Status lineByWhoLeft(Scene& scene) {
    const auto leaver =
        scene.town.addMember(scene.town.founder().team(), "P. ter Horst", Role::Founder);
    scene.town.revokeDevice(*leaver);
    return coachHears(scene, [&] {
        return lineBy(
            scene, *leaver, Role::Founder, leaver->secrets().signing, {{ghost(scene)}, {}});
    });
}

/// One administrator makes another one of somebody who works there; `word` is the second person's.
Status madeAdmin(
    Scene& scene,
    const std::function<std::vector<crypto::Cosignature>(Member&, const crypto::DirectoryPayload&)>&
        word) {
    auto& town = scene.town;
    auto& youth = town.youth();
    const auto first = town.addMember(youth.team(), "A. Smit", Role::AgencyAdmin);
    const auto second = town.addMember(youth.team(), "B. Mulder", Role::AgencyAdmin);
    return coachHears(scene, [&] {
        crypto::DirectoryPayload payload;
        payload.changes = {
            crypto::Membership{youth.secrets().person, youth.team(), Role::AgencyAdmin, true}};
        payload.cosignatures = word(*second, payload);
        return lineBy(scene, *first, Role::AgencyAdmin, first->secrets().signing, payload);
    });
}

Status withoutTheSecondPerson(Scene& scene) {
    return madeAdmin(scene,
                     [](Member&, const auto&) { return std::vector<crypto::Cosignature>{}; });
}

Status wordForAnotherCall(Scene& scene) {
    return madeAdmin(scene, [&scene](Member& second, const crypto::DirectoryPayload& payload) {
        const auto& secrets = second.secrets();
        const auto bytes = payload.cosigned({crypto::Method::ChangeDirectory,
                                             secrets.device,
                                             crypto::RequestId::generate(scene.server.random())});
        return std::vector<crypto::Cosignature>{
            {secrets.device,
             secrets.signing.sign(crypto::kCosignSignature, secrets.instance, bytes)}};
    });
}

Status restorationByAWorker(Scene& scene) {
    return coachHears(scene, [&] {
        auto& youth = scene.town.youth();
        const auto head = youth.session().head();
        crypto::Restoration said;
        said.restored = {head.size - 1, head.root};
        said.lost = {head.size + 10, head.root};
        said.lastTime = 1;
        said.restoredTime = scene.server.clock().now();
        return lineBy(scene, youth, Role::Worker, youth.secrets().signing, {{said}, {}});
    });
}

Status withheldRevoke(Scene& scene) {
    auto& coach = scene.town.coach();
    const auto household = scene.town.newHousehold();
    const auto spare = scene.town.addMember(coach.team(), "M. Öz", Role::Coach);
    need(coach.session().sync(), "synchronising");
    const std::uint64_t shown = scene.server.writer().directoryCount();
    scene.town.revokeDevice(*spare);
    if (scene.lying()) {
        scene.lieTo(coach).directory = [shown](std::uint64_t known, auto& page) {
            page.totalCount = shown;
            page.lines.resize(known < shown ? shown - known : 0);
        };
    }
    const Status opened = opens(coach, household.id);
    EXPECT_EQ(coach.session().directory().active(spare->secrets().device), scene.lying());
    return opened;
}

MakeLie page(std::function<void(DirectoryPage&)> alter) {
    Lie lie;
    lie.directory = [alter = std::move(alter)](std::uint64_t, DirectoryPage& shown) {
        if (!shown.lines.empty()) alter(shown);
    };
    return anywhere(std::move(lie));
}

void alterEntry(ChainLine& line, const std::function<void(crypto::Entry&)>& alter) {
    auto entry = need(crypto::Entry::decode(line.entry), "a line");
    alter(entry);
    line.entry = entry.encode();
}

Lie shorterDirectory(TestServer& /*server*/) {
    Lie lie;
    lie.directory = [](std::uint64_t, DirectoryPage& shown) {
        shown.lines.clear();
        shown.totalCount = 1;
    };
    return lie;
}

}  // namespace

std::vector<Case> directoryCases() {
    const auto work = coachSyncs;
    const auto wrong = Reason::DirectoryChainWrong;
    const auto rule = Reason::RuleBroken;
    // A table, kept by hand.
    // clang-format off
    return {
        {"GhostDevice", "adds a device in an administrator's name", "5.4", ghostDevice,
         Reason::SignatureBroken},
        {"GhostDeviceByAWorker", "takes a device that a worker adds", "5.4", ghostDeviceByAWorker,
         rule},
        {"BorrowedRole", "takes a worker's word as a founder's", "5.4", borrowedRole, rule},
        {"DeviceOfOtherKeys", "takes a founder's device whose id is not that of its keys", "4.5",
         deviceOfOtherKeys, rule},
        {"SecondPersonLeftOut", "takes an administrator's word where it takes two", "4.4",
         withoutTheSecondPerson, rule},
        {"WordForAnotherCall", "takes a second person's word for another call", "4.4",
         wordForAnotherCall, rule},
        {"LineByWhoLeft", "takes a change by a founder who was let go", "4.5", lineByWhoLeft, rule},
        {"RestorationByAWorker", "takes a worker's word that the log was put back", "5.7",
         restorationByAWorker, rule},
        {"WithheldRevoke", "does not tell that a device was revoked", "5.6 (6)", withheldRevoke,
         wrong},
        {"DirectoryLineLeftOut", "leaves out a line of the directory", "5.4", work, wrong,
         page([](DirectoryPage& shown) { shown.lines.erase(shown.lines.begin()); })},
        {"DirectoryLinesSwapped", "sends lines of the directory in another order", "5.4", work,
         wrong, page([](DirectoryPage& shown) { std::swap(shown.lines[0], shown.lines[1]); })},
        {"DirectoryLineTwice", "sends a line of the directory twice", "5.4", work, wrong,
         page([](DirectoryPage& shown) { shown.lines[1] = shown.lines[0]; })},
        {"DirectoryLineOfAnotherPayload", "changes the name of a team on its way", "5.4", work,
         wrong, page([](DirectoryPage& shown) { shown.lines[0].payload.back() ^= 1U; })},
        {"DirectoryLineThatWasRefused", "shows a refused change as one that was done", "5.4",
         work, wrong,
         page([](DirectoryPage& shown) {
             alterEntry(shown.lines[0], [](crypto::Entry& entry) {
                 entry.outcome = static_cast<std::uint16_t>(Reason::Denied);
             });
         })},
        {"DirectoryLineMalleated", "writes the signature of a line in a second way", "3", work,
         Reason::SignatureBroken,
         page([](DirectoryPage& shown) {
             alterEntry(shown.lines[0],
                        [](crypto::Entry& entry) { entry.signature = malleated(entry.signature); });
         })},
        {"DirectoryShrinks", "has a shorter directory than this device knows", "5.6 (6)", work,
         wrong, shorterDirectory},
    };
    // clang-format on
}

}  // namespace voordeur::test
