// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/read/listreader.h"

#include "network/dialects/contract/contractcontactlists.h"
#include "tests/support/testprogram.h"
#include "tests/support/transportfixture.h"

using namespace muster;
using namespace muster::test;

namespace {

constexpr auto listPath = "/contactlists/list_1";

Step index(qint64 count)
{
    return ScriptedChannel::json(R"({"items":[{"id":"list_0","name":"B","contactCount":7},)"
                                 R"({"id":"list_1","name":"A","contactCount":)"
                                 + QByteArray::number(count) + "}]}");
}

/// A page of `count` contacts from `first` on; `next` is the rest of the next link, empty for the last page.
Step page(int first, int count, const QByteArray &next)
{
    QByteArray contacts;
    for (int i = first; i < first + count; ++i)
        contacts += QByteArray(i > first ? "," : "") + R"({"id":"c)" + QByteArray::number(i) + R"(","phone":"1"})";
    return ScriptedChannel::json(R"({"contacts":[)" + contacts + R"(],"nextPageUri":")"
                                 + (next.isEmpty() ? QByteArray() : "?cursor=" + next) + R"("})");
}

struct ReaderFixture : Fixture
{
    Result<ListReader::Totals> read(std::stop_token stop = {}) { return QCoro::waitFor(reader.readAll(stop)); }

    ContractContactLists client{*transport};
    QList<qint64> rows; ///< Of the pages handed out.
    QStringList events;
    QList<PageTimes> timed;
    int outages = 0, outagesOver = 0; ///< Waits for the network.
    ListReader reader{client,
                      QStringLiteral("list_1"),
                      {[this](const std::shared_ptr<const RecordPage> &page) { rows.append(qint64(page->rowCount())); },
                       [this](const QString &code, const QVariantMap &) { events.append(code); },
                       {},
                       [this](const PageTimes &times) { timed.append(times); }},
                      &observer,
                      {&clock, [this](int, const ApiError &, Milliseconds) { ++outages; }, [this] { ++outagesOver; }}};
};

} // namespace

class TestListReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsToTheLastPage();
    void anEmptyListIsWhole();
    void F13_aMissingListIsNamed();
    void F60_aBrokenPageIsAskedForOnceMore();
    void F60_aPageBrokenTwiceEndsIt();
    void F62_unusableIdsAreCountedApart();
    void F65_anOversizedPageIsKeptAndTold();
    void F67_aRepeatedLinkEndsIt_data();
    void F67_aRepeatedLinkEndsIt();
    void F68_twentyEmptyPagesEndIt();
    void F68_nineteenEmptyPagesAreBorne();
    void F69_theLastPageMayBeEmpty();
    void F70_repeatedContactsCountOnce();
    void F72_aCountThatDisagreesIsIncomplete_data();
    void F72_aCountThatDisagreesIsIncomplete();
    void withoutACountNothingIsCompared();
    void F53_goesOnByItselfWhenTheNetworkIsBack_data();
    void F53_goesOnByItselfWhenTheNetworkIsBack();
    void F53_endsWhenTheNetworkStaysAway();
    void F40_anAddressThatNeverAnsweredIsNotWaitedFor();
    void aStopEndsItAtOnce();
    void idsAreCountedExactly();
};

void TestListReader::readsToTheLastPage()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {index(5)});
    f.channel.script(listPath, {page(0, 2, "b"), page(2, 2, "c"), page(4, 1, "")});
    const auto read = f.read();
    QVERIFY(read);
    QCOMPARE(f.rows, QList<qint64>({2, 2, 1}));
    QCOMPARE(read->contacts, 5);
    QCOMPARE(read->received, 5);
    QCOMPARE(read->pages, 3);
    QCOMPARE(read->expected, 5);
    QCOMPARE(f.reader.announced(), 5);
    QCOMPARE(f.channel.requestsTo(listPath).size(), 3);
    QCOMPARE(f.timed.size(), 3);
    for (const PageTimes &times : std::as_const(f.timed))
        QVERIFY(times.decodingFrom < times.decodingTo);
}

void TestListReader::anEmptyListIsWhole()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {index(0)});
    f.channel.script(listPath, {page(0, 0, "")});
    const auto read = f.read();
    QVERIFY(read);
    QCOMPARE(read->contacts, 0);
}

void TestListReader::F13_aMissingListIsNamed()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {ScriptedChannel::json(R"({"items":[]})")});
    f.channel.script(listPath, {ScriptedChannel::status(404)});
    const auto read = f.read();
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::NotFound);
    QVERIFY(!isIncompleteRead(read.error()));
}

void TestListReader::F60_aBrokenPageIsAskedForOnceMore()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {index(3)});
    f.channel.script(listPath,
                     {page(0, 2, "b"),
                      ScriptedChannel::json(R"({"contacts":[{"id":"c2","phone":1e}],"nextPageUri":""})"),
                      page(2, 1, "")});
    const auto read = f.read();
    QVERIFY(read);
    QCOMPARE(f.rows, QList<qint64>({2, 1}));
    QCOMPARE(f.events, QStringList(QStringLiteral("page_asked_again")));
}

void TestListReader::F60_aPageBrokenTwiceEndsIt()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {index(3)});
    f.channel.script(
        listPath,
        {page(0, 2, "b"), ScriptedChannel::json(R"({"contacts":[{"id":"c2","phone":1e}],"nextPageUri":""})")});
    const auto read = f.read();
    QVERIFY(!read);
    QVERIFY(isIncompleteRead(read.error()));
    QCOMPARE(f.rows, QList<qint64>({2}));
}

void TestListReader::F62_unusableIdsAreCountedApart()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {index(3)});
    f.channel.script(
        listPath,
        {ScriptedChannel::json(R"({"contacts":[{"id":"a","phone":"1"},{"id":"","phone":"2"},{"phone":"3"}]})")});
    const auto read = f.read();
    QVERIFY(read); // the server's count holds them, too
    QCOMPARE(read->contacts, 1);
    QCOMPARE(read->quarantined, 2);
    QCOMPARE(read->received, 3);
}

void TestListReader::F65_anOversizedPageIsKeptAndTold()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {index(2500)});
    f.channel.script(listPath, {page(0, 2500, "")});
    const auto read = f.read();
    QVERIFY(read);
    QCOMPARE(f.rows, QList<qint64>({2500}));
    QCOMPARE(f.events, QStringList(QStringLiteral("page_oversized")));
}

void TestListReader::F67_aRepeatedLinkEndsIt_data()
{
    QTest::addColumn<QList<QByteArray>>("links");
    QTest::newRow("itself") << QList<QByteArray>{"a", "a"};
    QTest::newRow("A, B, A") << QList<QByteArray>{"a", "b", "a"};
    QTest::newRow("a long circle") << QList<QByteArray>{"a", "b", "c", "d", "e", "b"};
}

void TestListReader::F67_aRepeatedLinkEndsIt()
{
    QFETCH(QList<QByteArray>, links);
    ReaderFixture f;
    f.channel.script("/contactlists", {index(1000)});
    QList<Step> steps;
    for (int i = 0; i < links.size(); ++i)
        steps.append(page(i, 1, links[i]));
    f.channel.script(listPath, steps);
    const auto read = f.read();
    QVERIFY(!read);
    QCOMPARE(read.error().code, QStringLiteral("cursor_repeated"));
    QVERIFY(isIncompleteRead(read.error()));
    QCOMPARE(f.rows.size(), links.size()); // not one row doubled
    QCOMPARE(f.channel.requestsTo(listPath).size(), links.size());
}

void TestListReader::F68_twentyEmptyPagesEndIt()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {index(1)});
    QList<Step> steps;
    for (int i = 0; i < 40; ++i)
        steps.append(page(0, 0, QByteArray::number(i)));
    f.channel.script(listPath, steps);
    const auto read = f.read();
    QVERIFY(!read);
    QCOMPARE(read.error().code, QStringLiteral("empty_pages"));
    QVERIFY(isIncompleteRead(read.error()));
    QCOMPARE(f.channel.requestsTo(listPath).size(), 20); // none was asked for ahead
}

void TestListReader::F68_nineteenEmptyPagesAreBorne()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {index(1)});
    QList<Step> steps;
    for (int i = 0; i < 19; ++i)
        steps.append(page(0, 0, QByteArray::number(i)));
    steps.append(page(0, 1, ""));
    f.channel.script(listPath, steps);
    QVERIFY(f.read());
}

void TestListReader::F69_theLastPageMayBeEmpty()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {index(2)});
    f.channel.script(listPath, {page(0, 2, "b"), page(0, 0, "")});
    QVERIFY(f.read());
}

void TestListReader::F70_repeatedContactsCountOnce()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {index(5)});
    f.channel.script(listPath, {page(0, 3, "b"), page(2, 3, "")});
    const auto read = f.read();
    QVERIFY(read);
    QCOMPARE(read->contacts, 5);
    QCOMPARE(read->received, 6);
}

void TestListReader::F72_aCountThatDisagreesIsIncomplete_data()
{
    QTest::addColumn<qint64>("count");
    QTest::newRow("one more") << qint64(6);
    QTest::newRow("one less") << qint64(4);
    QTest::newRow("none") << qint64(0);
}

void TestListReader::F72_aCountThatDisagreesIsIncomplete()
{
    QFETCH(qint64, count);
    ReaderFixture f;
    f.channel.script("/contactlists", {index(5), index(count)});
    f.channel.script(listPath, {page(0, 5, "")});
    const auto read = f.read();
    QVERIFY(!read);
    QCOMPARE(read.error().code, QStringLiteral("count_mismatch"));
    QCOMPARE(read.error().detail, QStringLiteral("%1/5").arg(count));
    QVERIFY(isIncompleteRead(read.error()));
    QCOMPARE(f.reader.totals().expected, count);
}

void TestListReader::withoutACountNothingIsCompared()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {ScriptedChannel::json(R"({"items":[{"id":"list_1","name":"A"}]})")});
    f.channel.script(listPath, {page(0, 5, "")});
    const auto read = f.read();
    QVERIFY(read);
    QCOMPARE(read->expected, -1);
}

void TestListReader::F53_goesOnByItselfWhenTheNetworkIsBack_data()
{
    QTest::addColumn<QList<Step>>("indexes");
    QTest::addColumn<QList<Step>>("pages");
    // The transport's own five tries fail four times over.
    const QList<Step> gone(4 * 5, ScriptedChannel::failing(ErrorKind::NotSent));
    const QList<Step> first{page(0, 2, "b")}, second{page(2, 3, "")};
    QTest::newRow("between two pages") << QList<Step>{index(5)} << first + gone + second;
    QTest::newRow("before the count is compared")
        << QList<Step>{index(5)} + gone + QList<Step>{index(5)} << first + second;
}

void TestListReader::F53_goesOnByItselfWhenTheNetworkIsBack()
{
    QFETCH(QList<Step>, indexes);
    QFETCH(QList<Step>, pages);
    ReaderFixture f;
    f.channel.script("/contactlists", indexes);
    f.channel.script(listPath, pages);
    const auto read = f.read();
    QVERIFY2(read, qPrintable(read ? QString() : errorKindKey(read.error().kind)));
    QCOMPARE(f.rows, QList<qint64>({2, 3})); // none lost, none twice
    QCOMPARE(read->expected, 5);
    QCOMPARE(f.outages, 4);
    QCOMPARE(f.outagesOver, 4);
}

void TestListReader::F53_endsWhenTheNetworkStaysAway()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {index(5)});
    f.channel.script(listPath, {page(0, 2, "b"), ScriptedChannel::failing(ErrorKind::ConnectionLost)});
    const auto start = f.clock.now();
    const auto read = f.read();
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::ConnectionLost);
    QVERIFY(!isIncompleteRead(read.error()));
    QVERIFY(f.clock.now() - start >= std::chrono::minutes(15));
}

void TestListReader::F40_anAddressThatNeverAnsweredIsNotWaitedFor()
{
    ReaderFixture f;
    f.channel.script("/contactlists", {ScriptedChannel::failing(ErrorKind::NotSent)});
    f.channel.script(listPath, {ScriptedChannel::failing(ErrorKind::NotSent)});
    const auto start = f.clock.now();
    const auto read = f.read();
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::NotSent);
    QCOMPARE(f.outages, 0);
    QVERIFY(f.clock.now() - start < std::chrono::minutes(2));
}

void TestListReader::aStopEndsItAtOnce()
{
    {
        ReaderFixture f;
        std::stop_source stop;
        stop.request_stop();
        const auto read = f.read(stop.get_token());
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Cancelled);
        QVERIFY(f.channel.requests().isEmpty());
    }
    ReaderFixture f;
    std::stop_source stop;
    f.channel.script("/contactlists", {index(5)});
    f.channel.script(listPath, {page(0, 2, "b"), Step{.hang = true}});
    auto reading = f.reader.readAll(stop.get_token());
    QTRY_COMPARE(f.channel.requestsTo(listPath).size(), 2);
    stop.request_stop();
    const auto read = QCoro::waitFor(reading);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Cancelled);
    QCOMPARE(f.rows, QList<qint64>({2})); // what was under way is handed out
}

void TestListReader::idsAreCountedExactly()
{
    IdSet ids;
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 100'000; ++i)
            QCOMPARE(ids.add("contact-" + std::to_string(i)), round == 0);
    }
    QCOMPARE(ids.count(), std::size_t(100'000));
    QVERIFY(ids.add(""));
}

MUSTER_TEST(TestListReader, QCoreApplication)
#include "tst_listreader.moc"
