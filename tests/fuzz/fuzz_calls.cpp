#include "crypto/rules/deliver.h"
#include "tests/crypto/rules/busy_log.h"
#include "tests/fuzz/fuzz_canonical.h"
#include "tests/fuzz/fuzz_seeds.h"

#include <array>
#include <utility>

// Any payload and attachments under any method, from anybody in a town where much has happened, in
// a statement that fits them: past the form and the signature, into the rules themselves. Whatever
// they allow can be applied and delivered.
//
//   u8 who · u8 method · u16 payload's length · payload · (u16 length · attachment)…
namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one file, no header
using crypto::Bytes;
using crypto::ByteView;
using crypto::Method;

constexpr Method kMethods[] = {
    Method::Invite,
    Method::Admit,
    Method::ChangeDirectory,
    Method::Revoke,
    Method::ShareTeamKey,
    Method::OpenQuota,
    Method::Evaluate,
    Method::Check,
    Method::Register,
    Method::AnswerMatch,
    Method::ChangeInvolvement,
    Method::Intake,
    Method::ListInvolvements,
    Method::Commit,
    Method::ListHouseholds,
    Method::OpenHousehold,
    Method::GrantAccess,
    Method::EndAccess,
    Method::OfferLead,
    Method::AcceptLead,
    Method::RefuseLead,
    Method::WithdrawLead,
    Method::WhoLooked,
    Method::ReadLog,
};

struct Town {
    test::BusyLog log;
    std::vector<test::Actor> people;
    std::vector<Bytes> seeds;

    Town() {
        const test::Cast& cast = log.cast;
        people = {cast.coach,
                  cast.worker,
                  cast.manager,
                  cast.southCoach,
                  cast.youth,
                  cast.youthManager,
                  cast.debt,
                  cast.housing,
                  cast.admin,
                  log.builder.officer(),
                  log.builder.founder()};
        fromLog();
        fromDrafts();
    }

private:
    static void putLength(Bytes& to, std::size_t length) {
        to.push_back(static_cast<std::uint8_t>(length >> 8U));
        to.push_back(static_cast<std::uint8_t>(length));
    }
    void add(std::size_t who, Method method, const Bytes& payload, const std::vector<Bytes>& more) {
        const auto place = std::ranges::find(kMethods, method) - std::begin(kMethods);
        Bytes seed{static_cast<std::uint8_t>(who), static_cast<std::uint8_t>(place)};
        putLength(seed, payload.size());
        crypto::append(seed, payload);
        for (const Bytes& attachment : more) {
            putLength(seed, attachment.size());
            crypto::append(seed, attachment);
        }
        seeds.push_back(std::move(seed));
    }
    /// Everything that happened, by those who still work here.
    void fromLog() {
        for (const auto& line : log.builder.lines()) {
            const auto entry = crypto::Entry::decode(line.entry).value();
            if (entry.statement.empty()) continue;
            const auto statement = entry.parsedStatement().value();
            const auto who = std::ranges::find(people, statement.device, &test::Actor::device);
            if (who == people.end() || statement.method == Method::Found) continue;
            if (statement.method == Method::ExportLog) continue;
            add(static_cast<std::size_t>(who - people.begin()),
                statement.method,
                line.payload,
                line.attachments);
        }
    }
    /// And what could happen next.
    void fromDrafts() {
        test::LogBuilder& b = log.builder;
        const test::Cast& cast = log.cast;
        const auto put = [&](std::size_t who, Method method, const auto& draft) {
            add(who, method, draft.payload.encode(), draft.attachments);
        };
        constexpr std::size_t kSouthCoach = 3;
        constexpr std::size_t kDebt = 6;
        test::CommitTerms terms;
        terms.records = {b.newId<crypto::RecordId>()};
        put(kSouthCoach, Method::Commit, draftCommit(b, cast.southCoach, log.household, terms));
        terms.rotate = test::CommitTerms::Rotate::Always;
        put(kSouthCoach, Method::Commit, draftCommit(b, cast.southCoach, log.household, terms));
        put(kSouthCoach,
            Method::GrantAccess,
            draftGrant(b, cast.southCoach, log.household, cast.debt.team));
        put(kSouthCoach,
            Method::OfferLead,
            draftOffer(b, cast.southCoach, log.household, cast.coach));
        put(kSouthCoach, Method::Intake, draftIntake(b, cast.southCoach, {test::kMotherBsn}));
        put(kDebt, Method::Register, draftRegister(b, cast.debt, {test::kMotherBsn}));
        put(kDebt, Method::Check, draftCheck(b, cast.debt, {test::kChildBsn}));
    }
};

Town& town() {
    static Town made;
    return made;
}

/// Takes u16 and that many bytes; all that is left where there are fewer.
Bytes take(ByteView& from) {
    if (from.size() < 2) return {};
    const std::size_t length = std::size_t{from[0]} << 8U | from[1];
    from = from.subspan(2);
    const ByteView out = from.first(std::min(length, from.size()));
    from = from.subspan(out.size());
    return crypto::toBytes(out);
}

crypto::Statement statementOf(const test::Actor& who, Method method, const Bytes& payload) {
    crypto::Statement out;
    out.device = who.device;
    out.person = who.person;
    out.team = who.team;
    out.role = who.role;
    out.method = method;
    if (crypto::needsPurpose(method, who.role)) {
        out.purpose = test::LogBuilder::kHelp;
        out.basis = 1;
    }
    out.time = town().log.builder.now();
    out.head = {};
    out.payloadHash = crypto::payloadHash(method, payload);
    out.detailHash = {1};
    return out;
}

/// What the rules let happen can be kept, read back and followed.
void requireWhole(const crypto::Changes& changes, const Bytes& payload) {
    for (const auto& state : changes.households) {
        const auto again = crypto::HouseholdState::decode(state.encode());
        fuzz::require(again.ok() && again.value() == state);
    }
    for (const auto& state : changes.involvements) {
        const auto again = crypto::InvolvementState::decode(state.encode());
        fuzz::require(again.ok() && again.value() == state);
    }
    if (!changes.directory) return;
    const auto followed = crypto::DirectoryPayload::decode(payload);
    crypto::Directory directory = town().log.builder.directory();
    fuzz::require(followed.ok() &&
                  directory.follow(followed.value(), town().log.builder.lines().size()).ok());
}

void judge(const crypto::Statement& statement,
           const Bytes& payload,
           const std::vector<Bytes>& objects) {
    test::LogBuilder& builder = town().log.builder;
    const crypto::Call call{
        statement, payload, objects, {builder.lines().size(), builder.now()}, /*formChecked=*/true};
    const auto verdict = crypto::decide(builder.world(), call);
    fuzz::require(verdict.ok());
    if (verdict.value().refused) return fuzz::require(verdict.value().answer.empty());
    const crypto::Changes& changes = verdict.value().changes;
    requireWhole(changes, payload);
    // What changes nothing is delivered from the world as it is.
    const bool reads = changes.households.empty() && changes.involvements.empty();
    if (!reads) return;
    fuzz::require(crypto::deliverable(builder.world(), statement, verdict.value()).ok());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 4) return 0;
    const test::Actor& who = town().people[data[0] % town().people.size()];
    const Method method = kMethods[data[1] % std::size(kMethods)];
    ByteView rest(data + 2, size - 2);
    const Bytes payload = take(rest);
    std::vector<Bytes> objects;
    while (!rest.empty() && objects.size() <= crypto::limits::kAttachmentsPerCallMax)
        objects.push_back(take(rest));
    crypto::Statement statement = statementOf(who, method, payload);
    const auto& household = town().log.household;
    for (const auto& named : {std::vector<crypto::HouseholdId>{}, {household}}) {
        statement.households = named;
        // The form decides whether this is what the payload names; a statement has to say so.
        const crypto::Call call{statement, payload, objects, {0, 0}};
        if (crypto::checkForm(call).ok()) judge(statement, payload, objects);
    }
    return 0;
}

std::vector<crypto::Bytes> fuzz::ownSeeds() {
    return town().seeds;
}
