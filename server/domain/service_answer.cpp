// The second half of a logged call: the proof, and what may go out with the answer.
#include "crypto/shared/codec.h"
#include "crypto/shared/proof.h"
#include "server/domain/service.h"

#include <algorithm>
#include <utility>

namespace voordeur::server::domain {

using crypto::Error;
using crypto::success;

namespace {

/// What of chains still fits into one answer, beside its objects.
struct ChainRoom {
    std::size_t lines = crypto::limits::kEntriesPerPageMax;
    std::size_t bytes = std::size_t{1024} * 1024;

    /// No lines are left once the bytes are used up.
    void take(const storage::StoredLine& line) {
        const std::size_t size = line.entry.size() + line.payload.size() + line.answer.size();
        bytes -= std::min(bytes, size);
        lines = bytes == 0 ? 0 : lines - 1;
    }
};

}  // namespace

Result<OutgoingAnswer> Service::answer(const log::Written& written,
                                       const Accepted& accepted) const {
    if (written.refused) return *written.refused;
    OutgoingAnswer out;
    out.entry = written.entry;
    out.answer = written.answer;
    out.heads = written.heads;
    out.checkpoint = written.checkpoint;
    const auto& tree = m_parts.writer.tree();
    const std::uint64_t size = written.head.size;
    crypto::InclusionProof inclusion{written.sequence, size, {}};
    VD_ASSIGN(inclusion.hashes, tree.inclusionProof(written.sequence, size));
    out.inclusion = inclusion.encode();
    const std::uint64_t before = accepted.submission.statement.head.size;
    if (before > 0 && before <= size) {
        crypto::ConsistencyProof consistency{before, size, {}};
        VD_ASSIGN(consistency.hashes, tree.consistencyProof(before, size));
        out.consistency = consistency.encode();
    }
    if (written.delivery.objects.empty() && written.delivery.chains.empty()) return out;
    VD_ASSIGN(auto reader, m_parts.store.reader());
    VD_RETURN_IF_ERROR(addChains(out, written, accepted, *reader));
    VD_RETURN_IF_ERROR(addObjects(out, written, *reader));
    return out;
}

Status Service::addChains(OutgoingAnswer& out,
                          const log::Written& written,
                          const Accepted& accepted,
                          storage::Reading& reader) const {
    if (written.delivery.chains.empty()) return success();
    VD_ASSIGN(const auto heads, crypto::decodeHeads(written.heads));
    const bool whole = accepted.submission.statement.method == Method::WhoLooked;
    ChainRoom room;
    for (const auto& id : written.delivery.chains) {
        const auto head = std::find_if(
            heads.begin(), heads.end(), [&](const auto& h) { return h.household == id; });
        if (head == heads.end()) continue;
        const auto known = std::find_if(accepted.known.begin(),
                                        accepted.known.end(),
                                        [&](const auto& k) { return k.household == id; });
        const std::uint64_t from = known == accepted.known.end() ? 0 : known->stateCount;
        const std::uint64_t count = whole ? head->all.count : head->state.count;
        if (from >= count) continue;
        const auto most =
            static_cast<std::uint32_t>(std::min<std::uint64_t>(count - from, room.lines));
        VD_ASSIGN(
            const auto sequences,
            whole ? reader.householdChain(id, from, most) : reader.stateChain(id, from, most));
        for (const std::uint64_t sequence : sequences) {
            VD_ASSIGN(auto line, reader.line(sequence));
            VD_REQUIRE(line.has_value(), Reason::StorageFailed);
            // Who looked needs the entries alone; what they said stays with their askers.
            if (whole) line->payload.clear();
            if (whole) line->answer.clear();
            room.take(*line);
            out.chain.push_back(
                {std::move(line->entry), std::move(line->payload), std::move(line->answer)});
            // The asker says how far it came and asks on.
            if (room.lines == 0) return success();
        }
    }
    return success();
}

Status Service::addObjects(OutgoingAnswer& out,
                           const log::Written& written,
                           storage::Reading& reader) const {
    if (written.delivery.objects.empty()) return success();
    VD_ASSIGN(auto objects, reader.objects(written.delivery.objects));
    for (auto& object : objects) {
        if (!object) continue;  // erased; the client sees that by name
        out.objects.push_back(std::move(*object));
    }
    return success();
}

void Service::readLog(IncomingCall call, const Peer& peer, Reply<OutgoingPage> done) {
    auto payload = crypto::ReadLogPayload::decode(call.payload);
    if (!payload.ok()) {
        done(payload.error());
        return;
    }
    write(Method::ReadLog,
          std::move(call),
          peer,
          [this, wanted = payload.value(), done = std::move(done)](Result<log::Written> written,
                                                                   const Accepted& accepted) {
              if (!written.ok()) return done(written.error());
              done(page(written.value(), accepted, wanted));
          });
}

Result<OutgoingPage> Service::page(const log::Written& written,
                                   const Accepted& accepted,
                                   const crypto::ReadLogPayload& wanted) const {
    OutgoingPage out;
    VD_ASSIGN(out.logged, answer(written, accepted));
    VD_ASSIGN(auto reader, m_parts.store.reader());
    VD_ASSIGN(auto lines, reader->lines(wanted.first, wanted.count));
    std::size_t total = 0;
    for (auto& line : lines) {
        total += line.entry.size() + line.payload.size() + line.answer.size() + line.detail.size() +
                 line.heads.size();
        for (auto& attachment : line.attachments)
            total += attachment.size();
        // A page ends early rather than break the message limit; the reader asks on from there.
        if (total > crypto::limits::kMessageBytesMax && !out.lines.empty()) break;
        out.lines.push_back(std::move(line));
    }
    if (!out.lines.empty()) {
        const std::uint64_t end = wanted.first + out.lines.size();
        VD_ASSIGN(out.checkpoints, reader->checkpoints(wanted.first + 1, end));
    }
    return out;
}

}  // namespace voordeur::server::domain
