#include "crypto/base/reason.h"

#include "crypto/base/check.h"

namespace voordeur::crypto {

std::string_view nameOf(Reason reason) {
    switch (reason) {
#define VD_REASON_NAME(name, number) \
    case Reason::name:               \
        return #name;
        VD_REASONS(VD_REASON_NAME)
#undef VD_REASON_NAME
    }
    // Only a cast from a number that nobody checked comes here; see reasonFromNumber.
    VD_CHECK(false);
}

std::optional<Reason> reasonFromNumber(std::uint16_t number) {
    switch (number) {
#define VD_REASON_NUMBER(name, value) \
    case value:                       \
        return Reason::name;
        VD_REASONS(VD_REASON_NUMBER)
#undef VD_REASON_NUMBER
        default:
            return std::nullopt;
    }
}

}  // namespace voordeur::crypto
