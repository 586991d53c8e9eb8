#pragma once

#include <string>

namespace voordeur::test {

/// A temporary folder for its owner alone, gone with the object. In memory where there is such a
/// place: what survives a crash is tested elsewhere, and a busy disk would make tests wait for
/// others. Whoever wants a disk names it (TMPDIR). Throws when none can be made.
class TempFolder {
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    TempFolder(TempFolder&&) = delete;
    TempFolder& operator=(TempFolder&&) = delete;
    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] std::string file(const std::string& name) const { return m_path + "/" + name; }

private:
    std::string m_path;
};

}  // namespace voordeur::test
