// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listbench.h"

#include "models/lists/planmaker.h"

#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_planmaker {

class TestPlanMaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freezesWhatIsShown_F110();
    void plansNothingTheSecondTime();
    void writesOneRowAContact();
    void writesEveryPlannedChange();
};

void TestPlanMaker::freezesWhatIsShown_F110()
{
    Bench bench(16, 5'000);
    bench.judge(american());
    ContactFilter filter;
    filter.regions = {QStringLiteral("GB")};
    filter.search = QStringLiteral("7");
    bench.filter(filter);
    const Result<SharedPlan> plan = bench.plan(true);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().code));
    const PlanHeader &header = (*plan)->header;
    QCOMPARE(header.scope, QStringLiteral("region=GB;search")); // nobody's number
    QCOMPARE(header.scopeCount, bench.workbench.model()->rowCount());
    QCOMPARE(header.contactsInList, 5'000);
    QCOMPARE(header.listId, QStringLiteral("list-1"));
    QVERIFY(header.readComplete);
    std::map<std::string, const Naive::Row *> byId;
    const Naive naive(bench.contacts, american());
    for (const Naive::Row &row : naive.rows)
        byId[row.contact.id] = &row;
    const QStringList shown = bench.ids();
    qint64 fixes = 0;
    for (const PlannedChange &change : (*plan)->changes) {
        const Naive::Row &row = *byId.at(change.contactId);
        QVERIFY(shown.contains(QString::fromStdString(change.contactId)));
        QCOMPARE(change.from, row.contact.phone);
        QCOMPARE(change.content, contentHash(row.contact.extras()));
        const bool isFix = change.action == PlannedChange::Action::Fix;
        QCOMPARE(row.judged.verdict, isFix ? ListVerdict::Fix : ListVerdict::Purge);
        QCOMPARE(change.to, isFix ? unpackE164(row.reading.e164) : std::string());
        fixes += isFix;
    }
    QCOMPARE(header.fixes, fixes);
    QCOMPARE(header.purges, qint64((*plan)->changes.size()) - fixes);

    bench.read(ContactMaker(17).many(100), ApiError{.kind = ErrorKind::LimitExceeded});
    const Result<SharedPlan> partial = bench.plan(false);
    QVERIFY(partial);
    QVERIFY(!(*partial)->header.readComplete); // what is not whole is not purged from
    bench.workbench.begin({});
    QCOMPARE(bench.plan(false).error().code, QStringLiteral("list_still_read"));
}

void TestPlanMaker::plansNothingTheSecondTime()
{
    Bench bench(18, 10'000);
    SanitizationDirective directive = american();
    directive.extension = DirectiveAction::Fix;
    directive.damage = DirectiveAction::Fix;
    bench.judge(directive);
    const Result<SharedPlan> plan = bench.plan(false);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().code));
    QVERIFY(!(*plan)->changes.empty());
    std::map<std::string, const PlannedChange *> changes;
    for (const PlannedChange &change : (*plan)->changes)
        changes[change.contactId] = &change;
    std::vector<PlainContact> after;
    for (PlainContact contact : bench.contacts) {
        const auto change = changes.find(contact.id);
        if (change != changes.end() && change->second->action == PlannedChange::Action::Purge)
            continue;
        if (change != changes.end())
            contact.phone = change->second->to;
        after.push_back(contact);
    }
    bench.read(after);
    const Result<SharedPlan> again = bench.plan(false);
    QVERIFY2(again, again ? "" : qPrintable(again.error().code));
    QCOMPARE((*again)->changes.size(), 0u);
    QCOMPARE((*again)->header.fixes + (*again)->header.purges, 0);
}

void TestPlanMaker::writesOneRowAContact()
{
    const QTemporaryDir folder;
    Bench bench(19, 2'500);
    bench.judge(american());
    const QString file = folder.filePath(QStringLiteral("report.csv"));
    QSignalSpy written(&bench.workbench, &ListWorkbench::reportWritten);
    bench.workbench.writeReport({.file = file, .profile = TextProfile::Machines});
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, patience);
    const auto result = written[0][0].value<Result<WrittenFile>>();
    QVERIFY2(result, result ? "" : qPrintable(result.error().code));
    QFile report(file);
    QVERIFY(report.open(QIODevice::ReadOnly));
    QCOMPARE(report.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
    QCOMPARE(report.readLine(), "contactId,original,e164,region,lineType,verdict,reasons,source\r\n");
    const Naive naive(bench.contacts, american());
    for (const Naive::Row &row : naive.rows) {
        const QList<QByteArray> cells = report.readLine().trimmed().split(','); // our contacts hold no comma
        QCOMPARE(cells.size(), 8);
        QCOMPARE(cells[0].toStdString(), row.contact.id);
        QCOMPARE(cells[2].toStdString(), row.reading.valid() ? unpackE164(row.reading.e164) : std::string());
        QCOMPARE(QString::fromUtf8(cells[5]), keyOf(row.judged.verdict));
        QCOMPARE(QString::fromUtf8(cells[6]), listReasonKeys(row.judged.reasons).join(QLatin1Char(' ')));
    }
    QVERIFY(report.atEnd());
    bench.workbench.writeReport({.file = file}); // never over an older one
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 2, patience);
    QCOMPARE(written[1][0].value<Result<WrittenFile>>().error().code, QStringLiteral("exists"));
}

void TestPlanMaker::writesEveryPlannedChange()
{
    const QTemporaryDir folder;
    Bench bench(21, 20'000);
    bench.judge(american());
    ContactFilter filter;
    filter.regions = {QStringLiteral("US")};
    bench.filter(filter);
    const Result<SharedPlan> plan = bench.plan(true); // of what is shown: not every change of the list
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().code));
    const auto &changes = (*plan)->changes;
    QVERIFY(changes.size() > 1'024 && (*plan)->header.purges > 0 && (*plan)->header.fixes > 0);
    const QString file = folder.filePath(QStringLiteral("planned.csv"));
    QVERIFY(writePlannedChanges(**plan, file, TextProfile::Machines, false, {}));
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
    QCOMPARE(written.readLine(), "contactId,original,e164,verdict,reasons\r\n");
    for (const PlannedChange &change : changes) {
        const QByteArray line = written.readLine();
        const QList<QByteArray> cells = line.trimmed().split(','); // our contacts hold no comma
        QCOMPARE(cells.size(), 5);
        QCOMPARE(cells[0].toStdString(), change.contactId);
        QCOMPARE(cells[1].toStdString(), change.from);
        QCOMPARE(cells[2].toStdString(), change.to);
        QCOMPARE(cells[3], QByteArray(change.to.empty() ? "purge" : "fix"));
        QCOMPARE(QString::fromUtf8(cells[4]), listReasonKeys(change.reasons).join(u' '));
    }
    QVERIFY(written.atEnd());
    // A name that is taken stays as it is; the profile for spreadsheets leaves no cell that a program computes.
    const auto again = writePlannedChanges(**plan, file, TextProfile::Spreadsheets, false, {});
    QVERIFY(!again && again.error().code == QStringLiteral("exists"));
    QVERIFY(writePlannedChanges(**plan, file, TextProfile::Spreadsheets, true, {}));
    QFile replaced(file);
    QVERIFY(replaced.open(QIODevice::ReadOnly));
    const QByteArray guarded = replaced.readAll();
    QVERIFY(guarded.count('\n') == qsizetype(changes.size()) + 1 && !guarded.contains(",+"));
    std::stop_source stopped;
    stopped.request_stop();
    const QString none = folder.filePath(QStringLiteral("none.csv"));
    QCOMPARE(writePlannedChanges(**plan, none, TextProfile::Machines, false, stopped.get_token()).error().kind,
             ErrorKind::Cancelled);
    QVERIFY(!QFile::exists(none));
}

MUSTER_TEST(TestPlanMaker, QCoreApplication)

} // namespace tst_planmaker
#include "tst_planmaker.moc"
