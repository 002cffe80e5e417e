// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undo/enrichundocheckrun.h"

#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>

using namespace muster;

namespace tst_undovalues {
using Why = BackupRecord::Why;

class TestUndoValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyContactReadsBack();
    void whatNobodyHeldMayOnlyHaveBeenHidden();
    void whatIsNoneOfItIsDamage_data();
    void whatIsNoneOfItIsDamage();
    void aListIsComparedValueByValue();
    void S21_whatIsLeftCanBeSeenTo();

private:
    [[nodiscard]] BackupInfo backup(const std::vector<BackupRecord> &records)
    {
        BackupInfo info;
        info.file = m_folder.filePath(QStringLiteral("%1.backup").arg(++m_files));
        info.runId = QString(32, u'a');
        info.createdAt = info.expiresAt = QDateTime(QDate(2024, 5, 6), QTime(7, 8), Qt::UTC);
        auto writer = BackupWriter::create(info, std::nullopt);
        if (!(*writer)->append(records))
            qFatal("cannot write a sample");
        auto finished = (*writer)->finish();
        if (!finished)
            qFatal("cannot write a sample");
        return *finished;
    }
    [[nodiscard]] SharedUndoValues loaded(const std::vector<BackupRecord> &records)
    {
        const auto values = UndoValues::load(backup(records), std::nullopt, {});
        return values ? *values : SharedUndoValues();
    }
    static ListSchema schema()
    {
        using enum ListAttributeType;
        return {QStringLiteral("list_1"),
                {{QStringLiteral("tier"), Text, {}}, {QStringLiteral("visits"), Integer, {}}}};
    }
    static std::vector<BackupRecord> sample()
    {
        return {{Why::Enriched, "a", "", "", R"("visits":0,"tier":"=old")", R"("tier":"new","visits":5)"},
                {Why::Enriched, "b", "", "", "", R"("tier":"new")"},
                {Why::Enriched, "c", "", "", R"("tier":"old")", R"("visits":6)"},
                {Why::Enriched, "d", "", "", R"("visits":"many")", R"("visits":7)"}};
    }
    static void add(RecordPage &page, const QByteArray &id, const QByteArray &members)
    {
        const auto cell = [&page](const QByteArray &text) {
            const RecordCell made{std::uint32_t(page.arena.size()), std::uint32_t(text.size()), RecordCell::Kind::Text};
            page.arena += text;
            return made;
        };
        page.ids.push_back(cell(id));
        page.extra.push_back(cell(members));
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

void TestUndoValues::everyContactReadsBack()
{
    std::vector<BackupRecord> records;
    for (int i = 0; i < 1'000; ++i) {
        const std::string n = std::to_string(i);
        records.push_back({Why::Enriched, "c" + n, "", "", i % 2 ? "\"visits\":" + n : "",
                           "\"tier\":\"t" + n + "\",\"visits\":1" + n});
    }
    const SharedUndoValues values = loaded(records);
    QVERIFY(values);
    QCOMPARE(values->units(), 1'000u);
    QCOMPARE(values->attributes(), (QStringList{QStringLiteral("tier"), QStringLiteral("visits")}));
    QCOMPARE(values->firstValue(1'000), std::size_t(2'000));
    std::vector<UndoValues::Value> held;
    for (std::uint32_t unit = 0; unit < 1'000; ++unit) {
        const std::string n = std::to_string(unit);
        QCOMPARE(values->id(unit), std::string_view("c" + n));
        QCOMPARE(values->find("c" + n).value_or(9'999), unit);
        values->values(unit, held);
        QCOMPARE(held.size(), 2u);
        QVERIFY(held[0].before.isNothing());
        QCOMPARE(held[0].written.text, std::string_view("t" + n));
        QCOMPARE(held[1].before.text, std::string_view(unit % 2 ? n : ""));
        QCOMPARE(held[1].written.text, std::string_view("1" + n));
    }
    QVERIFY(!values->find("c1000"));
}

void TestUndoValues::whatNobodyHeldMayOnlyHaveBeenHidden()
{
    QVERIFY(loaded(sample())->holdAny());
    QVERIFY(!loaded({{Why::Enriched, "b", "", "", "", R"("tier":"new")"},
                     {Why::Enriched, "c", "", "", R"("tier":"")", R"("tier":"new")"}})
                 ->holdAny());
}

void TestUndoValues::whatIsNoneOfItIsDamage_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("a purge") << 0;
    QTest::newRow("a contact twice") << 1;
    QTest::newRow("nothing written") << 2;
}

void TestUndoValues::whatIsNoneOfItIsDamage()
{
    QFETCH(int, which);
    std::vector<BackupRecord> records = sample();
    if (which == 0)
        records.push_back({Why::Purged, "e", "1", "", ""});
    else if (which == 1)
        records.push_back(records.front());
    else
        records.push_back({Why::Enriched, "e", "", "", "", ""});
    const auto values = UndoValues::load(backup(records), std::nullopt, {});
    QVERIFY(!values);
    QCOMPARE(values.error().code, QStringLiteral("backup_damaged"));
}

void TestUndoValues::aListIsComparedValueByValue()
{
    UndoMatcher matcher(loaded(sample()), schema());
    for (int reading = 0; reading < 2; ++reading) { // a second one begins anew
        matcher.begin();
        RecordPage page;
        add(page, "x", R"("tier":"new")"); // not of the enrichment
        add(page, "b", R"("phone":"1","tier":"new")");
        add(page, "a", R"("visits":5,"tier":"somebody's")");
        add(page, "d", R"("visits":7)");
        matcher.take(page);
        using enum UndoFate;
        QCOMPARE(matcher.fate(0, 0), ChangedSince);
        QCOMPARE(matcher.fate(0, 1), ComesBack); // 0 is a value
        QCOMPARE(matcher.fate(1, 0), WasEmpty);
        QCOMPARE(matcher.fate(2, 0), Gone);
        QCOMPARE(matcher.fate(3, 0), NotWritable);
        const UndoCounts counts = matcher.counts();
        QCOMPARE(counts.contacts, 4);
        QCOMPARE(counts.contactsBack, 1);
        QCOMPARE(counts.contactsGone, 1);
        QCOMPARE(counts.values, (std::array<qint64, undoFateCount>{1, 1, 0, 1, 1, 1}));
    }
}

void TestUndoValues::S21_whatIsLeftCanBeSeenTo()
{
    UndoMatcher matcher(loaded(sample()), schema());
    matcher.begin();
    RecordPage page;
    add(page, "a", R"("visits":5,"tier":"somebody's")");
    add(page, "b", R"("tier":"new")");
    matcher.take(page);
    const QString file = m_folder.filePath(QStringLiteral("left.csv"));
    QVERIFY(writeNotUndone(matcher, {}, file, {}));
    QFile csv(file);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(csv.readAll(),
             "contactId,attribute,before,written,reason\r\na,tier,'=old,new,changed_since\r\n"
             "b,tier,,new,was_empty\r\nc,visits,,6,gone\r\nd,visits,many,7,gone\r\n");
    QVERIFY((csv.permissions() & (QFile::ReadGroup | QFile::ReadOther)) == 0);
    QCOMPARE(writeNotUndone(matcher, {}, file, {}).error().code, QStringLiteral("exists"));
}

MUSTER_TEST(TestUndoValues, QCoreApplication)

} // namespace tst_undovalues
#include "tst_undovalues.moc"
