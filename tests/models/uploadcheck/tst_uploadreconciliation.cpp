// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/uploadcheck/uploadreconciliation.h"

#include "models/text/uploadtexts.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_uploadreconciliation {

class TestUploadReconciliation : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] static ContactListSummary list(qint64 records, qint64 valid, qint64 invalid)
    {
        return {.id = u"1"_qs,
                .name = u"New"_qs,
                .contactCount = records,
                .isCountExact = false,
                .facts = {.valid = valid, .invalid = invalid}};
    }

private Q_SLOTS:
    void saysOfEachCountWhetherItIsAsExpected_data()
    {
        QTest::addColumn<QList<qint64>>("report"); // rows, broken, unjudged
        QTest::addColumn<QList<qint64>>("told"); // records, valid, invalid
        QTest::addColumn<QStringList>("matches");
        QTest::addColumn<QList<qint64>>("differences");
        QTest::addColumn<QString>("all");
        const auto row = [](const char *name, const QList<qint64> &report, const QList<qint64> &told,
                            const QStringList &matches, const QList<qint64> &differences, const char *all) {
            QTest::newRow(name) << report << told << matches << differences << QString::fromLatin1(all);
        };
        const auto fine = u"as_expected"_qs, possible = u"possible"_qs, few = u"too_few"_qs, many = u"too_many"_qs,
                   unknown = u"not_told"_qs;
        row("all there", {100, 0, 0}, {100, 100, 0}, {fine, fine, fine}, {0, 0, 0}, "expected");
        row("some missing", {100, 0, 0}, {97, 95, 2}, {few, few, many}, {-3, -5, 2}, "open");
        row("more than were sent", {100, 0, 0}, {130, 130, 0}, {many, many, fine}, {30, 30, 0}, "open");
        row("nothing told", {100, 0, 0}, {-1, -1, -1}, {unknown, unknown, unknown}, {0, 0, 0}, "open");
        row("one count not told", {100, 0, 0}, {100, -1, 0}, {fine, unknown, fine}, {0, 0, 0}, "open");
        row("broken rows refused", {100, 10, 0}, {90, 90, 0}, {possible, possible, possible}, {0, 0, 0}, "possible");
        row("broken rows invalid", {100, 10, 0}, {100, 90, 10}, {possible, possible, possible}, {0, 0, 0}, "possible");
        row("more invalid than broken", {100, 10, 0}, {100, 89, 11}, {possible, few, many}, {0, -1, 1}, "open");
        row("not judged", {100, 0, 20}, {100, 85, 15}, {fine, possible, possible}, {0, 0, 0}, "possible");
        row("none sent", {0, 0, 0}, {0, 0, 0}, {fine, fine, fine}, {0, 0, 0}, "expected");
    }
    void saysOfEachCountWhetherItIsAsExpected()
    {
        QFETCH(QList<qint64>, report);
        QFETCH(QList<qint64>, told);
        QFETCH(QStringList, matches);
        QFETCH(QList<qint64>, differences);
        QFETCH(QString, all);
        const auto held = UploadReconciliation::of({.rows = report[0], .broken = report[1], .unjudged = report[2]},
                                                   list(told[0], told[1], told[2]));
        for (std::size_t at = 0; at < held.counts.size(); ++at) {
            QCOMPARE(keyOf(held.counts[at].match), matches[qsizetype(at)]);
            QCOMPARE(held.counts[at].difference(), differences[qsizetype(at)]);
            QVERIFY(!uploadMatchText(held.counts[at]).isEmpty());
        }
        QCOMPARE(held.isAsExpected(), all == u"expected");
        QCOMPARE(held.isOpen(), all == u"open");
        QCOMPARE(uploadReconciliationText(held, u"New"_qs) == u"New counts what the check expected.",
                 all == u"expected");
    }

    /// Counts that fit by chance are no proof where the list has taken no file since.
    void anEarlierUploadProvesNothing()
    {
        const QDateTime checked(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
        const UploadReport report{.checked = checked, .rows = 5};
        ContactListSummary same = list(5, 5, 0);
        same.facts.uploaded = checked.addSecs(-1);
        QVERIFY(!UploadReconciliation::of(report, same).isAsExpected());
        QVERIFY(UploadReconciliation::of(report, same).isOpen());
        same.facts.uploaded = checked.addSecs(1);
        QVERIFY(UploadReconciliation::of(report, same).isAsExpected());
        QVERIFY(!UploadReconciliation::of(report, same).isOpen());
    }
};

MUSTER_TEST(TestUploadReconciliation, QCoreApplication)

} // namespace tst_uploadreconciliation
#include "tst_uploadreconciliation.moc"
