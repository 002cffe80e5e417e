// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxonestation.h"
#include "tests/app/support/killedoperation.h"
#include "tests/support/deletionwitness.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_listdeletekill {

/// F90 to F92 where whole lists are deleted: kill -9 at any moment. A witness beside the server sees to it that no list
/// goes without a whole copy of it, none that nobody chose, and none twice.
class ListDeleteKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_F91_F92_killedAgainAndAgainEveryListGoesOnceBehindItsCopy();
};

void ListDeleteKillTest::F90_F91_F92_killedAgainAndAgainEveryListGoesOnceBehindItsCopy()
{
    const QList<qint64> chosen{4106, 4107, 4108};
    const QList<qint64> others{4101, 4102, 4103, 4105, 4109};
    std::unique_ptr<CxoneStation> station;
    std::shared_ptr<DeletionWitness> witness;
    QMap<qint64, QList<CxoneSandboxRecord>> before;
    const auto backups = [&] { return station->file(u"data/data/backups"_s); };
    KilledOperation operation({
        .begin =
            [&] {
                station.reset();
                station = std::make_unique<CxoneStation>(
                    CxoneSandboxSettings{.tenant = {.contacts = 160, .seed = 7}, .oldLists = 4});
                const CommandResult preview
                    = station->run({u"lists"_s, u"delete"_s, u"Old list 1"_s, u"Old list 2"_s, u"Old list 3"_s,
                                    u"--uncalled-too"_s, u"--plan"_s, station->file(u"p.json"_s)});
                if (preview.exitCode != 0 || preview.json[u"deletable"_s].toInt() != 3)
                    qFatal("there is no plan: %s", preview.err.constData());
                for (const qint64 list : others)
                    before.insert(list, station->sandbox().listTruth(list));
                witness = std::make_shared<DeletionWitness>(station->sandbox(), backups(), chosen);
                station->addWatcher([witness = witness](const SandboxRequest &request) { witness->see(request); });
                return KilledOperation::Round{
                    station.get(),
                    {u"lists"_s, u"delete"_s, u"--plan"_s, station->file(u"p.json"_s), u"--confirm-count"_s,
                     preview.json[u"contacts"_s].toVariant().toString(), u"--confirm-list"_s,
                     preview.json[u"confirm_list"_s].toString(), u"--plain-backup"_s, u"--resume"_s, u"--quiet"_s}};
            },
        .phaseOf =
            [](const SandboxRequest &request) {
                return request.method == "DELETE"                  ? u"deletion"_s
                    : request.path.contains("includeRecords=true") ? u"page"_s
                    : request.path.contains("/token")              ? u"sign-in"_s
                    : request.path.contains("/call-lists?")        ? u"index"_s
                                                                   : u"look"_s;
            },
        .writes = {u"deletion"_s},
        .isDone =
            [&] {
                const QList<BackupInfo> copies = BackupFiles::in(backups());
                return std::ranges::all_of(chosen, [&](qint64 list) {
                    const auto isOfIt = [list](const BackupInfo &copy) {
                        return copy.listId == QString::number(list) && copy.deleted == 40;
                    };
                    return station->sandbox().listTruth(list).isEmpty() && std::ranges::any_of(copies, isOfIt);
                });
            },
        .commandResumes = true,
        .findings =
            [&](const CommandResult &) {
                QStringList findings = witness->findings() + station->calls();
                for (const qint64 list : others) {
                    if (station->sandbox().listTruth(list) != before.value(list))
                        findings.append(QStringLiteral("%1 has changed").arg(list));
                }
                return findings;
            },
    });
    QCOMPARE(operation.kill(24), QString());
}

MUSTER_TEST(ListDeleteKillTest, QCoreApplication)

} // namespace tst_listdeletekill
#include "tst_listdeletekill.moc"
