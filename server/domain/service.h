#pragma once

#include "crypto/base/clock.h"
#include "crypto/base/random.h"
#include "crypto/shared/oprf_server.h"
#include "crypto/shared/payloads.h"
#include "server/domain/byte_budget.h"
#include "server/domain/executor.h"
#include "server/log/writer.h"
#include "server/storage/store.h"

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

// What the server does with a call, without gRPC: check the form and the signature, hand it to the
// writer, and after it is durable build the proof and gather what the answer names.
namespace voordeur::server::domain {

using crypto::Bytes;
using crypto::ByteView;
using crypto::Hash32;
using crypto::Method;
using crypto::Reason;
using crypto::Result;
using crypto::Status;

/// Who the TLS connection belongs to, by its certificate.
struct Peer {
    enum class Kind : std::uint8_t { Device = 1, Invitation = 2 };
    Kind kind = Kind::Device;
    crypto::ByteArray<16>
        id{};         // device or invitation; the founding certificate carries invitation zero
    Hash32 tlsKey{};  // SHA-256 of its key's SubjectPublicKeyInfo
};

/// A request as it came in: nothing in it has been checked.
struct IncomingCall {
    Bytes statement;
    Bytes signature;
    Bytes payload;
    std::vector<Bytes> attachments;
    Bytes detail;
    Bytes known;
};

struct ChainLine {
    Bytes entry;
    Bytes payload;
    Bytes answer;
};

/// A proof and an answer on their way out.
struct OutgoingAnswer {
    Bytes entry;
    Bytes answer;
    Bytes heads;
    std::string checkpoint;
    Bytes inclusion;
    Bytes consistency;
    std::vector<ChainLine> chain;
    std::vector<Bytes> objects;
};

struct OutgoingPage {
    OutgoingAnswer logged;
    std::vector<storage::StoredLine> lines;
    std::vector<std::string> checkpoints;
};

/// Issues certificates for devices and invitations. Thread: any.
class CertificateIssuer {
public:
    CertificateIssuer() = default;
    CertificateIssuer(const CertificateIssuer&) = delete;
    CertificateIssuer& operator=(const CertificateIssuer&) = delete;
    CertificateIssuer(CertificateIssuer&&) = delete;
    CertificateIssuer& operator=(CertificateIssuer&&) = delete;
    virtual ~CertificateIssuer() = default;
    /// DER of a certificate for the key `spki` (DER). Errors: InvalidArgument (not such a key).
    virtual Result<Bytes> forDevice(const crypto::DeviceId& device, ByteView spki) = 0;
    virtual Result<Bytes> forInvitation(const crypto::InvitationId& invitation,
                                        ByteView spki,
                                        crypto::UnixMillis expires) = 0;
};

/// Thread: any. Ownership: borrows its parts, which outlive it.
class Service {
public:
    struct Parts {
        storage::Store& store;
        log::Writer& writer;
        Executor& executor;
        const crypto::Clock& clock;
        crypto::RandomSource& random;
        const std::array<crypto::OprfKey, 3>& oprfKeys;  // by kind − 1
        CertificateIssuer& issuer;
        /// Of requests that wait or are worked on, together; gRPC holds each once more.
        std::size_t waitingBytesMax = std::size_t{128} * 1024 * 1024;
    };
    explicit Service(const Parts& parts) : m_parts(parts), m_waiting(parts.waitingBytesMax) {}

    template <class T>
    using Reply = std::function<void(Result<T>)>;

    /// Any logged method but Found and ReadLog. `done` is called exactly once, on a worker.
    /// Errors: any reason; Busy when too much waits.
    void logged(Method method, IncomingCall call, const Peer& peer, Reply<OutgoingAnswer> done);
    void readLog(IncomingCall call, const Peer& peer, Reply<OutgoingPage> done);
    /// The founding call; the answer brings the founder's device certificate.
    void found(IncomingCall call,
               Bytes tlsKey,
               const Peer& peer,
               Reply<std::pair<OutgoingAnswer, Bytes>> done);

    struct DirectoryPage {
        std::vector<ChainLine> lines;
        std::uint64_t totalCount = 0;
    };
    Result<DirectoryPage> syncDirectory(const Peer& peer, std::uint64_t known);
    struct CheckpointAnswer {
        std::string checkpoint;
        Bytes consistency;
    };
    Result<CheckpointAnswer> checkpoint(const Peer& peer, std::uint64_t knownSize);
    Result<std::vector<Bytes>> keysFor(const Peer& peer);
    Result<std::vector<storage::PendingEnrolment>> enrolments(const Peer& peer);
    /// Is this peer an admitted device that was not revoked? Errors: Unauthenticated,
    /// CertificateWrong, DeviceRevoked, NotFounded.
    Status member(const Peer& peer) const;

    struct EnrolCall {
        crypto::InvitationId invitation;
        Bytes token;
        Bytes enrolment;
        Bytes tlsKey;
    };
    void enrol(EnrolCall call, const Peer& peer, std::function<void(Status)> done);
    struct EnrolmentStatus {
        bool admitted = false;
        Bytes certificate;
    };
    Result<EnrolmentStatus> enrolmentStatus(const Peer& peer,
                                            const crypto::InvitationId& invitation);
    /// DER of the one-time certificate of an invitation, for the key named in it.
    Result<Bytes> invitationCertificate(const Peer& peer,
                                        const crypto::InvitationId& invitation,
                                        ByteView spki);

    [[nodiscard]] Executor& executor() const { return m_parts.executor; }
    [[nodiscard]] log::Writer& writer() const { return m_parts.writer; }
    [[nodiscard]] const crypto::Clock& clock() const { return m_parts.clock; }

private:
    struct Accepted {
        log::Submission submission;
        std::vector<crypto::KnownState> known;
    };
    using Finish = std::function<void(Result<log::Written>, const Accepted&)>;

    /// The way of every logged call: check, write, then `finish` on a worker.
    void write(Method method, IncomingCall call, const Peer& peer, Finish finish);
    Result<Accepted> accept(Method method, IncomingCall call, const Peer& peer) const;
    Status acceptSigner(const crypto::Statement& statement,
                        ByteView encoded,
                        const crypto::Signature64& signature,
                        const Peer& peer) const;
    Status acceptFounder(const log::Submission& submission, const Peer& peer) const;
    Status prepareAnswer(log::Submission& submission) const;
    Result<OutgoingAnswer> answer(const log::Written& written, const Accepted& accepted) const;
    Result<OutgoingPage> page(const log::Written& written,
                              const Accepted& accepted,
                              const crypto::ReadLogPayload& wanted) const;
    Status addChains(OutgoingAnswer& out,
                     const log::Written& written,
                     const Accepted& accepted,
                     storage::Reading& reader) const;
    Status addObjects(OutgoingAnswer& out,
                      const log::Written& written,
                      storage::Reading& reader) const;

    const Parts m_parts;
    ByteBudget m_waiting;
};

}  // namespace voordeur::server::domain
