// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <csignal>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessprocess {

/// The live program seen from outside: what it shows, what it opens, what it loads.
class HeadlessProcessTest : public QObject
{
    Q_OBJECT

    static QByteArray proc(const QProcess &process, const char *file)
    {
        return readFile(u"/proc/%1/%2"_s.arg(process.processId()).arg(QString::fromLatin1(file)));
    }

    /// An export under way, with the secret in use.
    static std::unique_ptr<QProcess> exporting(MusterStation &station)
    {
        auto process = station.start(station.exportEveryone(u"all.csv"_s, {u"--page-size"_s, u"100"_s}));
        return muster::tests::waitFor([&] { return station.sandbox().requests().size() > 5; }, 30'000)
            ? std::move(process)
            : nullptr;
    }

    /// A run of the program with a trace that `variable` names; with more in its environment.
    static CommandResult traced(MusterStation &station, const QProcessEnvironment &more, const QStringList &arguments,
                                const QString &folder = {})
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"DISPLAY"_s);
        environment.insert(u"CXONE_CLIENT_ID"_s, station.sandbox().clientId());
        environment.insert(u"CXONE_CLIENT_SECRET"_s, QString::fromUtf8(station.sandbox().clientSecret().bytes()));
        environment.insert(more);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(folder.isEmpty() ? station.folder() : folder);
        process.start(QStringLiteral(MUSTER_PROGRAM),
                      QStringList{u"--data-dir"_s, station.file(u"data"_s), u"--json"_s} + arguments);
        // Who answers may live in this process's event loop.
        (void)muster::tests::waitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000);
        return MusterStation::finish(process);
    }

private Q_SLOTS:
    void S04_S05_theLiveProcessShowsNoSecretAndLeavesNoCore()
    {
        MusterStation station({.contacts = 5000, .seed = 7, .thinkTime = std::chrono::milliseconds(50)});
        const QByteArray secret = station.sandbox().clientSecret().bytes().toByteArray();
        const auto process = exporting(station);
        QVERIFY(process);
        const QByteArray commandLine = proc(*process, "cmdline");
        QVERIFY(commandLine.contains("export"));
        QVERIFY(!commandLine.contains(secret));
        const QByteArray environment = proc(*process, "environ");
        if (::geteuid() == 0) // the hardened process refuses everybody else
            QVERIFY(environment.contains("CXONE_CLIENT_ID"));
        else
            QVERIFY(environment.isEmpty());
        QVERIFY(!environment.contains(secret));
        const QByteArray limits = proc(*process, "limits").simplified();
        QVERIFY2(limits.contains("Max core file size 0 0 bytes"), limits.constData());
        ::kill(pid_t(process->processId()), SIGSEGV);
        QVERIFY(process->waitForFinished(30'000));
        for (const QString &folder : {station.folder(), QDir::currentPath()}) {
            const QStringList cores = QDir(folder).entryList({u"core"_s, u"core.*"_s}, QDir::Files);
            QVERIFY2(cores.isEmpty(), qPrintable(cores.join(u' ')));
        }
    }

    void S01_theIssuedTokenIsInNoFileOfASession()
    {
        MusterStation station;
        const QByteArray token = "issued/Token+0123456789.abcdefghijklmnop==";
        const QByteArray secret = station.sandbox().clientSecret().bytes().toByteArray();
        // The server gives it, and then says it back in an error that goes on until the command gives up.
        LoopbackServer server;
        server.script({LoopbackServer::answer(
                           200, R"({"access_token":")" + token + R"(","token_type":"Bearer","expires_in":3600})"),
                       LoopbackServer::answer(403, R"({"error":{"code":"no","message":"Bearer )" + token + R"("}})",
                                              "X-Echo: " + token + "\r\n")});
        QProcessEnvironment more;
        for (const char *name :
             {"HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"}) {
            const QString folder = station.file(QString::fromLatin1(name));
            QVERIFY(QDir().mkpath(folder));
            more.insert(QString::fromLatin1(name), folder);
        }
        more.insert(u"QT_LOGGING_RULES"_s, u"*.debug=true"_s);
        const CommandResult result = traced(station, more,
                                            {u"--base-url"_s, server.url().toString(), u"segments"_s, u"export"_s,
                                             u"seg-1"_s, u"--out"_s, station.file(u"all.csv"_s)});
        QVERIFY(result.exitCode != 0);
        QVERIFY(server.requests().size() >= 2);
        QVERIFY(server.requests().last().head.contains(token)); // it was in use
        int files = 0;
        QDirIterator all(station.folder(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        QList<std::pair<QString, QByteArray>> places{{u"output"_s, result.out}, {u"errors"_s, result.err}};
        while (all.hasNext()) {
            const QString name = all.next();
            places.append({name, readFile(name)});
            ++files;
        }
        QVERIFY(files >= 3);
        for (const QByteArray &value : {token, secret}) {
            for (const QByteArray &spelling : {value, value.toBase64(), value.toPercentEncoding(), value.toHex()}) {
                for (const auto &[name, bytes] : std::as_const(places))
                    QVERIFY2(!bytes.contains(spelling), qPrintable(name));
            }
        }
    }

    void S40_nobodyCanCallIn_data()
    {
        QTest::addColumn<bool>("sandbox");
        QTest::newRow("a tenant") << false;
        QTest::newRow("the sandbox, which is this process's own") << true;
    }

    void S40_nobodyCanCallIn()
    {
        QFETCH(bool, sandbox);
        MusterStation station;
        const QString trace = station.file(u"listens"_s);
        QProcessEnvironment more;
        more.insert(u"LD_PRELOAD"_s, QStringLiteral(MUSTER_LISTENS));
        more.insert(u"MUSTER_TEST_LISTENS"_s, trace);
        const QStringList tenant
            = sandbox ? QStringList{u"--sandbox"_s} : QStringList{u"--base-url"_s, station.sandbox().url().toString()};
        const CommandResult result = traced(station, more, tenant + QStringList{u"segments"_s, u"list"_s});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const QList<QByteArray> addresses = readFile(trace).split('\n');
        if (!sandbox) {
            QCOMPARE(addresses, QList<QByteArray>{QByteArray()});
            return;
        }
        QVERIFY(addresses.size() >= 2); // the trace works
        for (const QByteArray &address : addresses)
            QVERIFY2(address.isEmpty() || address == "127.0.0.1" || address == "::1", address.constData());
    }

    void theOwnSandboxTalkedYesterday()
    {
        MusterStation station;
        const QDate day = QDateTime::currentDateTimeUtc().date().addDays(-1);
        const CommandResult result
            = traced(station, {}, {u"--sandbox"_s, u"transcripts"_s, u"search"_s, u"--from"_s, day.toString(Qt::ISODate)});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const QJsonArray interactions = result.json["interactions"_L1].toArray();
        QVERIFY(!interactions.isEmpty());
        // Never in the future, whatever the hour of the day is.
        for (const QJsonValue interaction : interactions) {
            const QDateTime at = QDateTime::fromString(interaction["time"_L1].toString(), Qt::ISODate);
            QVERIFY(at.isValid() && at < QDateTime::currentDateTimeUtc());
        }
    }

    void S41_nothingIsLoadedFromTheWorkingOrExportFolder()
    {
        MusterStation station;
        const QString trace = station.file(u"trace"_s), folder = station.file(u"work"_s);
        for (const char *name :
             {"libcurl.so.4", "libcurl-gnutls.so.4", "libhs.so.5", "libsecret-1.so.0", "libQt6Sql.so.6",
              "libsqlite3.so.0", "libphonenumber.so.8", "sqldrivers/libqsqlite.so", "platforms/libqoffscreen.so",
              "platforms/libqminimal.so", "imageformats/libqjpeg.so", "styles/libfusion.so",
              "tls/libqopensslbackend.so", "iconengines/libqsvgicon.so", "platformthemes/libqgtk3.so"}) {
            const QString path = folder + u'/' + QString::fromLatin1(name);
            QVERIFY(QDir().mkpath(QFileInfo(path).path()) && QFile::copy(QStringLiteral(MUSTER_PLANTED), path));
        }
        for (const char *name : {"qt.conf", "qt6.conf"}) {
            QFile conf(folder + u'/' + QString::fromLatin1(name));
            QVERIFY(conf.open(QIODevice::WriteOnly) && conf.write("[Paths]\nPlugins = .\nLibraries = .\n") > 0);
        }
        QProcessEnvironment more;
        more.insert(u"MUSTER_TEST_PLANTED"_s, trace);
        const QStringList exporting = QStringList{u"--base-url"_s, station.sandbox().url().toString()}
            + QStringList{u"segments"_s, u"export"_s, station.everyone().segmentId, u"--out"_s};
        const CommandResult result = traced(station, more, exporting + QStringList{folder + u"/all.csv"_s}, folder);
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QVERIFY(!QFileInfo::exists(trace));
        // The trap is a good one: what is loaded all the same tells of it.
        more.insert(u"LD_PRELOAD"_s, QStringLiteral(MUSTER_PLANTED));
        (void)traced(station, more, exporting + QStringList{folder + u"/other.csv"_s}, folder);
        QVERIFY(QFileInfo::exists(trace));
    }
};

MUSTER_TEST(HeadlessProcessTest, QCoreApplication)

} // namespace tst_headlessprocess
#include "tst_headlessprocess.moc"
