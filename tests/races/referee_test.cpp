#include "tests/races/story.h"

#include <gtest/gtest.h>

// A referee who sees nothing makes every run look well: so each kind of lie is told once.
namespace voordeur::test::races {
namespace {

/// A household is opened, written in, and opened again; somebody who may not tries, too.
class RefereeTest : public ::testing::Test {
protected:
    RefereeTest() : desk(Scene::get(), {}), referee(Scene::get()), story(Scene::get(), 1) {
        referee.follow(desk);
    }

    Called call(Doing doing, std::uint8_t who, const std::function<void(Act&)>& alter = {}) {
        Intent intent;
        intent.kind = static_cast<std::uint8_t>(doing);
        intent.who = who;
        auto drafted =
            story.next(intent, referee.at(referee.size()), desk.clock().now(), desk.head()).drafted;
        if (alter) alter(drafted.act);
        referee.expect(drafted);
        Called called = calledNow(drafted, desk, false);
        called.answer = desk.ask(drafted);
        called.sizeAfter = desk.head().size;
        called.timeAfter = desk.clock().now();
        referee.follow(desk);
        return called;
    }
    /// How many faults it finds with this call.
    std::size_t faultsWith(const Called& called) {
        const std::size_t before = referee.faults().size();
        referee.judge(called);
        return referee.faults().size() - before;
    }

    static constexpr std::uint8_t kByCoach = 0;
    static constexpr std::uint8_t kByDebt = 3;  // of those who work: helps, and has no access

    Desk desk;
    Referee referee;
    Story story;
};

TEST_F(RefereeTest, FindsNothingWhereAllIsWell) {
    EXPECT_EQ(faultsWith(call(Doing::Open, kByCoach)), 0U);
    EXPECT_EQ(faultsWith(call(Doing::Write, kByCoach)), 0U);
    const Called denied = call(Doing::Open, kByDebt);
    EXPECT_EQ(denied.answer->reason(), Reason::Denied);
    EXPECT_EQ(faultsWith(denied), 0U);
    referee.close(desk);
    EXPECT_EQ(referee.text(), "");
}

TEST_F(RefereeTest, FindsAnotherReason) {
    Called called = call(Doing::Open, kByDebt);
    called.answer = Reason::NotFound;
    EXPECT_EQ(faultsWith(called), 1U);
    called.answer = Reason::DeviceRevoked;
    EXPECT_EQ(faultsWith(called), 1U);
    called.answer = Reason::AnswerChanged;
    EXPECT_EQ(faultsWith(called), 1U);
    called.answer = Reason::RequestIdReused;
    EXPECT_EQ(faultsWith(called), 1U);
}

TEST_F(RefereeTest, FindsAnAnswerThatNeverCame) {
    Called called = call(Doing::Open, kByCoach);
    called.answer.reset();
    EXPECT_EQ(faultsWith(called), 1U);
}

TEST_F(RefereeTest, FindsAnAnswerOfAnotherTime) {
    const Called before = call(Doing::Open, kByCoach);
    const Called write = call(Doing::Write, kByCoach);
    Called after = call(Doing::Open, kByCoach);
    Called early = after;
    early.sizeBefore = early.sizeAfter + 1;
    EXPECT_GE(faultsWith(early), 1U);
    Called late = before;
    late.sizeAfter = late.sizeBefore;
    EXPECT_GE(faultsWith(late), 1U);
    // The state of before, under the entry of after.
    after.answer->value().answer = before.answer->value().answer;
    EXPECT_EQ(faultsWith(after), 1U);
    after.answer->value().entry = before.answer->value().entry;
    EXPECT_EQ(faultsWith(after), 1U);
}

TEST_F(RefereeTest, FindsWhatIsMissing) {
    const Called called = call(Doing::Open, kByCoach);
    Called less = called;
    less.answer->value().objects.pop_back();
    EXPECT_EQ(faultsWith(less), 1U);
    less = called;
    less.answer->value().chain.pop_back();
    EXPECT_EQ(faultsWith(less), 1U);
    less = called;
    less.answer->value().inclusion.back() ^= 1U;
    EXPECT_EQ(faultsWith(less), 1U);
    less = called;
    less.head.root[0] ^= 1U;
    EXPECT_EQ(faultsWith(less), 1U);
}

TEST_F(RefereeTest, FindsAnOutcomeThatIsNotTheModels) {
    call(Doing::Write, kByCoach, [](Act& act) { act.previous[0] ^= 1U; });
    ASSERT_EQ(referee.faults().size(), 1U);
    EXPECT_NE(referee.text().find("EtagMismatch"), std::string::npos);
}

TEST_F(RefereeTest, FindsAStoreThatIsNotTheModels) {
    call(Doing::Write, kByCoach, [](Act& act) { act.etag[0] ^= 1U; });
    EXPECT_EQ(referee.text(), "");
    referee.close(desk);
    EXPECT_NE(referee.text().find("another manifest"), std::string::npos);
}

TEST_F(RefereeTest, FindsACheckpointOfAnotherLog) {
    Called called = call(Doing::Open, kByCoach);
    const Hash32 root{};
    const std::string origin = crypto::logOrigin(Scene::get().log().instance());
    called.answer->value().checkpoint = crypto::signCheckpoint(
        {called.sizeAfter, root}, origin, origin, Scene::get().log().logKey());
    EXPECT_GE(faultsWith(called), 1U);
    const std::string before = referee.text();
    referee.close(desk);
    EXPECT_NE(referee.text().substr(before.size()).find("the full check says"), std::string::npos);
}

}  // namespace
}  // namespace voordeur::test::races
