#pragma once

#include "tests/integration/matrix/people.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace voordeur::test {

/// A request before it is signed: everything that a hostile program could say freely.
struct Ask {
    crypto::Method method = crypto::Method::Check;
    crypto::Bytes payload;
    std::vector<crypto::Bytes> attachments;
    std::vector<crypto::HouseholdId> households;
    bool detail = false;
    crypto::RequestId requestId;
};
Ask askFor(crypto::Method method, TestServer& server);

/// Signs as a program would that checks nothing. `alter` changes the statement before that.
client::core::SignedRequest signedBy(Member& member,
                                     const Ask& ask,
                                     const std::function<void(crypto::Statement&)>& alter = {});

/// What came of a request: that it was done, and where it stands in the log.
using Place = std::uint64_t;

/// Sends what is signed already, as whatever method. ReadLog goes its own way.
crypto::Result<Place> sendAs(client::core::Transport& via,
                             crypto::Method method,
                             const client::core::SignedRequest& request);

/// Signs and sends.
crypto::Status send(const Actor& actor, const Ask& ask);

/// The name of what somebody was told; "Ok" when it was done.
template <class Answer>
std::string told(const Answer& answer) {
    return answer.ok() ? "Ok" : std::string(crypto::nameOf(answer.reason()));
}

/// How one call is made, correctly as far as the asker can.
struct Row {
    /// What the row needs of the household in the middle, before it and after every success.
    enum class Needs : std::uint8_t { Nothing, NewHousehold, Offer } needs = Needs::Nothing;
    std::function<crypto::Status(People&, const Actor&)> call;
    /// What is asked, for calls that are signed and logged; empty for the others.
    std::function<Ask(People&, Member&)> make;
    /// Makes what the row needs.
    void prepare(People& people) const;
};

/// By the name of the method in the services.
const std::map<std::string, Row>& rows();

// Where the rows stand.
void addDirectoryRows(std::map<std::string, Row>& rows);
void addInvolvementRows(std::map<std::string, Row>& rows);
void addHouseholdRows(std::map<std::string, Row>& rows);
void addMemberRows(std::map<std::string, Row>& rows);

/// A row for a logged method, from what is asked.
Row logged(std::function<Ask(People&, Member&)> make, Row::Needs needs = Row::Needs::Nothing);

}  // namespace voordeur::test
