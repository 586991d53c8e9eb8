// The window's core on a device whose server was put back from a backup.
#include "client/core/core_gateway.h"
#include "client/core/profile.h"
#include "tests/integration/restore/restore_scene.h"

#include <gtest/gtest.h>

#include <future>

namespace voordeur::test {

using client::core::Identity;
using crypto::Reason;

namespace {

crypto::SecretBytes passphrase() {
    return crypto::SecretBytes::copyOf(crypto::viewOf("een lange eerste wachtzin"));
}

class RestoreGatewayTest : public testing::Test, protected RestoreScene {
protected:
    RestoreGatewayTest() : m_profile(m_folder.path() + "/apparaat") {
        client::core::Profile profile(m_profile, server.clock(), server.random());
        need(profile.create(town.coach().secrets(), passphrase()), "a keystore");
        m_gateway =
            client::core::makeCoreGateway({m_profile, transports, server.clock(), server.random()});
    }
    crypto::Result<Identity> unlock() {
        std::promise<crypto::Result<Identity>> opened;
        m_gateway->unlock(passphrase(), [&](auto reply) { opened.set_value(std::move(reply)); });
        return opened.get_future().get();
    }

    TempFolder m_folder;
    std::string m_profile;
    std::unique_ptr<client::core::Gateway> m_gateway;
};

// The first sight of a shorter log ended the program: an error was asked of a success.
TEST_F(RestoreGatewayTest, WindowRefusesAndThenSaysWhatWasLost) {
    const auto backup = makeBackup();
    const auto household = town.newHousehold();
    const auto before = need(unlock(), "unlocking");
    EXPECT_FALSE(before.restored.has_value());
    // An entry of its own: from now on the directory stands on this device.
    std::promise<crypto::Result<std::vector<client::core::HouseholdRow>>> listed;
    m_gateway->caseload([&](auto reply) { listed.set_value(std::move(reply)); });
    EXPECT_FALSE(need(listed.get_future().get(), "the caseload").empty());
    m_gateway->lock();
    need(town.founder().session().sync(), "the founder looks");
    const auto lost = town.founder().session().head();
    const auto sheet = putBack(backup);
    const auto refused = unlock();
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(nameOf(refused.reason()), nameOf(Reason::LogShrunk));
    ASSERT_TRUE(sayRestored(sheet).ok());
    const auto after = need(unlock(), "unlocking after the founders' word");
    ASSERT_TRUE(after.restored.has_value());
    EXPECT_EQ(after.restored->lostEntries, lost.size - backup.manifest.head.size);
    EXPECT_EQ(after.lostUnsettledCount, 0U);
    m_gateway->lock();
    EXPECT_FALSE(need(unlock(), "unlocking again").restored.has_value()) << "said once";
}

}  // namespace
}  // namespace voordeur::test
