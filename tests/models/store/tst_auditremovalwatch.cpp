// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditremovalwatch.h"

#include "audityearsfixture.h"
#include "busydisk.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QSignalSpy>

using namespace muster;

namespace tst_auditremovalwatch {
using test::AuditYearsFixture;
using test::BusyDisk;

constexpr int perYear = test::entriesAYear;

/// A window that only looks, while another process removes what is past its time.
class TestAuditRemovalWatch : public QObject
{
    Q_OBJECT

private:
    static QStringList eventsOf(const AuditLog &log, qint64 first, qint64 count)
    {
        QStringList events;
        for (const AuditEntry &entry : log.read(first, count).value_or(QList<AuditEntry>()))
            events << entry.event;
        return events;
    }

private Q_SLOTS:
    void F97_whatAnotherProcessRemovedLeavesThisOne()
    {
        AuditYearsFixture files;
        const auto writer = files.open();
        const auto reader = files.open(true);
        const AuditRemovalWatch watch(*reader, files.folder.path());
        QSignalSpy removed(reader.get(), &AuditLog::removed);
        QCOMPARE(reader->firstKept(), 1);
        QVERIFY(AuditYearsFixture::removeBefore(*writer, 2020));
        QTRY_COMPARE(removed.size(), 1);
        QCOMPARE(removed.first().first().toLongLong(), 2 * perYear + 1);
        QCOMPARE(reader->firstKept(), writer->firstKept());
        QCOMPARE(reader->removal().last, 2 * perYear);
        QVERIFY(!eventsOf(*reader, reader->firstKept(), 2 * perYear).contains(u"audit.unreadable"_qs));
        // The next one is noticed as well.
        QVERIFY(AuditYearsFixture::removeBefore(*writer, 2021));
        QTRY_COMPARE(reader->firstKept(), 3 * perYear + 1);
    }

    void F97_whatWentBeforeItWatchedIsNoticedToo()
    {
        AuditYearsFixture files;
        const auto reader = files.open(true);
        QVERIFY(AuditYearsFixture::removeBefore(*files.open(), 2020));
        const AuditRemovalWatch watch(*reader, files.folder.path());
        QTRY_COMPARE(reader->firstKept(), 2 * perYear + 1);
    }

    void F97_theSecondWindowSeesWhatIsLeft()
    {
        AuditYearsFixture files;
        const auto writer = files.open();
        const auto reader = files.open(true);
        const QByteArray line = reader->readLines(2 * perYear + 1, 1)->first();
        QVERIFY(AuditYearsFixture::removeBefore(*writer, 2020));
        QVERIFY(reader->verify().intact); // as the files are now
        QCOMPARE(reader->readLines(2 * perYear + 1, 1)->first(), line);
        QCOMPARE(reader->readLines(1, 1)->size(), 1); // of what it never looked at nothing is left
        QCOMPARE(files.open(true)->firstKept(), 2 * perYear + 1);
    }

    // The one who checks has read their names, and the entry that tells of them is written behind what it has opened.
    void F97_filesThatGoWhileTheyAreOpenedAreNotMissed()
    {
        AuditYearsFixture files;
        const auto writer = files.open();
        BusyDisk disk;
        const auto reader = files.open(true, disk);
        QVERIFY(writer && reader);
        int removals = 0;
        disk.before = [&](const QByteArray &opened) {
            if (removals == 0 && opened == QFile::encodeName(files.pathOf(1))) {
                ++removals;
                QVERIFY(AuditYearsFixture::removeBefore(*writer, 2020));
            }
        };
        const AuditVerdict verdict = reader->verify();
        QCOMPARE(removals, 1);
        QVERIFY2(verdict.intact, qPrintable(verdict.reasonKey + u' ' + verdict.file));
        QCOMPARE(verdict.removedLast, 2 * perYear);
    }

    void S31_aFileThatIsGoneWithoutARecordStaysMissed()
    {
        AuditYearsFixture files;
        const auto writer = files.open();
        const auto reader = files.open(true);
        const AuditRemovalWatch watch(*reader, files.folder.path());
        QSignalSpy removed(reader.get(), &AuditLog::removed);
        QVERIFY(QFile::remove(files.pathOf(1)));
        QVERIFY(AuditYearsFixture::appendOne(*writer));
        {
            const AuditRemovalWatch look(*reader, files.folder.path()); // looks, and waits for that when it goes
        }
        QCOMPARE(removed.size(), 0);
        QCOMPARE(reader->firstKept(), 1);
        QCOMPARE(eventsOf(*reader, 1, 1), QStringList{u"audit.unreadable"_qs});
        QVERIFY(!reader->verify().intact);
    }
};

MUSTER_TEST(TestAuditRemovalWatch, QCoreApplication)

} // namespace tst_auditremovalwatch

#include "tst_auditremovalwatch.moc"
