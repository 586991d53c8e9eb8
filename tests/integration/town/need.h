#pragma once

#include "crypto/base/result.h"

#include <stdexcept>
#include <string>
#include <utility>

namespace voordeur::test {

/// The value of a step that a test needs to go on at all; otherwise the test ends here, named.
template <class T>
T need(crypto::Result<T> result, const std::string& what) {
    if (!result.ok()) {
        throw std::runtime_error(what + ": " + std::string(crypto::nameOf(result.reason())));
    }
    return std::move(result).value();
}

}  // namespace voordeur::test
