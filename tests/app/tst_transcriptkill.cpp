// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/killedoperation.h"
#include "tests/app/support/musterprocess.h"
#include "tests/app/support/transcriptworld.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QJsonArray>
#include <QSet>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_transcriptkill {

/// F90: kill -9 while transcripts are fetched, masked and handed to a data lake.
class TranscriptKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_killedAgainAndAgainNothingIsLostOrDoubled();
};

void TranscriptKillTest::F90_killedAgainAndAgainNothingIsLostOrDoubled()
{
    constexpr int count = 12, atOnce = 4;
    MusterStation station(transcriptWorld());
    const QStringList ids = plainIds(count);
    // Nobody listens there: what is handed over stays in the outbox, where it is counted.
    const QStringList more
        = QStringList{u"--resume"_s,           u"--quiet"_s,       u"--format"_s,          u"jsonl"_s, u"--webhook"_s,
                      u"http://127.0.0.1:9"_s, u"--concurrency"_s, QString::number(atOnce)}
        + ids;
    const CommandResult whole = station.run(fetch(station.file(u"whole"_s), more));
    QVERIFY2(whole.exitCode == 0, whole.err.constData());
    const QByteArray expected = readFile(station.file(u"whole/transcripts.jsonl"_s));
    QCOMPARE(expected.count('\n'), count);
    QString out;
    int rounds = 0;
    KilledOperation operation({
        .begin =
            [&] {
                out = station.file(u"out%1"_s.arg(++rounds));
                return KilledOperation::Round{&station, fetch(out, more)};
            },
        .phaseOf =
            [](const SandboxRequest &request) {
                return request.path.endsWith("/token")   ? u"sign-in"_s
                    : request.path.contains("/results/") ? u"download"_s
                    : request.method == "POST"           ? u"submit"_s
                    : request.path.contains("/jobs/")    ? u"status"_s
                                                         : u"look"_s;
            },
        .writes = {u"submit"_s},
        .isDone =
            [&] {
                const QStringList left = QDir(out).entryList(QDir::Files | QDir::Hidden);
                return left.size() == 3 && readFile(out + u"/transcripts.jsonl"_s) == expected
                    && manifestIn(out)["complete"_L1].toBool();
            },
        .commandResumes = true,
        .findings =
            [&](const CommandResult &result) {
                // Each artifact is in the outbox once, whatever was killed.
                const int waiting = result.json["webhooks"_L1]["waiting"_L1].toInt();
                return waiting == count ? QStringList() : QStringList(u"%1 notices wait"_s.arg(waiting));
            },
    });
    QCOMPARE(operation.kill(20), QString());
    QVERIFY(operation.askedAgain(u"download"_s) <= atOnce * operation.kills());
    const QStringList leaks = leaksBelow(station.folder(), ids);
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(u'\n')));
    // What was told of before a kill says so when it is told of again.
    QSet<QString> known;
    const QList<QJsonObject> entries = station.auditEntries(u"transcript_extracted"_s);
    for (const QJsonObject &entry : entries) {
        const QString key = entry["run"_L1].toString() + u' ' + entry["facts"_L1]["interaction"_L1].toString();
        QCOMPARE(entry["facts"_L1]["again"_L1].toBool(), known.contains(key));
        known.insert(key);
    }
    QCOMPARE(known.size(), (operation.rounds() + 1) * count); // with the first one
}

MUSTER_TEST(TranscriptKillTest, QCoreApplication)

} // namespace tst_transcriptkill
#include "tst_transcriptkill.moc"
