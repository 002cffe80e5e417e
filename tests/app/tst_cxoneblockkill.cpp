// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxonestation.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxoneblockkill {

namespace {

constexpr qint64 people = 4101, optOuts = 502;

/// A plan whose purge blocks, carried out by the real program.
class Station : public CxoneStation
{
public:
    Station()
        : CxoneStation({.tenant = {.contacts = 160, .seed = 7, .jobTime = std::chrono::milliseconds(50)}})
    {
    }

    [[nodiscard]] QStringList group() const { return sandbox().doNotCallTruth(optOuts); }
    /// Whoever has a number of another region is purged; the plan's contacts.
    [[nodiscard]] CommandResult makePlan()
    {
        const CommandResult preview
            = run({u"lists"_s, u"sanitize"_s, u"Spring renewals"_s, u"--regions"_s, u"US,CA"_s, u"--other-regions"_s,
                   u"purge"_s, u"--block"_s, u"none"_s, u"--plan"_s, file(u"p.plan"_s)});
        purges = preview.json[u"purges"_s].toInteger();
        return preview;
    }
    [[nodiscard]] QStringList blocking(const QStringList &more = {}) const
    {
        return QStringList{u"lists"_s,          u"apply"_s,           u"--plan"_s,
                           file(u"p.plan"_s),   u"--confirm-count"_s, QString::number(purges),
                           u"--plain-backup"_s, u"--dnc-group"_s,     u"Campaign opt-outs"_s}
        + more;
    }
    [[nodiscard]] QStringList undoing() const { return {u"lists"_s, u"restore"_s, file(u"copy.backup"_s)}; }
    /// Of the requests since the `from`th, the number of the `at`th of that kind, both from 0; from 1.
    [[nodiscard]] int numberOf(qsizetype from, const QByteArray &method, const QByteArray &path, int at) const
    {
        const QList<SandboxRequest> requests = sandbox().requests();
        for (qsizetype number = from; number < requests.size(); ++number) {
            const SandboxRequest &request = requests.at(number);
            if (request.method == method && request.path.contains(path) && at-- == 0)
                return int(number - from) + 1;
        }
        return 0;
    }
    [[nodiscard]] int sent(const QByteArray &method) const
    {
        const QList<SandboxRequest> requests = sandbox().requests();
        return int(std::ranges::count_if(requests, [&method](const SandboxRequest &request) {
            return request.method == method && request.path.contains("/records");
        }));
    }

    qint64 purges = 0;
};

} // namespace

/// F90 to F92 where a purge blocks: kill -9, and what is gone on with. No number lost, none doubled, none of others.
class TestCxoneBlockKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_F91_F92_killedTheGroupIsAsPlanned_data();
    void F90_F91_F92_killedTheGroupIsAsPlanned();
};

void TestCxoneBlockKill::F90_F91_F92_killedTheGroupIsAsPlanned_data()
{
    QTest::addColumn<bool>("isUndo");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("at"); ///< Which of that kind.
    const QByteArray post("POST"), get("GET"), remove("DELETE");
    QTest::newRow("F90 before anything leaves") << false << get << 0;
    QTest::newRow("F91 as the first numbers leave") << false << post << 0;
    QTest::newRow("F92 as the group is read back") << false << get << 1;
    QTest::newRow("F91 as the others leave") << false << post << 1;
    QTest::newRow("F92 at the last look") << false << get << 2;
    QTest::newRow("F91 as numbers are taken out") << true << remove << 0;
    QTest::newRow("F92 as the group is read after that") << true << get << 1;
}

void TestCxoneBlockKill::F90_F91_F92_killedTheGroupIsAsPlanned()
{
    QFETCH(bool, isUndo);
    QFETCH(QByteArray, method);
    QFETCH(int, at);
    // What it comes to when nothing is killed, and which request is which.
    Station whole;
    QVERIFY(whole.makePlan().exitCode == 0);
    QVERIFY(whole.purges > 30);
    const QStringList before = whole.group();
    qsizetype from = whole.sandbox().requests().size();
    const CommandResult done = whole.run(whole.blocking({u"--backup"_s, whole.file(u"copy.backup"_s)}));
    QVERIFY2(done.exitCode == 0, done.err.constData());
    const QStringList after = whole.group();
    QVERIFY(after.size() > before.size() + 15);
    if (isUndo) {
        from = whole.sandbox().requests().size();
        const CommandResult undone = whole.run(whole.undoing());
        QVERIFY2(undone.exitCode == 0, undone.err.constData());
        QCOMPARE(whole.group(), before);
    }
    const int number = whole.numberOf(from, method, "/records", at);
    QVERIFY(number > 0);

    Station station;
    const auto list = station.sandbox().listTruth(people);
    QVERIFY(station.makePlan().exitCode == 0);
    const QStringList applying = station.blocking({u"--backup"_s, station.file(u"copy.backup"_s)});
    if (isUndo) {
        QVERIFY(station.run(applying).exitCode == 0);
        QVERIFY(!station.killedAt(number, station.undoing()));
        const QJsonArray runs = station.run({u"runs"_s, u"list"_s}).json[u"runs"_s].toArray();
        QCOMPARE(runs.size(), 1);
        const CommandResult resumed = station.run({u"runs"_s, u"resume"_s, runs.first()[u"run_id"_s].toString()});
        QVERIFY2(resumed.exitCode == 0, resumed.err.constData());
        QCOMPARE(station.group(), before);
        QCOMPARE(station.sent("DELETE"), whole.sent("DELETE"));
    } else {
        QVERIFY(!station.killedAt(number, applying));
        // The other way would be another order.
        QStringList removing = applying + QStringList{u"--resume"_s};
        removing.remove(removing.indexOf(u"--dnc-group"_s), 2);
        const CommandResult refused = station.run(removing);
        QVERIFY(refused.exitCode != 0 && refused.out.contains("resume_differs"));
        const CommandResult resumed = station.run(applying + QStringList{u"--resume"_s});
        QVERIFY2(resumed.exitCode == 0, resumed.err.constData());
        QStringList sorted = station.group(), wanted = after; // ten ahead of the others, of whoever was still to come
        std::ranges::sort(sorted);
        std::ranges::sort(wanted);
        QCOMPARE(sorted, wanted);
        QVERIFY(station.sent("POST") <= whole.sent("POST") + 1);
        // And all of it can still be taken back.
        const CommandResult undone = station.run(station.undoing());
        QVERIFY2(undone.exitCode == 0, undone.err.constData());
        QCOMPARE(station.group(), before);
    }
    QCOMPARE(station.sandbox().listTruth(people), list);
    QCOMPARE(station.sandbox().dialled(), QStringList());
}

MUSTER_TEST(TestCxoneBlockKill, QCoreApplication)

} // namespace tst_cxoneblockkill
#include "tst_cxoneblockkill.moc"
