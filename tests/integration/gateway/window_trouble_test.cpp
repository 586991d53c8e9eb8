// The server goes away in the middle of work, or somebody else's answers in its place.
#include "client/ui/shell.h"
#include "tests/integration/gateway/window_at_server.h"

namespace voordeur::test {
namespace {

class WindowTroubleTest : public WindowAtServer {};

TEST_F(WindowTroubleTest, WorkGoesOnWhenTheServerIsBack) {
    startFile("Jansen");
    PersonAtWork coach(server(), town().coach());
    coach.open();
    coach.openHousehold(QStringLiteral("Jansen"));
    coach.key(Qt::Key_N, Qt::ControlModifier);
    coach.type(QStringLiteral("Gebeld over de huur."));
    coach.line().cut();
    coach.key(Qt::Key_Return, Qt::ControlModifier);
    coach.see(QStringLiteral("Voordeur is even niet bereikbaar."));
    coach.see(QStringLiteral("Nog niet bewaard. Uw tekst staat er nog."));
    coach.see(QStringLiteral("Server antwoordt niet"));
    coach.goToPage(1);
    coach.see(QStringLiteral("Probeer opnieuw"));

    coach.line().mend();
    coach.see(QStringLiteral("Verbonden"));  // noticed without being asked
    coach.press(QStringLiteral("Probeer opnieuw"));
    coach.openHousehold(QStringLiteral("Jansen"));
    coach.key(Qt::Key_N, Qt::ControlModifier);
    coach.see(QStringLiteral("Gebeld over de huur."));  // still in the editor
    coach.key(Qt::Key_Return, Qt::ControlModifier);
    coach.see(QStringLiteral("Bewaard."));
}

TEST_F(WindowTroubleTest, NothingIsSentToAnotherServer) {
    TestServer other;
    other.listen();
    startFile("Bos");
    PersonAtWork coach(server(), town().coach());
    coach.line().leadTo(other.port());
    coach.fillPassphrase(QLatin1String(PersonAtWork::kPassphrase));
    coach.see(QStringLiteral("Dit is niet de server die u kent."));
    EXPECT_EQ(coach.window().shell(), nullptr);

    coach.line().leadTo(server().port());
    coach.open();
    coach.see(QStringLiteral("Bos"));
    coach.line().leadTo(other.port());
    coach.key(Qt::Key_F5);
    coach.see(QStringLiteral("Dit is niet de server die u kent."));
    coach.see(QStringLiteral("Stop met werken en bel uw ICT-afdeling."));
    EXPECT_FALSE(coach.sees(QStringLiteral("Bos")));
    EXPECT_EQ(other.writer().directory()->founded(), false);
}

}  // namespace
}  // namespace voordeur::test
