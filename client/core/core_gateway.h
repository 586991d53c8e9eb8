#pragma once

#include "client/core/gateway.h"
#include "client/core/transport.h"
#include "crypto/base/clock.h"
#include "crypto/base/random.h"

#include <memory>
#include <string>

namespace voordeur::client::core {

/// The gateway to a real device: one worker thread owns profile, store and session, and does what
/// is asked in order. A window never waits for it.
///
/// Thread: any; see gateway.h. Ownership: borrows its parts, which outlive it.
struct CoreGatewayParts {
    std::string profileDirectory;
    TransportFactory& transports;
    const crypto::Clock& clock;
    crypto::RandomSource& random;
};

std::unique_ptr<Gateway> makeCoreGateway(const CoreGatewayParts& parts);

}  // namespace voordeur::client::core
