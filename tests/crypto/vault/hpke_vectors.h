#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

// Reader of the text of RFC 9180 appendix A.2, as it stands in the folder of published vectors.
namespace voordeur::crypto::test {

using HpkeFields = std::map<std::string, std::string>;

/// One mode: its setup, its encryptions by sequence number, its exported values.
struct HpkeVector {
    HpkeFields setup;
    std::vector<HpkeFields> encryptions;
    std::vector<HpkeFields> exports;
};

std::vector<HpkeVector> readHpkeVectors(std::string_view text);

}  // namespace voordeur::crypto::test
