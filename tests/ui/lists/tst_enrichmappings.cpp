// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichwindow.h"

#include "models/store/mappingstore.h"
#include "tests/support/testprogram.h"
#include "ui/lists/enrich/enrichmappingpane.h"
#include "ui/lists/enrich/fields/mappingbar.h"

#include <QAction>
#include <QApplication>
#include <QFileInfo>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace muster;
using namespace muster::test;

namespace tst_enrichmappings {

/// Mappings that are kept by name, exchanged by files, and never lost without a word.
class TestEnrichMappings : public EnrichWindow
{
    Q_OBJECT

private:
    QString state() { return text("mappingStateLabel"); }
    QComboBox *names() { return find<QComboBox>("mappingNameCombo"); }
    const EnrichFieldsModel &model() { return m_page->enrich()->mapping()->fields(); }
    void save(const char *name)
    {
        names()->setEditText(QString::fromLatin1(name));
        QVERIFY(find<QPushButton>("saveMappingButton")->isEnabled());
        find<QPushButton>("saveMappingButton")->click();
    }
    void load(const char *name)
    {
        names()->setCurrentIndex(names()->findText(QString::fromLatin1(name)));
        Q_EMIT names()->activated(names()->currentIndex());
    }
    void skipEmptyScores()
    {
        find<QTableView>("enrichFieldsTable")->selectRow(fieldRow(QStringLiteral("lead_score")));
        auto *empty = find<QComboBox>("enrichEmptyCombo");
        empty->setCurrentIndex(empty->findData(int(EmptyCell::SkipRow)));
    }

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aMappingIsSavedChangedAndLoadedAgain()
    {
        openList(leads);
        QVERIFY(!find<QPushButton>("saveMappingButton")->isEnabled()); // nothing is mapped
        chooseFile();
        QCOMPARE(state(), QStringLiteral("Not saved."));
        save("Weekly");
        QCOMPARE(state(), QStringLiteral("Saved as version 1."));
        QVERIFY(!find<QPushButton>("saveMappingButton")->isEnabled());
        skipEmptyScores();
        QCOMPARE(state(), QStringLiteral("Unsaved changes."));
        QCOMPARE(model().mapping().version, 0); // a run must not name what it does not do
        save("Weekly");
        QCOMPARE(state(), QStringLiteral("Saved as version 2."));
        m_controller.reset(); // connected anew
        m_controller = std::make_unique<ListsController>(*m_page, *m_workbench, *m_session, *m_workspace);
        openList(leads);
        QCOMPARE(names()->currentText(), QString());
        load("Weekly"); // before there is a file
        chooseFile();
        QCOMPARE(state(), QStringLiteral("Saved as version 2."));
        QVERIFY(model().emptyCells(fieldRow(QStringLiteral("lead_score"))) == EmptyCell::SkipRow);
        checkRows();
        const EnrichOrder order = m_page->enrich()->order();
        QCOMPARE(order.mapping.name, QStringLiteral("Weekly"));
        QCOMPARE(order.mapping.version, 2);
        enrich();
        QCOMPARE(enriched(), rows);
        QVERIFY(m_workspace->mappings().mappings(QStringLiteral("another list")).isEmpty());
    }

    void aDeletedMappingLeavesTheFieldsAsTheyAre()
    {
        openList(leads);
        chooseFile();
        save("Weekly");
        const QList<FieldMapping> before = model().mapping().fields;
        m_answers.accept = false;
        auto *remove = find<QAction>("deleteMappingAction");
        QVERIFY(remove->isEnabled());
        remove->trigger();
        QCOMPARE(m_answers.asked, QStringList(QStringLiteral("Delete the mapping?")));
        QCOMPARE(m_workspace->mappings().mappings(leads).size(), 1);
        m_answers.accept = true;
        remove->trigger();
        QVERIFY(m_workspace->mappings().mappings(leads).isEmpty());
        QCOMPARE(names()->count(), 0);
        QVERIFY(model().mapping().fields == before);
        QCOMPARE(model().mapping().version, 0);
        QVERIFY(!remove->isEnabled());
    }

    void aMappingTravelsByAFile()
    {
        openList(leads);
        chooseFile();
        skipEmptyScores();
        names()->setEditText(QStringLiteral("Weekly"));
        const EnrichmentMapping made = model().mapping();
        find<QAction>("exportMappingAction")->trigger();
        QTRY_VERIFY(text("mappingMessageLabel").contains(QStringLiteral("saved")));
        const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFileInfo(m_answers.target).permissions() & others));
        find<QAction>("exportMappingAction")->trigger(); // never over a file that is there
        QTRY_VERIFY(text("mappingMessageLabel").contains(QStringLiteral("already exists")));
        find<QPushButton>("leaveEnrichButton")->click();
        openList(leads);
        const QString csv = std::exchange(m_answers.file, m_answers.target);
        find<QAction>("importMappingAction")->trigger();
        QTRY_COMPARE(names()->currentText(), QStringLiteral("Weekly"));
        QCOMPARE(state(), QStringLiteral("Not saved yet."));
        m_answers.file = csv;
        chooseFile();
        QVERIFY(model().mapping().fields == made.fields);
    }

    void aFileThatIsNoMappingIsRefusedWithTheReason()
    {
        openList(leads);
        chooseFile();
        const QList<FieldMapping> before = model().mapping().fields;
        find<QAction>("importMappingAction")->trigger(); // the CSV file
        QTRY_VERIFY(find<PlainLabel>("mappingMessageLabel")->isVisible());
        QVERIFY(text("mappingMessageLabel").contains(QStringLiteral("can’t be read")));
        QVERIFY(model().mapping().fields == before);
    }

    void attributesThatAreGoneAreNamed()
    {
        EnrichmentMapping old;
        old.name = QStringLiteral("Old");
        old.idColumn = QStringLiteral("Contact ID");
        FieldMapping kept, gone;
        kept.attribute = QStringLiteral("lead_score");
        kept.source.columns = {QStringLiteral("Score of last year")};
        gone.attribute = QStringLiteral("shoe_size");
        gone.source.constant = QStringLiteral("42");
        old.fields = {kept, gone};
        QVERIFY(m_workspace->mappings().save(leads, old));
        openList(leads);
        chooseFile();
        load("Old");
        QVERIFY(text("mappingMessageLabel").contains(QStringLiteral("shoe_size")));
        QCOMPARE(model().mapping().version, 0); // what is there is not what is saved
        // A column that the file does not have keeps the rows from being checked and says so.
        QVERIFY(!find<QPushButton>("checkRowsButton")->isEnabled());
        QVERIFY(text("enrichCheckNoteLabel").contains(QStringLiteral("Score of last year")));
    }

    void wordsForNothingCanBeChosen()
    {
        QByteArray file = csv(3);
        file += m_before[3].id + ";none;3\n" + m_before[4].id + ";null;4\n";
        write(file);
        openList(leads);
        chooseFile();
        find<QAction>("mappingWordsAction")->trigger();
        auto *words = find<MappingWordsDialog>("mappingWordsDialog");
        auto *edit = words->findChild<QPlainTextEdit *>(QStringLiteral("guardWordsEdit"));
        QVERIFY(edit->toPlainText().contains(QStringLiteral("N/A")));
        auto *accept = words->findChild<QPushButton *>(QStringLiteral("acceptWordsButton"));
        edit->setPlainText(QStringLiteral("none\n0"));
        QVERIFY(!accept->isEnabled()); // 0 is a value
        edit->setPlainText(QStringLiteral("none\n\n none "));
        words->findChild<QLineEdit *>(QStringLiteral("mappingLocaleEdit"))->setText(QStringLiteral("nowhere"));
        QVERIFY(!accept->isEnabled());
        words->findChild<QLineEdit *>(QStringLiteral("mappingLocaleEdit"))->setText(QStringLiteral("de"));
        QVERIFY(accept->isEnabled());
        accept->click();
        QCOMPARE(model().mapping().guardWords, QStringList(QStringLiteral("none")));
        QCOMPARE(model().mapping().locale, QStringLiteral("de"));
        checkRows();
        // The list may be changed; what the service refuses is never sent all the same.
        QCOMPARE(m_page->enrich()->report()->rates.sent(), 5);
        enrich();
        const QList<SandboxListContact> now = m_server->listTruth(leads);
        QCOMPARE(now[3].enriched.size(), 1);
        QCOMPARE(now[4].enriched.size(), 1);
    }

    void aFileThatCannotBeWrittenIsToldAndTheMappingStays()
    {
        openList(leads);
        chooseFile();
        const QString home = m_folder->filePath(QStringLiteral("home"));
        m_answers.target = home + QStringLiteral("/no such folder/mapping.json");
        names()->setEditText(QStringLiteral("Weekly"));
        find<QAction>("exportMappingAction")->trigger();
        QTRY_VERIFY(find<PlainLabel>("mappingMessageLabel")->isVisible());
        QVERIFY(!QFileInfo::exists(m_answers.target));
        QVERIFY(!model().mapping().fields.isEmpty());
    }
};

MUSTER_TEST(TestEnrichMappings, QApplication)

} // namespace tst_enrichmappings
#include "tst_enrichmappings.moc"
