#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"
#include "crypto/shared/signature.h"

#include <cstdint>
#include <string>
#include <string_view>

// The signed head of the log as text: C2SP tlog-checkpoint inside C2SP signed-note, so that tools
// and witnesses made by others can read it. One such text:
//
//   voordeur/<instance id, 64 characters of hexadecimal>
//   <number of entries, decimal>
//   <root, base64>
//                                            (an empty line)
//   — <name> <base64(key hash 4 ‖ signature 64)>
//   — <name of a witness> <base64>           (none or more)
//
// Every line ends with one line feed. Signed are the first three lines with their line feeds.
// Thread: any, for everything in this file.
namespace voordeur::crypto {

/// Size and root of a log, after its signature was verified.
struct Checkpoint {
    std::uint64_t size = 0;  ///< 1 … kTreeSizeMax: a log without its founding entry has no name yet
    Hash32 root{};
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// Longest text read: room for witnesses with post-quantum signatures (some 3.3 KB of base64 each).
inline constexpr std::size_t kCheckpointBytesMax = std::size_t{64} * 1024;
/// Signature lines read: the log's own and the 16 that signed-note asks a reader to allow.
inline constexpr std::size_t kCheckpointSignaturesMax = 17;

/// "voordeur/" ‖ the instance id in lower-case hexadecimal. Origin and key name of its log.
std::string logOrigin(const InstanceId& instance);

/// First four bytes of SHA-256(name ‖ 0A ‖ 01 ‖ key): the key hash of signed-note for Ed25519.
ByteArray<4> noteKeyHash(std::string_view name, const PublicKey32& key);

/// Writes and signs the text. `origin` and `name` are our own and printable (see `openCheckpoint`);
/// `checkpoint` has a size in range. Anything else is our own bug.
std::string signCheckpoint(const Checkpoint& checkpoint,
                           std::string_view origin,
                           std::string_view name,
                           const SigningKey& key);

/// Reads the text and verifies the log's signature.
///
/// Exactly as above: no leading zeros, no other line ends, no line left out or added (extension
/// lines of tlog-checkpoint are refused), canonical base64. Of the signature lines exactly one is
/// by `name` and `key`. Lines by other names or other key hashes are not verified, as signed-note
/// demands, but must have the form: a name of printable ASCII without space and plus, and base64 of
/// at least five bytes.
///
/// Errors: MessageTooLarge (above kCheckpointBytesMax), LogOriginWrong (the first line is not
/// `origin`), CheckpointBroken (everything else).
Result<Checkpoint> openCheckpoint(std::string_view text,
                                  std::string_view origin,
                                  std::string_view name,
                                  const PublicKey32& key);

}  // namespace voordeur::crypto
