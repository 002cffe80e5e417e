// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/recentitems.h"

#include "tests/support/testprogram.h"

#include "models/store/appsettings.h"
#include "network/http/clock.h"
#include "storefixture.h"
#include "tests/support/failingdisk.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <cerrno>

using namespace muster;

namespace tst_recentitems {
using test::FailingDisk;
using test::StoreFixture;
using Kind = RecentItem::Kind;

namespace {

const QString here = QStringLiteral("here");
const QString there = QStringLiteral("there");

/// Wall time only.
class Wall final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override { return {}; }
    [[nodiscard]] QDateTime wallNow() const override { return time; }
    [[nodiscard]] std::chrono::milliseconds slept() const override { return {}; }
    [[nodiscard]] QCoro::Task<bool> sleep(std::chrono::milliseconds, std::stop_token) override { co_return true; }

    QDateTime time = QDateTime(QDate(2026, 3, 1), QTime(9, 30, 15, 250), Qt::UTC);
};

QStringList names(const RecentItems &recent, const QString &profileId)
{
    QStringList names;
    const auto items = recent.items(profileId);
    for (const RecentItem &item : items)
        names << item.name;
    return names;
}

} // namespace

class TestRecentItems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestComesFirstAndOnce();
    void everyKindIsReadBackAsItWas();
    void eachConnectionHasItsOwn();
    void theOldestGoFirst();
    void nothingWithoutIdOrName();
    void tellsWhoseListChanged();
    void whatIsTakenOutIsOffTheDisk();
    void F94_aFullDiskIsTold();
    void oddEntriesAreLeftOut_data();
    void oddEntriesAreLeftOut();
};

void TestRecentItems::theNewestComesFirstAndOnce()
{
    StoreFixture files;
    AppSettings settings(files.config);
    Wall wall;
    RecentItems recent(settings, wall);
    recent.note(here, Kind::Segment, QStringLiteral("s1"), QStringLiteral("Gold tier"));
    recent.note(here, Kind::List, QStringLiteral("s1"), QStringLiteral("Spring"));
    wall.time = wall.time.addSecs(60);
    recent.note(here, Kind::Segment, QStringLiteral("s1"), QStringLiteral("Gold tier 2026"));
    // The same id of another kind is another thing.
    QCOMPARE(names(recent, here), QStringList({QStringLiteral("Gold tier 2026"), QStringLiteral("Spring")}));
    QCOMPARE(recent.items(here).first().opened, QDateTime(QDate(2026, 3, 1), QTime(9, 31, 15), Qt::UTC));
}

void TestRecentItems::everyKindIsReadBackAsItWas()
{
    StoreFixture files;
    Wall wall;
    QList<RecentItem> before;
    {
        AppSettings settings(files.config);
        RecentItems recent(settings, wall);
        for (const Kind kind : {Kind::Segment, Kind::List, Kind::Audience, Kind::Job, Kind::File})
            recent.note(here, kind, QStringLiteral("id-%1").arg(int(kind)),
                        QStringLiteral("N\u00e4me %1").arg(int(kind)));
        before = recent.items(here);
        QVERIFY(settings.save());
    }
    AppSettings settings(files.config);
    QVERIFY(!settings.load());
    QCOMPARE(before.size(), 5);
    QCOMPARE(RecentItems(settings, wall).items(here), before);
}

void TestRecentItems::eachConnectionHasItsOwn()
{
    StoreFixture files;
    AppSettings settings(files.config);
    Wall wall;
    RecentItems recent(settings, wall);
    recent.note(here, Kind::Job, QStringLiteral("a"), QStringLiteral("A"));
    recent.note(there, Kind::Job, QStringLiteral("b"), QStringLiteral("B"));
    QCOMPARE(names(recent, here), QStringList({QStringLiteral("A")}));
    recent.clear(here);
    QVERIFY(recent.items(here).isEmpty());
    QCOMPARE(names(recent, there), QStringList({QStringLiteral("B")}));
}

void TestRecentItems::theOldestGoFirst()
{
    StoreFixture files;
    AppSettings settings(files.config);
    Wall wall;
    RecentItems recent(settings, wall);
    for (int i = 0; i < RecentItems::maxItems + 3; ++i)
        recent.note(here, Kind::File, QStringLiteral("/tmp/%1.csv").arg(i), QStringLiteral("%1.csv").arg(i));
    const QStringList left = names(recent, here);
    QCOMPARE(left.size(), RecentItems::maxItems);
    QCOMPARE(left.first(), QStringLiteral("32.csv"));
    QCOMPARE(left.last(), QStringLiteral("3.csv"));
}

void TestRecentItems::nothingWithoutIdOrName()
{
    StoreFixture files;
    AppSettings settings(files.config);
    Wall wall;
    RecentItems recent(settings, wall);
    recent.note(here, Kind::List, {}, QStringLiteral("A"));
    recent.note(here, Kind::List, QStringLiteral("a"), {});
    recent.note({}, Kind::List, QStringLiteral("a"), QStringLiteral("A"));
    recent.note(here, Kind::File, QString(RecentItems::maxText + 1, u'x'), QStringLiteral("A"));
    QVERIFY(recent.items(here).isEmpty());
    QVERIFY(recent.items({}).isEmpty());
}

void TestRecentItems::tellsWhoseListChanged()
{
    StoreFixture files;
    AppSettings settings(files.config);
    Wall wall;
    RecentItems recent(settings, wall);
    const QSignalSpy changed(&recent, &RecentItems::changed);
    recent.note(there, Kind::List, QStringLiteral("a"), QStringLiteral("A"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.last().first().toString(), there);
    recent.remove(there, Kind::List, QStringLiteral("another"));
    QCOMPARE(changed.size(), 1);
    recent.remove(there, Kind::List, QStringLiteral("a"));
    QCOMPARE(changed.size(), 2);
}

void TestRecentItems::whatIsTakenOutIsOffTheDisk()
{
    StoreFixture files;
    AppSettings settings(files.config);
    Wall wall;
    RecentItems recent(settings, wall);
    recent.note(here, Kind::File, QStringLiteral("/home/somebody/winback.csv"), QStringLiteral("winback.csv"));
    recent.note(here, Kind::List, QStringLiteral("l"), QStringLiteral("Autumn"));
    QVERIFY(settings.save());
    QVERIFY(files.read("settings.json").contains("winback.csv"));
    recent.remove(here, Kind::File, QStringLiteral("/home/somebody/winback.csv"));
    QVERIFY(!files.read("settings.json").contains("winback.csv"));
    QVERIFY(files.read("settings.json").contains("Autumn"));
    recent.clear(here);
    QVERIFY(!files.read("settings.json").contains("Autumn"));
}

void TestRecentItems::F94_aFullDiskIsTold()
{
    StoreFixture files;
    FailingDisk disk;
    AppSettings settings(files.config, disk);
    Wall wall;
    RecentItems recent(settings, wall);
    recent.note(here, Kind::List, QStringLiteral("l"), QStringLiteral("Autumn"));
    QVERIFY(settings.save());
    disk.failAlways(FailingDisk::Op::Write, ENOSPC);
    const QSignalSpy notSaved(&recent, &RecentItems::notSaved);
    recent.clear(here);
    QCOMPARE(notSaved.size(), 1);
    QCOMPARE(notSaved.first().first().toString(), here);
    QCOMPARE(notSaved.first().last().value<ApiError>().kind, ErrorKind::File);
    QVERIFY(recent.items(here).isEmpty());
    // What could not be written is written with the next thing that can.
    disk.heal();
    QVERIFY(settings.save());
    QVERIFY(!files.read("settings.json").contains("Autumn"));
}

void TestRecentItems::oddEntriesAreLeftOut_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QStringList>("expected");
    const QStringList none;
    const QString good = QStringLiteral("A");
    QTest::newRow("not a list") << QByteArray(R"("x")") << none;
    QTest::newRow("not objects") << QByteArray(R"([1, "x", null, []])") << none;
    QTest::newRow("another kind") << QByteArray(R"([{"kind":"x","id":"a","name":"A","opened":"2026-03-01T09:30:15Z"}])")
                                  << none;
    QTest::newRow("no kind") << QByteArray(R"([{"id":"a","name":"A","opened":"2026-03-01T09:30:15Z"}])") << none;
    QTest::newRow("no id") << QByteArray(R"([{"kind":"list","name":"A","opened":"2026-03-01T09:30:15Z"}])") << none;
    QTest::newRow("no name") << QByteArray(R"([{"kind":"list","id":"a","opened":"2026-03-01T09:30:15Z"}])") << none;
    QTest::newRow("no time") << QByteArray(R"([{"kind":"list","id":"a","name":"A","opened":"soon"}])") << none;
    QTest::newRow("a number for a name") << QByteArray(
        R"([{"kind":"list","id":"a","name":7,"opened":"2026-03-01T09:30:15Z"}])")
                                         << none;
    QTest::newRow("a good one between") << QByteArray(
        R"([{}, {"kind":"list","id":"a","name":"A","opened":"2026-03-01T09:30:15Z","more":1}, 3])")
                                        << QStringList{good};
}

void TestRecentItems::oddEntriesAreLeftOut()
{
    QFETCH(QByteArray, stored);
    QFETCH(QStringList, expected);
    StoreFixture files;
    files.write("settings.json", R"({"format":"muster-settings","version":1,"values":{"recent/here":)" + stored + "}}");
    AppSettings settings(files.config);
    QVERIFY(!settings.load());
    const Wall wall;
    QCOMPARE(names(RecentItems(settings, wall), here), expected);
}

MUSTER_TEST(TestRecentItems, QCoreApplication)

} // namespace tst_recentitems
#include "tst_recentitems.moc"
