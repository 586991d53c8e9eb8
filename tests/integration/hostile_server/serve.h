#pragma once

#include <string>

namespace voordeur::test {

/// Serves on a free port of this machine for clients of their own, writes the founding sheet to
/// `sheetFile` and lies as the lines of the standard input say, to everybody, until it ends.
/// Returns the program's exit code.
int serveLies(const std::string& sheetFile);

}  // namespace voordeur::test
