// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxoneliststation.h"
#include "tests/app/support/killedoperation.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxoneapplykill {

/// F90 to F92 over CXone: kill -9 while corrections are uploaded and contacts removed. A witness beside the server sees
/// to it that nobody is written or removed twice.
class CxoneApplyKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_F91_F92_killedAgainAndAgainTheListIsAsPlanned();
};

void CxoneApplyKillTest::F90_F91_F92_killedAgainAndAgainTheListIsAsPlanned()
{
    constexpr qint64 leads = 4102;
    std::unique_ptr<CxoneListStation> station;
    std::shared_ptr<UploadWitness> witness;
    CxoneListStation::Records wanted;
    KilledOperation operation({
        .begin =
            [&] {
                station.reset();
                station = std::make_unique<CxoneListStation>();
                const auto before = station->records(leads);
                if (station->makePlan(leads).exitCode != 0 || station->fixes().size() < 50
                    || station->purges().size() < 10)
                    qFatal("there is no plan");
                wanted = station->planned(before);
                witness = UploadWitness::watch(*station, leads,
                                               [fixes = station->fixes()](const CxoneSandboxRecord &there) {
                                                   return there.destinations.value(0) == fixes.value(there.externalId);
                                               });
                return KilledOperation::Round{station.get(), station->applying({u"--resume"_s, u"--quiet"_s})};
            },
        .phaseOf =
            [](const SandboxRequest &request) {
                return request.path.contains("/removeProspects")   ? u"purge"_s
                    : request.path.endsWith("/upload")             ? u"correction"_s
                    : request.path.contains("includeRecords=true") ? u"page"_s
                    : request.path.contains("/call-lists/jobs")    ? u""_s // as many as the job takes
                    : request.path.contains("/token")              ? u"sign-in"_s
                                                                   : u"look"_s;
            },
        .writes = {u"purge"_s, u"correction"_s},
        .isDone = [&] { return station->differences(leads, wanted).isEmpty(); },
        .commandResumes = true,
        .findings = [&](const CommandResult &) { return witness->findings() + station->calls(); },
    });
    QCOMPARE(operation.kill(12), QString());
}

MUSTER_TEST(CxoneApplyKillTest, QCoreApplication)

} // namespace tst_cxoneapplykill
#include "tst_cxoneapplykill.moc"
