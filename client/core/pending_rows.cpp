#include "client/core/pending_rows.h"

#include "crypto/shared/codec.h"
#include "crypto/sqlcipher/connection.h"

#include <utility>

namespace voordeur::client::core {

using crypto::Reason;
using crypto::success;
using crypto::sqlcipher::Query;

namespace {

constexpr std::size_t kBlobMax = crypto::limits::kMessageBytesMax;

Bytes encodeRequest(const SignedRequest& request) {
    crypto::Writer w;
    w.bytes(request.statement).fixed(request.signature).bytes(request.payload);
    w.u32(static_cast<std::uint32_t>(request.attachments.size()));
    for (const auto& attachment : request.attachments)
        w.bytes(attachment);
    w.bytes(request.detail);
    return w.take();
}

Result<SignedRequest> decodeRequest(ByteView bytes) {
    crypto::Reader r(bytes);
    SignedRequest out;
    out.statement = crypto::toBytes(r.bytes(kBlobMax));
    out.signature = r.fixed<64>();
    out.payload = crypto::toBytes(r.bytes(kBlobMax));
    const std::size_t count = r.count(crypto::limits::kAttachmentsPerCallMax, 4);
    for (std::size_t i = 0; i < count; ++i) {
        out.attachments.push_back(crypto::toBytes(r.bytes(kBlobMax)));
    }
    out.detail = crypto::toBytes(r.bytes(kBlobMax));
    VD_REQUIRE(r.finish().ok(), Reason::StorageFailed);
    return out;
}

Result<PendingRequest> rowOf(const Query& query) {
    const auto id = crypto::RequestId::fromBytes(query.viewAt(0));
    const auto method = crypto::methodFromNumber(static_cast<std::uint16_t>(query.numberAt(1)));
    VD_REQUIRE(id && method, Reason::StorageFailed);
    PendingRequest out{*id, *method, {}, {}, {}, PendingState::Waiting, std::nullopt};
    VD_ASSIGN(out.request, decodeRequest(query.viewAt(2)));
    const auto state = query.numberAt(3);
    VD_REQUIRE(state <= static_cast<std::uint64_t>(PendingState::Lost), Reason::StorageFailed);
    out.state = static_cast<PendingState>(state);
    out.reason = crypto::reasonFromNumber(static_cast<std::uint16_t>(query.numberAt(4)));
    // Written before there were wishes: nothing is the same as it.
    if (const auto wish = query.arrayAt<32>(5)) out.wish = *wish;
    out.kept = query.bytesAt(6);
    return out;
}

}  // namespace

Status PendingRows::put(const PendingRequest& request) {
    VD_ASSIGN(auto sql,
              m_connection.prepare("INSERT OR REPLACE INTO pending(id, method, request, state, "
                                   "reason, wish, kept) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    const Bytes bytes = encodeRequest(request.request);
    return Query(sql)
        .bytes(request.id.bytes)
        .number(static_cast<std::uint16_t>(request.method))
        .bytes(bytes)
        .number(static_cast<std::uint8_t>(request.state))
        .number(request.reason ? static_cast<std::uint16_t>(*request.reason) : 0U)
        .bytes(request.wish)
        .bytes(request.kept)
        .run();
}

Result<std::vector<PendingRequest>> PendingRows::read(const std::string& where, ByteView wish) {
    VD_ASSIGN(auto sql,
              m_connection.prepare("SELECT id, method, request, state, reason, wish, kept FROM "
                                   "pending WHERE " +
                                   where + " ORDER BY place"));
    Query query(sql);
    if (!wish.empty()) query.bytes(wish);
    std::vector<PendingRequest> out;
    for (;;) {
        VD_ASSIGN(const bool there, query.next());
        if (!there) return out;
        VD_ASSIGN(auto row, rowOf(query));
        out.push_back(std::move(row));
    }
}

Result<std::vector<PendingRequest>> PendingRows::waiting() {
    return read("state < 2", {});
}

Result<std::vector<PendingRequest>> PendingRows::all() {
    return read("true", {});
}

Result<std::vector<crypto::RequestId>> PendingRows::refusedOnce() {
    VD_ASSIGN(auto sql,
              m_connection.prepare("SELECT id FROM pending WHERE state <> 0 AND method <> ?"));
    Query query(sql);
    query.number(static_cast<std::uint16_t>(crypto::Method::RefuseLead));
    std::vector<crypto::RequestId> out;
    for (;;) {
        VD_ASSIGN(const bool there, query.next());
        if (!there) return out;
        const auto id = crypto::RequestId::fromBytes(query.viewAt(0));
        VD_REQUIRE(id.has_value(), Reason::StorageFailed);
        out.push_back(*id);
    }
}

Result<std::optional<PendingRequest>> PendingRows::wished(const crypto::Hash32& wish) {
    VD_ASSIGN(auto found, read("state < 2 AND wish = ?", wish));
    if (found.empty()) return std::optional<PendingRequest>{};
    return std::optional{std::move(found.front())};
}

Status PendingRows::mark(const crypto::RequestId& id,
                         PendingState state,
                         std::optional<Reason> reason) {
    VD_ASSIGN(auto sql,
              m_connection.prepare("UPDATE pending SET state = ?, reason = ? WHERE id = ?"));
    return Query(sql)
        .number(static_cast<std::uint8_t>(state))
        .number(reason ? static_cast<std::uint16_t>(*reason) : 0U)
        .bytes(id.bytes)
        .run();
}

Status PendingRows::remove(const crypto::RequestId& id) {
    VD_ASSIGN(auto sql, m_connection.prepare("DELETE FROM pending WHERE id = ?"));
    return Query(sql).bytes(id.bytes).run();
}

}  // namespace voordeur::client::core
