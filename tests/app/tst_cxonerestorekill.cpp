// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxoneliststation.h"
#include "tests/app/support/killedoperation.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonerestorekill {

/// F90, F91 over CXone: kill -9 while removed contacts are uploaded again.
class CxoneRestoreKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_F91_killedAgainAndAgainEverybodyIsBack();
};

void CxoneRestoreKillTest::F90_F91_killedAgainAndAgainEverybodyIsBack()
{
    constexpr qint64 renewals = 4101;
    std::unique_ptr<CxoneListStation> station;
    std::shared_ptr<UploadWitness> witness;
    CxoneListStation::Records before;
    KilledOperation operation({
        .begin =
            [&] {
                station.reset();
                station = std::make_unique<CxoneListStation>();
                before = station->records(renewals);
                const QString copy = station->file(u"copy.musterbackup"_s);
                // Whoever is called elsewhere is removed: numbers that the platform takes back.
                const CommandResult planned = station->makePlan(renewals, u"US"_s);
                const CommandResult applied = station->run(station->applying({u"--backup"_s, copy}));
                if (station->purges().size() < 40 || applied.exitCode != 0)
                    qFatal("nobody is purged: %s%s", planned.err.constData(), applied.err.constData());
                witness = UploadWitness::watch(*station, renewals, [before](const CxoneSandboxRecord &there) {
                    return there.destinations == before[there.externalId].destinations;
                });
                return KilledOperation::Round{station.get(), {u"lists"_s, u"restore"_s, copy, u"--quiet"_s}};
            },
        .phaseOf =
            [](const SandboxRequest &request) {
                return request.path.endsWith("/upload")            ? u"restoring"_s
                    : request.path.contains("includeRecords=true") ? u"page"_s
                    : request.path.contains("/call-lists/jobs")    ? u""_s // as many as the job takes
                    : request.path.contains("/token")              ? u"sign-in"_s
                                                                   : u"look"_s;
            },
        .writes = {u"restoring"_s},
        .isDone = [&] { return station->differences(renewals, before).isEmpty(); },
        .findings = [&](const CommandResult &) { return witness->findings() + station->calls(); },
    });
    QCOMPARE(operation.kill(12), QString());
}

MUSTER_TEST(CxoneRestoreKillTest, QCoreApplication)

} // namespace tst_cxonerestorekill
#include "tst_cxonerestorekill.moc"
