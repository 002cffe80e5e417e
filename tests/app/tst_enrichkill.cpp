// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlist.h"
#include "tests/app/support/batchwitness.h"
#include "tests/app/support/killedoperation.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_enrichkill {
using Repeats = BatchWitness::Repeats;

namespace {

const QString leads = SandboxList::all()[1].id;
constexpr int rows = 500; // batches of 125

} // namespace

/// F90, F91: kill -9 while values are merged into contacts, and while they are taken back. A witness beside the server
/// holds every batch against the file and the disk.
class EnrichKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_F91_killedAgainAndAgainEveryContactIsEnriched();
    void F90_F91_killedAgainAndAgainEveryValueComesBackOnce();

private:
    /// Fills in "WORD n" for contact n.
    static QStringList enriching(MusterStation &station, const QByteArray &word)
    {
        QByteArray csv = "Customer,Source\r\n";
        const QList<QByteArray> contacts = contactsOf(station);
        for (int at = 0; at < rows; ++at)
            csv += contacts[at] + ',' + word + ' ' + QByteArray::number(at) + "\r\n";
        const QString name = station.file(QString::fromLatin1(word) + u".csv"_s);
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
            qFatal("no file");
        return {u"lists"_s,       u"enrich"_s,    leads,        u"--plain-backup"_s,
                u"--campaign"_s,  u"camp_20b1"_s, u"--input"_s, name,
                u"--id-column"_s, u"Customer"_s,  u"--map"_s,   u"Source=lead_source"_s,
                u"--quiet"_s};
    }
    static QList<QByteArray> contactsOf(MusterStation &station)
    {
        QList<QByteArray> ids;
        for (const SandboxListContact &contact : station.sandbox().listTruth(leads).first(rows))
            ids.append(contact.id);
        return ids;
    }
    static bool allHold(MusterStation &station, const QByteArray &word)
    {
        const QList<SandboxListContact> now = station.sandbox().listTruth(leads);
        for (int at = 0; at < rows; ++at) {
            const QList<QPair<QString, QByteArray>> wanted{
                {u"lead_source"_s, '"' + word + ' ' + QByteArray::number(at) + '"'}};
            if (now[at].enriched != wanted)
                return false;
        }
        return true;
    }
    static QString phaseOf(const SandboxRequest &request)
    {
        if (request.path.endsWith("/token"))
            return u"sign-in"_s;
        if (request.path.contains("refresh"))
            return u"refresh"_s;
        if (request.method == "POST")
            return u"batch"_s;
        return request.path.contains("/contactlists/") ? u"page"_s : u"look"_s;
    }
};

void EnrichKillTest::F90_F91_killedAgainAndAgainEveryContactIsEnriched()
{
    BatchWitness witness;
    MusterStation station({.contacts = 500, .seed = 3, .contactsPerSecond = 0});
    QByteArray word;
    int rounds = 0;
    KilledOperation operation({
        .begin =
            [&] {
                word = "Value" + QByteArray::number(++rounds);
                witness.watch(station, contactsOf(station), word, Repeats::AsAttempts);
                return KilledOperation::Round{&station, enriching(station, word) + QStringList(u"--resume"_s)};
            },
        .phaseOf = phaseOf,
        .writes = {u"batch"_s},
        .isDone = [&] { return allHold(station, word); },
        .commandResumes = true,
        .findings =
            [&](const CommandResult &result) {
                QStringList found = witness.findings();
                const QJsonObject figures = result.json["figures"_L1].toObject();
                if (figures["enriched"_L1].toInteger() != rows || figures["unknown"_L1].toInteger() != 0)
                    found.append(u"nothing is counted twice, and nothing left out"_s);
                if (witness.written() != rows)
                    found.append(u"%1 were written"_s.arg(witness.written()));
                return found;
            },
    });
    QCOMPARE(operation.kill(20), QString());
    QVERIFY(operation.askedAgain(u"batch"_s) <= operation.kills());
}

void EnrichKillTest::F90_F91_killedAgainAndAgainEveryValueComesBackOnce()
{
    BatchWitness witness;
    MusterStation station({.contacts = 500, .seed = 3, .contactsPerSecond = 0});
    QCOMPARE(station.run(enriching(station, "Old")).exitCode, 0);
    int rounds = 0;
    KilledOperation operation({
        .begin =
            [&] {
                witness.rest();
                const QByteArray word = "New" + QByteArray::number(++rounds);
                const CommandResult enriched = station.run(enriching(station, word));
                if (enriched.exitCode != 0 || !allHold(station, word))
                    qFatal("%s", enriched.err.constData());
                witness.watch(station, contactsOf(station), "Old", Repeats::Never);
                return KilledOperation::Round{&station,
                                              {u"lists"_s, u"enrich-undo"_s, enriched.json["run_id"_L1].toString(),
                                               u"--confirm-count"_s, QString::number(rows), u"--quiet"_s}};
            },
        .phaseOf = phaseOf,
        .writes = {u"batch"_s},
        .isDone = [&] { return allHold(station, "Old"); },
        .findings =
            [&](const CommandResult &) {
                QStringList found = witness.findings();
                if (witness.written() != rows)
                    found.append(u"%1 were written"_s.arg(witness.written()));
                return found;
            },
    });
    QCOMPARE(operation.kill(20), QString());
}

MUSTER_TEST(EnrichKillTest, QCoreApplication)

} // namespace tst_enrichkill
#include "tst_enrichkill.moc"
