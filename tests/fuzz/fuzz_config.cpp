#include "server/ops/config.h"
#include "tests/fuzz/fuzz_canonical.h"
#include "tests/fuzz/fuzz_seeds.h"

#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>
#include <string>

// Any bytes as the operator's voordeur.toml: refused with a line, or a configuration that is whole.
namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one file, no header

/// A file in memory, because a configuration is read by its name.
class MemoryFile {
public:
    explicit MemoryFile(crypto::ByteView content) : m_fd(::memfd_create("config", MFD_CLOEXEC)) {
        if (m_fd < 0) throw std::runtime_error("no file in memory");
        const auto written = ::write(m_fd, content.data(), content.size());
        fuzz::require(written == static_cast<ssize_t>(content.size()));
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    MemoryFile(MemoryFile&&) = delete;
    MemoryFile& operator=(MemoryFile&&) = delete;
    ~MemoryFile() { ::close(m_fd); }
    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(m_fd); }

private:
    int m_fd;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const MemoryFile file({data, size});
    const auto read = server::ops::loadConfig(file.path());
    if (!read.ok()) return 0;
    const server::ops::ConfigResult& result = read.value();
    for (const auto& problem : result.problems)
        fuzz::require(!problem.meant || !problem.meant->empty());
    const server::ops::Config& config = result.config;
    fuzz::require(config.workers >= 1 && config.waitingMax >= 1 && config.readers() >= 8);
    if (!result.problems.empty()) return 0;
    fuzz::require(config.keysDirectory.starts_with('/') && config.storeFile.starts_with('/'));
    for (const std::string& name : config.names)
        fuzz::require(!name.empty());
    return 0;
}

std::vector<crypto::Bytes> fuzz::ownSeeds() {
    server::ops::Config config;
    config.names = {"localhost", "127.0.0.1"};
    config.keysDirectory = "keys";
    config.storeFile = "store/voordeur.db";
    const std::string texts[] = {
        config.toml(),
        "[server]\nlissten = \"127.0.0.1:7411\"\nworkers = 0\n[opslag]\n",
        "[server]\nnames = [\"a\", 1, [2]]\nwaiting_max = 9999999999\n",
        "server.workers = 3\nfiles = { keys = '../keys', store = '/store' }\n",
    };
    std::vector<crypto::Bytes> seeds;
    for (const std::string& text : texts)
        seeds.push_back(crypto::toBytes(crypto::viewOf(text)));
    return seeds;
}
