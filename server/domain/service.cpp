#include "server/domain/service.h"

#include "crypto/shared/codec.h"
#include "crypto/shared/enrolment.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/proof.h"

#include <utility>

namespace voordeur::server::domain {

using crypto::Error;
using crypto::Statement;
using crypto::success;

namespace {

Result<std::vector<crypto::KnownState>> decodeKnown(ByteView bytes) {
    std::vector<crypto::KnownState> out;
    if (bytes.empty()) return out;
    crypto::Reader r(bytes);
    const std::size_t count = r.count(crypto::limits::kHouseholdsPerEntryMax, 24);
    for (std::size_t i = 0; i < count; ++i) {
        crypto::KnownState known;
        known.household = {r.fixed<16>()};
        known.stateCount = r.u64();
        out.push_back(known);
    }
    VD_RETURN_IF_ERROR(r.finish());
    return out;
}

/// Whatever waits for a device goes out to it in one answer: a colleague must not be able to make
/// that larger than the device can take. A sealed key has some 150 bytes, K_net 36 more an epoch.
constexpr std::size_t kSealedKeyBytesMax = 2048;

/// What a team keeps of one involvement: some 600 bytes, at most 16 KiB and its seal in our client.
/// A list of them has to fit into pages.
constexpr std::size_t kInvolvementBytesMax = std::size_t{64} * 1024;

std::size_t attachmentBytesMax(Method method) {
    if (method == Method::ShareTeamKey || method == Method::Admit) return kSealedKeyBytesMax;
    return method == Method::Register ? kInvolvementBytesMax : crypto::limits::kAttachmentBytesMax;
}

/// The head that a statement names stands in the log for ever, and whoever checks the log compares
/// it: one that never was would say for ever that this server had two histories.
Status checkSeenHead(const crypto::MerkleTree& tree, const crypto::LogHead& seen) {
    if (seen.size == 0) return success();
    VD_REQUIRE(seen.size <= tree.size(), Reason::InvalidArgument);
    VD_ASSIGN(const auto root, tree.rootAt(seen.size));
    VD_REQUIRE(root == seen.root, Reason::InvalidArgument);
    return success();
}

std::size_t sizeOf(const IncomingCall& call) {
    std::size_t out = call.statement.size() + call.signature.size() + call.payload.size() +
                      call.detail.size() + call.known.size();
    for (const auto& attachment : call.attachments)
        out += attachment.size();
    return out;
}

Status checkSizes(Method method, const IncomingCall& call) {
    using namespace crypto::limits;
    VD_REQUIRE(call.statement.size() <= kStatementBytesMax, Reason::MessageTooLarge);
    VD_REQUIRE(call.payload.size() <= kMessageBytesMax, Reason::MessageTooLarge);
    VD_REQUIRE(call.attachments.size() <= kAttachmentsPerCallMax, Reason::MessageTooLarge);
    VD_REQUIRE(call.detail.size() <= kDetailBytesMax, Reason::MessageTooLarge);
    std::size_t total = call.payload.size();
    for (const auto& attachment : call.attachments) {
        VD_REQUIRE(attachment.size() <= attachmentBytesMax(method), Reason::MessageTooLarge);
        total += attachment.size();
    }
    VD_REQUIRE(total <= kMessageBytesMax, Reason::MessageTooLarge);
    return success();
}

}  // namespace

void Service::logged(Method method,
                     IncomingCall call,
                     const Peer& peer,
                     Reply<OutgoingAnswer> done) {
    if (method == Method::Found || method == Method::ReadLog) {
        done(Reason::MethodMismatch);
        return;
    }
    write(method,
          std::move(call),
          peer,
          [this, done = std::move(done)](Result<log::Written> written, const Accepted& accepted) {
              if (!written.ok()) return done(written.error());
              done(answer(written.value(), accepted));
          });
}

void Service::write(Method method, IncomingCall call, const Peer& peer, Finish finish) {
    // Shared, because a std::function must be copyable and the bytes should not be.
    struct Job {
        IncomingCall call;
        Finish finish;
        std::optional<ByteBudget::Share> share;
        Accepted accepted;

        /// The share first: once the caller has its answer, this service may be taken apart.
        void end(Result<log::Written> written) {
            share.reset();
            finish(std::move(written), accepted);
        }
    };
    auto share = m_waiting.take(sizeOf(call));
    if (!share) return finish(Reason::Busy, {});
    auto job = std::make_shared<Job>(Job{std::move(call), std::move(finish), std::move(share), {}});
    const bool queued = m_parts.executor.tryPost([this, method, peer, job] {
        auto accepted = accept(method, std::move(job->call), peer);
        if (!accepted.ok()) {
            m_parts.writer.noteAuthFail(accepted.reason());
            job->end(accepted.error());
            return;
        }
        job->accepted.submission.statement = accepted.value().submission.statement;
        job->accepted.known = std::move(accepted.value().known);
        const Status sent = m_parts.writer.submit(
            std::move(accepted.value().submission), [this, job](Result<log::Written> written) {
                auto shared = std::make_shared<Result<log::Written>>(std::move(written));
                m_parts.executor.goOn([job, shared] { job->end(std::move(*shared)); });
            });
        if (!sent.ok()) job->end(sent.error());
    });
    if (!queued) job->end(Reason::Busy);
}

Result<Service::Accepted> Service::accept(Method method,
                                          IncomingCall call,
                                          const Peer& peer) const {
    VD_RETURN_IF_ERROR(checkSizes(method, call));
    Accepted out;
    VD_ASSIGN(out.known, decodeKnown(call.known));
    auto& submission = out.submission;
    VD_ASSIGN(submission.statement, Statement::decode(call.statement));
    VD_REQUIRE(submission.statement.method == method, Reason::MethodMismatch);
    const auto signature = crypto::toArray<64>(call.signature);
    VD_REQUIRE(signature.has_value(), Reason::Malformed);
    submission.encodedStatement = std::move(call.statement);
    submission.signature = *signature;
    submission.payload = std::move(call.payload);
    submission.attachments = std::move(call.attachments);
    submission.detail = std::move(call.detail);
    if (method == Method::Found) {
        VD_RETURN_IF_ERROR(acceptFounder(submission, peer));
    } else {
        VD_RETURN_IF_ERROR(acceptSigner(
            submission.statement, submission.encodedStatement, submission.signature, peer));
    }
    VD_RETURN_IF_ERROR(checkSeenHead(m_parts.writer.tree(), submission.statement.head));
    VD_REQUIRE(crypto::detailHash(submission.detail) == submission.statement.detailHash,
               Reason::PayloadMismatch);
    VD_RETURN_IF_ERROR(
        crypto::checkForm({submission.statement, submission.payload, submission.attachments, {}}));
    VD_RETURN_IF_ERROR(prepareAnswer(submission));
    return out;
}

Status Service::acceptSigner(const Statement& statement,
                             ByteView encoded,
                             const crypto::Signature64& signature,
                             const Peer& peer) const {
    VD_RETURN_IF_ERROR(member(peer));
    VD_REQUIRE(peer.id == statement.device.bytes, Reason::CertificateWrong);
    const auto directory = m_parts.writer.directory();
    const auto* device = directory->device(statement.device);
    VD_REQUIRE(device != nullptr, Reason::Unauthenticated);
    VD_REQUIRE(crypto::verify(device->device.signKey,
                              crypto::kStatementSignature,
                              directory->instance(),
                              encoded,
                              signature),
               Reason::SignatureBroken);
    return success();
}

Status Service::acceptFounder(const log::Submission& submission, const Peer& peer) const {
    const bool foundingCertificate =
        peer.kind == Peer::Kind::Invitation && peer.id == crypto::ByteArray<16>{};
    VD_REQUIRE(foundingCertificate, Reason::CertificateWrong);
    VD_REQUIRE(!m_parts.writer.directory()->founded(), Reason::AlreadyFounded);
    return crypto::authenticateFounding(submission.statement,
                                        submission.encodedStatement,
                                        submission.signature,
                                        submission.payload,
                                        {0, m_parts.clock.now()});
}

Status Service::prepareAnswer(log::Submission& submission) const {
    if (submission.statement.method != Method::Evaluate) return success();
    VD_ASSIGN(const auto payload, crypto::EvaluatePayload::decode(submission.payload));
    const auto kind = static_cast<std::size_t>(payload.kind) - 1;
    VD_ASSIGN(const auto evaluation,
              m_parts.oprfKeys[kind].evaluate(payload.blinded, m_parts.random));
    crypto::EvaluateAnswer answer;
    answer.evaluated = evaluation.elements;
    answer.proof = evaluation.proof;
    submission.preparedAnswer = answer.encode();
    return success();
}

Status Service::member(const Peer& peer) const {
    const auto directory = m_parts.writer.directory();
    VD_REQUIRE(directory->founded(), Reason::NotFounded);
    VD_REQUIRE(peer.kind == Peer::Kind::Device, Reason::CertificateWrong);
    const crypto::DeviceId id{peer.id};
    const auto* device = directory->device(id);
    VD_REQUIRE(device != nullptr, Reason::Unauthenticated);
    VD_REQUIRE(device->device.tlsKey == peer.tlsKey, Reason::CertificateWrong);
    VD_REQUIRE(directory->active(id), Reason::DeviceRevoked);
    return success();
}

}  // namespace voordeur::server::domain
