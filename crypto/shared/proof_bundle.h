#pragma once

#include "crypto/base/result.h"
#include "crypto/shared/entry.h"

#include <functional>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <variant>

// The offline proof bundle: a whole log with what its hashes stand for, for an auditor's own
// computer. Grammar: fixed4 "VDPB" · u8 1 · fixed32 instance · then items: u8 kind · bytes item;
// kind 1 a line (bytes LogLine · bytes detail), kind 2 a checkpoint text, kind 3 the end: u64
// number of lines. Nothing follows the end.
namespace voordeur::crypto {

/// Longest item: a line with all it names.
inline constexpr std::size_t kBundleItemBytesMax = std::size_t{8} * 1024 * 1024;

/// Writes a bundle. The stream's own state tells whether the disk took it. Thread: one at a time.
class BundleWriter {
public:
    BundleWriter(std::ostream& out, const InstanceId& instance);
    void line(const LogLine& line, ByteView detail);
    void checkpoint(std::string_view text);
    void end();

private:
    void item(std::uint8_t kind, ByteView bytes);
    std::ostream& m_out;
    std::uint64_t m_lines = 0;
};

struct BundleLine {
    LogLine line;
    Bytes detail;
};
struct BundleCheckpoint {
    std::string text;
};
struct BundleEnd {};
using BundleItem = std::variant<BundleLine, BundleCheckpoint, BundleEnd>;

/// Reads a bundle item by item, with bounded memory. Thread: one at a time.
class BundleReader {
public:
    /// Errors: Malformed, UnknownVersion.
    static Result<BundleReader> open(std::istream& in);
    [[nodiscard]] const InstanceId& instance() const { return m_instance; }
    /// Errors: Malformed (cut off, trailing bytes, another number of lines), MessageTooLarge,
    /// UnknownValue, TextNotUtf8.
    Result<BundleItem> next();

private:
    explicit BundleReader(std::istream& in) : m_in(&in) {}
    Result<Bytes> take(std::size_t size);

    std::istream* m_in;
    InstanceId m_instance{};
    std::uint64_t m_lines = 0;
};

/// A head that somebody kept outside the server, as our programs print it: size, colon, root as 64
/// hexadecimal digits. Errors: InvalidArgument.
Result<LogHead> keptHeadFrom(std::string_view text);

}  // namespace voordeur::crypto
