// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/planmaker.h"
#include "models/runs/lists/restore/backupqueries.h"
#include "models/runs/lists/unchangedcontacts.h"
#include "models/sinks/csvrows.h"
#include "models/text/exporttexts.h"
#include "models/text/listreport.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace muster;

namespace tst_spreadsheetfiles {

namespace {

/// What a server or a file may send in the place of a contact's id or number.
const std::vector<std::string> hostile{"=cmd|' /C calc'!A0",
                                       "+1+cmd|' /C calc'!A0",
                                       "-2+3",
                                       "@SUM(1+1)",
                                       "\t=1+1",
                                       "\r=1+1",
                                       "\n=1+1",
                                       "\uFF1D1+1",
                                       "\uFF0B1",
                                       "\uFF0D1",
                                       "\uFF201",
                                       " =1+1",
                                       "\u00A0=1+1",
                                       "\u3000\uFF1D1+1",
                                       "a,=1+1",
                                       "a;=1+1",
                                       "a|@x",
                                       "a\t=1+1",
                                       "a\r\n=1+1",
                                       "say \"=1+1\"",
                                       "\"=1+1",
                                       "'=1+1",
                                       "''=1+1",
                                       ";'=1+1",
                                       "+442079460999",
                                       "00442079460999",
                                       "1234567890123456",
                                       "12E5"};

/// Independent of the writers: no character that begins a formula stands at the start of a line, or behind anything at
/// which some spreadsheet ends a cell, be there blanks between or not.
bool isSafe(const QByteArray &file)
{
    static const QRegularExpression formula(
        QStringLiteral("(?:^|[\\r\\n,;|\\t\"])[\\p{Zs}\\p{Zl}\\p{Zp}\\x{200B}-\\x{200F}\\x{2060}\\x{FEFF}\\x00-\\x20]*"
                       "[=+\\-@\\x{FF1D}\\x{FF0B}\\x{FF0D}\\x{FF20}]"),
        QRegularExpression::UseUnicodePropertiesOption);
    const auto found = formula.match(QString::fromUtf8(file));
    if (found.hasMatch())
        qWarning("%s",
                 qPrintable(QStringLiteral("a formula at %1: ").arg(found.capturedStart())
                            + QString::fromUtf8(file).mid(found.capturedStart(), 30)));
    return !found.hasMatch();
}

/// The cells of a column, without the header.
std::vector<std::string> column(const QByteArray &file, std::size_t place)
{
    CsvReader reader(file, TextProfile::Spreadsheets);
    std::vector<std::string> cells;
    for (auto row = reader.next(); row && *row; row = reader.next())
        cells.push_back((**row)[place].value_or(std::string()));
    cells.erase(cells.begin());
    return cells;
}

QByteArray contents(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Every file that a person may open in a spreadsheet, made of ids and numbers that try to be formulas (S21, S22).
class TestSpreadsheetFiles : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

private Q_SLOTS:
    void S21_leftoversOfAnApplyRun()
    {
        SanitizationPlan plan;
        std::vector<LoggedUnit> units;
        for (const std::string &id : hostile) {
            plan.changes.push_back({.action = PlannedChange::Action::Purge, .contactId = id});
            units.push_back({.state = UnitState::Rejected});
        }
        const auto written = leftoversCsv(plan, units).save(path("apply.csv"));
        QVERIFY(written);
        const QByteArray csv = contents(written->name);
        QVERIFY(isSafe(csv));
        QCOMPARE(column(csv, 0), hostile);
        QCOMPARE(written->formulaCells, qint64(hostile.size()));
        QVERIFY((QFile::permissions(written->name) & (QFile::ReadGroup | QFile::ReadOther)) == 0);
    }

    void S21_leftoversOfARestore()
    {
        std::vector<RestoreUnit> restored;
        std::vector<LoggedUnit> units(hostile.size());
        for (const std::string &id : hostile)
            restored.push_back({.contactId = id});
        const auto written = unrestoredContactsCsv(restored, units).save(path("restore.csv"));
        QVERIFY(written);
        QVERIFY(isSafe(contents(written->name)));
        QCOMPARE(column(contents(written->name), 0), hostile);
        QCOMPARE(written->formulaCells, qint64(hostile.size()));
        // A file of an earlier attempt goes where nothing is left over.
        const auto none = UnchangedContactsCsv().save(path("restore.csv"));
        QVERIFY(none && none->name.isEmpty());
        QVERIFY(!QFile::exists(path("restore.csv")));
    }

    void S21_plannedChanges()
    {
        SanitizationPlan plan;
        for (const std::string &text : hostile)
            plan.changes.push_back({.contactId = text, .from = text, .to = "+442079460999"});
        const auto written = writePlannedChanges(plan, path("planned.csv"), TextProfile::Spreadsheets, false, {});
        QVERIFY(written);
        const QByteArray csv = contents(written->name);
        QVERIFY(isSafe(csv));
        QCOMPARE(column(csv, 0), hostile);
        QCOMPARE(column(csv, 1), hostile);
        QVERIFY(csv.contains(",'+442079460999,"));
        QCOMPARE(written->formulaCells, 3 * qint64(hostile.size()));
    }

    void S21_whatCannotBeRestored()
    {
        std::vector<BackupRecord> records;
        for (const std::string &text : hostile)
            records.push_back({BackupRecord::Why::Corrected, "id" + text, "not a number," + text, "+442079460999", {}});
        const auto preview = previewRestore(records);
        QCOMPARE(preview->count(RestoreChance::NotWritable), qint64(hostile.size()));
        const auto written = writeNotRestorable(*preview, path("kept.csv"), {});
        QVERIFY(written);
        QVERIFY(isSafe(contents(written->name)));
        QCOMPARE(column(contents(written->name), 1).size(), hostile.size());
        QVERIFY(written->formulaCells >= qint64(hostile.size()));
    }

    void S21_reportOnAList()
    {
        for (const std::string &name : hostile) {
            ListReportFacts facts;
            facts.plan.listName = QString::fromStdString(name);
            facts.plan.profileName = facts.plan.listName;
            CsvRows rows = listReportCsv(facts);
            const QByteArray csv = rows.take();
            QVERIFY2(isSafe(csv), name.c_str());
            QCOMPARE(column(csv, 2)[0], name);
            QCOMPARE(rows.formulaCells(), 2);
        }
    }

    void S21_headerAndEveryPlaceOfARow()
    {
        QStringList columns;
        for (const std::string &name : hostile)
            columns.append(QString::fromStdString(name));
        auto out = CsvTextFile::create(path("rows.csv"), columns);
        QVERIFY(out);
        for (const std::string &text : hostile)
            QVERIFY(out->add({"plain", text, "", text}));
        const auto written = out->finish();
        QVERIFY(written);
        const QByteArray csv = contents(written->name);
        QVERIFY(isSafe(csv));
        QCOMPARE(column(csv, 1), hostile);
        QCOMPARE(column(csv, 3), hostile);
        QCOMPARE(column(csv, 2), std::vector<std::string>(hostile.size()));
        QCOMPARE(written->formulaCells, 3 * qint64(hostile.size()));
    }

    void S22_forMachinesExactBytesAreWrittenAndCountedAndNamedUnsafe()
    {
        auto out = CsvTextFile::create(path("machines.csv"), {QStringLiteral("id")}, TextProfile::Machines);
        QVERIFY(out);
        QVERIFY(out->add({"=1+1"}));
        QVERIFY(out->add({"+442079460999"}));
        QVERIFY(out->add({"'=1+1"}));
        QVERIFY(out->add({"plain"}));
        const auto written = out->finish();
        QVERIFY(written);
        QCOMPARE(contents(written->name), "id\r\n=1+1\r\n+442079460999\r\n'=1+1\r\nplain\r\n");
        QCOMPARE(written->formulaCells, 3);
        QVERIFY(withFormulaCells(QStringLiteral("Saved."), *written).contains(QStringLiteral("don’t open")));
    }

    void S21_cellsAreReported()
    {
        WrittenFile file;
        QCOMPARE(withFormulaCells(QStringLiteral("Saved."), file), QStringLiteral("Saved."));
        file.formulaCells = 2;
        const QString words = withFormulaCells(QStringLiteral("Saved."), file);
        QVERIFY2(words.startsWith(QStringLiteral("Saved. 2 cells")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("stored as text")), qPrintable(words));
    }

    /// What would split the cell in a spreadsheet that is set to another separator.
    void S21_cellsStayWholeWhateverTheSeparator_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"a;b", "a|b", "a\tb", "a,b", "a\"b", "a\nb"})
            QTest::newRow(text) << QByteArray(text);
    }
    void S21_cellsStayWholeWhateverTheSeparator()
    {
        QFETCH(QByteArray, text);
        CsvRows rows(TextProfile::Spreadsheets);
        rows.row({text.toStdString()});
        const QByteArray csv = rows.take();
        QVERIFY(csv.startsWith('"') && csv.endsWith("\"\r\n"));
    }
};

MUSTER_TEST(TestSpreadsheetFiles, QCoreApplication)

} // namespace tst_spreadsheetfiles
#include "tst_spreadsheetfiles.moc"
