// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/palette/namesearch.h"

#include "tests/support/sanitized.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <ctime>

using namespace muster;

namespace tst_namesearch {

namespace {

/// Longest single event of the thread, in CPU milliseconds.
class Watched final : public QCoreApplication
{
public:
    using QCoreApplication::QCoreApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        const double start = now();
        const bool handled = QCoreApplication::notify(receiver, event);
        longest = std::max(longest, now() - start);
        return handled;
    }
    double longest = 0;

private:
    static double now()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }
};

NameSearch::Named plain(const QString &name)
{
    return {name, {}, 0};
}

} // namespace

class TestNameSearch : public QObject
{
    Q_OBJECT

private:
    static QList<qsizetype> places(const NameSearch &search)
    {
        QList<qsizetype> places;
        for (const NameSearch::Hit &hit : search.hits())
            places << hit.place;
        return places;
    }

private Q_SLOTS:
    void theBestIsFirst()
    {
        const QStringList names{QStringLiteral("Old gold"), QStringLiteral("Silver"), QStringLiteral("Gold"),
                                QStringLiteral("Gold tier")};
        NameSearch search;
        QSignalSpy finished(&search, &NameSearch::finished);
        search.setNames(names.size(), [&names](qsizetype place) { return plain(names[place]); });
        search.setQuery(QStringLiteral("gold"));
        QVERIFY(search.isBusy());
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(!search.isBusy());
        QCOMPARE(places(search), (QList<qsizetype>{2, 3, 0}));
        QCOMPARE(search.hitCount(), 3);
        search.setQuery({});
        QVERIFY(finished.wait(60'000));
        QCOMPARE(places(search), (QList<qsizetype>{0, 1, 2, 3}));
        search.setQuery(QStringLiteral("zzz"));
        QVERIFY(finished.wait(60'000));
        QVERIFY(search.hits().empty());
    }

    void weightsDecideBetweenEquals()
    {
        NameSearch search;
        QSignalSpy finished(&search, &NameSearch::finished);
        search.setNames(3, [](qsizetype place) {
            return NameSearch::Named{QStringLiteral("Gold %1").arg(place), {}, place == 2 ? 40 : 0};
        });
        QVERIFY(finished.wait(60'000));
        QCOMPARE(places(search), (QList<qsizetype>{2, 0, 1})); // nothing typed: what was used
        search.setQuery(QStringLiteral("go"));
        QVERIFY(finished.wait(60'000));
        QCOMPARE(places(search), (QList<qsizetype>{2, 0, 1}));
    }

    void aQueryThatGoesOnFindsWhatItWouldFromTheStart()
    {
        QStringList names;
        for (int i = 0; i < 3000; ++i)
            names << QStringLiteral("%1 %2 %3").arg(i % 7 ? u"Gold" : u"Great offers").arg(i % 13).arg(i);
        const auto read = [&names](qsizetype place) { return plain(names[place]); };
        NameSearch typed, fresh;
        QSignalSpy typedEnd(&typed, &NameSearch::finished), freshEnd(&fresh, &NameSearch::finished);
        typed.setNames(names.size(), read);
        fresh.setNames(names.size(), read);
        const QStringList keys{QStringLiteral("g"),
                               QStringLiteral("go"),
                               QStringLiteral("go 1"),
                               QStringLiteral("go 12"),
                               QStringLiteral("go 1"),
                               QStringLiteral("gr"),
                               QString(),
                               QStringLiteral("12")};
        for (qsizetype i = 0; i < keys.size(); ++i) {
            typed.setQuery(keys[i]);
            if (i % 3 == 1)
                continue; // overtaken by the next key
            QTRY_VERIFY(!typed.isBusy());
            fresh.setQuery(QStringLiteral("?")); // which nothing goes on from
            QTRY_VERIFY(!fresh.isBusy());
            fresh.setQuery(keys[i]);
            QTRY_VERIFY(!fresh.isBusy());
            QCOMPARE(places(typed), places(fresh));
            QCOMPARE(typed.hitCount(), fresh.hitCount());
        }
    }

    void otherNamesAreSearchedByTheSameQuery()
    {
        NameSearch search;
        QSignalSpy finished(&search, &NameSearch::finished);
        search.setQuery(QStringLiteral("b"));
        search.setNames(2, [](qsizetype place) { return plain(place ? QStringLiteral("b") : QStringLiteral("a")); });
        QVERIFY(finished.wait(60'000));
        QCOMPARE(places(search), QList<qsizetype>{1});
        search.setNames(3, [](qsizetype place) { return plain(place ? QStringLiteral("a") : QStringLiteral("b")); });
        QVERIFY(finished.wait(60'000));
        QCOMPARE(places(search), QList<qsizetype>{0});
        search.setNames(0, {});
        QVERIFY(finished.wait(60'000));
        QVERIFY(search.hits().empty());
    }

    /// No key holds the window, whatever there is to be searched; and each name is read once.
    void aHundredThousandNamesHoldNothing()
    {
        auto &application = *static_cast<Watched *>(QCoreApplication::instance());
        constexpr int count = 100'000;
        int read = 0;
        NameSearch search;
        QSignalSpy finished(&search, &NameSearch::finished);
        application.longest = 0;
        search.setNames(count, [&read](qsizetype place) {
            ++read;
            return NameSearch::Named{QStringLiteral("Customers of region %1 in list %2").arg(place % 97).arg(place),
                                     QStringLiteral("audience segment"), 0};
        });
        for (const char *keys : {"c", "cu", "cur", "cur ", "cur 9", "cur 96", "cur 9", "sil", "", "audience 77777"}) {
            search.setQuery(QLatin1String(keys));
            QTest::qWait(3); // the next key comes while it works
        }
        QTRY_VERIFY_WITH_TIMEOUT(!search.isBusy(), 60'000);
        QCOMPARE(search.hits().front().place, 77777); // before those that have it in two pieces
        QVERIFY(search.hitCount() < 100);
        QCOMPARE(read, count);
        search.setQuery(QStringLiteral("customers"));
        QTRY_VERIFY_WITH_TIMEOUT(!search.isBusy(), 60'000);
        QCOMPARE(search.hitCount(), count);
        QCOMPARE(qsizetype(search.hits().size()), NameSearch::mostHits);
        if (!test::isSanitized) // whose own time is not the window's
            QVERIFY2(application.longest < 16, qPrintable(QString::number(application.longest)));
    }
};

MUSTER_TEST(TestNameSearch, Watched)

} // namespace tst_namesearch

#include "tst_namesearch.moc"
