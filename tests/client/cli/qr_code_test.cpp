#include "client/cli/qr_code.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace voordeur::client::cli {
namespace {

using crypto::Bytes;
using crypto::Reason;

std::uint32_t u32At(const Bytes& bytes, std::size_t at) {
    return static_cast<std::uint32_t>(bytes[at]) << 24 |
           static_cast<std::uint32_t>(bytes[at + 1]) << 16 |
           static_cast<std::uint32_t>(bytes[at + 2]) << 8 | bytes[at + 3];
}

TEST(QrCodeTest, HasFindersInThreeCornersAndAQuietZone) {
    const auto code = QrCode::of("VOORDEUR").value();
    ASSERT_EQ(code.side(), 21U + 8U);  // version 1
    for (const auto& [column, row] : {std::pair{4U, 4U}, std::pair{18U, 4U}, std::pair{4U, 18U}}) {
        EXPECT_TRUE(code.isDark(column, row));
        EXPECT_FALSE(code.isDark(column + 1, row + 1));
        EXPECT_TRUE(code.isDark(column + 3, row + 3));
    }
    for (std::size_t i = 0; i < code.side(); ++i) {
        EXPECT_FALSE(code.isDark(i, 0));
        EXPECT_FALSE(code.isDark(0, i));
        EXPECT_FALSE(code.isDark(code.side() - 1, i));
    }
    EXPECT_FALSE(code.isDark(100, 100));
}

TEST(QrCodeTest, RefusesWhatDoesNotFit) {
    EXPECT_TRUE(QrCode::of(std::string(2953, 'a')).ok());
    EXPECT_EQ(QrCode::of(std::string(2954, 'a')).reason(), Reason::MessageTooLarge);
    EXPECT_EQ(QrCode::of("").reason(), Reason::InvalidArgument);
}

TEST(QrCodeTest, TextHasTwoRowsALine) {
    const auto code = QrCode::of("VOORDEUR").value();
    const auto text = code.asText();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 15);
    // The quiet zone is drawn light, three bytes a block.
    std::string quiet;
    for (std::size_t i = 0; i < code.side(); ++i)
        quiet += "█";
    EXPECT_EQ(text.substr(0, quiet.size()), quiet);
}

TEST(QrCodeTest, PngHasItsSizeAndItsEnd) {
    const auto code = QrCode::of("VOORDEUR").value();
    const auto png = code.asPng(4);
    const Bytes signature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    EXPECT_EQ(Bytes(png.begin(), png.begin() + 8), signature);
    EXPECT_EQ(u32At(png, 16), 29U * 4);
    EXPECT_EQ(u32At(png, 20), 29U * 4);
    // RFC 2083: the CRC of an empty IEND.
    EXPECT_EQ(u32At(png, png.size() - 4), 0xAE426082U);
}

TEST(QrCodeTest, PngOfALargeCodeIsStoredInSeveralBlocks) {
    const auto code = QrCode::of(std::string(2900, 'a')).value();
    const auto png = code.asPng(8);
    const std::size_t dots = code.side() * 8;
    const std::size_t raw = dots * ((dots + 7) / 8 + 1);
    ASSERT_GT(raw, 2U * 65535U);
    const std::size_t blocks = (raw + 65534) / 65535;
    // signature, IHDR, IDAT (2 bytes of zlib, 5 a block, 4 of Adler), IEND
    EXPECT_EQ(png.size(), 8 + 25 + 12 + 2 + blocks * 5 + raw + 4 + 12);
}

}  // namespace
}  // namespace voordeur::client::cli
