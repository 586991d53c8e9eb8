#pragma once

#include "client/core/gateway.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace voordeur::client::core {

/// One of several devices at a time, for the demonstration alone: one person plays several.
///
/// Thread: any, `choose` included. Ownership: owns the gateways.
class SwitchingGateway : public Gateway {
public:
    /// Locks the gateway in use and goes on with the one at `index`, which is locked.
    virtual void choose(std::size_t index) = 0;
};

/// `gateways` may not be empty; the first is chosen.
std::unique_ptr<SwitchingGateway> makeSwitchingGateway(
    std::vector<std::unique_ptr<Gateway>> gateways);

}  // namespace voordeur::client::core
