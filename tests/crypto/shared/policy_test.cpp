#include "crypto/shared/policy.h"

#include "tests/crypto/shared/format_case.h"
#include "tests/vectors/samples.h"

namespace voordeur::crypto {
namespace {

using Case = test::WrongField<RootPolicy>;
using test::expectKept;

class RootPolicyTestWrong : public testing::TestWithParam<Case> {};

TEST_P(RootPolicyTestWrong, IsRefused) {
    test::expectRefused(samples::policy(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Fields,
    RootPolicyTestWrong,
    testing::Values(
        Case{"VersionZero", [](RootPolicy& p) { p.version = 0; }, Reason::Malformed},
        Case{"SuiteTwo", [](RootPolicy& p) { p.suite = 2; }, Reason::UnknownSuite},
        Case{"MunicipalityTooLong",
             [](RootPolicy& p) { p.municipality.assign(201, 'x'); },
             Reason::Malformed},
        Case{"MunicipalityNotUtf8",
             [](RootPolicy& p) { p.municipality = "\xff"; },
             Reason::TextNotUtf8},
        Case{"NoFounder", [](RootPolicy& p) { p.founders.clear(); }, Reason::Malformed},
        Case{"FounderTwice",
             [](RootPolicy& p) { p.founders[1] = p.founders[0]; },
             Reason::Malformed},
        Case{"FoundersNotSorted",
             [](RootPolicy& p) { std::swap(p.founders[0], p.founders[1]); },
             Reason::Malformed},
        Case{"TooManyFounders",
             [](RootPolicy& p) {
                 p.founders.clear();
                 for (unsigned i = 0; i < 257; ++i) {
                     PublicKey32 key{};
                     key[0] = static_cast<std::uint8_t>(i >> 8);
                     key[1] = static_cast<std::uint8_t>(i);
                     p.founders.push_back(key);
                 }
             },
             Reason::Malformed},
        Case{"ThresholdZero", [](RootPolicy& p) { p.threshold = 0; }, Reason::Malformed},
        Case{"ThresholdAboveFounders", [](RootPolicy& p) { p.threshold = 3; }, Reason::Malformed},
        Case{"QuotaScopeUnknown",
             [](RootPolicy& p) { p.quotas[0].scope = static_cast<QuotaScope>(0); },
             Reason::UnknownValue},
        Case{"QuotaWindowUnknown",
             [](RootPolicy& p) { p.quotas[0].window = static_cast<QuotaWindow>(3); },
             Reason::UnknownValue},
        Case{"QuotaKindUnknown",
             [](RootPolicy& p) { p.quotas[0].kind = static_cast<IdentifierKind>(4); },
             Reason::UnknownValue},
        Case{"QuotaTwice",
             [](RootPolicy& p) {
                 p.quotas[1] = p.quotas[0];
                 p.quotas[1].max = 99;
             },
             Reason::Malformed},
        Case{"BasisZero", [](RootPolicy& p) { p.bases[0].code = 0; }, Reason::Malformed},
        Case{"BasesNotRising",
             [](RootPolicy& p) { std::swap(p.bases[0], p.bases[1]); },
             Reason::Malformed},
        Case{"PurposeTwice", [](RootPolicy& p) { p.purposes[1].code = 1; }, Reason::Malformed},
        Case{"PurposeWithoutBasis",
             [](RootPolicy& p) { p.purposes[0].basis = 9; },
             Reason::Malformed},
        Case{"LifeDomainZero", [](RootPolicy& p) { p.lifeDomains[0].code = 0; }, Reason::Malformed},
        Case{"RetentionZero", [](RootPolicy& p) { p.retention[0].code = 0; }, Reason::Malformed}),
    test::nameOfCase<RootPolicy>);

TEST(RootPolicyTest, KeepsWhatTheGrammarAllows) {
    expectKept<RootPolicy>(samples::policy(), [](RootPolicy& p) {
        p.municipality.assign(200, 'x');
        p.threshold = 1;
        p.quotas.clear();
        p.bases.clear();
        p.purposes.clear();
        p.lifeDomains.clear();
        p.retention.clear();
        p.showAgencies = false;
    });
}

TEST(RootPolicyTest, FullListsOfLongTextsFit) {
    RootPolicy policy = samples::policy();
    policy.bases.clear();
    policy.purposes.clear();
    policy.lifeDomains.clear();
    policy.retention.clear();
    const std::string text(200, 'x');
    for (std::uint16_t code = 1; code <= 256; ++code) {
        policy.bases.push_back({code, text, text});
        policy.purposes.push_back({code, code, text, text});
        policy.lifeDomains.push_back({code, text, text});
        policy.retention.push_back({code, 1, text, text});
    }
    const Bytes bytes = policy.encode();
    EXPECT_LE(bytes.size(), kPolicyBytesMax);
    const auto decoded = RootPolicy::decode(bytes);
    ASSERT_TRUE(decoded.ok());
    EXPECT_EQ(decoded.value(), policy);
}

TEST(RootPolicyTest, RefusesAnotherVersionOfTheFormat) {
    Bytes bytes = samples::policy().encode();
    bytes[0] = 2;
    EXPECT_EQ(test::refusalOf(RootPolicy::decode(bytes)), Reason::UnknownVersion);
}

TEST(RootPolicyTest, RefusesMoreThanAnyPolicyNeeds) {
    EXPECT_EQ(test::refusalOf(RootPolicy::decode(Bytes(kPolicyBytesMax + 1))),
              Reason::MessageTooLarge);
}

TEST(RootPolicyTest, FindsRowsByCode) {
    const RootPolicy policy = samples::policy();
    ASSERT_NE(policy.purpose(4), nullptr);
    EXPECT_EQ(policy.purpose(4)->labelEn, "Rent arrears");
    EXPECT_EQ(policy.purpose(2), nullptr);
    ASSERT_NE(policy.legalBasis(1), nullptr);
    EXPECT_EQ(policy.legalBasis(3), nullptr);
    ASSERT_NE(policy.lifeDomain(3), nullptr);
    EXPECT_EQ(policy.lifeDomain(0), nullptr);
}

TEST(RootPolicyTest, InstancesOfEqualPoliciesWithOtherNoncesDiffer) {
    RootPolicy other = samples::policy();
    other.nonce[31] ^= 1;
    EXPECT_NE(instanceOf(other.encode()), samples::instance());
    EXPECT_EQ(instanceOf(samples::policy().encode()), samples::instance());
}

}  // namespace
}  // namespace voordeur::crypto
