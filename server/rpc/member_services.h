#pragma once

#include "server/rpc/calls.h"
#include "voordeur/v1/member_service.grpc.pb.h"

namespace voordeur::server::rpc {

/// What every member may know. Small answers from committed data, on the domain's workers.
class MemberServiceImpl final : public v1::MemberService::CallbackService {
public:
    explicit MemberServiceImpl(Calls& calls) : m_calls(calls) {}

    grpc::ServerUnaryReactor* SyncDirectory(grpc::CallbackServerContext* context,
                                            const v1::SyncDirectoryRequest* request,
                                            v1::SyncDirectoryResponse* response) override;
    grpc::ServerUnaryReactor* GetCheckpoint(grpc::CallbackServerContext* context,
                                            const v1::GetCheckpointRequest* request,
                                            v1::GetCheckpointResponse* response) override;
    grpc::ServerUnaryReactor* FetchKeys(grpc::CallbackServerContext* context,
                                        const v1::FetchKeysRequest* request,
                                        v1::FetchKeysResponse* response) override;
    grpc::ServerUnaryReactor* ListEnrolments(grpc::CallbackServerContext* context,
                                             const v1::ListEnrolmentsRequest* request,
                                             v1::ListEnrolmentsResponse* response) override;
    grpc::ServerUnaryReactor* IssueInvitationCertificate(
        grpc::CallbackServerContext* context,
        const v1::IssueInvitationCertificateRequest* request,
        v1::IssueInvitationCertificateResponse* response) override;
    grpc::ServerUnaryReactor* ServerInfo(grpc::CallbackServerContext* context,
                                         const v1::ServerInfoRequest* request,
                                         v1::ServerInfoResponse* response) override;

private:
    Calls& m_calls;
};

/// Becoming a member: the founding call, and invited devices.
class EnrolmentServiceImpl final : public v1::EnrolmentService::CallbackService {
public:
    explicit EnrolmentServiceImpl(Calls& calls) : m_calls(calls) {}

    grpc::ServerUnaryReactor* Found(grpc::CallbackServerContext* context,
                                    const v1::FoundRequest* request,
                                    v1::FoundResponse* response) override;
    grpc::ServerUnaryReactor* Enrol(grpc::CallbackServerContext* context,
                                    const v1::EnrolRequest* request,
                                    v1::EnrolResponse* response) override;
    grpc::ServerUnaryReactor* EnrolStatus(grpc::CallbackServerContext* context,
                                          const v1::EnrolStatusRequest* request,
                                          v1::EnrolStatusResponse* response) override;

private:
    Calls& m_calls;
};

}  // namespace voordeur::server::rpc
