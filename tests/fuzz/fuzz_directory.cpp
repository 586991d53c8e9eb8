#include "crypto/shared/directory.h"
#include "crypto/shared/directory_state.h"
#include "crypto/shared/enrolment.h"
#include "tests/fuzz/fuzz_canonical.h"

// Any bytes as a founding, as a directory payload and as an enrolment; what can be read is followed
// from an empty and from a founded directory. The first byte chooses.
namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one function, no header
using crypto::Directory;

/// A policy and directory of zeros: enough to have something to refer to.
Directory foundedDirectory() {
    crypto::RootPolicy policy;
    policy.founders.resize(1);
    crypto::FoundPayload payload;
    payload.policy = policy.encode();
    crypto::Agency agency;
    agency.id.bytes[0] = 1;
    crypto::Team team{.id = {}, .agency = agency.id, .name = {}, .flags = 0};
    team.id.bytes[0] = 1;
    crypto::Person person;
    person.id.bytes[0] = 1;
    person.agency = agency.id;
    crypto::Device device;
    device.person = person.id;
    device.id = crypto::deviceIdOf(device.signKey, device.sealKey, device.tlsKey);
    payload.changes = {agency, team, person, device};
    Directory directory;
    fuzz::require(directory.found(payload, 0).ok());
    return directory;
}

/// What must be true of any directory, however it came about.
void requireWhole(const Directory& directory) {
    for (const auto& [id, team] : directory.teams()) {
        fuzz::require(id == team.id && directory.agency(team.agency) != nullptr);
        for (const auto& person : directory.membersOf(id)) {
            fuzz::require(directory.person(person) != nullptr);
            fuzz::require(!directory.personRevoked(person));
        }
    }
    for (const auto& [id, person] : directory.people()) {
        fuzz::require(id == person.id && directory.agency(person.agency) != nullptr);
        for (const auto& device : directory.devicesOf(id)) {
            fuzz::require(directory.active(device));
        }
    }
}

void readFounding(crypto::ByteView bytes) {
    fuzz::requireCanonical<crypto::FoundPayload>(bytes);
    const auto payload = crypto::FoundPayload::decode(bytes);
    if (!payload.ok()) return;
    Directory directory;
    const bool founded = directory.found(payload.value(), 0).ok();
    fuzz::require(directory.founded() == founded);
    fuzz::require(founded || directory.agencies().empty());
    requireWhole(directory);
}

void readPayload(crypto::ByteView bytes) {
    fuzz::requireCanonical<crypto::DirectoryPayload>(bytes);
    const auto payload = crypto::DirectoryPayload::decode(bytes);
    if (!payload.ok()) return;
    Directory directory = foundedDirectory();
    const bool followed = directory.follow(payload.value(), 7).ok();
    fuzz::require(followed || directory.people().size() == 1);
    fuzz::require(followed || directory.devices().size() == 1);
    requireWhole(directory);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const crypto::ByteView bytes(data + 1, size - 1);
    switch (data[0] % 4) {
        case 0:
            readFounding(bytes);
            break;
        case 1:
            fuzz::requireCanonical<crypto::Enrolment>(bytes);
            break;
        default:
            readPayload(bytes);
            break;
    }
    return 0;
}
