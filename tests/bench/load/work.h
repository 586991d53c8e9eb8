#pragma once

#include "tests/bench/load/shot.h"
#include "tests/bench/scene.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace voordeur::test::bench {

/// One thing that one caller does again and again: operations of one or more calls, the next made
/// of the answer to the last. What can be made beforehand is made beforehand, so that the time
/// measured is the server's and the network's.
class Work {
public:
    Work() = default;
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;
    Work(Work&&) = delete;
    Work& operator=(Work&&) = delete;
    virtual ~Work() = default;

    /// The first call of the next operation. Calls of one work are made, and later sent, in order.
    virtual Shot make() = 0;
    /// The call after this answer; nullopt: the operation is over.
    virtual std::optional<Shot> after(const Shot& /*shot*/, const grpc::ByteBuffer& /*answer*/) {
        return std::nullopt;
    }
    /// A call that came to nothing: what was made to follow it is of no use any more.
    virtual void failed(const Shot& /*shot*/) {}
    /// Whose connection it uses.
    [[nodiscard]] virtual Member& caller() = 0;
};

/// The kinds of work: noop, open, check, write, list, lead.
const std::vector<std::string>& kindsOfWork();
/// The work of caller `slot`: in the slot's household, or about its citizen number. Throws for an
/// unknown kind.
std::unique_ptr<Work> makeWork(const std::string& kind, Scene& scene, std::size_t slot);

}  // namespace voordeur::test::bench
