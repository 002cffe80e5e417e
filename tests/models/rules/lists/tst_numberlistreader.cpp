// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/numberlistreader.h"

#include "models/rules/numbers/numberengine.h"
#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QTemporaryDir>

using namespace muster;

namespace tst_numberlistreader {

namespace {

const NumberEngine &engine()
{
    return NumberEngine::shared();
}

/// In pieces of `piece` bytes, so that every state of the reader lies across a border once.
Result<ReadNumberList> read(const QByteArray &text, const char *region = "", qsizetype piece = 1)
{
    NumberListReader reader(engine(), engine().regions().indexOf(region));
    for (qsizetype at = 0; at < text.size(); at += piece) {
        if (const auto fed = reader.feed(QByteArrayView(text).sliced(at, std::min(piece, text.size() - at))); !fed)
            return tl::unexpected(fed.error());
    }
    return reader.finish();
}

QByteArray canonical(const NumberSet &set)
{
    QByteArray text;
    set.writeCanonical([&](QByteArrayView piece) { text += piece; });
    return text;
}

} // namespace

class TestNumberListReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contents_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("region");
        QTest::addColumn<QByteArray>("entries");
        QTest::addColumn<qint64>("unreadable");
        const auto row
            = [](const char *name, const char *text, const char *region, const char *entries, qint64 unreadable = 0) {
                  QTest::newRow(name) << QByteArray(text) << QByteArray(region) << QByteArray(entries) << unreadable;
              };
        row("plain", "+447911123456\n+14155552671\n", "", "+14155552671\n+447911123456\n");
        row("no last line end, CRLF, CR", "+447911123456\r\n+14155552671\r+447911123457", "",
            "+14155552671\n+447911123456\n+447911123457\n");
        row("byte order mark", "\xEF\xBB\xBF+447911123456\n", "", "+447911123456\n");
        row("mixed formats", "+44 7911 123456\n07911-123457\n(0044) 7911 123458\n", "GB",
            "+447911123456\n+447911123457\n+447911123458\n");
        row("comments and empty lines", "# a list\n\n  # +14155552671\n+447911123456 # mine\n", "", "+447911123456\n");
        row("prefixes", "+4470*\n+44 76 *\n+44800...\n+44900\xE2\x80\xA6\n", "", "+4470*\n+4476*\n+44800*\n+44900*\n");
        row("prefixes need a plus and four digits", "4470*\n+44*\n+0447*\n*\n+447911123456\n", "", "+447911123456\n",
            4);
        row("header by name, dates", "Name;Phone;Last seen\nA;+447911123456;2026-01-02\nB;+14155552671;\n", "",
            "+14155552671\n+447911123456,2026-01-02\n");
        row("header without digits", "Wer;Nummer\nA;+447911123456\n", "", "+447911123456\n");
        row("no header, date found", "+447911123456,2026-01-02T10:00:00Z,x\n+14155552671,soon,\n", "",
            "+14155552671\n+447911123456,2026-01-02\n");
        row("newest date stays", "+447911123456,2026-01-02\n+447911123456,2026-03-02\n+447911123456,2025-01-01\n", "",
            "+447911123456,2026-03-02\n");
        row("quotes", "note,phone\n\"a \"\"b\"\"\nand, c\",\"+447911123456\"\n", "", "+447911123456\n");
        row("tabs", "x\tphone\n1\t+447911123456\n", "", "+447911123456\n");
        row("spreadsheet", "phone\n4.47911123456E+11\n'+14155552671\n", "US", "+14155552671\n+447911123456\n");
        row("unproven spreadsheet", "phone\n4.4E+11\n+14155552671\n", "US", "+14155552671\n", 1);
        row("national without region", "07911123456\n+14155552671\n", "", "+14155552671\n", 1);
        row("rubbish is counted", "+14155552671\nhello\n+99912345\n12\n", "", "+14155552671\n", 3);
        row("the plus tells the column", "4155552671,+447911123456\n", "US", "+447911123456\n");
    }

    void contents()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, region);
        for (const qsizetype piece : {1, 3, 7, 1000}) {
            const auto list = read(text, region.constData(), piece);
            QVERIFY2(list.has_value(), list ? "" : qPrintable(list.error().code + list.error().subject));
            QTEST(canonical(*list->set), "entries");
            QTEST(list->report.unreadable, "unreadable");
            QCOMPARE(qint64(list->report.unreadableRows.size()), list->report.unreadable);
        }
    }

    void S23_hostileFilesAreRefusedByRow_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char *name, const QByteArray &text, const char *code, const char *subject) {
            QTest::newRow(name) << text << QString::fromLatin1(code) << QString::fromLatin1(subject);
        };
        const QByteArray good = "+447911123456\n";
        row("NUL", good + QByteArray("1\0", 2), "not_text", "2");
        row("UTF-16", QByteArray("\xFF\xFE+\0", 4), "not_text", "1");
        row("no UTF-8", good + good + "caf\xE9\n", "not_text", "3");
        row("long row", good + QByteArray(NumberListReader::maxRowBytes + 1, 'x'), "row_too_long", "2");
        row("quote that nobody closes", good + "\"+44\n" + good, "row_too_long", "2");
        row("columns", good + QByteArray(1500, ',') + "\n", "too_many_columns", "2:1001");
        row("two number columns", "phone,mobile\n1,2\n", "number_column_twice", "1:2");
        row("nobody knows which", "4155552671,2125552671\n", "number_column_unclear", "1:2");
        row("nothing", "# only\n", "no_numbers", "0");
        row("empty", "", "no_numbers", "0");
    }

    void S23_hostileFilesAreRefusedByRow()
    {
        QFETCH(QByteArray, text);
        const auto list = read(text, "US", 1000);
        QVERIFY(!list);
        QCOMPARE(list.error().kind, ErrorKind::BadInput);
        QTEST(list.error().code, "code");
        QTEST(list.error().subject, "subject");
    }

    void rowsAreNamedAndCounted()
    {
        QByteArray text = "phone,date\n";
        for (int row = 0; row < 50; ++row)
            text += row % 2 == 0 ? "+447911123456,2026-01-02\n" : "nobody,31/12/2026\n";
        const auto list = read(text, "", 64);
        QVERIFY(list);
        const NumberListReport &report = list->report;
        QCOMPARE(report.rows, 50);
        QCOMPARE(report.numbers, 1);
        QCOMPARE(report.repeated, 24);
        QCOMPARE(report.unreadable, 25);
        QCOMPARE(report.datesUnread, 25);
        QCOMPARE(report.unreadableRows.size(), NumberListReader::maxNamedRows);
        QCOMPARE(report.unreadableRows.first(), 3); // the header is row 1
        QVERIFY(report.hasHeader);
        const auto noRegion = read("07911123456\n02079460018\n+447911123456\n");
        QCOMPARE(noRegion->report.needRegion, 2);
    }

    void looksUpNumbersBeforePrefixesAndLongPrefixesFirst()
    {
        const auto list = read("+447911123456,2026-01-02\n+4479*,2026-02-03\n+447911*\n");
        QVERIFY(list);
        const NumberSet &set = *list->set;
        const auto hit = [&](std::uint64_t number) { return set.find(number); };
        QCOMPARE(hit(447911123456), (NumberHit{0, QDate(2026, 1, 2)}));
        QCOMPARE(hit(447911123457), (NumberHit{6, std::nullopt}));
        QCOMPARE(hit(447900000000), (NumberHit{4, QDate(2026, 2, 3)}));
        QVERIFY(!hit(447811123456) && !hit(0) && !hit(4478112345));
        QVERIFY(set.contains(447911123456) && set.contains(447900000000) && set.contains(44791));
        QVERIFY(!set.contains(447) && !set.contains(0) && !set.contains(~std::uint64_t(0)));
    }

    void canonicalFormReadsBackAndIsTheDigest()
    {
        const auto list = read("+447911123456,2026-01-02\n+4479*\n+14155552671\n");
        const QByteArray text = canonical(*list->set);
        QCOMPARE(list->set->digest(),
                 QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex()));
        const auto again = NumberSet::readCanonical(text);
        QVERIFY(again);
        QCOMPARE(canonical(**again), text);
        for (const char *bad : {"+44", "447911123456\n", "+0447\n", "+447911123456,\n", "+447911123456,2026-02-30\n",
                                "+447*\n", "+\n", "+4479x\n", "+99999999999999999999\n", "+4479**\n", "\n"})
            QVERIFY2(!NumberSet::readCanonical(QByteArrayView(bad)), bad);
    }

    void datesThatCouldBeMistakenAreNone()
    {
        QCOMPARE(readListDate("2026-11-21"), QDate(2026, 11, 21));
        QCOMPARE(readListDate(" 2026/11/21 "), QDate(2026, 11, 21));
        QCOMPARE(readListDate("21.11.2026"), QDate(2026, 11, 21));
        QCOMPARE(readListDate("2026-11-21 10:00"), QDate(2026, 11, 21));
        for (const char *none : {"11/21/2026", "21-11-2026", "2026-02-30", "2026-1-1", "20261121", "", "2026-11-2x"})
            QVERIFY2(!readListDate(none), none);
    }

    void aMillionRowsAreReadInGoodTime()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("l.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QByteArray text = "phone,last_seen\n";
        constexpr int rows = 200'000; // a fifth, for the checked builds
        for (int row = 0; row < rows; ++row)
            text += "+4479" + QByteArray::number(10'000'000 + row) + ",2026-01-02\n";
        QCOMPARE(file.write(text), text.size());
        file.close();
        const auto list = readNumberList(engine(), file.fileName(), 0);
        QVERIFY(list);
        QCOMPARE(list->set->numbers(), rows);
        QVERIFY(list->set->bytes() <= std::size_t(rows) * 12);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(readNumberList(engine(), file.fileName(), 0, stop.get_token()).error().kind, ErrorKind::Cancelled);
        QCOMPARE(readNumberList(engine(), folder.filePath(QStringLiteral("none")), 0).error().code,
                 QStringLiteral("not_found"));
    }
};

MUSTER_TEST(TestNumberListReader, QCoreApplication)

} // namespace tst_numberlistreader
#include "tst_numberlistreader.moc"
