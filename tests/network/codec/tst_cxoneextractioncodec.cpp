// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxoneextractioncodec.h"

#include "network/codec/cxonepeoplecodec.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_cxoneextractioncodec {

namespace {

const QString source = u"recorded-interactions"_s;
const CxonePlace place = CxonePlace::ofDays(QDate(2026, 3, 1), QDate(2026, 3, 3));
const CxoneTableColumns columns{u"Segment ID"_s, {u"ANI"_s, u"Disposition"_s, u"DNIS"_s}};

Result<RecordPage> pageOf(const QByteArray &table, const QList<SegmentFilter> &filters = {},
                          const QByteArray &asked = place.cursor())
{
    return cxoneTableDecoder({source, filters, {u"Disposition"_s, u"ANI"_s}}, columns)
        ->decode({.body = table, .nextCursor = {}, .asked = asked});
}

/// "id: Disposition|ANI extras", - for none.
QStringList rowsOf(const RecordPage &page)
{
    QStringList rows;
    const auto text
        = [](std::string_view view) { return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size())); };
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        QStringList cells;
        for (std::size_t column = 0; column < page.columnCount; ++column)
            cells.append(page.cell(row, column).kind == RecordCell::Kind::Absent
                             ? u"-"_s
                             : text(page.text(page.cell(row, column))));
        rows.append(text(page.id(row)) + u": "_s + cells.join(u'|') + u' ' + text(page.extras(row)));
    }
    return rows;
}

QString faultOf(const Result<RecordPage> &page)
{
    return page ? u"none"_s : errorKindKey(page.error().kind) + u' ' + page.error().code + u' ' + page.error().subject;
}

} // namespace

class TestCxoneExtractionCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatWasBegun_data();
    void readsWhatWasBegun();
    void readsJobs();
    void refusesJobs_data();
    void refusesJobs();
    void readsATable();
    void aDayWithoutRecordsIsAPage();
    void filtersRecords();
    void F62_unusableIdsAreSetAside();
    void F61_aColumnThatIsMissingIsNamed();
    void F47_aTableThatBreaksOffIsNone_data();
    void F47_aTableThatBreaksOffIsNone();
    void aPageIsADay();
    void F62_aForeignCursorIsRefused_data();
    void F62_aForeignCursorIsRefused();
};

void TestCxoneExtractionCodec::readsWhatWasBegun_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("id");
    QTest::newRow("as it is seen") << QByteArray("\"0f3c-17_a\"\n") << u"0f3c-17_a"_s;
    QTest::newRow("no text") << QByteArray("17") << QString();
    QTest::newRow("an object") << QByteArray(R"({"jobId":"a"})") << QString();
    QTest::newRow("another path") << QByteArray(R"("../lists")") << QString();
    QTest::newRow("nothing in it") << QByteArray(R"("")") << QString();
    QTest::newRow("too long") << '"' + QByteArray(129, 'a') + '"' << QString();
    QTest::newRow("two") << QByteArray(R"("a","b")") << QString();
    QTest::newRow("cut") << QByteArray(R"("0f3c)") << QString();
    QTest::newRow("a page") << QByteArray("<html>") << QString();
    QTest::newRow("nothing") << QByteArray() << QString();
}

void TestCxoneExtractionCodec::readsWhatWasBegun()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, id);
    const auto read = readCxoneExtractionBegun(body);
    QCOMPARE(read.value_or(QString()), id);
    QCOMPARE(read.has_value(), !id.isEmpty());
}

void TestCxoneExtractionCodec::readsJobs()
{
    const auto job = readCxoneExtraction(
        R"({"jobStatus":{"id":"a","status":"SUCCEEDED","result":{"url":"https://x.test/y?z","errorMessage":null}}})");
    QVERIFY(job);
    QCOMPARE(job->id, u"a"_s);
    QCOMPARE(job->state, CxoneExtractionState::Succeeded);
    QCOMPARE(job->link, QByteArray("https://x.test/y?z"));
    const auto failed
        = readCxoneExtraction(R"({"jobStatus":{"id":"a","status":"FAILED","result":{"errorMessage":"w"}}})");
    QVERIFY(failed);
    QCOMPARE(failed->words, u"w"_s);
    QVERIFY(failed->link.isEmpty());
    QVERIFY(readCxoneExtraction(R"({"jobStatus":{"id":"a","status":"RUNNING"}})"));
    const auto all = readCxoneExtractions(R"({"jobs":[{"id":"a","status":"RUNNING"},{"id":"b","status":"EXPIRED"}]})");
    QVERIFY(all);
    QCOMPARE(all->size(), 2);
    QCOMPARE(all->at(1).state, CxoneExtractionState::Expired);
    QVERIFY(readCxoneExtractions({}) && readCxoneExtractions({})->isEmpty());
}

void TestCxoneExtractionCodec::refusesJobs_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *body, const QString &field) {
        QTest::newRow(name) << QByteArray(body) << field;
    };
    row("no status", R"({})", u"jobStatus"_s);
    row("a status that is a word", R"({"jobStatus":"RUNNING"})", u"jobStatus"_s);
    row("no id", R"({"jobStatus":{"status":"RUNNING"}})", u"jobStatus.id"_s);
    row("an unknown word", R"({"jobStatus":{"id":"a","status":"running"}})", u"jobStatus.status"_s);
    row("no word", R"({"jobStatus":{"id":"a","status":null}})", u"jobStatus.status"_s);
    row("a result that is a link", R"({"jobStatus":{"id":"a","status":"SUCCEEDED","result":"x"}})",
        u"jobStatus.result"_s);
    row("a link that is a number", R"({"jobStatus":{"id":"a","status":"SUCCEEDED","result":{"url":1}}})",
        u"jobStatus.result.url"_s);
}

void TestCxoneExtractionCodec::refusesJobs()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    const auto job = readCxoneExtraction(body);
    QVERIFY(!job);
    QCOMPARE(job.error().kind, ErrorKind::UnexpectedShape);
    QCOMPARE(job.error().details.value(0).field, field);
}

void TestCxoneExtractionCodec::readsATable()
{
    // A byte order mark, columns in another order, one that nobody knows, quotes, empty cells and lines.
    const auto page = pageOf("\xEF\xBB\xBF"
                             "ANI,Segment ID ,\"Disposition\",Note\r\n"
                             "555,s-1,\"Sold, \"\"gladly\"\"\",\r\n"
                             "\r\n"
                             ",s-2,,a\"b\n"
                             "777,s-3,\"two\r\nlines\",");
    QVERIFY2(page, qPrintable(faultOf(page)));
    QCOMPARE(
        rowsOf(*page),
        QStringList({u"s-1: Sold, \"gladly\"|555 "_s, u"s-2: -|- \"Note\":\"a\\\"b\""_s, u"s-3: two\r\nlines|777 "_s}));
    QCOMPARE(page->receivedCount, std::size_t(3));
    QCOMPARE(page->numberForm, NumberForm::Text);
}

void TestCxoneExtractionCodec::aDayWithoutRecordsIsAPage()
{
    for (const QByteArray &table : {QByteArray("ANI,Segment ID,Disposition\r\n"), QByteArray()}) {
        const auto page = pageOf(table);
        QVERIFY(page);
        QCOMPARE(page->rowCount(), std::size_t(0));
        QVERIFY(!page->nextCursor.isEmpty());
    }
}

void TestCxoneExtractionCodec::filtersRecords()
{
    const QByteArray table = "Segment ID,ANI,Disposition,DNIS\n1,555,Sold,9\n2,556,,8\n3,557,Sold,9\n";
    const auto sold = pageOf(table, {{u"DNIS"_s, FilterOperator::Equals, u"9"_s}});
    QVERIFY(sold);
    QCOMPARE(sold->rowCount(), std::size_t(2));
    QCOMPARE(sold->leftOutCount, std::size_t(1));
    QCOMPARE(sold->receivedCount, std::size_t(3));
    const auto both = pageOf(
        table,
        {{u"Disposition"_s, FilterOperator::Contains, u"ol"_s}, {u"ANI"_s, FilterOperator::NotEquals, u"555"_s}});
    QVERIFY(both);
    QCOMPARE(rowsOf(*both), QStringList{u"3: Sold|557 "_s});
}

void TestCxoneExtractionCodec::F62_unusableIdsAreSetAside()
{
    const auto page = pageOf("Segment ID,ANI,Disposition\n,1,\n..,2,\n" + QByteArray(257, 'a') + ",3,\nok,4,\n");
    QVERIFY(page);
    QCOMPARE(page->rowCount(), std::size_t(1));
    QStringList reasons;
    for (const QuarantinedRecord &record : page->quarantined)
        reasons.append(record.reason);
    QCOMPARE(reasons, QStringList({u"empty"_s, u"path_characters"_s, u"too_long"_s}));
    QCOMPARE(page->receivedCount, std::size_t(4));
}

void TestCxoneExtractionCodec::F61_aColumnThatIsMissingIsNamed()
{
    QCOMPARE(faultOf(pageOf("ANI,Disposition\n")), u"unexpected_shape extraction_column Segment ID"_s);
    QCOMPARE(faultOf(pageOf("Segment ID,Disposition\n")), u"unexpected_shape extraction_column ANI"_s);
    QCOMPARE(faultOf(pageOf("Segment ID,ANI,ANI,Disposition\n")), u"unexpected_shape extraction_column ANI"_s);
    QCOMPARE(faultOf(pageOf("Segment ID,ANI,Disposition\n", {{u"DNIS"_s, FilterOperator::NotEquals, u"x"_s}})),
             u"unexpected_shape extraction_column DNIS"_s);
}

void TestCxoneExtractionCodec::F47_aTableThatBreaksOffIsNone_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QString>("fault");
    const QByteArray head = "Segment ID,ANI,Disposition\n1,555,a\n";
    const QString broken = u"broken_body extraction_table "_s;
    QTest::newRow("in a row") << QByteArray(head + "2,55") << broken;
    QTest::newRow("in quotes") << QByteArray(head + "2,555,\"a") << broken;
    QTest::newRow("in the header") << QByteArray("Segment ID,\"AN") << broken;
    QTest::newRow("a cell too many") << QByteArray(head + "2,555,a,b\n") << broken;
    QTest::newRow("text behind quotes") << QByteArray(head + "2,\"555\"x,a\n") << broken;
    QTest::newRow("a nul") << head + QByteArray("2,5\0,a\n", 7) << broken;
    QTest::newRow("no UTF-8") << QByteArray(head + "2,\xE9,a\n") << u"broken_body invalid_utf8 "_s;
    QTest::newRow("words of a file store")
        << QByteArray("<?xml version=\"1.0\"?><Error/>") << u"not_from_api markup "_s;
}

void TestCxoneExtractionCodec::F47_aTableThatBreaksOffIsNone()
{
    QFETCH(QByteArray, table);
    QFETCH(QString, fault);
    const auto page = pageOf(table);
    QCOMPARE(faultOf(page), fault);
    QVERIFY(!page.error().detail.contains(u"555"_s)); // only where, never what
}

void TestCxoneExtractionCodec::aPageIsADay()
{
    QList<QDate> days;
    QByteArray cursor = place.cursor();
    while (!cursor.isEmpty()) {
        const auto at = CxonePlace::fromCursor(cursor, source);
        QVERIFY(at);
        days.append(at->day());
        const auto page = pageOf({}, {}, cursor);
        QVERIFY(page);
        QCOMPARE(page->nextCursor, at->nextDay());
        cursor = page->nextCursor;
    }
    QCOMPARE(days, QList<QDate>({QDate(2026, 3, 1), QDate(2026, 3, 2), QDate(2026, 3, 3)}));
}

void TestCxoneExtractionCodec::F62_aForeignCursorIsRefused_data()
{
    QTest::addColumn<QByteArray>("cursor");
    const auto row = [](const char *name, const char *cursor) { QTest::newRow(name) << QByteArray(cursor); };
    row("nothing", "");
    row("behind the last day", "cxone1 recorded-interactions 3 0 2026-03-01T00:00:00Z 2026-03-03T00:00:00Z -");
    row("before the first day", "cxone1 recorded-interactions -1 0 2026-03-01T00:00:00Z 2026-03-03T00:00:00Z -");
    row("not a whole day", "cxone1 recorded-interactions 0 0 2026-03-01T00:00:01Z 2026-03-03T00:00:00Z -");
    row("a year", "cxone1 recorded-interactions 0 0 2025-03-01T00:00:00Z 2026-03-03T00:00:00Z -");
    row("no days", "cxone1 recorded-interactions 0 0 - - -");
    row("with a digest", "cxone1 recorded-interactions 1 0 2026-03-01T00:00:00Z 2026-03-03T00:00:00Z 0123456789abcdef");
    row("of another source", "cxone1 completed-contacts 0 0 2026-03-01T00:00:00Z 2026-03-03T00:00:00Z -");
}

void TestCxoneExtractionCodec::F62_aForeignCursorIsRefused()
{
    QFETCH(QByteArray, cursor);
    QCOMPARE(faultOf(pageOf("Segment ID,ANI,Disposition\n", {}, cursor)),
             u"bad_input invalid_continuation_token "_s + source);
}

MUSTER_TEST(TestCxoneExtractionCodec, QCoreApplication)

} // namespace tst_cxoneextractioncodec
#include "tst_cxoneextractioncodec.moc"
