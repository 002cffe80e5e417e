// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxfile.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_cxonesandboxfile {

namespace {

CxoneSandboxList plainList()
{
    using enum CxoneSandboxColumn::Kind;
    return {.externalIdColumn = u"id"_s,
            .columns = {{Member, u"firstName"_s, u"first"_s}, {Destination, u"PhoneNumber"_s, u"phone"_s}}};
}

} // namespace

class TestCxoneSandboxFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRows_data();
    void readsRows();
    void tellsMissingFromEmpty();
    void keepsToItsLimits_data();
    void keepsToItsLimits();
};

void TestCxoneSandboxFile::readsRows_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QStringList>("cells"); // id, first, phone of each row
    const auto row = [](const char *name, const QByteArray &csv, const QStringList &cells) {
        QTest::newRow(name) << csv << cells;
    };
    row("plain", "id,first,phone\n1,Ann,22\n", {u"1"_s, u"Ann"_s, u"22"_s});
    row("no line end behind the last", "id,first,phone\n1,Ann,22", {u"1"_s, u"Ann"_s, u"22"_s});
    row("CRLF and byte order mark", "\xef\xbb\xbfid,first,phone\r\n1,Ann,22\r\n", {u"1"_s, u"Ann"_s, u"22"_s});
    row("quoted behind a byte order mark", "\xef\xbb\xbf\"id\",first,phone\n1,Ann,22\n", {u"1"_s, u"Ann"_s, u"22"_s});
    row("other order, a column that nobody knows", "phone,x,id,first\n22,y,1,Ann\n", {u"1"_s, u"Ann"_s, u"22"_s});
    row("quoted", "id,first,phone\n1,\"A, \"\"B\"\"\",22\n", {u"1"_s, u"A, \"B\""_s, u"22"_s});
    row("line end inside quotes", "id,first,phone\n1,\"A\nB\",22\n2,C,33\n",
        {u"1"_s, u"AB"_s, u"22"_s, u"2"_s, u"C"_s, u"33"_s});
    row("white space around", "id,first,phone\n 1 , Ann ,22\n", {u"1"_s, u"Ann"_s, u"22"_s});
    row("control characters", "id,first,phone\n1,A\x1fn\tn,22\n", {u"1"_s, u"Ann"_s, u"22"_s});
    row("empty lines", "id,first,phone\n\n1,Ann,22\n\n", {u"1"_s, u"Ann"_s, u"22"_s});
    row("short row", "id,first,phone\n1\n", {u"1"_s, u""_s, u""_s});
    row("names only", "id,first,phone\n", {});
}

void TestCxoneSandboxFile::readsRows()
{
    QFETCH(QByteArray, csv);
    QFETCH(QStringList, cells);
    const auto file = CxoneSandboxFile::read(csv, plainList());
    QVERIFY(file);
    QStringList read;
    for (qsizetype at = 0; at < file->rows(); ++at)
        read += QStringList{file->row(at).externalId} + file->row(at).values;
    QCOMPARE(read, cells);
}

void TestCxoneSandboxFile::tellsMissingFromEmpty()
{
    const auto file = CxoneSandboxFile::read("id,phone\n1,\n", plainList());
    QVERIFY(file);
    QVERIFY(file->row(0).values[0].isNull()); // no such column
    QVERIFY(!file->row(0).values[1].isNull()); // nothing in it
    QVERIFY(file->row(0).values[1].isEmpty());
}

void TestCxoneSandboxFile::keepsToItsLimits_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<bool>("good");
    QTest::newRow("all of them met") << "id,phone\n1,234567890é\n2,2\n3,3\n"_ba << true;
    QTest::newRow("a row too long") << "id,phone\n1,234567890éx\n"_ba << false;
    QTest::newRow("a row too many") << "id,phone\n1,1\n2,2\n3,3\n4,4\n"_ba << false;
    QTest::newRow("as many bytes") << QByteArray("id,phone\n1,1\n" + QByteArray(47, '\n')) << true;
    QTest::newRow("a byte too many") << QByteArray("id,phone\n1,1\n" + QByteArray(48, '\n')) << false;
}

void TestCxoneSandboxFile::keepsToItsLimits()
{
    QFETCH(QByteArray, csv);
    QFETCH(bool, good);
    const CxoneSandboxFileLimits limits{.bytes = 60, .rows = 3, .rowCharacters = 12};
    QCOMPARE(CxoneSandboxFile::read(csv, plainList(), limits).has_value(), good);
    QVERIFY(CxoneSandboxFile::read(csv, plainList()).has_value()); // far from the published ones
}

MUSTER_TEST(TestCxoneSandboxFile, QCoreApplication)

} // namespace tst_cxonesandboxfile
#include "tst_cxonesandboxfile.moc"
