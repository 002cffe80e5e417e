// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runfiles.h"

#include "models/runs/lists/apply/applyrecorder.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/runmanager.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/durablefile.h"
#include "models/store/journal.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;

namespace tst_runfiles {
using test::FakeClock;
using namespace Qt::StringLiterals;

/// What a start of Muster leaves and removes of the files of runs.
class TestRunFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_next = 0;
        m_clock.setWall(QDateTime::currentDateTimeUtc()); // the journal notes changes by the machine's own clock
        open();
    }
    void cleanup() { m_workspace.reset(); }

    void filesOfRunsThatCanBeTakenUpStay_data();
    void filesOfRunsThatCanBeTakenUpStay();
    void plansAndUnitLogsOfFinishedRunsGo_data();
    void plansAndUnitLogsOfFinishedRunsGo();
    void leftoversStayForTheirTime();
    void theUnitLogOfARunThatHasBlockedStaysForItsTime_data();
    void theUnitLogOfARunThatHasBlockedStaysForItsTime();
    void F99_whatTheJournalDoesNotKnowStays();
    void F90_aRunWithoutItsPlanIsClosed();
    void F90_aRunThatMayHaveSentStaysOpen_data();
    void F90_aRunThatMayHaveSentStaysOpen();
    void S37_unfinishedFilesGo();
    void pastedTablesStayWithTheirRunOnly();

private:
    void open()
    {
        m_workspace.reset();
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock);
        QVERIFY(opened);
        m_workspace = *std::move(opened);
    }
    /// As if Muster had been used until then, so that its clock is believed (F107).
    void passTo(const QDateTime &time)
    {
        m_clock.setWall(time);
        QFile kept(Workspace::Paths::under(m_folder->path()).data + u"/clock"_s);
        QVERIFY(kept.open(QIODevice::WriteOnly));
        kept.write(time.toString(Qt::ISODateWithMs).toLatin1());
    }
    QString add(const QString &state, const QByteArray &progress = {}, const QString &kind = u"list_apply"_s,
                const FrozenListApply *order = nullptr)
    {
        JournalRun run;
        run.id = QString::number(++m_next).rightJustified(32, u'0');
        run.kind = kind;
        run.title = u"Customers"_s;
        run.order = order ? order->json : QByteArray("{}");
        run.orderDigest = order ? order->digest : QString(64, u'd');
        run.startedAt = run.changedAt = m_clock.wallNow();
        run.state = u"running"_s;
        if (!m_workspace->journal().insert(run) || !m_workspace->journal().update(run.id, state, {}, progress))
            qFatal("the journal takes no run");
        return run.id;
    }
    void write(const QString &runId, const QStringList &suffixes)
    {
        for (const QString &suffix : suffixes)
            QVERIFY(writeFileDurably(m_workspace->runFile(runId, suffix.toLatin1().constData()), "something"));
    }
    [[nodiscard]] QStringList left() const
    {
        const QString folder = QFileInfo(m_workspace->runFile(u"x"_s, "plan")).path();
        return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    [[nodiscard]] QString stateOf(const QString &runId) const
    {
        const auto run = m_workspace->journal().find(runId);
        return run && *run ? (*run)->state : u"none"_s;
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    int m_next = 0;
};

void TestRunFiles::filesOfRunsThatCanBeTakenUpStay_data()
{
    QTest::addColumn<QString>("state");
    for (const char *state : {"running", "paused", "halted", "failed", "cancelled"})
        QTest::newRow(state) << QString::fromLatin1(state);
}

void TestRunFiles::filesOfRunsThatCanBeTakenUpStay()
{
    QFETCH(QString, state);
    const QString run = add(state);
    write(run, {u"plan"_s, u"units"_s, u"leftovers.csv"_s});
    m_clock.advance(std::chrono::hours(24 * 365));
    open();
    QCOMPARE(left(), (QStringList{run + u".leftovers.csv"_s, run + u".plan"_s, run + u".units"_s}));
    QCOMPARE(stateOf(run), state);
}

void TestRunFiles::plansAndUnitLogsOfFinishedRunsGo_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("keepsLeftovers");
    QTest::newRow("complete") << u"complete"_s << true;
    QTest::newRow("refused") << u"refused"_s << false;
    QTest::newRow("discarded") << u"discarded"_s << false;
}

void TestRunFiles::plansAndUnitLogsOfFinishedRunsGo()
{
    QFETCH(QString, state);
    QFETCH(bool, keepsLeftovers);
    const QString over = add(state), restored = add(state, {}, u"list_restore"_s), open = add(u"paused"_s);
    write(over, {u"plan"_s, u"units"_s, u"leftovers.csv"_s, u"leftout.csv"_s});
    write(restored, {u"units"_s});
    write(open, {u"plan"_s, u"units"_s, u"leftout.csv"_s});
    this->open();
    QStringList wanted{open + u".leftout.csv"_s, open + u".plan"_s, open + u".units"_s};
    if (keepsLeftovers)
        wanted.prepend(over + u".leftovers.csv"_s);
    QCOMPARE(left(), wanted);
}

void TestRunFiles::leftoversStayForTheirTime()
{
    const QString run = add(u"complete"_s);
    write(run, {u"leftovers.csv"_s});
    passTo(QDateTime::currentDateTimeUtc().addDays(29));
    open();
    QCOMPARE(left(), QStringList{run + u".leftovers.csv"_s});
    passTo(QDateTime::currentDateTimeUtc().addDays(31));
    open();
    QCOMPARE(left(), QStringList());
}

void TestRunFiles::theUnitLogOfARunThatHasBlockedStaysForItsTime_data()
{
    QTest::addColumn<QString>("state");
    QTest::newRow("complete") << u"complete"_s;
    QTest::newRow("discarded") << u"discarded"_s;
}

void TestRunFiles::theUnitLogOfARunThatHasBlockedStaysForItsTime()
{
    QFETCH(QString, state);
    const auto plan = std::make_shared<const SanitizationPlan>(SanitizationPlan{.digest = QString(64, u'a')});
    ListApplyOrder order{.plan = plan};
    const FrozenListApply removing = freeze(order);
    order.blockGroup = u"501"_s;
    const FrozenListApply blocking = freeze(order);
    const QString removed = add(state, {}, u"list_apply"_s, &removing);
    const QString blocked = add(state, {}, u"list_apply"_s, &blocking);
    for (const QString &run : {removed, blocked})
        write(run, {u"plan"_s, u"units"_s});
    passTo(QDateTime::currentDateTimeUtc().addDays(29));
    open();
    QCOMPARE(left(), QStringList{blocked + u".units"_s}); // which numbers it has put into the group
    passTo(QDateTime::currentDateTimeUtc().addDays(31));
    open();
    QCOMPARE(left(), QStringList());
}

void TestRunFiles::F99_whatTheJournalDoesNotKnowStays()
{
    const QString stranger(32, u'f');
    write(stranger, {u"plan"_s, u"units"_s});
    open();
    QCOMPARE(left().size(), 2);
    QCOMPARE(RunFiles::lostOf(*m_workspace), QStringList{stranger});
    // Until a person gives it up.
    QSignalSpy discarded(&m_workspace->runs(), &RunManager::discarded);
    QVERIFY(m_workspace->runs().discard(stranger));
    QTRY_COMPARE(discarded.size(), 1);
    QVERIFY(!discarded.first().at(1).value<std::optional<ApiError>>());
    QCOMPARE(RunFiles::lostOf(*m_workspace), QStringList());
    QVERIFY(!m_workspace->runs().discard(QString(32, u'e')));
    open();
    QCOMPARE(left(), QStringList());
}

void TestRunFiles::F90_aRunWithoutItsPlanIsClosed()
{
    const QString cutOff = add(u"running"_s), other = add(u"running"_s, {}, u"list_restore"_s);
    open();
    QCOMPARE(stateOf(cutOff), u"discarded"_s);
    QCOMPARE(stateOf(other), u"running"_s); // goes on from its backup
    const auto entries = m_workspace->audit().read(1, 100);
    QVERIFY(entries && !entries->isEmpty());
    QCOMPARE(entries->last().event, u"run.discarded"_s);
    QCOMPARE(entries->last().runId, cutOff);
    QCOMPARE(entries->last().facts["reason"_L1].toString(), u"not_begun"_s);
}

void TestRunFiles::F90_aRunThatMayHaveSentStaysOpen_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("progress");
    ApplyProgress backedUp;
    backedUp.backupDigest = QString(64, u'b');
    QTest::newRow("its plan is there") << u"plan"_s << QByteArray();
    QTest::newRow("its unit log is there") << u"units"_s << QByteArray();
    QTest::newRow("its backup was complete") << QString() << backedUp.json();
}

void TestRunFiles::F90_aRunThatMayHaveSentStaysOpen()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, progress);
    const QString run = add(u"running"_s, progress);
    if (!file.isEmpty())
        write(run, {file});
    open();
    QCOMPARE(stateOf(run), u"running"_s);
}

void TestRunFiles::pastedTablesStayWithTheirRunOnly()
{
    const auto name = [](char16_t digit) { return QString(u"pasted-"_s + QString(32, QChar(digit)) + u".txt"_s); };
    const QString folder = QFileInfo(m_workspace->runFile(u"x"_s, "plan")).path();
    QVERIFY(makePrivateFolder(folder));
    for (const char16_t digit : {u'a', u'b', u'c'})
        QVERIFY(writeFileDurably(folder + u'/' + name(digit), "id\n"));
    QVERIFY(writeFileDurably(folder + u"/.pasted-halfway.tmp"_s, "i"));
    const auto addRun = [&](const char *id, char16_t digit, const QString &state) {
        JournalRun run;
        run.id = QString(31, u'0') + QLatin1String(id);
        run.kind = u"enrichment"_s;
        run.order = "{\"source\":{\"file\":\"" + (folder + u'/' + name(digit)).toUtf8() + "\"}}";
        run.orderDigest = QString(64, u'd');
        run.startedAt = run.changedAt = m_clock.wallNow();
        run.state = u"running"_s;
        QVERIFY(m_workspace->journal().insert(run));
        QVERIFY(m_workspace->journal().update(run.id, state, {}, {}));
    };
    addRun("1", u'a', u"paused"_s);
    addRun("2", u'b', u"complete"_s);
    open();
    QCOMPARE(QDir(folder).entryList({u"*pasted-*"_s}, QDir::Files | QDir::Hidden), QStringList{name(u'a')});
}

void TestRunFiles::S37_unfinishedFilesGo()
{
    const QString run = add(u"running"_s);
    write(run, {u"plan"_s});
    const QString plan = m_workspace->runFile(run, "plan");
    QFile side(sideName(plan)); // as a kill in the middle of writing it leaves
    QVERIFY(side.open(QIODevice::WriteOnly));
    side.close();
    open();
    QCOMPARE(left(), QStringList{run + u".plan"_s});
}

MUSTER_TEST(TestRunFiles, QCoreApplication)

} // namespace tst_runfiles
#include "tst_runfiles.moc"
