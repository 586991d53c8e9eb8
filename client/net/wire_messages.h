#pragma once

#include "client/core/transport.h"
#include "voordeur/v1/log_service.pb.h"

#include <string>

// Between the core's plain structs and the messages of proto/.
namespace voordeur::client::net {

v1::LoggedRequest toWire(const core::SignedRequest& request);
core::RawAnswer fromWire(v1::LoggedResponse response);
core::RawLogPage fromWire(v1::ReadLogResponse response);

}  // namespace voordeur::client::net
