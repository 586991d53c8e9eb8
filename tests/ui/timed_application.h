#pragma once

#include <QApplication>

#include <string>
#include <vector>

namespace voordeur::tests::ui {

/// An application that remembers every event that kept the event loop for too long.
///
/// A block is work: time of the processor spent by this thread, or time it gave the processor away
/// of its own will (a lock, a file, a sleep). Time in which the machine ran somebody else's work
/// does not count, because machines that run tests are busy.
class TimedApplication : public QApplication {
    Q_OBJECT

public:
    TimedApplication(int& argc, char** argv) : QApplication(argc, argv) {}

    struct Block {
        double millis;
        std::string what;
    };
    void startWatching(double limitMillis);
    /// Stops and gives what was seen since.
    std::vector<Block> stopWatching();

    bool notify(QObject* receiver, QEvent* event) override;

private:
    bool m_watching = false;
    double m_limitMillis = 0;
    int m_depth = 0;
    std::vector<Block> m_blocks;
};

}  // namespace voordeur::tests::ui
