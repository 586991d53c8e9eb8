#include "crypto/shared/proof_bundle.h"

#include "crypto/shared/checkpoint.h"
#include "crypto/shared/codec.h"

namespace voordeur::crypto {

namespace {

constexpr std::string_view kMagic = "VDPB";
constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kLine = 1;
constexpr std::uint8_t kCheckpoint = 2;
constexpr std::uint8_t kEnd = 3;

void put(std::ostream& out, ByteView bytes) {
    const auto text = textOf(bytes);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace

BundleWriter::BundleWriter(std::ostream& out, const InstanceId& instance) : m_out(out) {
    Writer w;
    w.fixed(viewOf(kMagic)).u8(kVersion).fixed(instance);
    put(m_out, w.view());
}

void BundleWriter::item(std::uint8_t kind, ByteView bytes) {
    Writer w;
    w.u8(kind).bytes(bytes);
    put(m_out, w.view());
}

void BundleWriter::line(const LogLine& line, ByteView detail) {
    Writer w;
    w.bytes(line.encode()).bytes(detail);
    item(kLine, w.view());
    ++m_lines;
}

void BundleWriter::checkpoint(std::string_view text) {
    item(kCheckpoint, viewOf(text));
}

void BundleWriter::end() {
    Writer w;
    w.u64(m_lines);
    item(kEnd, w.view());
    m_out.flush();
}

Result<Bytes> BundleReader::take(std::size_t size) {
    std::string text(size, '\0');
    m_in->read(text.data(), static_cast<std::streamsize>(size));
    VD_REQUIRE(static_cast<std::size_t>(m_in->gcount()) == size, Reason::Malformed);
    return Bytes(text.begin(), text.end());
}

Result<BundleReader> BundleReader::open(std::istream& in) {
    BundleReader reader(in);
    VD_ASSIGN(const Bytes head, reader.take(kMagic.size() + 1 + 32));
    Reader r(head);
    const auto magic = r.fixed<4>();
    VD_REQUIRE(textOf(magic) == kMagic, Reason::Malformed);
    VD_REQUIRE(r.u8() == kVersion, Reason::UnknownVersion);
    reader.m_instance = r.fixed<32>();
    return reader;
}

Result<BundleItem> BundleReader::next() {
    VD_ASSIGN(const Bytes frame, take(5));
    Reader head(frame);
    const std::uint8_t kind = head.u8();
    const std::uint32_t size = head.u32();
    VD_REQUIRE(size <= kBundleItemBytesMax, Reason::MessageTooLarge);
    VD_ASSIGN(const Bytes bytes, take(size));
    Reader r(bytes);
    if (kind == kLine) {
        BundleLine out;
        const ByteView line = r.bytes(kBundleItemBytesMax);
        out.detail = toBytes(r.bytes(limits::kDetailBytesMax));
        VD_RETURN_IF_ERROR(r.finish());
        VD_ASSIGN(out.line, LogLine::decode(line));
        ++m_lines;
        return BundleItem(std::move(out));
    }
    if (kind == kCheckpoint) {
        VD_REQUIRE(isText(bytes) && size <= kCheckpointBytesMax, Reason::TextNotUtf8);
        return BundleItem(BundleCheckpoint{std::string(textOf(bytes))});
    }
    VD_REQUIRE(kind == kEnd, Reason::UnknownValue);
    const std::uint64_t lines = r.u64();
    VD_RETURN_IF_ERROR(r.finish());
    VD_REQUIRE(lines == m_lines, Reason::Malformed);
    VD_REQUIRE(m_in->peek() == std::istream::traits_type::eof(), Reason::Malformed);
    return BundleItem(BundleEnd{});
}

Result<LogHead> keptHeadFrom(std::string_view text) {
    const auto colon = text.find(':');
    VD_REQUIRE(colon != std::string_view::npos && colon > 0 && colon < 19, Reason::InvalidArgument);
    LogHead head;
    for (const char c : text.substr(0, colon)) {
        VD_REQUIRE(c >= '0' && c <= '9', Reason::InvalidArgument);
        head.size = head.size * 10 + static_cast<std::uint64_t>(c - '0');
    }
    const auto bytes = fromHex(text.substr(colon + 1));
    const auto root = bytes ? toArray<32>(*bytes) : std::nullopt;
    VD_REQUIRE(root.has_value(), Reason::InvalidArgument);
    head.root = *root;
    return head;
}

}  // namespace voordeur::crypto
