#include "client/ui/pages/household_page.h"
#include "tests/ui/timed_application.h"
#include "tests/ui/window_fixture.h"

#include <QApplication>
#include <QLineEdit>

namespace voordeur::tests::ui {
namespace {

using client::ui::HouseholdPage;
using client::ui::PageId;

// The bar of quality.md, for optimised builds without sanitizers; others get what they cost.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double kLimitMillis = 500;
#elif defined(__OPTIMIZE__)
constexpr double kLimitMillis = 50;
#else
constexpr double kLimitMillis = 150;
#endif

class WatchdogTest : public WindowFixture {
protected:
    void SetUp() override {
        WindowFixture::SetUp();
        // Fonts and styles are loaded once per start, before the first click.
        driver->unlock();
        driver->show(QStringLiteral("household"));
        driver->settle();
        app()->startWatching(kLimitMillis);
    }
    static TimedApplication* app() { return static_cast<TimedApplication*>(qApp); }
    static void expectNoBlock() {
        for (const auto& block : app()->stopWatching()) {
            ADD_FAILURE() << block.millis << " ms in " << block.what;
        }
    }
    // A click as it comes from outside: through the event loop, not on this stack.
    void post(std::function<void()> action) {
        QTimer::singleShot(0, window.get(), std::move(action));
        driver->settle();
    }
};

TEST_F(WatchdogTest, ClickingAroundNeverBlocks) {
    for (int round = 0; round < 3; ++round) {
        for (const PageId page : {PageId::Caseload,
                                  PageId::Check,
                                  PageId::Connection,
                                  PageId::Settings,
                                  PageId::Help}) {
            post([this, page] { window->shell()->go({page, {}, 0}); });
        }
        const auto id = gateway.town().households.front().id;
        post([this, id] { window->shell()->go({PageId::Household, id, 1}); });
        for (int tab = 0; tab < HouseholdPage::kTabCount; ++tab) {
            post([this, tab] { qobject_cast<HouseholdPage*>(page())->showTab(tab); });
        }
    }
    expectNoBlock();
}

TEST_F(WatchdogTest, LockingAndUnlockingNeverBlocks) {
    for (int round = 0; round < 3; ++round) {
        post([this] { window->lockNow(); });
        driver->unlock();
    }
    expectNoBlock();
}

// It must be able to see a block.
TEST_F(WatchdogTest, SeesWorkAndWaiting) {
    post([] {
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(900);
        while (std::chrono::steady_clock::now() < until) {
        }
    });
    EXPECT_FALSE(app()->stopWatching().empty());
    app()->startWatching(kLimitMillis);
    post([] { std::this_thread::sleep_for(std::chrono::milliseconds(700)); });
    EXPECT_FALSE(app()->stopWatching().empty());
}

}  // namespace
}  // namespace voordeur::tests::ui
