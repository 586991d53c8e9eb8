#include "tests/crash/fault_disk.h"

#include "crypto/base/check.h"

#include <algorithm>
#include <utility>

namespace voordeur::test::crash {
namespace {

/// Longest time that a full or read-only disk stays so, in steps.
constexpr std::uint64_t kLastingSteps = 12;

bool ends(Fault fault) {
    return fault == Fault::PowerLoss || fault == Fault::ProcessEnd;
}

}  // namespace

std::string nameOf(Fault fault) {
    switch (fault) {
        case Fault::PowerLoss:
            return "PowerLoss";
        case Fault::ProcessEnd:
            return "ProcessEnd";
        case Fault::NoSpace:
            return "NoSpace";
        case Fault::ReadOnly:
            return "ReadOnly";
        case Fault::ShortWrite:
            return "ShortWrite";
        case Fault::IoError:
            return "IoError";
        case Fault::ReadError:
            return "ReadError";
        case Fault::SyncError:
            return "SyncError";
    }
    return {};
}

FaultCounts& faultCounts() {
    static FaultCounts counts;
    return counts;
}

bool FaultDisk::exists(const std::string& name) const {
    const auto found = m_names.find(name);
    return found != m_names.end() && found->second.back() != nullptr;
}

FaultDisk::File& FaultDisk::at(const std::string& name) const {
    VD_CHECK(exists(name));
    return *m_names.at(name).back();
}

bool FaultDisk::open(const std::string& name, bool create) {
    if (m_dead) return false;
    if (exists(name)) return true;
    if (!create) return false;
    Name& known = m_names.try_emplace(name, Name{nullptr}).first->second;
    known.push_back(std::make_shared<File>());
    return true;
}

void FaultDisk::arm(Fault fault, std::uint64_t step) {
    m_fault = fault;
    m_strikesAt = m_steps + step;
    m_struck = false;
    m_lastsFor = 0;
}

std::optional<Fault> FaultDisk::step() {
    ++m_steps;
    if (m_lastsFor > 0) {
        --m_lastsFor;
        return m_fault;
    }
    // A sync error waits for the next sync, a read error for the next read, any other for the next
    // write; see the callers.
    if (m_struck || !m_strikesAt || m_steps < *m_strikesAt) return std::nullopt;
    if (m_fault == Fault::ReadError) return std::nullopt;
    return m_fault;
}

void FaultDisk::apply(Bytes& contents, const Change& change) {
    if (change.size) {
        contents.resize(*change.size);
        return;
    }
    const std::size_t end = change.offset + change.bytes.size();
    if (contents.size() < end) contents.resize(end);
    std::ranges::copy(change.bytes, contents.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

void FaultDisk::put(File& file, std::uint64_t offset, ByteView bytes) {
    file.pending.push_back({offset, crypto::toBytes(bytes), std::nullopt});
    apply(file.now, file.pending.back());
}

Outcome FaultDisk::write(const std::string& name, std::uint64_t offset, ByteView bytes) {
    if (m_dead) return Outcome::Failed;
    File& file = at(name);
    const auto fault = step();
    if (!fault || *fault == Fault::SyncError) {
        put(file, offset, bytes);
        return Outcome::Done;
    }
    const bool first = !m_struck;
    m_struck = true;
    if (!ends(*fault)) faultCounts().count("failed writes: " + nameOf(*fault));
    switch (*fault) {
        case Fault::PowerLoss:
        case Fault::ProcessEnd:
            put(file, offset, bytes);  // part of it may have reached the disk
            die(*fault);
            return Outcome::Failed;
        case Fault::NoSpace:
            if (first) m_lastsFor = below(kLastingSteps);
            return Outcome::NoSpace;
        case Fault::ReadOnly:
            if (first) m_lastsFor = below(kLastingSteps);
            return Outcome::Failed;
        case Fault::ShortWrite:
            return writeShort(file, offset, bytes);
        case Fault::IoError:
        case Fault::ReadError:
        case Fault::SyncError:
            return Outcome::Failed;
    }
    return Outcome::Failed;
}

Outcome FaultDisk::writeShort(File& file, std::uint64_t offset, ByteView bytes) {
    faultCounts().count("torn writes");
    put(file, offset, bytes.first(below(bytes.size())));
    return Outcome::NoSpace;
}

std::optional<Bytes> FaultDisk::read(const std::string& name,
                                     std::uint64_t offset,
                                     std::size_t size) {
    if (m_dead) return std::nullopt;
    if (m_fault == Fault::ReadError && m_strikesAt && !m_struck && m_steps >= *m_strikesAt) {
        m_struck = true;
        faultCounts().count("failed reads");
        return std::nullopt;
    }
    const Bytes& now = at(name).now;
    if (offset >= now.size()) return Bytes{};
    const ByteView rest = ByteView(now).subspan(offset);
    return crypto::toBytes(rest.first(std::min(size, rest.size())));
}

Outcome FaultDisk::truncate(const std::string& name, std::uint64_t size) {
    if (m_dead) return Outcome::Failed;
    File& file = at(name);
    const auto fault = step();
    if (fault && *fault != Fault::SyncError) {
        m_struck = true;
        if (ends(*fault)) {
            file.pending.push_back({0, {}, size});
            apply(file.now, file.pending.back());
            die(*fault);
        } else {
            faultCounts().count("failed truncations: " + nameOf(*fault));
        }
        return *fault == Fault::NoSpace ? Outcome::NoSpace : Outcome::Failed;
    }
    file.pending.push_back({0, {}, size});
    apply(file.now, file.pending.back());
    return Outcome::Done;
}

Outcome FaultDisk::sync(const std::string& name, bool withDirectory) {
    if (m_dead) return Outcome::Failed;
    File& file = at(name);
    if (m_hold) {
        faultCounts().count("syncs that took long");
        std::exchange(m_hold, nullptr)();
    }
    const auto fault = step();
    if (fault && ends(*fault)) {
        m_struck = true;
        die(*fault);
        return Outcome::Failed;
    }
    if (fault == Fault::SyncError) {
        m_struck = true;
        faultCounts().count("failed syncs");
        forgetPending(file);
        return Outcome::Failed;
    }
    // All that was changed since the last sync; pages that were forgotten are no longer among it.
    for (const Change& change : file.pending)
        apply(file.safe, change);
    file.pending.clear();
    if (withDirectory) syncDirectory();
    return Outcome::Done;
}

void FaultDisk::syncDirectory() {
    for (auto& [name, known] : m_names)
        known = {known.back()};
}

Outcome FaultDisk::remove(const std::string& name, bool withDirectory) {
    if (m_dead) return Outcome::Failed;
    const auto fault = step();
    VD_CHECK(exists(name));
    m_names.at(name).push_back(nullptr);
    if (fault && ends(*fault)) {
        m_struck = true;
        die(*fault);
        return Outcome::Failed;
    }
    if (withDirectory) syncDirectory();
    return Outcome::Done;
}

std::uint64_t FaultDisk::size(const std::string& name) const {
    return exists(name) ? at(name).now.size() : 0;
}

Bytes FaultDisk::surviving(const File& file) {
    const std::uint64_t sector = below(2) == 0 ? 512 : 4096;
    Bytes out = file.safe;
    // For each sector: how many of the changes to it reached the disk. Chosen when it is first met,
    // as a point in the list of all changes, so that it has a state that it once had.
    std::map<std::uint64_t, std::size_t> reached;
    const auto keeps = [&](std::uint64_t number, std::size_t change) {
        const auto at = reached.try_emplace(number, below(file.pending.size() + 1)).first;
        return change < at->second;
    };
    for (std::size_t i = 0; i < file.pending.size(); ++i) {
        const Change& change = file.pending[i];
        if (change.size) {
            if (below(2) == 0) out.resize(*change.size);
            continue;
        }
        std::uint64_t at = change.offset;
        ByteView rest(change.bytes);
        while (!rest.empty()) {
            const std::uint64_t room = sector - at % sector;
            const ByteView part = rest.first(std::min<std::uint64_t>(room, rest.size()));
            if (keeps(at / sector, i)) apply(out, {at, crypto::toBytes(part), std::nullopt});
            at += part.size();
            rest = rest.subspan(part.size());
        }
    }
    return out;
}

void FaultDisk::forgetPending(File& file) {
    faultCounts().count("un-synced writes dropped or kept in part", file.pending.size());
    file.safe = surviving(file);
    file.pending.clear();
}

void FaultDisk::survive(Name& name) {
    const auto file = name[below(name.size())];
    name = {file};
    if (file == nullptr) return;
    faultCounts().count("un-synced writes dropped or kept in part", file->pending.size());
    file->safe = surviving(*file);
    file->now = file->safe;
    file->pending.clear();
}

void FaultDisk::die(Fault how) {
    m_dead = true;
    m_forgets = how == Fault::PowerLoss;
    faultCounts().count(m_forgets ? "power losses" : "ends of the process");
}

void FaultDisk::restart() {
    // After the end of a process alone the page cache still has everything.
    for (auto& [name, known] : m_names) {
        if (m_forgets) survive(known);
    }
    m_dead = false;
    m_forgets = true;
    m_struck = false;
    m_strikesAt.reset();
    m_lastsFor = 0;
}

}  // namespace voordeur::test::crash
