#include "tests/crypto/vault/hpke_vectors.h"

#include <sstream>

namespace voordeur::crypto::test {
namespace {

std::string withoutSpaces(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ' && c != '\r') out.push_back(c);
    }
    return out;
}

}  // namespace

std::vector<HpkeVector> readHpkeVectors(std::string_view text) {
    std::vector<HpkeVector> vectors;
    HpkeFields* fields = nullptr;  // where the next "name: value" goes
    std::string* value = nullptr;  // where a line without a name goes on
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("### ")) {
            fields = &vectors.emplace_back().setup;
        } else if (const auto colon = line.find(':'); colon != std::string::npos) {
            const std::string name = line.substr(0, colon);
            if (name == "sequence number") fields = &vectors.back().encryptions.emplace_back();
            if (name == "exporter_context") fields = &vectors.back().exports.emplace_back();
            value = &(*fields)[name];
            *value = withoutSpaces(std::string_view(line).substr(colon + 1));
        } else if (line.empty() || line.front() == '#' || line.front() == '~') {
            value = nullptr;
        } else if (value != nullptr) {
            *value += withoutSpaces(line);
        }
    }
    return vectors;
}

}  // namespace voordeur::crypto::test
