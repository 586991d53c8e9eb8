#include "tests/support/temp_folder.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <system_error>

namespace voordeur::test {

TempFolder::TempFolder() {
    const std::filesystem::path memory = "/dev/shm";
    const bool inMemory = std::getenv("TMPDIR") == nullptr && ::access(memory.c_str(), W_OK) == 0;
    const auto parent = inMemory ? memory : std::filesystem::temp_directory_path();
    std::string name = (parent / "voordeur-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    m_path = name;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

}  // namespace voordeur::test
