// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/auditmodel.h"

#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <random>

using namespace muster;

namespace tst_auditmodel {

/// The table of the history over a real log with its index: what repeats itself in one line, read in pages.
class TestAuditModel : public QObject
{
    Q_OBJECT

    static constexpr auto mode = QAbstractItemModelTester::FailureReportingMode::QtTest;

    void appendPages(const QString &run, int count)
    {
        const QList<AuditDraft> drafts(count, {QStringLiteral("export.page"), run, {{QStringLiteral("records"), 500}}});
        QVERIFY(m_log->appendAll(drafts));
    }
    void append(const QString &event, const QString &run, const QJsonObject &facts = {})
    {
        QVERIFY(m_log->append(event, run, facts));
    }
    /// With the query, when it is answered.
    void open(AuditModel &model, const AuditQuery &query = {})
    {
        QSignalSpy searched(&model, &AuditModel::searched);
        model.setQuery(query);
        model.setHistory(m_log.get(), m_index.get());
        QTRY_COMPARE(searched.size(), 1);
    }
    /// Of each row the entry, and whether it stands for several.
    [[nodiscard]] static QList<std::pair<qint64, bool>> placesOf(const AuditModel &model)
    {
        QList<std::pair<qint64, bool>> places;
        for (int row = 0; row < model.rowCount(); ++row)
            places.append({model.sequenceAt(row), model.isGroup(row)});
        return places;
    }
    [[nodiscard]] static QString what(const AuditModel &model, int row)
    {
        const auto cell = [&] { return model.index(row, AuditModel::Event).data().toString(); };
        return muster::tests::waitFor([&] { return !cell().isEmpty(); }, 60'000) ? cell() : QString();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto log = AuditLog::open(m_folder->filePath(QStringLiteral("audit.jsonl")), m_folder->path(), false);
        QVERIFY(log);
        m_log = *std::move(log);
        m_index = std::make_unique<AuditIndex>(*m_log, m_folder->filePath(QStringLiteral("index.sqlite")), false);
    }
    void cleanup()
    {
        m_index.reset();
        m_log.reset();
    }

    void whatRepeatsItselfIsOneLineThatOpens()
    {
        append(QStringLiteral("export.started"), QStringLiteral("r1"),
               {{QStringLiteral("segment"), QStringLiteral("s")}});
        appendPages(QStringLiteral("r1"), 40);
        appendPages(QStringLiteral("r2"), 2);
        append(QStringLiteral("export.complete"), QStringLiteral("r1"));
        append(QStringLiteral("export.complete"), QString());
        append(QStringLiteral("export.complete"), QString()); // of no run: each for itself
        AuditModel model;
        QAbstractItemModelTester tester(&model, mode);
        open(model);
        QCOMPARE(model.rowCount(), 6);
        QCOMPARE(model.matches(), 46);
        QCOMPARE(what(model, 2), QStringLiteral("Export completed"));
        QVERIFY(what(model, 3).contains(QStringLiteral("2 pages written")));
        QVERIFY(what(model, 4).contains(QStringLiteral("40 pages written")));
        QCOMPARE(model.sequenceAt(4), 41);
        QCOMPARE(model.index(5, AuditModel::Object).data().toString(), QStringLiteral("Segment s"));
        QVERIFY(model.isGroup(4) && !model.isOpen(4) && !model.isGroup(5));

        model.setOpen(4, true);
        model.setOpen(3, true);
        QCOMPARE(model.rowCount(), 48);
        QVERIFY(model.isOpen(3) && model.isOpen(6));
        QCOMPARE(model.sequenceAt(4), 43);
        QCOMPARE(model.sequenceAt(5), 42);
        QCOMPARE(model.sequenceAt(7), 41);
        QCOMPARE(model.sequenceAt(46), 2);
        QCOMPARE(model.sequenceAt(47), 1);
        QVERIFY(what(model, 7).contains(QStringLiteral("Page written")));
        model.setOpen(6, false);
        QCOMPARE(model.rowCount(), 8);
        QCOMPARE(model.sequenceAt(7), 1);
        QCOMPARE(model.reveal(20), 6 + 1 + 41 - 20); // opens it again
        QCOMPARE(model.sequenceAt(model.reveal(20)), 20);
        QCOMPARE(model.reveal(1000), -1);
    }

    void batchesOfAnEnrichmentAreOneLine()
    {
        append(QStringLiteral("enrich.started"), QStringLiteral("r1"), {{QStringLiteral("list"), QStringLiteral("l")}});
        for (int batch = 1; batch <= 30; ++batch) {
            append(QStringLiteral("enrich.batch"), QStringLiteral("r1"),
                   {{QStringLiteral("batch"), batch}, {QStringLiteral("fillRate"), 87.5}});
        }
        AuditModel model;
        QAbstractItemModelTester tester(&model, mode);
        open(model);
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(what(model, 0).contains(QStringLiteral("30 batches of contacts answered")));
        model.setOpen(0, true);
        QVERIFY(what(model, 1).contains(QStringLiteral("Batch of contacts answered")));
        QVERIFY(model.index(1, AuditModel::Facts).data().toString().contains(QStringLiteral("fillRate: 87.5")));
    }

    void runsThatWriteInTurnsHaveALineEach()
    {
        append(QStringLiteral("export.started"), QStringLiteral("r1"));
        append(QStringLiteral("export.started"), QStringLiteral("r2"));
        for (int page = 0; page < 30; ++page) {
            appendPages(QStringLiteral("r1"), 1);
            appendPages(QStringLiteral("r2"), 1);
        }
        append(QStringLiteral("export.complete"), QStringLiteral("r2"));
        append(QStringLiteral("export.complete"), QStringLiteral("r1"));
        AuditModel model;
        QAbstractItemModelTester tester(&model, mode);
        open(model);
        QCOMPARE(model.matches(), 64);
        QCOMPARE(
            placesOf(model),
            (QList<std::pair<qint64, bool>>{{64, false}, {63, false}, {62, true}, {61, true}, {2, false}, {1, false}}));
        QVERIFY(what(model, 2).contains(QStringLiteral("30 pages written")));
        QVERIFY(what(model, 3).contains(QStringLiteral("30 pages written")));
        const auto spoken
            = [&](int row) { return model.index(row, AuditModel::Event).data(Qt::AccessibleTextRole).toString(); };
        QVERIFY(spoken(3).endsWith(QStringLiteral("closed")));
        // Opened, each entry stands below its line, the newest first, and nothing of the other run.
        model.setOpen(3, true);
        QVERIFY(spoken(3).endsWith(QStringLiteral("open")));
        QCOMPARE(model.rowCount(), 36);
        for (int part = 0; part < 30; ++part) {
            QCOMPARE(model.sequenceAt(4 + part), 61 - 2 * part);
            QVERIFY(!model.isGroup(4 + part));
        }
        QCOMPARE(model.sequenceAt(34), 2);
        QCOMPARE(model.sequenceAt(model.reveal(31)), 31); // of the open one
        QCOMPARE(model.rowCount(), 36);
        QCOMPARE(model.sequenceAt(model.reveal(32)), 32); // opens the other one
        QCOMPARE(model.rowCount(), 66);
    }

    void aRunsStoryKeepsItsOrder()
    {
        appendPages(QStringLiteral("r1"), 3);
        appendPages(QStringLiteral("r2"), 1);
        append(QStringLiteral("run.paused"), QStringLiteral("r1"));
        appendPages(QStringLiteral("r2"), 1);
        append(QStringLiteral("run.resumed"), QStringLiteral("r1"));
        appendPages(QStringLiteral("r1"), 2);
        AuditModel model;
        open(model);
        QCOMPARE(placesOf(model),
                 (QList<std::pair<qint64, bool>>{{9, true}, {7, false}, {6, true}, {5, false}, {3, true}}));
    }

    void whatIsFarAwayIsNotJoined()
    {
        appendPages(QStringLiteral("r1"), 2);
        appendPages(QString(), int(AuditLines::foldReach) - 1);
        appendPages(QStringLiteral("r1"), 1); // as near as may be
        appendPages(QString(), int(AuditLines::foldReach));
        AuditModel model;
        QAbstractItemModelTester tester(&model, mode);
        open(model);
        appendPages(QStringLiteral("r1"), 1); // one entry too far, live as in one go
        QTRY_COMPARE(model.matches(), 4 + 2 * qint64(AuditLines::foldReach) - 1);
        const auto lines = [](const AuditModel &shown) {
            int groups = 0;
            for (int row = 0; row < shown.rowCount(); ++row)
                groups += shown.isGroup(row) ? 1 : 0;
            return std::pair(groups, shown.rowCount());
        };
        const auto wanted = std::pair(1, 2 * int(AuditLines::foldReach) - 1 + 2);
        QCOMPARE(lines(model), wanted);
        AuditModel again;
        open(again);
        QCOMPARE(lines(again), wanted);
        // Where nothing else is shown in between, they stand next to each other.
        AuditQuery ofRun;
        ofRun.runId = QStringLiteral("r1");
        AuditModel alone;
        open(alone, ofRun);
        QCOMPARE(lines(alone), std::pair(1, 1));
        appendPages(QString(), int(AuditLines::foldReach) + 5);
        appendPages(QStringLiteral("r1"), 1);
        QTRY_COMPARE(alone.matches(), 5);
        QCOMPARE(lines(alone), std::pair(1, 1));
    }

    void whatGrowsLooksAsWhatIsReadAnew()
    {
        constexpr quint32 seed = 20;
        std::mt19937 random(seed);
        AuditModel model;
        QAbstractItemModelTester tester(&model, mode);
        open(model);
        const QStringList events{QStringLiteral("export.page"), QStringLiteral("export.page"),
                                 QStringLiteral("export.page"), QStringLiteral("run.paused")};
        int moved = 0;
        connect(&model, &QAbstractItemModel::rowsMoved, this, [&] { ++moved; });
        for (int batch = 0; batch < 150; ++batch) {
            QList<AuditDraft> drafts;
            for (quint32 left = 1 + random() % 4; left > 0; --left)
                drafts.append({events[qsizetype(random() % 4)], QStringLiteral("r%1").arg(random() % 4), {}});
            const qint64 before = model.matches();
            QVERIFY(m_log->appendAll(drafts));
            QTRY_COMPARE(model.matches(), before + drafts.size());
            AuditModel fresh;
            open(fresh);
            for (const AuditModel *shown : {&model, &fresh}) { // the same ones open
                auto *changed = const_cast<AuditModel *>(shown);
                for (int row = 0; row < changed->rowCount(); ++row) {
                    if (changed->isGroup(row))
                        changed->setOpen(row, changed->sequenceAt(row) % 3 == 0);
                }
            }
            QVERIFY2(placesOf(model) == placesOf(fresh),
                     qPrintable(QStringLiteral("seed %1, batch %2").arg(seed).arg(batch)));
        }
        QVERIFY(moved > 50);
    }

    void itGrowsWhileItIsShown()
    {
        appendPages(QStringLiteral("r1"), 3);
        AuditModel model;
        QAbstractItemModelTester tester(&model, mode);
        open(model);
        QCOMPARE(model.rowCount(), 1);
        model.setOpen(0, true);
        appendPages(QStringLiteral("r1"), 2); // the open line becomes longer
        QTRY_COMPARE(model.rowCount(), 6);
        QVERIFY(what(model, 0).contains(QStringLiteral("5 pages")));
        QCOMPARE(model.sequenceAt(1), 5);
        appendPages(QStringLiteral("r1"), 1);
        append(QStringLiteral("export.complete"), QStringLiteral("r1"));
        appendPages(QStringLiteral("r2"), 7);
        QTRY_COMPARE(model.matches(), 14);
        QCOMPARE(model.rowCount(), 9); // two new lines above the open one and its six
        QCOMPARE(model.sequenceAt(0), 14);
        QCOMPARE(model.sequenceAt(1), 7);
        QCOMPARE(model.sequenceAt(3), 6);
    }

    void aHistoryBeginsWhileItIsShown()
    {
        AuditModel model, other;
        QAbstractItemModelTester tester(&model, mode);
        open(model);
        open(other);
        QCOMPARE(model.rowCount(), 0);
        appendPages(QStringLiteral("r1"), 2);
        QTRY_COMPARE(model.rowCount(), 1);
        QTRY_COMPARE(other.matches(), 2);
    }

    void aQueryIsFollowedAndOvertaken()
    {
        appendPages(QStringLiteral("r1"), 5);
        append(QStringLiteral("apply.purged"), QStringLiteral("r2"), {{QStringLiteral("list"), QStringLiteral("l")}});
        AuditModel model;
        QAbstractItemModelTester tester(&model, mode);
        AuditQuery first, second;
        first.runId = QStringLiteral("r1");
        second.object = QStringLiteral("l");
        QSignalSpy searched(&model, &AuditModel::searched);
        model.setHistory(m_log.get(), m_index.get());
        model.setQuery(first);
        model.setQuery(second);
        QTRY_COMPARE(searched.size(), 1); // the others were overtaken
        QCOMPARE(model.matches(), 1);
        QCOMPARE(model.sequenceAt(0), 6);
        append(QStringLiteral("apply.purged"), QStringLiteral("r1"));
        append(QStringLiteral("apply.complete"), QStringLiteral("r2"));
        QTRY_COMPARE(model.matches(), 2); // of its run, which is about the list
        QCOMPARE(model.sequenceAt(0), 8);
        QCOMPARE(model.reveal(7), -1);
    }

    void fewEntriesAreKept()
    {
        for (int i = 0; i < 3; ++i)
            appendPages(QString(), 2000);
        AuditModel model;
        open(model);
        QCOMPARE(model.rowCount(), 6000);
        // As a person scrolls through it: each line comes, also when others have taken its place meanwhile.
        for (const int row : {0, 700, 1500, 3000, 4500, 5999, 0}) {
            for (int i = std::max(row - 300, 0); i < row; ++i)
                (void)model.index(i, AuditModel::Event).data();
            QCOMPARE(what(model, row), QStringLiteral("Page written"));
            QCOMPARE(model.entry(row)->sequence, 6000 - row);
        }
    }

    void anEntryThatWasChangedIsTold()
    {
        appendPages(QString(), 3);
        QFile file(m_log->file());
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2) && file.write("#") == 1);
        file.close();
        AuditModel model;
        open(model);
        QVERIFY(what(model, 1).contains(QStringLiteral("cannot be read")));
        QCOMPARE(what(model, 0), QStringLiteral("Page written"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AuditLog> m_log;
    std::unique_ptr<AuditIndex> m_index;
};

MUSTER_TEST(TestAuditModel, QCoreApplication)

} // namespace tst_auditmodel
#include "tst_auditmodel.moc"
