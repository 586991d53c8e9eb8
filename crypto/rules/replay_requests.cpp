#include "crypto/rules/replay_requests.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace voordeur::crypto {

std::vector<ReplayProblem> ReplayRequests::takeRepeated() {
    auto requests = std::exchange(m_requests, {});
    std::ranges::sort(requests, {}, [](const Request& one) {
        return std::tie(one.id, one.device, one.sequence);
    });
    std::vector<ReplayProblem> repeated;
    for (std::size_t i = 1; i < requests.size(); ++i) {
        const Request& one = requests[i];
        const Request& before = requests[i - 1];
        if (one.id == before.id && one.device == before.device) {
            repeated.push_back({one.sequence, Reason::StatementReplayed});
        }
    }
    return repeated;
}

}  // namespace voordeur::crypto
