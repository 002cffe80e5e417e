// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/listmodels.h"
#include "models/text/applytexts.h"
#include "tests/support/fakerun.h"
#include "tests/support/samples.h"
#include "tests/support/testprogram.h"
#include "ui/lists/listrunpage.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

namespace tst_listrunpage {

using namespace muster;
using namespace muster::test;

class ListRun final : public ScriptedRun<Run>
{
public:
    explicit ListRun(RunKind kind)
        : ScriptedRun(QStringLiteral("Leads"), nullptr)
        , m_kind(kind)
    {
    }
    [[nodiscard]] RunKind kind() const override { return m_kind; }
    void end(const RunMetrics &metrics, const RunOutcome &outcome)
    {
        recall(QDateTime::currentDateTimeUtc(), metrics, outcome);
        putEnd(outcome);
    }

private:
    const RunKind m_kind;
};

/// What stands below a run on a list once it has ended.
class TestListRunPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyReasonIsInTheSumOfThoseLeftAlone_data()
    {
        QTest::addColumn<QStringList>("findings");
        // The figure counts them all; findings tell them apart.
        QTest::newRow("without a finding") << QStringList();
        QTest::newRow("not removable") << QStringList{QStringLiteral("not_removable:4"), QStringLiteral("skipped:3")};
        QTest::newRow("only others") << QStringList{QStringLiteral("not_removable:5"),
                                                    QStringLiteral("already_blocked:2")};
    }

    void everyReasonIsInTheSumOfThoseLeftAlone()
    {
        QFETCH(QStringList, findings);
        ListRunPage page;
        ListRun run(RunKind::ListApply);
        auto plan = std::make_shared<SanitizationPlan>();
        page.start(&run, Environment::Sandbox, {QStringLiteral("l"), QStringLiteral("Leads"), plan, {}, {}, {}});
        RunMetrics metrics = sampleMetrics();
        metrics.figures = {{QStringLiteral("fixed"), 30}, {QStringLiteral("skipped"), 7}};
        run.end(metrics, {.kind = RunOutcome::Kind::CompleteWithFindings, .findings = findings});
        QVERIFY(page.facts().outcome);
        QCOMPARE(page.facts().outcome->skipped, 7);
        QVERIFY(listReportCsv(page.facts()).take().contains("fact,skipped,7,"));
    }

    void whoWasRefusedIsShownWithTheRowAndSaved()
    {
        ListRunPage page;
        page.resize(900, 700);
        page.show();
        ListRun run(RunKind::Enrichment);
        page.start(&run, Environment::Sandbox, {QStringLiteral("l"), QStringLiteral("Leads"), nullptr, {}, {}, {}});
        run.end(sampleMetrics(),
                {.kind = RunOutcome::Kind::CompleteWithFindings, .resultFile = QStringLiteral("/x/r.leftovers.csv")});
        auto *save = page.findChild<QPushButton *>(QStringLiteral("saveLeftoversButton"));
        auto *table = page.findChild<QTableView *>(QStringLiteral("leftoversTable"));
        QVERIFY(save && table);
        QVERIFY(!save->isVisible()); // nobody is known to be left over
        page.setUnchangedContacts(
            {{{QStringLiteral("c-253"), QStringLiteral("enrich"), QStringLiteral("rejected"), QStringLiteral("refused"),
               255},
              {QStringLiteral("c-7"), QStringLiteral("enrich"), QStringLiteral("unknown"), QStringLiteral("lost"), 0}},
             2});
        QCOMPARE(page.findChild<QTabWidget *>(QStringLiteral("runReportTabs"))->tabText(1),
                 QStringLiteral("Not done as planned (2)"));
        QVERIFY(table->isVisible() && !table->isColumnHidden(UnchangedContactsModel::Row));
        const auto cell = [table](int row, int column) { return table->model()->index(row, column).data().toString(); };
        QCOMPARE(cell(0, UnchangedContactsModel::Planned), QStringLiteral("enrich"));
        QCOMPARE(cell(0, UnchangedContactsModel::Fate), QStringLiteral("refused by the server"));
        QCOMPARE(cell(0, UnchangedContactsModel::Row), QStringLiteral("255"));
        QCOMPARE(cell(1, UnchangedContactsModel::Row), QString());
        QSignalSpy asked(&page, &ListRunPage::leftoversAsked);
        QVERIFY(save->isVisible());
        save->click();
        QCOMPARE(asked.count(), 1);
        // Of a list no file has rows.
        page.setUnchangedContacts({{{QStringLiteral("c-1"), QStringLiteral("purge"), QStringLiteral("skipped"),
                                     QStringLiteral("not_removable")}},
                                   1});
        QVERIFY(table->isColumnHidden(UnchangedContactsModel::Row));
    }
};

MUSTER_TEST(TestListRunPage, QApplication)

} // namespace tst_listrunpage
#include "tst_listrunpage.moc"
