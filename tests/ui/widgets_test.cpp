#include "client/core/switching_gateway.h"
#include "client/ui/connection_watch.h"
#include "client/ui/widgets/buttons.h"
#include "client/ui/widgets/folding_row.h"
#include "client/ui/widgets/label.h"
#include "tests/ui/fake_gateway.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <future>

namespace voordeur::tests::ui {
namespace {

using client::ui::ConnectionWatch;
using client::ui::FoldingRow;

TEST(FoldingRowTest, PutsThingsBelowEachOtherWhenNarrow) {
    FoldingRow row(40);
    auto* first = new QLabel(QStringLiteral("een"));
    auto* second = new QLabel(QStringLiteral("twee"));
    row.row()->addWidget(first);
    row.row()->addWidget(second);
    const int character = row.fontMetrics().averageCharWidth();
    row.resize(60 * character, 200);
    row.show();
    QTest::qWait(20);
    EXPECT_FALSE(row.folded());
    EXPECT_LT(first->x(), second->x());
    row.resize(30 * character, 200);
    QTest::qWait(20);
    EXPECT_TRUE(row.folded());
    EXPECT_LT(first->y(), second->y());
}

TEST(FoldingRowTest, AsksNoMoreWidthThanItsWidestPart) {
    FoldingRow row(40);
    auto* wide = new QWidget;
    wide->setMinimumSize(300, 20);
    auto* narrow = new QWidget;
    narrow->setMinimumSize(100, 20);
    row.row()->addWidget(wide);
    row.row()->addWidget(narrow);
    EXPECT_EQ(row.minimumSizeHint().width(), 300);
}

TEST(LabelTest, GivesWayToItsNeighboursWhenElided) {
    client::ui::Label title(QStringLiteral("Gezin Jansen – de Wit van den Berg"),
                            client::ui::TextRank::Title);
    title.setElided();
    EXPECT_EQ(title.sizePolicy().horizontalPolicy(), QSizePolicy::Ignored);
    title.resize(80, 40);
    EXPECT_EQ(title.text(), QStringLiteral("Gezin Jansen – de Wit van den Berg"))
        << "a screen reader gets all of it";
    EXPECT_FALSE(title.grab().isNull());
}

TEST(ButtonTest, EnterPressesTheButtonThatHasTheFocus) {
    const std::unique_ptr<QPushButton> press(client::ui::button(QStringLiteral("Doe iets")));
    const QSignalSpy pressed(press.get(), &QPushButton::clicked);
    press->show();
    QTest::keyClick(press.get(), Qt::Key_Return);
    QTest::keyClick(press.get(), Qt::Key_Enter);
    QTest::keyClick(press.get(), Qt::Key_Space);
    EXPECT_EQ(pressed.count(), 3);
    // Ctrl+Enter is the page's own "save".
    QTest::keyClick(press.get(), Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(pressed.count(), 3);
}

class SwitchingGatewayTest : public testing::Test {
protected:
    SwitchingGatewayTest() {
        std::vector<std::unique_ptr<core::Gateway>> all;
        for (const char* name : {"Fatima Bakker", "Willem Smit"}) {
            auto one = std::make_unique<FakeGateway>(name);
            one->setUnlockDelay(std::chrono::milliseconds(1));
            one->setDelay(std::chrono::milliseconds(1));
            fakes.push_back(one.get());
            all.push_back(std::move(one));
        }
        gateway = client::core::makeSwitchingGateway(std::move(all));
    }
    std::string unlockedName() {
        std::promise<std::string> name;
        const std::string_view words = FakeGateway::kPassphrase;
        gateway->unlock(core::SecretBytes::copyOf(crypto::viewOf(words)),
                        [&name](core::Result<core::Identity> result) {
                            name.set_value(result.ok() ? result.value().self.name : "");
                        });
        return name.get_future().get();
    }

    std::vector<FakeGateway*> fakes;
    std::unique_ptr<client::core::SwitchingGateway> gateway;
};

TEST_F(SwitchingGatewayTest, SpeaksWithTheChosenOneAlone) {
    EXPECT_EQ(unlockedName(), "Fatima Bakker");
    gateway->choose(1);
    EXPECT_EQ(fakes[0]->locks(), 1U) << "who was in may not stay in";
    EXPECT_EQ(unlockedName(), "Willem Smit");
    gateway->lock();
    EXPECT_EQ(fakes[1]->locks(), 1U);
    EXPECT_EQ(fakes[0]->locks(), 1U);
}

TEST_F(SwitchingGatewayTest, TellsOfTheConnectionOfTheChosenOne) {
    gateway->choose(1);
    std::promise<void> told;
    const auto watch = gateway->watchConnection([&told] { told.set_value(); });
    fakes[1]->setConnection(core::ConnectionState::Unreachable);
    told.get_future().get();
    EXPECT_EQ(gateway->connection().state, core::ConnectionState::Unreachable);
    gateway->choose(0);
    EXPECT_EQ(gateway->connection().state, core::ConnectionState::Online);
}

TEST(ConnectionWatchTest, AsksWhenToldAndOnlyOnceAtATime) {
    FakeGateway gateway;
    gateway.setDelay(std::chrono::milliseconds(40));
    ConnectionWatch watch(gateway);
    watch.ask();
    watch.ask();
    EXPECT_EQ(gateway.pending(), 1U);
    EXPECT_TRUE(QTest::qWaitFor([&gateway] { return gateway.pending() == 0; }));
}

TEST(ConnectionWatchTest, TellsThatTheServerIsGone) {
    FakeGateway gateway;
    ConnectionWatch watch(gateway);
    QSignalSpy changes(&watch, &ConnectionWatch::changed);
    gateway.setConnection(core::ConnectionState::Unreachable);
    EXPECT_TRUE(changes.wait(2000));
}

}  // namespace
}  // namespace voordeur::tests::ui
