#pragma once

#include "client/core/gateway.h"

#include <functional>
#include <utility>

namespace voordeur::client::core {

/// A subscription that ends with a call of `end`, on the stack of who destroys it.
class EndsWith final : public Subscription {
public:
    explicit EndsWith(std::function<void()> end) : m_end(std::move(end)) {}
    ~EndsWith() override { m_end(); }

private:
    std::function<void()> m_end;
};

}  // namespace voordeur::client::core
