// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/itemroles.h"
#include "models/items/runmodels.h"
#include "tests/support/fakerun.h"
#include "tests/support/samples.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace muster;
using namespace muster::test;

namespace tst_runlistmodel {

class TestRunListModel : public QObject
{
    Q_OBJECT

private:
    static constexpr auto mode = QAbstractItemModelTester::FailureReportingMode::Fatal;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void followsARunToItsEnd()
    {
        RunListModel model;
        QAbstractItemModelTester tester(&model, mode);
        FakeRun run(QStringLiteral("Gold tier"));
        model.add(&run);
        model.add(&run);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.activeCount(), 1);
        run.putState(RunState::Running);
        run.putMetrics(sampleMetrics());
        QCOMPARE(model.index(0, RunListModel::Progress).data().toString(), QStringLiteral("31000 of about 50000"));
        RunOutcome outcome;
        outcome.kind = RunOutcome::Kind::Failed;
        run.putEnd(outcome);
        QCOMPARE(model.activeCount(), 0);
        QCOMPARE(model.attentionCount(), 1);
        QCOMPARE(model.index(0, RunListModel::State).data(ToneRole).value<Tone>(), Tone::Bad);
        model.remove(&run);
        QCOMPARE(model.rowCount(), 0);
    }

    /// Before the first one as well, where only a dash stands.
    void numbersStandAtTheRight()
    {
        RunListModel model;
        FakeRun run(QStringLiteral("Gold tier"));
        model.add(&run);
        const auto alignment = [&model](int column) { return model.index(0, column).data(Qt::TextAlignmentRole); };
        for (const int column : {RunListModel::Progress, RunListModel::Rate})
            QVERIFY(alignment(column).toInt() & Qt::AlignRight);
        QVERIFY(!alignment(RunListModel::State).isValid());
    }

    void forgetsARunThatIsDestroyed()
    {
        RunListModel model;
        QAbstractItemModelTester tester(&model, mode);
        auto run = std::make_unique<FakeRun>(QStringLiteral("x"));
        model.add(run.get());
        run.reset();
        QCOMPARE(model.rowCount(), 0);
    }

    void eventsAreCappedNewestFirst()
    {
        RunEventsModel model;
        QAbstractItemModelTester tester(&model, mode);
        for (int i = 0; i < RunEventsModel::cap + 20; ++i) {
            RunEvent event;
            event.at = sampleNow;
            event.code = QStringLiteral("page");
            event.args = {{QStringLiteral("page"), i}, {QStringLiteral("records"), 500}};
            model.add(event);
        }
        QCOMPARE(model.rowCount(), RunEventsModel::cap);
        QCOMPARE(model.index(0, RunEventsModel::Text).data().toString(),
                 QStringLiteral("Page 519 is in the file (500 records)."));
    }

    void resumableRunsSayWhyTheyStopped()
    {
        ResumableRunsModel model;
        QAbstractItemModelTester tester(&model, mode);
        ResumableRun run;
        run.title = QStringLiteral("Gold tier");
        run.reasonKey = errorKindKey(ErrorKind::Throttled);
        ResumableRun crashed = run;
        crashed.crashed = true;
        model.setRows({run, crashed});
        QCOMPARE(model.index(0, ResumableRunsModel::State).data().toString(),
                 QStringLiteral("Paused: Throttled by the server"));
        QCOMPARE(model.index(1, ResumableRunsModel::State).data().toString(), QStringLiteral("Interrupted"));
    }
};

MUSTER_TEST(TestRunListModel, QCoreApplication)

} // namespace tst_runlistmodel
#include "tst_runlistmodel.moc"
