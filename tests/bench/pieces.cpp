#include "tests/bench/pieces.h"

#include "crypto/internal/random.h"
#include "crypto/shared/merkle.h"
#include "crypto/shared/oprf_client.h"
#include "crypto/shared/oprf_server.h"
#include "crypto/shared/signature.h"
#include "crypto/sqlcipher/connection.h"
#include "tests/integration/town/need.h"
#include "tests/integration/town/test_server.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

namespace voordeur::test::bench {

using namespace crypto;  // NOLINT(google-build-using-namespace): a bench that is all crypto

namespace {

constexpr std::size_t kCalls = 2000;
constexpr std::size_t kEntryBytes = 600;
constexpr std::size_t kGroup = 64;

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

Sample bareLeaf(std::size_t callers) {
    const Bytes entry(kEntryBytes, 7);
    return measure(
        callers, 20 * kCalls, [&](std::size_t, std::size_t) { must(leafHash(entry) != Hash32{}); });
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

Sample bareGroupCommit() {
    const TempFolder folder;
    const std::string path = folder.path() + "/bare.db";
    std::ofstream(path).close();
    sqlcipher::Faults faults([](Reason) {});
    sqlcipher::ConnectionOptions options;
    options.path = path;
    options.access = sqlcipher::ConnectionOptions::Access::Write;
    SystemRandom random;
    const auto key = SecretBytes::copyOf(random.array<32>());
    const auto connection = need(sqlcipher::Connection::open(options, key, faults), "database");
    need(connection->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, entry BLOB) STRICT"),
         "table");
    auto insert = need(connection->prepare("INSERT INTO t (entry) VALUES (?1)"), "insert");
    const Bytes entry(kEntryBytes, 7);
    Sample sample = measure(1, kCalls / 4, [&](std::size_t, std::size_t) {
        need(connection->execute("BEGIN IMMEDIATE"), "begin");
        for (std::size_t i = 0; i < kGroup; ++i) {
            sqlcipher::Query query(insert);
            query.bytes(entry);
            need(query.run(), "row");
        }
        need(connection->execute("COMMIT"), "commit");
    });
    sample.perSecond *= kGroup;
    return sample;
}

}  // namespace voordeur::test::bench
