#pragma once

#include <string>
#include <vector>

// The commands of voordeurd. Each returns the process's exit code and speaks to the operator in
// Dutch on standard output and error; nothing personal, no keys but the founding sheet.
namespace voordeur::server::ops {

struct InitOptions {
    std::string directory;
    std::string listen;
    std::vector<std::string> names;
    std::string sheetFile;  // where the founding sheet goes; empty: standard output
    bool ask = false;       // ask for what is missing on the terminal
};
/// Makes keys, certificates, store and configuration in an empty directory.
int runInit(InitOptions options);

struct ServeOptions {
    std::string configFile;
    std::string readyFile;  // written with the port once it listens; for scripts and tests
};
int runServe(const ServeOptions& options);

int runDoctor(const std::string& configFile);

struct BackupKeyOptions {
    std::string configFile;
    std::string publicFile;
    std::string serverFile;  // new; empty: not written
};
/// Takes over the public half of the key that backups are sealed to, and says whose backups they
/// will be, to be kept beside its secret half.
int runBackupKey(const BackupKeyOptions& options);
struct BackupCreateOptions {
    std::string configFile;
    std::string to;       // a new file, or a folder
    std::string version;  // of this program
};
/// One backup of the store as it is now; also while a server works on it.
int runBackupCreate(const BackupCreateOptions& options);
/// Is the file whole, and from this server? Whether its key fits only the offline key can tell.
int runBackupVerify(const std::string& configFile, const std::string& file);

/// Says what went wrong and what to do, on standard error. Returns 1.
int complain(const std::string& what, const std::string& whatToDo);

}  // namespace voordeur::server::ops
