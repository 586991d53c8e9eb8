#pragma once

#include "client/core/gateway.h"
#include "client/ui/options.h"

class QApplication;

namespace voordeur::client::ui {

/// Runs the window until it is closed; gives the exit code for main.
///
/// A second start of the same person hands its link to the first window and returns 0 at once.
/// Before returning, the gateway is locked. Thread: the one that made `app`. Ownership: `gateway`
/// outlives the call and must be destroyed before `app`.
int runVoordeur(QApplication& app, core::Gateway& gateway, const Options& options);

/// Shows why the program cannot run on this machine, and gives the exit code once it was read.
int refuseToStart(QApplication& app, const Options& options, crypto::Reason reason);

/// Name, version and icon of the application, and the library's resources; for programs that show
/// parts of it without `runVoordeur`.
void prepareApplication(QApplication& app);

}  // namespace voordeur::client::ui
