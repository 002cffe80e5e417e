// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/workspace.h"
#include "models/store/directivestore.h"
#include "tests/app/support/liststation.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesslistapply {

/// `muster lists apply`: what the server holds afterwards is exactly the plan.
class HeadlessListApplyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesOutExactlyThePlan();
    void secondRunChangesNothing();
    void noPurgeRemovesNobody();
    void F117_appliesAPlanOfTheDirectivesThatWereNamedOnly();
    void F114_copiesFirst();
    void F111_nearlyTheWholeListNeedsItsName();
    void S42_armedProductionIsChanged();
    void S42_resumingOnProductionNeedsArming_data();
    void S42_resumingOnProductionNeedsArming();
    void resumeWithoutAnInterruptedRunStartsAfresh();
    void leavesOtherListsAlone();
    void restoresWhatWasChanged();
    void restoresOnlyWhoWasNamed();
    void restoreRefuses();
};

void HeadlessListApplyTest::carriesOutExactlyThePlan()
{
    ListStation station;
    QVERIFY(station.makePlan());
    const CommandResult result = station.run(station.applying());
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(station.present() == station.planned());
    QCOMPARE(station.sent("DELETE"), int(station.purges()));
    QVERIFY(station.deletesWereFair());
    const QJsonObject figures = result.json["figures"_L1].toObject();
    QCOMPARE(figures["fixed"_L1].toInteger(), station.fixes());
    QCOMPARE(figures["purged"_L1].toInteger(), station.purges());
    QVERIFY(!result.out.contains("+1") && !result.err.contains("+1"));
}

void HeadlessListApplyTest::secondRunChangesNothing()
{
    ListStation station;
    QVERIFY(station.makePlan());
    QCOMPARE(station.run(station.applying()).exitCode, 0);
    const auto after = station.content();
    const CommandResult again = station.run({u"lists"_s, u"sanitize"_s, ListStation::leads(), u"--default-region"_s,
                                             u"US"_s, u"--plan"_s, station.file(u"again.plan"_s)});
    QCOMPARE(again.json["fixes"_L1].toInt(-1), 0);
    QCOMPARE(again.json["purges"_L1].toInt(-1), 0);
    const auto patches = station.sent("PATCH"), deletes = station.sent("DELETE");
    const CommandResult result
        = station.run({u"lists"_s, u"apply"_s, u"--plain-backup"_s, u"--plan"_s, station.file(u"again.plan"_s)});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(station.sent("PATCH"), patches);
    QCOMPARE(station.sent("DELETE"), deletes);
    QCOMPARE(station.content(), after);
}

void HeadlessListApplyTest::noPurgeRemovesNobody()
{
    ListStation station;
    QVERIFY(station.makePlan());
    // No count is needed where nobody is removed.
    const CommandResult result
        = station.run({u"lists"_s, u"apply"_s, u"--plain-backup"_s, u"--plan"_s, station.plan(), u"--no-purge"_s});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(station.present() == station.planned(false));
    QCOMPARE(station.sent("DELETE"), 0);
}

void HeadlessListApplyTest::F117_appliesAPlanOfTheDirectivesThatWereNamedOnly()
{
    ListStation station;
    // Saved in the window.
    const QString folder = Workspace::Paths::under(station.file(u"data"_s)).config;
    QVERIFY(QDir().mkpath(folder));
    const auto save = [&folder](DirectiveAction invalid) {
        DirectiveStore store(folder);
        (void)store.load();
        SanitizationDirective directive;
        directive.name = u"Leads"_s;
        directive.defaultRegion = u"US"_s;
        directive.invalid = invalid;
        return store.save(directive).has_value();
    };
    QVERIFY(save(DirectiveAction::Purge));
    const QStringList sanitize{u"lists"_s, u"sanitize"_s, ListStation::leads(), u"--directive"_s, u"Leads"_s};
    const CommandResult made = station.run(sanitize + QStringList{u"--plan"_s, station.plan()});
    QVERIFY2(made.exitCode == 0, made.err.constData());
    QCOMPARE(made.json["directive_name"_L1].toString(), u"Leads"_s);
    const QString digest = made.json["directive_digest"_L1].toString().left(16);
    QVERIFY(made.err.contains(digest.toLatin1()) || made.out.contains(digest.toLatin1()));
    const qint64 lasting = made.json["fixes_not_undoable"_L1].toInteger();
    QVERIFY(lasting > 1);
    const QString count = QString::number(made.json["purges"_L1].toInteger());
    const QStringList apply{u"lists"_s,           u"apply"_s, u"--plain-backup"_s, u"--plan"_s, station.plan(),
                            u"--confirm-count"_s, count,      u"--directive"_s,    u"Leads"_s};
    // What is saved under that name is another directive now.
    QVERIFY(save(DirectiveAction::Flag));
    const CommandResult refused = station.run(apply);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY(refused.err.contains("the current directives"));
    QCOMPARE(station.run(apply.mid(0, 8) + QStringList{u"Nobody's"_s}).exitCode, 2);
    QCOMPARE(station.sent("PATCH") + station.sent("DELETE"), 0);
    // Without the name it is said, and done.
    QVERIFY(save(DirectiveAction::Purge));
    const CommandResult result = station.run(apply);
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(result.err.contains(digest.toLatin1()) && result.err.contains("Leads"));
    QVERIFY(!result.err.contains("changed since"));
    QByteArray told = result.err;
    told.replace(',', "");
    QVERIFY2(told.contains(QByteArray(QByteArray::number(lasting) + " number changes can’t be undone")),
             result.err.constData());
}

void HeadlessListApplyTest::F114_copiesFirst()
{
    ListStation station;
    QVERIFY(station.makePlan());
    const QString backup = station.file(u"copy.musterbackup"_s);
    const CommandResult result = station.run(station.applying({u"--backup"_s, backup}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(QFileInfo(backup).size() > 0);
    QCOMPARE(QFileInfo(backup).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
             QFileDevice::Permissions());
    // Where the copy cannot be written nothing is changed.
    ListStation other;
    QVERIFY(other.makePlan());
    const CommandResult refused = other.run(other.applying({u"--backup"_s, other.file(u"no/such/folder/copy"_s)}));
    QVERIFY(refused.exitCode != 0);
    QCOMPARE(other.sent("PATCH") + other.sent("DELETE"), 0);
    QVERIFY(other.present() == other.before());
}

void HeadlessListApplyTest::S42_armedProductionIsChanged()
{
    ListStation station;
    const QString dozen = SandboxList::all()[2].id;
    const CommandResult preview = station.runOnProduction(
        {u"lists"_s, u"sanitize"_s, dozen, u"--default-region"_s, u"US"_s, u"--plan"_s, station.plan()});
    QVERIFY2(preview.exitCode == 0, preview.err.constData());
    const QStringList applying{u"lists"_s,
                               u"apply"_s,
                               u"--plain-backup"_s,
                               u"--plan"_s,
                               station.plan(),
                               u"--confirm-count"_s,
                               QString::number(preview.json["purges"_L1].toInteger())};
    QCOMPARE(station.runOnProduction(applying).exitCode, 2);
    QCOMPARE(station.sent("PATCH") + station.sent("DELETE"), 0);
    const CommandResult result = station.runOnProduction(applying + QStringList{u"--arm"_s});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(station.sandbox().listTruth(dozen).size(), 12 - preview.json["purges"_L1].toInteger());
}

void HeadlessListApplyTest::F111_nearlyTheWholeListNeedsItsName()
{
    ListStation station;
    const SandboxList &list = SandboxList::all()[4]; // its name needs quoting
    const CommandResult preview = station.run({u"lists"_s, u"sanitize"_s, list.id, u"--regions"_s, u"JP"_s,
                                               u"--other-regions"_s, u"purge"_s, u"--plan"_s, station.plan()});
    QVERIFY2(preview.exitCode == 0, preview.err.constData());
    QCOMPARE(preview.json["confirmation"_L1].toString(), u"count_and_list_name"_s);
    QVERIFY(QByteArray(preview.out + preview.err).contains("--confirm-list"));
    const qint64 purges = preview.json["purges"_L1].toInteger();
    const qsizetype requests = station.sandbox().requests().size();
    const auto apply = [&](const QStringList &more) {
        return station.run(QStringList{u"lists"_s, u"apply"_s, u"--plain-backup"_s, u"--plan"_s, station.plan()}
                           + more);
    };
    const auto refused = [&](const QStringList &more, const QString &code) {
        const CommandResult result = apply(more);
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.json["error"_L1]["code"_L1].toString(), code);
        QCOMPARE(station.sandbox().requests().size(), requests); // not even a sign-in
    };
    const QStringList count{u"--confirm-count"_s, QString::number(purges)};
    refused(count, u"confirm_name"_s);
    refused(count + QStringList{u"--confirm-list"_s, u""_s}, u"confirm_name"_s);
    refused(count + QStringList{u"--confirm-list"_s, list.name.toUpper()}, u"confirm_name_wrong"_s);
    refused(count + QStringList{u"--confirm-list"_s, list.id}, u"confirm_name_wrong"_s);
    refused({u"--confirm-list"_s, list.name}, u"confirm_count_missing"_s);
    // A wrong one is refused also where nobody is removed.
    refused({u"--no-purge"_s, u"--confirm-list"_s, u"Another"_s}, u"confirm_name_wrong"_s);
    const CommandResult result = apply(count + QStringList{u"--confirm-list"_s, list.name});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(station.sent("DELETE"), int(purges));
    QCOMPARE(station.sandbox().listTruth(list.id).size(), list.fixedSize - purges);
}

void HeadlessListApplyTest::S42_resumingOnProductionNeedsArming_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("apply --resume") << u"apply"_s;
    QTest::newRow("runs resume, apply") << u"runs"_s;
    QTest::newRow("runs resume, restore") << u"restore"_s;
}

void HeadlessListApplyTest::S42_resumingOnProductionNeedsArming()
{
    QFETCH(QString, how);
    ListStation station;
    const QString dozen = SandboxList::all()[2].id, backup = station.file(u"copy.musterbackup"_s);
    const auto before = ListStation::numbersOf(station.sandbox().listTruth(dozen));
    const CommandResult preview = station.runOnProduction(
        {u"lists"_s, u"sanitize"_s, dozen, u"--default-region"_s, u"US"_s, u"--plan"_s, station.plan()});
    const qint64 purges = preview.json["purges"_L1].toInteger();
    const QStringList applying{u"lists"_s,     u"apply"_s,           u"--plan"_s,
                               station.plan(), u"--plain-backup"_s,  u"--backup"_s,
                               backup,         u"--confirm-count"_s, QString::number(purges)};
    const QStringList restoring{u"lists"_s, u"restore"_s, backup};
    const bool restores = how == u"restore"_s;
    if (restores)
        QCOMPARE(station.runOnProduction(applying + QStringList{u"--arm"_s}).exitCode, 0);
    SandboxFault away;
    away.kind = SandboxFault::Kind::Status;
    away.method = restores ? u"POST"_s : u"DELETE"_s;
    away.path = u"/campaigns/"_s;
    away.status = 429;
    away.times = -1;
    away.headers = {{"Retry-After", "7200"}};
    station.sandbox().addFault(away);
    const CommandResult paused = station.runOnProduction((restores ? restoring : applying) + QStringList{u"--arm"_s});
    QVERIFY2(paused.exitCode == 3, paused.err.constData());
    station.sandbox().clearFaults();
    const QStringList going = how == u"apply"_s
        ? applying + QStringList{u"--resume"_s}
        : QStringList{u"runs"_s, u"resume"_s, paused.json["run_id"_L1].toString()};
    const qsizetype requests = station.sandbox().requests().size();
    const CommandResult refused = station.runOnProduction(going);
    QCOMPARE(refused.exitCode, 2);
    QCOMPARE(refused.json["error"_L1]["kind"_L1].toString(), u"look_only"_s);
    QVERIFY2(refused.err.contains("--arm"), refused.err.constData());
    QCOMPARE(station.sandbox().requests().size(), requests);
    const CommandResult result = station.runOnProduction(going + QStringList{u"--arm"_s});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const auto after = ListStation::numbersOf(station.sandbox().listTruth(dozen));
    QCOMPARE(after.size(), restores ? before.size() : before.size() - purges);
}

void HeadlessListApplyTest::resumeWithoutAnInterruptedRunStartsAfresh()
{
    ListStation station;
    QVERIFY(station.makePlan());
    const CommandResult result = station.run(station.applying({u"--resume"_s}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(station.present() == station.planned());
}

void HeadlessListApplyTest::leavesOtherListsAlone()
{
    ListStation station;
    QVERIFY(station.makePlan());
    const auto everyone = station.sandbox().listTruth(SandboxList::all()[0].id);
    const auto clean = station.sandbox().listTruth(SandboxList::all()[4].id);
    QCOMPARE(station.run(station.applying()).exitCode, 0);
    QCOMPARE(station.sandbox().listTruth(SandboxList::all()[0].id), everyone);
    QCOMPARE(station.sandbox().listTruth(SandboxList::all()[4].id), clean);
}

void HeadlessListApplyTest::restoresWhatWasChanged()
{
    ListStation station;
    QVERIFY(station.makePlan());
    const QString backup = station.file(u"copy.musterbackup"_s);
    QCOMPARE(station.run(station.applying({u"--backup"_s, backup})).exitCode, 0);
    QVERIFY(station.present() != station.before());
    const CommandResult result = station.run({u"lists"_s, u"restore"_s, backup});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    // Only E.164 can be written back to a contact that is in the list (contract section 6.1): numbers that were spelt
    // otherwise stay corrected, and that is said.
    const auto before = station.before();
    const auto planned = station.planned(false);
    const auto after = station.present();
    QCOMPARE(after.size(), before.size());
    qint64 purged = 0;
    for (qsizetype at = 0; at < after.size(); ++at) {
        const bool wasFixed = planned[at] != before[at];
        QVERIFY(after[at] == before[at] || (wasFixed && after[at] == planned[at]));
        purged += !wasFixed && after[at] == before[at] ? 1 : 0;
    }
    QVERIFY(purged >= station.purges());
    QCOMPARE(result.json["figures"_L1]["restored"_L1].toInteger(), station.purges());
}

void HeadlessListApplyTest::restoresOnlyWhoWasNamed()
{
    ListStation station;
    QVERIFY(station.makePlan());
    const QString backup = station.file(u"copy.musterbackup"_s);
    QCOMPARE(station.run(station.applying({u"--backup"_s, backup})).exitCode, 0);
    const auto planned = station.planned();
    QStringList ids;
    for (const auto &contact : station.before()) {
        const bool gone = std::none_of(planned.cbegin(), planned.cend(),
                                       [&](const auto &other) { return other.first == contact.first; });
        if (gone && ids.size() < 3)
            ids.append(QString::fromLatin1(contact.first));
    }
    const CommandResult result = station.run({u"lists"_s, u"restore"_s, backup, u"--only"_s, ids.join(u',')});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(station.present().size(), planned.size() + 3);
    for (const auto &contact : station.present())
        QVERIFY(planned.contains(contact) || ids.contains(QString::fromLatin1(contact.first)));
}

void HeadlessListApplyTest::restoreRefuses()
{
    ListStation station;
    QVERIFY(station.makePlan());
    const QString backup = station.file(u"copy.musterbackup"_s);
    QCOMPARE(station.run(station.applying({u"--backup"_s, backup})).exitCode, 0);
    const auto after = station.content();
    const int posts = station.sent("POST");
    QCOMPARE(station.runOnProduction({u"lists"_s, u"restore"_s, backup, u"--arm"_s}).exitCode, 2); // Another profile.
    QFile file(backup);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(file.size() / 2);
    file.write("tampered");
    file.close();
    const CommandResult damaged = station.run({u"lists"_s, u"restore"_s, backup});
    QVERIFY(damaged.exitCode == 1 || damaged.exitCode == 2);
    QVERIFY(station.run({u"lists"_s, u"restore"_s, station.file(u"nothing"_s)}).exitCode == 2);
    QCOMPARE(station.sent("POST"), posts);
    QCOMPARE(station.content(), after);
}

MUSTER_TEST(HeadlessListApplyTest, QCoreApplication)

} // namespace tst_headlesslistapply
#include "tst_headlesslistapply.moc"
