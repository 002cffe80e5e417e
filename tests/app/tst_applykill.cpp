// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/killedoperation.h"
#include "tests/app/support/liststation.h"
#include "tests/app/support/writewitness.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_applykill {

/// F90 to F92: kill -9 while a plan is carried out. A witness beside the server holds every write against the plan and
/// the disk.
class ApplyKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_F91_F92_killedAgainAndAgainTheListIsAsPlanned_data();
    void F90_F91_F92_killedAgainAndAgainTheListIsAsPlanned();
};

void ApplyKillTest::F90_F91_F92_killedAgainAndAgainTheListIsAsPlanned_data()
{
    QTest::addColumn<bool>("purges");
    QTest::newRow("F92 corrections alone") << false;
    QTest::newRow("F91 and purges") << true;
}

void ApplyKillTest::F90_F91_F92_killedAgainAndAgainTheListIsAsPlanned()
{
    QFETCH(bool, purges);
    std::unique_ptr<WriteWitness> witness; // outlives the station's server
    std::unique_ptr<ListStation> station;
    const QStringList options{u"--resume"_s, u"--quiet"_s};
    KilledOperation operation({
        .begin =
            [&] {
                station.reset();
                witness = std::make_unique<WriteWitness>();
                station = std::make_unique<ListStation>(SandboxSettings{.contacts = 500, .seed = 7});
                if (!station->makePlan({u"--block"_s, u"none"_s, u"--regions"_s, u"all"_s}))
                    qFatal("there is no plan");
                witness->watch(*station);
                const QStringList which = purges ? QStringList() : QStringList(u"--no-purge"_s);
                return KilledOperation::Round{station.get(), station->applying(options + which)};
            },
        .phaseOf =
            [](const SandboxRequest &request) {
                return request.method == "DELETE"             ? u"purge"_s
                    : request.method == "PATCH"               ? u"correction"_s
                    : request.path.contains("/contactlists/") ? u"page"_s
                    : request.path.endsWith("/token")         ? u"sign-in"_s
                                                              : u"look"_s;
            },
        .writes = {u"purge"_s, u"correction"_s},
        .isDone = [&] { return station->present() == station->planned(purges); },
        .commandResumes = true,
        .findings =
            [&](const CommandResult &) {
                QStringList found = witness->findings();
                if (witness->written() != station->fixes() + (purges ? station->purges() : 0))
                    found.append(u"not everybody was written"_s);
                return found;
            },
    });
    QCOMPARE(operation.kill(20), QString());
}

MUSTER_TEST(ApplyKillTest, QCoreApplication)

} // namespace tst_applykill
#include "tst_applykill.moc"
