#include "tests/ui/fake_gateway.h"

#include <gtest/gtest.h>

#include <future>

namespace voordeur::tests::ui {
namespace {

using crypto::Reason;

template <class T>
struct Waiting {
    std::promise<core::Result<T>> promise;
    std::future<core::Result<T>> future = promise.get_future();
    std::thread::id thread;

    core::Reply<T> reply() {
        return [this](core::Result<T> result) {
            thread = std::this_thread::get_id();
            promise.set_value(std::move(result));
        };
    }
};

core::SecretBytes phrase(std::string_view text) {
    return core::SecretBytes::copyOf(crypto::viewOf(text));
}

class FakeGatewayTest : public testing::Test {
protected:
    void SetUp() override {
        gateway.setDelay(std::chrono::milliseconds(1));
        gateway.setUnlockDelay(std::chrono::milliseconds(1));
    }
    FakeGateway gateway;
};

TEST_F(FakeGatewayTest, OpensWithThePassphraseOnItsOwnThread) {
    Waiting<core::Identity> waiting;
    gateway.unlock(phrase(FakeGateway::kPassphrase), waiting.reply());
    const auto result = waiting.future.get();
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(result.value().self.name, "Fatima Bakker");
    EXPECT_NE(waiting.thread, std::this_thread::get_id());
}

TEST_F(FakeGatewayTest, MakesPeopleWaitAfterThreeWrongOnes) {
    for (int i = 0; i < 3; ++i) {
        Waiting<core::Identity> waiting;
        gateway.unlock(phrase("fout"), waiting.reply());
        EXPECT_EQ(waiting.future.get().reason(), Reason::PassphraseWrong);
    }
    EXPECT_GT(gateway.retryAfterMillis(), 0U);
    Waiting<core::Identity> waiting;
    gateway.unlock(phrase(FakeGateway::kPassphrase), waiting.reply());
    EXPECT_EQ(waiting.future.get().reason(), Reason::TryLater);
}

TEST_F(FakeGatewayTest, CancelsWhatIsOwedWhenLocked) {
    gateway.setDelay(std::chrono::hours(1));
    Waiting<std::vector<core::HouseholdRow>> waiting;
    gateway.caseload(waiting.reply());
    gateway.lock();
    EXPECT_EQ(waiting.future.get().reason(), Reason::Cancelled);
}

TEST_F(FakeGatewayTest, FailsWhenTold) {
    gateway.setFailure(Reason::Unavailable);
    Waiting<std::vector<core::HouseholdRow>> waiting;
    gateway.caseload(waiting.reply());
    EXPECT_EQ(waiting.future.get().reason(), Reason::Unavailable);
}

TEST_F(FakeGatewayTest, KnowsItsThreeAnswers) {
    const auto ask = [this](const char* postcode, const char* number) {
        core::CheckQuestion question;
        question.purpose = 1;
        question.postcode = postcode;
        question.houseNumber = number;
        Waiting<core::CheckAnswer> waiting;
        gateway.check(question, waiting.reply());
        return waiting.future.get().value().verdict;
    };
    EXPECT_EQ(ask("9742 ef", "12"), core::CheckVerdict::Yes);
    EXPECT_EQ(ask("9741CD", "104"), core::CheckVerdict::Maybe);
    EXPECT_EQ(ask("3011AB", "5"), core::CheckVerdict::No);
}

TEST_F(FakeGatewayTest, RefusesASecondOfferWhileOneIsOpen) {
    const Town town = gateway.town();
    const auto offer = [&] {
        Waiting<crypto::Done> waiting;
        gateway.offerLead(
            town.households.front().id, town.person("Noor de Vries").id, waiting.reply());
        return waiting.future.get();
    };
    EXPECT_TRUE(offer().ok());
    EXPECT_EQ(offer().reason(), Reason::OfferOpen);
}

TEST_F(FakeGatewayTest, StopsAVerificationWhoseHandleIsGone) {
    gateway.setDelay(std::chrono::milliseconds(5));
    Waiting<core::LogReport> waiting;
    auto handle = gateway.verifyLog([](core::LogProgress) {}, waiting.reply());
    handle.reset();
    EXPECT_EQ(waiting.future.get().reason(), Reason::Cancelled);
}

TEST_F(FakeGatewayTest, TellsWatchersOfTheConnection) {
    std::promise<void> told;
    const auto watch = gateway.watchConnection([&told] { told.set_value(); });
    gateway.setConnection(core::ConnectionState::Offline);
    told.get_future().wait();
    EXPECT_EQ(gateway.connection().state, core::ConnectionState::Offline);
}

}  // namespace
}  // namespace voordeur::tests::ui
