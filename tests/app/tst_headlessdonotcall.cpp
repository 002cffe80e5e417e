// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxonestation.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessdonotcall {

namespace {

CxoneSandboxSettings world()
{
    return {.tenant = {.contacts = 600, .seed = 7}};
}

QStringList check(const QString &file, const QStringList &more = {})
{
    return QStringList{u"dnc"_s, u"check"_s, file} + more;
}

/// As "1 blocked", by line.
QStringList said(const CommandResult &result)
{
    QStringList lines;
    const QJsonArray numbers = result.json[u"numbers"_s].toArray();
    for (const QJsonValue number : numbers)
        lines << QString::number(number[u"line"].toInt()) + u' ' + number[u"status"].toString();
    return lines;
}

} // namespace

/// `muster dnc check` and `muster dnc groups`, the real program on both simulators.
class TestHeadlessDoNotCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfEveryNumber();
    void numbersComeFromStandardInputToo();
    void S21_theFileIsWrittenWholeAndPrivately();
    void whatCannotBeAskedIsRefused_data();
    void whatCannotBeAskedIsRefused();
    void F18_whatIsNotToldEndsWithOne();
    void groupsAndSkillsAreListed();
    void theFirstFlavourSaysWhyNot();
    void S07_noNumberStaysBehind();
};

void TestHeadlessDoNotCall::tellsOfEveryNumber()
{
    CxoneStation station(world());
    const QStringList held = station.sandbox().doNotCallTruth(501);
    QVERIFY(!held.isEmpty());
    station.write(u"numbers.txt"_s, '+' + held.first().toUtf8() + "\n(212) 555-0199\n+" + held.first().toUtf8() + '\n');
    const CommandResult result = station.run(check(station.file(u"numbers.txt"_s), {u"--default-region"_s, u"US"_s}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(said(result), (QStringList{u"1 blocked"_s, u"2 not_blocked"_s}));
    QCOMPARE(result.json[u"repeated"_s].toInt(), 1);
    QCOMPARE(result.json[u"outcome"_s].toString(), u"complete"_s);
    const QJsonValue first = result.json[u"numbers"_s].toArray().first();
    QCOMPARE(first[u"number"].toString(), u'+' + held.first());
    const QJsonValue entry = first[u"entries"].toArray().first();
    QCOMPARE(entry[u"group"].toString(), u"Company do not call"_s);
    QCOMPARE(entry[u"effect"].toString(), u"blocks"_s);
    QVERIFY(entry[u"since"].isString() && entry[u"until"].isNull());
    QCOMPARE(entry[u"honoring"].toArray().size(), 2);
    QCOMPARE(station.auditEntries(u"donotcall.checked"_s).size(), 1);
}

void TestHeadlessDoNotCall::numbersComeFromStandardInputToo()
{
    CxoneStation station(world());
    const auto process = station.start({u"dnc"_s, u"check"_s});
    QVERIFY(process->waitForStarted());
    process->write("+12125550198\n+12125550199\n");
    process->closeWriteChannel();
    const CommandResult result = ProgramStation::finish(*process);
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(said(result), (QStringList{u"1 not_blocked"_s, u"2 not_blocked"_s}));
}

void TestHeadlessDoNotCall::S21_theFileIsWrittenWholeAndPrivately()
{
    CxoneStation station(world());
    const QString out = station.file(u"answers.csv"_s);
    station.write(u"numbers.txt"_s, "+12125550198\nrubbish\n");
    const QStringList command = check(station.file(u"numbers.txt"_s), {u"--out"_s, out});
    const CommandResult result = station.run(command);
    QCOMPARE(result.exitCode, 1); // one could not be read
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray csv = file.readAll();
    QVERIFY2(csv.startsWith("line,as_written,number,standing,group,"), csv.constData());
    QVERIFY(csv.contains("'+12125550198")); // no spreadsheet runs it
    QCOMPARE(QFileInfo(out).permissions()
                 & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    // What is there is not replaced unless that is said, and then nothing is asked.
    const qsizetype before = station.sandbox().requests().size();
    const CommandResult again = station.run(command);
    QCOMPARE(again.exitCode, 2);
    QCOMPARE(station.sandbox().requests().size(), before);
    QCOMPARE(station.run(command + QStringList{u"--overwrite"_s}).exitCode, 1);
}

void TestHeadlessDoNotCall::whatCannotBeAskedIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("code");
    QByteArray many;
    for (int at = 0; at <= 2000; ++at)
        many += "+1212" + QByteArray::number(2'000'000 + at) + '\n';
    QTest::newRow("nothing") << QByteArray("\n") << QStringList() << u"numbers_none"_s;
    QTest::newRow("too many") << many << QStringList() << u"too_many_numbers"_s;
    QTest::newRow("no text") << QByteArray("\xFF\xFE") << QStringList() << u"numbers_not_text"_s;
    QTest::newRow("no region") << QByteArray("030 1234567") << QStringList{u"--default-region"_s, u"XX"_s}
                               << u"unknown_region"_s;
}

void TestHeadlessDoNotCall::whatCannotBeAskedIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, more);
    QFETCH(QString, code);
    CxoneStation station(world());
    station.write(u"numbers.txt"_s, text);
    const CommandResult result = station.run(check(station.file(u"numbers.txt"_s), more));
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.json[u"error"_s][u"code"].toString(), code);
    QVERIFY(station.sandbox().requests().isEmpty()
            || std::ranges::none_of(station.sandbox().requests(),
                                    [](const SandboxRequest &one) { return one.path.contains("/dnc-groups"); }));
}

void TestHeadlessDoNotCall::F18_whatIsNotToldEndsWithOne()
{
    CxoneStation station(world());
    SandboxFault fault;
    fault.path = u"/dnc-groups/search"_s;
    fault.status = 400;
    fault.skip = 1;
    station.sandbox().addFault(fault);
    station.write(u"numbers.txt"_s, "+12125550197\n+12125550198\n+12125550199\n");
    const CommandResult result = station.run(check(station.file(u"numbers.txt"_s)));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(said(result), (QStringList{u"1 not_blocked"_s, u"2 not_told"_s, u"3 not_blocked"_s}));
    QVERIFY(result.json[u"numbers"_s].toArray()[1][u"error"].isObject());
}

void TestHeadlessDoNotCall::groupsAndSkillsAreListed()
{
    CxoneStation station(world());
    const CommandResult result = station.run({u"dnc"_s, u"groups"_s});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const QJsonArray groups = result.json[u"groups"_s].toArray();
    QCOMPARE(groups.size(), 3);
    QCOMPARE(groups[0][u"name"].toString(), u"Campaign opt-outs"_s);
    QCOMPARE(groups[0][u"contributing"].toArray().size(), 1);
    QCOMPARE(groups[1][u"honoring"].toArray().size(), 2);
    QCOMPARE(groups[1][u"records"].toInt(), station.sandbox().doNotCallTruth(501).size());
    QCOMPARE(groups[2][u"active"], QJsonValue(false));
    // A group whose skills are refused is named, and the others are told.
    SandboxFault fault;
    fault.path = u"/501/scrubbed-skills"_s;
    fault.status = 404;
    station.sandbox().addFault(fault);
    const CommandResult part = station.run({u"dnc"_s, u"groups"_s});
    QCOMPARE(part.exitCode, 1);
    const QJsonValue hidden = part.json[u"groups"_s].toArray()[1];
    QVERIFY(hidden[u"honoring"].isNull() && hidden[u"error"].isObject());
}

void TestHeadlessDoNotCall::theFirstFlavourSaysWhyNot()
{
    MusterStation station;
    for (const QStringList &command :
         {QStringList{u"dnc"_s, u"groups"_s}, QStringList{u"dnc"_s, u"check"_s, u"/dev/null"_s}}) {
        const CommandResult refused = station.run(command);
        QCOMPARE(refused.exitCode, 2);
        QCOMPARE(refused.json[u"error"_s][u"code"].toString(), u"job_unavailable"_s);
        QVERIFY2(refused.err.contains("do-not-call groups"), refused.err.constData());
    }
    QCOMPARE(station.sent("GET") + station.sent("POST"), 0);
}

void TestHeadlessDoNotCall::S07_noNumberStaysBehind()
{
    CxoneStation station(world());
    const auto process = station.start({u"dnc"_s, u"check"_s});
    QVERIFY(process->waitForStarted());
    process->write("+12125550198\nrubbish 5550197\n");
    process->closeWriteChannel();
    const CommandResult result = ProgramStation::finish(*process);
    QVERIFY(result.out.contains("5550198")); // where it was asked for
    QVERIFY(!result.err.contains("5550198") && !result.err.contains("5550197"));
    QVERIFY(!station.isInFiles("5550198"));
    QVERIFY(!station.isInFiles("5550197"));
}

MUSTER_TEST(TestHeadlessDoNotCall, QCoreApplication)

} // namespace tst_headlessdonotcall

#include "tst_headlessdonotcall.moc"
