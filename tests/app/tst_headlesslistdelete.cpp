// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/backupstore.h"
#include "tests/app/support/cxonestation.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QtTest>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesslistdelete {

namespace {

/// Three old lists that nobody uses beside the simulator's five.
class Station : public CxoneStation
{
public:
    Station()
        : CxoneStation({.tenant = {.contacts = 160, .seed = 7}, .oldLists = 3})
    {
    }
    [[nodiscard]] CommandResult remove(const QStringList &more) { return run(QStringList{u"lists"_s, u"delete"_s} + more); }
    [[nodiscard]] QString plan() const { return file(u"p.json"_s); }
    [[nodiscard]] CommandResult carryOut(const QString &count, const QString &name, const QStringList &more = {})
    {
        return remove(QStringList{u"--plan"_s, plan(), u"--confirm-count"_s, count, u"--confirm-list"_s, name,
                                  u"--plain-backup"_s}
                      + more);
    }
    [[nodiscard]] qsizetype deletions() const
    {
        const QList<SandboxRequest> requests = sandbox().requests();
        return std::ranges::count(requests, QByteArray("DELETE"), &SandboxRequest::method);
    }
    [[nodiscard]] QStringList there(const QList<qint64> &lists) const
    {
        QStringList ids;
        for (const qint64 list : lists) {
            if (!sandbox().listTruth(list).isEmpty())
                ids.append(QString::number(list));
        }
        return ids;
    }
    [[nodiscard]] QList<BackupInfo> copies() const { return BackupFiles::in(file(u"data/data/backups"_s)); }
};

QJsonObject withId(const QJsonValue &lists, const QString &id)
{
    for (const QJsonValue list : lists.toArray()) {
        if (list[u"id"].toString() == id)
            return list.toObject();
    }
    return {};
}

QString codeOf(const CommandResult &result)
{
    return result.json[u"error"_s][u"code"].toString();
}

} // namespace

/// `muster lists delete`, the real program: a look, a confirmation, the deletion, and the way back.
class TestHeadlessListDelete : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAPlanNothingIsDeleted();
    void saysWhyAListStays();
    void rulesChoose();
    void deletesWhatWasReviewed();
    void F111_aWrongWordDeletesNothing();
    void F112_aListThatWasUsedSinceStays();
    void wordsThatContradictAreRefused();
    void theFirstFlavourHasNoDeletion();
    void aDeletedListComesBackAsANewOne();
    void aListStaysActive();
};

void TestHeadlessListDelete::withoutAPlanNothingIsDeleted()
{
    Station station;
    const CommandResult look = station.remove({u"Old list 1"_s, u"4107"_s, u"--uncalled-too"_s});
    QVERIFY2(look.exitCode == 0, look.err.constData());
    QCOMPARE(look.json[u"deletable"_s].toInt(), 2);
    QCOMPARE(look.json[u"contacts"_s].toInt(), 80);
    QVERIFY(look.json[u"plan"_s].isNull());
    QVERIFY2(look.err.contains("Nothing was deleted."), look.err.constData());
    QCOMPARE(station.deletions(), 0);
    QCOMPARE(station.copies().size(), 0);
}

void TestHeadlessListDelete::saysWhyAListStays()
{
    Station station;
    const CommandResult look
        = station.remove({u"4101"_s, u"4104"_s, u"4105"_s, u"4106"_s, u"--plan"_s, station.plan()});
    QVERIFY2(look.exitCode == 0, look.err.constData());
    QCOMPARE(look.json[u"deletable"_s].toInt(), 0);
    const QJsonValue lists = look.json[u"lists"_s];
    QCOMPARE(withId(lists, u"4101"_s)[u"reasons"_s].toArray(),
             (QJsonArray{u"assigned"_s, u"left_to_call"_s, u"active"_s}));
    QCOMPARE(withId(lists, u"4104"_s)[u"reasons"_s].toArray(), (QJsonArray{u"assigned"_s, u"active"_s}));
    QCOMPARE(withId(lists, u"4105"_s)[u"reasons"_s].toArray(), QJsonArray{u"left_to_call"_s});
    QVERIFY(!QFile::exists(station.plan())); // nothing to be carried out
    // With all leave that there is, those that a skill uses still stay.
    const CommandResult leave = station.remove({u"4101"_s, u"4106"_s, u"--uncalled-too"_s, u"--active-too"_s});
    QCOMPARE(leave.json[u"deletable"_s].toInt(), 1);
    QCOMPARE(withId(leave.json[u"lists"_s], u"4101"_s)[u"reasons"_s].toArray(), QJsonArray{u"assigned"_s});
}

void TestHeadlessListDelete::rulesChoose()
{
    Station station;
    const CommandResult all = station.remove({u"--inactive"_s, u"--uncalled-too"_s});
    QVERIFY2(all.exitCode == 0, all.err.constData());
    QCOMPARE(all.json[u"deletable"_s].toInt(), 4); // 4105 is one, too
    const CommandResult named = station.remove({u"4101"_s, u"4107"_s, u"--inactive"_s, u"--uncalled-too"_s});
    QCOMPARE(named.json[u"lists"_s].toArray().size(), 1);
    const CommandResult none = station.remove({u"4101"_s, u"--empty"_s});
    QCOMPARE(none.exitCode, 2);
    QCOMPARE(codeOf(none), u"lists_of_deletion_missing"_s);
    QCOMPARE(codeOf(station.remove({u"Nowhere"_s})), u"list_unknown"_s);
}

void TestHeadlessListDelete::deletesWhatWasReviewed()
{
    Station station;
    const CommandResult look
        = station.remove({u"4106"_s, u"4108"_s, u"--uncalled-too"_s, u"--plan"_s, station.plan()});
    QVERIFY2(look.exitCode == 0, look.err.constData());
    QCOMPARE(look.json[u"confirm_list"_s].toString(), u"CXone"_s);
    QCOMPARE(look.json[u"plan"_s].toString(), station.plan());
    QVERIFY(!(QFile::permissions(station.plan()) & (QFile::ReadGroup | QFile::ReadOther)));
    const CommandResult done = station.carryOut(u"80"_s, u"CXone"_s);
    QVERIFY2(done.exitCode == 0, done.err.constData());
    QCOMPARE(station.there({4105, 4106, 4107, 4108}), (QStringList{u"4105"_s, u"4107"_s}));
    QCOMPARE(done.json[u"figures"_s][u"lists_deleted"].toInt(), 2);
    QCOMPARE(done.json[u"figures"_s][u"backed_up"].toInt(), 80);
    QCOMPARE(station.deletions(), 2);
    const QList<BackupInfo> copies = station.copies();
    QCOMPARE(copies.size(), 2);
    QVERIFY(std::ranges::all_of(copies, [](const BackupInfo &copy) { return copy.deleted == 40; }));
    QCOMPARE(station.auditEntries(u"deletion.list_deleted"_s).size(), 2);
    // The plan is spent: the lists are gone.
    const CommandResult again = station.carryOut(u"80"_s, u"CXone"_s);
    QVERIFY2(again.exitCode == 0, again.err.constData());
    QCOMPARE(again.json[u"figures"_s][u"absent"].toInt(), 2);
    QCOMPARE(station.deletions(), 2);
}

void TestHeadlessListDelete::F111_aWrongWordDeletesNothing()
{
    Station station;
    QVERIFY(station.remove({u"4106"_s, u"--uncalled-too"_s, u"--plan"_s, station.plan()}).exitCode == 0);
    for (const auto &[count, name, code] : {std::tuple{u"41"_s, u"Old list 1"_s, u"deletion_count_wrong"_s},
                                            {u"40"_s, u"CXone"_s, u"deletion_name_wrong"_s},
                                            {u"40"_s, QString(), u"deletion_name"_s}}) {
        const CommandResult refused = station.carryOut(count, name);
        QCOMPARE(refused.exitCode, 2);
        QCOMPARE(codeOf(refused), code);
    }
    const CommandResult bare = station.remove({u"--plan"_s, station.plan()});
    QCOMPARE(bare.exitCode, 2);
    QCOMPARE(codeOf(bare), u"deletion_count_missing"_s);
    // What was changed by hand is no plan.
    QFile plan(station.plan());
    QVERIFY(plan.open(QIODevice::ReadOnly));
    QByteArray text = plan.readAll();
    plan.close();
    QVERIFY(text.contains("4106") && plan.open(QIODevice::WriteOnly));
    QVERIFY(plan.write(text.replace("4106", "4107 ")) > 0);
    plan.close();
    QCOMPARE(codeOf(station.carryOut(u"40"_s, u"Old list 1"_s)), QString()); // an id that no list has: already gone
    QCOMPARE(station.there({4106, 4107}), (QStringList{u"4106"_s, u"4107"_s}));
    QCOMPARE(station.deletions(), 0);
}

void TestHeadlessListDelete::F112_aListThatWasUsedSinceStays()
{
    Station station;
    QVERIFY(station.remove({u"4106"_s, u"4107"_s, u"--uncalled-too"_s, u"--plan"_s, station.plan()}).exitCode == 0);
    station.sandbox().putRecord(4106, u"99"_s, u"2125550101"_s);
    const CommandResult done = station.carryOut(u"80"_s, u"CXone"_s);
    QVERIFY2(done.exitCode == 0, done.err.constData());
    QVERIFY(done.json[u"findings"_s].toArray().contains(u"lists_kept:1"_s));
    QCOMPARE(station.there({4106, 4107}), QStringList{u"4106"_s});
    const QByteArray results = readFile(done.json[u"output_file"_s].toString());
    QVERIFY2(results.contains("used") && results.contains("4106"), results.constData());
}

void TestHeadlessListDelete::wordsThatContradictAreRefused()
{
    Station station;
    const QList<QStringList> wrong{{},
                                   {u"4106"_s, u"--confirm-count"_s, u"40"_s},
                                   {u"--inactive"_s, u"--resume"_s},
                                   {u"--plan"_s, station.plan(), u"--active-too"_s}};
    for (const QStringList &words : wrong)
        QCOMPARE(station.remove(words).exitCode, 2);
    QCOMPARE(station.sandbox().requests().size(), 0);
    // Never over a file that is there.
    station.write(u"p.json"_s, "mine");
    QCOMPARE(codeOf(station.remove({u"4106"_s, u"--uncalled-too"_s, u"--plan"_s, station.plan()})), u"target_exists"_s);
    QCOMPARE(codeOf(station.carryOut(u"40"_s, u"Old list 1"_s)), u"deletion_file_damaged"_s);
    QCOMPARE(station.run({u"lists"_s, u"deactivate"_s, u"4106"_s}).exitCode, 2);
    QCOMPARE(station.deletions(), 0);
}

void TestHeadlessListDelete::theFirstFlavourHasNoDeletion()
{
    MusterStation station;
    const CommandResult refused = station.run({u"lists"_s, u"delete"_s, u"Nobody yet"_s});
    QCOMPARE(refused.exitCode, 2);
    QCOMPARE(codeOf(refused), u"job_unavailable"_s);
    QVERIFY2(refused.err.contains("no call that deletes or deactivates a list"), refused.err.constData());
    QCOMPARE(station.sent("DELETE"), 0);
}

void TestHeadlessListDelete::aDeletedListComesBackAsANewOne()
{
    Station station;
    const auto before = station.sandbox().listTruth(4106);
    QVERIFY(station.remove({u"4106"_s, u"--uncalled-too"_s, u"--plan"_s, station.plan()}).exitCode == 0);
    const CommandResult done = station.carryOut(u"40"_s, u"Old list 1"_s);
    QVERIFY2(done.exitCode == 0, done.err.constData());
    const QString copy = station.copies().first().file;
    const CommandResult back = station.run({u"lists"_s, u"restore"_s, copy});
    QVERIFY2(back.exitCode == 0, back.err.constData());
    QCOMPARE(back.json[u"figures"_s][u"people_there"].toInt(), 40);
    constexpr qint64 fresh = 4109; // the simulator counts on
    const auto after = station.sandbox().listTruth(fresh);
    QCOMPARE(after.size(), before.size());
    for (qsizetype at = 0; at < before.size(); ++at) {
        const auto found = std::ranges::find(after, before[at].externalId, &CxoneSandboxRecord::externalId);
        QVERIFY(found != after.end());
        QCOMPARE(found->destinations, before[at].destinations);
        QCOMPARE(found->members.value(u"firstName"_s), before[at].members.value(u"firstName"_s));
        QCOMPARE(found->others.value(u"tier"_s), before[at].others.value(u"tier"_s));
    }
    QCOMPARE(station.sandbox().dialled(), QStringList());
    QCOMPARE(station.sandbox().startedSkills(), QStringList());
    // The name is taken now; another one is free.
    const CommandResult taken = station.run({u"lists"_s, u"restore"_s, copy});
    QVERIFY(taken.exitCode != 0);
    QCOMPARE(codeOf(taken), u"list_name_taken"_s);
    const CommandResult other = station.run({u"lists"_s, u"restore"_s, copy, u"--as"_s, u"Old list, again"_s});
    QVERIFY2(other.exitCode == 0, other.err.constData());
    QCOMPARE(station.sandbox().listTruth(fresh + 1).size(), 40);
}

/// Of a call that nobody has, the command says so, asks nobody and changes nothing.
void TestHeadlessListDelete::aListStaysActive()
{
    Station station;
    const CommandResult result = station.run({u"lists"_s, u"deactivate"_s, u"4106"_s});
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(codeOf(result), u"lists_stay_active"_s);
    QVERIFY2(result.err.contains("muster lists delete"), result.err.constData());
    QVERIFY(station.sandbox().requests().isEmpty());
}

MUSTER_TEST(TestHeadlessListDelete, QCoreApplication)

} // namespace tst_headlesslistdelete
#include "tst_headlesslistdelete.moc"
