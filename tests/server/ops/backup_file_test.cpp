#include "server/ops/backup_file.h"

#include "crypto/internal/random.h"
#include "crypto/vault/backup_opener.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>

// The server seals, somebody else opens; and everything that can happen to the file in between has
// a name.
namespace voordeur::server::ops {
namespace {

using crypto::Bytes;
using crypto::Reason;

namespace fs = std::filesystem;

constexpr std::size_t kContent = 3 * crypto::kBackupChunkBytes + 1000;

class BackupFileTest : public testing::Test {
protected:
    BackupFileTest()
        : m_key(crypto::SealKeyPair::generate(m_random)),
          m_logKey(crypto::SigningKey::generate(m_random)) {
        m_manifest.instance.fill(3);
        m_manifest.made = 1'772'442'000'000;
        m_manifest.head = {7, crypto::sha256({})};
        m_manifest.version = "0";
        m_manifest.checkpoint = "none";
        m_manifest.recipient = m_key.publicKey();
        m_manifest.files = {{"keys/log.key", 32}, {"store/voordeur.db", kContent - 32}};
        m_content.resize(kContent);
        m_random.fill(m_content);
    }
    ~BackupFileTest() override = default;
    BackupFileTest(const BackupFileTest&) = delete;
    BackupFileTest& operator=(const BackupFileTest&) = delete;
    BackupFileTest(BackupFileTest&&) = delete;
    BackupFileTest& operator=(BackupFileTest&&) = delete;

    [[nodiscard]] std::string path() const { return m_folder.file("kopie.vdbk"); }

    crypto::Status make(std::size_t bytes = kContent) {
        VD_ASSIGN(auto writer, BackupFileWriter::create(path(), m_manifest, m_random));
        // In pieces that fit no chunk.
        for (std::size_t at = 0; at < bytes;) {
            const std::size_t size = std::min<std::size_t>(300'001, bytes - at);
            VD_RETURN_IF_ERROR(writer->add(crypto::ByteView(m_content).subspan(at, size)));
            at += size;
        }
        return writer->finish(m_logKey);
    }
    [[nodiscard]] Bytes read() const {
        std::ifstream in(path(), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void write(const Bytes& bytes) const {
        std::ofstream out(path(), std::ios::binary | std::ios::trunc);
        out.write(reinterpret_cast<const char*>(bytes.data()),
                  static_cast<std::streamsize>(bytes.size()));
    }
    /// What comes out with this key; the reason when nothing or not all does.
    crypto::Result<Bytes> open(const crypto::SealKeyPair& key) const {
        std::ifstream in(path(), std::ios::binary);
        VD_ASSIGN(auto opener, crypto::BackupOpener::open(in, key));
        Bytes out;
        while (!opener.done()) {
            VD_ASSIGN(const auto piece, opener.next());
            crypto::append(out, piece.reveal(crypto::openKeyAccess()));
        }
        VD_RETURN_IF_ERROR(opener.finish(m_logKey.publicKey()));
        return out;
    }
    Reason openReason() const {
        const auto opened = open(m_key);
        EXPECT_FALSE(opened.ok());
        return opened.ok() ? Reason::Internal : opened.reason();
    }
    Reason checkReason() const {
        const auto checked = checkBackupFile(path(), m_logKey.publicKey());
        EXPECT_FALSE(checked.ok());
        return checked.ok() ? Reason::Internal : checked.reason();
    }
    /// Where the first chunk begins.
    [[nodiscard]] std::size_t headerBytes() const {
        return 4 + 1 + 4 + m_manifest.encode().size() + 32 + 48;
    }

    crypto::SystemRandom m_random;
    crypto::SealKeyPair m_key;
    crypto::SigningKey m_logKey;
    const test::TempFolder m_folder;
    crypto::BackupManifest m_manifest;
    Bytes m_content;
};

TEST_F(BackupFileTest, WhatWentInComesOutWithTheKey) {
    ASSERT_TRUE(make().ok());
    const auto checked = checkBackupFile(path(), m_logKey.publicKey());
    ASSERT_TRUE(checked.ok()) << nameOf(checked.reason());
    EXPECT_EQ(checked.value(), m_manifest);
    const auto opened = open(m_key);
    ASSERT_TRUE(opened.ok()) << nameOf(opened.reason());
    EXPECT_EQ(opened.value(), m_content);
}

TEST_F(BackupFileTest, NothingOfTheContentIsReadable) {
    std::fill(m_content.begin(), m_content.end(), std::uint8_t{'A'});
    ASSERT_TRUE(make().ok());
    const Bytes bytes = read();
    EXPECT_EQ(std::search_n(bytes.begin(), bytes.end(), 32, std::uint8_t{'A'}), bytes.end());
}

TEST_F(BackupFileTest, AnotherKeyDoesNotOpenIt) {
    ASSERT_TRUE(make().ok());
    const auto other = crypto::SealKeyPair::generate(m_random);
    EXPECT_EQ(open(other).reason(), Reason::BackupKeyWrong);
}

TEST_F(BackupFileTest, AnotherLogKeyDoesNotVouchForIt) {
    ASSERT_TRUE(make().ok());
    const auto other = crypto::SigningKey::generate(m_random);
    EXPECT_EQ(checkBackupFile(path(), other.publicKey()).reason(), Reason::BackupBroken);
}

TEST_F(BackupFileTest, OneFlippedBitAnywhereIsFound) {
    ASSERT_TRUE(make().ok());
    const Bytes good = read();
    const std::size_t header = headerBytes();
    const std::size_t chunk = crypto::kBackupChunkBytes + crypto::kBackupTagBytes;
    for (const std::size_t at : {std::size_t{0},
                                 std::size_t{12},          // manifest
                                 header - 90,              // the recipient, the files
                                 header - 70,              // enc
                                 header - 10,              // sealed key
                                 header,                   // first chunk
                                 header + chunk - 1,       // its tag
                                 header + 2 * chunk + 77,  // a later chunk
                                 good.size() - 65,         // last tag
                                 good.size() - 1}) {       // signature
        Bytes bad = good;
        bad[at] ^= 0x10;
        write(bad);
        EXPECT_EQ(checkReason(), Reason::BackupBroken) << at;
        const auto opened = open(m_key);
        EXPECT_FALSE(opened.ok()) << at;
        // A flip in the recipient's key looks like another key.
        const bool named = !opened.ok() && (opened.reason() == Reason::BackupBroken ||
                                            opened.reason() == Reason::BackupKeyWrong);
        EXPECT_TRUE(named) << at;
    }
}

TEST_F(BackupFileTest, CutOffAnywhereIsFound) {
    ASSERT_TRUE(make().ok());
    const Bytes good = read();
    const std::size_t chunk = crypto::kBackupChunkBytes + crypto::kBackupTagBytes;
    for (const std::size_t size : {std::size_t{0},
                                   std::size_t{3},
                                   headerBytes() - 1,
                                   headerBytes(),
                                   headerBytes() + chunk,
                                   headerBytes() + 3 * chunk,
                                   good.size() - 64,
                                   good.size() - 1}) {
        write({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)});
        EXPECT_EQ(checkReason(), Reason::BackupBroken) << size;
        EXPECT_EQ(openReason(), Reason::BackupBroken) << size;
    }
}

TEST_F(BackupFileTest, SwappedChunksAreFound) {
    ASSERT_TRUE(make().ok());
    Bytes bytes = read();
    const auto first = bytes.begin() + static_cast<std::ptrdiff_t>(headerBytes());
    const auto chunk =
        static_cast<std::ptrdiff_t>(crypto::kBackupChunkBytes + crypto::kBackupTagBytes);
    std::swap_ranges(first, first + chunk, first + chunk);
    write(bytes);
    EXPECT_EQ(checkReason(), Reason::BackupBroken);
    EXPECT_EQ(openReason(), Reason::BackupBroken);
}

TEST_F(BackupFileTest, ChunkOfAnotherBackupIsFound) {
    ASSERT_TRUE(make().ok());
    const Bytes other = read();
    fs::remove(path());
    ASSERT_TRUE(make().ok());
    Bytes bytes = read();
    const auto at = static_cast<std::ptrdiff_t>(headerBytes());
    const auto chunk =
        static_cast<std::ptrdiff_t>(crypto::kBackupChunkBytes + crypto::kBackupTagBytes);
    std::copy(other.begin() + at, other.begin() + at + chunk, bytes.begin() + at);
    write(bytes);
    EXPECT_EQ(checkReason(), Reason::BackupBroken);
    EXPECT_EQ(openReason(), Reason::BackupBroken);
}

TEST_F(BackupFileTest, WhatFollowsTheEndIsFound) {
    ASSERT_TRUE(make().ok());
    Bytes bytes = read();
    bytes.push_back(0);
    write(bytes);
    EXPECT_EQ(checkReason(), Reason::BackupBroken);
    EXPECT_EQ(openReason(), Reason::BackupBroken);
}

TEST_F(BackupFileTest, HalfABackupHasNoName) {
    EXPECT_EQ(make(kContent - 1).reason(), Reason::StorageFailed);
    EXPECT_TRUE(fs::is_empty(m_folder.path()));
    {
        auto writer = BackupFileWriter::create(path(), m_manifest, m_random);
        ASSERT_TRUE(writer.ok());
        ASSERT_TRUE(writer.value()->add(crypto::ByteView(m_content).first(2'000'000)).ok());
        EXPECT_FALSE(fs::exists(path()));
    }
    EXPECT_TRUE(fs::is_empty(m_folder.path()));
}

TEST_F(BackupFileTest, WhatACrashLeftIsNoObstacle) {
    std::ofstream(path() + ".part") << "half";
    ASSERT_TRUE(make().ok());
    EXPECT_TRUE(open(m_key).ok());
    EXPECT_FALSE(fs::exists(path() + ".part"));
}

TEST_F(BackupFileTest, NothingIsOverwritten) {
    write(Bytes(4));
    EXPECT_EQ(make().reason(), Reason::FileExists);
    EXPECT_EQ(read(), Bytes(4));
}

TEST_F(BackupFileTest, KeyOfSmallOrderIsRefused) {
    m_manifest.recipient = {};
    EXPECT_EQ(make().reason(), Reason::WeakKey);
}

TEST_F(BackupFileTest, NamesThatLeadElsewhereAreRefused) {
    for (const char* name : {"", "../keys", "/etc/passwd", "a/b/c", ".hidden", "keys/../x", "A"}) {
        m_manifest.files = {{name, 32}};
        EXPECT_EQ(crypto::BackupManifest::decode(m_manifest.encode()).reason(),
                  Reason::BackupBroken)
            << name;
    }
}

}  // namespace
}  // namespace voordeur::server::ops
