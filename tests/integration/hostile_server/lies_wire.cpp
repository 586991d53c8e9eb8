// Lies below the messages: bytes, statuses, connections and certificates.
#include "crypto/base/reason.h"
#include "tests/integration/hostile_server/cases.h"
#include "voordeur/v1/error.pb.h"

#include <utility>

namespace voordeur::test {

using crypto::Reason;
using crypto::Status;
using Ending = WireAnswer::Ending;

namespace {

/// Another answer to one call, as it leaves.
MakeLie sends(std::string call, std::function<void(WireAnswer&)> alter) {
    Lie lie;
    lie.wire = [call = std::move(call), alter = std::move(alter)](std::string_view name,
                                                                  WireAnswer& answer) {
        if (name == call) alter(answer);
    };
    return anywhere(std::move(lie));
}
MakeLie opening(std::function<void(WireAnswer&)> alter) {
    return sends("OpenHousehold", std::move(alter));
}

/// A status of gRPC's, with this behind it.
MakeLie status(int code, const std::string& detail) {
    return opening([code, detail](WireAnswer& answer) { answer = {{}, code, detail}; });
}

std::string reasonNumber(int number) {
    v1::ErrorDetail detail;
    detail.set_reason(static_cast<v1::Reason>(number));
    return detail.SerializeAsString();
}
std::string reason(Reason said) {
    return reasonNumber(static_cast<int>(said));
}

/// One object more, so large that no client takes the message.
void tooLarge(WireAnswer& answer) {
    constexpr std::size_t kBytes = std::size_t{21} * 1024 * 1024;
    answer.message += '\x42';  // field 8, bytes
    for (std::size_t left = kBytes; left > 0; left >>= 7U)
        answer.message += static_cast<char>((left & 0x7fU) | (left > 0x7fU ? 0x80U : 0U));
    answer.message.append(kBytes, 'x');
}

Status opensElsewhere(Scene& scene, HostileListener::Shown shown) {
    auto& coach = scene.town.coach();
    const auto household = scene.town.newHousehold();
    if (scene.lying()) {
        scene.lieTo(coach);
        scene.door.show(shown);
    }
    return opens(coach, household.id);
}
Status atAnotherAuthority(Scene& scene) {
    return opensElsewhere(scene, HostileListener::Shown::OfAnotherAuthority);
}
Status atAnotherName(Scene& scene) {
    return opensElsewhere(scene, HostileListener::Shown::UnderAnotherName);
}

// gRPC's numbers.
constexpr int kCancelled = 1;
constexpr int kUnimplemented = 12;
constexpr int kInternal = 13;

}  // namespace

std::vector<Case> wireCases() {
    const auto work = coachOpens;
    const auto internal = Reason::Internal;
    const auto away = Reason::Unavailable;
    const auto identity = Reason::ServerIdentityWrong;
    // A table, kept by hand.
    // clang-format off
    return {
        {"AnotherAuthority", "is another server, with a certificate of its own", "5.6",
         atAnotherAuthority, identity},
        {"AnotherName", "is another machine of the same authority", "5.6", atAnotherName, identity},
        {"GarbageMessage", "sends bytes that are no message", "5.6", work, internal,
         opening([](WireAnswer& answer) { answer.message.assign(100, '\xff'); })},
        {"MessageCutShort", "sends half a message", "5.6", work, internal,
         opening([](WireAnswer& answer) { answer.message.resize(answer.message.size() / 2); })},
        {"EmptyMessage", "sends a message without anything in it", "5.6 (1)", work,
         Reason::EntryBroken, opening([](WireAnswer& answer) { answer.message.clear(); })},
        {"OkWithoutMessage", "says that all is well, and nothing more", "5.6", work, internal,
         opening([](WireAnswer& answer) { answer.ending = Ending::WithoutMessage; })},
        {"MessageTooLarge", "sends more than a client takes", "5.6", work, internal,
         opening(tooLarge)},
        {"AnswerOfAnotherCall", "gives the answer of another call", "5.6 (3)", coachSyncs,
         Reason::CheckpointBroken,
         sends("GetCheckpoint", [](WireAnswer& answer) { answer.message = "\x0a\x01\x30"; })},
        {"StatusWithoutReason", "refuses, and does not say why", "5.6", work, internal,
         status(kInternal, "")},
        {"StatusWithGarbage", "refuses with bytes that are no reason", "5.6", work, internal,
         status(kInternal, "\xff\xff\xff")},
        {"UnknownReason", "refuses for a reason that there is not", "5.6", work, internal,
         status(kInternal, reasonNumber(60'000))},
        {"ReasonBeyondItsRange", "refuses for a reason that another one looks like", "5.6", work,
         internal,
         status(kInternal, reasonNumber(65'536 + static_cast<int>(Reason::DeviceRevoked)))},
        {"ReasonOfTheClient", "claims to have found what only the client can find", "5.6", work,
         internal, status(kInternal, reason(Reason::LogFork))},
        {"PassphraseCalledWrong", "claims that the passphrase is wrong", "5.6", work, internal,
         status(kInternal, reason(Reason::PassphraseWrong))},
        {"UnknownCall", "does not know the call", "5.6", work, internal,
         status(kUnimplemented, "")},
        {"CancelledByTheServer", "says that the person stopped it", "5.6", work, away,
         status(kCancelled, "")},
        {"DroppedAfterHeaders", "begins an answer and is gone", "5.6", work, away,
         opening([](WireAnswer& answer) { answer.ending = Ending::DroppedAfterHeaders; })},
        {"HangingForEver", "takes a question and never answers", "5.6", youthAsks,
         Reason::DeadlineExceeded,
         sends("Check", [](WireAnswer& answer) { answer.ending = Ending::Hanging; })},
    };
    // clang-format on
}

}  // namespace voordeur::test
