#include "client/core/profile.h"

#include "crypto/internal/random.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <optional>

namespace voordeur::client::core {
namespace {

using crypto::Reason;

/// A clock that the test moves.
class HandClock final : public crypto::Clock {
public:
    [[nodiscard]] crypto::UnixMillis now() const override { return time; }
    crypto::UnixMillis time = 1'800'000'000'000;
};

crypto::SecretBytes secret(std::string_view text) {
    return crypto::SecretBytes::copyOf(crypto::viewOf(text));
}

DeviceSecrets secretsOf(crypto::RandomSource& random) {
    DeviceSecrets secrets{.instance = {},
                          .municipality = "Voorbeeldstad",
                          .address = "localhost:7411",
                          .serverCaPem = {},
                          .certificatePem = {},
                          .tlsKeyPem = secret("sleutel"),
                          .signing = crypto::SigningKey::generate(random),
                          .sealing = crypto::SealKeyPair::generate(random),
                          .device = {},
                          .person = {},
                          .team = {},
                          .networkKeys = {},
                          .teamKeys = {}};
    secrets.networkKeys.push_back({1, crypto::SecretBytes::copyOf(random.array<32>())});
    return secrets;
}

class ProfileTest : public testing::Test {
protected:
    ProfileTest() : m_secrets(secretsOf(m_random)) {
        m_profile.emplace(m_folder.file("apparaat"), m_clock, m_random);
    }

    HandClock m_clock;
    crypto::SystemRandom m_random;
    const test::TempFolder m_folder;
    DeviceSecrets m_secrets;
    std::optional<Profile> m_profile;
};

TEST_F(ProfileTest, RecoveryCodeSetsANewPassphrase) {
    auto code = m_profile->create(m_secrets, secret("een lange eerste wachtzin"));
    ASSERT_TRUE(code.ok()) << nameOf(code.reason());
    m_profile->close();
    const auto wrong =
        m_profile->recover(secret("0000-0000-0000"), secret("een lange tweede wachtzin"));
    EXPECT_EQ(wrong.reason(), Reason::PassphraseWrong);
    const auto weak = m_profile->recover(code.value(), secret("kort"));
    EXPECT_EQ(weak.reason(), Reason::PassphraseWeak);
    EXPECT_TRUE(m_profile->open(secret("een lange eerste wachtzin")).ok()) << "nothing changed";
    m_profile->close();
    ASSERT_TRUE(m_profile->recover(code.value(), secret("een lange tweede wachtzin")).ok());
    EXPECT_EQ(m_profile->open(secret("een lange eerste wachtzin")).reason(),
              Reason::PassphraseWrong);
    const auto opened = m_profile->open(secret("een lange tweede wachtzin"));
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(opened.value().municipality, "Voorbeeldstad");
}

TEST_F(ProfileTest, EveryMistakeAfterFiveTakesLongerToMend) {
    ASSERT_TRUE(m_profile->create(m_secrets, secret("een lange eerste wachtzin")).ok());
    m_profile->close();
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(m_profile->open(secret("niet de goede zin")).reason(), Reason::PassphraseWrong);
    }
    const auto wait = m_profile->retryAfterMillis();
    EXPECT_GT(wait, 0U);
    EXPECT_EQ(m_profile->open(secret("een lange eerste wachtzin")).reason(), Reason::TryLater);
    // Neither a new program nor a clock that goes back shortens it.
    Profile again(m_folder.file("apparaat"), m_clock, m_random);
    m_clock.time -= 3'600'000;
    EXPECT_EQ(again.open(secret("een lange eerste wachtzin")).reason(), Reason::TryLater);
    m_clock.time += 3'600'000 + wait;
    EXPECT_EQ(again.open(secret("weer niet de goede")).reason(), Reason::PassphraseWrong);
    EXPECT_GT(again.retryAfterMillis(), wait);
    m_clock.time += again.retryAfterMillis();
    EXPECT_TRUE(again.open(secret("een lange eerste wachtzin")).ok());
    EXPECT_EQ(again.retryAfterMillis(), 0U);
}

}  // namespace
}  // namespace voordeur::client::core
