#include "tests/crypto/rules/busy_log.h"

#include "crypto/base/check.h"

namespace voordeur::test {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

namespace {

void must(const Outcome& outcome) {
    VD_CHECK(outcome.done());
}

/// What the office does: quotas, keys, devices, looking at the log.
void office(BusyLog& log) {
    LogBuilder& b = log.builder;
    const Cast& cast = log.cast;
    CallOptions options;
    options.requestId = b.newId<RequestId>();
    QuotaPayload quota{cast.youthAgency,
                       IdentifierKind::Bsn,
                       static_cast<std::uint32_t>(b.now() / 86'400'000),
                       500,
                       {}};
    quota.cosignatures =
        b.cosign({&b.founder()},
                 quota.cosigned({Method::OpenQuota, b.officer().device, *options.requestId}));
    must(b.call(b.officer(), Method::OpenQuota, quota.encode(), {}, options));
    const Bytes sealed{7, 7, 7};
    const ShareTeamKeyPayload share{
        cast.northTeam, 1, {{cast.colleague.device, attachmentHash(sealed)}}};
    must(b.call(cast.coach, Method::ShareTeamKey, share.encode(), {sealed}));
    must(b.call(b.officer(), Method::ReadLog, ReadLogPayload{0, 10}.encode()));
    must(b.call(b.founder(), Method::ExportLog, ReadLogPayload{0, 10}.encode()));
    b.call(cast.worker, Method::ReadLog, ReadLogPayload{0, 10}.encode());
}

/// Two agencies, a household, access, and its end.
void work(BusyLog& log) {
    LogBuilder& b = log.builder;
    const Cast& cast = log.cast;
    const auto youth = registerHelp(b, cast.youth, {kChildBsn});
    const auto housing = registerHelp(b, cast.housing, {kFrontDoor});
    must(registerHelp(b, cast.debt, {kChildBsn, kFrontDoor}).outcome);
    IntakeTerms terms;
    terms.ownPart = true;
    const Opened opened = test::intake(b, cast.coach, {kChildBsn, kFrontDoor}, terms);
    must(opened.outcome);
    log.household = opened.id;
    log.intake = opened.outcome.sequence;
    const Target target{TargetKind::Household, opened.id.bytes};
    must(answerMatch(b, cast.coach, housing.id, target, true));
    log.grant = test::grant(b, cast.coach, opened.id, cast.youth.team).sequence;
    log.write = writeRecord(b, cast.youth, opened.id).sequence;
    const Outcome look = check(b, cast.youth, {kChildBsn, kFrontDoor});
    log.look = look.sequence;
    log.evaluation = look.sequence - 1;
    log.opening = open(b, cast.coach, opened.id).sequence;
    log.refusedOpening = open(b, cast.southCoach, opened.id).sequence;
    log.list = listHouseholds(b, cast.coach).sequence;
    must(b.call(cast.debt, Method::ListInvolvements, ListInvolvementsPayload{}.encode()));
    must(changeInvolvement(b, cast.youth, youth.id, b.now()));
    must(writeRecord(b, cast.coach, opened.id));
}

/// The lead goes round, and somebody leaves.
void handOver(BusyLog& log) {
    LogBuilder& b = log.builder;
    const Cast& cast = log.cast;
    const auto first = offerLead(b, cast.coach, log.household, cast.southCoach);
    must(answerOffer(b, cast.southCoach, Method::RefuseLead, log.household, first.id));
    const auto second = offerLead(b, cast.coach, log.household, cast.southCoach);
    must(answerOffer(b, cast.coach, Method::WithdrawLead, log.household, second.id));
    const auto third = offerLead(b, cast.coach, log.household, cast.southCoach);
    must(answerOffer(b, cast.southCoach, Method::AcceptLead, log.household, third.id));
    log.revocation = b.revokeDevice(cast.colleague).sequence;
    open(b, cast.colleague, log.household);
    must(b.renewTeamKey(cast.coach));
    must(writeRecord(b, cast.southCoach, log.household));
    must(whoLooked(b, cast.southCoach, log.household));
    must(whoLooked(b, b.officer(), log.household));
    must(open(b, cast.southCoach, log.household));
}

}  // namespace

BusyLog::BusyLog(const BuilderOptions& options) : builder(options), cast(builder) {
    builder.serverEntry(EntryType::Start);
    work(*this);
    office(*this);
    builder.serverEntry(EntryType::AuthFail, static_cast<std::uint16_t>(Reason::Unauthenticated));
    handOver(*this);
    builder.serverEntry(EntryType::Stop);
}

}  // namespace voordeur::test
