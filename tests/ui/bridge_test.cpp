#include "client/ui/bridge.h"

#include <QCoreApplication>
#include <QTest>
#include <QThread>

#include <gtest/gtest.h>

#include <thread>

namespace voordeur::tests::ui {
namespace {

using client::core::Reply;
using client::core::Result;
using client::ui::Desk;

class Owner : public QObject {
public:
    Desk desk{this};
};

void answerFromElsewhere(Reply<int> reply, int value) {
    std::thread([reply = std::move(reply), value] { reply(value); }).join();
}

void turnLoop() {
    QTest::qWait(5);
}

TEST(DeskTest, DeliversOnTheThreadOfTheWindow) {
    Owner owner;
    QThread* where = nullptr;
    int got = 0;
    answerFromElsewhere(owner.desk.newest<int>([&](Result<int> result) {
        where = QThread::currentThread();
        got = result.value();
    }),
                        7);
    EXPECT_EQ(got, 0) << "an answer never arrives on the stack of who answers";
    EXPECT_TRUE(owner.desk.waiting());
    turnLoop();
    EXPECT_EQ(got, 7);
    EXPECT_EQ(where, QCoreApplication::instance()->thread());
    EXPECT_FALSE(owner.desk.waiting());
}

TEST(DeskTest, DropsTheAnswerOfAnOlderQuestion) {
    Owner owner;
    std::vector<int> got;
    const Reply<int> first =
        owner.desk.newest<int>([&](auto result) { got.push_back(result.value()); });
    const Reply<int> second =
        owner.desk.newest<int>([&](auto result) { got.push_back(result.value()); });
    answerFromElsewhere(second, 2);
    answerFromElsewhere(first, 1);
    turnLoop();
    EXPECT_EQ(got, std::vector<int>{2});
}

TEST(DeskTest, DropsEverythingWhenToldTo) {
    Owner owner;
    bool called = false;
    const Reply<int> reply = owner.desk.newest<int>([&](auto) { called = true; });
    owner.desk.drop();
    answerFromElsewhere(reply, 1);
    turnLoop();
    EXPECT_FALSE(called);
    EXPECT_FALSE(owner.desk.waiting());
}

TEST(DeskTest, DropsAnAnswerForWhoIsGone) {
    bool called = false;
    Reply<int> reply;
    {
        Owner owner;
        reply = owner.desk.newest<int>([&](auto) { called = true; });
    }
    answerFromElsewhere(reply, 1);
    turnLoop();
    EXPECT_FALSE(called);
}

TEST(DeskTest, DropsAnAnswerUnderWayWhenTheOwnerGoes) {
    bool called = false;
    auto owner = std::make_unique<Owner>();
    answerFromElsewhere(owner->desk.newest<int>([&](auto) { called = true; }), 1);
    owner.reset();  // the answer is queued already
    turnLoop();
    EXPECT_FALSE(called);
}

}  // namespace
}  // namespace voordeur::tests::ui
