#include "crypto/shared/checkpoint.h"

#include "crypto/base/check.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/merkle.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace voordeur::crypto {
namespace {

constexpr std::string_view kSignaturePrefix = "\xe2\x80\x94 ";  // em dash (U+2014), space
constexpr std::size_t kKeyHashBytes = 4;

bool isKeyName(std::string_view name) {
    const auto allowed = [](char c) { return c > 0x20 && c < 0x7f && c != '+'; };
    return !name.empty() && std::all_of(name.begin(), name.end(), allowed);
}

/// Takes the text up to the next line feed off the front of `rest`; nullopt when there is none.
std::optional<std::string_view> takeLine(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

std::optional<std::uint64_t> parseSize(std::string_view line) {
    // from_chars takes neither a plus nor white space; a leading zero is ours to refuse.
    if (line.empty() || line.front() < '1' || line.front() > '9') return std::nullopt;
    std::uint64_t size = 0;
    const char* end = line.data() + line.size();
    const auto [stop, error] = std::from_chars(line.data(), end, size);
    if (error != std::errc{} || stop != end || size > kTreeSizeMax) return std::nullopt;
    return size;
}

struct SignatureLine {
    std::string_view name;
    Bytes keyHashAndSignature;
};

std::optional<SignatureLine> parseSignatureLine(std::string_view line) {
    if (!line.starts_with(kSignaturePrefix)) return std::nullopt;
    line.remove_prefix(kSignaturePrefix.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    SignatureLine out{line.substr(0, space), {}};
    if (!isKeyName(out.name)) return std::nullopt;
    auto bytes = fromBase64(line.substr(space + 1));
    if (!bytes || bytes->size() <= kKeyHashBytes) return std::nullopt;
    out.keyHashAndSignature = std::move(*bytes);
    return out;
}

/// Success when exactly one of the lines is by this key and verifies.
Status verifySignatures(std::string_view lines,
                        std::string_view note,
                        std::string_view name,
                        const PublicKey32& key) {
    const ByteArray<kKeyHashBytes> keyHash = noteKeyHash(name, key);
    std::size_t count = 0;
    std::optional<ByteArray<64>> signature;
    while (!lines.empty()) {
        VD_REQUIRE(++count <= kCheckpointSignaturesMax, Reason::CheckpointBroken);
        const auto line = takeLine(lines);
        VD_REQUIRE(line.has_value(), Reason::CheckpointBroken);
        const auto parsed = parseSignatureLine(*line);
        VD_REQUIRE(parsed.has_value(), Reason::CheckpointBroken);
        const ByteView bytes = parsed->keyHashAndSignature;
        const bool ours =
            parsed->name == name && std::ranges::equal(bytes.first(keyHash.size()), keyHash);
        if (!ours) continue;
        VD_REQUIRE(!signature.has_value(), Reason::CheckpointBroken);
        signature = toArray<64>(bytes.subspan(keyHash.size()));
        VD_REQUIRE(signature.has_value(), Reason::CheckpointBroken);
    }
    VD_REQUIRE(signature && verifyRaw(key, viewOf(note), *signature), Reason::CheckpointBroken);
    return success();
}

}  // namespace

std::string logOrigin(const InstanceId& instance) {
    return "voordeur/" + toHex(instance);
}

ByteArray<4> noteKeyHash(std::string_view name, const PublicKey32& key) {
    constexpr ByteArray<2> kSeparatorAndEd25519{0x0a, 0x01};
    const Hash32 hash = sha256({viewOf(name), kSeparatorAndEd25519, key});
    return {hash[0], hash[1], hash[2], hash[3]};
}

std::string signCheckpoint(const Checkpoint& checkpoint,
                           std::string_view origin,
                           std::string_view name,
                           const SigningKey& key) {
    VD_CHECK(checkpoint.size != 0 && checkpoint.size <= kTreeSizeMax);
    VD_CHECK(isKeyName(name) && isKeyName(origin));
    std::string text(origin);
    text += '\n';
    text += std::to_string(checkpoint.size);
    text += '\n';
    text += toBase64(checkpoint.root);
    text += '\n';
    const Signature64 signature = key.signRaw(viewOf(text));
    const ByteArray<4> keyHash = noteKeyHash(name, key.publicKey());
    Bytes line{keyHash.begin(), keyHash.end()};
    append(line, signature);
    text += '\n';
    text += kSignaturePrefix;
    text += name;
    text += ' ';
    text += toBase64(line);
    text += '\n';
    return text;
}

Result<Checkpoint> openCheckpoint(std::string_view text,
                                  std::string_view origin,
                                  std::string_view name,
                                  const PublicKey32& key) {
    VD_REQUIRE(text.size() <= kCheckpointBytesMax, Reason::MessageTooLarge);
    std::string_view rest = text;
    const auto originLine = takeLine(rest);
    VD_REQUIRE(originLine.has_value(), Reason::CheckpointBroken);
    VD_REQUIRE(*originLine == origin, Reason::LogOriginWrong);
    const auto sizeLine = takeLine(rest);
    const auto rootLine = takeLine(rest);
    VD_REQUIRE(sizeLine && rootLine, Reason::CheckpointBroken);
    const std::string_view note = text.substr(0, text.size() - rest.size());
    const auto emptyLine = takeLine(rest);
    VD_REQUIRE(emptyLine && emptyLine->empty(), Reason::CheckpointBroken);

    const auto size = parseSize(*sizeLine);
    const auto rootBytes = fromBase64(*rootLine);
    const auto root = rootBytes ? toArray<32>(*rootBytes) : std::nullopt;
    VD_REQUIRE(size && root, Reason::CheckpointBroken);
    VD_RETURN_IF_ERROR(verifySignatures(rest, note, name, key));
    return Checkpoint{*size, *root};
}

}  // namespace voordeur::crypto
