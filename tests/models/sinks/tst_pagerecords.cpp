// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/pagerecords.h"
#include "tests/support/sinkfixture.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_pagerecords {

namespace {

QJsonArray array(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).array();
}

/// The rows of a page as one array, whatever the parts.
Result<QJsonArray> all(const PageRecords &file, const PageReceipt &page)
{
    TRY(parts, file.parts(page.bytesBefore, page.total.bytes));
    QJsonArray rows;
    for (const RecordsPart &part : *parts) {
        TRY(records, file.records(part));
        for (const QJsonValue &row : array(*records))
            rows.append(row);
    }
    return rows;
}

} // namespace

class TestPageRecords : public QObject
{
    Q_OBJECT

private:
    static void formats()
    {
        QTest::addColumn<FileFormat>("format");
        QTest::addColumn<TextProfile>("profile");
        QTest::newRow("csv") << FileFormat::Csv << TextProfile::Machines;
        QTest::newRow("csv for spreadsheets") << FileFormat::Csv << TextProfile::Spreadsheets;
        QTest::newRow("jsonl") << FileFormat::JsonLines << TextProfile::Machines;
    }

private Q_SLOTS:
    void aPagesRowsAreThoseOfTheFile_data() { formats(); }
    void aPagesRowsAreThoseOfTheFile()
    {
        QFETCH(FileFormat, format);
        QFETCH(TextProfile, profile);
        SinkFixture fix(format);
        fix.order.textProfile = profile;
        const PageRecords file(fix.order);
        const auto sink = fix.create();
        QVERIFY(sink);
        QList<QJsonArray> pages;
        QList<RecordsPart> first;
        for (int number = 0; number < 3; ++number) {
            const auto receipt = (*sink)->append(fix.page(number, 3));
            QVERIFY(receipt);
            const auto rows = all(file, *receipt);
            QVERIFY(rows);
            QCOMPARE(rows->size(), receipt->records); // neither what was doubled nor what is in conflict
            pages.append(*rows);
            first += *file.parts(receipt->bytesBefore, receipt->total.bytes);
        }
        const QJsonObject one = pages[1][4].toObject();
        QCOMPARE(one["contactId"_L1].toString(), u"id-24"_s);
        QCOMPARE(one["attributes"_L1]["name"_L1].toString(), u"Name \"24\", x"_s);
        QCOMPARE(one["attributes"_L1]["phone"_L1].toString(), u"+155524"_s); // without the guard of spreadsheets
        QCOMPARE(one.keys(), (QStringList{u"attributes"_s, u"contactId"_s})); // what nobody asked for stays here
        QCOMPARE(pages[1][1].toObject()["attributes"_L1].toObject().keys().size(), 2);
        QCOMPARE(pages[0][0].toObject()["attributes"_L1].toObject().keys(), QStringList{u"name"_s}); // no value
        // The same from the file when it has its name.
        QVERIFY((*sink)->complete({}));
        for (const RecordsPart &part : std::as_const(first))
            QVERIFY(!array(file.records(part).value_or(QByteArray())).isEmpty());
        QCOMPARE(array(*file.records(first[1])), pages[1]);
    }

    void numbersKeepTheirDigits()
    {
        SinkFixture fix(FileFormat::JsonLines);
        const auto sink = fix.create();
        QVERIFY(sink);
        const auto receipt = (*sink)->append(
            makePage({{"a", {json("12345678901234567890.125"), absent()}, "\"secret\":{\"x\":\",\\\"extras\\\":\"}"},
                      {"b", {text("},\"extras\":{"), json("null")}, {}}},
                     {}));
        QVERIFY(receipt);
        const auto parts = PageRecords(fix.order).parts(receipt->bytesBefore, receipt->total.bytes);
        QCOMPARE(parts->size(), 1);
        QCOMPARE(*PageRecords(fix.order).records(parts->first()),
                 QByteArray("[{\"contactId\":\"a\",\"attributes\":{\"name\":12345678901234567890.125}},"
                            "{\"contactId\":\"b\",\"attributes\":{\"name\":\"},\\\"extras\\\":{\",\"phone\":null}}]"));
    }

    void aLargePageIsSeveralParts_data() { formats(); }
    void aLargePageIsSeveralParts()
    {
        QFETCH(FileFormat, format);
        QFETCH(TextProfile, profile);
        SinkFixture fix(format);
        fix.order.textProfile = profile;
        const auto sink = fix.create();
        QVERIFY(sink);
        QList<PlainRecord> records;
        for (int i = 0; i < 30; ++i)
            records.append({"id-" + QByteArray::number(i), {text(QByteArray(100'000, 'x')), text("1")}, {}});
        const auto receipt = (*sink)->append(makePage(records, "more"));
        QVERIFY(receipt);
        const PageRecords file(fix.order);
        const auto parts = file.parts(receipt->bytesBefore, receipt->total.bytes);
        QCOMPARE(parts->size(), 3);
        qint64 at = receipt->bytesBefore, count = 0;
        for (const RecordsPart &part : *parts) {
            QCOMPARE(part.offset, at);
            at += part.bytes;
            count += part.records;
            const auto json = file.records(part);
            QVERIFY(json->size() <= maxNoticeRecords);
            QCOMPARE(array(*json).size(), part.records);
            QCOMPARE(RecordsPart::parse(part.json()), part);
        }
        QCOMPARE(at, receipt->total.bytes);
        QCOMPARE(count, 30);
        QCOMPARE(*file.parts(receipt->bytesBefore, receipt->total.bytes), *parts); // whoever asks again
    }

    void aRecordThatIsTooLargeIsLeftOutAndCounted()
    {
        SinkFixture fix;
        const auto sink = fix.create();
        QVERIFY(sink);
        const auto receipt = (*sink)->append(makePage({{"a", {text("small"), absent()}, {}},
                                                       {"b", {text(QByteArray(maxNoticeRecords, 'x')), absent()}, {}},
                                                       {"c", {text("small"), absent()}, {}}},
                                                      {}));
        const PageRecords file(fix.order);
        const auto parts = file.parts(receipt->bytesBefore, receipt->total.bytes);
        QCOMPARE(parts->size(), 1);
        QCOMPARE(parts->first().records, 2);
        QCOMPARE(parts->first().tooLarge, 1);
        const QJsonArray rows = array(*file.records(parts->first()));
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[1].toObject()["contactId"_L1].toString(), u"c"_s);
    }

    void aPageWithoutRowsNeedsNoFile()
    {
        SinkFixture fix;
        const PageRecords file(fix.order);
        const auto parts = file.parts(17, 17);
        QCOMPARE(parts->size(), 1);
        QCOMPARE(*file.records(parts->first()), QByteArray("[]"));
        QCOMPARE(withRecords("{\"page\":1}", "[]"), QByteArray("{\"page\":1,\"contacts\":[]}"));
    }

    void aFileThatIsGoneOrChangedIsToldApart()
    {
        SinkFixture fix;
        const PageRecords file(fix.order);
        RecordsPart part;
        {
            const auto sink = fix.create();
            QVERIFY(sink);
            const auto receipt = (*sink)->append(fix.page(0, 1));
            part = file.parts(receipt->bytesBefore, receipt->total.bytes)->first();
            QVERIFY((*sink)->complete({}));
        }
        QVERIFY(file.records(part));
        const QByteArray whole = fix.bytes();
        QByteArray other = whole;
        other[part.offset + 3] = '7'; // "id-7": a row as good as any
        const auto write = [&fix](const QByteArray &bytes) {
            QFile out(fix.target());
            QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
            out.write(bytes);
        };
        write(other);
        QVERIFY(!file.records(part));
        QCOMPARE(file.records(part).error().code, u"records_changed"_s);
        write(whole.chopped(1));
        QCOMPARE(file.records(part).error().code, u"records_changed"_s);
        write(whole);
        QVERIFY(file.records(part));
        QVERIFY(QFile::rename(fix.target(), fix.path(u"elsewhere.csv"_s)));
        QCOMPARE(file.records(part).error().code, u"records_gone"_s);
        // A link is not followed (S20).
        QVERIFY(QFile::link(fix.path(u"elsewhere.csv"_s), fix.target()));
        QCOMPARE(file.records(part).error().code, u"records_changed"_s);
    }
};

MUSTER_TEST(TestPageRecords, QCoreApplication)

} // namespace tst_pagerecords
#include "tst_pagerecords.moc"
