#pragma once

#include "crypto/rules/replay.h"
#include "crypto/shared/ids.h"

#include <cstdint>
#include <vector>

namespace voordeur::crypto {

/// Which request of which device stood in which entry: each comes once in a log. Looked at in the
/// end, sorted: clients choose these numbers, and who chose them badly on purpose could slow down
/// a table that is filled on the way. 40 bytes an entry. Internal to crypto/rules.
/// Thread: one at a time.
class ReplayRequests {
public:
    void add(const DeviceId& device, const RequestId& id, std::uint64_t sequence) {
        m_requests.push_back({id, device, sequence});
    }
    /// StatementReplayed for every entry after the first with the same device and request.
    /// Takes what was added.
    std::vector<ReplayProblem> takeRepeated();

private:
    struct Request {
        RequestId id;
        DeviceId device;
        std::uint64_t sequence = 0;
    };
    std::vector<Request> m_requests;
};

}  // namespace voordeur::crypto
