#pragma once

#include "client/core/compartment_keys.h"
#include "client/core/sealed/records.h"
#include "client/core/session.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace voordeur::client::core {

/// A record that was verified and opened.
struct FileRecord {
    crypto::RecordId id;
    crypto::CompartmentId compartment;
    std::uint64_t version = 1;
    crypto::DeviceId author;
    sealed::Record record;
};

/// One household's file as far as this device may open it, as of one log entry.
struct HouseholdFile {
    crypto::HouseholdState state;
    std::vector<FileRecord> records;
    std::map<crypto::CompartmentId, std::vector<crypto::ManifestRow>> rows;
    std::map<crypto::Hash32, Bytes> objects;
    /// There are compartments that this team may open but this device has no key for (yet).
    bool keyMissing = false;
    /// Records that their authors sealed and signed in a form nobody can read, or under a key that
    /// this device cannot reach. They hide nothing but themselves.
    struct Unreadable {
        UnreadableCause cause = UnreadableCause::Form;
        crypto::RecordId id;
        crypto::CompartmentId compartment;
        std::uint64_t version = 1;
        crypto::DeviceId author;
    };
    std::vector<Unreadable> unreadable;
    /// Keys that somebody made wrong, as far as reading came across them.
    std::vector<KeyFault> keyFaults;
    std::uint64_t sequence = 0;

    [[nodiscard]] const sealed::Core* core() const;
    [[nodiscard]] const FileRecord* record(const crypto::CompartmentId& compartment,
                                           const crypto::RecordId& id) const;
};

/// Opens the file: READ entry, chains, manifests' roots, authors' signatures, then the seals.
/// Errors: those of Session::call; ManifestOld, RecordMissing, GrantBroken, CommitmentWrong,
/// EpochWrong, SignatureBroken.
Result<HouseholdFile> openFile(Session& session,
                               const crypto::HouseholdId& id,
                               std::uint16_t purpose);

/// The team's caseload: every household it may open, with its core record alone. Asked for in pages
/// of at most `most` households, smaller ones where the server cannot carry that many.
Result<std::vector<HouseholdFile>> listFiles(Session& session,
                                             std::uint16_t purpose,
                                             std::uint32_t most = 1000);

}  // namespace voordeur::client::core
