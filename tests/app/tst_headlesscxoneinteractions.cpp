// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxonestation.h"
#include "tests/support/testprogram.h"

#include <QDate>
#include <QFile>
#include <QtTest>
#include <csignal>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesscxoneinteractions {

namespace {

QStringList exporting(const CxoneStation &station, const QStringList &more)
{
    return QStringList{u"segments"_s, u"export"_s, u"recorded-interactions"_s, u"--out"_s, station.file(u"calls.csv"_s)}
    + more;
}

QString daysAgo(int days)
{
    return QDateTime::currentDateTimeUtc().date().addDays(-days).toString(Qt::ISODate);
}

bool isExtraction(const SandboxRequest &request)
{
    return request.path.contains("/data-extraction/");
}

} // namespace

/// `muster segments export recorded-interactions` as a scheduler calls it: the real program, whose waits are real, so
/// that here only what comes before the first call is looked at.
class HeadlessCxoneInteractionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isListedAndShown();
    void daysThatCannotBeAreRefused_data();
    void daysThatCannotBeAreRefused();
    void whatItCostsIsSaidAndAStopEndsTheWait();
};

void HeadlessCxoneInteractionsTest::isListedAndShown()
{
    CxoneStation station({.tenant = {.contacts = 20}});
    const CommandResult list = station.run({u"segments"_s, u"list"_s});
    QCOMPARE(list.exitCode, 0);
    QVERIFY(list.out.contains("recorded-interactions"));
    const CommandResult shown = station.run({u"segments"_s, u"show"_s, u"recorded-interactions"_s});
    QCOMPARE(shown.exitCode, 0);
    QVERIFY(shown.out.contains("Voice Recording Status"));
    const QList<SandboxRequest> requests = station.sandbox().requests();
    QVERIFY(std::none_of(requests.begin(), requests.end(), isExtraction));
}

void HeadlessCxoneInteractionsTest::daysThatCannotBeAreRefused_data()
{
    QTest::addColumn<QStringList>("days");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("too old") << QStringList{u"--from"_s, daysAgo(20), u"--to"_s, daysAgo(16)} << u"days_allowed"_s
                             << QByteArray("last 14 days");
    QTest::newRow("none") << QStringList{} << u"days_allowed"_s << QByteArray("--from, --to");
    QTest::newRow("no day") << QStringList{u"--from"_s, u"yesterday"_s, u"--to"_s, daysAgo(1)} << u"not_time"_s
                            << QByteArray("yesterday");
}

void HeadlessCxoneInteractionsTest::daysThatCannotBeAreRefused()
{
    QFETCH(QStringList, days);
    QFETCH(QString, code);
    QFETCH(QByteArray, words);
    CxoneStation station({.tenant = {.contacts = 20}});
    const CommandResult refused = station.run(exporting(station, days));
    QCOMPARE(refused.exitCode, 2);
    QCOMPARE(refused.json["error"_L1]["code"_L1].toString(), code);
    QVERIFY2(refused.err.contains(words), refused.err.constData());
    QVERIFY(station.sandbox().requests().isEmpty());
    QVERIFY(!QFile::exists(station.file(u"calls.csv"_s)));
}

void HeadlessCxoneInteractionsTest::whatItCostsIsSaidAndAStopEndsTheWait()
{
    CxoneStation station({.tenant = {.contacts = 20}});
    const auto process = station.start(exporting(station, {u"--from"_s, daysAgo(3), u"--to"_s, daysAgo(1)}));
    QByteArray err;
    QVERIFY(muster::tests::waitFor(
        [&] {
            err += process->readAllStandardError();
            return err.contains("at least 3 minutes") && !station.sandbox().requests().isEmpty();
        },
        30'000));
    QVERIFY2(err.contains("last 30 minutes"), err.constData());
    ::kill(pid_t(process->processId()), SIGTERM);
    QVERIFY(process->waitForFinished(20'000)); // and not half a minute later
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QVERIFY(process->exitCode() != 0);
    const QList<SandboxRequest> requests = station.sandbox().requests();
    QVERIFY(std::none_of(requests.begin(), requests.end(), isExtraction));
    QVERIFY(!QFile::exists(station.file(u"calls.csv"_s)));
}

MUSTER_TEST(HeadlessCxoneInteractionsTest, QCoreApplication)

} // namespace tst_headlesscxoneinteractions
#include "tst_headlesscxoneinteractions.moc"
