// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakerun.h"
#include "tests/support/testprogram.h"
#include "ui/common/announcer.h"
#include "ui/shell/runnotifier.h"

#include <QApplication>

using namespace muster;
using namespace muster::test;

namespace tst_runannouncer {

/// What a run does is said: begun, how far, that it waits, how it ended.
class TestRunAnnouncer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void aRunIsFollowedFromItsStartToItsEnd()
    {
        QWidget window;
        Announcer announcer(&window);
        QStringList said;
        connect(&announcer, &Announcer::said, this, [&said](const QString &sentence) { said << sentence; });
        RunAnnouncer runs(announcer, &window);
        FakeRun run(QStringLiteral("Gold tier"));
        runs.follow(&run);
        QCOMPARE(said, QStringList{QStringLiteral("Export, Gold tier: started")});

        RunMetrics metrics;
        metrics.total = 100;
        for (metrics.records = 1; metrics.records <= 60; ++metrics.records)
            run.putMetrics(metrics);
        QTRY_COMPARE(said.size(), 2); // of many figures the newest quarter
        QVERIFY2(said[1].startsWith(QStringLiteral("Export, Gold tier: 50 ")), qPrintable(said[1]));

        run.putState(RunState::Throttled);
        QTRY_COMPARE(said.size(), 3);
        QVERIFY2(said[2].contains(QStringLiteral("hrottled")), qPrintable(said[2]));

        metrics.records = 100;
        run.putMetrics(metrics);
        run.putEnd({.kind = RunOutcome::Kind::CompleteWithFindings});
        QTRY_COMPARE(said.size(), 4);
        QVERIFY2(said[3].startsWith(QStringLiteral("Export, Gold tier: ")), qPrintable(said[3]));
        QVERIFY2(said[3].contains(QStringLiteral("with findings to review")), qPrintable(said[3]));
    }
};

MUSTER_TEST(TestRunAnnouncer, QApplication)

} // namespace tst_runannouncer
#include "tst_runannouncer.moc"
