#pragma once

#include "server/storage/store.h"

#include <cstdint>
#include <string>

// Work for a store of which every byte follows from the place in the log. What must be there after
// a crash then follows from the size alone.
namespace voordeur::test::crash {

/// Adds entries first..first+count−1 with all that belongs to them, and the checkpoint after them.
/// Does not commit.
crypto::Status addGroup(server::storage::Transaction& transaction,
                        std::uint64_t first,
                        std::uint64_t count);

/// Everything that must be in a store after groups up to `size`, and nothing else. Empty when it is
/// so; otherwise what is not, in a word for whoever reads the test's output.
std::string whatIsWrong(server::storage::Store& store, std::uint64_t size);
/// The part of it that is seen without a transaction, which a full disk may refuse.
std::string whatIsWrongToReaders(server::storage::Store& store, std::uint64_t size);

}  // namespace voordeur::test::crash
