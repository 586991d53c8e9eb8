#include "tests/bench/load/shot.h"

#include "client/core/verify_answer.h"
#include "client/net/wire_messages.h"
#include "crypto/shared/answers.h"
#include "crypto/shared/oprf_client.h"
#include "tests/integration/town/need.h"
#include "voordeur/v1/log_service.grpc.pb.h"
#include "voordeur/v1/member_service.grpc.pb.h"

#include <grpcpp/grpcpp.h>

#include <stdexcept>
#include <utility>

namespace voordeur::test::bench {

using client::core::Session;
using crypto::Method;

namespace {

template <class Message>
grpc::ByteBuffer toBuffer(const Message& message) {
    grpc::ByteBuffer buffer;
    bool own = false;
    if (!grpc::SerializationTraits<Message>::Serialize(message, &buffer, &own).ok()) {
        throw std::runtime_error("a message cannot be written");
    }
    return buffer;
}

std::string pathOf(Method method) {
    const std::string name(crypto::nameOf(method));
    switch (method) {
        case Method::Evaluate:
        case Method::Check:
        case Method::Register:
        case Method::ChangeInvolvement:
        case Method::AnswerMatch:
        case Method::ListInvolvements:
            return "/voordeur.v1.InvolvementService/" + name;
        case Method::Intake:
        case Method::ListHouseholds:
        case Method::OpenHousehold:
        case Method::Commit:
        case Method::GrantAccess:
        case Method::EndAccess:
        case Method::OfferLead:
        case Method::AcceptLead:
        case Method::RefuseLead:
        case Method::WithdrawLead:
            return "/voordeur.v1.HouseholdService/" + name;
        case Method::WhoLooked:
        case Method::ReadLog:
        case Method::ExportLog:
            return "/voordeur.v1.LogService/" + name;
        case Method::Found:
            return "/voordeur.v1.EnrolmentService/" + name;
        case Method::Invite:
        case Method::Admit:
        case Method::ChangeDirectory:
        case Method::Revoke:
        case Method::ShareTeamKey:
        case Method::OpenQuota:
            return "/voordeur.v1.DirectoryService/" + name;
    }
    throw std::logic_error("a method without a service");
}

}  // namespace

Shot shotOf(Session& session, ShotWish wish) {
    const Method method = wish.draft.method;
    SignedCall call = signCall(session, std::move(wish.draft), std::move(wish.sealedDetail));
    call.request.known = std::move(wish.known);
    Shot shot;
    shot.path = pathOf(method);
    shot.wire = toBuffer(client::net::toWire(call.request));
    shot.statement = std::move(call.statement);
    shot.signedPart.statement = std::move(call.request.statement);
    shot.signedPart.signature = call.request.signature;
    return shot;
}

Shot noOpShot() {
    Shot shot;
    shot.logged = false;
    shot.path = "/voordeur.v1.MemberService/ServerInfo";
    shot.wire = toBuffer(v1::ServerInfoRequest());
    return shot;
}

client::core::RawAnswer answerOf(const grpc::ByteBuffer& wire) {
    v1::LoggedResponse message;
    grpc::ByteBuffer copy(wire);  // parsing takes the slices away
    if (!grpc::SerializationTraits<v1::LoggedResponse>::Deserialize(&copy, &message).ok()) {
        throw std::runtime_error("an answer cannot be read");
    }
    return client::net::fromWire(std::move(message));
}

void proveAnswer(const crypto::RootPolicy& policy,
                 const crypto::InstanceId& instance,
                 const Shot& shot,
                 const grpc::ByteBuffer& wire) {
    const auto raw = answerOf(wire);
    need(client::core::verifyAnswer({instance, policy.logKey, &shot.statement, &shot.signedPart},
                                    raw),
         "a proof");
    if (shot.blinded.empty()) return;
    const auto answer = need(crypto::EvaluateAnswer::decode(raw.answer), "an evaluation");
    const auto& key = policy.oprfKeys[0];
    need(crypto::OprfVerified::verify(key, shot.blinded, {answer.evaluated, answer.proof}),
         "the proof of an evaluation");
}

}  // namespace voordeur::test::bench
