// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichwindow.h"

#include "models/runs/enrich/check/sourcesample.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>

using namespace muster;
using namespace muster::test;

namespace tst_enrichpaste {

/// A table from the clipboard is a source as any other, and leaves nothing behind.
class TestEnrichPaste : public EnrichWindow
{
    Q_OBJECT

private:
    void paste(const QString &table)
    {
        QGuiApplication::clipboard()->setText(table);
        m_page->activateWindow();
        find<QPushButton>("leaveEnrichButton")->setFocus(); // anywhere but in a field
        QTRY_VERIFY(m_page->enrich()->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(m_page->enrich(), Qt::Key_V, Qt::ControlModifier);
    }
    [[nodiscard]] QString table(int count) const { return QString::fromLatin1(csv(count)).replace(u';', u'\t'); }
    /// Files with a pasted table, whole or half written.
    [[nodiscard]] QFileInfoList left() const
    {
        const QDir folder(QFileInfo(m_workspace->runFile(QStringLiteral("x"), "txt")).path());
        return folder.entryInfoList({QStringLiteral("*pasted-*")}, QDir::Files | QDir::Hidden);
    }

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void cellsOfASpreadsheetReachTheContacts()
    {
        openList(leads);
        paste(table(rows));
        QTRY_VERIFY(find<QTableView>("sourceColumnsTable")->isVisible());
        QCOMPARE(text("sourceFileLabel"), QStringLiteral("Pasted table"));
        QCOMPARE(find<QComboBox>("sourceFormCombo")->currentData().toInt(), int('\t'));
        QCOMPARE(left().size(), 1);
        const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(left().constFirst().permissions() & others));
        QVERIFY(!(QFileInfo(left().constFirst().path()).permissions() & others));
        checkRows();
        find<QPushButton>("reviewEnrichButton")->click();
        QVERIFY(text("enrichSentLabel").contains(QStringLiteral("Pasted table")));
        Q_EMIT m_page->enrichReview()->closed();
        enrich();
        QCOMPARE(enriched(), rows);
        openList(leads); // another start: what was pasted is wanted no more
        QTRY_VERIFY(left().isEmpty());
    }

    void aTableGoesWithItsPage()
    {
        openList(leads);
        QGuiApplication::clipboard()->setText(table(3));
        find<QAbstractButton>("pasteSourceButton")->click();
        QTRY_VERIFY(find<QTableView>("sourceColumnsTable")->isVisible());
        const QString first = left().constFirst().filePath();
        paste(table(5));
        QTRY_VERIFY(text("sourceNoteLabel").contains(QStringLiteral("5 rows"))); // before that its file is on its way
        QTRY_VERIFY(left().size() == 1 && left().constFirst().filePath() != first);
        find<QPushButton>("leaveEnrichButton")->click();
        QVERIFY(left().isEmpty());
        openList(leads);
        paste(table(3));
        find<QPushButton>("leaveEnrichButton")->click(); // before it was written
        QTest::qWait(100);
        QTRY_VERIFY(left().isEmpty());
        openList(leads);
        paste(table(3));
        QTRY_VERIFY(find<QTableView>("sourceColumnsTable")->isVisible());
        m_controller.reset(); // the session goes
        QVERIFY(left().isEmpty());
    }

    void aPausedRunKeepsItsTableUntilItIsOver()
    {
        openList(leads);
        paste(table(rows));
        QTRY_VERIFY(find<QTableView>("sourceColumnsTable")->isVisible());
        checkRows();
        SandboxFault fault;
        fault.method = QStringLiteral("POST");
        fault.status = 503;
        fault.times = -1;
        m_server->addFault(fault);
        enrich();
        QVERIFY(m_page->runPage()->run()->outcome()->kind != RunOutcome::Kind::Complete);
        openList(leads, false); // the service is not asked again yet
        QCOMPARE(left().size(), 1); // the run can be taken up again
        const auto open = m_workspace->runs().resumable();
        QCOMPARE(open.size(), 1);
        m_server->clearFaults();
        QVERIFY(m_workspace->runs().discard(open.constFirst().id));
        QTRY_VERIFY(m_workspace->runs().isIdle());
        find<QPushButton>("leaveEnrichButton")->click();
        QVERIFY(left().isEmpty());
    }

    void whatIsNoTableIsRefusedWithTheReason()
    {
        openList(leads);
        paste(QString());
        QTRY_VERIFY(text("sourceProblemLabel").contains(QStringLiteral("no text")));
        paste(QString(PastedTables::maxCharacters + 1, u'x'));
        QTRY_VERIFY(text("sourceProblemLabel").contains(QStringLiteral("too large")));
        QVERIFY(left().isEmpty());
        QVERIFY(find<QWidget>("sourceEmptyState")->isVisible());
    }

    void S23_aPastedTableWithAnOpenQuoteNamesItsPlace()
    {
        openList(leads);
        paste(QStringLiteral("Contact ID\tLead Source\na\tb\nc\t\"open\nd\te\n"));
        QTRY_VERIFY(find<PlainLabel>("sourceProblemLabel")->isVisible());
        QVERIFY2(text("sourceProblemLabel").contains(QStringLiteral("row 3, column 2")),
                 qPrintable(text("sourceProblemLabel")));
        QVERIFY(!find<QPushButton>("reviewEnrichButton")->isVisible());
    }
};

MUSTER_TEST(TestEnrichPaste, QApplication)

} // namespace tst_enrichpaste
#include "tst_enrichpaste.moc"
