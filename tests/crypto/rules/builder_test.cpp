#include "crypto/rules/replay.h"
#include "tests/support/cast.h"

#include <gtest/gtest.h>

namespace voordeur::test {
namespace {

using crypto::Replay;

TEST(LogBuilderTest, WhatItBuildsReplaysWhole) {
    LogBuilder builder;
    const Cast cast(builder);
    const auto help = registerHelp(builder, cast.youth, {kChildBsn});
    ASSERT_TRUE(help.outcome.done()) << nameOf(*help.outcome.refused);
    const auto household = intake(builder, cast.coach, {kMotherBsn, kChildBsn, kFrontDoor});
    ASSERT_TRUE(household.outcome.done()) << nameOf(*household.outcome.refused);
    EXPECT_TRUE(open(builder, cast.coach, household.id).done());

    Replay replay(builder.instance());
    for (const auto& line : builder.lines()) {
        replay.add(line);
    }
    replay.addCheckpoint(builder.checkpoint());
    replay.addWitnessedHead(builder.headAt(3));
    replay.finish();
    for (const auto& problem : replay.problems()) {
        ADD_FAILURE() << problem.sequence << " " << nameOf(problem.reason);
    }
    EXPECT_EQ(replay.head(), builder.head());
}

}  // namespace
}  // namespace voordeur::test
