#pragma once

#include "client/cli/context.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

namespace voordeur::client::cli {

/// A subcommand that fills `Options` and then runs `run` with them.
template <class Options>
struct Command {
    CLI::App* parser;
    std::shared_ptr<Options> options;
    [[nodiscard]] CLI::App* operator->() const { return parser; }
};

/// Adds a subcommand to `to`; `help` is what it does, in Dutch.
template <class Options>
Command<Options> addCommand(CLI::App& to,
                            Context& context,
                            const std::string& name,
                            const std::string& help,
                            Status (*run)(Context&, const Options&)) {
    Command<Options> command{to.add_subcommand(name, help), std::make_shared<Options>()};
    command.parser->callback([&context, options = command.options, run] {
        context.chosen = [&context, options, run] { return run(context, *options); };
    });
    return command;
}

/// Adds a subcommand that only holds others: `voordeurctl lead accept`.
CLI::App& addGroup(CLI::App& to, const std::string& name, const std::string& help);

// Parts of addAdminCommands.
void addOrgCommands(CLI::App& app, Context& context);
void addQuotaCommands(CLI::App& app, Context& context);

}  // namespace voordeur::client::cli
