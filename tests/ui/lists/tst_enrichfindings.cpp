// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichwindow.h"

#include "models/items/enrichmodels.h"
#include "tests/support/interposeddisk.h"
#include "tests/support/testprogram.h"
#include "ui/lists/enrich/rejectscontroller.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>

using namespace muster;
using namespace muster::test;

namespace tst_enrichfindings {

/// What a check found is narrowed down, saved to be mended, and named by row and column.
class TestEnrichFindings : public EnrichWindow
{
    Q_OBJECT

private:
    /// 20 rows that fit, and 12 that do not: nine scores, two that repeat an id, one without.
    void writeFaulty()
    {
        QByteArray file = csv(20);
        for (int i = 20; i < 29; ++i)
            file += m_before[i].id + ";=Fair " + QByteArray::number(i) + ";many " + QByteArray::number(i) + "\n";
        file += m_before[0].id + ";Again;1\n" + m_before[1].id + ";Again;1\n;Nobody;1\n";
        write(file);
    }
    QAbstractItemModel *findings() { return find<QTableView>("checkFindingsTable")->model(); }
    void saveRejects(TextProfile profile)
    {
        find<QPushButton>("saveRejectsButton")->click();
        auto *dialog = find<SaveRejectsDialog>("saveRejectsDialog");
        QVERIFY(dialog);
        auto *choice = dialog->findChild<QComboBox *>(QStringLiteral("saveProfileCombo"));
        choice->setCurrentIndex(choice->findData(int(profile)));
        dialog->findChild<QPushButton *>(QStringLiteral("chooseRejectsFileButton"))->click();
        QTRY_VERIFY(!find<SaveRejectsDialog>("saveRejectsDialog"));
    }
    QByteArray saved()
    {
        QFile file(m_answers.target);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void toTheFindings()
    {
        writeFaulty();
        openList(leads);
        chooseFile();
        checkRows();
        QCOMPARE(findings()->rowCount(), 12);
    }

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void findingsAreNarrowedDownByColumnRuleAndText()
    {
        toTheFindings();
        auto *column = find<QComboBox>("findingsColumnCombo");
        auto *rule = find<QComboBox>("findingsRuleCombo");
        auto *words = find<QLineEdit>("findingsTextEdit");
        QCOMPARE(column->count(), 3); // all, the scores, the ids
        column->setCurrentIndex(column->findData(QStringLiteral("Contact ID")));
        QCOMPARE(findings()->rowCount(), 3);
        rule->setCurrentIndex(rule->findData(int(EnrichRule::IdMissing)));
        QCOMPARE(findings()->rowCount(), 1);
        QCOMPARE(findings()->index(0, CheckFindingsModel::Row).data().toString(), QStringLiteral("33"));
        QCOMPARE(text("findingsCountLabel"), QStringLiteral("1 of 12"));
        column->setCurrentIndex(0);
        rule->setCurrentIndex(0);
        words->setText(QStringLiteral("MANY 2"));
        QCOMPARE(findings()->rowCount(), 9);
        words->setText(QStringLiteral("duplicate"));
        QCOMPARE(findings()->rowCount(), 2);
        words->setText(QStringLiteral("no such thing"));
        QCOMPARE(findings()->rowCount(), 0);
        words->clear();
        QCOMPARE(text("findingsCountLabel"), QStringLiteral("12"));
        // Another check shows everything again.
        words->setText(QStringLiteral("duplicate"));
        find<QPushButton>("checkRowsButton")->click();
        QTRY_VERIFY(m_page->enrich()->report() && findings()->rowCount() == 12);
        QVERIFY(words->text().isEmpty());
    }

    void rejectedRowsAreSavedWithTheirReasonsAndChangeNothingElse()
    {
        toTheFindings();
        find<QCheckBox>("leaveOutCheck")->click();
        const auto report = m_page->enrich()->report();
        saveRejects(TextProfile::Machines);
        QTRY_VERIFY(text("rejectsSavedLabel").startsWith(QStringLiteral("12 rejected rows")));
        const QList<QByteArray> lines = saved().split('\n');
        QCOMPARE(lines.size(), 14); // header, twelve rows, nothing behind the last line end
        QVERIFY(lines[0].startsWith("row,reasons,Contact ID,Lead Source,Lead Score"));
        const QByteArray first = "22,Lead Score: not_integer," + m_before[20].id + ",=Fair 20,many 20";
        QVERIFY(lines[1].startsWith(first));
        QCOMPARE(m_page->enrich()->report(), report); // neither the findings nor the choice
        QVERIFY(find<QCheckBox>("leaveOutCheck")->isChecked());
        QVERIFY(find<QPushButton>("reviewEnrichButton")->isEnabled());
        QTRY_VERIFY(m_workspace->runs().runs().isEmpty());
        // Never over a file that is there.
        const QByteArray before = saved();
        saveRejects(TextProfile::Spreadsheets);
        QTRY_VERIFY(text("rejectsSavedLabel").contains(QStringLiteral("already exists")));
        QCOMPARE(saved(), before);
        m_answers.target += QStringLiteral(".2");
        saveRejects(TextProfile::Spreadsheets);
        QTRY_VERIFY(text("rejectsSavedLabel").startsWith(QStringLiteral("12 rejected rows")));
        QVERIFY(saved().contains(",'=Fair 20,")); // no formula for a spreadsheet
        QCOMPARE(posts(), 0);
    }

    void aSourceThatChangedMeanwhileIsTold()
    {
        toTheFindings();
        write(csv(5) + m_before[7].id + ";Fair;none at all\n");
        saveRejects(TextProfile::Machines);
        QTRY_VERIFY(text("rejectsSavedLabel").contains(QStringLiteral("has changed since it was checked")));
        QCOMPARE(saved().count('\n'), 2);
    }

    void F105_aSavingThatIsLeftLeavesNoFileBehind()
    {
        QByteArray file = csv(rows);
        for (int i = 0; i < 200'000; ++i)
            file += "x" + QByteArray::number(i) + ";Fair;many\n";
        write(file);
        openList(leads);
        chooseFile();
        checkRows();
        const QStringList before = QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
        find<QPushButton>("saveRejectsButton")->click();
        find<SaveRejectsDialog>("saveRejectsDialog")->accept();
        QTRY_VERIFY(!m_workspace->runs().isIdle());
        QVERIFY(find<QPushButton>("saveRejectsButton")->text().contains(QStringLiteral("Stop")));
        find<QPushButton>("leaveEnrichButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->runs().isIdle() && m_workspace->runs().runs().isEmpty(), 60'000);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), before);
    }

    void F94_aFullDiskIsToldAndNothingIsLeft()
    {
        toTheFindings();
        InterposedDisk::failWrites(ENOSPC, (m_folder->path() + QStringLiteral("/.")).toUtf8()); // beside the target
        saveRejects(TextProfile::Machines);
        QTRY_VERIFY(find<PlainLabel>("rejectsSavedLabel")->isVisible()
                    && text("rejectsSavedLabel").contains(QStringLiteral("no space")));
        QVERIFY(!QFile::exists(m_answers.target));
        InterposedDisk::heal();
        saveRejects(TextProfile::Machines);
        QTRY_VERIFY(text("rejectsSavedLabel").startsWith(QStringLiteral("12 rejected rows")));
    }

    void S23_hostileFilesAreRefusedWithRowAndColumn_data()
    {
        QTest::addColumn<QByteArray>("head"); // in place of the whole file
        QTest::addColumn<QString>("place");
        QByteArray wide = "Contact ID";
        for (int i = 0; i < 100'000; ++i)
            wide += ";c" + QByteArray::number(i);
        QTest::newRow("unclosed quote") << QByteArray("Contact ID;Lead Source\na;b\nc;\"open\nd;e\n")
                                        << QStringLiteral("row 3, column 2");
        QTest::newRow("NUL") << QByteArray("Contact ID;Lead Source\na;b\nc;d\0e\n", 33) << QStringLiteral("row 3");
        QTest::newRow("100,000 columns") << wide + "\n" << QStringLiteral("row 1, column");
        QTest::newRow("long cell") << QByteArray("Contact ID;Lead Source\na;b\nc;") + QByteArray(70'000, 'x') + "\n"
                                   << QStringLiteral("row 3, column 2");
        QTest::newRow("repeated header") << QByteArray("Contact ID;contact id\na;b\n") << QStringLiteral("contact id");
    }
    void S23_hostileFilesAreRefusedWithRowAndColumn()
    {
        QFETCH(QByteArray, head);
        QFETCH(QString, place);
        write(head);
        openList(leads);
        find<QWidget>("sourceEmptyState")->findChild<QPushButton *>()->click();
        QTRY_VERIFY(find<PlainLabel>("sourceProblemLabel")->isVisible());
        QVERIFY2(text("sourceProblemLabel").contains(place), qPrintable(text("sourceProblemLabel")));
        // What stands before the place may be looked at; nothing of the file can be sent.
        auto *check = find<QPushButton>("checkRowsButton");
        if (check->isEnabled()) {
            check->click();
            QTRY_VERIFY(text("enrichCheckNoteLabel").contains(place));
        }
        QVERIFY(!m_page->enrich()->report());
        QVERIFY(!find<QPushButton>("reviewEnrichButton")->isVisible());
        QCOMPARE(posts(), 0);
    }

    void S23_utf16AndMixedLineEndsAreRead()
    {
        const QString rowsText = QStringLiteral("Contact ID\tLead Source\r\n%1\tF\u00e4ir\r%2\tFair\n")
                                     .arg(QString::fromLatin1(m_before[0].id), QString::fromLatin1(m_before[1].id));
        QByteArray file("\xFF\xFE", 2);
        for (const QChar c : rowsText) {
            file += char(c.unicode() & 0xff);
            file += char(c.unicode() >> 8);
        }
        write(file);
        openList(leads);
        chooseFile();
        QVERIFY(!find<PlainLabel>("sourceProblemLabel")->isVisible());
        checkRows();
        QCOMPARE(m_page->enrich()->report()->rates.sent(), 2);
        enrich();
        const QByteArray arrived = m_server->listTruth(leads)[0].enriched.constFirst().second;
        QCOMPARE(QJsonDocument::fromJson('[' + arrived + ']').array().at(0).toString(), QStringLiteral("F\u00e4ir"));
    }
};

MUSTER_TEST(TestEnrichFindings, QApplication)

} // namespace tst_enrichfindings
#include "tst_enrichfindings.moc"
