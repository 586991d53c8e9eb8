#pragma once

#include "tests/support/log_drafts.h"

namespace voordeur::test {

/// The people of an invented town, around one household: who leads it, who helps, who may not.
///
///   municipality   wijkteam Noord (may lead): coach, colleague, worker, manager, and its admin
///                  wijkteam Zuid (may lead): coach, manager · toezicht: the builder's officer, and
///                  a privacy manager · beheer: the founder
///   youth care     uses citizen numbers, addresses and names: worker, manager, admin
///   debt help      the same: worker
///   housing        addresses and names only: worker
struct Cast {
    explicit Cast(LogBuilder& builder);

    crypto::TeamId northTeam;
    crypto::TeamId southTeam;
    Actor coach;      // north
    Actor colleague;  // north, also a coach
    Actor worker;     // north
    Actor manager;    // north
    Actor admin;      // north
    Actor southCoach;
    Actor southManager;
    Actor privacyManager;

    crypto::AgencyId youthAgency;
    Actor youth;
    Actor youthManager;
    Actor youthAdmin;
    crypto::AgencyId debtAgency;
    Actor debt;
    crypto::AgencyId housingAgency;
    Actor housing;
};

/// Citizen numbers of the test range, and one front door.
inline const Identifier kMotherBsn{crypto::IdentifierKind::Bsn, "999990019"};
inline const Identifier kChildBsn{crypto::IdentifierKind::Bsn, "999990020"};
inline const Identifier kFrontDoor{crypto::IdentifierKind::Address, "1234AB|12|"};
inline const Identifier kMotherName{crypto::IdentifierKind::NameBirth, "jansen|1988-04-05"};

}  // namespace voordeur::test
