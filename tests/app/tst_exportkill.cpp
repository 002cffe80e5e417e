// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/killedoperation.h"
#include "tests/app/support/musterprocess.h"

#include "tests/support/testprogram.h"

#include <QFileInfo>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_exportkill {

/// F90: kill -9 while a segment is exported.
class ExportKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_killedAgainAndAgainTheFileIsStillTheSame_data();
    void F90_killedAgainAndAgainTheFileIsStillTheSame();
};

void ExportKillTest::F90_killedAgainAndAgainTheFileIsStillTheSame_data()
{
    QTest::addColumn<QString>("ending");
    QTest::newRow("csv") << u".csv"_s;
    QTest::newRow("jsonl") << u".jsonl"_s;
}

void ExportKillTest::F90_killedAgainAndAgainTheFileIsStillTheSame()
{
    QFETCH(QString, ending);
    MusterStation station({.contacts = 1500, .seed = 11});
    const auto exporting = [&station](const QString &name) {
        return station.exportEveryone(name, {u"--page-size"_s, u"50"_s, u"--resume"_s, u"--quiet"_s});
    };
    const QString whole = u"whole"_s + ending;
    QCOMPARE(station.run(exporting(whole)).exitCode, 0);
    const QByteArray expected = readFile(station.file(whole));
    QVERIFY(ending != u".csv"_s || expected == station.expectedCsv(station.everyone()));
    QString name;
    int files = 0;
    KilledOperation operation({
        .begin =
            [&] {
                name = u"f%1"_s.arg(++files) + ending;
                return KilledOperation::Round{&station, exporting(name)};
            },
        .phaseOf =
            [](const SandboxRequest &request) {
                return request.path.contains("query") ? u"page"_s
                    : request.path.endsWith("/token") ? u"sign-in"_s
                                                      : u"segment"_s;
            },
        .isDone =
            [&] {
                return readFile(station.file(name)) == expected
                    && !QFileInfo::exists(station.file(name + u".partial"_s));
            },
        .commandResumes = true,
    });
    QCOMPARE(operation.kill(24), QString());
    // The one that was fetched and not yet on the disk, and the one after it, of which no answer came.
    QVERIFY(operation.askedAgain(u"page"_s) <= 2 * operation.kills());
}

MUSTER_TEST(ExportKillTest, QCoreApplication)

} // namespace tst_exportkill
#include "tst_exportkill.moc"
