#include "tests/bench/pieces.h"

#include "crypto/internal/random.h"
#include "crypto/shared/merkle.h"
#include "crypto/shared/oprf_client.h"
#include "crypto/shared/oprf_server.h"
#include "crypto/shared/signature.h"
#include "crypto/sqlcipher/connection.h"
#include "crypto/vault/sealed_blob.h"
#include "tests/integration/town/need.h"
#include "tests/integration/town/test_server.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <stdexcept>
#include <vector>

namespace voordeur::test::bench {

using namespace crypto;  // NOLINT(google-build-using-namespace): a bench that is all crypto

namespace {

constexpr std::size_t kCalls = 2000;
constexpr std::size_t kEntryBytes = 600;
constexpr std::size_t kGroup = 64;
constexpr std::size_t kRows = 100'000;

void must(bool holds) {
    if (!holds) throw std::runtime_error("a bare piece failed");
}

}  // namespace

Sample bareSign(std::size_t callers) {
    SystemRandom random;
    const auto key = SigningKey::generate(random);
    const Bytes text(kEntryBytes, 7);
    return measure(callers, kCalls, [&](std::size_t, std::size_t) {
        must(key.sign("bench", {}, text) != Signature64{});
    });
}

Sample bareVerify(std::size_t callers) {
    SystemRandom random;
    const auto key = SigningKey::generate(random);
    const Bytes text(kEntryBytes, 7);
    const auto signature = key.sign("bench", {}, text);
    return measure(callers, kCalls, [&](std::size_t, std::size_t) {
        must(verify(key.publicKey(), "bench", {}, text, signature));
    });
}

Sample bareEvaluate(std::size_t callers) {
    SystemRandom random;
    const auto key = OprfKey::generate(random);
    const auto blinded = need(oprfBlind(viewOf("999990019"), random), "blind");
    return measure(callers, kCalls, [&](std::size_t, std::size_t) {
        must(key.evaluate(std::span(&blinded.element, 1), random).ok());
    });
}

Sample bareToken(std::size_t callers) {
    SystemRandom random;
    const auto key = OprfKey::generate(random);
    const auto input = viewOf("999990019");
    return measure(callers, kCalls, [&](std::size_t, std::size_t) {
        const auto blinded = need(oprfBlind(input, random), "blind");
        const auto element = std::span(&blinded.element, 1);
        const auto evaluated = need(key.evaluate(element, random), "evaluate");
        const auto verified =
            need(OprfVerified::verify(key.publicKey(), element, evaluated), "proof");
        must(verified.output(0, input, blinded.blind).ok());
    });
}

Sample bareProof(std::size_t callers) {
    SystemRandom random;
    const auto key = OprfKey::generate(random);
    const auto blinded = need(oprfBlind(viewOf("999990019"), random), "blind");
    const auto element = std::span(&blinded.element, 1);
    const auto evaluated = need(key.evaluate(element, random), "evaluate");
    return measure(callers, kCalls, [&](std::size_t, std::size_t) {
        must(OprfVerified::verify(key.publicKey(), element, evaluated).ok());
    });
}

Sample bareLeaf(std::size_t callers) {
    const Bytes entry(kEntryBytes, 7);
    return measure(
        callers, 20 * kCalls, [&](std::size_t, std::size_t) { must(leafHash(entry) != Hash32{}); });
}

namespace {

/// A team's key, a network, and something sealed to both.
struct Sealing {
    explicit Sealing(RandomSource& random)
        : team(SealKeyPair::generate(random)), network(NetworkKey::generate(random, 1)) {
        header.networkEpoch = 1;
    }
    [[nodiscard]] Bytes seal(RandomSource& random) const {
        return need(sealBlob(header, team.publicKey(), network, Bytes(200, 7), random), "seal");
    }
    SealHeader header;
    SealKeyPair team;
    NetworkKey network;
};

}  // namespace

Sample bareSeal(std::size_t callers) {
    SystemRandom random;
    const Sealing sealing(random);
    return measure(
        callers, kCalls, [&](std::size_t, std::size_t) { must(!sealing.seal(random).empty()); });
}

Sample bareUnseal(std::size_t callers) {
    SystemRandom random;
    const Sealing sealing(random);
    const auto blob = need(SealedBlob::decode(sealing.seal(random)), "blob");
    return measure(callers, kCalls, [&](std::size_t, std::size_t) {
        must(openBlob(blob, sealing.team, sealing.network).ok());
    });
}

Sample bareSync() {
    const TempFolder folder;
    const int file = ::open((folder.path() + "/sync").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    must(file >= 0);
    const Bytes page(4096, 7);
    const auto sample = measure(1, kCalls, [&](std::size_t, std::size_t call) {
        const auto at = static_cast<off_t>((call % 1000) * page.size());
        must(::pwrite(file, page.data(), page.size(), at) == static_cast<ssize_t>(page.size()));
        must(::fdatasync(file) == 0);
    });
    ::close(file);
    return sample;
}

namespace {

using sqlcipher::Connection;
using sqlcipher::ConnectionOptions;

/// A database of one table, in a folder of its own.
struct Table {
    Table() : key(SecretBytes::copyOf(SystemRandom().array<32>())) {
        std::ofstream(path()).close();
        writer = open(ConnectionOptions::Access::Write);
        need(writer->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, entry BLOB) STRICT"),
             "table");
    }
    [[nodiscard]] std::string path() const { return folder.path() + "/bare.db"; }
    std::unique_ptr<Connection> open(ConnectionOptions::Access access) {
        ConnectionOptions options;
        options.path = path();
        options.access = access;
        return need(Connection::open(options, key, faults), "database");
    }
    /// One transaction of `count` rows.
    void insert(sqlcipher::Statement& statement, std::size_t count) const {
        need(writer->execute("BEGIN IMMEDIATE"), "begin");
        for (std::size_t i = 0; i < count; ++i) {
            sqlcipher::Query query(statement);
            query.bytes(entry);
            need(query.run(), "row");
        }
        need(writer->execute("COMMIT"), "commit");
    }
    sqlcipher::Statement inserting() const {
        return need(writer->prepare("INSERT INTO t (entry) VALUES (?1)"), "insert");
    }

    const TempFolder folder;
    sqlcipher::Faults faults{[](Reason) {}};
    const SecretBytes key;
    const Bytes entry = Bytes(kEntryBytes, 7);
    std::unique_ptr<Connection> writer;
};

}  // namespace

Sample bareGroupCommit() {
    Table table;
    auto insert = table.inserting();
    Sample sample =
        measure(1, kCalls / 4, [&](std::size_t, std::size_t) { table.insert(insert, kGroup); });
    sample.perSecond *= kGroup;
    return sample;
}

Sample barePointRead(std::size_t callers) {
    Table table;
    auto insert = table.inserting();
    table.insert(insert, kRows);
    std::vector<std::unique_ptr<Connection>> readers;
    std::vector<sqlcipher::Statement> selects;
    for (std::size_t i = 0; i < callers; ++i) {
        readers.push_back(table.open(ConnectionOptions::Access::Read));
        selects.push_back(
            need(readers.back()->prepare("SELECT entry FROM t WHERE id = ?1"), "select"));
    }
    return measure(callers, 5 * kCalls, [&](std::size_t caller, std::size_t call) {
        sqlcipher::Query query(selects[caller]);
        // A step that is prime to the number of rows: another page every time.
        query.number((call * 7919 + caller) % kRows + 1);
        must(need(query.next(), "row") && query.viewAt(0).size() == kEntryBytes);
    });
}

}  // namespace voordeur::test::bench
