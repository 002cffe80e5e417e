// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listbench.h"

#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_listworkbench {

class TestListWorkbench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsWhatANaiveComputationShows_data();
    void showsWhatANaiveComputationShows();
    void aFacetCountsWhatItsChoiceWouldShow_data();
    void aFacetCountsWhatItsChoiceWouldShow();
    void isAListModelWhileARead_feedsIt();
    void judgesAtOnceWhereOnlyVerdictsChange();
    void readsAgainForAnotherDefaultRegion_F74();
    void dropsWhatWasOvertaken();
    void forgetsTheListBefore();
    void overridesByContact_F113();
    void keepsSelectionsWithTheirContacts();
    void loadsNumberLists();
    void readsNumberListsFromFiles();
    void S38_aNumberThatIsBackIsReviewed();
    void S38_withoutThatCheckNothingIsConcluded();
    void saysWhoSurvives();
    void endsWhileWorkersAreBusy();
};

void TestListWorkbench::initTestCase()
{
    (void)NumberEngine::shared();
}

void TestListWorkbench::showsWhatANaiveComputationShows_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("count");
    QTest::newRow("one contact") << 1u << 1;
    QTest::newRow("within a chunk") << 2u << 3'000;
    QTest::newRow("over chunks") << 3u << 35'000;
    const quint32 fresh = quint32(QDateTime::currentSecsSinceEpoch());
    QTest::newRow(qPrintable(QStringLiteral("fresh seed %1").arg(fresh))) << fresh << 8'000;
}

void TestListWorkbench::showsWhatANaiveComputationShows()
{
    QFETCH(quint32, seed);
    QFETCH(int, count);
    Bench bench(seed, std::size_t(count));
    SanitizationDirective directive = american();
    directive.regionMember = QStringLiteral("country");
    directive.survivor = SurvivorRule::First;
    directive.damage = DirectiveAction::Fix;
    bench.judge(directive);
    const Naive naive(bench.contacts, directive);
    QCOMPARE(bench.workbench.summary(), naive.summary());
    QCOMPARE(bench.ids(), naive.ids([](const Naive::Row &) { return true; }));

    ContactFilter filter;
    filter.verdicts = {ListVerdict::Fix, ListVerdict::Review};
    filter.regions = {QStringLiteral("GB")};
    filter.invertRegions = true;
    filter.search = QStringLiteral("15");
    bench.filter(filter);
    const auto holds = [](const Naive::Row &row, const QString &part) {
        const std::uint64_t e164 = row.reading.e164;
        const bool isSpelled = e164 != 0 && e164 != NumberVerdict::doesNotFit;
        return lower(row.contact.id).contains(part) || lower(row.contact.phone).contains(part)
            || lower(row.contact.firstName).contains(part) || lower(row.contact.country).contains(part)
            || lower(row.contact.updatedAt).contains(part)
            || (isSpelled && QString::fromStdString(unpackE164(e164)).contains(part));
    };
    const auto lets = [&](const Naive::Row &row) {
        return (row.judged.verdict == ListVerdict::Fix || row.judged.verdict == ListVerdict::Review)
            && Naive::region(row) != QStringLiteral("GB") && holds(row, QStringLiteral("15"));
    };
    QCOMPARE(bench.ids(), naive.ids(lets));
    // Each facet counts what all the others let through.
    const auto isChosenVerdict = [](const Naive::Row &row) {
        return row.judged.verdict == ListVerdict::Fix || row.judged.verdict == ListVerdict::Review;
    };
    const auto isElsewhere = [](const Naive::Row &row) { return Naive::region(row) != QStringLiteral("GB"); };
    const auto expectFacets = [&](const QString &search) {
        const auto of = [&](const auto &facetsLet) {
            Naive part = naive;
            std::erase_if(part.rows, [&](const Naive::Row &row) { return !facetsLet(row) || !holds(row, search); });
            return part.summary();
        };
        const ListSummary through = of([&](const Naive::Row &row) { return isChosenVerdict(row) && isElsewhere(row); });
        ListSummary facets = naive.summary();
        facets.verdicts = of(isElsewhere).verdicts;
        facets.regions = of(isChosenVerdict).regions;
        facets.reasons = through.reasons;
        facets.lineTypes = through.lineTypes;
        facets.sources = through.sources;
        return facets;
    };
    QTRY_COMPARE_WITH_TIMEOUT(bench.workbench.facets(), expectFacets(QStringLiteral("15")), patience);
    filter.search.clear();
    bench.filter(filter);
    QCOMPARE(bench.workbench.facets(), expectFacets({})); // no worker is needed
    filter.search = QStringLiteral("15");
    bench.filter(filter);

    bench.workbench.sortBy(ContactTableModel::FirstMember, Qt::DescendingOrder);
    bench.settle();
    std::vector<const Naive::Row *> sorted;
    for (const Naive::Row &row : naive.rows) {
        if (lets(row))
            sorted.push_back(&row);
    }
    std::sort(sorted.begin(), sorted.end(), [](const Naive::Row *a, const Naive::Row *b) {
        const int order = lower(a->contact.firstName).compare(lower(b->contact.firstName));
        return order != 0 ? order > 0 : a < b; // equal ones as they are in the list
    });
    QStringList expected;
    for (const Naive::Row *row : sorted)
        expected << QString::fromStdString(row->contact.id);
    QCOMPARE(bench.ids(), expected);
}

void TestListWorkbench::aFacetCountsWhatItsChoiceWouldShow_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<bool>("onlyChanges");
    QTest::newRow("facets alone") << QString() << false;
    QTest::newRow("only changes") << QString() << true;
    QTest::newRow("under a search") << QStringLiteral("15") << false;
}

// With what a person decided, which no class of contacts tells.
void TestListWorkbench::aFacetCountsWhatItsChoiceWouldShow()
{
    QFETCH(QString, search);
    QFETCH(bool, onlyChanges);
    Bench bench(6, 3'000);
    bench.judge(american());
    QVERIFY(bench.decide(0, 199, ListVerdict::Unchanged));
    QVERIFY(bench.decide(1'500, 1'549, ListVerdict::Purge, QStringLiteral("by hand")));
    ContactFilter filter;
    filter.onlyChanges = onlyChanges;
    filter.search = search;
    filter.verdicts = {ListVerdict::Purge, ListVerdict::Unchanged};
    filter.regions = {QStringLiteral("US")};
    QSignalSpy counted(&bench.workbench, &ListWorkbench::facetsCounted);
    bench.filter(filter);
    QTRY_VERIFY_WITH_TIMEOUT(!counted.isEmpty(), patience);
    const ListSummary facets = bench.workbench.facets();
    QCOMPARE(facets.contacts, qint64(bench.contacts.size()));
    qint64 shown = 0;
    for (int verdict = 0; verdict < listVerdictCount; ++verdict) {
        ContactFilter choice = filter;
        choice.verdicts = {ListVerdict(verdict)};
        bench.filter(choice);
        QCOMPARE(qint64(bench.workbench.model()->rowCount()), facets.verdicts[std::size_t(verdict)]);
        shown += bench.workbench.model()->rowCount();
    }
    QVERIFY(shown > 0);
    QVERIFY(facets.regions.size() > 1);
    for (const auto &[region, contacts] : facets.regions) {
        ContactFilter choice = filter;
        choice.regions = {region};
        bench.filter(choice);
        QCOMPARE(qint64(bench.workbench.model()->rowCount()), contacts);
    }
    for (int reason = 0; reason < listReasonCount; ++reason) {
        ContactFilter choice = filter;
        choice.reasons = {ListReason(reason)};
        bench.filter(choice);
        QCOMPARE(qint64(bench.workbench.model()->rowCount()), facets.reasons[std::size_t(reason)]);
    }
}

void TestListWorkbench::isAListModelWhileARead_feedsIt()
{
    Bench bench;
    const QAbstractItemModelTester tester(bench.workbench.model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    bench.workbench.setDirective(american());
    const std::vector<PlainContact> contacts = ContactMaker(5).many(20'000);
    ContactFilter changes;
    changes.onlyChanges = true;
    bench.workbench.begin({});
    for (std::size_t first = 0; first < contacts.size(); first += 1'000) {
        bench.workbench.append(contactPage(contacts, first, 1'000));
        if (first == 5'000)
            bench.workbench.sortBy(ContactTableModel::Original, Qt::AscendingOrder);
        if (first == 9'000)
            bench.workbench.setFilter(changes);
        if (first == 14'000)
            bench.workbench.sortBy(-1, Qt::AscendingOrder);
        QTest::qWait(1);
    }
    bench.workbench.finishReading({});
    bench.settle();
    QVERIFY(bench.workbench.model()->rowCount() > 0);
    const ListSummary &summary = bench.workbench.summary();
    QCOMPARE(bench.workbench.model()->rowCount(),
             int(summary.verdicts[std::size_t(ListVerdict::Fix)] + summary.verdicts[std::size_t(ListVerdict::Purge)]));
    bench.filter({});
    QCOMPARE(bench.workbench.model()->rowCount(), 20'000);
    bench.workbench.begin({});
    QCOMPARE(bench.workbench.model()->rowCount(), 0);
}

void TestListWorkbench::judgesAtOnceWhereOnlyVerdictsChange()
{
    Bench bench(6, 20'000);
    SanitizationDirective directive = american();
    bench.judge(directive);
    QSignalSpy judged(&bench.workbench, &ListWorkbench::judged);
    QSignalSpy changed(bench.workbench.model(), &QAbstractItemModel::dataChanged);
    const qint64 before = bench.workbench.summary().verdicts[std::size_t(ListVerdict::Purge)];
    directive.region = DirectiveAction::Flag;
    directive.lineType = DirectiveAction::Flag;
    bench.workbench.setDirective(directive);
    QCOMPARE(judged.count(), 1); // no event loop was needed
    QCOMPARE(changed.count(), 1); // and one repaint follows
    QVERIFY(bench.workbench.summary().verdicts[std::size_t(ListVerdict::Purge)] < before);
    QCOMPARE(bench.workbench.summary(), Naive(bench.contacts, directive).summary());
}

void TestListWorkbench::readsAgainForAnotherDefaultRegion_F74()
{
    Bench bench(7, 5'000);
    SanitizationDirective directive;
    bench.judge(directive);
    // Without a region national numbers are not checked; nothing among them would be removed.
    const auto noRegion = std::size_t(ListReason::NoDefaultRegion);
    QVERIFY(bench.workbench.summary().reasons[noRegion] > 0);
    ContactFilter filter;
    filter.reasons = {ListReason::NoDefaultRegion};
    bench.filter(filter);
    QCOMPARE(QSet<QString>(), [&] {
        QSet<QString> verdicts;
        for (const QString &verdict : bench.column(ContactTableModel::Verdict))
            verdicts << verdict;
        return verdicts - QSet<QString>{QStringLiteral("not_checked")};
    }());
    directive.defaultRegion = QStringLiteral("GB");
    bench.judge(directive);
    QCOMPARE(bench.workbench.summary(), Naive(bench.contacts, directive).summary());
    QCOMPARE(bench.workbench.summary().reasons[noRegion], 0);
    QCOMPARE(bench.workbench.model()->rowCount(), 0); // the filter is still on
}

void TestListWorkbench::dropsWhatWasOvertaken()
{
    Bench bench(8, 20'000);
    SanitizationDirective directive = american();
    ContactFilter filter;
    for (const char *region : {"GB", "CA", "DE", "", "FR", "US"}) {
        directive.defaultRegion = QLatin1String(region);
        filter.search = QString::number(directive.defaultRegion.size());
        bench.workbench.setDirective(directive);
        bench.workbench.setFilter(filter);
        bench.workbench.sortBy(ContactTableModel::ContactId, Qt::DescendingOrder);
    }
    filter.search = QStringLiteral("aa");
    bench.workbench.setFilter(filter);
    bench.settle();
    const Naive naive(bench.contacts, directive);
    QCOMPARE(bench.workbench.summary(), naive.summary());
    QStringList expected
        = naive.ids([](const Naive::Row &row) { return row.contact.id.find("aa") != std::string::npos; });
    std::sort(expected.begin(), expected.end(), std::greater<>());
    QCOMPARE(bench.ids(), expected);
}

void TestListWorkbench::forgetsTheListBefore()
{
    Bench bench(9, 20'000);
    bench.workbench.setDirective(american()); // its answers must not arrive with the next list
    bench.read(ContactMaker(10).many(2'000));
    QCOMPARE(bench.workbench.summary(), Naive(bench.contacts, american()).summary());
    QCOMPARE(bench.workbench.model()->rowCount(), 2'000);
    QCOMPARE(bench.workbench.directive(), american());
}

void TestListWorkbench::overridesByContact_F113()
{
    Bench bench(11, 3'000);
    bench.judge(american());
    ContactFilter filter;
    filter.verdicts = {ListVerdict::Purge};
    bench.filter(filter);
    const ListSummary before = bench.workbench.summary();
    const QString kept = bench.ids().at(0), second = bench.ids().at(1);
    QVERIFY(bench.decide(0, 1, ListVerdict::Unchanged, QStringLiteral("asked on the phone")));
    bench.settle();
    QVERIFY(!bench.ids().contains(kept)); // is not a purge any more
    QCOMPARE(bench.workbench.summary().verdicts[std::size_t(ListVerdict::Purge)],
             before.verdicts[std::size_t(ListVerdict::Purge)] - 2);
    QCOMPARE(bench.workbench.summary().overridden, 2);
    filter = {};
    filter.search = kept;
    bench.filter(filter);
    const ContactTableModel &model = *bench.workbench.model();
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.index(0, 0).data(ContactTableModel::OverriddenRole).toBool());
    QCOMPARE(model.index(0, 0).data(ContactTableModel::NoteRole).toString(), QStringLiteral("asked on the phone"));
    QCOMPARE(bench.details(0).overridden, std::optional(ListVerdict::Unchanged));
    QVERIFY(bench.decide(0, 0, std::nullopt));
    bench.settle();
    QCOMPARE(bench.workbench.summary().overridden, 1);

    // Nobody removes what was not checked, and not a whole selection in which one was not.
    bench.judge({});
    filter = {};
    filter.verdicts = {ListVerdict::NotChecked};
    bench.filter(filter);
    QVERIFY(model.rowCount() > 1);
    const ListSummary unchecked = bench.workbench.summary();
    const Result<void> refused = bench.decide(0, 1, ListVerdict::Purge);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("override_not_checked"));
    QVERIFY(!bench.decide(0, model.rowCount(), ListVerdict::Review));
    QCOMPARE(bench.workbench.summary(), unchecked);
}

void TestListWorkbench::keepsSelectionsWithTheirContacts()
{
    Bench bench(12, 20'000);
    bench.judge(american());
    ContactTableModel *model = bench.workbench.model();
    QItemSelectionModel selection(model);
    const auto select = [&](int row) {
        selection.select(model->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        return model->index(row, ContactTableModel::ContactId).data(RawRole).toString();
    };
    QStringList expected = {select(3), select(4), select(5), select(19'000)};
    const auto selected = [&] {
        QStringList ids;
        for (const QModelIndex &index : selection.selectedRows(ContactTableModel::ContactId)) {
            if (index.isValid())
                ids << index.data(RawRole).toString();
        }
        ids.sort();
        return ids;
    };
    expected.sort();
    bench.workbench.sortBy(ContactTableModel::ContactId, Qt::DescendingOrder);
    bench.settle();
    QCOMPARE(selected(), expected);
    bench.workbench.sortBy(ContactTableModel::FirstMember, Qt::AscendingOrder);
    bench.settle();
    QCOMPARE(selected(), expected);
    // What the filter takes away is not selected any more; the rest is.
    ContactFilter filter;
    filter.search = expected[0];
    bench.filter(filter);
    QCOMPARE(selected(), expected.mid(0, 1));
    bench.workbench.sortBy(-1, Qt::AscendingOrder);
    bench.filter({});
    QCOMPARE(selected(), expected.mid(0, 1));
}

void TestListWorkbench::loadsNumberLists()
{
    Bench bench(13, 4'000);
    SanitizationDirective directive = american();
    bench.judge(directive);
    // Every number that ends in 7 is on the do-not-call list.
    bench.workbench.setNumberLists([](const SanitizationDirective &wanted, const std::stop_token &) {
        auto lists = std::make_shared<LoadedNumberLists>();
        if (wanted.suppressionLists == QStringList{QStringLiteral("sevens")})
            lists->isSuppressed = [](std::uint64_t e164) { return e164 % 10 == 7; };
        if (wanted.disposableLists == QStringList{QStringLiteral("eights")})
            lists->isDisposable = [](std::uint64_t e164) { return e164 % 10 == 8; };
        lists->digests = wanted.suppressionLists + wanted.disposableLists;
        return Result<std::shared_ptr<const LoadedNumberLists>>(lists);
    });
    directive.suppressionLists = {QStringLiteral("sevens")};
    directive.disposableLists = {QStringLiteral("eights")};
    bench.judge(directive);
    const auto count = [&](int digit) {
        const Naive naive(bench.contacts, american());
        return std::count_if(naive.rows.begin(), naive.rows.end(), [digit](const Naive::Row &row) {
            return row.reading.e164 != NumberVerdict::doesNotFit && row.reading.e164 != 0
                && row.reading.e164 % 10 == std::uint64_t(digit);
        });
    };
    const ListSummary &summary = bench.workbench.summary();
    QCOMPARE(summary.reasons[std::size_t(ListReason::Suppressed)], count(7));
    QCOMPARE(summary.reasons[std::size_t(ListReason::Disposable)], count(8));
    directive.suppressionLists.clear();
    directive.disposableLists.clear();
    bench.judge(directive);
    QCOMPARE(summary, Naive(bench.contacts, american()).summary());
}

void TestListWorkbench::readsNumberListsFromFiles()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("do-not-call.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("number,last_seen\n+12015550100,2026-10-01\n");
    file.close();
    Bench bench;
    SanitizationDirective directive = american();
    directive.suppressionLists = {file.fileName()};
    bench.workbench.setDirective(directive);
    bench.read({{"listed", "(201) 555-0100", "", "", ""}, {"other", "+12015550101", "", "", ""}});
    QCOMPARE(bench.workbench.summary().reasons[std::size_t(ListReason::Suppressed)], 1);
    const QList<ListedNumber> listed = bench.details(0).listed;
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed[0].hit, (NumberHit{0, QDate(2026, 10, 1)}));
    QVERIFY(!listed[0].disposable);
    QVERIFY(bench.details(1).listed.isEmpty());
}

void TestListWorkbench::S38_aNumberThatIsBackIsReviewed()
{
    const Secret key(QByteArray(32, 'k'));
    const auto kept = std::make_shared<const KeptEvidence>(
        key, std::vector{KeptEvidence::markOf(KeptEvidence::numberDigest(key, "+12025550123"))});
    Bench bench;
    bench.judge(american());
    bench.read({{.id = "clean", .phone = "+12025550123"},
                {.id = "spelt", .phone = "(202) 555-0123"},
                {.id = "other", .phone = "+12025550124"},
                {.id = "words", .phone = "none"}});
    const auto verdicts = [&bench] { return bench.column(ContactTableModel::Verdict); };
    const QStringList before = verdicts();
    bench.workbench.setEvidence(kept);
    bench.settle();
    const QStringList flagged = verdicts();
    QVERIFY(before[0] != flagged[0]);
    QCOMPARE(flagged[0], flagged[1]); // however it is spelt; it is not corrected in silence either
    QCOMPARE(flagged.mid(2), before.mid(2));
    const ListSummary &summary = bench.workbench.summary();
    QCOMPARE(summary.reasons[std::size_t(ListReason::EvidenceKept)], 2);
    QCOMPARE(summary.verdicts[std::size_t(ListVerdict::Review)], 2);
    QCOMPARE(summary.verdicts[std::size_t(ListVerdict::Fix)], 0);
    // A ground to remove it is one still.
    SanitizationDirective british = american();
    british.regions = {QStringLiteral("GB")};
    british.region = DirectiveAction::Purge;
    bench.judge(british);
    QCOMPARE(summary.reasons[std::size_t(ListReason::EvidenceKept)], 2);
    QCOMPARE(summary.verdicts[std::size_t(ListVerdict::Purge)], 4);
    const auto plan = bench.plan(false);
    QVERIFY(plan);
    QCOMPARE((*plan)->changes[0].e164, 12025550123u); // by which its evidence is kept
    // What the verdicts took goes with the plan: something, and less than a second a number.
    QVERIFY2((*plan)->header.verdictNanos > 0 && (*plan)->header.verdictNanos < 1'000'000'000,
             qPrintable(QString::number((*plan)->header.verdictNanos)));
    bench.judge(american());
    bench.workbench.setEvidence(std::shared_ptr<const KeptEvidence>());
    bench.settle();
    QCOMPARE(verdicts(), before);
}

void TestListWorkbench::S38_withoutThatCheckNothingIsConcluded()
{
    Bench bench(16, 100);
    bench.judge(american());
    const ListSummary before = bench.workbench.summary();
    QSignalSpy ready(&bench.workbench, &ListWorkbench::planReady);
    QSignalSpy failed(&bench.workbench, &ListWorkbench::directiveFailed);
    bench.workbench.awaitEvidence();
    bench.workbench.freezePlan(false);
    QVERIFY(bench.workbench.isBusy());
    QTest::qWait(20);
    QCOMPARE(ready.count(), 0); // waits
    bench.workbench.setEvidence(failure({.kind = ErrorKind::KeyStore, .code = QStringLiteral("evidence_no_key")}));
    QCOMPARE(failed.count(), 1);
    QCOMPARE(failed[0][0].value<ApiError>().code, QStringLiteral("evidence_no_key"));
    QCOMPARE(bench.workbench.summary(), before);
    QTRY_COMPARE(ready.count(), 1);
    QVERIFY(!ready[0][1].value<Result<SharedPlan>>()); // nor is anything planned
}

void TestListWorkbench::saysWhoSurvives()
{
    Bench bench;
    SanitizationDirective directive = american();
    directive.survivor = SurvivorRule::Newest;
    directive.duplicate = DirectiveAction::Purge;
    bench.workbench.setDirective(directive);
    bench.read({{"old", "+12015550100", "Ba", "US", "2026-01-01T00:00:00Z"},
                {"new", "(201) 555-0100", "Re", "US", "2026-02-01T00:00:00Z"},
                {"other", "+12015550101", "Mi", "US", "2026-01-01T00:00:00Z"}});
    const ListSummary &summary = bench.workbench.summary();
    QCOMPARE(summary.reasons[std::size_t(ListReason::Duplicate)], 1);
    const ContactDetails details = bench.details(0);
    QCOMPARE(details.survivorId, QStringLiteral("new"));
    QCOMPARE(details.survivorPhone, QStringLiteral("(201) 555-0100"));
    QCOMPARE(details.sameNumber, 1);
    QCOMPARE(details.e164, QStringLiteral("+12015550100"));
    QCOMPARE(details.members.size(), 3);
    const ContactDetails kept = bench.details(1);
    QCOMPARE(kept.duplicate, DuplicateRole::Kept);
    QCOMPARE(kept.survivorId, QString()); // it is the one
    QCOMPARE(kept.sameNumber, 1);
    QCOMPARE(kept.readWith, ContactDetails::ReadWith::DefaultRegion);
    QCOMPARE(kept.readRegion, QStringLiteral("US"));
    QCOMPARE(details.readWith, ContactDetails::ReadWith::Itself); // international form
    QCOMPARE(bench.workbench.rowOf(QStringLiteral("new")), 1);
    QCOMPARE(bench.workbench.rowOf(QStringLiteral("nobody")), -1);
}

void TestListWorkbench::endsWhileWorkersAreBusy()
{
    int answers = 0;
    std::vector<std::weak_ptr<const LoadedNumberLists>> held;
    for (int i = 0; i < 20; ++i) {
        auto bench = std::make_unique<ListWorkbench>();
        auto lists = std::make_shared<const LoadedNumberLists>();
        held.emplace_back(lists);
        bench->setNumberLists(
            [lists](const SanitizationDirective &,
                    const std::stop_token &) -> Result<std::shared_ptr<const LoadedNumberLists>> { return lists; });
        bench->setDirective(american());
        bench->begin({});
        bench->append(contactPage(ContactMaker(20).many(3'000), 0, 3'000));
        bench->finishReading({});
        QCoreApplication::processEvents();
        bench->sortBy(ContactTableModel::ContactId, Qt::AscendingOrder);
        connect(bench.get(), &ListWorkbench::planReady, this, [&answers] { ++answers; });
        connect(bench.get(), &ListWorkbench::viewChanged, this, [&answers] { ++answers; });
        bench->freezePlan(false);
        bench.reset();
        QCoreApplication::processEvents();
    }
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents(); // what workers had to say to somebody who is gone
    QCOMPARE(answers, 0);
    for (const auto &lists : held) // what workers looked numbers up in is not left behind
        QVERIFY(lists.expired());
    Bench next(21, 500);
    next.judge(american());
    QCOMPARE(next.workbench.summary(), Naive(next.contacts, american()).summary());
}

MUSTER_TEST(TestListWorkbench, QCoreApplication)

} // namespace tst_listworkbench
#include "tst_listworkbench.moc"
