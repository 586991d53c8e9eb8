#pragma once

#include "server/rpc/calls.h"
#include "voordeur/v1/log_service.grpc.pb.h"

// The logged services: each method is named once, and goes the one way of `Calls`.
namespace voordeur::server::rpc {

#define VD_LOGGED_METHOD(name)                                                   \
    grpc::ServerUnaryReactor* name(grpc::CallbackServerContext* context,         \
                                   const v1::LoggedRequest* request,             \
                                   v1::LoggedResponse* response) override {      \
        return m_calls.logged(crypto::Method::name, context, request, response); \
    }

class DirectoryServiceImpl final : public v1::DirectoryService::CallbackService {
public:
    explicit DirectoryServiceImpl(Calls& calls) : m_calls(calls) {}
    VD_LOGGED_METHOD(Invite)
    VD_LOGGED_METHOD(Admit)
    VD_LOGGED_METHOD(ChangeDirectory)
    VD_LOGGED_METHOD(Revoke)
    VD_LOGGED_METHOD(ShareTeamKey)
    VD_LOGGED_METHOD(OpenQuota)

private:
    Calls& m_calls;
};

class InvolvementServiceImpl final : public v1::InvolvementService::CallbackService {
public:
    explicit InvolvementServiceImpl(Calls& calls) : m_calls(calls) {}
    VD_LOGGED_METHOD(Evaluate)
    VD_LOGGED_METHOD(Check)
    VD_LOGGED_METHOD(Register)
    VD_LOGGED_METHOD(ChangeInvolvement)
    VD_LOGGED_METHOD(AnswerMatch)
    VD_LOGGED_METHOD(ListInvolvements)

private:
    Calls& m_calls;
};

class HouseholdServiceImpl final : public v1::HouseholdService::CallbackService {
public:
    explicit HouseholdServiceImpl(Calls& calls) : m_calls(calls) {}
    VD_LOGGED_METHOD(Intake)
    VD_LOGGED_METHOD(ListHouseholds)
    VD_LOGGED_METHOD(OpenHousehold)
    VD_LOGGED_METHOD(Commit)
    VD_LOGGED_METHOD(GrantAccess)
    VD_LOGGED_METHOD(EndAccess)
    VD_LOGGED_METHOD(OfferLead)
    VD_LOGGED_METHOD(AcceptLead)
    VD_LOGGED_METHOD(RefuseLead)
    VD_LOGGED_METHOD(WithdrawLead)

private:
    Calls& m_calls;
};

class LogServiceImpl final : public v1::LogService::CallbackService {
public:
    explicit LogServiceImpl(Calls& calls) : m_calls(calls) {}
    VD_LOGGED_METHOD(WhoLooked)
    VD_LOGGED_METHOD(ExportLog)
    grpc::ServerUnaryReactor* ReadLog(grpc::CallbackServerContext* context,
                                      const v1::LoggedRequest* request,
                                      v1::ReadLogResponse* response) override;

private:
    Calls& m_calls;
};

#undef VD_LOGGED_METHOD

}  // namespace voordeur::server::rpc
