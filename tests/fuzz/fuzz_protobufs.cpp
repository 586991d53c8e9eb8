#include "client/net/grpc_channel.h"
#include "client/net/wire_messages.h"
#include "server/rpc/calls.h"
#include "server/rpc/grpc_status.h"
#include "tests/fuzz/fuzz_canonical.h"
#include "tests/fuzz/fuzz_seeds.h"
#include "voordeur/v1/error.pb.h"
#include "voordeur/v1/log_service.pb.h"
#include "voordeur/v1/member_service.pb.h"

#include <string>

// Any bytes as any message of proto/, and as the detail of a refusal; what can be read goes the way
// it goes in the server and in the client. The first byte chooses.
namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one file, no header

template <class Message>
void readAs(const std::string& bytes) {
    Message message;
    if (!message.ParseFromString(bytes)) return;
    Message again;
    fuzz::require(again.ParseFromString(message.SerializeAsString()));
}

void readRequest(const std::string& bytes) {
    v1::LoggedRequest request;
    if (!request.ParseFromString(bytes)) return;
    const auto call = server::rpc::incoming(request);
    fuzz::require(call.attachments.size() == static_cast<std::size_t>(request.attachments_size()));
    fuzz::require(crypto::textOf(call.statement) == request.statement());
    // What the server reads first of it.
    const auto statement = crypto::Statement::decode(call.statement);
    fuzz::require(!statement.ok() || statement.value().encode() == call.statement);
}

void readResponse(const std::string& bytes) {
    v1::LoggedResponse response;
    if (!response.ParseFromString(bytes)) return;
    const int objects = response.objects_size();
    const int chain = response.chain_size();
    const auto answer = client::net::fromWire(std::move(response));
    fuzz::require(answer.objects.size() == static_cast<std::size_t>(objects));
    fuzz::require(answer.chain.size() == static_cast<std::size_t>(chain));
}

void readPage(const std::string& bytes) {
    v1::ReadLogResponse response;
    if (!response.ParseFromString(bytes)) return;
    const int lines = response.page().lines_size();
    const auto page = client::net::fromWire(std::move(response));
    fuzz::require(page.lines.size() == static_cast<std::size_t>(lines));
}

/// A server may say anything: what comes of it is a reason that we know, and a wait that ends.
void readRefusal(const std::string& bytes) {
    for (int code = 1; code <= 16; ++code) {
        const grpc::Status status(static_cast<grpc::StatusCode>(code), "refused", bytes);
        const crypto::Reason reason = client::net::reasonOf(status);
        fuzz::require(!crypto::nameOf(reason).empty());
        fuzz::require(client::net::retryHintOf(status) >= std::chrono::milliseconds(0));
    }
}

constexpr void (*kReaders[])(const std::string&) = {
    readRequest,
    readResponse,
    readPage,
    readRefusal,
    readAs<v1::SyncDirectoryRequest>,
    readAs<v1::SyncDirectoryResponse>,
    readAs<v1::GetCheckpointResponse>,
    readAs<v1::FetchKeysResponse>,
    readAs<v1::ListEnrolmentsResponse>,
    readAs<v1::IssueInvitationCertificateRequest>,
    readAs<v1::ServerInfoResponse>,
    readAs<v1::EnrolRequest>,
    readAs<v1::EnrolStatusResponse>,
    readAs<v1::FoundRequest>,
    readAs<v1::FoundResponse>,
};

crypto::Bytes seedOf(std::uint8_t choice, const google::protobuf::Message& message) {
    return fuzz::chosen(choice, crypto::viewOf(message.SerializeAsString()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    // A text that is not UTF-8 is refused, and otherwise told on stderr each time.
    static auto* const told = google::protobuf::SetLogHandler(nullptr);
    static_cast<void>(told);
    const std::string bytes(crypto::textOf({data + 1, size - 1}));
    kReaders[data[0] % std::size(kReaders)](bytes);
    return 0;
}

std::vector<crypto::Bytes> fuzz::ownSeeds() {
    v1::LoggedRequest request;
    request.set_statement("statement");
    request.set_signature(std::string(64, 's'));
    request.add_attachments("one");
    request.add_attachments("two");
    v1::LoggedResponse response;
    response.set_entry("entry");
    response.set_checkpoint("checkpoint\n");
    response.add_chain()->set_entry("line");
    response.add_objects("object");
    v1::ReadLogResponse page;
    *page.mutable_logged() = response;
    page.mutable_page()->add_lines()->add_attachments("attached");
    page.mutable_page()->add_checkpoints("checkpoint\n");
    v1::ErrorDetail detail;
    detail.set_reason(v1::REASON_BUSY);
    detail.set_retry_after_ms(500);
    v1::EnrolRequest enrol;
    enrol.set_token("token");
    return {seedOf(0, request),
            seedOf(1, response),
            seedOf(2, page),
            seedOf(3, detail),
            seedOf(11, enrol)};
}
