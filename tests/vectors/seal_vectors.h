#pragma once

#include <string>

// Vectors of docs/protocol.md §7: what is sealed, with which keys, and what comes out. Apart from
// the formats, because these need crypto/vault, which the server's tests must not link.
namespace voordeur::crypto::vectors {

/// All of tests/vectors/seals.json. Made with counted bytes in place of randomness.
std::string sealVectorsText();

}  // namespace voordeur::crypto::vectors
