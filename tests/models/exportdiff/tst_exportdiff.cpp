// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/exportdiff/exportdiff.h"
#include "tests/support/exportfiles.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QTemporaryDir>
#include <map>
#include <random>

using namespace muster;
using namespace muster::test;

namespace tst_exportdiff {

namespace {

void ignore(double) { }

/// A folder for both files and for what is kept on the disk meanwhile.
struct Fixture
{
    QTemporaryDir folder;

    [[nodiscard]] QString path(const QString &name) const { return folder.filePath(name); }
    [[nodiscard]] auto compare(const QString &older, const QString &newer, const QString &key = {},
                               const std::stop_token &stop = {}) const
    {
        return ExportDiff::compare({older, newer, key, folder.path()}, ignore, stop);
    }
};

QList<ExportDiffRow> allRows(const ExportDiff &diff, RowChange change)
{
    return diff.rows(change, 0, diff.count(change)).value();
}

QByteArray csvOf(const std::map<int, QByteArray> &rows)
{
    QByteArray csv = "contactId,n\r\n";
    for (const auto &[id, value] : rows)
        csv += "id-" + QByteArray::number(id) + ',' + value + "\r\n";
    return csv;
}

} // namespace

class TestExportDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsThatWereTreatedOtherwiseAreNotCompared_data()
    {
        using enum ColumnTreatment;
        QTest::addColumn<TreatedColumns>("before");
        QTest::addColumn<QString>("keyBefore");
        QTest::addColumn<TreatedColumns>("after");
        QTest::addColumn<QString>("keyAfter");
        QTest::addColumn<QString>("columns");
        const TreatedColumns none, masked{{u"n"_qs, Masked}}, pseudonyms{{u"n"_qs, Pseudonym}};
        const TreatedColumns ids{{contactIdColumn, Pseudonym}, {u"n"_qs, Masked}};
        QTest::newRow("the same mask") << masked << QString() << masked << QString() << QString();
        QTest::newRow("the same key") << pseudonyms << u"k1"_qs << pseudonyms << u"k1"_qs << QString();
        QTest::newRow("another key") << pseudonyms << u"k1"_qs << pseudonyms << u"k2"_qs << u"n"_qs;
        QTest::newRow("masked now") << none << QString() << masked << QString() << u"n"_qs;
        QTest::newRow("pseudonyms before") << pseudonyms << u"k1"_qs << masked << QString() << u"n"_qs;
        QTest::newRow("the key column") << ids << u"k1"_qs << masked << QString() << u"contactId"_qs;
        QTest::newRow("both") << ids << u"k1"_qs << none << QString() << u"contactId, n"_qs;
    }
    void columnsThatWereTreatedOtherwiseAreNotCompared()
    {
        QFETCH(TreatedColumns, before);
        QFETCH(QString, keyBefore);
        QFETCH(TreatedColumns, after);
        QFETCH(QString, keyAfter);
        QFETCH(QString, columns);
        Fixture fix;
        ExportOrder order;
        order.treated = before;
        order.pseudonymKey = keyBefore;
        const QString older
            = writeExport(fix.path(u"old.csv"_qs), {u"n"_qs}, {{"a", {text("x")}, {}}}, TextProfile::Machines, order);
        order.treated = after;
        order.pseudonymKey = keyAfter;
        const QString newer
            = writeExport(fix.path(u"new.csv"_qs), {u"n"_qs}, {{"a", {text("y")}, {}}}, TextProfile::Machines, order);
        const auto diff = fix.compare(older, newer);
        if (columns.isEmpty()) {
            QVERIFY(diff);
            QCOMPARE((*diff)->count(RowChange::Changed), 1);
            return;
        }
        QVERIFY(!diff);
        QCOMPARE(diff.error().code, u"export_treatment_differs"_qs);
        QCOMPARE(diff.error().detail, columns);
        QCOMPARE(diff.error().subject, newer);
    }

    void aByteOrderMarkIsNoPartOfAName()
    {
        Fixture fix;
        ExportOrder order;
        order.byteOrderMark = true;
        const QString older = writeExport(fix.path(u"old.csv"_qs), {u"n"_qs}, {{"a", {text("x")}, {}}});
        const QString newer
            = writeExport(fix.path(u"new.csv"_qs), {u"n"_qs}, {{"a", {text("x")}, {}}}, TextProfile::Machines, order);
        QCOMPARE(readText(newer), "\xEF\xBB\xBF" + readText(older));
        const auto diff = fix.compare(older, newer);
        QVERIFY2(diff, diff ? "" : qPrintable(diff.error().code));
        QVERIFY((*diff)->isSame());
        QVERIFY((*diff)->newer.hasByteOrderMark && !(*diff)->older.hasByteOrderMark);
    }

    void tellsWhoJoinedLeftAndChanged_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<TextProfile>("before");
        QTest::addColumn<TextProfile>("after");
        using enum TextProfile;
        QTest::newRow("CSV") << u".csv"_qs << Machines << Machines;
        QTest::newRow("CSV of which one is for spreadsheets") << u".csv"_qs << Spreadsheets << Machines;
        QTest::newRow("JSON Lines") << u".jsonl"_qs << Machines << Machines;
    }
    void tellsWhoJoinedLeftAndChanged()
    {
        QFETCH(QString, ending);
        QFETCH(TextProfile, before);
        QFETCH(TextProfile, after);
        const Fixture fix;
        // Another order of rows and of columns, and columns that only one of them has.
        const QString older = writeExport(fix.path(u"old"_qs + ending), {u"name"_qs, u"phone"_qs, u"gone"_qs},
                                          {{"a", {text("Ann"), text("+15550100"), text("x")}, {}},
                                           {"b", {text("Bob"), text("+15550101"), text("x")}, {}},
                                           {"c", {text("Cy"), absent(), text("x")}, {}},
                                           {"d", {text("Di"), text("+15550103"), text("x")}, {}}},
                                          before);
        const QString newer = writeExport(fix.path(u"new"_qs + ending), {u"phone"_qs, u"fresh"_qs, u"name"_qs},
                                          {{"d", {text("+15550103"), text("y"), text("Di")}, {}},
                                           {"c", {text("+15550102"), text("y"), text("Cyd")}, {}},
                                           {"e", {text("+15550104"), text("y"), text("Eve")}, {}},
                                           {"a", {text("+15550199"), text("y"), text("Ann")}, {}}},
                                          after);
        const auto compared = fix.compare(older, newer);
        QVERIFY(compared);
        const ExportDiff &diff = **compared;
        QCOMPARE(diff.compared, (QStringList{u"phone"_qs, u"name"_qs}));
        QCOMPARE(diff.onlyOlder, QStringList{u"gone"_qs});
        QCOMPARE(diff.onlyNewer, QStringList{u"fresh"_qs});
        QCOMPARE(diff.olderRows, 4);
        QCOMPARE(diff.newerRows, 4);
        QCOMPARE(diff.unchanged, 1);
        QVERIFY(!diff.isSame());
        QCOMPARE(diff.changedValues, (QList<qint64>{2, 1}));
        using enum RowChange;
        QCOMPARE(
            allRows(diff, Changed),
            (QList<ExportDiffRow>{{Changed, u"a"_qs, {u"+15550100"_qs, u"Ann"_qs}, {u"+15550199"_qs, u"Ann"_qs}, {0}},
                                  {Changed, u"c"_qs, {u""_qs, u"Cy"_qs}, {u"+15550102"_qs, u"Cyd"_qs}, {0, 1}}}));
        QCOMPARE(allRows(diff, Joined),
                 (QList<ExportDiffRow>{{Joined, u"e"_qs, {u""_qs, u""_qs}, {u"+15550104"_qs, u"Eve"_qs}, {}}}));
        QCOMPARE(allRows(diff, Left),
                 (QList<ExportDiffRow>{{Left, u"b"_qs, {u"+15550101"_qs, u"Bob"_qs}, {u""_qs, u""_qs}, {}}}));
        QCOMPARE(QDir(fix.folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 4); // two with manifests
    }

    void comparesByAnotherColumn()
    {
        const Fixture fix;
        const QString older = writeText(fix.path(u"old.csv"_qs), "phone;name\n1;Ann\n2;Bob\n");
        const QString newer = writeText(fix.path(u"new.csv"_qs), "name;phone\nAnne;1\nBob;2\n");
        const auto diff = fix.compare(older, newer, u"phone"_qs);
        QVERIFY(diff);
        QCOMPARE(allRows(**diff, RowChange::Changed),
                 (QList<ExportDiffRow>{{RowChange::Changed, u"1"_qs, {u"Ann"_qs}, {u"Anne"_qs}, {0}}}));
        QCOMPARE((*diff)->unchanged, 1);
    }

    /// Two values that change places are a change, although the row has the same values.
    void seesValuesThatChangePlaces()
    {
        const Fixture fix;
        const QString older = writeText(fix.path(u"old.csv"_qs), "contactId,a,b\nx,1,2\n");
        const QString newer = writeText(fix.path(u"new.csv"_qs), "contactId,a,b\nx,2,1\n");
        const auto diff = fix.compare(older, newer);
        QVERIFY(diff);
        QCOMPARE((*diff)->changedValues, (QList<qint64>{1, 1}));
    }

    void findsNothingInTheSame()
    {
        const Fixture fix;
        const QString file = writeText(fix.path(u"a.csv"_qs), "contactId,n\nx,1\ny,2\n");
        const auto diff = fix.compare(file, file);
        QVERIFY(diff);
        QVERIFY((*diff)->isSame());
        QCOMPARE((*diff)->unchanged, 2);
    }

    /// More rows than are sorted in memory, against maps in memory.
    void agreesWithMapsBeyondOneRun()
    {
        const Fixture fix;
        std::mt19937 random(4711);
        std::map<int, QByteArray> before, after;
        for (int id = 0; id < 180'000; ++id) {
            const QByteArray value = QByteArray::number(random() % 1000);
            if (random() % 50 != 0)
                before[id] = value;
            if (random() % 50 != 0)
                after[id] = random() % 40 == 0 ? QByteArray(value + "!") : value;
        }
        const auto diff = fix.compare(writeText(fix.path(u"old.csv"_qs), csvOf(before)),
                                      writeText(fix.path(u"new.csv"_qs), csvOf(after)));
        QVERIFY(diff);
        std::map<QString, std::pair<QString, QString>> changed, found;
        qint64 joined = 0, left = 0;
        for (const auto &[id, value] : after) {
            const auto was = before.find(id);
            joined += was == before.end() ? 1 : 0;
            if (was != before.end() && was->second != value)
                changed[u"id-"_qs + QString::number(id)]
                    = {QString::fromLatin1(was->second), QString::fromLatin1(value)};
        }
        for (const auto &[id, value] : before)
            left += after.contains(id) ? 0 : 1;
        QVERIFY(changed.size() > 4'000); // several batches
        QCOMPARE((*diff)->count(RowChange::Joined), joined);
        QCOMPARE((*diff)->count(RowChange::Left), left);
        for (const ExportDiffRow &row : allRows(**diff, RowChange::Changed))
            found[row.key] = {row.older[0], row.newer[0]};
        QCOMPARE(qint64(found.size()), (*diff)->count(RowChange::Changed));
        QVERIFY(found == changed);
        QCOMPARE((*diff)->unchanged + (*diff)->count(RowChange::Changed) + left, qint64(before.size()));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("older");
        QTest::addColumn<QByteArray>("newer");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("wrong"); ///< File.
        QTest::addColumn<QString>("detail");
        const QByteArray good = "contactId,n\na,1\nb,2\n";
        QTest::newRow("no such key") << good << good << u"m"_qs << u"export_key_missing"_qs << u"old"_qs << u"m"_qs;
        QTest::newRow("no key in the newer") << good << QByteArray("id,n\na,1\n") << QString()
                                             << u"export_key_missing"_qs << u"new"_qs << u"contactId"_qs;
        QTest::newRow("empty key") << good << QByteArray("contactId,n\na,1\n,2\n") << QString()
                                   << u"export_key_empty"_qs << u"new"_qs << u"3"_qs;
        QTest::newRow("doubled key") << QByteArray("contactId,n\nb,1\na,1\nc,1\na,2\nb,3\n") << good << QString()
                                     << u"export_key_doubled"_qs << u"old"_qs << u"2, 6"_qs;
        QTest::newRow("doubled key, in rows that only the newer has")
            << good << QByteArray("contactId,n\na,1\nz,1\nz,1\nz,1\n") << QString() << u"export_key_doubled"_qs
            << u"new"_qs << u"3, 4"_qs;
        QTest::newRow("another format") << good << QByteArray("{\"contactId\":\"a\",\"attributes\":{}}\n") << QString()
                                        << u"export_formats_differ"_qs << u"new"_qs << QString();
        QTest::newRow("nothing in common") << good << QByteArray("contactId,m\na,1\n") << QString()
                                           << u"export_nothing_common"_qs << u"new"_qs << QString();
        QTest::newRow("torn") << good << good.chopped(1) << QString() << u"export_torn"_qs << u"new"_qs << QString();
        QTest::newRow("broken within") << good << QByteArray("contactId,n\na,\"1\nb,2\n") << QString()
                                       << u"csv_quote_open"_qs << u"2:2"_qs << u"new"_qs;
    }
    void refuses()
    {
        QFETCH(QByteArray, older);
        QFETCH(QByteArray, newer);
        QFETCH(QString, key);
        QFETCH(QString, code);
        QFETCH(QString, wrong);
        QFETCH(QString, detail);
        const Fixture fix;
        const auto diff
            = fix.compare(writeText(fix.path(u"old"_qs), older), writeText(fix.path(u"new"_qs), newer), key);
        QVERIFY(!diff);
        QCOMPARE(diff.error().code, code);
        const QString prefix = fix.folder.path() + u'/';
        QCOMPARE(QString(diff.error().subject).remove(prefix), wrong);
        QCOMPARE(QString(diff.error().detail).remove(prefix), detail);
    }

    /// At every step that hears of progress.
    void stopsWhereverItIs()
    {
        const Fixture fix;
        const QString older = writeExport(fix.path(u"old.csv"_qs), {u"n"_qs}, {{"a", {text("1")}, {}}});
        const QString newer = writeExport(fix.path(u"new.csv"_qs), {u"n"_qs}, {{"a", {text("2")}, {}}});
        int steps = 0;
        const ExportDiffOrder order{older, newer, {}, fix.folder.path()};
        QVERIFY(ExportDiff::compare(order, [&steps](double) { ++steps; }, {}));
        QVERIFY(steps >= 6);
        for (int wanted = 1; wanted <= steps; ++wanted) {
            std::stop_source stop;
            int at = 0;
            const auto diff = ExportDiff::compare(
                order,
                [&](double) {
                    if (++at == wanted)
                        stop.request_stop();
                },
                stop.get_token());
            QVERIFY(!diff);
            QCOMPARE(diff.error().kind, ErrorKind::Cancelled);
        }
    }
};

MUSTER_TEST(TestExportDiff, QCoreApplication)

} // namespace tst_exportdiff
#include "tst_exportdiff.moc"
