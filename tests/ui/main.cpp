#include "client/ui/run.h"
#include "tests/ui/timed_application.h"

#include <gmock/gmock.h>

int main(int argc, char** argv) {
    // Pictures and dates must not depend on where the test runs.
    qputenv("TZ", "Europe/Amsterdam");
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    testing::InitGoogleMock(&argc, argv);
    voordeur::tests::ui::TimedApplication app(argc, argv);
    voordeur::client::ui::prepareApplication(app);
    return RUN_ALL_TESTS();
}
