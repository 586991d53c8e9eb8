#include "crypto/shared/self_test.h"

#include <gtest/gtest.h>

namespace voordeur::crypto {
namespace {

TEST(SelfTest, ThisMachineComputesWhatWasPublished) {
    EXPECT_TRUE(selfTest().ok());
}

}  // namespace
}  // namespace voordeur::crypto
