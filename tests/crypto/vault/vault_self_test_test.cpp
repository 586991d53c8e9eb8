#include "crypto/vault/vault_self_test.h"

#include <gtest/gtest.h>

namespace voordeur::crypto {
namespace {

TEST(VaultSelfTest, ThisMachineComputesWhatWasPublished) {
    EXPECT_TRUE(vaultSelfTest().ok());
}

}  // namespace
}  // namespace voordeur::crypto
