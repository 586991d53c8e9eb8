#pragma once

#include "crypto/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace voordeur::server::ops {

/// What `voordeur.toml` says. Paths are absolute after loading; relative ones count from the file.
struct Config {
    std::string listen = "127.0.0.1:7411";
    std::vector<std::string> names;  // DNS names and addresses of the server's certificate
    std::string keysDirectory;
    std::string storeFile;
    std::uint32_t workers = 2;
    std::uint32_t waitingMax = 4096;

    /// Connections of the store that read: two for each worker (an answer, and the tree's older
    /// leaves for its proof) and two for the writer; at least eight.
    [[nodiscard]] std::size_t readers() const;

    /// The commented file that `init` writes.
    [[nodiscard]] std::string toml() const;
};

/// Where a configuration is wrong, for the operator: never for a network peer.
struct ConfigProblem {
    std::uint32_t line = 0;
    std::string key;
    /// The known key that was probably meant.
    std::optional<std::string> meant;
};

struct ConfigResult {
    Config config;
    std::vector<ConfigProblem> problems;
};

/// Errors: FileUnreadable, ConfigInvalid (not TOML at all: one problem with its line is returned
/// through `problems` instead whenever the line is known).
crypto::Result<ConfigResult> loadConfig(const std::string& path);

}  // namespace voordeur::server::ops
