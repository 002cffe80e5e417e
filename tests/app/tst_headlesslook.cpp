// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"

#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocalServer>
#include <csignal>
#include <unistd.h>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesslook {

/// Musters that can only look: a second one on the same folder (F97), and one whose folders cannot be written (F108).
class HeadlessLookTest : public QObject
{
    Q_OBJECT

    /// Names, contents and modes of all that lies below `folder`.
    static QStringList stateOf(const QString &folder)
    {
        QStringList state;
        QDirIterator files(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            files.next();
            const QFileInfo info = files.fileInfo();
            // What readers of SQLite leave is no content: its shared memory, and its log while that is empty.
            if (info.fileName().endsWith("-shm"_L1) || (info.fileName().endsWith("-wal"_L1) && info.size() == 0))
                continue;
            const QByteArray digest = info.isFile()
                ? QCryptographicHash::hash(readFile(info.filePath()), QCryptographicHash::Sha256).toHex()
                : QByteArray();
            state
                << u"%1 %2 %3"_s.arg(info.filePath(), QString::fromLatin1(digest)).arg(int(info.permissions()), 0, 16);
        }
        state.sort();
        return state;
    }

    /// An export that was stopped half-way; true when it can be resumed.
    static bool pauseAnExport(MusterStation &station)
    {
        auto process = station.start(station.exportEveryone(u"all.csv"_s, {u"--page-size"_s, u"100"_s}));
        if (!muster::tests::waitFor([&] { return station.sandbox().requests().size() > 5; }, 30'000))
            return false;
        ::kill(pid_t(process->processId()), SIGTERM);
        return MusterStation::finish(*process).exitCode == 3;
    }

    static CommandResult onReadOnlyDisk(MusterStation &station, const QString &folder, const QStringList &arguments)
    {
        qputenv("LD_PRELOAD", MUSTER_READ_ONLY_DISK);
        qputenv("MUSTER_TEST_READ_ONLY", QFile::encodeName(folder));
        const auto process = station.start(arguments);
        qunsetenv("LD_PRELOAD");
        qunsetenv("MUSTER_TEST_READ_ONLY");
        return MusterStation::finish(*process);
    }

    /// A masking policy of that name, in a file.
    static QString policyFile(MusterStation &station, const QByteArray &name = "Own")
    {
        const QString builtIn = station.file(u"default-%1.json"_s.arg(QString::fromLatin1(name)));
        if (station.run({u"transcripts"_s, u"policies"_s, u"export"_s, u"Default"_s, builtIn}).exitCode != 0)
            return {};
        QFile file(station.file(u"policy-%1.json"_s.arg(QString::fromLatin1(name))));
        if (file.open(QIODevice::WriteOnly))
            file.write(readFile(builtIn).replace(R"("name":"Default")", QByteArray("\"name\":\"" + name + '"')));
        return file.fileName();
    }
    static QStringList importing(const QString &file) { return {u"transcripts"_s, u"policies"_s, u"import"_s, file}; }
    static QString codeOf(const CommandResult &result) { return result.json["error"_L1]["code"_L1].toString(); }
    static QString kindOf(const CommandResult &result) { return result.json["error"_L1]["kind"_L1].toString(); }

private Q_SLOTS:
    void F97_aSecondMusterWritesNothing()
    {
        MusterStation station({.contacts = 5000, .seed = 7, .thinkTime = std::chrono::milliseconds(150)});
        const QString policy = policyFile(station);
        auto first = station.start(station.exportEveryone(u"all.csv"_s));
        QTRY_VERIFY_WITH_TIMEOUT(station.sandbox().requests().size() > 3, 60'000);
        const QStringList before = stateOf(station.file(u"data/config"_s));
        const CommandResult second = station.run(importing(policy));
        QCOMPARE(second.exitCode, 2);
        QCOMPARE(codeOf(second), u"read_only"_s);
        QCOMPARE(kindOf(second), u"in_use"_s);
        QVERIFY2(second.err.contains("Another Muster is using"), second.err.constData());
        QCOMPARE(stateOf(station.file(u"data/config"_s)), before);
        QCOMPARE(station.run({u"transcripts"_s, u"policies"_s, u"list"_s}).exitCode, 0); // looking is allowed
        QCOMPARE(MusterStation::finish(*first).exitCode, 0);
        QCOMPARE(readFile(station.file(u"all.csv"_s)), station.expectedCsv(station.everyone()));
        QCOMPARE(station.run(importing(policy)).exitCode, 0);
    }

    void F97_aKilledMusterLeavesNothingLocked()
    {
        MusterStation station({.contacts = 5000, .seed = 7, .thinkTime = std::chrono::milliseconds(150)});
        const QString policy = policyFile(station);
        auto first = station.start(station.exportEveryone(u"all.csv"_s));
        QTRY_VERIFY_WITH_TIMEOUT(station.sandbox().requests().size() > 3, 60'000);
        QCOMPARE(station.run(importing(policy)).exitCode, 2);
        ::kill(pid_t(first->processId()), SIGKILL);
        QVERIFY(first->waitForFinished(30'000));
        // As if the number of the dead one had gone to somebody who lives: this process.
        for (const char *folder : {"data/data/.lock", "data/config/.lock"}) {
            QFile lock(station.file(QString::fromLatin1(folder)));
            QVERIFY(lock.open(QIODevice::WriteOnly) && lock.write(QByteArray::number(::getpid())) > 0);
        }
        const CommandResult next = station.run(importing(policy));
        QVERIFY2(next.exitCode == 0, next.err.constData());
        const CommandResult resumed = station.run(station.exportEveryone(u"all.csv"_s, {u"--resume"_s}));
        QVERIFY2(resumed.exitCode == 0, resumed.err.constData());
        QCOMPARE(readFile(station.file(u"all.csv"_s)), station.expectedCsv(station.everyone()));
    }

    void F108_onAReadOnlyDiskOneCanLook_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("data") << u"data/data"_s;
        QTest::newRow("settings") << u"data/config"_s;
        QTest::newRow("both") << u"data"_s;
    }

    void F108_onAReadOnlyDiskOneCanLook()
    {
        QFETCH(QString, folder);
        MusterStation station({.contacts = 5000, .seed = 7, .thinkTime = std::chrono::milliseconds(30)});
        const QString policy = policyFile(station);
        QCOMPARE(station.run(importing(policy)).exitCode, 0);
        const QString other = policyFile(station, "Other");
        QVERIFY(pauseAnExport(station));
        const QStringList before = stateOf(station.file(u"data"_s));
        const auto look
            = [&](const QStringList &arguments) { return onReadOnlyDisk(station, station.file(folder), arguments); };

        const CommandResult runs = look({u"runs"_s, u"list"_s});
        QVERIFY2(runs.exitCode == 0, runs.err.constData());
        QCOMPARE(runs.json["runs"_L1].toArray().size(), 1);
        QVERIFY2(runs.err.contains("is read-only"), runs.err.constData());
        QVERIFY2(runs.err.contains(QFile::encodeName(station.file(folder))), runs.err.constData());
        const CommandResult history = look({u"audit"_s, u"verify"_s});
        QVERIFY2(history.exitCode == 0, history.err.constData());
        const CommandResult segments = look({u"segments"_s, u"list"_s});
        QVERIFY2(segments.exitCode == 0, segments.err.constData());

        const QStringList resuming = station.exportEveryone(u"all.csv"_s, {u"--resume"_s});
        for (const QStringList &writing :
             {importing(other), QStringList{u"transcripts"_s, u"policies"_s, u"delete"_s, u"Own"_s}, resuming,
              station.exportEveryone(u"other.csv"_s)}) {
            const CommandResult refused = look(writing);
            QVERIFY2(refused.exitCode == 2, refused.err.constData());
            QCOMPARE(codeOf(refused), u"read_only"_s);
        }
        QCOMPARE(kindOf(look(resuming)), u"file"_s);
        QCOMPARE(stateOf(station.file(u"data"_s)), before);

        const CommandResult resumed = station.run(resuming); // nothing was lost by looking
        QVERIFY2(resumed.exitCode == 0, resumed.err.constData());
        QCOMPARE(readFile(station.file(u"all.csv"_s)), station.expectedCsv(station.everyone()));
    }

    void F108_aHomeWhereNothingCanBeMadeIsLookedAtAsEmpty()
    {
        MusterStation station;
        const CommandResult runs = onReadOnlyDisk(station, station.folder(), {u"runs"_s, u"list"_s});
        QVERIFY2(runs.exitCode == 0, runs.err.constData());
        QVERIFY(runs.json["runs"_L1].toArray().isEmpty());
        QVERIFY2(runs.err.contains("is read-only"), runs.err.constData());
        QVERIFY(!QFileInfo::exists(station.file(u"data"_s)));
    }

    void F108_aLockThatCannotBeHadIsToldAndNothingIsWritten()
    {
        MusterStation station;
        const QString policy = policyFile(station);
        QCOMPARE(station.run(importing(policy)).exitCode, 0);
        const QString other = policyFile(station, "Other");
        const QString lock = station.file(u"data/data/.lock"_s);
        QVERIFY(QFile::remove(lock) && QFile::link(u"/dev/null"_s, lock));
        const QStringList before = stateOf(station.file(u"data/config"_s));
        QCOMPARE(station.run({u"transcripts"_s, u"policies"_s, u"show"_s, u"Own"_s}).exitCode, 0);
        const CommandResult refused = station.run(importing(other));
        QCOMPARE(refused.exitCode, 2);
        QCOMPARE(codeOf(refused), u"read_only"_s);
        QCOMPARE(stateOf(station.file(u"data/config"_s)), before);
    }

    void S02_aKeyStoreThatNobodyUnlocksIsNotWaitedForForEver()
    {
        // Somebody takes the calls and never answers, as a key store does that waits for its password.
        MusterStation station;
        const auto saving = station.startOnProfile({}, {u"runs"_s, u"list"_s}); // leaves a connection without a secret
        QCOMPARE(MusterStation::finish(*saving).exitCode, 0);
        QLocalServer silent;
        QVERIFY(silent.listen(station.file(u"bus"_s)));
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "CXONE_CLIENT_SECRET", "XDG_CURRENT_DESKTOP"})
            environment.remove(QString::fromLatin1(name));
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path="_s + silent.fullServerName());
        environment.insert(u"CXONE_CLIENT_ID"_s, station.sandbox().clientId());
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(MUSTER_PROGRAM),
                      {u"segments"_s, u"list"_s, u"--json"_s, u"--key-store-wait"_s, u"2"_s, u"--data-dir"_s,
                       station.file(u"data"_s), u"--profile"_s, u"Saved"_s});
        const CommandResult ended = MusterStation::finish(process);
        QVERIFY(silent.waitForNewConnection(0)); // it was asked
        QVERIFY2(ended.exitCode == 1, ended.err.constData());
        QCOMPARE(kindOf(ended), u"key_store"_s);
        QCOMPARE(codeOf(ended), u"key_store_silent"_s);
        QVERIFY2(ended.err.contains("key store") && ended.err.contains("CXONE_CLIENT_SECRET"), ended.err.constData());
        QCOMPARE(station.sandbox().tokenRequests(), 0);
    }

    void anUnknownApiFlavourIsRefusedBeforeAnythingIsSent()
    {
        MusterStation station;
        const auto process = station.startOnProfile({{u"dialect"_s, u"tomorrow"_s}}, {u"segments"_s, u"list"_s});
        const CommandResult refused = MusterStation::finish(*process);
        QCOMPARE(codeOf(refused), u"unknown_dialect"_s);
        QVERIFY(refused.exitCode == 2 || refused.exitCode == 1);
        QVERIFY2(refused.err.contains("kind of server"), refused.err.constData());
        QVERIFY(station.sandbox().requests().isEmpty());
        QCOMPARE(station.sandbox().tokenRequests(), 0);
    }
};

MUSTER_TEST(HeadlessLookTest, QCoreApplication)

} // namespace tst_headlesslook
#include "tst_headlesslook.moc"
