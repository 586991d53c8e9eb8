#include "server/ops/config.h"

#include <gtest/gtest.h>

namespace voordeur::server::ops {
namespace {

// Eight readers for any number of workers: with more than seven, callers saw Busy.
TEST(ConfigTest, EveryWorkerAndTheWriterHaveTheirReaders) {
    for (std::uint32_t workers = 1; workers <= 64; ++workers) {
        Config config;
        config.workers = workers;
        EXPECT_GE(config.readers(), 2 * workers + 2) << workers;
        EXPECT_GE(config.readers(), 8U);
    }
}

}  // namespace
}  // namespace voordeur::server::ops
