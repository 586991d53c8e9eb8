#pragma once

#include "tests/integration/hostile_server/scene.h"

// The lies: each a step of real work, done honestly or with the lie in it. What comes back is what
// the client says; without the lie that is success.
namespace voordeur::test {

// Who is who (lies_directory.cpp)
crypto::Status swappedKeys(Scene& scene, bool lie);
crypto::Status ghostDevice(Scene& scene, bool lie);
crypto::Status ghostDeviceByAWorker(Scene& scene, bool lie);
crypto::Status withheldRevoke(Scene& scene, bool lie);

// Keys and grants (lies_keys.cpp, lies_epochs.cpp)
crypto::Status resealedKnownKey(Scene& scene, bool lie);
crypto::Status resealedByWhoLeft(Scene& scene, bool lie);
crypto::Status unsignedGrant(Scene& scene, bool lie);
crypto::Status grantOfAnotherHousehold(Scene& scene, bool lie);
crypto::Status grantOfAnotherTeam(Scene& scene, bool lie);
crypto::Status grantOfAnotherEpoch(Scene& scene, bool lie);
crypto::Status zeroShare(Scene& scene, bool lie);
crypto::Status secondEpochRecord(Scene& scene, bool lie);
crypto::Status writeUnderOldEpoch(Scene& scene, bool lie);
crypto::Status loweredKdf(Scene& scene, bool lie);

// Records (lies_records.cpp)
crypto::Status olderManifest(Scene& scene, bool lie);
crypto::Status vanishedRecord(Scene& scene, bool lie);
crypto::Status vanishedRow(Scene& scene, bool lie);
crypto::Status movedRecord(Scene& scene, bool lie);
crypto::Status unknownSuite(Scene& scene, bool lie);

// Involvement (lies_involvement.cpp)
crypto::Status nonCanonicalElement(Scene& scene, bool lie);
crypto::Status identityElement(Scene& scene, bool lie);
crypto::Status anotherOprfKey(Scene& scene, bool lie);
crypto::Status badProof(Scene& scene, bool lie);
crypto::Status falseUnknown(Scene& scene, bool lie);

// The log (lies_log.cpp)
crypto::Status smallerHead(Scene& scene, bool lie);
crypto::Status smallerHeadAtSync(Scene& scene, bool lie);
crypto::Status sameSizeOtherRoot(Scene& scene, bool lie);
crypto::Status anotherOrigin(Scene& scene, bool lie);
crypto::Status anotherLogKey(Scene& scene, bool lie);
crypto::Status somebodyElsesProof(Scene& scene, bool lie);
crypto::Status somebodyElsesEntry(Scene& scene, bool lie);
crypto::Status contentWithoutEntry(Scene& scene, bool lie);
crypto::Status contentWithoutProof(Scene& scene, bool lie);
crypto::Status forkThenMerge(Scene& scene, bool lie);

// Chains, and what stands in the log for good (lies_chains.cpp)
crypto::Status crossedChains(Scene& scene, bool lie);
crypto::Status cutChain(Scene& scene, bool lie);
crypto::Status omittedLookUp(Scene& scene, bool lie);
crypto::Status emptyChain(Scene& scene, bool lie);
crypto::Status alteredEntry(Scene& scene, bool lie);
crypto::Status refusedEntry(Scene& scene, bool lie);
crypto::Status tooLongProof(Scene& scene, bool lie);
crypto::Status unsignedIndexEntry(Scene& scene, bool lie);
crypto::Status tokenOfAnotherHousehold(Scene& scene, bool lie);
crypto::Status withheldIndexEntry(Scene& scene, bool lie);
crypto::Status endlessList(Scene& scene, bool lie);
crypto::Status missingDetail(Scene& scene, bool lie);

}  // namespace voordeur::test
