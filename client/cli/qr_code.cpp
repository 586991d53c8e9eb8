#include "client/cli/qr_code.h"

#include <qrencode.h>

#include <algorithm>
#include <array>
#include <memory>

namespace voordeur::client::cli {

using crypto::Bytes;
using crypto::ByteView;
using crypto::Reason;
using crypto::Result;

namespace {

constexpr std::size_t kQuietModules = 4;
/// One stored block of deflate (RFC 1951 §3.2.4).
constexpr std::size_t kStoredBytesMax = 65535;

void put32(Bytes& to, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        to.push_back(static_cast<std::uint8_t>(value >> shift & 0xFFU));
    }
}

void put16Little(Bytes& to, std::size_t value) {
    to.push_back(static_cast<std::uint8_t>(value & 0xFFU));
    to.push_back(static_cast<std::uint8_t>(value >> 8 & 0xFFU));
}

/// CRC-32 of PNG (RFC 2083 §15).
std::uint32_t crcOf(ByteView bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const auto byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc & 1U) != 0 ? crc >> 1 ^ 0xEDB88320U : crc >> 1;
        }
    }
    return crc ^ 0xFFFFFFFFU;
}

/// Adler-32 of zlib (RFC 1950 §9).
std::uint32_t adlerOf(ByteView bytes) {
    constexpr std::uint32_t kPrime = 65521;
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (const auto byte : bytes) {
        a = (a + byte) % kPrime;
        b = (b + a) % kPrime;
    }
    return b << 16 | a;
}

/// A zlib stream that stores: a picture of some 80 KiB is not worth a library.
Bytes stored(ByteView raw) {
    Bytes out{0x78, 0x01};
    while (true) {
        const auto part = raw.first(std::min(raw.size(), kStoredBytesMax));
        const bool last = part.size() == raw.size();
        out.push_back(last ? 1 : 0);
        put16Little(out, part.size());
        put16Little(out, ~part.size());
        crypto::append(out, part);
        if (last) break;
        raw = raw.subspan(part.size());
    }
    return out;
}

void putChunk(Bytes& to, std::string_view type, ByteView content) {
    put32(to, static_cast<std::uint32_t>(content.size()));
    Bytes named = crypto::toBytes(crypto::viewOf(type));
    crypto::append(named, content);
    crypto::append(to, named);
    put32(to, crcOf(named));
}

struct FreeCode {
    void operator()(QRcode* code) const { ::QRcode_free(code); }
};

}  // namespace

Result<QrCode> QrCode::of(std::string_view text) {
    VD_REQUIRE(!text.empty(), Reason::InvalidArgument);
    constexpr std::size_t kBytesMax = 2953;  // version 40, level L
    VD_REQUIRE(text.size() <= kBytesMax, Reason::MessageTooLarge);
    const std::unique_ptr<QRcode, FreeCode> code(
        ::QRcode_encodeData(static_cast<int>(text.size()),
                            reinterpret_cast<const unsigned char*>(text.data()),
                            0,
                            QR_ECLEVEL_L));
    VD_REQUIRE(code != nullptr, Reason::MessageTooLarge);
    const auto width = static_cast<std::size_t>(code->width);
    const std::size_t side = width + 2 * kQuietModules;
    std::vector<bool> dark(side * side, false);
    for (std::size_t row = 0; row < width; ++row) {
        for (std::size_t column = 0; column < width; ++column) {
            const std::size_t to = (row + kQuietModules) * side + column + kQuietModules;
            dark[to] = (code->data[row * width + column] & 1U) != 0;
        }
    }
    return QrCode(side, std::move(dark));
}

bool QrCode::isDark(std::size_t column, std::size_t row) const {
    return column < m_side && row < m_side && m_dark[row * m_side + column];
}

std::string QrCode::asText() const {
    std::string text;
    for (std::size_t row = 0; row < m_side; row += 2) {
        for (std::size_t column = 0; column < m_side; ++column) {
            const bool upper = !isDark(column, row);
            const bool lower = row + 1 < m_side && !isDark(column, row + 1);
            if (upper && lower) {
                text += "█";
            } else if (upper) {
                text += "▀";
            } else if (lower) {
                text += "▄";
            } else {
                text += " ";
            }
        }
        text += "\n";
    }
    return text;
}

Bytes QrCode::asPng(std::size_t scale) const {
    const std::size_t dots = m_side * scale;
    const std::size_t rowBytes = (dots + 7) / 8;
    Bytes raw;
    raw.reserve(dots * (rowBytes + 1));
    for (std::size_t y = 0; y < dots; ++y) {
        raw.push_back(0);  // no filter
        Bytes line(rowBytes, 0);
        for (std::size_t x = 0; x < dots; ++x) {
            if (isDark(x / scale, y / scale)) continue;
            line[x / 8] = static_cast<std::uint8_t>(line[x / 8] | 0x80U >> x % 8);
        }
        crypto::append(raw, line);
    }
    Bytes header;
    put32(header, static_cast<std::uint32_t>(dots));
    put32(header, static_cast<std::uint32_t>(dots));
    crypto::append(header, std::array<std::uint8_t, 5>{1, 0, 0, 0, 0});  // one bit of grey
    Bytes packed = stored(raw);
    put32(packed, adlerOf(raw));
    Bytes png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    putChunk(png, "IHDR", header);
    putChunk(png, "IDAT", packed);
    putChunk(png, "IEND", {});
    return png;
}

}  // namespace voordeur::client::cli
