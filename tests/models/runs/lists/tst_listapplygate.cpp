// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "applyfixture.h"

#include "models/store/auditlog.h"
#include "models/store/backupfile.h"
#include "tests/support/testprogram.h"

#include <QFile>

using namespace muster;

namespace tst_listapplygate {
using test::ApplyFixture;
using test::ListsWorld;
using Kind = RunOutcome::Kind;

namespace {

bool isDelete(const ListsWorld::Write &write)
{
    return write.method == "DELETE";
}

QByteArray idOf(int index)
{
    return "c" + QByteArray::number(index).rightJustified(5, '0');
}

QString codeOf(const RunOutcome &outcome)
{
    return outcome.error ? outcome.error->code : QString();
}

UnitReason reasonOf(const LoggedUnit &unit)
{
    return UnitReason(unit.reason);
}

} // namespace

/// What keeps a purge from happening: the gate, the copy, the plan's seal, the disk, a person's wish.
class TestListApplyGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F110_anIncompleteListIsRefused();
    void F110_aPlanOfAnIncompleteListIsRefused();
    void F110_anEmptyListIsRefused();
    void F111_withoutTheTypedNumberNothingIsSent_data();
    void F111_withoutTheTypedNumberNothingIsSent();
    void F112_anOldPlanIsRefused();
    void F112_aPlanThatGrowsOldUnderWayPurgesNothing();
    void F112_changedContactsAreSkipped();
    void F73_contactsChangedBeforeTheSecondLookAreSkipped();
    void F73_aPurgeAloneIsLookedAtASecondTimeToo();
    void F114_withoutACopyNothingIsSent();
    void F114_theCopyHoldsAllThatIsChanged();
    void F114_withoutItsCopyARunIsNotResumed();
    void F115_anAlteredPlanIsRefusedAndAudited();
    void F115_anotherPlanInItsPlaceIsRefused();
    void F116_aServiceThatOnlyPretendsIsStopped();
    void F16_conflictsAreNotRepeated();
    void F94_S35_withoutAnAuditNothingIsSent();
    void F95_F99_withoutItsUnitLogARunIsNotResumed();
    void F105_aPauseSendsNothingMore();

private:
    std::unique_ptr<ApplyFixture> m_fixture;
    ApplyFixture &make(int fixes, int purges)
    {
        m_fixture = std::make_unique<ApplyFixture>(fixes, purges);
        return *m_fixture;
    }
    void nothingWasSent() { QCOMPARE(m_fixture->world.writes.size(), 0); }

private Q_SLOTS:
    void cleanup()
    {
        const QStringList findings = m_fixture ? m_fixture->findings : QStringList();
        m_fixture.reset();
        QCOMPARE(findings, QStringList());
    }
};

void TestListApplyGate::F110_anIncompleteListIsRefused()
{
    ApplyFixture &fixture = make(5, 5);
    fixture.world.script = [](const HttpRequest &request, const ListsWorld::Write &) {
        return request.url.path().endsWith(QLatin1String("/contactlists"))
            ? ListsWorld::status(200, R"({"items":[{"id":"list_1","name":"Customers","contactCount":4711}]})")
            : std::nullopt;
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(codeOf(outcome), QStringLiteral("count_mismatch"));
    nothingWasSent();
}

void TestListApplyGate::F110_aPlanOfAnIncompleteListIsRefused()
{
    ApplyFixture &fixture = make(5, 5);
    fixture.changeHeader([](PlanHeader &header) { header.readComplete = false; });
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(codeOf(outcome), QStringLiteral("plan_incomplete_read"));
    QCOMPARE(fixture.world.requests, 0);
}

void TestListApplyGate::F110_anEmptyListIsRefused()
{
    ApplyFixture &fixture = make(5, 5);
    fixture.world.contacts.clear();
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(codeOf(outcome), QStringLiteral("plan_empty_list"));
    nothingWasSent();
}

void TestListApplyGate::F111_withoutTheTypedNumberNothingIsSent_data()
{
    QTest::addColumn<int>("typed");
    QTest::addColumn<QString>("code");
    QTest::newRow("none") << -1 << QStringLiteral("confirm_count_missing");
    QTest::newRow("wrong") << 11 << QStringLiteral("confirm_count_wrong");
}

void TestListApplyGate::F111_withoutTheTypedNumberNothingIsSent()
{
    QFETCH(int, typed);
    QFETCH(QString, code);
    ApplyFixture &fixture = make(5, 10); // 10 of 35 contacts
    fixture.order.typedCount = typed < 0 ? std::nullopt : std::optional<qint64>(typed);
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(codeOf(outcome), code);
    QCOMPARE(fixture.world.requests, 0);
}

void TestListApplyGate::F112_anOldPlanIsRefused()
{
    ApplyFixture &fixture = make(5, 5);
    fixture.clock.advance(std::chrono::minutes(61));
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(codeOf(outcome), QStringLiteral("plan_stale"));
    QCOMPARE(fixture.world.requests, 0);
}

void TestListApplyGate::F112_aPlanThatGrowsOldUnderWayPurgesNothing()
{
    ApplyFixture &fixture = make(5, 5);
    fixture.world.script = [&fixture](const HttpRequest &, const ListsWorld::Write &write) {
        if (write.method == "PATCH")
            fixture.clock.advance(std::chrono::minutes(61));
        return std::optional<ListsWorld::Fault>();
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QCOMPARE(fixture.count(UnitState::Applied), 5);
    for (int i = 5; i < 10; ++i) {
        QCOMPARE(fixture.units().at(i).state, UnitState::Skipped);
        QCOMPARE(reasonOf(fixture.units().at(i)), UnitReason::Stale);
    }
    QCOMPARE(fixture.world.removals(), QList<QByteArray>());
}

void TestListApplyGate::F112_changedContactsAreSkipped()
{
    ApplyFixture &fixture = make(4, 4);
    fixture.world.contacts[1].phone = "+12025550100"; // somebody corrected it
    fixture.world.contacts[2].note = "other"; // somebody worked on it
    fixture.world.contacts[5].phone = "+12025550101"; // it has a number now
    fixture.world.contacts[6].note = "a customer after all";
    fixture.world.contacts.removeAt(7);
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, (QStringList{QStringLiteral("absent:1"), QStringLiteral("skipped:4")}));
    for (const int unit : {1, 2, 5, 6}) {
        QCOMPARE(fixture.units().at(unit).state, UnitState::Skipped);
        QCOMPARE(reasonOf(fixture.units().at(unit)), UnitReason::Changed);
    }
    QFile listed(outcome.resultFile);
    QVERIFY(listed.open(QIODevice::ReadOnly));
    QCOMPARE(listed.readAll(),
             QByteArray("contactId,action,state,reason\r\n"
                        "c00001,fix,skipped,changed\r\n"
                        "c00002,fix,skipped,changed\r\n"
                        "c00005,purge,skipped,changed\r\n"
                        "c00006,purge,skipped,changed\r\n"
                        "c00007,purge,absent,none\r\n"));
    QCOMPARE(fixture.world.find(idOf(1))->phone, QByteArray("+12025550100"));
    QVERIFY(fixture.world.find(idOf(5)));
    QVERIFY(fixture.world.find(idOf(6)));
}

void TestListApplyGate::F73_contactsChangedBeforeTheSecondLookAreSkipped()
{
    ApplyFixture &fixture = make(4, 4);
    fixture.world.script = [&fixture](const HttpRequest &, const ListsWorld::Write &write) {
        if (write.method == "PATCH")
            fixture.world.contacts[6].note = "a customer after all";
        return std::optional<ListsWorld::Fault>();
    };
    QCOMPARE(fixture.run().kind, Kind::CompleteWithFindings);
    QCOMPARE(reasonOf(fixture.units().at(6)), UnitReason::Changed);
    QVERIFY(fixture.world.find(idOf(6)));
    QCOMPARE(fixture.world.removals().size(), 3);
}

void TestListApplyGate::F73_aPurgeAloneIsLookedAtASecondTimeToo()
{
    ApplyFixture &fixture = make(0, 4);
    fixture.world.script = [&fixture](const HttpRequest &, const ListsWorld::Write &) {
        if (fixture.world.readings == 1) // the first look is over
            fixture.world.contacts[2].note = "a customer after all";
        return std::optional<ListsWorld::Fault>();
    };
    QCOMPARE(fixture.run().kind, Kind::CompleteWithFindings);
    QCOMPARE(reasonOf(fixture.units().at(2)), UnitReason::Changed);
    QVERIFY(fixture.world.find(idOf(2)));
    QCOMPARE(fixture.world.removals().size(), 3);
}

void TestListApplyGate::F114_withoutACopyNothingIsSent()
{
    ApplyFixture &fixture = make(5, 5);
    fixture.order.backupFile = fixture.folder.filePath(QStringLiteral("no such folder/backup"));
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->kind, ErrorKind::File);
    nothingWasSent();
}

void TestListApplyGate::F114_theCopyHoldsAllThatIsChanged()
{
    ApplyFixture &fixture = make(600, 5); // more than one chunk
    fixture.world.contacts[1].phone = "+12025550100"; // not sent, so not copied
    fixture.order.backupFile = fixture.folder.filePath(QStringLiteral("backup"));
    const QList<ListsWorld::Contact> before = fixture.world.contacts;
    int copied = 0;
    const auto base = fixture.world.seeing;
    fixture.world.seeing = [&](const ListsWorld::Write &write) {
        base(write);
        copied += QFile::exists(fixture.order.backupFile) ? 0 : 1; // not there before the first write: counted
    };
    QCOMPARE(fixture.run().kind, Kind::CompleteWithFindings);
    QCOMPARE(copied, 0);
    QList<BackupRecord> records;
    const auto info
        = readBackup(fixture.order.backupFile, fixture.vault.keys.value(QStringLiteral("backup/") + fixture.runId),
                     [&](const std::vector<BackupRecord> &some) {
                         records += QList<BackupRecord>(some.begin(), some.end());
                         return true;
                     });
    QVERIFY2(info, info ? "" : qPrintable(info.error().code));
    QCOMPARE(info->corrected, 599);
    QCOMPARE(info->purged, 5);
    QCOMPARE(records.size(), 604);
    for (const BackupRecord &record : std::as_const(records)) {
        const int index = QByteArray::fromStdString(record.contactId).mid(1).toInt();
        QCOMPARE(QByteArray::fromStdString(record.phone), before.at(index).phone);
        const QByteArray note = before.at(index).note;
        QCOMPARE(QByteArray::fromStdString(record.extras), note.isEmpty() ? note : "\"note\":\"" + note + "\"");
        QCOMPARE(record.why == BackupRecord::Why::Purged, index >= 600);
    }
}

void TestListApplyGate::F114_withoutItsCopyARunIsNotResumed()
{
    ApplyFixture &fixture = make(5, 5);
    fixture.order.backupFile = fixture.folder.filePath(QStringLiteral("backup"));
    fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
        return write.ids.isEmpty() ? std::nullopt : ListsWorld::lost(false, ErrorKind::NotSent);
    };
    QCOMPARE(fixture.run().kind, Kind::Paused);
    fixture.world.script = {};
    QVERIFY(QFile::remove(fixture.order.backupFile));
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Failed);
    nothingWasSent();
}

void TestListApplyGate::F115_anAlteredPlanIsRefusedAndAudited()
{
    ApplyFixture &fixture = make(5, 5);
    fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
        return write.ids.isEmpty() ? std::nullopt : ListsWorld::lost(false, ErrorKind::NotSent);
    };
    QCOMPARE(fixture.run().kind, Kind::Paused);
    fixture.world.script = {};
    QFile plan(fixture.file("plan"));
    QVERIFY(plan.open(QIODevice::ReadWrite));
    QByteArray bytes = plan.readAll();
    QVERIFY(bytes.contains("c00009"));
    bytes.replace("c00009", "c00012"); // a contact that nobody confirmed
    QVERIFY(plan.resize(0) && plan.seek(0) && plan.write(bytes) == bytes.size());
    plan.close();
    const RunOutcome outcome = fixture.run(RunStart::Resume);
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(codeOf(outcome), QStringLiteral("plan_altered"));
    nothingWasSent();
    QVERIFY(fixture.auditBytes().contains("\"code\":\"plan_altered\""));
}

void TestListApplyGate::F115_anotherPlanInItsPlaceIsRefused()
{
    ApplyFixture &fixture = make(5, 5);
    fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
        return write.ids.isEmpty() ? std::nullopt : ListsWorld::lost(false, ErrorKind::NotSent);
    };
    QCOMPARE(fixture.run().kind, Kind::Paused);
    fixture.world.script = {};
    // Whole in itself, with a digest that fits: but not what was confirmed.
    fixture.changeHeader([](PlanHeader &header) { header.createdBy = QStringLiteral("somebody else"); });
    QVERIFY(writePlan(*fixture.order.plan, fixture.file("plan"), true));
    const RunOutcome outcome = fixture.run(RunStart::Resume);
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(codeOf(outcome), QStringLiteral("plan_altered"));
    nothingWasSent();
}

void TestListApplyGate::F116_aServiceThatOnlyPretendsIsStopped()
{
    ApplyFixture &fixture = make(0, 200);
    bool pretending = true;
    fixture.world.script = [&pretending](const HttpRequest &, const ListsWorld::Write &write) {
        return isDelete(write) && pretending ? ListsWorld::status(204, {}) : std::nullopt;
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(codeOf(outcome), QStringLiteral("not_removed"));
    QCOMPARE(outcome.findings, (QStringList{QStringLiteral("not_removed:10"), QStringLiteral("not_attempted:190")}));
    QCOMPARE(fixture.world.removals().size(), 10);
    QCOMPARE(fixture.count(UnitState::Applied), 0);
    pretending = false;
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

void TestListApplyGate::F16_conflictsAreNotRepeated()
{
    ApplyFixture &fixture = make(5, 5);
    fixture.world.script = [&fixture](const HttpRequest &, const ListsWorld::Write &write) {
        if (write.method == "PATCH") {
            // Somebody else was at it: one is gone, one has the planned number, one another, one another member.
            QList<ListsWorld::Contact> &contacts = fixture.world.contacts;
            for (ListsWorld::Contact &contact : contacts) {
                if (contact.id == idOf(1))
                    contact.phone = QByteArray::fromStdString(fixture.order.plan->changes[1].to);
                else if (contact.id == idOf(2))
                    contact.phone = "+12025550199";
                else if (contact.id == idOf(3))
                    contact.note = "called back";
            }
            contacts.removeIf([](const ListsWorld::Contact &contact) { return contact.id == idOf(0); });
            return ListsWorld::status(409, R"({"error":"conflict","message":"m"})");
        }
        return write.ids == QList<QByteArray>{idOf(7)} ? ListsWorld::status(412) : std::nullopt;
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, (QStringList{QStringLiteral("rejected:6")}));
    QCOMPARE(fixture.world.writes.size(), 1 + 5);
    // The difference, as the reading that followed showed it; and nothing was written over.
    using enum UnitReason;
    const std::array left{ConflictGone, ConflictDone, ConflictChanged, ConflictChanged, ConflictAsPlanned};
    for (std::size_t i = 0; i < left.size(); ++i)
        QCOMPARE(reasonOf(fixture.units().at(i)), left[i]);
    QCOMPARE(reasonOf(fixture.units().at(7)), ConflictAsPlanned);
    QVERIFY(fixture.world.find(idOf(7)));
    QCOMPARE(fixture.world.find(idOf(2))->phone, QByteArray("+12025550199"));
    // A person goes on: refused is refused, also then.
    const auto writes = fixture.world.writes.size();
    fixture.world.script = nullptr;
    fixture.restart();
    (void)fixture.run(RunStart::Resume);
    QCOMPARE(fixture.world.writes.size(), writes);
}

void TestListApplyGate::F94_S35_withoutAnAuditNothingIsSent()
{
    ApplyFixture &fixture = make(0, 200);
    const QString audit = fixture.workspace->audit().file();
    bool moved = false;
    fixture.world.script = [&](const HttpRequest &, const ListsWorld::Write &write) {
        if (isDelete(write) && !moved)
            moved = QFile::rename(audit, audit + QStringLiteral(".away"));
        return std::optional<ListsWorld::Fault>();
    };
    const RunOutcome outcome = fixture.run();
    QVERIFY(!outcome.succeeded());
    QVERIFY(outcome.error.has_value());
    QVERIFY2(fixture.world.removals().size() <= 10, "the first round, and nothing behind it");
    const int requests = fixture.world.requests;
    QVERIFY(!fixture.run(RunStart::Resume).succeeded());
    QCOMPARE(fixture.world.requests, requests);
}

void TestListApplyGate::F95_F99_withoutItsUnitLogARunIsNotResumed()
{
    for (const bool removed : {true, false}) {
        ApplyFixture &fixture = make(5, 5);
        fixture.world.script = [](const HttpRequest &, const ListsWorld::Write &write) {
            return write.ids.isEmpty() ? std::nullopt : ListsWorld::lost(false, ErrorKind::NotSent);
        };
        QCOMPARE(fixture.run().kind, Kind::Paused);
        fixture.world.script = {};
        QFile log(fixture.file("units"));
        if (removed) {
            QVERIFY(log.remove());
        } else {
            QVERIFY(log.open(QIODevice::ReadWrite) && log.seek(90) && log.write("\xff\xff\xff\xff", 4) == 4);
            log.close();
        }
        QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Failed);
        nothingWasSent();
    }
}

void TestListApplyGate::F105_aPauseSendsNothingMore()
{
    ApplyFixture &fixture = make(5, 60);
    ListApplyRun *run = nullptr;
    int requestsThen = 0;
    fixture.world.script = [&](const HttpRequest &, const ListsWorld::Write &write) {
        if (run != nullptr && write.ids == QList<QByteArray>{idOf(30)}) {
            run->pause();
            requestsThen = fixture.world.requests;
        }
        return std::optional<ListsWorld::Fault>();
    };
    run = &fixture.begin();
    const RunOutcome outcome = fixture.finish();
    run = nullptr;
    QCOMPARE(outcome.kind, Kind::Paused);
    QVERIFY(!outcome.error);
    QVERIFY(requestsThen > 0);
    QCOMPARE(fixture.world.requests, requestsThen);
    // What was on its way was waited for: nothing is left in doubt.
    QCOMPARE(fixture.count(UnitState::Intent) + fixture.count(UnitState::Unknown), 0);
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

MUSTER_TEST(TestListApplyGate, QCoreApplication)

} // namespace tst_listapplygate
#include "tst_listapplygate.moc"
