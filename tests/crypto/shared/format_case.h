#pragma once

#include "crypto/base/result.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

// A table of what a parser refuses: one thing wrong in an object that is otherwise right.
namespace voordeur::crypto::test {

template <class Value>
struct WrongField {
    const char* name;
    void (*spoil)(Value&);
    Reason reason;
};

template <class Value>
void PrintTo(const WrongField<Value>& test, std::ostream* out) {
    *out << test.name;
}

template <class Value>
std::string nameOfCase(const testing::TestParamInfo<WrongField<Value>>& info) {
    return info.param.name;
}

/// Spoils the sample, and expects its bytes to be refused for that reason.
template <class Value>
void expectRefused(Value sample, const WrongField<Value>& test) {
    ASSERT_TRUE(Value::decode(sample.encode()).ok());
    test.spoil(sample);
    const auto decoded = Value::decode(sample.encode());
    ASSERT_FALSE(decoded.ok());
    EXPECT_EQ(decoded.reason(), test.reason);
}

/// Changes the sample in a way that is allowed, and expects it back from its bytes.
template <class Value>
void expectKept(Value sample, void (*change)(Value&)) {
    change(sample);
    const auto decoded = Value::decode(sample.encode());
    ASSERT_TRUE(decoded.ok());
    EXPECT_EQ(decoded.value(), sample);
}

/// nullopt when it went well.
template <class Value>
std::optional<Reason> refusalOf(const Result<Value>& result) {
    return result.ok() ? std::nullopt : std::optional(result.reason());
}

}  // namespace voordeur::crypto::test
