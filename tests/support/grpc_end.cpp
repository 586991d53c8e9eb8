#include <grpc/grpc.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace voordeur::test {
namespace {

/// Waits until gRPC says that it ended, some 75 ms after the last channel. Otherwise, at the end of
/// a process, LeakSanitizer takes for lost what OpenSSL keeps for a thread that still runs: its two
/// random generators, whose cipher is also the one of SQLCipher.
class GrpcEnd final : public ::testing::Environment {
public:
    void TearDown() override {
        constexpr std::chrono::seconds kMost{10};
        const auto until = std::chrono::steady_clock::now() + kMost;
        while (grpc_is_initialized() != 0) {
            ASSERT_LT(std::chrono::steady_clock::now(), until) << "something of gRPC is still open";
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
};

[[maybe_unused]] const auto* const environment =
    ::testing::AddGlobalTestEnvironment(new GrpcEnd);  // GoogleTest's from here on

}  // namespace
}  // namespace voordeur::test
