// Lies about households' chains: lines left out, changed, or of something else.
#include "client/core/households.h"
#include "crypto/shared/answers.h"
#include "tests/integration/hostile_server/cases.h"
#include "tests/integration/hostile_server/malleable.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace voordeur::test {

using client::core::ChainLine;
using client::core::RawAnswer;
using client::core::SignedRequest;
using crypto::Entry;
using crypto::Method;
using crypto::Reason;
using crypto::Status;

namespace {

MakeLie chainOf(Method method, std::function<void(std::vector<ChainLine>&)> alter) {
    return anywhere(onAnswer(
        method,
        [alter = std::move(alter)](const SignedRequest&, RawAnswer& a) { alter(a.chain); }));
}
MakeLie chain(std::function<void(std::vector<ChainLine>&)> alter) {
    return chainOf(Method::OpenHousehold, std::move(alter));
}
MakeLie whoLooked(std::function<void(std::vector<ChainLine>&)> alter) {
    return chainOf(Method::WhoLooked, std::move(alter));
}

using Lines = std::vector<ChainLine>;

void alterEntry(ChainLine& line, const std::function<void(Entry&)>& alter) {
    auto entry = need(Entry::decode(line.entry), "a line");
    alter(entry);
    line.entry = entry.encode();
}

void alterStatement(Entry& entry, const std::function<void(crypto::Statement&)>& alter) {
    auto statement = need(crypto::Statement::decode(entry.statement), "a statement");
    alter(statement);
    entry.statement = statement.encode();
}

bool isOf(const ChainLine& line, crypto::EntryType type) {
    return need(Entry::decode(line.entry), "a line").type == type;
}

void leaveOut(Lines& lines, crypto::EntryType type) {
    std::erase_if(lines, [type](const ChainLine& line) { return isOf(line, type); });
}

/// Changes every look-up that is shown.
void alterReads(Lines& lines, const std::function<void(Entry&)>& alter) {
    for (auto& line : lines) {
        if (isOf(line, crypto::EntryType::Read)) alterEntry(line, alter);
    }
}

Status crossedChains(Scene& scene) {
    const auto household = scene.town.newHousehold();
    const auto other = scene.town.newHousehold();
    Lines lines;
    auto& colleague = scene.town.colleague();
    auto& lie = scene.door.lieTo(colleague.secrets().device);
    lie = onAnswer(Method::OpenHousehold,
                   [&lines](const SignedRequest&, RawAnswer& answer) { lines = answer.chain; });
    need(opens(colleague, other.id), "the other one");
    lie = {};
    EXPECT_FALSE(lines.empty());
    if (scene.lying()) {
        scene.lieTo(colleague) =
            onAnswer(Method::OpenHousehold,
                     [lines](const SignedRequest&, RawAnswer& answer) { answer.chain = lines; });
    }
    return opens(colleague, household.id);
}

/// The lead goes to a colleague, and somebody who never saw the household opens it.
Status leadIsHandedOver(Scene& scene) {
    auto& coach = scene.town.coach();
    auto& colleague = scene.town.colleague();
    const auto household = scene.town.newHousehold();
    const auto offer = need(client::core::offerLead(coach.session(),
                                                    household.id,
                                                    kTownPurpose,
                                                    {colleague.secrets().person, coach.team()}),
                            "offering the lead");
    need(client::core::acceptLead(colleague.session(), household.id, kTownPurpose, offer),
         "taking the lead");
    scene.tell(coach);
    VD_ASSIGN(const auto file, client::core::openFile(coach.session(), household.id, kTownPurpose));
    EXPECT_EQ(file.state.lead->person, colleague.secrets().person);
    return crypto::success();
}

}  // namespace

std::vector<Case> chainCases() {
    const auto work = colleagueOpens;
    const auto wrong = Reason::HouseholdChainWrong;
    using crypto::EntryType;
    // A table, kept by hand.
    // clang-format off
    return {
        {"CrossedHouseholdChains", "sends the lines of another household", "5.4", crossedChains,
         wrong},
        {"CutHouseholdChain", "leaves out the last line of a household", "5.4", work, wrong,
         chain([](Lines& lines) { lines.pop_back(); })},
        {"NoHouseholdChain", "sends no line of a household", "5.4", work, wrong,
         chain([](Lines& lines) { lines.clear(); })},
        {"LinesSwapped", "sends the lines of a household in another order", "5.4", work, wrong,
         chain([](Lines& lines) { std::swap(lines[0], lines[1]); })},
        {"LineTwice", "sends a line of a household twice", "5.4", work, wrong,
         chain([](Lines& lines) { lines[1] = lines[0]; })},
        {"LineOfAnotherPayload", "sends a line with another payload", "5.4", work, wrong,
         chain([](Lines& lines) { lines[0].payload.back() ^= 1U; })},
        {"LineWithAnAnswer", "adds an answer to a line that has none", "5.4", work, wrong,
         chain([](Lines& lines) { lines[1].answer = {1}; })},
        {"LineThatWasRefused", "sends a line that was refused as one that was done", "5.4", work,
         wrong,
         chain([](Lines& lines) {
             alterEntry(lines[1],
                        [](Entry& e) { e.outcome = static_cast<std::uint16_t>(Reason::Denied); });
         })},
        {"LineOfAnotherType", "sends a line as of another kind of act", "5.4", work, wrong,
         chain([](Lines& lines) {
             alterEntry(lines[1], [](Entry& e) { e.type = EntryType::Read; });
         })},
        {"LineByAnotherPerson", "says that somebody else wrote it", "5.4", work,
         Reason::SignatureBroken,
         chain([](Lines& lines) {
             alterEntry(lines[1], [](Entry& e) {
                 alterStatement(e, [](crypto::Statement& s) { s.person.bytes[0] ^= 1U; });
             });
         })},
        {"LineByNobody", "sends a line by a device that nobody admitted", "5.4", work,
         Reason::SignatureBroken,
         chain([](Lines& lines) {
             alterEntry(lines[1], [](Entry& e) {
                 alterStatement(e, [](crypto::Statement& s) { s.device.bytes[0] ^= 1U; });
             });
         })},
        {"MalleatedSignature", "writes a good signature in a second way", "3", work,
         Reason::SignatureBroken,
         chain([](Lines& lines) {
             alterEntry(lines[1], [](Entry& e) { e.signature = malleated(e.signature); });
         })},
        {"CutLeadChain", "leaves out that the lead went to somebody else", "5.4",
         leadIsHandedOver, wrong,
         chain([](Lines& lines) {
             leaveOut(lines, EntryType::Lead);
         })},
    };
    // clang-format on
}

std::vector<Case> whoLookedCases() {
    using crypto::EntryType;
    const auto looks = coachLooksWho;
    const auto wrong = Reason::HouseholdChainWrong;
    // A table, kept by hand.
    // clang-format off
    return {
        {"OmittedLookUp", "leaves out who looked", "5.6", looks, wrong, whoLooked([](Lines& lines) {
             leaveOut(lines, EntryType::Read);
         })},
        {"WhoLookedWithoutLines", "shows nobody who looked", "5.6", looks, wrong,
         whoLooked([](Lines& lines) { lines.clear(); })},
        {"LookUpBySomebodyElse", "says that somebody else looked", "5.6", looks,
         Reason::SignatureBroken,
         whoLooked([](Lines& lines) {
             alterReads(lines, [](Entry& e) {
                 alterStatement(e, [](crypto::Statement& s) { s.person.bytes[0] ^= 1U; });
             });
         })},
        {"LookUpAtAnotherTime", "says that somebody looked at another time", "5.6", looks, wrong,
         whoLooked([](Lines& lines) {
             alterReads(lines, [](Entry& e) { ++e.time; });
         })},
    };
    // clang-format on
}

}  // namespace voordeur::test
