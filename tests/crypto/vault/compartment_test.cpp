#include "crypto/vault/compartment.h"

#include "crypto/internal/random.h"
#include "crypto/vault/aead.h"

#include <gtest/gtest.h>

namespace voordeur::crypto {
namespace {

/// What a newer key hands on to its holders.
class EarlierKeysTest : public testing::Test {
protected:
    EarlierKeysTest() : m_key(CompartmentKey::generate(m_random)) { m_own.epoch = 5; }

    EarlierKey of(std::uint32_t epoch) { return {epoch, CompartmentKey::generate(m_random)}; }
    Bytes wrap(std::vector<EarlierKey>& keys) { return m_key.wrapEarlier(keys, m_own, m_random); }
    Hash32 name(const EarlierKey& key) {
        return key.key.commitment(m_own.household, m_own.compartment, key.epoch);
    }
    void expectWhole(std::vector<EarlierKey>& keys) {
        const auto opened = m_key.unwrapEarlier(wrap(keys), m_own);
        ASSERT_TRUE(opened.ok()) << nameOf(opened.reason());
        ASSERT_EQ(opened.value().size(), keys.size());
        for (std::size_t i = 0; i < keys.size(); ++i) {
            EXPECT_EQ(opened.value()[i].epoch, keys[i].epoch);
            EXPECT_EQ(name(opened.value()[i]), name(keys[i]));
        }
    }
    void expectBroken(std::vector<EarlierKey>& keys) {
        EXPECT_EQ(m_key.unwrapEarlier(wrap(keys), m_own).reason(), Reason::SealBroken);
    }

    SystemRandom m_random;
    CompartmentKey m_key;
    EpochRecord m_own;
};

TEST_F(EarlierKeysTest, PreviousKeyAloneIsThirtyTwoBytes) {
    std::vector<EarlierKey> keys;
    keys.push_back(of(4));
    EXPECT_EQ(wrap(keys).size(), 24U + 32U + 16U);
    expectWhole(keys);
}

TEST_F(EarlierKeysTest, SeveralKeysComeBackWithTheirEpochs) {
    std::vector<EarlierKey> keys;
    keys.push_back(of(4));
    keys.push_back(of(2));
    EXPECT_EQ(wrap(keys).size(), 24U + 2U * 36U + 16U);
    expectWhole(keys);
}

TEST_F(EarlierKeysTest, OlderKeyWithoutThePreviousOneKeepsItsEpoch) {
    std::vector<EarlierKey> keys;
    keys.push_back(of(3));
    expectWhole(keys);
}

TEST_F(EarlierKeysTest, NoneAtAllIsAnAnswerToo) {
    std::vector<EarlierKey> keys;
    expectWhole(keys);
}

TEST_F(EarlierKeysTest, EpochsFallAndStayBelowTheOwn) {
    for (const auto& epochs :
         std::vector<std::vector<std::uint32_t>>{{4, 4}, {2, 3}, {5, 3}, {9, 1}, {4, 0}}) {
        std::vector<EarlierKey> keys;
        for (const auto epoch : epochs)
            keys.push_back(of(epoch));
        expectBroken(keys);
    }
}

TEST_F(EarlierKeysTest, OpensForItsOwnEpochAlone) {
    std::vector<EarlierKey> keys;
    keys.push_back(of(4));
    Bytes wrapped = wrap(keys);
    EpochRecord other = m_own;
    other.epoch = 6;
    EXPECT_EQ(m_key.unwrapEarlier(wrapped, other).reason(), Reason::SealBroken);
    wrapped.back() ^= 1U;
    EXPECT_EQ(m_key.unwrapEarlier(wrapped, m_own).reason(), Reason::SealBroken);
    EXPECT_EQ(m_key.unwrapEarlier(ByteView(wrapped).first(24), m_own).reason(), Reason::SealBroken);
}

}  // namespace
}  // namespace voordeur::crypto
