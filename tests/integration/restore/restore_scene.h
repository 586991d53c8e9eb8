#pragma once

#include "client/core/restoring.h"
#include "client/restore/restore_work.h"
#include "server/ops/backup.h"
#include "tests/integration/hostile_server/hostile_transport.h"
#include "tests/integration/town/need.h"

#include <string>

namespace voordeur::test {

/// A town whose server is backed up, lost, and put back: by the product's own code, from `backup
/// create` to the founders' word.
class RestoreScene {
public:
    RestoreScene();

    TestServer server;
    HostileTransports transports;
    Town town;

    /// As `voordeurd backup create`.
    server::ops::MadeBackup makeBackup();
    /// As `voordeur-restore open` into a new folder, which then becomes the server's.
    crypto::RestoreSheet putBack(const server::ops::MadeBackup& backup);
    /// As `voordeurctl restore begin` at the founder's device, after it was opened anew.
    crypto::Status sayRestored(const crypto::RestoreSheet& sheet,
                               const std::optional<crypto::LogHead>& lost = std::nullopt);
    /// Closes the member's program and opens it again.
    static crypto::Status reopen(Member& member);

    /// As `voordeurd backup key` tells it.
    [[nodiscard]] crypto::BackupServer whose() const;
    [[nodiscard]] const crypto::SealKeyPair& offlineKey() const { return m_key; }

private:
    TempFolder m_folder;
    crypto::SealKeyPair m_key;
    int m_count = 0;
};

}  // namespace voordeur::test
