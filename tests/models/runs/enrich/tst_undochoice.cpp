// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichorders.h"
#include "models/runs/enrich/undo/undorules.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_undochoice {

/// What an undo is for: ids from a file, the order that keeps them, and the number that has to be typed.
class TestUndoChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreReadFromAFile_data();
    void idsAreReadFromAFile();
    void S44_whatIsNoListOfIdsIsRefused_data();
    void S44_whatIsNoListOfIdsIsRefused();
    void ordersComeBackAsTheyWere_data();
    void ordersComeBackAsTheyWere();
    void anOrderWithoutAChoiceIsWrittenAsBefore();
    void F111_theNumberIsAskedFor_data();
    void F111_theNumberIsAskedFor();
};

void TestUndoChoice::idsAreReadFromAFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("ids");
    const QStringList two{QStringLiteral("a-1"), QStringLiteral("b 2")};
    QTest::newRow("lines") << QByteArray("a-1\nb 2\n") << two;
    QTest::newRow("no end") << QByteArray("a-1\nb 2") << two;
    QTest::newRow("Windows") << QByteArray("a-1\r\nb 2\r\n") << two;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "a-1\nb 2")
                                     << two;
    QTest::newRow("white space, empty lines") << QByteArray("\n  a-1 \n\n\tb 2\n \n") << two;
    QTest::newRow("twice") << QByteArray("a-1\nb 2\na-1\n") << two;
    QTest::newRow("another script") << QByteArray("\xC3\xA4\n") << QStringList{QStringLiteral("\u00e4")};
    QTest::newRow("a comma is part of it") << QByteArray("a,b\n") << QStringList{QStringLiteral("a,b")};
    QTest::newRow("as long as may be") << QByteArray(1'000, 'x') << QStringList{QString(1'000, u'x')};
}

void TestUndoChoice::idsAreReadFromAFile()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, ids);
    const auto read = parseContactIds(text);
    QVERIFY(read);
    QCOMPARE(*read, ids);
}

void TestUndoChoice::S44_whatIsNoListOfIdsIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("line");
    const QString unreadable = QStringLiteral("contact_ids_unreadable");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("contact_ids_missing") << QString();
    QTest::newRow("nothing but lines") << QByteArray(" \n\r\n") << QStringLiteral("contact_ids_missing") << QString();
    QTest::newRow("not UTF-8") << QByteArray("a\nb\n\xFF\n") << unreadable << QStringLiteral("3");
    QTest::newRow("NUL") << QByteArray("a\n\0b\n", 5) << unreadable << QStringLiteral("2");
    QTest::newRow("UTF-16") << QByteArray("a\0\n\0", 4) << unreadable << QStringLiteral("1");
    QTest::newRow("unseen mark") << QByteArray("a\nb\xE2\x80\xAE\n") << unreadable << QStringLiteral("2");
    QTest::newRow("too long") << QByteArray(1'001, 'x') << unreadable << QStringLiteral("1");
    QTest::newRow("too much") << QByteArray(3 * 1024 * 1024 + 1, '\n') << QStringLiteral("contact_ids_too_large")
                              << QString();
}

void TestUndoChoice::S44_whatIsNoListOfIdsIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    QFETCH(QString, line);
    const auto read = parseContactIds(text);
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
    QCOMPARE(read.error().detail, line);
}

void TestUndoChoice::ordersComeBackAsTheyWere_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QStringList>("ids");
    QTest::addColumn<qint64>("typed");
    QTest::newRow("all") << int(UndoChoice::Kind::All) << QStringList() << qint64(-1);
    QTest::newRow("all, typed") << int(UndoChoice::Kind::All) << QStringList() << qint64(1'200);
    QTest::newRow("only") << int(UndoChoice::Kind::Only) << QStringList{QStringLiteral("a\"b")} << qint64(1);
    QTest::newRow("except") << int(UndoChoice::Kind::Except) << QStringList{QStringLiteral("a"), QStringLiteral("b")}
                            << qint64(-1);
}

void TestUndoChoice::ordersComeBackAsTheyWere()
{
    QFETCH(int, kind);
    QFETCH(QStringList, ids);
    QFETCH(qint64, typed);
    FrozenEnrichUndo order;
    order.order = {QStringLiteral("/x.backup"),
                   QStringLiteral("camp"),
                   false,
                   {UndoChoice::Kind(kind), ids},
                   typed < 0 ? std::nullopt : std::optional(typed)};
    const FrozenEnrichUndo frozen = freeze(order);
    const auto thawed = thawEnrichUndo(frozen.json, frozen.digest);
    QVERIFY(thawed);
    QCOMPARE(thawed->order.choice, order.order.choice);
    QCOMPARE(thawed->order.typedCount, order.order.typedCount);
    QCOMPARE(thawed->order.campaignId, QStringLiteral("camp"));
    QVERIFY(!thawed->order.refresh);
    QVERIFY(!thawEnrichUndo(frozen.json + ' ', frozen.digest));
}

void TestUndoChoice::anOrderWithoutAChoiceIsWrittenAsBefore()
{
    FrozenEnrichUndo order;
    order.order = {QStringLiteral("/x.backup"), QStringLiteral("camp"), true};
    const QByteArray json = freeze(order).json;
    QVERIFY(json.contains("\"version\":1"));
    QVERIFY(!json.contains("choice") && !json.contains("typedCount"));
}

void TestUndoChoice::F111_theNumberIsAskedFor_data()
{
    QTest::addColumn<qint64>("back");
    QTest::addColumn<qint64>("inList");
    QTest::addColumn<bool>("asked");
    QTest::newRow("a fifth") << qint64(200) << qint64(1'000) << false;
    QTest::newRow("more than a fifth") << qint64(201) << qint64(1'000) << true;
    QTest::newRow("a thousand of many") << qint64(1'000) << qint64(1'000'000) << false;
    QTest::newRow("more than a thousand") << qint64(1'001) << qint64(1'000'000) << true;
    QTest::newRow("nobody") << qint64(0) << qint64(0) << false;
}

void TestUndoChoice::F111_theNumberIsAskedFor()
{
    QFETCH(qint64, back);
    QFETCH(qint64, inList);
    QFETCH(bool, asked);
    UndoCounts counts;
    counts.contactsBack = back;
    counts.contactsInList = inList;
    QCOMPARE(UndoGate::asksForCount(counts), asked);
    QCOMPARE(UndoGate::confirmed(counts, {}).has_value(), !asked);
    QCOMPARE(UndoGate::mayRun(counts, {}).has_value(), !asked);
    QVERIFY(UndoGate::confirmed(counts, back));
    QCOMPARE(UndoGate::confirmed(counts, back + 1).error().code, QStringLiteral("undo_count_wrong"));
    QVERIFY(UndoGate::mayRun(counts, back + 1)); // fewer are found than were agreed to
    if (back > 0)
        QCOMPARE(UndoGate::mayRun(counts, back - 1).error().code, QStringLiteral("undo_grew"));
}

MUSTER_TEST(TestUndoChoice, QCoreApplication)

} // namespace tst_undochoice
#include "tst_undochoice.moc"
