#pragma once

#include "crypto/rules/decide.h"
#include "tests/support/cast.h"

#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>

// For readable failures: reasons and rules by their names.
namespace voordeur::crypto {
inline void PrintTo(Reason reason, std::ostream* os) {
    *os << nameOf(reason);
}
inline void PrintTo(Rule rule, std::ostream* os) {
    *os << nameOf(rule);
}
}  // namespace voordeur::crypto

namespace voordeur::test {

inline std::string wordFor(const std::optional<crypto::Reason>& refused) {
    return refused ? std::string(nameOf(*refused)) : std::string("done");
}

/// `EXPECT_DONE(call)` and `EXPECT_REFUSED(call, Reason::X)`.
#define EXPECT_DONE(outcome) EXPECT_EQ(::voordeur::test::wordFor((outcome).refused), "done")
#define ASSERT_DONE(outcome) ASSERT_EQ(::voordeur::test::wordFor((outcome).refused), "done")
#define EXPECT_REFUSED(outcome, reason)                     \
    EXPECT_EQ(::voordeur::test::wordFor((outcome).refused), \
              ::voordeur::test::wordFor(std::optional<::voordeur::crypto::Reason>(reason)))

}  // namespace voordeur::test
