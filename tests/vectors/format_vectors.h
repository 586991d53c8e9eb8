#pragma once

#include "crypto/base/result.h"
#include "tests/vectors/fields.h"

#include <functional>
#include <ostream>
#include <string>
#include <vector>

// The project's own vectors (docs/protocol.md): what every object's bytes, hash and signature are
// for given fields. Made without randomness, so that the file can be compared byte for byte.
namespace voordeur::crypto::vectors {

/// One object of the byte grammar.
struct FormatVector {
    std::string name;
    std::string type;
    Json fields;
    Bytes encoding;
    /// What else follows from the object: hashes, signed bytes, signatures.
    Json facts = Json::object();
    /// Decodes and encodes again.
    std::function<Result<Bytes>(ByteView)> again;

    friend std::ostream& operator<<(std::ostream& out, const FormatVector& vector) {
        return out << vector.name;
    }
};

/// At least one of every type.
std::vector<FormatVector> formatVectors();
/// Decodes and encodes bytes of that type; our own bug when the type is not known.
Result<Bytes> decodedAndEncoded(const std::string& type, ByteView bytes);

/// All of tests/vectors/formats.json.
std::string formatVectorsText();

}  // namespace voordeur::crypto::vectors
