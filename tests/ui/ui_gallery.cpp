// Shows any page with invented data, for looking at it, for pictures and for the walk of the
// accessibility tree. Test-only.
//
//   ui_gallery --page household --theme dark --lang nl --scale 2 --size 1280x800
//              [--text 200] [--demo] [--screenshot FILE] [--steps]
//
// With --steps it reads commands from its standard input, one a line: a page's name, "lock", or
// "quit"; it answers "ready" when the screen stands still and "unknown" for anything else.
#include "client/ui/appearance.h"
#include "client/ui/main_window.h"
#include "client/ui/run.h"
#include "client/ui/settings.h"
#include "client/ui/widgets/focus_ring.h"
#include "tests/ui/driver.h"
#include "tests/ui/fake_gateway.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QPainter>
#include <QPixmap>
#include <QSocketNotifier>
#include <QTemporaryDir>

#include <unistd.h>

#include <array>
#include <iostream>
#include <string>

namespace {

using voordeur::client::ui::Appearance;
using voordeur::client::ui::FocusRing;
using voordeur::client::ui::MainWindow;
using voordeur::client::ui::Options;
using voordeur::client::ui::Settings;
using voordeur::client::ui::ThemeChoice;
using voordeur::tests::ui::Driver;
using voordeur::tests::ui::FakeGateway;

// Before the application exists: Qt reads the scale factor only then.
void applyScale(int argc, char** argv) {
    for (int i = 1; i + 1 < argc; ++i) {
        if (std::string(argv[i]) == "--scale") qputenv("QT_SCALE_FACTOR", argv[i + 1]);
    }
}

void addOptions(QCommandLineParser& parser) {
    const auto add = [&parser](const char* name, const char* words, const char* value) {
        parser.addOption({QLatin1String(name), QLatin1String(words), QLatin1String(value)});
    };
    add("page", "page to show", "name");
    add("theme", "light or dark", "theme");
    add("lang", "nl or en", "language");
    add("scale", "factor of the whole screen", "factor");
    add("text", "size of text in percent", "percent");
    add("size", "size of the window", "WIDTHxHEIGHT");
    add("person", "who unlocks", "name");
    add("screenshot", "write a picture and end", "file");
    parser.addOption({QStringLiteral("demo"), QStringLiteral("with the bar of the demonstration")});
    parser.addOption(
        {QStringLiteral("steps"), QStringLiteral("take commands from standard input")});
    parser.addHelpOption();
}

void applySettings(const QCommandLineParser& parser, Settings& settings) {
    settings.setTheme(parser.value(QStringLiteral("theme")) == QLatin1String("dark")
                          ? ThemeChoice::Dark
                          : ThemeChoice::Light);
    settings.setLanguage(parser.value(QStringLiteral("lang")) == QLatin1String("en")
                             ? QStringLiteral("en")
                             : QStringLiteral("nl"));
    const int percent = parser.value(QStringLiteral("text")).toInt();
    if (percent > 0) settings.setTextPercent(percent);
}

void applySize(const QCommandLineParser& parser, QWidget& window) {
    const QStringList parts = parser.value(QStringLiteral("size")).split(QLatin1Char('x'));
    if (parts.size() == 2) window.resize(parts.at(0).toInt(), parts.at(1).toInt());
}

// The window with a dialog over it, as a person sees it.
bool savePicture(MainWindow& window, const QString& file) {
    QPixmap picture = window.grab();
    if (QWidget* dialog = QApplication::activeModalWidget()) {
        QPainter painter(&picture);
        painter.fillRect(QRect(QPoint(0, 0), window.size()), QColor(0, 0, 0, 90));
        const QPoint at(qMax(0, (window.width() - dialog->width()) / 2),
                        qMax(0, (window.height() - dialog->height()) / 3));
        painter.drawPixmap(at, dialog->grab());
    }
    return picture.save(file);
}

// Reads commands without blocking: somebody looks at the window over D-Bus in between.
class Steps {
public:
    Steps(Driver& driver, MainWindow& window) : m_driver(driver), m_window(window) {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { read(); });
        std::cout << "ready" << std::endl;
    }

private:
    void read() {
        std::array<char, 256> some{};
        const ssize_t count = ::read(STDIN_FILENO, some.data(), some.size());
        if (count <= 0) return QCoreApplication::quit();
        m_text.append(some.data(), static_cast<qsizetype>(count));
        for (qsizetype end = m_text.indexOf('\n'); end >= 0; end = m_text.indexOf('\n')) {
            const QString line = QString::fromUtf8(m_text.left(end)).trimmed();
            m_text.remove(0, end + 1);
            follow(line);
        }
    }
    void follow(const QString& line) {
        if (line == QLatin1String("quit")) return QCoreApplication::quit();
        bool known = true;
        if (line == QLatin1String("lock")) {
            m_window.lockNow();
        } else {
            known = m_driver.show(line);
        }
        m_driver.settle();
        std::cout << (known ? "ready" : "unknown") << std::endl;
    }

    Driver& m_driver;
    MainWindow& m_window;
    QByteArray m_text;
    QSocketNotifier m_notifier{STDIN_FILENO, QSocketNotifier::Read};
};

Options demoOptions(FakeGateway& gateway) {
    Options options;
    const QLatin1String passphrase(FakeGateway::kPassphrase);
    for (const char* name : {"Fatima Bakker", "Jamila Groot", "Willem Smit"}) {
        options.demo.push_back(
            {QLatin1String(name), passphrase, [&gateway, name] { gateway.become(name); }});
    }
    return options;
}

}  // namespace

int main(int argc, char** argv) {
    applyScale(argc, argv);
    QApplication app(argc, argv);
    voordeur::client::ui::prepareApplication(app);
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(app);
    const QTemporaryDir folder;
    FakeGateway gateway;
    if (parser.isSet(QStringLiteral("person"))) {
        gateway.become(parser.value(QStringLiteral("person")).toStdString());
    }
    Settings settings(folder.filePath(QStringLiteral("window.ini")));
    applySettings(parser, settings);
    const Appearance appearance(settings);
    const FocusRing ring;
    MainWindow window(
        gateway, settings, parser.isSet(QStringLiteral("demo")) ? demoOptions(gateway) : Options{});
    applySize(parser, window);
    window.show();
    Driver driver(window, gateway);
    driver.settle();
    if (parser.isSet(QStringLiteral("steps"))) {
        const Steps steps(driver, window);
        return app.exec();
    }
    const QString page = parser.value(QStringLiteral("page"));
    if (!page.isEmpty() && !driver.show(page)) {
        std::cerr << "unknown page; one of: "
                  << Driver::pages().join(QLatin1Char(' ')).toStdString() << "\n";
        return 2;
    }
    const QString file = parser.value(QStringLiteral("screenshot"));
    if (file.isEmpty()) return app.exec();
    driver.settle();
    return savePicture(window, file) ? 0 : 1;
}
