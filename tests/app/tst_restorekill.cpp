// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/intentwitness.h"
#include "tests/app/support/killedoperation.h"
#include "tests/app/support/liststation.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_restorekill {

/// F90, F91: kill -9 while purged contacts are brought back.
class RestoreKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_F91_killedAgainAndAgainEverybodyIsBack();
};

void RestoreKillTest::F90_F91_killedAgainAndAgainEverybodyIsBack()
{
    std::unique_ptr<IntentWitness> witness; // outlives the station's server
    std::unique_ptr<ListStation> station;
    ListStation::Numbers expected;
    KilledOperation operation({
        .begin =
            [&] {
                station.reset();
                witness = std::make_unique<IntentWitness>();
                station = std::make_unique<ListStation>(SandboxSettings{.contacts = 500, .seed = 7});
                const QString backup = station->file(u"copy.musterbackup"_s);
                if (!station->makePlan({u"--block"_s, u"none"_s, u"--regions"_s, u"all"_s})
                    || station->run(station->applying({u"--backup"_s, backup})).exitCode != 0)
                    qFatal("nobody is purged");
                // Corrected numbers stay: what they were is not E.164, and nothing else can be written.
                expected = station->planned(false);
                witness->watch(*station);
                return KilledOperation::Round{station.get(), {u"lists"_s, u"restore"_s, backup, u"--quiet"_s}};
            },
        .phaseOf =
            [](const SandboxRequest &request) {
                return request.path.endsWith("/token") ? u"sign-in"_s
                    : request.method == "GET"          ? u"page"_s
                                                       : u"restoring"_s;
            },
        .writes = {u"restoring"_s},
        .isDone = [&] { return station->present() == expected; },
        .findings =
            [&](const CommandResult &result) {
                QStringList found = witness->findings();
                if (result.json["figures"_L1]["restored"_L1].toInteger() != station->purges())
                    found.append(
                        u"%1 are said to be restored"_s.arg(result.json["figures"_L1]["restored"_L1].toInteger()));
                if (witness->written() != station->purges())
                    found.append(u"not everybody was written"_s);
                return found;
            },
    });
    QCOMPARE(operation.kill(24), QString());
}

MUSTER_TEST(RestoreKillTest, QCoreApplication)

} // namespace tst_restorekill
#include "tst_restorekill.moc"
