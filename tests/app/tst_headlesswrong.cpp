// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"

#include "tests/support/testprogram.h"

#include <QFile>

using namespace muster;
using namespace muster::test;

namespace tst_headlesswrong {

/// What a person or a scheduler can get wrong: each is refused with the right exit code and in words of its own.
class HeadlessWrongTest : public QObject
{
    Q_OBJECT

    static QProcess *shell(QProcess &process, const QString &redirection, const QString &dataDir,
                           const QStringList &arguments)
    {
        process.start(QStringLiteral("/bin/sh"),
                      QStringList{QStringLiteral("-c"), QStringLiteral("exec \"$0\" \"$@\" ") + redirection,
                                  QStringLiteral(MUSTER_PROGRAM), QStringLiteral("--data-dir"), dataDir}
                          + arguments);
        return &process;
    }

private Q_SLOTS:
    void wrongInputIsNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char *name, const QStringList &arguments, int exitCode, const char *words) {
            QTest::newRow(name) << arguments << exitCode << QByteArray(words);
        };
        const QString nobody = QStringLiteral("nope"), list = QStringLiteral("list"), runs = QStringLiteral("runs");
        const QString segments = QStringLiteral("segments"), out = QStringLiteral("--out");
        row("unknown segment", {segments, QStringLiteral("show"), nobody}, 1, "The server does not know");
        row("unknown run to resume", {runs, QStringLiteral("resume"), nobody}, 2, "There is no run");
        row("unknown run to discard", {runs, QStringLiteral("discard"), nobody}, 2, "There is no unfinished run");
        row("missing history", {QStringLiteral("audit"), QStringLiteral("verify"), QStringLiteral("/nonexistent/a")}, 1,
            "");
        row("missing plan", {QStringLiteral("lists"), QStringLiteral("apply"), QStringLiteral("--plan"), nobody}, 2,
            "No such file or directory");
        row("missing folder",
            {segments, QStringLiteral("export"), QStringLiteral("EVERYONE"), out, QStringLiteral("/nonexistent/a.csv")},
            2, "doesn’t exist");
        row("filter without an operator",
            {segments, QStringLiteral("export"), QStringLiteral("EVERYONE"), out, QStringLiteral("OUT"),
             QStringLiteral("--filter"), QStringLiteral("city")},
            2, "has no operator");
        row("filter with an unknown operator",
            {segments, QStringLiteral("export"), QStringLiteral("EVERYONE"), out, QStringLiteral("OUT"),
             QStringLiteral("--filter"), QStringLiteral("city resembles x")},
            2, "unknown operator");
        row("unknown attribute",
            {segments, QStringLiteral("export"), QStringLiteral("EVERYONE"), out, QStringLiteral("OUT"),
             QStringLiteral("--attributes"), nobody},
            2, "The segment doesn’t have: nope");
    }

    void wrongInputIsNamed()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, words);
        MusterStation station;
        arguments.replaceInStrings(QStringLiteral("EVERYONE"), station.everyone().segmentId);
        arguments.replaceInStrings(QStringLiteral("OUT"), station.file(QStringLiteral("out.csv")));
        // Also with --quiet: what failed is no progress.
        const CommandResult result = station.run(arguments + QStringList{QStringLiteral("--quiet")});
        QCOMPARE(result.exitCode, exitCode);
        QVERIFY2(result.err.contains(words) || (words.isEmpty() && result.err.isEmpty()), result.err.constData());
        QVERIFY2(!result.err.contains("cannot be used as it is"), result.err.constData());
        QVERIFY(!result.err.contains("The server reported") || result.err.contains("Status"));
    }

    void wrongTenantIsNamed_data()
    {
        QTest::addColumn<QStringList>("tenant");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("words");
        const QString url = QStringLiteral("--base-url");
        QTest::newRow("no address") << QStringList{url, QStringLiteral("nonsense")} << 2
                                    << QByteArray("isn’t a tenant address");
        QTest::newRow("plain http") << QStringList{url, QStringLiteral("http://example.com")} << 2
                                    << QByteArray("isn’t a tenant address");
        QTest::newRow("nobody there") << QStringList{url, QStringLiteral("http://127.0.0.1:9")} << 1
                                      << QByteArray("could not connect to");
        QTest::newRow("unknown profile") << QStringList{QStringLiteral("--profile"), QStringLiteral("nope")} << 2
                                         << QByteArray("There is no connection ");
    }

    void wrongTenantIsNamed()
    {
        QFETCH(QStringList, tenant);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, words);
        QTemporaryDir folder;
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("CXONE_CLIENT_ID"), QStringLiteral("somebody"));
        environment.insert(QStringLiteral("CXONE_CLIENT_SECRET"), QStringLiteral("of-no-use"));
        process.setProcessEnvironment(environment);
        const CommandResult result = MusterStation::finish(*shell(
            process, {}, folder.path(), tenant + QStringList{QStringLiteral("segments"), QStringLiteral("list")}));
        QCOMPARE(result.exitCode, exitCode);
        QVERIFY2(result.err.contains(words), result.err.constData());
    }

    void missingCredentialsAreNamed()
    {
        QTemporaryDir folder;
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("CXONE_CLIENT_ID"));
        process.setProcessEnvironment(environment);
        const CommandResult result
            = MusterStation::finish(*shell(process, {}, folder.path(),
                                           {QStringLiteral("segments"), QStringLiteral("list"),
                                            QStringLiteral("--base-url"), QStringLiteral("https://api.example.test")}));
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.err.contains("CXONE_CLIENT_ID"), result.err.constData());
    }

    void F94_anAnswerThatIsLostIsNoSuccess_data()
    {
        QTest::addColumn<QString>("redirection");
        QTest::newRow("full") << QStringLiteral(">/dev/full");
        QTest::newRow("closed") << QStringLiteral(">&-");
    }

    void F94_anAnswerThatIsLostIsNoSuccess()
    {
        QFETCH(QString, redirection);
        QTemporaryDir folder;
        QProcess process;
        const CommandResult result = MusterStation::finish(
            *shell(process, redirection, folder.path(), {QStringLiteral("segments"), QStringLiteral("list")}));
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.err.contains("could not be written"), result.err.constData());
    }

    void aReaderThatHasEnoughIsNoFailure()
    {
        QTemporaryDir folder;
        QProcess process;
        const CommandResult result = MusterStation::finish(*shell(
            process, QStringLiteral("| true"), folder.path(), {QStringLiteral("segments"), QStringLiteral("list")}));
        QVERIFY2(!result.err.contains("could not be written"), result.err.constData());
    }

    void whatIsSaidOnClosedOutputsLandsInNoFile()
    {
        QTemporaryDir folder;
        QProcess process;
        const QString file = folder.filePath(QStringLiteral("all.csv"));
        MusterStation station;
        const CommandResult result = MusterStation::finish(
            *shell(process, QStringLiteral("<&- >&- 2>&-"), folder.path(),
                   {QStringLiteral("--json"), QStringLiteral("segments"), QStringLiteral("export"),
                    station.everyone().segmentId, QStringLiteral("--out"), file}));
        QCOMPARE(result.exitCode, 0); // the export is complete, whoever hears of it
        const QByteArray content = readFile(file);
        QVERIFY(content.startsWith("contactId,"));
        QVERIFY(!content.contains("run_id"));
        QProcess verifying;
        QCOMPARE(MusterStation::finish(
                     *shell(verifying, {}, folder.path(), {QStringLiteral("audit"), QStringLiteral("verify")}))
                     .exitCode,
                 0);
    }
};

MUSTER_TEST(HeadlessWrongTest, QCoreApplication)

} // namespace tst_headlesswrong
#include "tst_headlesswrong.moc"
