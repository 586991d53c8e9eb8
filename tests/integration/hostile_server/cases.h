#pragma once

#include "tests/integration/hostile_server/scene.h"

#include <string>
#include <vector>

// The cases: each a piece of real work, done honestly or with one lie in it. What comes back is
// what the client says; without the lie that is success.
namespace voordeur::test {

/// What is left when the server stops lying.
enum class After : std::uint8_t {
    /// An honest answer works again.
    Works,
    /// The lie stands in the log: the same step is refused for good, the same work on something
    /// else goes on.
    StaysRefused,
    /// The lie stands in the log: every check of the log names it for good.
    StaysNamed,
    /// Nothing more is sent until a person has looked and started the program again.
    Stopped,
    /// The server signed two histories: this device never believes it again.
    Condemned,
};

struct Case {
    const char* name;
    const char* what;  // what the server does, in one line
    const char* rule;  // of docs/protocol.md, that a client must keep it to
    crypto::Status (*work)(Scene&);
    crypto::Reason reason;
    MakeLie lie{};  // empty: `work` tells it itself, because a member helps the server
    After after = After::Works;
    /// The lie is in a record: that somebody wrote it is true, and the copy of the chain follows.
    bool chainMoves = false;
};

std::vector<Case> logCases();          // proofs, heads and entries (lies_log.cpp)
std::vector<Case> checkpointCases();   // lies_checkpoint.cpp
std::vector<Case> entryCases();        // lies_entry.cpp
std::vector<Case> loggedCases();       // what the log commits to (the same)
std::vector<Case> chainCases();        // households' chains (lies_chains.cpp)
std::vector<Case> whoLookedCases();    // who looked at them (the same)
std::vector<Case> directoryCases();    // who is who (lies_directory.cpp)
std::vector<Case> enrolmentCases();    // becoming a member (lies_enrolment.cpp)
std::vector<Case> keyCases();          // keys and grants (lies_keys.cpp)
std::vector<Case> epochCases();        // lies_epochs.cpp
std::vector<Case> recordCases();       // lies_records.cpp
std::vector<Case> involvementCases();  // who helps (lies_involvement.cpp)
std::vector<Case> pageCases();         // the whole log, as an officer reads it (lies_pages.cpp)
std::vector<Case> wireCases();         // bytes and connections (lies_wire.cpp)

/// All of them, in the order of the document.
const std::vector<Case>& allCases();
/// The rows of docs/hostile-server.md.
std::string caseTable();

// -- lies told by the server alone ----------------------------------------------------------------

/// Every answer of one method is changed on its way.
using AlterAnswer =
    std::function<void(const client::core::SignedRequest&, client::core::RawAnswer&)>;
Lie onAnswer(crypto::Method method, AlterAnswer alter);
/// The server answers one method otherwise than the rules say, and logs what it said.
using AlterSaid = std::function<void(const client::core::SignedRequest&, crypto::Bytes&)>;
Lie saidFalsely(TestServer& server, crypto::Method method, AlterSaid alter);
/// The same, for what it writes into the log about a call of one method.
Lie loggedFalsely(TestServer& server, crypto::Method method, AlterEntry alter);
/// A lie that needs nothing of the server.
MakeLie anywhere(Lie lie);

// -- work -----------------------------------------------------------------------------------------

crypto::Status coachOpens(Scene& scene);       // a household of theirs, new on this device's screen
crypto::Status coachOpensTwice(Scene& scene);  // once before, and twice after the lie begins
crypto::Status colleagueOpens(Scene& scene);   // a household that this device never saw
crypto::Status coachLists(Scene& scene);
crypto::Status coachSyncs(Scene& scene);  // after two teams were added
crypto::Status coachLooksWho(
    Scene& scene);                        // whoever looked at a household, a colleague among them
crypto::Status youthAsks(Scene& scene);   // after somebody who has a household
crypto::Status youthLists(Scene& scene);  // whom the own team helps
crypto::Status officerChecks(Scene& scene);  // the whole log; the first problem
/// The youth worker asks, and hears something false that only the officer can see; who does.
crypto::Status officerChecksAfterAsking(Scene& scene);

}  // namespace voordeur::test
