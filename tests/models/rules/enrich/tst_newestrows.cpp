// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/newestrows.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <map>

using namespace muster;
using Standing = NewestRows::Standing;

namespace tst_newestrows {

/// Which of several rows of a contact is the newest.
class TestNewestRows : public QObject
{
    Q_OBJECT

    DuplicateIds m_ids;

    struct Row
    {
        const char *id; ///< nullptr: nobody's.
        std::optional<RowMoment> changed;
    };
    static RowMoment day(qint64 day) { return {day * 86'400'000, false}; }
    static RowMoment time(qint64 milliseconds) { return {milliseconds, true}; }
    QList<Standing> judged(const std::vector<Row> &rows)
    {
        NewestRows newest;
        for (const Row &row : rows)
            newest.add(row.id ? std::optional(m_ids.keyOf(row.id)) : std::nullopt, row.changed);
        if (newest.isJudged() || newest.rows() != rows.size())
            qFatal("judged too early");
        newest.judge();
        QList<Standing> standings;
        for (std::size_t row = 0; row < rows.size(); ++row)
            standings << newest.standing(row).value();
        if (newest.standing(rows.size()))
            qFatal("a row too many");
        return standings;
    }

private Q_SLOTS:
    void theNewestCountsWhereverItStands()
    {
        using enum Standing;
        QCOMPARE(judged({{"a", day(2)}, {"b", day(1)}, {"a", day(3)}, {"a", day(1)}}),
                 (QList<Standing>{Outdated, Counts, Counts, Outdated}));
        QCOMPARE(judged({{"a", time(5)}, {"a", time(4)}}), (QList<Standing>{Counts, Outdated}));
        QCOMPARE(judged({}), QList<Standing>());
    }

    void aContactsOnlyRowNeedsNoDate()
    {
        using enum Standing;
        QCOMPARE(judged({{"a", {}}, {nullptr, {}}, {nullptr, day(1)}, {"b", day(1)}}),
                 (QList<Standing>{Counts, Counts, Counts, Counts}));
    }

    void whatCannotBeComparedIsUndated()
    {
        using enum Standing;
        QCOMPARE(judged({{"a", {}}, {"a", day(1)}}), (QList<Standing>{Undated, Undated}));
        QCOMPARE(judged({{"a", {}}, {"a", {}}}), (QList<Standing>{Undated, Undated}));
        // Of the same day, one without a time: it may be the later one.
        QCOMPARE(judged({{"a", day(1)}, {"a", time(86'400'000 + 5)}, {"a", day(0)}}),
                 (QList<Standing>{Undated, Undated, Outdated}));
    }

    void equallyNewOnesCountEach()
    {
        using enum Standing;
        QCOMPARE(judged({{"a", day(2)}, {"a", day(1)}, {"a", day(2)}}), (QList<Standing>{Counts, Outdated, Counts}));
    }

    /// Against the rule as one would write it down, quadratic.
    void manyRowsAgreeWithThePlainRule()
    {
        QRandomGenerator random(20261128);
        for (int round = 0; round < 200; ++round) {
            std::vector<Row> rows;
            static const char *ids[] = {"a", "b", "c", nullptr};
            for (int i = random.bounded(12); i >= 0; --i) {
                const bool isDated = random.bounded(6) > 0;
                const bool isDay = random.bounded(2) == 0;
                rows.push_back({ids[random.bounded(4)],
                                !isDated    ? std::nullopt
                                    : isDay ? std::optional(day(random.bounded(3)))
                                            : std::optional(time(random.bounded(3 * 86'400'000)))});
            }
            const QList<Standing> standings = judged(rows);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                // Older than another: out. Else it counts if it is later than or equal to each of the others.
                bool isOlder = false, isKnown = true;
                for (std::size_t j = 0; j < rows.size(); ++j) {
                    if (i == j || !rows[i].id || rows[i].id != rows[j].id)
                        continue;
                    const auto &one = rows[i].changed, &other = rows[j].changed;
                    isOlder = isOlder || (one && other && other->isLaterThan(*one));
                    isKnown = isKnown && one && other && (one->isLaterThan(*other) || one == other);
                }
                QCOMPARE(standings[qsizetype(i)],
                         isOlder       ? Standing::Outdated
                             : isKnown ? Standing::Counts
                                       : Standing::Undated);
            }
        }
    }
};

MUSTER_TEST(TestNewestRows, QCoreApplication)

} // namespace tst_newestrows

#include "tst_newestrows.moc"
