#include "client/core/registers/coach_register.h"
#include "client/core/registers/involvement_register.h"
#include "crypto/shared/identifiers.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// Any bytes as a register: no crash, every row counted once, and nothing comes out that could not
// be registered. The first byte chooses whose register it is.
namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one function, no header
using namespace voordeur::client::core::registers;  // NOLINT(google-build-using-namespace)

constexpr crypto::Date kToday{2026, 11, 21};

/// Not an assert: it must hold in every build.
void require(bool condition) {
    if (!condition) std::abort();
}

void checkReport(const ReadingReport& report) {
    const RegisterCounts& counts = report.counts;
    require(counts.rows == counts.imported + counts.refused + counts.skipped + counts.repeated);
    std::size_t line = 0;
    for (const RowProblem& problem : report.problems) {
        require(problem.line >= line);
        line = problem.line;
    }
    if (!report.fileProblem) return;
    require(counts.rows == 0 && report.problems.empty());
}

void checkIdentifiers(const std::vector<Identifier>& identifiers, bool bsnAllowed) {
    require(!identifiers.empty());
    for (const Identifier& identifier : identifiers) {
        if (identifier.kind != crypto::IdentifierKind::Bsn) continue;
        const auto again = crypto::bsnForm(identifier.form);
        require(bsnAllowed && again.ok() && again.value() == identifier.form);
    }
}

void readAsCoaches(crypto::ByteView file) {
    const CoachRegister read = readCoachRegister(file, defaultReadingRules(kToday));
    checkReport(read.report);
    std::size_t members = 0;
    for (const CoachHousehold& household : read.households) {
        require(!household.members.empty() && household.members.size() <= kMembersMax);
        checkIdentifiers(identifiersOf(household), /*bsnAllowed=*/true);
        members += household.members.size();
    }
    require(members == read.report.counts.imported);
}

void readAsInvolvements(RegisterKind kind, crypto::ByteView file) {
    const InvolvementRegister read = readInvolvements(kind, file, defaultReadingRules(kToday));
    checkReport(read.report);
    require(read.rows.size() == read.report.counts.imported);
    for (const InvolvementRow& row : read.rows) {
        checkIdentifiers(row.identifiers, kind != RegisterKind::Housing);
        require(!row.end || (*row.end >= row.start && *row.end >= kToday));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const crypto::ByteView file(data + 1, size - 1);
    switch (data[0] % 4) {
        case 0:
            readAsCoaches(file);
            break;
        case 1:
            readAsInvolvements(RegisterKind::DebtHelp, file);
            break;
        case 2:
            readAsInvolvements(RegisterKind::YouthCare, file);
            break;
        default:
            readAsInvolvements(RegisterKind::Housing, file);
            break;
    }
    return 0;
}
