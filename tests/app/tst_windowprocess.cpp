// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"

#include "tests/support/testprogram.h"

#include <QDir>
#include <QRegularExpression>
#include <csignal>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_windowprocess {

/// The program with its window, offscreen, seen from outside: who can call it, what it loads.
class WindowProcessTest : public QObject
{
    Q_OBJECT

    static QProcessEnvironment environment(const MusterStation &station)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"})
            environment.remove(QLatin1String(name));
        for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"}) {
            const QString folder = station.file(QLatin1String(name));
            QDir().mkpath(folder);
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
            environment.insert(QLatin1String(name), folder);
        }
        auto &sandbox = const_cast<MusterStation &>(station).sandbox();
        environment.insert(u"CXONE_CLIENT_ID"_s, sandbox.clientId());
        environment.insert(u"CXONE_CLIENT_SECRET"_s, QString::fromUtf8(sandbox.clientSecret().bytes()));
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"QT_LOGGING_RULES"_s, u"muster.startup=true"_s);
        return environment;
    }

    /// The window on the station's tenant (or a sandbox of its own), when it has been painted and has asked the tenant.
    static std::unique_ptr<QProcess> window(MusterStation &station, const QProcessEnvironment &environment,
                                            const QString &folder, bool ownSandbox = false)
    {
        // Not the first start: the page that it opens with asks the tenant for its segments.
        QDir().mkpath(station.file(u"data/config"_s));
        QFile settings(station.file(u"data/config/settings.json"_s));
        const QByteArray remembered = R"({"format":"muster-settings","version":1,"blobs":{"window/geometry":"QUJD"}})";
        if (!settings.open(QIODevice::WriteOnly) || settings.write(remembered) != remembered.size())
            qFatal("the settings cannot be written");
        settings.close();
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(environment);
        process->setWorkingDirectory(folder);
        const QStringList tenant = ownSandbox ? QStringList{u"--sandbox"_s}
                                              : QStringList{u"--base-url"_s, station.sandbox().url().toString()};
        process->start(QStringLiteral(MUSTER_PROGRAM), QStringList{u"--data-dir"_s, station.file(u"data"_s)} + tenant);
        QByteArray said;
        const bool stands = muster::tests::waitFor(
            [&] {
                said += process->readAllStandardError();
                return said.contains("start-up ") && (ownSandbox || station.sandbox().requests().size() > 1);
            },
            60'000);
        if (!stands)
            qWarning("%s", said.constData());
        return stands ? std::move(process) : nullptr;
    }

    static void end(QProcess &process)
    {
        process.terminate();
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 0);
    }

    /// What the session bus answers to a question.
    static QByteArray asked(const QString &address, const QStringList &arguments)
    {
        QProcess asking;
        asking.start(u"dbus-send"_s,
                     QStringList{u"--bus="_s + address, u"--print-reply=literal"_s, u"--dest=org.freedesktop.DBus"_s,
                                 u"/org/freedesktop/DBus"_s}
                         + arguments);
        asking.waitForFinished();
        return asking.readAllStandardOutput();
    }

private Q_SLOTS:
    void S40_nobodyCanCallTheWindow_data()
    {
        QTest::addColumn<bool>("ownSandbox");
        QTest::newRow("a tenant") << false;
        QTest::newRow("the sandbox, which is this process's own") << true;
    }

    void S40_nobodyCanCallTheWindow()
    {
        QFETCH(bool, ownSandbox);
        MusterStation station;
        QProcess bus;
        bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address=1"_s});
        QVERIFY(bus.waitForReadyRead());
        const QString address = QString::fromUtf8(bus.readLine()).trimmed();
        QProcessEnvironment environment = WindowProcessTest::environment(station);
        const QString trace = station.file(u"listens"_s);
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, address);
        environment.insert(u"LD_PRELOAD"_s, QStringLiteral(MUSTER_LISTENS));
        environment.insert(u"MUSTER_TEST_LISTENS"_s, trace);
        const auto process = window(station, environment, station.folder(), ownSandbox);
        QVERIFY(process);
        const QByteArray own = "uint32 " + QByteArray::number(process->processId());
        int connections = 0;
        const QString names = QString::fromUtf8(asked(address, {u"org.freedesktop.DBus.ListNames"_s}));
        const QRegularExpression word(u"[:A-Za-z][\\w.-]*\\.[\\w.-]+"_s);
        for (auto match = word.globalMatch(names); match.hasNext();) {
            const QString name = match.next().captured();
            const QByteArray owner
                = asked(address, {u"org.freedesktop.DBus.GetConnectionUnixProcessID"_s, u"string:"_s + name});
            if (!owner.simplified().endsWith(own))
                continue;
            QVERIFY2(name.startsWith(u':'), qPrintable(name)); // a name that others could call
            ++connections;
        }
        QVERIFY(connections > 0); // it is on this bus: it asks for the desktop's colours
        end(*process);
        bus.terminate();
        QVERIFY(bus.waitForFinished());
        const QList<QByteArray> places = readFile(trace).trimmed().split('\n');
        if (!ownSandbox)
            QCOMPARE(places, QList<QByteArray>{QByteArray()});
        else
            QVERIFY(!places.first().isEmpty()); // the trace works
        for (const QByteArray &place : places)
            QVERIFY2(place.isEmpty() || place == "127.0.0.1" || place == "::1", place.constData());
    }

    void S41_theWindowLoadsNothingFromItsFolder()
    {
        MusterStation station;
        const QString folder = station.file(u"work"_s), planted = station.file(u"planted"_s),
                      trace = station.file(u"opens"_s);
        for (const char *name :
             {"libcurl.so.4", "libsecret-1.so.0", "libQt6Svg.so.6", "libQt6Charts.so.6", "libQt6DBus.so.6",
              "libsqlite3.so.0", "sqldrivers/libqsqlite.so", "platforms/libqoffscreen.so", "imageformats/libqsvg.so",
              "styles/libfusion.so", "tls/libqopensslbackend.so", "iconengines/libqsvgicon.so",
              "platformthemes/libqgtk3.so", "accessible/libqtaccessiblewidgets.so"}) {
            const QString path = folder + u'/' + QLatin1String(name);
            QVERIFY(QDir().mkpath(QFileInfo(path).path()) && QFile::copy(QStringLiteral(MUSTER_PLANTED), path));
        }
        const QMap<QString, QByteArray> texts{{u"qt.conf"_s, "[Paths]\nPlugins = .\nLibraries = .\n"},
                                              {u"qt6.conf"_s, "[Paths]\nPlugins = .\n"},
                                              {u"muster.qss"_s, "QWidget { background: red }"},
                                              {u"style.qss"_s, "QWidget { background: red }"},
                                              {u"muster_en.qm"_s, "x"},
                                              {u"muster_en_US.qm"_s, "x"},
                                              {u"qtbase_en.qm"_s, "x"},
                                              {u"qtlogging.ini"_s, "[Rules]\n*=true\n"},
                                              {u"settings.json"_s, "{}"},
                                              {u"profiles.json"_s, "{}"},
                                              {u"openssl.cnf"_s, "x"},
                                              {u"index.theme"_s, "[Icon Theme]\nName=x\n"}};
        for (auto text = texts.begin(); text != texts.end(); ++text) {
            QFile file(folder + u'/' + text.key());
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text.value()) == text.value().size());
        }
        QProcessEnvironment environment = WindowProcessTest::environment(station);
        environment.insert(u"MUSTER_TEST_PLANTED"_s, planted);
        environment.insert(u"MUSTER_TEST_FOLDER"_s, folder);
        environment.insert(u"MUSTER_TEST_OPENS"_s, trace);
        environment.insert(u"LD_PRELOAD"_s, QStringLiteral(MUSTER_OPENS));
        const auto process = window(station, environment, folder);
        QVERIFY(process);
        end(*process);
        QVERIFY(!QFile::exists(planted));
        const QByteArray opened = readFile(trace);
        QVERIFY2(opened.isEmpty(), opened.constData());
        // Both traps work: what is loaded and opened all the same tells of it.
        environment.insert(u"LD_PRELOAD"_s, QStringLiteral(MUSTER_OPENS " " MUSTER_PLANTED));
        QProcess look;
        look.setProcessEnvironment(environment);
        look.setWorkingDirectory(folder);
        look.start(QStringLiteral(MUSTER_PROGRAM), {u"transcripts"_s, u"mask"_s, u"muster.qss"_s});
        QVERIFY(look.waitForFinished(60'000));
        QVERIFY(QFile::exists(planted));
        QVERIFY2(readFile(trace).contains("muster.qss"), readFile(trace).constData());
    }
};

MUSTER_TEST(WindowProcessTest, QCoreApplication)

} // namespace tst_windowprocess
#include "tst_windowprocess.moc"
