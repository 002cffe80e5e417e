// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"
#include "tests/support/recalculatedsegment.h"
#include "tests/support/testprogram.h"

#include <QFileInfo>

using namespace muster;
using namespace muster::test;

namespace tst_headlessrecalculated {

/// An export that a scheduler takes up again although its segment was recalculated meanwhile: never without a word.
class HeadlessRecalculatedTest : public QObject
{
    Q_OBJECT

private:
    /// 2,000 of 5,000 contacts are in the file when the server wants hours of quiet; then the segment is recalculated.
    void interrupt(MusterStation &station)
    {
        SandboxFault throttled;
        throttled.path = pageRoute;
        throttled.skip = 4;
        throttled.status = 429;
        throttled.headers = {{"Retry-After", "7200"}};
        station.sandbox().addFault(throttled);
        QCOMPARE(station.run(station.exportEveryone(QStringLiteral("all.csv"))).exitCode, 3);
        station.sandbox().addFault(recalculatedSegment(QDateTime::currentDateTimeUtc()));
    }
    [[nodiscard]] static CommandResult resume(MusterStation &station, const QStringList &more = {})
    {
        return station.run(
            station.exportEveryone(QStringLiteral("all.csv"), QStringList{QStringLiteral("--resume")} + more));
    }
    [[nodiscard]] static qsizetype queries(MusterStation &station)
    {
        const QList<SandboxRequest> all = station.sandbox().requests();
        return std::count_if(all.cbegin(), all.cend(),
                             [](const SandboxRequest &request) { return request.path.contains("/contacts/query"); });
    }
    [[nodiscard]] static int recalculations(const MusterStation &station)
    {
        return QJsonDocument::fromJson(readFile(station.file(QStringLiteral("all.csv.manifest.json"))))
            .object()[QLatin1String("facts")][QLatin1String("recalculatedWhileRead")]
            .toInt(-1);
    }

private Q_SLOTS:
    void F119_withoutAWordItIsRefusedAndNothingIsLost()
    {
        MusterStation station;
        interrupt(station);
        const qsizetype pages = queries(station);
        for (int time = 0; time < 2; ++time) { // asked or not, it stays refused
            const CommandResult refused = resume(station);
            QCOMPARE(refused.exitCode, 2);
            QCOMPARE(refused.json[QLatin1String("error")][QLatin1String("code")].toString(),
                     QStringLiteral("segment_recalculated"));
            QVERIFY2(refused.err.contains("--if-changed"), refused.err.constData());
        }
        QCOMPARE(queries(station), pages);
        QVERIFY(!QFileInfo::exists(station.file(QStringLiteral("all.csv"))));
        QVERIFY(QFileInfo::exists(station.file(QStringLiteral("all.csv.partial"))));
    }

    void F119_restartGivesAFileOfOneState()
    {
        MusterStation station;
        interrupt(station);
        const qsizetype pages = queries(station);
        const CommandResult result = resume(station, {QStringLiteral("--if-changed"), QStringLiteral("restart")});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(result.json[QLatin1String("outcome")].toString(), QStringLiteral("complete"));
        QVERIFY(!result.json.contains(QLatin1String("findings")));
        QCOMPARE(recalculations(station), 0);
        QCOMPARE(queries(station) - pages, 10); // all of them anew
        QCOMPARE(readFile(station.file(QStringLiteral("all.csv"))), station.expectedCsv(station.everyone()));
        QCOMPARE(station.auditEntries(QStringLiteral("export.begun_again")).size(), 1);
    }

    void F119_continueSaysSoInManifestAndResult()
    {
        MusterStation station;
        interrupt(station);
        const qsizetype pages = queries(station);
        const CommandResult result = resume(station, {QStringLiteral("--if-changed"), QStringLiteral("continue")});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(result.json[QLatin1String("outcome")].toString(), QStringLiteral("complete"));
        QCOMPARE(result.json[QLatin1String("findings")].toArray(), QJsonArray{QStringLiteral("recalculated:1")});
        QCOMPARE(recalculations(station), 1);
        QCOMPARE(queries(station) - pages, 6); // none of those that are in the file
        QCOMPARE(result.json[QLatin1String("records")].toInt(), 5000);
        QCOMPARE(station.auditEntries(QStringLiteral("export.went_on_recalculated")).size(), 1);
    }

    void F119_aSegmentThatStayedNeedsNoWord()
    {
        MusterStation station;
        interrupt(station);
        station.sandbox().clearFaults();
        const CommandResult result = resume(station, {QStringLiteral("--if-changed"), QStringLiteral("restart")});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(readFile(station.file(QStringLiteral("all.csv"))), station.expectedCsv(station.everyone()));
        QCOMPARE(station.auditEntries(QStringLiteral("export.begun_again")).size(), 0); // it was not needed
    }
};

MUSTER_TEST(HeadlessRecalculatedTest, QCoreApplication)

} // namespace tst_headlessrecalculated
#include "tst_headlessrecalculated.moc"
