#include "crypto/shared/codec.h"

#include "tests/crypto/support.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace voordeur::crypto {
namespace {

using test::hex;

TEST(WriterTest, WritesTheGrammar) {
    Writer writer;
    writer.u8(0x01).u16(0x0203).u32(0x04050607).u64(0x08090a0b0c0d0e0f);
    writer.fixed(hex("aabb")).bytes(hex("cc")).text("é").flag(true).flag(false);
    const Bytes expected =
        hex("01 0203 04050607 08090a0b0c0d0e0f aabb 00000001 cc 00000002 c3a9 01 00");
    EXPECT_EQ(writer.view(), expected);
    EXPECT_EQ(writer.take(), expected);
}

TEST(WriterTest, NothingWrittenIsNothing) {
    Writer writer;
    EXPECT_TRUE(writer.take().empty());
    Writer empty;
    empty.fixed({}).bytes({}).text("");
    EXPECT_EQ(empty.view(), hex("00000000 00000000"));
}

TEST(ReaderTest, ReadsEveryPrimitive) {
    const Bytes bytes = hex(
        "01 0203 04050607 08090a0b0c0d0e0f aabb 00000001 cc 00000002 c3a9 01 00 00000002 0102 ee");
    Reader reader(bytes);
    EXPECT_EQ(reader.u8(), 0x01);
    EXPECT_EQ(reader.u16(), 0x0203);
    EXPECT_EQ(reader.u32(), 0x04050607U);
    EXPECT_EQ(reader.u64(), 0x08090a0b0c0d0e0fU);
    EXPECT_EQ(reader.fixed<2>(), (ByteArray<2>{0xaa, 0xbb}));
    EXPECT_EQ(toBytes(reader.bytes(1)), hex("cc"));
    EXPECT_EQ(reader.text(2), "é");
    EXPECT_TRUE(reader.flag());
    EXPECT_FALSE(reader.flag());
    ASSERT_EQ(reader.count(2, 1), 2U);
    EXPECT_EQ(reader.u8(), 1);
    EXPECT_EQ(reader.u8(), 2);
    EXPECT_EQ(toBytes(reader.rest()), hex("ee"));
    EXPECT_TRUE(reader.finish().ok());
}

TEST(ReaderTest, NothingReadOfNothingIsComplete) {
    Reader reader({});
    EXPECT_TRUE(reader.finish().ok());
    EXPECT_TRUE(reader.rest().empty());
    EXPECT_TRUE(reader.finish().ok());
}

struct ShortCase {
    const char* name;
    void (*read)(Reader&);
    std::size_t size;
};

void PrintTo(const ShortCase& test, std::ostream* out) {
    *out << test.name;
}

class ReaderTestShort : public testing::TestWithParam<ShortCase> {};

TEST_P(ReaderTestShort, EveryMissingByteIsMalformed) {
    const ShortCase& test = GetParam();
    // 00000001 01 reads as something for every primitive.
    Bytes bytes = hex("00000001 01 000000 0000");
    bytes.resize(test.size);
    Reader whole(bytes);
    test.read(whole);
    EXPECT_TRUE(whole.finish().ok());
    for (std::size_t size = 0; size < test.size; ++size) {
        Reader reader(ByteView(bytes).first(size));
        test.read(reader);
        EXPECT_EQ(reader.finish().reason(), Reason::Malformed) << size;
    }
    bytes.push_back(0);
    Reader trailing(bytes);
    test.read(trailing);
    EXPECT_EQ(trailing.finish().reason(), Reason::Malformed);
}

INSTANTIATE_TEST_SUITE_P(Primitives,
                         ReaderTestShort,
                         testing::Values(ShortCase{"u8", [](Reader& r) { r.u8(); }, 1},
                                         ShortCase{"u16", [](Reader& r) { r.u16(); }, 2},
                                         ShortCase{"u32", [](Reader& r) { r.u32(); }, 4},
                                         ShortCase{"u64", [](Reader& r) { r.u64(); }, 8},
                                         ShortCase{"fixed", [](Reader& r) { r.fixed<5>(); }, 5},
                                         ShortCase{"bytes", [](Reader& r) { r.bytes(1); }, 5},
                                         ShortCase{"text", [](Reader& r) { r.text(1); }, 5},
                                         ShortCase{"flag", [](Reader& r) { r.flag(); }, 1},
                                         ShortCase{"list",
                                                   [](Reader& r) {
                                                       const std::size_t count = r.count(9, 1);
                                                       for (std::size_t i = 0; i < count; ++i)
                                                           r.u8();
                                                   },
                                                   5}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ReaderTest, LengthsOverTheBoundAreMalformed) {
    const Bytes bytes = hex("00000003 616263");
    Reader exact(bytes);
    EXPECT_EQ(exact.bytes(3).size(), 3U);
    EXPECT_TRUE(exact.finish().ok());
    Reader over(bytes);
    EXPECT_TRUE(over.bytes(2).empty());
    EXPECT_EQ(over.finish().reason(), Reason::Malformed);
    Reader text(bytes);
    EXPECT_EQ(text.text(2), "");
    EXPECT_EQ(text.finish().reason(), Reason::Malformed);
}

TEST(ReaderTest, FourGigabyteLengthsAreMalformed) {
    const Bytes bytes = hex("ffffffff 00");
    Reader reader(bytes);
    EXPECT_TRUE(reader.bytes(SIZE_MAX).empty());
    EXPECT_EQ(reader.finish().reason(), Reason::Malformed);
    Reader list(bytes);
    EXPECT_EQ(list.count(SIZE_MAX, 1), 0U);
    EXPECT_EQ(list.finish().reason(), Reason::Malformed);
}

TEST(ReaderTest, CountsThatTheRestCannotHoldAreMalformed) {
    const Bytes bytes = hex("00000003 010203040506");
    Reader fits(bytes);
    EXPECT_EQ(fits.count(3, 2), 3U);
    Reader overMax(bytes);
    EXPECT_EQ(overMax.count(2, 2), 0U);
    EXPECT_EQ(overMax.finish().reason(), Reason::Malformed);
    Reader overRest(bytes);
    EXPECT_EQ(overRest.count(3, 3), 0U);
    EXPECT_EQ(overRest.finish().reason(), Reason::Malformed);
    const Bytes none = hex("00000000");
    Reader empty(none);
    EXPECT_EQ(empty.count(0, 100), 0U);
    EXPECT_TRUE(empty.finish().ok());
}

TEST(ReaderTest, FlagsAreZeroOrOne) {
    const Bytes bytes = hex("02");
    Reader reader(bytes);
    EXPECT_FALSE(reader.flag());
    EXPECT_EQ(reader.finish().reason(), Reason::Malformed);
}

TEST(ReaderTest, TheFirstFailureSticks) {
    const Bytes bytes = hex("00000001 ff 0102030405060708");
    Reader reader(bytes);
    EXPECT_EQ(reader.text(1), "");
    EXPECT_TRUE(reader.failed());
    EXPECT_EQ(reader.u64(), 0U);
    EXPECT_EQ(reader.fixed<2>(), ByteArray<2>{});
    EXPECT_TRUE(reader.bytes(9).empty());
    EXPECT_EQ(reader.text(9), "");
    EXPECT_FALSE(reader.flag());
    EXPECT_EQ(reader.count(9, 1), 0U);
    EXPECT_TRUE(reader.rest().empty());
    reader.fail(Reason::UnknownValue);
    EXPECT_EQ(reader.finish().reason(), Reason::TextNotUtf8);
}

TEST(ReaderTest, TheCallersFailureIsReported) {
    const Bytes bytes = hex("07 01");
    Reader reader(bytes);
    EXPECT_EQ(reader.u8(), 7);
    reader.fail(Reason::UnknownValue);
    EXPECT_EQ(reader.u8(), 0);
    EXPECT_EQ(reader.finish().reason(), Reason::UnknownValue);
}

struct TextCase {
    const char* name;
    std::string_view bytes;
    bool good;
};

void PrintTo(const TextCase& test, std::ostream* out) {
    *out << test.name;
}

using std::string_view_literals::operator""sv;

class ReaderTestText : public testing::TestWithParam<TextCase> {};

TEST_P(ReaderTestText, TakesOnlyUtf8WithoutNul) {
    const TextCase& test = GetParam();
    EXPECT_EQ(isText(viewOf(test.bytes)), test.good);
    Writer writer;
    writer.bytes(viewOf(test.bytes));
    Reader reader(writer.view());
    const std::string text = reader.text(100);
    if (test.good) {
        EXPECT_EQ(text, test.bytes);
        EXPECT_TRUE(reader.finish().ok());
    } else {
        EXPECT_EQ(text, "");
        EXPECT_EQ(reader.finish().reason(), Reason::TextNotUtf8);
    }
}

// Borders of RFC 3629 §4.
INSTANTIATE_TEST_SUITE_P(Rfc3629,
                         ReaderTestText,
                         testing::Values(TextCase{"empty", ""sv, true},
                                         TextCase{"ascii", "Voordeur 12b\n"sv, true},
                                         TextCase{"lastOfOne", "\x7f"sv, true},
                                         TextCase{"firstOfTwo", "\xc2\x80"sv, true},
                                         TextCase{"lastOfTwo", "\xdf\xbf"sv, true},
                                         TextCase{"firstOfThree", "\xe0\xa0\x80"sv, true},
                                         TextCase{"beforeSurrogates", "\xed\x9f\xbf"sv, true},
                                         TextCase{"afterSurrogates", "\xee\x80\x80"sv, true},
                                         TextCase{"lastOfThree", "\xef\xbf\xbf"sv, true},
                                         TextCase{"firstOfFour", "\xf0\x90\x80\x80"sv, true},
                                         TextCase{"lastOfAll", "\xf4\x8f\xbf\xbf"sv, true},
                                         TextCase{"nul", "a\0b"sv, false},
                                         TextCase{"overlongNul", "\xc0\x80"sv, false},
                                         TextCase{"overlongTwo", "\xc1\xbf"sv, false},
                                         TextCase{"overlongThree", "\xe0\x9f\xbf"sv, false},
                                         TextCase{"overlongFour", "\xf0\x8f\xbf\xbf"sv, false},
                                         TextCase{"firstSurrogate", "\xed\xa0\x80"sv, false},
                                         TextCase{"lastSurrogate", "\xed\xbf\xbf"sv, false},
                                         TextCase{"aboveAll", "\xf4\x90\x80\x80"sv, false},
                                         TextCase{"leadF5", "\xf5\x80\x80\x80"sv, false},
                                         TextCase{"leadFe", "\xfe"sv, false},
                                         TextCase{"strayTail", "\x80"sv, false},
                                         TextCase{"cutTwo", "\xc3"sv, false},
                                         TextCase{"cutThree", "\xe2\x82"sv, false},
                                         TextCase{"cutFour", "\xf0\x9f\x98"sv, false},
                                         TextCase{"brokenTail", "\xe2\x28\xa1"sv, false},
                                         TextCase{"brokenLastTail", "\xe2\x82\x28"sv, false},
                                         TextCase{"tailTooHigh", "\xe2\x82\xc0"sv, false}),
                         [](const auto& test) { return std::string(test.param.name); });

RC_GTEST_PROP(CodecProperty, WhatWasWrittenIsRead, ()) {
    const auto number = *rc::gen::arbitrary<std::uint64_t>();
    const auto blob = *rc::gen::arbitrary<Bytes>();
    const auto flag = *rc::gen::arbitrary<bool>();
    Writer writer;
    writer.u64(number).bytes(blob).flag(flag).u32(static_cast<std::uint32_t>(number));
    Reader reader(writer.view());
    RC_ASSERT(reader.u64() == number);
    RC_ASSERT(toBytes(reader.bytes(blob.size())) == blob);
    RC_ASSERT(reader.flag() == flag);
    RC_ASSERT(reader.u32() == static_cast<std::uint32_t>(number));
    RC_ASSERT(reader.finish().ok());
}

RC_GTEST_PROP(CodecProperty, ForeignBytesNeverReadPastTheEnd, (const Bytes& bytes)) {
    Reader reader(bytes);
    const std::size_t count = reader.count(50, 5);
    for (std::size_t i = 0; i < count; ++i) {
        reader.flag();
        RC_ASSERT(reader.bytes(20).size() <= 20U);
        RC_ASSERT(isText(viewOf(reader.text(20))));
    }
    RC_ASSERT(reader.rest().size() <= bytes.size());
    RC_ASSERT(reader.finish().ok() == !reader.failed());
}

}  // namespace
}  // namespace voordeur::crypto
