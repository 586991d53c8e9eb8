#include "tests/integration/matrix/tricks.h"

#include "tests/integration/town/need.h"

#include <algorithm>
#include <set>
#include <utility>

namespace voordeur::test {

using client::core::SignedRequest;
using crypto::Method;
using crypto::Role;
using crypto::Statement;

namespace {

constexpr crypto::UnixMillis kElevenMinutes = 11ULL * 60 * 1000;

using Play = std::function<std::string(People&, const Actor&, const Ask&)>;

/// The statement says something else, and is signed all the same.
Play saying(const std::function<void(People&, Statement&)>& alter) {
    return [alter](People& people, const Actor& actor, const Ask& ask) {
        const auto request =
            signedBy(*actor.signer, ask, [&](Statement& statement) { alter(people, statement); });
        return told(sendAs(*actor.via, ask.method, request));
    };
}

/// Something is changed after signing.
Play changing(const std::function<void(People&, const Actor&, SignedRequest&)>& alter) {
    return [alter](People& people, const Actor& actor, const Ask& ask) {
        auto request = signedBy(*actor.signer, ask);
        alter(people, actor, request);
        return told(sendAs(*actor.via, ask.method, request));
    };
}

/// All answers of several attempts: one word when they are the same.
std::string together(const std::set<std::string>& answers) {
    std::string out;
    for (const auto& one : answers)
        out += (out.empty() ? "" : "/") + one;
    return out;
}

std::string asEveryOtherMethod(People&, const Actor& actor, const Ask& ask) {
    const auto request = signedBy(*actor.signer, ask);
    std::set<std::string> answers;
#define VD_OTHER_METHOD(name, number, type)                              \
    if (Method::name != ask.method && Method::name != Method::Found) {   \
        answers.insert(told(sendAs(*actor.via, Method::name, request))); \
    }
    VD_METHODS(VD_OTHER_METHOD)
#undef VD_OTHER_METHOD
    return together(answers);
}

std::string inEveryOtherRole(People& people, const Actor& actor, const Ask& ask) {
    std::set<std::string> answers;
    for (std::uint8_t number = 1; const auto role = crypto::roleFromNumber(number); ++number) {
        bool isOwn = false;
        const auto request = signedBy(*actor.signer, ask, [&](Statement& statement) {
            isOwn = statement.role == *role;
            statement.role = *role;
            statement.requestId = crypto::RequestId::generate(people.server.random());
        });
        if (!isOwn) answers.insert(told(sendAs(*actor.via, ask.method, request)));
    }
    return together(answers);
}

crypto::Signature64 signature(const Member& member,
                              std::string_view kind,
                              const crypto::InstanceId& instance,
                              const SignedRequest& request) {
    return member.secrets().signing.sign(kind, instance, request.statement);
}

using Again =
    std::function<std::string(People&, const Actor&, const Ask&, const SignedRequest&, Place)>;

/// The call is done, and then something comes of its bytes.
Play doneThen(const Again& again) {
    return [again](People& people, const Actor& actor, const Ask& ask) {
        const auto request = signedBy(*actor.signer, ask);
        const auto first = sendAs(*actor.via, ask.method, request);
        if (!first.ok()) return "not done: " + told(first);
        return again(people, actor, ask, request, first.value());
    };
}

/// The same place in the log, and no line more.
std::string twice(
    People& people, const Actor& actor, const Ask& ask, const SignedRequest& request, Place place) {
    const auto size = people.server.writer().tree().size();
    const auto again = sendAs(*actor.via, ask.method, request);
    if (!again.ok()) return told(again);
    const bool same = again.value() == place && people.server.writer().tree().size() == size;
    return same ? "Same" : "DoneTwice";
}

std::string byAnother(
    People& people, const Actor&, const Ask& ask, const SignedRequest& request, Place) {
    return told(sendAs(people.town->housing().transport(), ask.method, request));
}

std::string otherBytes(
    People&, const Actor& actor, const Ask& ask, const SignedRequest& request, Place) {
    const auto statement = need(Statement::decode(request.statement), "the statement");
    const auto other =
        signedBy(*actor.signer, ask, [&](Statement& said) { said.time = statement.time + 1; });
    return told(sendAs(*actor.via, ask.method, other));
}

std::vector<Trick> unsignedTricks() {
    return {
        {"cer",
         "over another device's connection",
         [](People& people, const Actor& actor, const Ask& ask) {
             return told(sendAs(
                 people.town->housing().transport(), ask.method, signedBy(*actor.signer, ask)));
         }},
        {"key",
         "signed by another device's key",
         changing([](People& people, const Actor&, SignedRequest& request) {
             const auto& housing = people.town->housing();
             request.signature = signature(
                 housing, crypto::kStatementSignature, housing.secrets().instance, request);
         })},
        {"ins",
         "signed for another instance",
         changing([](People&, const Actor& actor, SignedRequest& request) {
             request.signature = signature(
                 *actor.signer, crypto::kStatementSignature, crypto::InstanceId{1}, request);
         })},
        {"knd",
         "with a signature that was made for a record",
         changing([](People&, const Actor& actor, SignedRequest& request) {
             request.signature = signature(*actor.signer,
                                           crypto::kRecordSignature,
                                           actor.signer->secrets().instance,
                                           request);
         })},
        {"pay",
         "one bit of the payload changed after signing",
         changing(
             [](People&, const Actor&, SignedRequest& request) { request.payload.back() ^= 1U; })},
        {"att",
         "one attached object more",
         changing([](People&, const Actor&, SignedRequest& request) {
             request.attachments.emplace_back(3, std::uint8_t{1});
         })},
        {"det",
         "another sealed detail for the officers",
         changing([](People&, const Actor&, SignedRequest& request) {
             request.detail.assign(200, 0x11);
         })},
        {"met", "sent as every other method", asEveryOtherMethod},
    };
}

std::vector<Trick> signedTricks() {
    return {
        {"rol", "in every role that one does not have", inEveryOtherRole},
        {"tea", "for another team", saying([](People& people, Statement& statement) {
             statement.team = people.town->housing().team();
         })},
        {"per", "as another person", saying([](People& people, Statement& statement) {
             statement.person = people.town->housing().secrets().person;
         })},
        {"dev", "as another device", saying([](People& people, Statement& statement) {
             statement.device = people.town->housing().secrets().device;
         })},
        {"hh",
         "through another household: that one is signed, the other one asked for",
         saying([](People& people, Statement& statement) {
             statement.households = {people.other.id};
         })},
        {"hh+",
         "with another household beside it",
         saying([](People& people, Statement& statement) {
             statement.households.push_back(people.other.id);
             std::ranges::sort(statement.households);
         })},
        {"old", "eleven minutes old", saying([](People&, Statement& statement) {
             statement.time -= kElevenMinutes;
         })},
        {"new", "eleven minutes ahead", saying([](People&, Statement& statement) {
             statement.time += kElevenMinutes;
         })},
        {"hea", "with a head of the log that never was", saying([](People&, Statement& statement) {
             statement.head.root[0] ^= 1U;
         })},
    };
}

std::vector<Trick> repeatedTricks() {
    return {
        {"twi", "done, and the same bytes again", doneThen(twice), true},
        {"by2", "done, and the same bytes again by another device", doneThen(byAnother), true},
        {"rid", "done, and other bytes under the same request id", doneThen(otherBytes), true},
    };
}

}  // namespace

const std::vector<Trick>& tricks() {
    static const std::vector<Trick> all = [] {
        auto out = unsignedTricks();
        for (auto& group : {signedTricks(), repeatedTricks()})
            out.insert(out.end(), group.begin(), group.end());
        return out;
    }();
    return all;
}

}  // namespace voordeur::test
