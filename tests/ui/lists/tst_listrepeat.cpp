// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "applywindow.h"
#include "models/store/journal.h"
#include "models/store/runhistory.h"
#include "tests/support/testprogram.h"
#include "ui/common/datatable.h"
#include "ui/lists/directiveform.h"
#include "ui/lists/directivepane.h"
#include "ui/lists/workbenchview.h"
#include "ui/runs/activitypage.h"

#include <QCheckBox>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_listrepeat {

/// A list run of the past fills the workbench again, in the whole window, and nothing is sent by that.
class TestListRepeat : public ApplyWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { Prompts::replace(&m_answers); }
    void cleanup() { tearDown(); }

    void thePageIsFilledAsItWas();
    void aRunOfAnEarlierVersionOpensItsListAndSaysWhatIsMissing();
    void aListThatIsGoneIsSaid();

private:
    DirectivePane *directives() { return page().workbench()->directives(); }
    void use(const SanitizationDirective &directive)
    {
        directives()->form()->setDirective(directive);
        directives()->showChanged();
        QTRY_VERIFY(!bench().isBusy());
    }
    int applyRuns()
    {
        return int(m_workspace->journal().ofKind(u"list_apply"_s, 100).value_or(QList<JournalRun>()).size());
    }
    /// As a person does it: Activity, All runs, the run, Repeat.
    void repeat(const QString &runId)
    {
        m_window->showPage(MainWindow::Page::Activity);
        m_window->findChild<ActivityPage *>()->showPast(runId);
        auto *table = find<DataTable>("allRunsTable");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QTRY_VERIFY(find<QPushButton>("repeatRunButton")->isEnabled());
        find<QPushButton>("repeatRunButton")->click();
    }
    void keep(const QString &id, const FrozenListApply &frozen)
    {
        JournalRun run;
        run.id = id;
        run.kind = u"list_apply"_s;
        run.title = frozen.listName;
        run.profileId = frozen.profileId;
        run.profileName = frozen.profileName;
        run.target = frozen.listId;
        run.order = frozen.json;
        run.orderDigest = frozen.digest;
        run.startedAt = run.changedAt = QDateTime::currentDateTimeUtc();
        run.state = u"running"_s;
        run.progress = "{}";
        QVERIFY(m_workspace->runHistory().begin(run));
        QVERIFY(m_workspace->journal().update(id, u"complete"_s, {}, "{}"));
    }
};

void TestListRepeat::thePageIsFilledAsItWas()
{
    m_list = &SandboxList::all()[2];
    openWindow();
    openList();
    SanitizationDirective then = bench().directive();
    then.name = u"Spring"_s; // never saved
    then.regions = {u"US"_s, u"FR"_s};
    then.blockedTypes = typeBit(NumberType::Pager);
    then.damage = DirectiveAction::Fix;
    then.survivor = SurvivorRule::First;
    then.duplicate = DirectiveAction::Purge;
    use(then);
    QTRY_VERIFY(find<QPushButton>("reviewApplyButton")->isEnabled());
    find<QPushButton>("reviewApplyButton")->click();
    QTRY_VERIFY(page().apply()->plan());
    QVERIFY(page().apply()->plan()->header.purges > 0 && page().apply()->plan()->header.fixes > 0);
    find<QCheckBox>("withholdPurgeCheck")->setChecked(true);
    find<QLineEdit>("aggregatorEdit")->setText(u"http://127.0.0.1:9/told"_s);
    press("confirmApplyButton");
    QVERIFY(end() != RunOutcome::Kind::Failed);
    const QString id = run()->id();
    QCOMPARE(applyRuns(), 1);
    const int patches = sent("PATCH"), deletes = sent("DELETE");

    // The person has gone on to another list and other directives meanwhile.
    use({});
    repeat(id);
    QTRY_COMPARE(page().shown(), static_cast<QWidget *>(page().workbench()));
    QCOMPARE(bench().source().listId, m_list->id);
    QVERIFY(directives()->form()->directive() == then);
    QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("stopReadingButton")->isVisible() && !bench().isBusy(), 60'000);
    QVERIFY(bench().directive() == then);
    QCOMPARE(applyRuns(), 1); // nothing is begun by it
    QCOMPARE(sent("PATCH") + sent("DELETE"), patches + deletes);

    find<QPushButton>("reviewApplyButton")->click();
    QTRY_VERIFY(page().apply()->plan());
    QVERIFY(find<QCheckBox>("withholdPurgeCheck")->isChecked() || page().apply()->plan()->header.fixes == 0);
    QCOMPARE(find<QLineEdit>("aggregatorEdit")->text(), u"http://127.0.0.1:9/told"_s);
    QCOMPARE(find<QLineEdit>("typedCountEdit")->text(), QString());
    QCOMPARE(find<QLineEdit>("typedNameEdit")->text(), QString());
    // What is looked at after another list was opened is nobody's order any more.
    m_window->showPage(MainWindow::Page::Lists);
    QCOMPARE(m_answers.told, QStringList());
}

void TestListRepeat::aRunOfAnEarlierVersionOpensItsListAndSaysWhatIsMissing()
{
    toTheApplyPage();
    SanitizationPlan plan = *m_plan;
    plan.header.directive.clear();
    const ListApplyOrder order{.plan = freezePlan(plan.header, plan.changes).value()};
    const QString id = QString(32, u'b');
    keep(id, freeze(order));
    const SanitizationDirective mine = directives()->form()->directive();
    repeat(id);
    QTRY_COMPARE(m_answers.told.size(), 1);
    QVERIFY2(m_answers.told.first().contains(u"earlier version"), qPrintable(m_answers.told.first()));
    QTRY_COMPARE(page().shown(), static_cast<QWidget *>(page().workbench()));
    QVERIFY(directives()->form()->directive() == mine);
}

void TestListRepeat::aListThatIsGoneIsSaid()
{
    toTheApplyPage();
    SanitizationPlan plan = *m_plan;
    plan.header.listId = u"11570002-7c1e-4b52-9d3a-00000000dead"_s;
    plan.header.listName = u"Deleted list"_s;
    const ListApplyOrder order{.plan = freezePlan(plan.header, plan.changes).value()};
    const QString id = QString(32, u'b');
    keep(id, freeze(order));
    repeat(id);
    QTRY_COMPARE(page().shown(), static_cast<QWidget *>(page().workbench()));
    QTRY_VERIFY(find<QWidget>("contactsErrorPanel")->isVisible());
    QCOMPARE(applyRuns(), 1); // the one that was put there
}

MUSTER_TEST(TestListRepeat, WatchedApplication)

} // namespace tst_listrepeat
#include "tst_listrepeat.moc"
