// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessnumberplans {

namespace {

QString shipped(const char *name)
{
    return u"%1/resources/number-plans/%2"_s.arg(QLatin1String(MUSTER_SOURCES), QLatin1String(name));
}

QStringList plans(const QStringList &words)
{
    return QStringList{u"numbers"_s, u"plans"_s} + words;
}

/// The published file with a range more, which nobody has: mobiles of Ascension that begin with 5.
QByteArray widened()
{
    QByteArray xml = readFile(shipped("PhoneNumberMetadata.xml"));
    const qsizetype at = xml.indexOf("id=\"AC\"");
    const auto replace = [&xml, at](const QByteArray &from, const QByteArray &to) {
        const qsizetype place = xml.indexOf(from, at);
        if (at < 0 || place < 0)
            qFatal("the published file has changed");
        xml.replace(place, from.size(), to);
    };
    replace("[2-467]", "[2-7]");
    replace("[2-47]\\d{4}", "[2-57]\\d{4}");
    return xml;
}

/// What `muster numbers classify` says of a number, from the same data folder.
QByteArray classified(MusterStation &station, const QByteArray &number)
{
    const QString file = station.file(u"numbers.txt"_s);
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(number + '\n') < 0)
        qFatal("cannot write");
    out.close();
    QProcess process;
    process.start(QStringLiteral(MUSTER_PROGRAM),
                  {u"--data-dir"_s, station.file(u"data"_s), u"numbers"_s, u"classify"_s, file});
    return MusterStation::finish(process).out;
}

} // namespace

/// `muster numbers plans ...` as a person or a scheduler calls it: the real program.
class HeadlessNumberPlansTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theShippedOnesHoldAtFirst()
    {
        MusterStation station;
        const CommandResult result = station.run(plans({u"show"_s}));
        QCOMPARE(result.exitCode, 0);
        const QJsonObject edition
            = QJsonDocument::fromJson(readFile(shipped("edition.json"))).object();
        const QJsonObject told = result.json.value(u"plans"_s).toObject();
        QCOMPARE(told.value(u"origin"_s).toString(), u"shipped"_s);
        QCOMPARE(told.value(u"version"_s), edition.value(u"version"_s));
        QCOMPARE(told.value(u"released"_s), edition.value(u"released"_s));
    }

    void aFileIsComparedAndThenUsed()
    {
        MusterStation station;
        const QString file = station.file(u"newer.xml"_s);
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(widened()) > 0);
        out.close();
        const QByteArray number = "+24755555";
        QVERIFY(classified(station, number).contains("unknown"));

        const CommandResult checked = station.run(plans({u"check"_s, file}));
        QVERIFY2(checked.exitCode == 0, checked.err.constData());
        const QJsonArray differences = checked.json.value(u"differences"_s).toArray();
        QCOMPARE(differences.size(), 1);
        QCOMPARE(differences.first().toObject().value(u"calling_code"_s).toInt(), 247);
        QCOMPARE(differences.first().toObject().value(u"newly_valid"_s).toInt(), 10'000);
        QCOMPARE(differences.first().toObject().value(u"no_longer_valid"_s).toInt(), 0);
        QVERIFY(classified(station, number).contains("unknown")); // nothing was changed

        const CommandResult used = station.run(plans({u"use"_s, file, u"--released"_s, u"2026-08-01"_s}));
        QVERIFY2(used.exitCode == 0, used.err.constData());
        QCOMPARE(used.json.value(u"plans"_s).toObject().value(u"origin"_s).toString(), u"file"_s);
        QVERIFY(QFile::remove(file)); // it was taken over
        QVERIFY(classified(station, number).contains("mobile"));
        const auto entries = station.auditEntries(u"number_plans.changed"_s);
        QCOMPARE(entries.size(), 1);
        // A list is judged by them, and the preview says so.
        const CommandResult preview
            = station.run({u"lists"_s, u"sanitize"_s, SandboxList::all()[0].id, u"--default-region"_s, u"US"_s});
        QVERIFY2(preview.exitCode == 0, preview.err.constData());
        const QJsonObject told = preview.json.value(u"numbering_plans"_s).toObject();
        QCOMPARE(told.value(u"origin"_s).toString(), u"file"_s);
        QCOMPARE(told.value(u"released"_s).toString(), u"2026-08-01"_s);

        QCOMPARE(station.run(plans({u"use"_s, u"newest"_s})).exitCode, 0);
        QVERIFY(classified(station, number).contains("unknown"));
        QCOMPARE(station.run(plans({u"use"_s, u"installed"_s})).exitCode, 0);
        const CommandResult shown = station.run(plans({u"show"_s}));
        QCOMPARE(shown.json.value(u"plans"_s).toObject().value(u"origin"_s).toString(), u"installed"_s);
        QCOMPARE(station.auditEntries(u"number_plans.changed"_s).size(), 3);
    }

    void S17_whatIsNoSuchFileChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("code");
        const QStringList day{u"--released"_s, u"2026-08-01"_s};
        QTest::newRow("no XML") << QByteArray("id;phone") << day << u"plans_not_xml"_s;
        QTest::newRow("half of it") << widened().left(500'000) << day << u"plans_not_xml"_s;
        QTest::newRow("an entity") << widened().replace("<!ELEMENT format (#PCDATA)>", "<!ENTITY a \"b\">") << day
                                   << u"plans_entities"_s;
        QTest::newRow("a day to come") << widened() << QStringList{u"--released"_s, u"2126-08-01"_s} << u"plans_day"_s;
        QTest::newRow("no day") << widened() << QStringList{u"--released"_s, u"August"_s} << u"plans_day"_s;
    }
    void S17_whatIsNoSuchFileChangesNothing()
    {
        QFETCH(QByteArray, content);
        QFETCH(QStringList, more);
        QFETCH(QString, code);
        MusterStation station;
        const QString file = station.file(u"some.xml"_s);
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(content) == content.size());
        out.close();
        const CommandResult result = station.run(plans(QStringList{u"use"_s, file} + more));
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.json.value(u"error"_s).toObject().value(u"code"_s).toString(), code);
        QVERIFY(station.auditEntries(u"number_plans.changed"_s).isEmpty());
        QCOMPARE(station.run(plans({u"show"_s})).json.value(u"use"_s).toString(), u"newest"_s);
    }

    void aFileNeedsItsDay()
    {
        MusterStation station;
        const CommandResult result = station.run(plans({u"use"_s, shipped("PhoneNumberMetadata.xml")}));
        QCOMPARE(result.exitCode, 2);
        QVERIFY(result.err.contains("--released"));
    }
};

MUSTER_TEST(HeadlessNumberPlansTest, QCoreApplication)

} // namespace tst_headlessnumberplans
#include "tst_headlessnumberplans.moc"
