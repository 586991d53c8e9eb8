#include "tests/crypto/rules/expect_outcome.h"

// Writing in a file, and every way in which a write can be wrong.
namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

class CommitTest : public testing::Test {
protected:
    CommitTest() : m_cast(m_builder) {
        IntakeTerms terms;
        terms.ownPart = true;
        household = intake(m_builder, m_cast.coach, {kChildBsn}, terms).id;
        help = registerHelp(m_builder, m_cast.youth, {kChildBsn}).id;
    }

    Draft<CommitPayload> draft(const Actor& actor, const CommitTerms& terms) {
        return draftCommit(m_builder, actor, household, terms);
    }
    Draft<CommitPayload> record(const Actor& actor,
                                const CompartmentId& compartment = kSharedCore) {
        CommitTerms terms;
        terms.compartment = compartment;
        terms.records = {m_builder.newId<RecordId>()};
        return draft(actor, terms);
    }
    Draft<CommitPayload> rotation(const Actor& actor) {
        CommitTerms terms;
        terms.rotate = CommitTerms::Rotate::Always;
        return draft(actor, terms);
    }
    Outcome judge(const Actor& actor, const Draft<CommitPayload>& draft) {
        return m_builder.judgeOnly(
            actor, Method::Commit, draft.payload.encode(), draft.attachments);
    }
    Outcome send(const Actor& actor, const Draft<CommitPayload>& draft) {
        return m_builder.send(actor, Method::Commit, draft);
    }
    const CompartmentState& core() {
        return *m_builder.household(household).compartment(kSharedCore);
    }

    LogBuilder m_builder;
    Cast m_cast;
    HouseholdId household;
    InvolvementId help;
};

TEST_F(CommitTest, EveryWriteIsOneVersion) {
    EXPECT_EQ(core().version, 1U);
    const auto first = record(m_cast.coach);
    ASSERT_DONE(send(m_cast.coach, first));
    EXPECT_EQ(core().version, 2U);
    EXPECT_EQ(core().etag, first.payload.manifests[0].etag());
    EXPECT_EQ(core().root, first.payload.manifests[0].root);
    EXPECT_EQ(m_builder.world().rows(household, kSharedCore).value().size(), 2U);
}

TEST_F(CommitTest, LostRaceIsToldByTheEtag) {
    const auto mine = record(m_cast.coach);
    const auto theirs = record(m_cast.colleague);
    ASSERT_DONE(send(m_cast.coach, mine));
    EXPECT_REFUSED(send(m_cast.colleague, theirs), Reason::EtagMismatch);
}

TEST_F(CommitTest, RecordGoesUpByOneAndNeverAway) {
    CommitTerms terms;
    terms.records = {m_builder.newId<RecordId>()};
    ASSERT_DONE(send(m_cast.coach, draft(m_cast.coach, terms)));
    ASSERT_DONE(send(m_cast.coach, draft(m_cast.coach, terms)));
    CommitTerms away;
    away.tombstones = terms.records;
    ASSERT_DONE(send(m_cast.coach, draft(m_cast.coach, away)));
    const auto rows = m_builder.world().rows(household, kSharedCore).value();
    const auto row = std::ranges::find(rows, terms.records[0], &ManifestRow::record);
    ASSERT_NE(row, rows.end());
    EXPECT_EQ(row->version, 3U);
    EXPECT_TRUE(row->tombstone());
    // And can be written again.
    EXPECT_DONE(send(m_cast.coach, draft(m_cast.coach, terms)));
}

TEST_F(CommitTest, AgencyBeginsItsOwnPart) {
    const CompartmentId part = compartmentOf(m_cast.youthAgency);
    ASSERT_DONE(send(m_cast.youth, record(m_cast.youth, part)));
    EXPECT_EQ(m_builder.household(household).compartment(part)->epoch.recipients,
              std::vector{m_cast.youth.team});
    // Nobody else's to know, not even the lead's.
    auto foreign = record(m_cast.coach);
    foreign.payload.manifests[0].compartment = part;
    EXPECT_REFUSED(judge(m_cast.coach, foreign), Reason::NotFound);
    const auto opened = OpenAnswer::decode(open(m_builder, m_cast.coach, household).answer);
    for (const auto& compartment : opened.value().households[0].compartments) {
        EXPECT_NE(compartment.compartment, part);
    }
}

TEST_F(CommitTest, SeveralPartsInOneWrite) {
    auto both = record(m_cast.coach);
    const auto own = record(m_cast.coach, compartmentOf(m_builder.municipality()));
    both.payload.manifests.push_back(own.payload.manifests[0]);
    both.attachments.push_back(own.attachments[0]);
    const Outcome outcome = send(m_cast.coach, both);
    EXPECT_DONE(outcome);
    EXPECT_EQ(outcome.rule, Rule::LeadPerson);
}

TEST_F(CommitTest, ReaderDoesNotWrite) {
    const auto reading = draftGrant(
        m_builder, m_cast.coach, household, m_cast.youth.team, {.rights = rights::kRead});
    ASSERT_DONE(m_builder.send(m_cast.coach, Method::GrantAccess, reading));
    EXPECT_DONE(open(m_builder, m_cast.youth, household));
    EXPECT_REFUSED(judge(m_cast.youth, record(m_cast.youth)), Reason::Denied);
}

TEST_F(CommitTest, GrantEndsAtItsTime) {
    GrantTerms terms;
    terms.notAfter = m_builder.now() + 1000;
    ASSERT_DONE(
        m_builder.send(m_cast.coach,
                       Method::GrantAccess,
                       draftGrant(m_builder, m_cast.coach, household, m_cast.youth.team, terms)));
    EXPECT_DONE(open(m_builder, m_cast.youth, household));
    m_builder.advance(1000);
    EXPECT_REFUSED(open(m_builder, m_cast.youth, household), Reason::Denied);
    EXPECT_TRUE(rotationDue(
        m_builder.household(household), kSharedCore, m_builder.directory(), m_builder.now()));
}

// -- tampered writes
// ---------------------------------------------------------------------------------

using Parts = Draft<CommitPayload>;

struct TamperCase {
    const char* name;
    Reason expected;
    std::function<void(Parts&)> tamper;
};

Manifest& manifestOf(Parts& parts) {
    return parts.payload.manifests.at(0);
}

class CommitTamperTest : public CommitTest, public testing::WithParamInterface<TamperCase> {};

TEST_P(CommitTamperTest, WriteIsRefused) {
    auto parts = record(m_cast.coach);
    ASSERT_DONE(judge(m_cast.coach, parts));
    GetParam().tamper(parts);
    EXPECT_REFUSED(judge(m_cast.coach, parts), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Manifests,
    CommitTamperTest,
    testing::Values(
        TamperCase{
            "VersionSkipped", Reason::EtagMismatch, [](Parts& p) { ++manifestOf(p).version; }},
        TamperCase{"OtherPrevious",
                   Reason::EtagMismatch,
                   [](Parts& p) { manifestOf(p).previous[0] ^= 1U; }},
        TamperCase{"OtherEpoch", Reason::EpochStale, [](Parts& p) { ++manifestOf(p).epoch; }},
        TamperCase{
            "OtherRoot", Reason::PayloadMismatch, [](Parts& p) { manifestOf(p).root[0] ^= 1U; }},
        TamperCase{"RecordJumps",
                   Reason::EtagMismatch,
                   [](Parts& p) { manifestOf(p).delta[0].version = 2; }},
        TamperCase{"TombstoneOfNothing",
                   Reason::PayloadMismatch,
                   [](Parts& p) {
                       manifestOf(p).delta[0].envelopeHash = Hash32{};
                       p.attachments.clear();
                   }},
        TamperCase{"OtherCompartment",
                   Reason::NotFound,
                   [](Parts& p) { manifestOf(p).compartment.bytes[0] ^= 1U; }},
        TamperCase{
            "EnvelopeLeftOut", Reason::PayloadMismatch, [](Parts& p) { p.attachments.clear(); }},
        TamperCase{"NothingAtAll",
                   Reason::Malformed,
                   [](Parts& p) {
                       p.payload.manifests.clear();
                       p.attachments.clear();
                   }},
        TamperCase{"GrantWithoutEpoch",
                   Reason::RecipientsWrong,
                   [](Parts& p) {
                       GrantRef grant;
                       grant.header.household = p.payload.household;
                       const Bytes body = GrantBody{}.encode();
                       grant.bodyHash = attachmentHash(body);
                       p.payload.grants.push_back(grant);
                       p.attachments.insert(p.attachments.begin(), body);
                   }}),
    [](const auto& of) { return of.param.name; });

struct EnvelopeCase {
    const char* name;
    std::function<void(Envelope&)> alter;
};

class EnvelopeTamperTest : public CommitTest, public testing::WithParamInterface<EnvelopeCase> {
protected:
    Parts altered(const std::function<void(Envelope&)>& alter, const Actor& signer) {
        Parts parts = record(m_cast.coach);
        Envelope envelope = Envelope::decode(parts.attachments.at(0)).value();
        alter(envelope);
        envelope.signature =
            signer.key->sign(kRecordSignature, m_builder.instance(), envelope.signedBytes());
        parts.attachments[0] = envelope.encode();
        Manifest& manifest = manifestOf(parts);
        manifest.delta[0].envelopeHash = attachmentHash(parts.attachments[0]);
        auto rows = m_builder.world().rows(household, kSharedCore).value();
        rows.push_back(manifest.delta[0]);
        std::ranges::sort(rows, {}, &ManifestRow::record);
        manifest.root = manifestRoot(rows);
        return parts;
    }
};

TEST_P(EnvelopeTamperTest, FrameMustBeOfThatRecord) {
    EXPECT_REFUSED(judge(m_cast.coach, altered(GetParam().alter, m_cast.coach)),
                   Reason::PayloadMismatch);
}

TEST_F(EnvelopeTamperTest, UntouchedFrameIsTaken) {
    EXPECT_DONE(judge(m_cast.coach, altered([](Envelope&) {}, m_cast.coach)));
}

TEST_F(EnvelopeTamperTest, AuthorSigns) {
    EXPECT_REFUSED(judge(m_cast.coach, altered([](Envelope&) {}, m_cast.colleague)),
                   Reason::SignatureBroken);
}

INSTANTIATE_TEST_SUITE_P(
    Frames,
    EnvelopeTamperTest,
    testing::Values(EnvelopeCase{"Household", [](Envelope& e) { e.household.bytes[0] ^= 1U; }},
                    EnvelopeCase{"Compartment", [](Envelope& e) { e.compartment.bytes[0] ^= 1U; }},
                    EnvelopeCase{"Epoch", [](Envelope& e) { ++e.epoch; }},
                    EnvelopeCase{"Record", [](Envelope& e) { e.record.bytes[0] ^= 1U; }},
                    EnvelopeCase{"Version", [](Envelope& e) { ++e.version; }},
                    EnvelopeCase{"Commitment", [](Envelope& e) { e.commitment[0] ^= 1U; }},
                    EnvelopeCase{"Author", [](Envelope& e) { e.author.bytes[0] ^= 1U; }},
                    EnvelopeCase{"HeadOfTheFuture", [](Envelope& e) { e.head.size += 10'000; }}),
    [](const auto& of) { return of.param.name; });

// -- tampered rotations
// --------------------------------------------------------------------------------

class RotationTamperTest : public CommitTest {
protected:
    RotationTamperTest() {
        EXPECT_DONE(grant(m_builder, m_cast.coach, household, m_cast.youth.team));
        parts = rotation(m_cast.coach);
        EXPECT_DONE(judge(m_cast.coach, parts));
    }
    /// Seals one grant anew after a change of its header.
    void reseal(std::size_t which,
                const std::function<void(GrantHeader&)>& alter,
                const Actor* signer = nullptr) {
        GrantRef& ref = parts.payload.grants.at(which);
        Bytes& attached = parts.attachments.at(1 + which);  // the wrapped key comes first
        alter(ref.header);
        GrantBody body = GrantBody::decode(attached).value();
        body.signature =
            (signer == nullptr ? m_cast.coach : *signer)
                .key->sign(kGrantSignature, m_builder.instance(), body.signedBytes(ref.header));
        attached = body.encode();
        ref.bodyHash = attachmentHash(attached);
    }
    std::size_t grantFor(const TeamId& team) {
        for (std::size_t i = 0; i < parts.payload.grants.size(); ++i) {
            if (parts.payload.grants[i].header.team == team) return i;
        }
        ADD_FAILURE();
        return 0;
    }
    void expectRefused(Reason reason) { EXPECT_REFUSED(judge(m_cast.coach, parts), reason); }

    Parts parts;
};

TEST_F(RotationTamperTest, EpochFollowsOnTheLast) {
    ++parts.payload.epochs[0].epoch;
    expectRefused(Reason::EpochStale);
}

TEST_F(RotationTamperTest, NobodyIsLeftOut) {
    parts.payload.epochs[0].recipients.pop_back();
    expectRefused(Reason::RecipientsWrong);
}

TEST_F(RotationTamperTest, NobodyIsAdded) {
    auto& recipients = parts.payload.epochs[0].recipients;
    recipients.push_back(m_cast.debt.team);
    std::ranges::sort(recipients);
    expectRefused(Reason::RecipientsWrong);
}

TEST_F(RotationTamperTest, EverybodyGetsAGrant) {
    parts.payload.grants.pop_back();
    parts.attachments.erase(parts.attachments.begin() + 2);
    expectRefused(Reason::GrantMissing);
}

TEST_F(RotationTamperTest, NobodyElseGetsAGrant) {
    reseal(grantFor(m_cast.youth.team),
           [&](GrantHeader& header) { header.team = m_cast.debt.team; });
    expectRefused(Reason::RecipientsWrong);
}

TEST_F(RotationTamperTest, NobodyGetsTwo) {
    parts.payload.grants.push_back(parts.payload.grants[0]);
    parts.attachments.insert(parts.attachments.begin() + 3, parts.attachments[1]);
    expectRefused(Reason::RecipientsWrong);
}

TEST_F(RotationTamperTest, GrantIsUnderTheNewKey) {
    reseal(0, [](GrantHeader& header) { --header.epoch; });
    expectRefused(Reason::EpochStale);
}

TEST_F(RotationTamperTest, GrantCarriesTheCommitment) {
    reseal(0, [](GrantHeader& header) { header.commitment[0] ^= 1U; });
    expectRefused(Reason::PayloadMismatch);
}

TEST_F(RotationTamperTest, GrantIsToTheNewestTeamKey) {
    ASSERT_DONE(m_builder.renewTeamKey(m_cast.youth));
    expectRefused(Reason::EpochStale);
}

TEST_F(RotationTamperTest, GrantIsSignedByTheWriter) {
    reseal(
        0, [](GrantHeader&) {}, &m_cast.colleague);
    expectRefused(Reason::SignatureBroken);
    reseal(0, [&](GrantHeader& header) { header.granter = m_cast.colleague.device; });
    expectRefused(Reason::PayloadMismatch);
}

TEST_F(RotationTamperTest, GrantNeedsABasis) {
    reseal(0, [](GrantHeader& header) { header.basis = 99; });
    expectRefused(Reason::BasisMissing);
}

TEST_F(RotationTamperTest, RightsStayAsTheyWere) {
    reseal(grantFor(m_cast.youth.team), [](GrantHeader& header) { header.rights = rights::kRead; });
    expectRefused(Reason::RecipientsWrong);
}

TEST_F(RotationTamperTest, KeeperKeepsEverything) {
    reseal(grantFor(m_cast.northTeam), [](GrantHeader& header) { header.rights = rights::kRead; });
    expectRefused(Reason::RecipientsWrong);
}

TEST_F(RotationTamperTest, GrantedTeamRotatesButNeverRaisesItself) {
    ASSERT_DONE(endAccess(m_builder, m_cast.coach, household, m_cast.youth.team));
    const auto reading = draftGrant(
        m_builder, m_cast.coach, household, m_cast.youth.team, {.rights = rights::kRead});
    ASSERT_DONE(m_builder.send(m_cast.coach, Method::GrantAccess, reading));
    parts = rotation(m_cast.coach);
    reseal(grantFor(m_cast.youth.team), [](GrantHeader& header) { header.rights = rights::kAll; });
    expectRefused(Reason::RecipientsWrong);
}

TEST_F(RotationTamperTest, TwoRotationsAtOnceOneWins) {
    const auto other = rotation(m_cast.colleague);
    ASSERT_DONE(send(m_cast.coach, parts));
    EXPECT_REFUSED(send(m_cast.colleague, other), Reason::EpochStale);
}

}  // namespace
}  // namespace voordeur::test
