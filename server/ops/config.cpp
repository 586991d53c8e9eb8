#include "server/ops/config.h"

#include "crypto/base/files.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>
#include <string_view>

namespace voordeur::server::ops {

using crypto::Reason;

namespace {

constexpr std::array<std::string_view, 6> kKnown{"server.listen",
                                                 "server.names",
                                                 "server.workers",
                                                 "server.waiting_max",
                                                 "files.keys",
                                                 "files.store"};
constexpr std::uint32_t kWorkersMax = 64;
constexpr std::uint32_t kWaitingMax = 100'000;

/// Changes, additions and losses of letters between two words (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row[b.size()];
}

std::optional<std::string> closest(std::string_view key) {
    const auto best = std::min_element(kKnown.begin(), kKnown.end(), [&](auto a, auto b) {
        return distance(a, key) < distance(b, key);
    });
    // Further than a third of the word is no typing error any more.
    if (distance(*best, key) * 3 > key.size()) return std::nullopt;
    return std::string(*best);
}

void findUnknown(const toml::table& root, std::vector<ConfigProblem>& problems) {
    for (const auto& [section, node] : root) {
        const auto* table = node.as_table();
        const std::string name(section.str());
        if (table == nullptr) {
            problems.push_back({node.source().begin.line, name, closest(name)});
            continue;
        }
        for (const auto& [key, value] : *table) {
            const std::string full = name + "." + std::string(key.str());
            const bool known = std::find(kKnown.begin(), kKnown.end(), full) != kKnown.end();
            if (!known) problems.push_back({value.source().begin.line, full, closest(full)});
        }
    }
}

/// Reads one value of a section; the wrong type is a problem at its line.
class Section {
public:
    Section(const toml::table& root, std::string_view name, std::vector<ConfigProblem>& problems)
        : m_table(root[name].as_table()), m_name(name), m_problems(problems) {}

    void text(std::string_view key, std::string& out) {
        const auto* node = find(key);
        if (node == nullptr) return;
        if (const auto value = node->value_exact<std::string>(); value && !value->empty()) {
            out = *value;
        } else {
            fail(*node, key);
        }
    }
    void number(std::string_view key, std::uint32_t& out, std::uint32_t max) {
        const auto* node = find(key);
        if (node == nullptr) return;
        const auto value = node->value_exact<std::int64_t>();
        if (value && *value >= 1 && *value <= max) {
            out = static_cast<std::uint32_t>(*value);
        } else {
            fail(*node, key);
        }
    }
    void texts(std::string_view key, std::vector<std::string>& out) {
        const auto* node = find(key);
        if (node == nullptr) return;
        const auto* list = node->as_array();
        if (list == nullptr) return fail(*node, key);
        for (const auto& item : *list) {
            const auto value = item.value_exact<std::string>();
            if (!value || value->empty()) return fail(*node, key);
            out.push_back(*value);
        }
    }

private:
    const toml::node* find(std::string_view key) const {
        return m_table == nullptr ? nullptr : m_table->get(key);
    }
    void fail(const toml::node& node, std::string_view key) {
        m_problems.push_back(
            {node.source().begin.line, m_name + "." + std::string(key), std::nullopt});
    }

    const toml::table* m_table;
    std::string m_name;
    std::vector<ConfigProblem>& m_problems;
};

std::string absolute(const std::filesystem::path& base, const std::string& path) {
    return (base / path).lexically_normal().string();
}

}  // namespace

crypto::Result<ConfigResult> loadConfig(const std::string& path) {
    VD_ASSIGN(const crypto::Bytes bytes, crypto::readFile(path));
    ConfigResult out;
    toml::table root;
    try {
        root = toml::parse(crypto::textOf(bytes), path);
    } catch (const toml::parse_error& error) {
        out.problems.push_back({error.source().begin.line, {}, std::nullopt});
        return out;
    }
    findUnknown(root, out.problems);
    Config& config = out.config;
    Section server(root, "server", out.problems);
    server.text("listen", config.listen);
    server.texts("names", config.names);
    server.number("workers", config.workers, kWorkersMax);
    server.number("waiting_max", config.waitingMax, kWaitingMax);
    Section files(root, "files", out.problems);
    files.text("keys", config.keysDirectory);
    files.text("store", config.storeFile);
    const auto base = std::filesystem::absolute(path).parent_path();
    config.keysDirectory =
        absolute(base, config.keysDirectory.empty() ? "keys" : config.keysDirectory);
    config.storeFile =
        absolute(base, config.storeFile.empty() ? "store/voordeur.db" : config.storeFile);
    return out;
}

std::size_t Config::readers() const {
    return std::max(std::size_t{8}, std::size_t{2} * workers + 2);
}

std::string Config::toml() const {
    std::ostringstream out;
    out << "# Voordeur, de server. Uitleg: docs/operations.md\n"
           "# Relatieve paden tellen vanaf deze map.\n\n"
           "[server]\n"
           "# Waar de server luistert. Alleen deze machine: 127.0.0.1.\n"
        << "listen = \"" << listen << "\"\n"
        << "# Namen en adressen in het certificaat van de server.\n"
        << "names = [";
    for (std::size_t i = 0; i < names.size(); ++i) {
        out << (i == 0 ? "" : ", ") << '"' << names[i] << '"';
    }
    out << "]\n# Draden die vragen behandelen, en hoeveel vragen mogen wachten.\n"
        << "workers = " << workers << "\nwaiting_max = " << waitingMax << "\n\n"
        << "[files]\nkeys = \"" << keysDirectory << "\"\nstore = \"" << storeFile << "\"\n";
    return out.str();
}

}  // namespace voordeur::server::ops
