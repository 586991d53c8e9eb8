#pragma once

#include "client/core/import/import_report.h"
#include "client/core/registers/register_problem.h"

#include <string>
#include <string_view>

// What was found in a register, in Dutch: what is the matter and what to do. Exhaustive switches.
namespace voordeur::client::cli {

std::string sentenceFor(const core::registers::FileProblem& problem);
std::string sentenceFor(const core::registers::RowProblem& problem);
std::string sentenceFor(const core::ImportProblem& problem);
/// "geweigerd", "overgeslagen", "let op".
std::string_view severityWord(core::registers::Severity severity);

}  // namespace voordeur::client::cli
