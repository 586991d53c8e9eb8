#pragma once

#include "tests/support/cast.h"

namespace voordeur::test {

/// A log in which every method occurs, some of them refused, with the sequence numbers of the lines
/// that tests want to break.
struct BusyLog {
    explicit BusyLog(const BuilderOptions& options = {});

    LogBuilder builder;
    Cast cast;
    crypto::HouseholdId household;
    std::uint64_t evaluation = 0;
    std::uint64_t look = 0;
    std::uint64_t intake = 0;
    std::uint64_t grant = 0;
    std::uint64_t write = 0;
    std::uint64_t opening = 0;
    std::uint64_t refusedOpening = 0;
    std::uint64_t revocation = 0;
    std::uint64_t list = 0;
};

}  // namespace voordeur::test
