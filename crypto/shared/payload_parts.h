#pragma once

#include "crypto/shared/codec.h"
#include "crypto/shared/payloads.h"

#include <vector>

// What several payload sources write and read alike. For crypto/shared's own sources.
namespace voordeur::crypto {

void writeIndexRefs(Writer& w, const std::vector<IndexRef>& refs);
std::vector<IndexRef> readIndexRefs(Reader& r, std::size_t min, std::size_t max);

}  // namespace voordeur::crypto
