#pragma once

#include "crypto/base/check.h"
#include "crypto/base/reason.h"

#include <utility>
#include <variant>

namespace voordeur::crypto {

/// Why something was refused. Carries no text, so nothing personal can leak through an error.
struct Error {
    Reason reason;
    friend bool operator==(const Error&, const Error&) = default;
};

/// What a `Result` without a value holds.
struct Done {
    friend bool operator==(const Done&, const Done&) = default;
};

/// Either a value or an `Error`. Reading the wrong side is our own bug and ends the process.
template <class T = Done>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::move(value)) {}     // NOLINT(google-explicit-constructor)
    Result(Error error) : m_state(error) {}            // NOLINT(google-explicit-constructor)
    Result(Reason reason) : m_state(Error{reason}) {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] bool ok() const { return std::holds_alternative<T>(m_state); }
    [[nodiscard]] Reason reason() const {
        VD_CHECK(!ok());
        return std::get<Error>(m_state).reason;
    }
    [[nodiscard]] Error error() const { return Error{reason()}; }
    [[nodiscard]] const T& value() const& {
        VD_CHECK(ok());
        return std::get<T>(m_state);
    }
    [[nodiscard]] T& value() & {
        VD_CHECK(ok());
        return std::get<T>(m_state);
    }
    [[nodiscard]] T&& value() && {
        VD_CHECK(ok());
        return std::get<T>(std::move(m_state));
    }

private:
    std::variant<T, Error> m_state;
};

using Status = Result<Done>;
inline Status success() {
    return Done{};
}

}  // namespace voordeur::crypto

// Early-return macros. `VD_ASSIGN(auto x, f())` returns f's error or moves its value into x.
#define VD_CONCAT_INNER(a, b) a##b
#define VD_CONCAT(a, b) VD_CONCAT_INNER(a, b)
#define VD_ASSIGN_INNER(name, declaration, expression) \
    auto name = (expression);                          \
    if (!name.ok()) return name.error();               \
    declaration = std::move(name).value()
#define VD_ASSIGN(declaration, expression) \
    VD_ASSIGN_INNER(VD_CONCAT(vdResult_, __LINE__), declaration, expression)
#define VD_RETURN_IF_ERROR(expression)                           \
    do {                                                         \
        if (auto vdStatus = (expression); !vdStatus.ok()) {      \
            return ::voordeur::crypto::Error{vdStatus.reason()}; \
        }                                                        \
    } while (false)
/// Returns `why` unless `condition` holds.
#define VD_REQUIRE(condition, why)                               \
    do {                                                         \
        if (!(condition)) return ::voordeur::crypto::Error{why}; \
    } while (false)
