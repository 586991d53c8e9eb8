#include "crypto/base/bytes.h"
#include "tests/fuzz/fuzz_seeds.h"
#include "tests/support/seeded_random.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

// Runs one fuzz target over its seeds and over damaged forms of each, the same in every run: as a
// plain test, without a fuzzer. A broken promise of the target ends the process.
//
//   seeds_<target> [--write FOLDER] FILE…
//
// FILE is a list of vectors (.json: each object's encoding), a corpus (.json: inputs, which run as
// they are) or one seed. With --write the seeds are written for libFuzzer and nothing is run.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): a program's one file

/// More than any target has parsers to choose from by its first byte.
constexpr std::uint8_t kChoices = 16;
/// Of a longer file, its beginning: a register's first rows.
constexpr std::size_t kSeedBytesMax = 4096;

std::size_t g_runs = 0;

void run(const crypto::Bytes& input) {
    ++g_runs;
    LLVMFuzzerTestOneInput(input.data(), input.size());
}

crypto::Bytes fromHex(std::string_view hex) {
    crypto::Bytes out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        out.push_back(static_cast<std::uint8_t>(std::stoul(std::string(hex.substr(i, 2)), {}, 16)));
    }
    return out;
}

void addChoices(std::vector<crypto::Bytes>& seeds, const crypto::Bytes& bytes) {
    for (std::uint8_t choice = 0; choice < kChoices; ++choice) {
        seeds.push_back(fuzz::chosen(choice, bytes));
    }
    seeds.push_back(bytes);
}

/// `found` is what runs as it is: an input that a fuzzer came upon.
void addFile(std::vector<crypto::Bytes>& seeds,
             std::vector<crypto::Bytes>& found,
             const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    crypto::Bytes bytes{std::istreambuf_iterator<char>(in), {}};
    if (bytes.empty()) throw std::runtime_error("no seed in " + path.string());
    if (path.extension() != ".json") {
        bytes.resize(std::min(bytes.size(), kSeedBytesMax));
        return addChoices(seeds, bytes);
    }
    const auto vectors = nlohmann::json::parse(bytes);
    if (vectors.contains("inputs")) {
        for (const auto& input : vectors.at("inputs"))
            found.push_back(fromHex(input.get<std::string>()));
        return;
    }
    for (const auto& object : vectors.at("objects")) {
        addChoices(seeds, fromHex(object.at("encoding").get<std::string>()));
    }
}

/// A number in [0, bound).
std::size_t below(crypto::RandomSource& random, std::size_t bound) {
    std::uint8_t bytes[4];
    random.fill(bytes);
    const std::size_t value = std::size_t{bytes[0]} << 24U | std::size_t{bytes[1]} << 16U |
                              std::size_t{bytes[2]} << 8U | std::size_t{bytes[3]};
    return value % bound;
}

/// Cut off, one bit flipped, four bytes as the longest length, doubled, or a part taken out.
crypto::Bytes damaged(const crypto::Bytes& seed, std::size_t kind, std::size_t at) {
    crypto::Bytes out = seed;
    const auto place = out.begin() + static_cast<std::ptrdiff_t>(at);
    switch (kind) {
        case 0:
            out.erase(place, out.end());
            break;
        case 1:
            *place ^= static_cast<std::uint8_t>(1U << at % 8);
            break;
        case 2:
            std::fill(place, place + std::min<std::ptrdiff_t>(4, out.end() - place), 0xff);
            break;
        case 3:
            out.insert(out.end(), seed.begin(), seed.end());
            break;
        default:
            out.erase(place);
            break;
    }
    return out;
}

void runDamaged(const crypto::Bytes& seed, crypto::RandomSource& random) {
    if (seed.empty()) return;
    const std::size_t damages = fuzz::damagesPerSeed();
    for (std::size_t i = 0; i < damages; ++i) {
        const std::size_t kind = i % 5;
        const bool all = seed.size() <= damages / 5;
        const std::size_t at = all ? i / 5 % seed.size() : below(random, seed.size());
        run(damaged(seed, kind, at));
    }
}

void writeSeeds(const std::vector<crypto::Bytes>& seeds, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        std::ofstream out(folder / ("seed-" + std::to_string(i)), std::ios::binary);
        out.write(crypto::textOf(seeds[i]).data(), static_cast<std::streamsize>(seeds[i].size()));
    }
}

}  // namespace

/// Of a target that says nothing else itself.
namespace voordeur::fuzz {
[[gnu::weak]] std::vector<crypto::Bytes> ownSeeds() {
    return {};
}
[[gnu::weak]] std::size_t damagesPerSeed() {
    return 1200;
}
}  // namespace voordeur::fuzz

int main(int argc, char** argv) try {
    const std::vector<std::string_view> arguments(argv + 1, argv + argc);
    const bool writes = arguments.size() > 1 && arguments[0] == "--write";
    std::vector<crypto::Bytes> seeds = fuzz::ownSeeds();
    std::vector<crypto::Bytes> found;
    for (std::size_t i = writes ? 2 : 0; i < arguments.size(); ++i)
        addFile(seeds, found, arguments[i]);
    if (writes) {
        seeds.insert(seeds.end(), found.begin(), found.end());
        writeSeeds(seeds, arguments[1]);
        return 0;
    }
    test::SeededRandom random(20261122);
    for (const crypto::Bytes& seed : seeds)
        run(seed);
    for (const crypto::Bytes& input : found)
        run(input);
    for (const crypto::Bytes& seed : seeds)
        runDamaged(seed, random);
    std::printf("%zu seeds, %zu found, %zu inputs\n", seeds.size(), found.size(), g_runs);
    return seeds.empty() ? 1 : 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
