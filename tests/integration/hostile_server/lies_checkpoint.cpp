// Lies about the head of the log: what the server signs, and for what.
#include "crypto/shared/checkpoint.h"
#include "tests/integration/hostile_server/cases.h"

#include <stdexcept>
#include <utility>

namespace voordeur::test {

using client::core::RawAnswer;
using client::core::SignedRequest;
using crypto::Method;
using crypto::Reason;

namespace {

crypto::LogHead namedBy(const SignedRequest& request) {
    return need(crypto::Statement::decode(request.statement), "a statement").head;
}

std::string checkpointOfSize(TestServer& server, std::uint64_t size) {
    auto reader = need(server.store().reader(), "a reader");
    const auto texts = need(reader->checkpoints(1, size), "checkpoints");
    if (texts.empty()) throw std::runtime_error("a log without an older head");
    return texts.back();
}

/// The answer's checkpoint is another one.
MakeLie shows(std::function<std::string(TestServer&, const SignedRequest&)> text) {
    return [text = std::move(text)](TestServer& server) {
        return onAnswer(Method::OpenHousehold,
                        [&server, text](const SignedRequest& request, RawAnswer& answer) {
                            answer.checkpoint = text(server, request);
                        });
    };
}

Lie smallerHeadAtSync(TestServer& server) {
    Lie lie;
    lie.checkpoint = [&server](std::uint64_t known, client::core::CheckpointAnswer& answer) {
        answer.checkpoint = checkpointOfSize(server, known - 1);
    };
    return lie;
}

std::string sameSizeOtherRoot(TestServer& server, const SignedRequest& request) {
    auto known = namedBy(request);
    known.root[0] ^= 1U;
    return signedHead(server, known);
}

std::string anotherOrigin(TestServer& server, const SignedRequest&) {
    const std::string other = crypto::logOrigin(crypto::InstanceId{1});
    const auto head = server.writer().head().head;
    return crypto::signCheckpoint({head.size, head.root}, other, other, server.keys().log);
}

std::string anotherLogKey(TestServer& server, const SignedRequest&) {
    const auto key = crypto::SigningKey::generate(server.random());
    const std::string origin = crypto::logOrigin(server.instance());
    const auto head = server.writer().head().head;
    return crypto::signCheckpoint({head.size, head.root}, origin, origin, key);
}

/// Well signed by the log's key, whatever the text says.
std::string signedText(TestServer& server, const std::string& size, const std::string& behind) {
    const std::string origin = crypto::logOrigin(server.instance());
    const auto head = server.writer().head().head;
    const std::string shown = size.empty() ? std::to_string(head.size) : size;
    std::string text = origin + "\n" + shown + "\n" + crypto::toBase64(head.root) + "\n" + behind;
    const auto signature = server.keys().log.signRaw(crypto::viewOf(text));
    const auto hash = crypto::noteKeyHash(origin, server.keys().log.publicKey());
    crypto::Bytes line{hash.begin(), hash.end()};
    crypto::append(line, signature);
    return text + "\n\xe2\x80\x94 " + origin + " " + crypto::toBase64(line) + "\n";
}

std::string sizeZero(TestServer& server, const SignedRequest&) {
    return signedText(server, "0", "");
}
std::string leadingZero(TestServer& server, const SignedRequest&) {
    return signedText(server, "0" + std::to_string(server.writer().head().head.size), "");
}
std::string extension(TestServer& server, const SignedRequest&) {
    return signedText(server, "", "en nog iets\n");
}
std::string signedTwice(TestServer& server, const SignedRequest&) {
    const std::string text = server.writer().head().checkpoint;
    return text + text.substr(text.find("\n\n") + 2);
}
std::string unsignedNote(TestServer& server, const SignedRequest&) {
    const std::string text = server.writer().head().checkpoint;
    return text.substr(0, text.find("\n\n") + 2);
}
std::string malformedWitness(TestServer& server, const SignedRequest&) {
    return server.writer().head().checkpoint + "\xe2\x80\x94 getuige AAAA\n";
}
std::string endless(TestServer& server, const SignedRequest&) {
    return server.writer().head().checkpoint + std::string(70'000, 'x');
}

MakeLie smallerHead() {
    return shows([](TestServer& server, const SignedRequest& request) {
        return checkpointOfSize(server, namedBy(request).size - 1);
    });
}

}  // namespace

std::vector<Case> checkpointCases() {
    using enum After;
    const auto work = coachOpens;
    const auto broken = Reason::CheckpointBroken;
    // A table, kept by hand.
    // clang-format off
    return {
        {"SmallerHead", "shows an older head of its log", "5.6 (5)", work, Reason::LogShrunk,
         smallerHead(), Stopped},
        {"SmallerHeadAtSync", "shows an older head when asked for the newest", "5.6 (5)",
         coachSyncs, Reason::LogShrunk, smallerHeadAtSync, Stopped},
        {"SameSizeOtherRoot", "signs another root for the same size", "5.6 (5)", work,
         Reason::LogFork, shows(sameSizeOtherRoot), Stopped},
        {"AnotherOrigin", "signs the head of another log", "5.6 (3)", work,
         Reason::LogOriginWrong, shows(anotherOrigin)},
        {"AnotherLogKey", "signs with another key than the pinned one", "5.6 (3)", work, broken,
         shows(anotherLogKey)},
        {"SizeZero", "signs a log of size 0", "5.3", work, broken, shows(sizeZero)},
        {"SizeWithALeadingZero", "writes the size in a second way", "5.3", work, broken,
         shows(leadingZero)},
        {"CheckpointWithAnExtension", "signs a line more than there may be", "5.3", work, broken,
         shows(extension)},
        {"CheckpointSignedTwice", "shows two signatures by the log", "5.3", work, broken,
         shows(signedTwice)},
        {"CheckpointUnsigned", "shows a checkpoint without a signature", "5.3", work, broken,
         shows(unsignedNote)},
        {"MalformedWitness", "adds a witness line of the wrong form", "5.3", work, broken,
         shows(malformedWitness)},
        {"EndlessCheckpoint", "sends a checkpoint above its bound", "5.3", work, broken,
         shows(endless)},
    };
    // clang-format on
}

}  // namespace voordeur::test
