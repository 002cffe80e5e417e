// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlookup.h"
#include "tests/app/support/listreport.h"
#include "tests/app/support/musterprocess.h"
#include "tests/app/support/programkiller.h"
#include "tests/support/testprogram.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QSet>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesslookup {

namespace {

const QString leads = SandboxList::all()[1].id;

} // namespace

/// `muster lists sanitize --lookup` as a scheduler calls it: the real program, a sandbox that says who asked for what.
class HeadlessLookupTest : public QObject
{
    Q_OBJECT

private:
    static void give(MusterStation &station)
    {
        qputenv("LOOKUP_BASE_URL", station.sandbox().url().toEncoded());
        qputenv("LOOKUP_ACCOUNT", station.sandbox().lookupAccount().toUtf8());
        qputenv("LOOKUP_SECRET", station.sandbox().lookupSecret().bytes().toByteArray());
    }
    static QStringList sanitize(const QStringList &more = {})
    {
        return QStringList{u"lists"_s, u"sanitize"_s, leads, u"--default-region"_s, u"US"_s} + more;
    }
    static QStringList lookingUp(const QStringList &more = {})
    {
        return sanitize(QStringList{u"--lookup"_s, u"--lookup-price"_s, u"0"_s} + more);
    }
    static QList<QByteArray> asked(MusterStation &station)
    {
        QList<QByteArray> numbers;
        for (const SandboxRequest &request : station.sandbox().requests()) {
            if (request.path.startsWith("/v2/PhoneNumbers/"))
                numbers.append(QByteArray::fromPercentEncoding(request.path.mid(17).split('?').first()));
        }
        return numbers;
    }
    static qint64 lookup(const CommandResult &result, const char *name)
    {
        return result.json["lookup"_L1][QLatin1String(name)].toInteger(-1);
    }

private Q_SLOTS:
    void cleanup()
    {
        for (const char *name : {"LOOKUP_BASE_URL", "LOOKUP_ACCOUNT", "LOOKUP_SECRET"})
            qunsetenv(name);
    }

    void withoutTheOptionNobodyIsAsked()
    {
        MusterStation station;
        give(station);
        const CommandResult result = station.run(sanitize());
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QVERIFY(asked(station).isEmpty());
        QVERIFY(result.json["lookup"_L1].isNull());
    }

    void theAnswersJudge()
    {
        MusterStation station;
        give(station);
        const CommandResult plain = station.run(sanitize({u"--report"_s, station.file(u"plain.csv"_s)}));
        QVERIFY2(plain.exitCode == 0, plain.err.constData());
        const CommandResult result = station.run(lookingUp({u"--report"_s, station.file(u"r.csv"_s)}));
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const QList<QByteArray> numbers = asked(station);
        QCOMPARE(QSet<QByteArray>(numbers.cbegin(), numbers.cend()).size(), numbers.size()); // each once
        QCOMPARE(lookup(result, "to_ask"), numbers.size());
        QCOMPARE(lookup(result, "looked_up"), numbers.size());
        const auto before = readReport(readFile(station.file(u"plain.csv"_s)));
        const auto after = readReport(readFile(station.file(u"r.csv"_s)));
        QCOMPARE(after.size(), before.size());
        int purgedForTheirLine = 0;
        for (qsizetype at = 0; at < after.size(); ++at) {
            const ReportRow &was = before[at], &is = after[at];
            if (was.lineType != "fixed_line_or_mobile") {
                QVERIFY(!numbers.contains(is.e164)); // the plan decides, and nobody is paid for it
                QCOMPARE(is.verdict, was.verdict);
                QCOMPARE(is.source, was.source);
                continue;
            }
            QVERIFY(numbers.contains(is.e164));
            const auto truth = sandboxLineType(station.settings().seed, QString::fromLatin1(is.e164));
            const bool isVoip = truth == LookupLineType::FixedVoip || truth == LookupLineType::NonFixedVoip;
            QCOMPARE(is.reasons.contains("line_type_blocked"), isVoip);
            if (isVoip) {
                QCOMPARE(is.lineType, "voip"_ba);
                QCOMPARE(is.source, "lookup"_ba);
                purgedForTheirLine += is.verdict == "purge" ? 1 : 0;
            }
        }
        QVERIFY(purgedForTheirLine > 0);
        // What is known is not paid for again.
        const CommandResult again = station.run(lookingUp());
        QVERIFY2(again.exitCode == 0, again.err.constData());
        QCOMPARE(lookup(again, "known"), numbers.size());
        QCOMPARE(lookup(again, "to_ask"), 0);
        QCOMPARE(asked(station).size(), numbers.size());
    }

    void moneyIsRefusedWithoutABudget()
    {
        MusterStation station;
        give(station);
        const CommandResult result = station.run(sanitize({u"--lookup"_s, u"--lookup-price"_s, u"0.008"_s}));
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.json["error"_L1]["code"_L1].toString(), u"lookup_budget_missing"_s);
        QVERIFY(station.sandbox().requests().isEmpty()); // before anything was sent
    }

    void theBudgetIsAHardStopAndTheRestIsNotChecked()
    {
        MusterStation station;
        give(station);
        const CommandResult result
            = station.run(sanitize({u"--lookup"_s, u"--lookup-price"_s, u"0.008"_s, u"--lookup-budget"_s, u"0.2"_s,
                                    u"--report"_s, station.file(u"r.csv"_s)}));
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(asked(station).size(), 25);
        QCOMPARE(result.json["lookup"_L1]["spent"_L1].toString(), u"0.20"_s);
        const QList<QByteArray> numbers = asked(station);
        int unchecked = 0;
        for (const ReportRow &row : readReport(readFile(station.file(u"r.csv"_s)))) {
            if (!row.reasons.contains("lookup_failed"))
                continue;
            ++unchecked;
            QCOMPARE(row.verdict, "not_checked"_ba); // F113
            QVERIFY(!numbers.contains(row.e164));
        }
        QVERIFY(unchecked > 0);
    }

    void F21_aHaltedLookupConcludesNothing()
    {
        MusterStation station;
        give(station);
        SandboxFault fault;
        fault.path = u"/v2/PhoneNumbers/"_s;
        fault.skip = 20;
        fault.times = -1;
        station.sandbox().addFault(fault);
        const CommandResult result = station.run(lookingUp({u"--plan"_s, station.file(u"p.plan"_s)}));
        QCOMPARE(result.exitCode, 3);
        QVERIFY(!QFile::exists(station.file(u"p.plan"_s)));
        // The same command asks for the rest.
        station.sandbox().clearFaults();
        const CommandResult again = station.run(lookingUp({u"--plan"_s, station.file(u"p.plan"_s)}));
        QVERIFY2(again.exitCode == 0, again.err.constData());
        QVERIFY(lookup(again, "known") >= 10);
    }

    void F91_killedItGoesOnFromTheCache()
    {
        MusterStation station;
        give(station);
        ProgramKiller killer(station, [](const SandboxRequest &request) {
            return request.path.contains("/v2/PhoneNumbers/") ? u"look-up"_s : QString();
        });
        QVERIFY(killer.live(lookingUp(), KillMoment{KillMoment::At::Request, u"look-up"_s, 60}).wasKilled);
        const QList<QByteArray> first = asked(station);
        const CommandResult result = station.run(lookingUp());
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const QList<QByteArray> second = asked(station).mid(first.size());
        // Only what was in flight, or answered and not yet on the disk, is asked for twice.
        const auto twice = QSet<QByteArray>(first.cbegin(), first.cend())
                               .intersect(QSet<QByteArray>(second.cbegin(), second.cend()));
        QVERIFY2(twice.size() <= 8, QByteArray::number(qlonglong(twice.size())).constData());
        QVERIFY(lookup(result, "known") >= first.size() - 8);
    }

    void S01_S04_neitherSecretNorNumberIsSaidOrWritten()
    {
        MusterStation station;
        give(station);
        const QByteArray secret = station.sandbox().lookupSecret().bytes().toByteArray();
        const auto process = station.start(lookingUp());
        QVERIFY(muster::tests::waitFor([&] { return asked(station).size() >= 1; }, 60'000));
        QFile environment(u"/proc/%1/environ"_s.arg(process->processId()));
        if (environment.open(QIODevice::ReadOnly)) // the hardened process refuses, which is as good
            QVERIFY(!environment.readAll().contains(secret));
        const CommandResult result = MusterStation::finish(*process);
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const QByteArray said = result.out + result.err;
        QVERIFY(!said.contains(secret));
        for (const QByteArray &number : asked(station))
            QVERIFY(!said.contains(number.mid(1)));
        int files = 0;
        for (QDirIterator it(station.file(u"data"_s), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
             it.hasNext();) {
            const QByteArray bytes = readFile(it.next());
            ++files;
            QVERIFY2(!bytes.contains(secret), qPrintable(it.fileName()));
            for (const QByteArray &number : asked(station).mid(0, 50))
                QVERIFY2(!bytes.contains(number.mid(1)), qPrintable(it.fileName()));
        }
        QVERIFY(files >= 3);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("code");
        QTest::newRow("no number") << QStringList{u"--lookup"_s, u"--lookup-price"_s, u"a lot"_s} << QByteArray()
                                   << u"price_unreadable"_s;
        QTest::newRow("comma") << QStringList{u"--lookup"_s, u"--lookup-budget"_s, u"1,50"_s} << QByteArray()
                               << u"price_unreadable"_s;
        QTest::newRow("another's address")
            << QStringList{u"--lookup"_s} << QByteArray("https://lookup.example.com") << u"lookup_address"_s;
        QTest::newRow("not needed without --lookup")
            << QStringList{u"--lookup-budget"_s, u"5"_s} << QByteArray() << QString();
    }
    void refuses()
    {
        QFETCH(QStringList, more);
        QFETCH(QByteArray, url);
        QFETCH(QString, code);
        MusterStation station;
        give(station);
        if (!url.isEmpty())
            qputenv("LOOKUP_BASE_URL", url);
        const CommandResult result = station.run(sanitize(more));
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.json["error"_L1]["code"_L1].toString(), code);
        QVERIFY(station.sandbox().requests().isEmpty());
    }

    void F113_whatASandboxMakesUpJudgesNoProductionList()
    {
        MusterStation station;
        give(station);
        const CommandResult result = station.runOnProduction(lookingUp());
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.json["error"_L1]["code"_L1].toString(), u"lookup_made_up"_s);
        QVERIFY(station.sandbox().requests().isEmpty());
    }

    void withoutAnAccountNobodyIsAsked()
    {
        MusterStation station;
        const CommandResult result = station.run(lookingUp());
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.json["error"_L1]["code"_L1].toString(), u"lookup_account"_s);
        QVERIFY(station.sandbox().requests().isEmpty());
    }
};

MUSTER_TEST(HeadlessLookupTest, QCoreApplication)

} // namespace tst_headlesslookup
#include "tst_headlesslookup.moc"
