// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/liststation.h"

#include "tests/support/testprogram.h"

#include <QFileInfo>
#include <QJsonArray>
#include <csignal>
#include <sys/resource.h>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesslistfaults {
using Fault = SandboxFault;

namespace {

Fault on(const QString &method, Fault::Kind kind, int skip, int times = 1)
{
    Fault fault;
    fault.kind = kind;
    fault.method = method;
    fault.path = u"/campaigns/"_s;
    fault.skip = skip;
    fault.times = times;
    return fault;
}

Fault mutation(const QString &method, Fault::Mutation what, int skip, int times = 1)
{
    Fault fault = on(method, Fault::Kind::Mutate, skip, times);
    fault.mutation = what;
    return fault;
}

Fault status(const QString &method, int code, int skip, int times = 1)
{
    Fault fault = on(method, Fault::Kind::Status, skip, times);
    fault.status = code;
    return fault;
}

} // namespace

/// What the server and the machine can do to a preview and to the carrying out of a plan.
class HeadlessListFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void incompleteReadsGiveNothing_data();
    void incompleteReadsGiveNothing();
    void passingTroubleEndsAsPlanned_data();
    void passingTroubleEndsAsPlanned();
    void F21_haltedPurgeNeedsAPersonsWord();
    void F23_aLockedPurgeNeedsAPersonsWord();
    void S37_withoutAKeyStoreNothingIsChangedUnasked();
    void F72_F110_wrongCountRemovesNobody();
    void F112_changedContactsAreLeftAlone();
    void F16_conflictsAreNotRepeatedAndTheirDifferenceIsTold();
    void F116_removalsThatRemoveNothingStop();
    void F104_withoutDescriptorsThePurgePausesAndGoesOnLater();
    void F105_sigtermPausesAndResumeCompletes();
};

void HeadlessListFaultsTest::incompleteReadsGiveNothing_data()
{
    QTest::addColumn<Fault>("fault");
    // The first GET is the index.
    QTest::newRow("F67 a link twice") << mutation(u"GET"_s, Fault::Mutation::RepeatToken, 3, -1);
    QTest::newRow("F68 empty pages for ever") << mutation(u"GET"_s, Fault::Mutation::EmptyPage, 2, -1);
    QTest::newRow("F72 another count") << mutation(u"GET"_s, Fault::Mutation::WrongCount, 0, -1);
    QTest::newRow("S09 a link to another origin") << mutation(u"GET"_s, Fault::Mutation::ForeignLink, 2, -1);
    QTest::newRow("F13 no such list") << status(u"GET"_s, 404, 2, -1);
    QTest::newRow("F10 not permitted") << status(u"GET"_s, 403, 2, -1);
}

void HeadlessListFaultsTest::incompleteReadsGiveNothing()
{
    QFETCH(Fault, fault);
    MusterStation station;
    station.sandbox().addFault(fault);
    const CommandResult result = station.run({u"lists"_s, u"sanitize"_s, ListStation::leads(), u"--report"_s,
                                              station.file(u"r.csv"_s), u"--plan"_s, station.file(u"p.plan"_s)});
    QVERIFY2(result.exitCode == 1, result.err.constData());
    QVERIFY(!QFileInfo::exists(station.file(u"r.csv"_s)));
    QVERIFY(!QFileInfo::exists(station.file(u"p.plan"_s)));
}

void HeadlessListFaultsTest::passingTroubleEndsAsPlanned_data()
{
    QTest::addColumn<Fault>("fault");
    Fault throttled = status(u"PATCH"_s, 429, 1);
    throttled.headers = {{"Retry-After", "1"}};
    QTest::newRow("F01 PATCH throttled") << throttled;
    throttled.method = u"DELETE"_s;
    QTest::newRow("F01 DELETE throttled") << throttled;
    QTest::newRow("F12 a batch refused") << status(u"PATCH"_s, 400, 1);
    QTest::newRow("F17 a batch too large") << status(u"PATCH"_s, 413, 1);
    QTest::newRow("F43 DELETE applied, then reset") << on(u"DELETE"_s, Fault::Kind::Reset, 5, 3);
    QTest::newRow("F44 PATCH applied, then reset") << on(u"PATCH"_s, Fault::Kind::Reset, 1);
    QTest::newRow("F46 DELETE applied, closed") << on(u"DELETE"_s, Fault::Kind::CloseWithoutAnswer, 5, 3);
    QTest::newRow("F24 DELETE accepted only") << mutation(u"DELETE"_s, Fault::Mutation::AcceptedOnly, 3, 5);
    QTest::newRow("F24 PATCH accepted only") << mutation(u"PATCH"_s, Fault::Mutation::AcceptedOnly, 0, 2);
}

void HeadlessListFaultsTest::passingTroubleEndsAsPlanned()
{
    QFETCH(Fault, fault);
    ListStation station;
    QVERIFY(station.makePlan());
    station.sandbox().addFault(fault);
    CommandResult result = station.run(station.applying());
    // A batch of unknown outcome locks the purge until a person goes on (F23); everything else ends by itself.
    if (result.exitCode == 3)
        result = station.run(station.applying({u"--resume"_s, u"--rearm"_s}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(station.present() == station.planned());
    QVERIFY(station.deletesWereFair());
}

void HeadlessListFaultsTest::F21_haltedPurgeNeedsAPersonsWord()
{
    ListStation station;
    QVERIFY(station.makePlan());
    station.sandbox().addFault(status(u"DELETE"_s, 503, 20, 40));
    const CommandResult halted = station.run(station.applying());
    QVERIFY2(halted.exitCode == 3, halted.err.constData());
    QCOMPARE(halted.json["outcome"_L1].toString(), u"halted"_s);
    station.sandbox().clearFaults();
    const int deletes = station.sent("DELETE");
    const CommandResult still = station.run(station.applying({u"--resume"_s}));
    QCOMPARE(still.exitCode, 3);
    QCOMPARE(station.sent("DELETE"), deletes);
    const CommandResult result = station.run(station.applying({u"--resume"_s, u"--arm"_s}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(station.present() == station.planned());
    QVERIFY(station.deletesWereFair());
}

void HeadlessListFaultsTest::F23_aLockedPurgeNeedsAPersonsWord()
{
    ListStation station;
    QVERIFY(station.makePlan());
    station.sandbox().addFault(mutation(u"PATCH"_s, Fault::Mutation::AcceptWithoutDoing, 0, -1));
    const CommandResult locked = station.run(station.applying());
    QVERIFY2(locked.exitCode == 3, locked.err.constData());
    QCOMPARE(locked.json["error"_L1]["code"_L1].toString(), u"purge_locked"_s);
    station.sandbox().clearFaults();
    // Neither of the two ways to resume says so, nor does the word that only allows changes.
    const QString run = locked.json["run_id"_L1].toString();
    for (const QStringList &going : {station.applying({u"--resume"_s}), station.applying({u"--resume"_s, u"--arm"_s}),
                                     QStringList{u"runs"_s, u"resume"_s, run}}) {
        const CommandResult still = station.run(going);
        QCOMPARE(still.exitCode, 2);
        QCOMPARE(still.json["error"_L1]["code"_L1].toString(), u"purge_needs_rearm"_s);
        QVERIFY2(still.err.contains("--rearm"), still.err.constData());
    }
    QCOMPARE(station.sent("DELETE"), 0);
    // The word is for a number of contacts.
    QCOMPARE(station.run({u"lists"_s, u"apply"_s, u"--plan"_s, station.plan(), u"--resume"_s, u"--rearm"_s}).exitCode,
             2);
    const CommandResult result = station.run(station.applying({u"--resume"_s, u"--rearm"_s}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(station.present() == station.planned());
    QVERIFY(station.deletesWereFair());
}

void HeadlessListFaultsTest::S37_withoutAKeyStoreNothingIsChangedUnasked()
{
    ListStation station;
    QVERIFY(station.makePlan());
    QStringList unasked = station.applying();
    unasked.removeAll(u"--plain-backup"_s);
    const CommandResult refused = station.run(unasked);
    QVERIFY2(refused.exitCode == 2, refused.err.constData());
    QCOMPARE(refused.json["error"_L1]["code"_L1].toString(), u"backup_not_encrypted"_s);
    QVERIFY2(refused.err.contains("--plain-backup"), refused.err.constData());
    QCOMPARE(station.sent("PATCH") + station.sent("DELETE"), 0);
    const CommandResult agreed = station.run(station.applying());
    QVERIFY2(agreed.exitCode == 0, agreed.err.constData());
    const QString finding = agreed.json["findings"_L1][0].toString();
    QCOMPARE(finding, u"backup_in_clear:%1"_s.arg(station.fixes() + station.purges()));
}

void HeadlessListFaultsTest::F72_F110_wrongCountRemovesNobody()
{
    ListStation station;
    QVERIFY(station.makePlan());
    station.sandbox().addFault(mutation(u"GET"_s, Fault::Mutation::WrongCount, 0, -1));
    const CommandResult result = station.run(station.applying());
    QVERIFY2(result.exitCode != 0, result.err.constData());
    QCOMPARE(station.sent("DELETE"), 0);
    QVERIFY(station.present() == station.before());
}

void HeadlessListFaultsTest::F112_changedContactsAreLeftAlone()
{
    ListStation station;
    QVERIFY(station.makePlan());
    // Somebody corrects the numbers of the list after the plan was made, under another connection.
    QVERIFY(station
                .runOnProduction({u"lists"_s, u"sanitize"_s, ListStation::leads(), u"--default-region"_s, u"GB"_s,
                                  u"--plan"_s, station.file(u"other.plan"_s)})
                .exitCode
            == 0);
    const CommandResult other
        = station.runOnProduction({u"lists"_s, u"apply"_s, u"--plan"_s, station.file(u"other.plan"_s), u"--no-purge"_s,
                                   u"--arm"_s, u"--plain-backup"_s});
    QVERIFY2(other.exitCode == 0, other.err.constData());
    const auto corrected = station.present();
    const CommandResult result = station.run(station.applying());
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(station.deletesWereFair());
    QVERIFY(result.json["figures"_L1]["skipped"_L1].toInteger() > 0);
    // Whoever had another number than the plan knew is still there, with that number.
    const auto before = station.before();
    const auto after = station.present();
    int spared = 0;
    for (qsizetype at = 0; at < before.size(); ++at) {
        if (corrected[at] == before[at])
            continue;
        QVERIFY(after.contains(corrected[at]));
        ++spared;
    }
    QVERIFY(spared > 0);
}

void HeadlessListFaultsTest::F16_conflictsAreNotRepeatedAndTheirDifferenceIsTold()
{
    ListStation station;
    QVERIFY(station.makePlan());
    station.sandbox().addFault(status(u"PATCH"_s, 409, 0));
    station.sandbox().addFault(status(u"DELETE"_s, 412, 0));
    const CommandResult result = station.run(station.applying());
    QVERIFY2(result.exitCode == 0, result.err.constData());
    // The first batch and one contact, each asked for once.
    const qint64 refused = std::min<qint64>(station.fixes(), 100) + 1;
    QCOMPARE(station.sent("PATCH"), int((station.fixes() + 99) / 100));
    QCOMPARE(station.sent("DELETE"), int(station.purges()));
    const qint64 copied = station.fixes() + station.purges(); // there is no key store
    const QJsonArray findings{u"rejected:%1"_s.arg(refused), u"backup_in_clear:%1"_s.arg(copied)};
    QCOMPARE(result.json["findings"_L1].toArray(), findings);
    // All of them are as they were, and the list of what is left says so.
    const auto before = station.before(), planned = station.planned(), present = station.present();
    qint64 untouched = 0;
    for (const auto &contact : before)
        untouched += !planned.contains(contact) && present.contains(contact);
    QCOMPARE(untouched, refused);
    QFile left(result.json["output_file"_L1].toString());
    QVERIFY2(left.open(QIODevice::ReadOnly), qPrintable(left.fileName()));
    QCOMPARE(left.readAll().count("rejected,conflict_as_planned\r\n"), refused);
}

void HeadlessListFaultsTest::F116_removalsThatRemoveNothingStop()
{
    ListStation station;
    QVERIFY(station.makePlan());
    station.sandbox().addFault(mutation(u"DELETE"_s, Fault::Mutation::AcceptWithoutDoing, 0, -1));
    const CommandResult result = station.run(station.applying());
    QVERIFY2(result.exitCode != 0, result.err.constData());
    QVERIFY(station.sent("DELETE") <= 20);
    QVERIFY(station.present() == station.planned(false));
    QCOMPARE(result.json["figures"_L1]["purged"_L1].toInteger(), 0);
}

void HeadlessListFaultsTest::F104_withoutDescriptorsThePurgePausesAndGoesOnLater()
{
    ListStation station({.contacts = 500, .seed = 7, .thinkTime = std::chrono::milliseconds(20)});
    QVERIFY(station.makePlan());
    const auto process = station.start(station.applying());
    QTRY_VERIFY_WITH_TIMEOUT(station.sent("DELETE") > 30, 60'000);
    // Below what is open already: nothing new can be opened from now on, and what is open is lost with these answers.
    const rlimit none{3, 3};
    QCOMPARE(::prlimit(pid_t(process->processId()), RLIMIT_NOFILE, &none, nullptr), 0);
    station.sandbox().addFault(on(u"DELETE"_s, Fault::Kind::CloseWithoutAnswer, 0, 20));
    const CommandResult paused = MusterStation::finish(*process);
    QVERIFY2(paused.exitCode == 3, paused.err.constData());
    QCOMPARE(paused.json["error"_L1]["code"_L1].toString(), u"too_many_files"_s);
    station.sandbox().clearFaults();
    QVERIFY(station.present() != station.planned());
    const CommandResult result = station.run(station.applying({u"--resume"_s}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(station.present() == station.planned());
    QVERIFY(station.deletesWereFair());
}

void HeadlessListFaultsTest::F105_sigtermPausesAndResumeCompletes()
{
    ListStation station({.contacts = 500, .seed = 7, .thinkTime = std::chrono::milliseconds(20)});
    QVERIFY(station.makePlan());
    const auto process = station.start(station.applying());
    QTRY_VERIFY_WITH_TIMEOUT(station.sent("DELETE") > 30, 60'000);
    ::kill(pid_t(process->processId()), SIGTERM);
    const CommandResult paused = MusterStation::finish(*process);
    QVERIFY2(paused.exitCode == 3, paused.err.constData());
    QVERIFY(station.present() != station.planned());
    const CommandResult result = station.run(station.applying({u"--resume"_s}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(station.present() == station.planned());
    QVERIFY(station.deletesWereFair());
}

MUSTER_TEST(HeadlessListFaultsTest, QCoreApplication)

} // namespace tst_headlesslistfaults
#include "tst_headlesslistfaults.moc"
