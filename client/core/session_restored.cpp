// The log was put back from a copy, and this device had seen more of it.
#include "client/core/old_head.h"
#include "client/core/restored.h"
#include "client/core/session_impl.h"

#include <utility>

namespace voordeur::client::core {

using crypto::Reason;
using crypto::success;

Status Session::Impl::followRestoration() {
    // What no entry of our own confirmed is no reason to hold on, nor to let go.
    VD_RETURN_IF_ERROR(m_directory.truncate(m_confirmed));
    VD_ASSIGN(auto now, fetchDirectory(m_parts.transport, m_secrets.instance));
    const auto found = restorationOf(now, m_directory, m_head);
    VD_REQUIRE(found.has_value(), Reason::LogShrunk);
    const auto& restoration = found->restoration;
    VD_ASSIGN(const auto left, linesLeft(m_directory, now, restoration.restored.size));
    VD_ASSIGN(const auto answer, m_parts.transport.checkpoint(restoration.restored.size));
    VD_ASSIGN(const auto head,
              verifyHead(m_secrets.instance,
                         now.directory().policy().logKey,
                         restoration.restored,
                         answer.checkpoint,
                         answer.consistency));
    VD_REQUIRE(head.size > found->since, Reason::LogShrunk);
    // Founders speak for what is lost, not for what this device saw before the copy.
    VD_RETURN_IF_ERROR(oldHeadStands(m_parts.store,
                                     m_parts.transport,
                                     m_secrets.instance,
                                     now.directory().policy().logKey,
                                     restoration.restored.size));
    // First: once the head is let go, nobody comes by here again.
    VD_ASSIGN(const std::size_t dropped, markLost(restoration.restored.size));
    VD_RETURN_IF_ERROR(letGo(*found, head, left, std::move(now)));
    m_restored->dropped = dropped;
    return success();
}

Status Session::Impl::letGo(const crypto::Directory::KnownRestoration& found,
                            const crypto::LogHead& head,
                            std::uint64_t left,
                            DirectoryCopy now) {
    // Kept up to the founders' word, so that it is used up: the same word lets nothing go twice.
    LostPart lost{found.restoration, head, left, {}};
    for (auto position = left; position < now.count(); ++position) {
        const auto& line = now.lines()[position];
        lost.lines.push_back(line);
        const auto entry = crypto::Entry::decode(line.entry);
        if (entry.ok() && entry.value().sequence == found.since) break;
    }
    VD_RETURN_IF_ERROR(m_parts.store.letGo(lost));
    m_restored = RestoredLog{found.restoration, found.since, m_head, 0};
    m_confirmed = left + lost.lines.size();
    m_directory = std::move(now);
    m_head = head;
    m_stopped = false;
    return success();
}

Result<std::size_t> Session::Impl::markLost(std::uint64_t restoredSize) {
    VD_ASSIGN(const auto waiting, m_parts.store.pending());
    std::size_t lost = 0;
    for (const auto& one : waiting) {
        const auto statement = crypto::Statement::decode(one.request.statement);
        // Its head is of the lost part: the server may not take it, and it cannot be changed.
        if (statement.ok() && statement.value().head.size <= restoredSize) continue;
        VD_RETURN_IF_ERROR(m_parts.store.markPending(one.id, PendingState::Lost, std::nullopt));
        ++lost;
    }
    return lost;
}

}  // namespace voordeur::client::core
