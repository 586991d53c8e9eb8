#include "crypto/shared/directory.h"

#include "crypto/shared/hash.h"
#include "tests/crypto/shared/format_case.h"
#include "tests/vectors/samples.h"

#include <set>

namespace voordeur::crypto {
namespace {

std::optional<Reason> refusalOfChange(const DirectoryChange& change) {
    const auto decoded = decodeChange(encodeChange(change));
    if (decoded.ok()) {
        EXPECT_EQ(decoded.value(), change);
    }
    return test::refusalOf(decoded);
}

TEST(DirectoryChangeTest, NumbersOfTheKindsNeverChange) {
    std::uint8_t number = 0;
    for (const DirectoryChange& change : samples::changes()) {
        ++number;
        EXPECT_EQ(encodeChange(change).front(), number);
        EXPECT_EQ(refusalOfChange(change), std::nullopt);
    }
    EXPECT_EQ(number, 10);
}

TEST(DirectoryChangeTest, RefusesUnknownKinds) {
    for (const int number : {0, 11, 255}) {
        Bytes bytes = encodeChange(samples::admission());
        bytes[0] = static_cast<std::uint8_t>(number);
        EXPECT_EQ(test::refusalOf(decodeChange(bytes)), Reason::UnknownValue);
    }
}

TEST(AgencyTest, RefusesWhatIsNotInTheGrammar) {
    Agency agency = samples::agency();
    agency.kinds = 8;
    EXPECT_EQ(refusalOfChange(agency), Reason::UnknownValue);
    agency = samples::agency();
    agency.purposes = {4, 1};
    EXPECT_EQ(refusalOfChange(agency), Reason::Malformed);
    agency.purposes = {4, 4};
    EXPECT_EQ(refusalOfChange(agency), Reason::Malformed);
    agency = samples::agency();
    agency.phone = std::string("a\0b", 3);
    EXPECT_EQ(refusalOfChange(agency), Reason::TextNotUtf8);
    agency.phone.assign(201, '0');
    EXPECT_EQ(refusalOfChange(agency), Reason::Malformed);
}

TEST(AgencyTest, LongestFitsInAChange) {
    Agency agency = samples::agency();
    agency.name.assign(200, 'n');
    agency.phone.assign(200, '0');
    agency.purposes.clear();
    for (std::uint16_t code = 1; code <= 256; ++code) {
        agency.purposes.push_back(code);
    }
    EXPECT_LE(encodeChange(agency).size(), kChangeBytesMax);
    EXPECT_EQ(refusalOfChange(agency), std::nullopt);
}

TEST(AgencyTest, MayUseWhatItsBitsAndPurposesSay) {
    Agency housing = samples::agency();
    housing.kinds = 6;
    EXPECT_FALSE(housing.mayUse(IdentifierKind::Bsn));
    EXPECT_TRUE(housing.mayUse(IdentifierKind::Address));
    EXPECT_TRUE(housing.mayUse(IdentifierKind::NameBirth));
    EXPECT_TRUE(housing.mayUse(std::uint16_t{4}));
    EXPECT_FALSE(housing.mayUse(std::uint16_t{2}));
}

TEST(TeamTest, RefusesUnknownFlags) {
    Team team = samples::team();
    team.flags = 15;
    EXPECT_EQ(refusalOfChange(team), std::nullopt);
    team.flags = 16;
    EXPECT_EQ(refusalOfChange(team), Reason::UnknownValue);
}

TEST(MembershipTest, RefusesUnknownRoles) {
    Membership membership = samples::membership();
    membership.role = static_cast<Role>(0);
    EXPECT_EQ(refusalOfChange(membership), Reason::UnknownValue);
    membership.role = static_cast<Role>(9);
    EXPECT_EQ(refusalOfChange(membership), Reason::UnknownValue);
    membership.role = Role::Founder;
    membership.active = false;
    EXPECT_EQ(refusalOfChange(membership), std::nullopt);
}

TEST(TeamKeyTest, RefusesEpochZero) {
    TeamKey key = samples::teamKey();
    key.epoch = 0;
    EXPECT_EQ(refusalOfChange(key), Reason::Malformed);
}

TEST(RevocationTest, RefusesUnknownTargets) {
    Revocation revocation = samples::revocation();
    revocation.what = static_cast<Revocation::What>(0);
    EXPECT_EQ(refusalOfChange(revocation), Reason::UnknownValue);
    revocation.what = static_cast<Revocation::What>(4);
    EXPECT_EQ(refusalOfChange(revocation), Reason::UnknownValue);
}

TEST(RestorationTest, RefusesWhatLostNothing) {
    Restoration restoration = samples::restoration();
    EXPECT_EQ(refusalOfChange(restoration), std::nullopt);
    restoration.lost.size = restoration.restored.size;
    EXPECT_EQ(refusalOfChange(restoration), Reason::Malformed);
    restoration = samples::restoration();
    restoration.restored = {};
    EXPECT_EQ(refusalOfChange(restoration), Reason::Malformed);
    restoration = samples::restoration();
    restoration.restoredTime = restoration.lastTime - 1;
    EXPECT_EQ(refusalOfChange(restoration), Reason::Malformed);
}

TEST(RoleTest, NumbersReadBackAndNamesDiffer) {
    std::set<std::string_view> names;
    for (unsigned number = 0; number < 256; ++number) {
        const auto role = roleFromNumber(static_cast<std::uint8_t>(number));
        EXPECT_EQ(role.has_value(), number >= 1 && number <= 8);
        if (role) names.insert(nameOf(*role));
    }
    EXPECT_EQ(names.size(), 8U);
    EXPECT_EQ(names.count(""), 0U);
}

TEST(DeviceIdTest, DependsOnEveryKey) {
    const Device device = samples::device();
    const auto flipped = [](ByteArray<32> key) {
        key[31] ^= 1;
        return key;
    };
    EXPECT_EQ(deviceIdOf(device.signKey, device.sealKey, device.tlsKey), device.id);
    EXPECT_NE(deviceIdOf(flipped(device.signKey), device.sealKey, device.tlsKey), device.id);
    EXPECT_NE(deviceIdOf(device.signKey, flipped(device.sealKey), device.tlsKey), device.id);
    EXPECT_NE(deviceIdOf(device.signKey, device.sealKey, flipped(device.tlsKey)), device.id);
}

TEST(DirectoryPayloadTest, BoundsItsChanges) {
    DirectoryPayload payload;
    payload.changes.resize(256, samples::admission());
    EXPECT_TRUE(DirectoryPayload::decode(payload.encode()).ok());
    payload.changes.resize(257, samples::admission());
    EXPECT_EQ(test::refusalOf(DirectoryPayload::decode(payload.encode())), Reason::Malformed);
}

TEST(DirectoryPayloadTest, HandsOnWhyAChangeIsRefused) {
    DirectoryPayload payload;
    Team team = samples::team();
    team.flags = 255;
    payload.changes = {samples::agency(), team};
    EXPECT_EQ(test::refusalOf(DirectoryPayload::decode(payload.encode())), Reason::UnknownValue);
}

TEST(DirectoryPayloadTest, RefusesTheSameCosignerTwice) {
    DirectoryPayload payload = samples::directoryPayload();
    payload.cosignatures.push_back(payload.cosignatures[0]);
    EXPECT_EQ(test::refusalOf(DirectoryPayload::decode(payload.encode())), Reason::Malformed);
    payload.cosignatures[1].device.bytes = ByteArray<16>{};
    EXPECT_EQ(test::refusalOf(DirectoryPayload::decode(payload.encode())), Reason::Malformed);
    std::swap(payload.cosignatures[0], payload.cosignatures[1]);
    EXPECT_TRUE(DirectoryPayload::decode(payload.encode()).ok());
}

TEST(DirectoryPayloadTest, CosignatureHoldsForOneRequestAndTheseChangesOnly) {
    const DirectoryPayload payload = samples::directoryPayload();
    const Cosigning request{
        .method = Method::Admit, .asker = samples::device().id, .requestId = samples::kRequest};
    const auto holds = [&](const DirectoryPayload& what, const Cosigning& of) {
        return verify(samples::colleagueKey().publicKey(),
                      "cosign",
                      samples::instance(),
                      what.cosigned(of),
                      payload.cosignatures[0].signature);
    };
    EXPECT_TRUE(holds(payload, request));
    Cosigning other = request;
    other.method = Method::ChangeDirectory;
    EXPECT_FALSE(holds(payload, other));
    other = request;
    other.requestId.bytes[15] ^= 1;
    EXPECT_FALSE(holds(payload, other));
    other = request;
    other.asker.bytes[0] ^= 1;
    EXPECT_FALSE(holds(payload, other));
    DirectoryPayload fewer = payload;
    fewer.changes.pop_back();
    EXPECT_FALSE(holds(fewer, request));
}

TEST(FoundPayloadTest, RefusesSignaturesOutOfOrder) {
    FoundPayload payload = samples::foundPayload();
    std::swap(payload.signatures[0], payload.signatures[1]);
    EXPECT_EQ(test::refusalOf(FoundPayload::decode(payload.encode())), Reason::Malformed);
    payload.signatures[1].first = payload.signatures[0].first;
    EXPECT_EQ(test::refusalOf(FoundPayload::decode(payload.encode())), Reason::Malformed);
}

TEST(FoundPayloadTest, FoundersSignWithoutAnInstance) {
    const FoundPayload payload = samples::foundPayload();
    const RootPolicy policy = samples::policy();
    for (const auto& [index, signature] : payload.signatures) {
        EXPECT_TRUE(verify(
            policy.founders[index], kPolicySignature, InstanceId{}, payload.policy, signature));
    }
}

}  // namespace
}  // namespace voordeur::crypto
