#pragma once

#include "crypto/base/result.h"
#include "crypto/shared/entry.h"
#include "crypto/shared/ids.h"
#include "crypto/shared/payloads.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// The core's view of the network: bytes in, bytes out. client/net carries it over gRPC; tests put a
// hostile server behind it.
namespace voordeur::client::core {

using crypto::Bytes;
using crypto::ByteView;
using crypto::Result;
using crypto::Status;

/// A signed request, as in proto/voordeur/v1/log_service.proto.
struct SignedRequest {
    Bytes statement;
    crypto::Signature64 signature{};
    Bytes payload;
    std::vector<Bytes> attachments;
    Bytes detail;  // salt32 ‖ sealed; empty: none
    /// Not signed: how far this device's copies of households' chains reach (of all entries for
    /// WhoLooked, of state changes otherwise), so that the answer brings what is missing.
    std::vector<crypto::KnownState> known;
};

/// One line of a chain.
struct ChainLine {
    Bytes entry;
    Bytes payload;
    Bytes answer;
};

/// What came back. Nothing in it has been checked yet.
struct RawAnswer {
    Bytes entry;
    Bytes answer;
    Bytes heads;
    std::string checkpoint;
    Bytes inclusion;
    Bytes consistency;
    std::vector<ChainLine> chain;
    std::vector<Bytes> objects;
};

/// One line of the whole log (ReadLog).
struct RawLogLine {
    Bytes entry;
    Bytes payload;
    Bytes answer;
    std::vector<Bytes> attachments;
    Bytes detail;
    Bytes heads;
};
struct RawLogPage {
    RawAnswer logged;
    std::vector<RawLogLine> lines;
    std::vector<std::string> checkpoints;
};

struct DirectoryPage {
    std::vector<ChainLine> lines;
    std::uint64_t totalCount = 0;
};

struct CheckpointAnswer {
    std::string checkpoint;
    Bytes consistency;
};

struct RawEnrolment {
    crypto::InvitationId invitation;
    Bytes enrolment;
};

struct EnrolmentStatus {
    bool admitted = false;
    Bytes certificate;
};

struct ServerInfo {
    std::string version;
    std::string clientVersionMin;
    crypto::UnixMillis time = 0;
};

/// Calls a server. Every call blocks until its deadline at most; the core calls from its own
/// threads, never from a window's.
///
/// Errors: Unavailable, DeadlineExceeded, Cancelled, ServerIdentityWrong, Busy (with a hint), and
/// the server's own closed reasons. Thread: any.
class Transport {
public:
    Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    Transport(Transport&&) = delete;
    Transport& operator=(Transport&&) = delete;
    virtual ~Transport() = default;

    /// Any logged method but Found and ReadLog.
    virtual Result<RawAnswer> call(crypto::Method method, const SignedRequest& request) = 0;
    virtual Result<RawLogPage> readLog(const SignedRequest& request) = 0;
    /// Answers with the proof and the founder's device certificate (DER).
    virtual Result<std::pair<RawAnswer, Bytes>> found(const SignedRequest& request,
                                                      ByteView tlsKey) = 0;
    virtual Result<DirectoryPage> syncDirectory(std::uint64_t knownCount) = 0;
    virtual Result<CheckpointAnswer> checkpoint(std::uint64_t knownSize) = 0;
    virtual Result<std::vector<Bytes>> fetchKeys() = 0;
    virtual Result<std::vector<RawEnrolment>> enrolments() = 0;
    virtual Result<ServerInfo> serverInfo() = 0;
    /// DER of the one-time certificate of an invitation this device made.
    virtual Result<Bytes> invitationCertificate(const crypto::InvitationId& invitation,
                                                ByteView tlsKey) = 0;
    virtual Status enrol(const crypto::InvitationId& invitation,
                         ByteView token,
                         ByteView enrolment,
                         ByteView tlsKey) = 0;
    virtual Result<EnrolmentStatus> enrolmentStatus(const crypto::InvitationId& invitation) = 0;

    /// After Unavailable: waits until the connection stands again, at most so long.
    virtual void awaitConnection(std::chrono::milliseconds most) = 0;
    /// Ends every call under way with Cancelled.
    virtual void cancelAll() = 0;
    /// The server's certificate as last seen (PEM); empty before the first connection.
    [[nodiscard]] virtual std::string serverCertificate() const = 0;
};

/// Whom to call and as whom. PEM throughout; the key is secret.
struct TransportIdentity {
    std::string address;  // host:port
    std::string serverCaPem;
    std::string certificatePem;
    crypto::SecretBytes keyPem;
};

/// Makes transports; client/net has the gRPC one.
class TransportFactory {
public:
    TransportFactory() = default;
    TransportFactory(const TransportFactory&) = delete;
    TransportFactory& operator=(const TransportFactory&) = delete;
    TransportFactory(TransportFactory&&) = delete;
    TransportFactory& operator=(TransportFactory&&) = delete;
    virtual ~TransportFactory() = default;
    virtual std::unique_ptr<Transport> connect(TransportIdentity identity) = 0;
};

}  // namespace voordeur::client::core
