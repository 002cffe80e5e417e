// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"

#include "applywindow.h"

using namespace muster;
using namespace muster::test;

namespace tst_listapplyfaults {

/// What the window shows and asks when something goes wrong while a plan is carried out.
class TestListApplyFaults : public ApplyWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { Prompts::replace(&m_answers); }
    void cleanup() { tearDown(); }

    void F21_aHaltedRunSendsNothingUntilAPersonLetsIt();
    void F23_aLockedPurgeGoesOnByAPersonsWordOnly();
    void F112_anOldPlanPurgesNothing();
    void F112_aContactThatChangedIsLeftAloneAndListed();
    void F73_aContactThatChangesUnderWayIsNotPurged();
    void F114_withoutABackupNothingIsSent();
    void S37_withoutAKeyStoreAPersonIsAsked();
    void S37_aCopyInTheClearIsAPersonsWord();
    void F115_anAlteredPlanIsNotCarriedOut();
};

void TestListApplyFaults::F21_aHaltedRunSendsNothingUntilAPersonLetsIt()
{
    toTheApplyPage(SandboxList::all()[1]);
    SandboxFault fault;
    fault.method = QStringLiteral("DELETE");
    fault.status = 503;
    fault.times = -1;
    m_server->addFault(fault);
    press("confirmApplyButton");
    QCOMPARE(end(), RunOutcome::Kind::Halted);
    const int deletes = sent("DELETE");
    m_server->clearFaults();
    m_answers.accept = false;
    auto *resume = page().runPage()->pane()->findChild<QPushButton *>(QStringLiteral("resumeRunButton"));
    resume->click();
    QCOMPARE(m_answers.asked.size(), 1);
    QVERIFY(m_workspace->runs().isIdle());
    QCOMPARE(sent("DELETE"), deletes);
    m_answers.accept = true;
    resume->click();
    QTRY_VERIFY(auditEvents().contains(QStringLiteral("apply.rearmed")));
    QTRY_VERIFY(run() && !run()->outcome());
    QCOMPARE(end(), RunOutcome::Kind::Complete);
    QCOMPARE(numbersOf(truth()), planned(m_before, *m_plan));
}

void TestListApplyFaults::F23_aLockedPurgeGoesOnByAPersonsWordOnly()
{
    toTheApplyPage();
    SandboxFault fault;
    fault.kind = SandboxFault::Kind::Mutate;
    fault.mutation = SandboxFault::Mutation::AcceptWithoutDoing;
    fault.method = QStringLiteral("PATCH");
    m_server->addFault(fault);
    press("confirmApplyButton");
    QCOMPARE(end(), RunOutcome::Kind::Paused);
    QCOMPARE(run()->outcome()->error.value_or(ApiError()).code, QStringLiteral("purge_locked"));
    QCOMPARE(sent("DELETE"), 0);
    m_answers.accept = false;
    auto *resume = page().runPage()->pane()->findChild<QPushButton *>(QStringLiteral("resumeRunButton"));
    resume->click();
    QCOMPARE(m_answers.asked, QStringList{QStringLiteral("Continue to the purge?")});
    QVERIFY(m_workspace->runs().isIdle());
    m_answers.accept = true;
    resume->click();
    QTRY_VERIFY(run() && !run()->outcome());
    QCOMPARE(end(), RunOutcome::Kind::Complete);
    QCOMPARE(numbersOf(truth()), planned(m_before, *m_plan));
}

void TestListApplyFaults::F112_anOldPlanPurgesNothing()
{
    toTheApplyPage();
    PlanHeader header = m_plan->header;
    header.createdAt = header.createdAt.addSecs(-61 * 60);
    const Result<SharedPlan> old = freezePlan(header, m_plan->changes);
    QVERIFY(old);
    page().apply()->showPlan(*old);
    QVERIFY(find<PlainLabel>("gateRefusalLabel")->isVisible());
    QVERIFY(!find<ConfirmButton>("confirmApplyButton")->text().contains(QStringLiteral("purge"), Qt::CaseInsensitive));
    press("confirmApplyButton");
    QCOMPARE(end(), RunOutcome::Kind::Complete);
    QCOMPARE(sent("DELETE"), 0);
    QCOMPARE(numbersOf(truth()), planned(m_before, *m_plan, false));
}

void TestListApplyFaults::F112_aContactThatChangedIsLeftAloneAndListed()
{
    toTheApplyPage();
    const auto purge = std::find_if(m_plan->changes.cbegin(), m_plan->changes.cend(), [](const PlannedChange &change) {
        return change.action == PlannedChange::Action::Purge;
    });
    const QString changed = QString::fromStdString(purge->contactId);
    const auto answer = QCoro::waitFor(m_window->session()->connection()->contactLists().correct(
        id(), {{changed, QStringLiteral("+442079460999")}}, {}, nullptr, {}));
    QVERIFY(!answer.error);
    press("confirmApplyButton");
    QCOMPARE(end(), RunOutcome::Kind::CompleteWithFindings);
    Numbers wanted = planned(m_before, *m_plan);
    wanted[changed.toUtf8()] = "+442079460999";
    QCOMPARE(numbersOf(truth()), wanted);
    QCOMPARE(page().runPage()->facts().outcome->skipped, 1);
    QFile list(run()->outcome()->resultFile);
    QVERIFY(list.open(QIODevice::ReadOnly));
    QVERIFY(list.readAll().contains(QByteArray(changed.toUtf8() + ",purge,")));
}

void TestListApplyFaults::F73_aContactThatChangesUnderWayIsNotPurged()
{
    toTheApplyPage();
    SandboxFault slow; // long enough for a colleague to be quicker
    slow.kind = SandboxFault::Kind::Delay;
    slow.method = QStringLiteral("PATCH");
    slow.delay = std::chrono::milliseconds(1500);
    m_server->addFault(slow);
    const auto purge = std::find_if(m_plan->changes.cbegin(), m_plan->changes.cend(), [](const PlannedChange &change) {
        return change.action == PlannedChange::Action::Purge;
    });
    const QString changed = QString::fromStdString(purge->contactId);
    press("confirmApplyButton");
    QTRY_COMPARE(sent("PATCH"), 1); // the first look is over, and found nothing changed
    const auto answer = QCoro::waitFor(m_window->session()->connection()->contactLists().correct(
        id(), {{changed, QStringLiteral("+442079460999")}}, {}, nullptr, {}));
    QVERIFY(!answer.error);
    QVERIFY(run() && !run()->outcome());
    QCOMPARE(sent("DELETE"), 0);
    QCOMPARE(end(), RunOutcome::Kind::CompleteWithFindings);
    Numbers wanted = planned(m_before, *m_plan);
    wanted[changed.toUtf8()] = "+442079460999";
    QCOMPARE(numbersOf(truth()), wanted);
    QCOMPARE(page().runPage()->facts().outcome->skipped, 1);
    QFile list(run()->outcome()->resultFile);
    QVERIFY(list.open(QIODevice::ReadOnly));
    QVERIFY(list.readAll().contains(QByteArray(changed.toUtf8() + ",purge,skipped,changed")));
}

void TestListApplyFaults::F114_withoutABackupNothingIsSent()
{
    toTheApplyPage();
    const QString folder = QDir(dataFolder()).filePath(QStringLiteral("data/backups"));
    const QString place = QDir(folder).exists() ? folder : QDir(dataFolder()).filePath(QStringLiteral("backups"));
    QVERIFY(QDir(place).removeRecursively());
    QFile obstacle(place);
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    press("confirmApplyButton");
    const RunOutcome::Kind kind = end();
    QVERIFY(kind == RunOutcome::Kind::Refused || kind == RunOutcome::Kind::Failed || kind == RunOutcome::Kind::Paused);
    QCOMPARE(sent("PATCH") + sent("DELETE"), 0);
    QCOMPARE(numbersOf(truth()), m_before);
    QVERIFY(!find<QPushButton>("restoreThisRunButton")->isEnabled());
    QVERIFY(find<QPushButton>("countAfterRunButton")->isVisible()); // nothing is said of what was not read
}

void TestListApplyFaults::S37_withoutAKeyStoreAPersonIsAsked()
{
    m_vault.available = false;
    toTheApplyPage();
    m_answers.asked.clear();
    m_answers.accept = false;
    press("confirmApplyButton");
    QCOMPARE(end(), RunOutcome::Kind::Refused);
    QTRY_COMPARE(m_answers.asked, QStringList{QStringLiteral("Keep an unencrypted backup?")});
    QVERIFY(m_workspace->runs().isIdle());
    QCOMPARE(sent("PATCH") + sent("DELETE"), 0);
}

void TestListApplyFaults::S37_aCopyInTheClearIsAPersonsWord()
{
    m_vault.available = false;
    toTheApplyPage();
    m_answers.accept = true;
    press("confirmApplyButton");
    QTRY_VERIFY_WITH_TIMEOUT(run() && run()->outcome() && run()->outcome()->succeeded(), 60'000);
    QVERIFY(run()->outcome()->findings.first().startsWith(QLatin1String("backup_in_clear:")));
    QCOMPARE(numbersOf(truth()), planned(m_before, *m_plan));
}

void TestListApplyFaults::F115_anAlteredPlanIsNotCarriedOut()
{
    toTheApplyPage();
    SandboxFault fault;
    fault.kind = SandboxFault::Kind::Mutate;
    fault.mutation = SandboxFault::Mutation::AcceptWithoutDoing;
    fault.method = QStringLiteral("PATCH");
    m_server->addFault(fault);
    press("confirmApplyButton");
    QCOMPARE(end(), RunOutcome::Kind::Paused); // the purge is locked
    QFile plan(m_workspace->runFile(run()->id(), "plan"));
    QVERIFY(plan.open(QIODevice::ReadWrite));
    QByteArray bytes = plan.readAll();
    const qsizetype place = bytes.lastIndexOf("\"purge\"");
    QVERIFY(place > 0);
    const qsizetype digit = bytes.indexOf('-', place); // within a contact's id
    QVERIFY(digit > 0);
    bytes[digit - 1] = bytes[digit - 1] == '0' ? '1' : '0';
    plan.seek(0);
    plan.write(bytes);
    plan.close();
    page().runPage()->pane()->findChild<QPushButton *>(QStringLiteral("resumeRunButton"))->click();
    QTRY_VERIFY(run() && !run()->outcome());
    QCOMPARE(end(), RunOutcome::Kind::Failed);
    QCOMPARE(run()->outcome()->error.value_or(ApiError()).kind, ErrorKind::Damaged);
    QCOMPARE(sent("DELETE"), 0);
    QCOMPARE(numbersOf(truth()), m_before); // the corrections were accepted and not made
}

MUSTER_TEST(TestListApplyFaults, WatchedApplication)

} // namespace tst_listapplyfaults

#include "tst_listapplyfaults.moc"
