#include "client/ui/single_instance.h"

#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <thread>

namespace voordeur::tests::ui {
namespace {

using client::ui::acceptedLink;
using client::ui::SingleInstance;

class SingleInstanceTest : public testing::Test {
protected:
    // A second start is another process; another thread stands in for it, because handing over
    // waits for the first window's event loop.
    bool handOverFromElsewhere(const QString& link) {
        bool handed = false;
        std::thread second([&] {
            SingleInstance other(socket);
            handed = other.handOver(link);
        });
        QTest::qWait(200);
        second.join();
        return handed;
    }
    QTemporaryDir folder;
    QString socket = folder.filePath(QStringLiteral("v.sock"));
};

TEST_F(SingleInstanceTest, TheFirstFindsNobody) {
    SingleInstance first(socket);
    EXPECT_FALSE(first.handOver(QString()));
    EXPECT_TRUE(first.listen());
}

TEST_F(SingleInstanceTest, TheSecondHandsItsLinkOver) {
    SingleInstance first(socket);
    ASSERT_TRUE(first.listen());
    QSignalSpy called(&first, &SingleInstance::called);
    EXPECT_TRUE(handOverFromElsewhere(QStringLiteral("voordeur://navragen")));
    ASSERT_EQ(called.count(), 1);
    EXPECT_EQ(called.at(0).at(0).toString(), QStringLiteral("voordeur://navragen"));
}

TEST_F(SingleInstanceTest, OnlyTheSameUserMayCall) {
    SingleInstance first(socket);
    ASSERT_TRUE(first.listen());
    const auto allowed = QFile::permissions(socket);
    EXPECT_FALSE(allowed &
                 (QFile::ReadOther | QFile::WriteOther | QFile::ReadGroup | QFile::WriteGroup));
}

TEST_F(SingleInstanceTest, ASocketLeftByACrashIsReplaced) {
    QFile left(socket);
    ASSERT_TRUE(left.open(QIODevice::WriteOnly));
    left.close();
    SingleInstance first(socket);
    EXPECT_FALSE(first.handOver(QString()));
    EXPECT_TRUE(first.listen());
}

TEST_F(SingleInstanceTest, NoiseIsDropped) {
    SingleInstance first(socket);
    ASSERT_TRUE(first.listen());
    QSignalSpy called(&first, &SingleInstance::called);
    QLocalSocket noise;
    noise.connectToServer(socket);
    ASSERT_TRUE(noise.waitForConnected(1000));
    noise.write("delete everything\n");
    QTest::qWait(50);
    QLocalSocket flood;
    flood.connectToServer(socket);
    ASSERT_TRUE(flood.waitForConnected(1000));
    flood.write(QByteArray(4 * SingleInstance::kMessageBytesMax, 'x'));
    QTest::qWait(50);
    EXPECT_EQ(called.count(), 0);
}

TEST(AcceptedLinkTest, TakesOnlyItsOwnScheme) {
    EXPECT_EQ(acceptedLink(QStringLiteral("voordeur://navragen")),
              QStringLiteral("voordeur://navragen"));
    EXPECT_EQ(acceptedLink(QStringLiteral("https://voorbeeld.example")), QString());
    EXPECT_EQ(acceptedLink(QStringLiteral("voordeur://") + QString(5000, QLatin1Char('a'))),
              QString());
}

}  // namespace
}  // namespace voordeur::tests::ui
