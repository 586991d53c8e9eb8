#include "client/core/directory_copy.h"

#include "crypto/rules/decide.h"

#include <memory>

namespace voordeur::client::core {

using crypto::Entry;
using crypto::Method;
using crypto::Reason;
using crypto::Statement;
using crypto::success;

DirectoryCopy::DirectoryCopy(const crypto::InstanceId& instance)
    : m_instance(instance),
      m_world(std::make_unique<crypto::MemoryWorld>()),
      m_heads{crypto::emptyDirectoryChain().head} {}

crypto::ChainHead DirectoryCopy::headAt(std::uint64_t count) const {
    VD_CHECK(count < m_heads.size());
    return {count, m_heads[count]};
}

namespace {

/// What does not hold about somebody else's statement is no reason of this device's own: that the
/// server took it is what is wrong.
Status serversFault(const Status& authenticated) {
    const bool named = authenticated.ok() || authenticated.reason() == Reason::SignatureBroken;
    return named ? authenticated : Status(Reason::RuleBroken);
}

}  // namespace

Status DirectoryCopy::add(const std::vector<ChainLine>& lines) {
    const std::uint64_t before = count();
    for (const auto& line : lines) {
        if (const Status status = addOne(line); !status.ok()) {
            VD_RETURN_IF_ERROR(truncate(before));
            return status;
        }
    }
    return success();
}

Status DirectoryCopy::addOne(const ChainLine& line) {
    auto decoded = Entry::decode(line.entry);
    VD_REQUIRE(decoded.ok(), Reason::DirectoryChainWrong);
    const Entry& entry = decoded.value();
    VD_REQUIRE(entry.done() && entry.directory == headAt(count()), Reason::DirectoryChainWrong);
    auto parsed = Statement::decode(entry.statement);
    VD_REQUIRE(parsed.ok(), Reason::DirectoryChainWrong);
    const Statement& statement = parsed.value();
    const bool fits = crypto::changesDirectory(statement.method) &&
                      entry.type == crypto::entryTypeOf(statement.method) &&
                      crypto::payloadHash(statement.method, line.payload) == statement.payloadHash;
    VD_REQUIRE(fits, Reason::DirectoryChainWrong);
    const crypto::LogPosition at{entry.sequence, entry.time};
    if (statement.method == Method::Found) {
        VD_ASSIGN(const auto payload, crypto::FoundPayload::decode(line.payload));
        VD_REQUIRE(crypto::instanceOf(payload.policy) == m_instance, Reason::WrongInstance);
        VD_RETURN_IF_ERROR(serversFault(crypto::authenticateFounding(
            statement, entry.statement, entry.signature, line.payload, at)));
    } else {
        VD_RETURN_IF_ERROR(serversFault(
            crypto::authenticate(directory(), statement, entry.statement, entry.signature, at)));
    }
    // What a directory entry may do depends on the directory alone, so this device can judge it.
    // The payload's hash was checked above; the sealed keys that go with an admission do not come
    // along, for they are not for us.
    const crypto::Call call{statement, line.payload, {}, at, true};
    VD_ASSIGN(const auto verdict, crypto::decide(*m_world, call));
    VD_REQUIRE(!verdict.refused, Reason::RuleBroken);
    VD_RETURN_IF_ERROR(m_world->apply(call, verdict.changes));
    m_heads.push_back(crypto::extended(headAt(count()), crypto::leafOf(line.entry)).head);
    m_lines.push_back(line);
    return success();
}

Status DirectoryCopy::truncate(std::uint64_t count) {
    if (count == this->count()) return success();
    const std::vector<ChainLine> kept(m_lines.begin(),
                                      m_lines.begin() + static_cast<std::ptrdiff_t>(count));
    *this = DirectoryCopy(m_instance);
    for (const auto& line : kept)
        VD_RETURN_IF_ERROR(addOne(line));
    return success();
}

}  // namespace voordeur::client::core
