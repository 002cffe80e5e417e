// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"
#include "tests/support/withoutdigests.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <csignal>

namespace tst_headlessscrub {

/// `muster dnc scrub` and `muster dnc registry` as processes of their own; no tenant is there to be asked.
class TestHeadlessScrub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QDir(m_folder.path()).removeRecursively(), QDir().mkpath(m_folder.path()); }

    void scrubsAgainstWhatWasImported()
    {
        const QString us = write("us.csv", "+12015550101\n+12015550102\n"), own = write("own.csv", "phone\n+4470*\n");
        QCOMPARE(object(run({u"registry"_qs, u"add"_qs, u"US"_qs, us, u"--as-of"_qs, u"2020-01-31"_qs}, 0))[u"registries"]
                     .toArray()
                     .size(),
                 1);
        (void)run({u"registry"_qs, u"add"_qs, u"Own"_qs, own, u"--disposable"_qs}, 0);
        const QJsonArray list = object(run({u"registry"_qs, u"list"_qs}, 0))[u"registries"].toArray();
        QCOMPARE(list.size(), 2);
        QCOMPARE(list[0][u"name"].toString(), u"Own"_qs);
        QCOMPARE(list[0][u"kind"].toString(), u"disposable"_qs);
        QCOMPARE(list[1][u"old"].toBool(), true);

        const QByteArray text = "name,phone\nAnn,+12015550100\nBob,+12015550101\nCy,nobody\nDi,+447012345678\n";
        const QString contacts = write("contacts.csv", text);
        const Ended ended = run({u"scrub"_qs, contacts, u"--out"_qs, path(u"free.csv"_qs), u"--taken-out"_qs,
                                 path(u"out.csv"_qs), u"--evidence"_qs, path(u"evidence.csv"_qs)},
                                0);
        const QJsonObject told = object(ended);
        QCOMPARE(told[u"outcome"].toString(), u"complete"_qs);
        QCOMPARE(told[u"rows"].toInteger(), 4);
        QCOMPARE(told[u"free"].toInteger(), 1);
        QCOMPARE(told[u"blocked"].toInteger(), 2);
        QCOMPARE(told[u"unreadable"].toInteger(), 1);
        QCOMPARE(told[u"verdicts"][u"unreadable"].toInteger(), 1);
        QCOMPARE(read("free.csv"), QByteArray("name,phone\r\nAnn,+12015550100\r\n"));
        QCOMPARE(read("out.csv"),
                 QByteArray("name,phone,row,verdict,blocked by\r\nBob,+12015550101,3,blocked,US\r\n"
                            "Cy,nobody,4,unreadable,\r\nDi,+447012345678,5,blocked,Own\r\n"));
        QCOMPARE(read("contacts.csv"), text);
        QVERIFY2(ended.err.contains("31 days"), ended.err.constData());
        const QByteArray evidence = read("evidence.csv"), history = read("data/data/audit.jsonl");
        QVERIFY(evidence.contains("older_than_31_days,yes"));
        for (const QByteArray &bytes : {ended.out, ended.err, evidence, history}) {
            const QByteArray told = muster::test::withoutDigests(bytes);
            QVERIFY2(!told.contains("5550") && !told.contains("4470") && !told.contains("Ann"), bytes.constData());
        }
        // Whoever has the evidence finds it in the history, which is whole.
        const QByteArray digest = QCryptographicHash::hash(evidence, QCryptographicHash::Sha256).toHex();
        QVERIFY2(history.contains(digest), history.constData());
        (void)runAll({u"audit"_qs, u"verify"_qs}, 0);
    }

    void refusesBeforeAnythingIsWritten()
    {
        const QString contacts = write("contacts.csv", "phone\n+12015550100\n");
        const auto codeOf = [&](const QStringList &arguments) {
            return object(run(arguments, 2))[u"error"][u"code"].toString();
        };
        QCOMPARE(codeOf({u"scrub"_qs, contacts}), u"scrub_no_source"_qs);
        QCOMPARE(codeOf({u"registry"_qs, u"add"_qs, u"US"_qs, write("r.csv", "+12015550101\n+1 800 FLOWERS\n")}),
                 u"registry_rows_unreadable"_qs);
        QCOMPARE(codeOf({u"registry"_qs, u"add"_qs, u"US"_qs, path(u"none.csv"_qs)}), u"not_found"_qs);
        QCOMPARE(codeOf({u"registry"_qs, u"add"_qs, u"US"_qs, contacts, u"--as-of"_qs, u"yesterday"_qs}), u"not_time"_qs);
        QCOMPARE(codeOf({u"registry"_qs, u"refresh"_qs, u"US"_qs}), u"unknown_registry"_qs);
        QCOMPARE(codeOf({u"registry"_qs, u"remove"_qs, u"US"_qs}), u"unknown_registry"_qs);
        QCOMPARE(object(run({u"registry"_qs, u"list"_qs}, 0))[u"registries"].toArray().size(), 0);
        (void)run({u"registry"_qs, u"add"_qs, u"US"_qs, write("r.csv", "+12015550101\n"), u"--as-of"_qs, u"2020-01-31"_qs},
                  0);
        const QString free = path(u"free.csv"_qs);
        QCOMPARE(codeOf({u"scrub"_qs, contacts, u"--registry"_qs, u"UK"_qs, u"--out"_qs, free}), u"unknown_registry"_qs);
        QCOMPARE(codeOf({u"scrub"_qs, contacts, u"--refuse-old"_qs, u"--out"_qs, free}), u"registry_old"_qs);
        QCOMPARE(codeOf({u"scrub"_qs, contacts, u"--out"_qs, contacts, u"--overwrite"_qs}), u"scrub_over_input"_qs);
        QCOMPARE(codeOf({u"scrub"_qs, contacts, u"--out"_qs, free, u"--taken-out"_qs, free}), u"scrub_same_file"_qs);
        QVERIFY(!QFile::exists(free));
        (void)write("free.csv", "mine");
        QCOMPARE(codeOf({u"scrub"_qs, contacts, u"--out"_qs, free}), u"exists"_qs);
        QCOMPARE(read("free.csv"), QByteArray("mine"));
        (void)run({u"scrub"_qs, contacts, u"--out"_qs, free, u"--overwrite"_qs}, 0);
        QCOMPARE(read("free.csv"), QByteArray("phone\r\n+12015550100\r\n"));
    }

    void refreshesAllAndGoesOnAfterOneThatFails()
    {
        const QString a = write("a.csv", "+12015550101\n"), b = write("b.csv", "+12015550102\n");
        (void)run({u"registry"_qs, u"add"_qs, u"A"_qs, a}, 0);
        (void)run({u"registry"_qs, u"add"_qs, u"B"_qs, b}, 0);
        QVERIFY(QFile::remove(a));
        (void)write("b.csv", "+12015550102\n+12015550103\n");
        const Ended ended = run({u"registry"_qs, u"refresh"_qs, u"--all"_qs}, 1);
        const QJsonObject told = object(ended);
        QCOMPARE(told[u"outcome"].toString(), u"failed"_qs);
        QCOMPARE(told[u"registries"].toArray().size(), 1);
        QCOMPARE(told[u"registries"][0][u"numbers"].toInteger(), 2);
        const QJsonArray list = object(run({u"registry"_qs, u"list"_qs}, 0))[u"registries"].toArray();
        QCOMPARE(list[0][u"numbers"].toInteger(), 1); // the old one stays
        (void)run({u"registry"_qs, u"remove"_qs, u"A"_qs}, 0);
        QCOMPARE(object(run({u"registry"_qs, u"list"_qs}, 0))[u"registries"].toArray().size(), 1);
    }

    /// Wherever an import is killed, the old registry is there and whole, and the next import works.
    void aKilledImportLeavesTheOldOne()
    {
        const QString file = write("r.csv", "+12015550101\n");
        (void)run({u"registry"_qs, u"add"_qs, u"R"_qs, file}, 0);
        QByteArray many;
        for (int number = 0; number < 400'000; ++number)
            many += "+1201" + QByteArray::number(2'000'000 + number) + '\n';
        (void)write("r.csv", many);
        const QString incoming = path(u"data/data/registries"_qs);
        for (int kill = 0; kill < 6; ++kill) {
            auto muster = start({u"dnc"_qs, u"registry"_qs, u"refresh"_qs, u"R"_qs});
            // As soon as the new one shows on the disk, or a little earlier.
            while (kill % 2 == 0 && muster->state() != QProcess::NotRunning
                   && QDir(incoming).entryList({u".*"_qs}, QDir::Files | QDir::Hidden).isEmpty())
                (void)muster->waitForFinished(1);
            if (muster->state() != QProcess::NotRunning)
                (void)::kill(pid_t(muster->processId()), SIGKILL);
            QVERIFY(muster->waitForFinished(60'000));
            const QJsonArray list = object(run({u"registry"_qs, u"list"_qs}, 0))[u"registries"].toArray();
            QCOMPARE(list.size(), 1);
            const QString contacts = write("contacts.csv", "phone\n+12015550101\n");
            const qint64 numbers = list[0][u"numbers"].toInteger();
            const QJsonObject told = object(run({u"scrub"_qs, contacts}, 0));
            QVERIFY(numbers == 1 || numbers == 400'000);
            QCOMPARE(told[u"blocked"].toInteger(), numbers == 1 ? 1 : 0);
            QCOMPARE(QDir(incoming).entryList({u"*.numbers"_qs, u".*"_qs}, QDir::Files | QDir::Hidden).size(), 1);
        }
        (void)run({u"registry"_qs, u"refresh"_qs, u"R"_qs}, 0);
        QCOMPARE(object(run({u"registry"_qs, u"list"_qs}, 0))[u"registries"][0][u"numbers"].toInteger(), 400'000);
    }

private:
    struct Ended
    {
        QByteArray out, err;
    };
    [[nodiscard]] static QJsonObject object(const Ended &ended)
    {
        return QJsonDocument::fromJson(ended.out.trimmed().split('\n').last()).object();
    }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }
    [[nodiscard]] QByteArray read(const char *name) const
    {
        QFile file(path(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<unreadable>");
    }
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments) const
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_qs, u"unix:path=/nowhere"_qs);
        process->setProcessEnvironment(environment);
        process->start(QStringLiteral(MUSTER_PROGRAM),
                       QStringList{u"--data-dir"_qs, path(u"data"_qs), u"--json"_qs} + arguments);
        return process;
    }
    /// Ends the test where it does not end as it should.
    [[nodiscard]] Ended runAll(const QStringList &arguments, int exitCode) const
    {
        const auto muster = start(arguments);
        const bool ended = muster->waitForFinished(60'000);
        Ended result{muster->readAllStandardOutput(), muster->readAllStandardError()};
        if (!ended || muster->exitStatus() != QProcess::NormalExit || muster->exitCode() != exitCode) {
            QTest::qFail(qPrintable(u"%1: %2 %3"_qs.arg(arguments.join(u' '), QString::number(muster->exitCode()),
                                                        QString::fromUtf8(result.err))),
                         __FILE__, __LINE__);
        }
        return result;
    }
    [[nodiscard]] Ended run(const QStringList &arguments, int exitCode) const
    {
        return runAll(QStringList{u"dnc"_qs} + arguments, exitCode);
    }

    QTemporaryDir m_folder;
};

MUSTER_TEST(TestHeadlessScrub, QCoreApplication)

} // namespace tst_headlessscrub
#include "tst_headlessscrub.moc"
