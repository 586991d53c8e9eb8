// What each person does on a day, in the window, by keys alone, at a real server.
#include "tests/integration/gateway/window_at_server.h"

namespace voordeur::test {
namespace {

class WindowTest : public WindowAtServer {
protected:
    /// Asks after a citizen number; the page of questions is open.
    static void ask(PersonAtWork& person, const std::string& bsn) {
        person.press(QStringLiteral("Meer gegevens"));
        person.goTo(QStringLiteral("Burgerservicenummer (BSN)"));
        person.type(QString::fromStdString(bsn));
        person.press(QStringLiteral("Nieuwe aanmelding"));
        person.key(Qt::Key_Return);
    }
    /// The coach asks the colleague to lead the household that is open.
    static void askColleagueToLead(PersonAtWork& coach) {
        coach.press(QStringLiteral("handOver"));
        coach.goTo(QStringLiteral("Zoek op naam of team"));
        coach.type(QStringLiteral("Vries"));
        coach.see(QStringLiteral("U houdt de regie tot N. de Vries ja zegt."));
        coach.key(Qt::Key_Return);
        coach.see(QStringLiteral("Gevraagd. Het antwoord ziet u hier."));
    }
};

TEST_F(WindowTest, OpensWithTheRightPassphraseAlone) {
    PersonAtWork coach(server(), town().coach());
    coach.fillPassphrase(QStringLiteral("vijf gele fietsen bij de brug"));
    coach.see(QStringLiteral("Deze wachtzin klopt niet."));
    EXPECT_EQ(coach.window().shell(), nullptr);
    coach.open();
    coach.see(QStringLiteral("Mijn gezinnen"));
    coach.see(QStringLiteral("Verbonden"));
    coach.key(Qt::Key_L, Qt::ControlModifier);
    coach.see(QStringLiteral("Voordeur is vergrendeld."));
}

TEST_F(WindowTest, AnswersYesAndNoAndLetsKnowThatWeHelpToo) {
    const std::string bsn = startFile("Okafor");
    PersonAtWork worker(server(), town().debt());
    worker.open();
    ask(worker, bsn);
    worker.see(QStringLiteral("Ja, dit gezin heeft al een contactpersoon."));
    worker.see(QStringLiteral("Regie: F. Bakker"));
    worker.see(QStringLiteral("reden: Nieuwe aanmelding"));
    worker.press(QStringLiteral("helpToo"));
    worker.goTo(QStringLiteral("Waarmee helpt u?"));
    worker.key(Qt::Key_Down);
    worker.press(QStringLiteral("Laat weten"));
    worker.see(QStringLiteral("Bewaard. Bij Voordeur staat nu dat u helpt."));
    worker.press(QStringLiteral("Nieuwe vraag"));
    ask(worker, town().nextBsn());
    worker.see(QStringLiteral("Nee, bij Voordeur staat niemand."));
    EXPECT_FALSE(worker.sees(QStringLiteral("F. Bakker, ")));
}

TEST_F(WindowTest, TheLeadGoesToWhoTakesIt) {
    startFile("Yildiz");
    PersonAtWork coach(server(), town().coach());
    coach.open();
    coach.openHousehold(QStringLiteral("Yildiz"));
    coach.see(QStringLiteral("U heeft de regie"));
    coach.key(Qt::Key_N, Qt::ControlModifier);
    coach.type(QStringLiteral("Moeder wil graag hulp bij de post."));
    coach.key(Qt::Key_Return, Qt::ControlModifier);
    coach.see(QStringLiteral("Bewaard."));
    askColleagueToLead(coach);

    PersonAtWork colleague(server(), town().colleague());
    colleague.open();
    colleague.see(QStringLiteral("regie voor u gevraagd"));
    colleague.openHousehold(QStringLiteral("Yildiz"));
    colleague.see(QStringLiteral("F. Bakker vraagt u om de regie voor gezin Yildiz."));
    colleague.press(QStringLiteral("accept"));
    colleague.see(QStringLiteral("U heeft nu de regie voor dit gezin."));
    colleague.see(QStringLiteral("U heeft de regie"));
    colleague.key(Qt::Key_N, Qt::ControlModifier);
    colleague.see(QStringLiteral("Moeder wil graag hulp bij de post."));

    for (int tab = 0; tab < 3; ++tab)  // from the notes to who looked
        colleague.key(Qt::Key_Tab, Qt::ControlModifier);
    colleague.see(QStringLiteral("nam de regie over"));
    colleague.see(QStringLiteral("vroeg iemand om de regie"));
    colleague.see(QStringLiteral("schreef in het dossier"));
    colleague.see(QStringLiteral("Dit zijn alle regels over dit gezin"));

    coach.key(Qt::Key_F5);
    coach.seeGone(QStringLiteral("U heeft de regie"));
    coach.see(QStringLiteral("N. de Vries"));
    coach.key(Qt::Key_Tab, Qt::ControlModifier | Qt::ShiftModifier);  // from notes to helpers
    coach.see(QStringLiteral("Regie: N. de Vries van Gemeente Voorbeeldstad."));
}

TEST_F(WindowTest, ARefusalComesWithItsReason) {
    startFile("Van Dam");
    PersonAtWork coach(server(), town().coach());
    coach.open();
    coach.openHousehold(QStringLiteral("Van Dam"));
    askColleagueToLead(coach);

    PersonAtWork colleague(server(), town().colleague());
    colleague.open();
    colleague.openHousehold(QStringLiteral("Van Dam"));
    colleague.press(QStringLiteral("refuse"));
    colleague.press(QStringLiteral("Stuur dit antwoord"));
    colleague.see(QStringLiteral("U heeft nog niet gezegd waarom."));
    colleague.goTo(QStringLiteral("Waarom niet?"));
    colleague.type(QStringLiteral("Ik ben zes weken weg."));
    colleague.press(QStringLiteral("Stuur dit antwoord"));
    colleague.see(QStringLiteral("Verstuurd. De regie is niet veranderd."));

    coach.key(Qt::Key_F5);
    coach.key(Qt::Key_N, Qt::ControlModifier);
    coach.see(QStringLiteral("Ik neem de regie niet over: Ik ben zes weken weg."));
    coach.see(QStringLiteral("U heeft de regie"));
}

TEST_F(WindowTest, TheOfficerChecksTheWholeLog) {
    startFile("De Groot");
    PersonAtWork officer(server(), town().officer());
    officer.open();
    officer.press(QStringLiteral("checkLog"));
    officer.see(QStringLiteral("Niets is veranderd tussen regel 1 en "));
    EXPECT_FALSE(officer.sees(QStringLiteral("Let op")));
}

}  // namespace
}  // namespace voordeur::test
