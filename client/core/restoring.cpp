#include "client/core/restoring.h"

#include "client/core/old_head.h"
#include "client/core/restored.h"
#include "client/core/verify_answer.h"
#include "crypto/shared/checkpoint.h"

#include <utility>

namespace voordeur::client::core {

using crypto::LogHead;
using crypto::Method;
using crypto::Reason;
using crypto::Restoration;
using crypto::RestoreSheet;
using crypto::success;

namespace {

// A busy town writes some 100,000 lines a day.
constexpr std::uint64_t kLostPerSecondMax = 200;
constexpr std::uint64_t kLostAlways = 10'000;

/// The sheet is of this log, and the server goes on from its head.
Status checkSheet(Session& session, const crypto::Directory& now, const RestoreSheet& sheet) {
    const auto& instance = session.secrets().instance;
    const auto& logKey = now.policy().logKey;
    const std::string origin = crypto::logOrigin(instance);
    VD_ASSIGN(const auto opened, crypto::openCheckpoint(sheet.checkpoint, origin, origin, logKey));
    const bool same = opened.size == sheet.head.size && opened.root == sheet.head.root;
    VD_REQUIRE(same, Reason::CheckpointBroken);
    VD_ASSIGN(const auto answer, session.transport().checkpoint(sheet.head.size));
    VD_RETURN_IF_ERROR(
        verifyHead(instance, logKey, sheet.head, answer.checkpoint, answer.consistency));
    return success();
}

/// Is this device's head of the log as it goes on now? Then it lost nothing, or has let it go.
Result<bool> isOfThisLog(Session& session, const crypto::Directory& now, const LogHead& own) {
    VD_ASSIGN(const auto answer, session.transport().checkpoint(own.size));
    const auto fits = verifyHead(session.secrets().instance,
                                 now.policy().logKey,
                                 own,
                                 answer.checkpoint,
                                 answer.consistency);
    return fits.ok();
}

/// A head that nobody here saw is only believed as far as a server could have got: founders who
/// name a larger one would speak for times to come.
Status checkTold(const LogHead& lost, const RestoreSheet& sheet) {
    const std::uint64_t seconds = (sheet.restoredTime - sheet.lastTime) / 1000;
    const std::uint64_t most = sheet.head.size + kLostAlways + seconds * kLostPerSecondMax;
    VD_REQUIRE(lost.size <= most, Reason::InvalidArgument);
    return success();
}

Result<LogHead> largest(const std::optional<LogHead>& known, const std::optional<LogHead>& told) {
    VD_REQUIRE(known || told, Reason::NothingLost);
    if (!known) return *told;
    const LogHead& own = *known;
    if (!told || told->size < own.size) return own;
    VD_REQUIRE(told->size > own.size || told->root == own.root, Reason::LogFork);
    return *told;
}

Result<std::vector<crypto::DirectoryChange>> changesBehind(const DirectoryCopy& known,
                                                           std::uint64_t left) {
    std::vector<crypto::DirectoryChange> out;
    for (auto position = left; position < known.count(); ++position) {
        VD_ASSIGN(const auto payload,
                  crypto::DirectoryPayload::decode(known.lines()[position].payload));
        out.insert(out.end(), payload.changes.begin(), payload.changes.end());
    }
    return out;
}

/// What this device knows, and what the server has now.
struct Both {
    DirectoryCopy known;
    DirectoryCopy now;
    /// The head that this device holds on to and the server does not have; nullopt: none.
    std::optional<LogHead> own;
};

Result<Both> compare(Session& session, const RestoreSheet& sheet) {
    const auto& secrets = session.secrets();
    VD_REQUIRE(sheet.instance == secrets.instance, Reason::WrongInstance);
    VD_ASSIGN(auto now, fetchDirectory(session.transport(), secrets.instance));
    VD_RETURN_IF_ERROR(checkSheet(session, now.directory(), sheet));
    VD_RETURN_IF_ERROR(oldHeadStands(session.store(),
                                     session.transport(),
                                     secrets.instance,
                                     now.directory().policy().logKey,
                                     sheet.head.size));
    const auto role = now.directory().role(secrets.person, secrets.team);
    const bool founder =
        role == crypto::Role::Founder && now.directory().isFounderKey(secrets.signing.publicKey());
    VD_REQUIRE(founder, Reason::Denied);
    DirectoryCopy known(secrets.instance);
    VD_ASSIGN(const auto lines, session.store().directoryLines());
    VD_RETURN_IF_ERROR(known.add(lines));
    VD_ASSIGN(const auto own, session.store().head());
    VD_ASSIGN(const bool current, isOfThisLog(session, now.directory(), own));
    return Both{std::move(known), std::move(now), current ? std::nullopt : std::optional(own)};
}

/// Is this request about this sheet, and does it cover what this device saw?
Status checkRequest(const Restoration& asked,
                    const RestoreSheet& sheet,
                    const std::optional<LogHead>& own) {
    const bool same = asked.restored == sheet.head && asked.lastTime == sheet.lastTime &&
                      asked.restoredTime == sheet.restoredTime;
    VD_REQUIRE(same, Reason::PayloadMismatch);
    if (asked.lost != own) VD_RETURN_IF_ERROR(checkTold(asked.lost, sheet));
    if (!own) return success();
    VD_REQUIRE(own->size <= asked.lost.size, Reason::LogShrunk);
    VD_REQUIRE(own->size < asked.lost.size || *own == asked.lost, Reason::LogFork);
    return success();
}

crypto::Statement statementFor(const Session& session,
                               const RestoreSheet& sheet,
                               const CosignRequest& request) {
    const auto& secrets = session.secrets();
    crypto::Statement statement;
    statement.device = secrets.device;
    statement.person = secrets.person;
    statement.team = secrets.team;
    statement.role = crypto::Role::Founder;
    statement.method = Method::ChangeDirectory;
    statement.requestId = request.requestId;
    statement.time = session.clock().now();
    // Not the head this device holds on to: the one from which it is ready to go on.
    statement.head = sheet.head;
    statement.payloadHash = crypto::payloadHash(statement.method, request.payload);
    return statement;
}

}  // namespace

Result<Restoration> restorationIn(const CosignRequest& request) {
    VD_REQUIRE(request.method == Method::ChangeDirectory, Reason::Malformed);
    VD_ASSIGN(const auto payload, crypto::DirectoryPayload::decode(request.payload));
    VD_REQUIRE(payload.changes.size() == 1, Reason::Malformed);
    const auto* restoration = std::get_if<Restoration>(&payload.changes.front());
    VD_REQUIRE(restoration != nullptr, Reason::Malformed);
    return *restoration;
}

Result<RestorePlan> planRestoration(Session& session,
                                    const RestoreSheet& sheet,
                                    const std::optional<LogHead>& lost) {
    VD_ASSIGN(const auto both, compare(session, sheet));
    VD_ASSIGN(const auto left, linesLeft(both.known, both.now, sheet.head.size));
    RestorePlan plan;
    VD_ASSIGN(plan.restoration.lost, largest(both.own, lost));
    VD_REQUIRE(plan.restoration.lost.size > sheet.head.size, Reason::NothingLost);
    if (plan.restoration.lost != both.own) {
        VD_RETURN_IF_ERROR(checkTold(plan.restoration.lost, sheet));
    }
    const auto said = restorationOf(both.now, both.known, plan.restoration.lost);
    VD_REQUIRE(!said, Reason::AlreadyExists);
    plan.restoration.restored = sheet.head;
    plan.restoration.lastTime = sheet.lastTime;
    plan.restoration.restoredTime = sheet.restoredTime;
    VD_ASSIGN(plan.lostChanges, changesBehind(both.known, left));
    plan.directory = both.now.directory();
    return plan;
}

CosignRequest beginRestoration(const Session& session, const RestorePlan& plan) {
    crypto::DirectoryPayload payload;
    payload.changes = {plan.restoration};
    return beginCosigned(session, Method::ChangeDirectory, payload.encode());
}

Status signRestoration(Session& session, const RestoreSheet& sheet, CosignRequest& request) {
    VD_ASSIGN(const auto asked, restorationIn(request));
    VD_ASSIGN(const auto both, compare(session, sheet));
    VD_RETURN_IF_ERROR(checkRequest(asked, sheet, both.own));
    // The second person's device has its own memory of the directory: it has to agree as well.
    VD_RETURN_IF_ERROR(linesLeft(both.known, both.now, sheet.head.size));
    return cosign(session, request);
}

Status finishRestoration(Session& session,
                         const RestoreSheet& sheet,
                         const CosignRequest& request) {
    VD_REQUIRE(request.asker == session.secrets().device, Reason::NotAddressee);
    VD_ASSIGN(const auto asked, restorationIn(request));
    VD_ASSIGN(const auto both, compare(session, sheet));
    VD_RETURN_IF_ERROR(checkRequest(asked, sheet, both.own));
    const auto& secrets = session.secrets();
    const auto statement = statementFor(session, sheet, request);
    SignedRequest call;
    call.payload = request.payload;
    call.statement = statement.encode();
    call.signature =
        secrets.signing.sign(crypto::kStatementSignature, secrets.instance, call.statement);
    VD_ASSIGN(const auto raw, session.transport().call(statement.method, call));
    const auto& logKey = both.now.directory().policy().logKey;
    VD_RETURN_IF_ERROR(verifyAnswer({secrets.instance, logKey, &statement, &call}, raw));
    return session.sync();
}

}  // namespace voordeur::client::core
