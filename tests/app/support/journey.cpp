// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/journey.h"

#include "tests/app/support/transcriptworld.h"

#include <QFile>
#include <QJsonObject>

namespace muster::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int enriched = 500; // batches of 125

Journey ofLists(const QString &kind, ListStation &station)
{
    const QString backup = station.file(u"copy.musterbackup"_s);
    // Enough of them for several batches.
    if (!station.makePlan({u"--block"_s, u"none"_s, u"--regions"_s, u"all"_s, u"--not-in-plan"_s, u"purge"_s}))
        qFatal("there is no plan");
    const bool restores = kind == u"restore"_s;
    if (restores && station.run(station.applying({u"--backup"_s, backup})).exitCode != 0)
        qFatal("nobody is purged");
    Journey journey;
    journey.word = restores ? "restore" : "apply";
    journey.isIts = [restores](const SandboxRequest &request) {
        return restores ? request.method == "POST" && !isToken(request) : request.method == "PATCH";
    };
    journey.moment = 1;
    if (restores)
        journey.command = {u"lists"_s, u"restore"_s, backup, u"--quiet"_s};
    else if (kind == u"purge"_s)
        journey.command = station.applying({u"--quiet"_s});
    else
        journey.command = station.applying({u"--no-purge"_s, u"--quiet"_s});
    journey.isDone = [&station, purges = kind == u"purge"_s] { return station.present() == station.planned(purges); };
    return journey;
}

Journey ofEnrichment(const QString &kind, ListStation &station)
{
    const auto enriching = [&station](const QByteArray &word) {
        QFile csv(station.file(QString::fromLatin1(word) + u".csv"_s));
        if (!csv.open(QIODevice::WriteOnly))
            qFatal("no file");
        csv.write("Customer,Source\r\n");
        const QList<SandboxListContact> people = station.content();
        for (int at = 0; at < enriched; ++at)
            csv.write(people[at].id + ',' + word + ' ' + QByteArray::number(at) + "\r\n");
        csv.close();
        return QStringList{u"lists"_s,       u"enrich"_s,    ListStation::leads(), u"--plain-backup"_s,
                           u"--campaign"_s,  u"camp_20b1"_s, u"--input"_s,         csv.fileName(),
                           u"--id-column"_s, u"Customer"_s,  u"--map"_s,           u"Source=lead_source"_s,
                           u"--quiet"_s};
    };
    Journey journey;
    journey.word = "enrich";
    journey.signIns = 2;
    journey.command = enriching("Value");
    QByteArray wanted = "Value";
    if (kind == u"undo"_s) {
        const CommandResult old = station.run(enriching("Old"));
        const CommandResult enrichment = station.run(journey.command);
        if (old.exitCode != 0 || enrichment.exitCode != 0)
            qFatal("nothing is enriched");
        journey.word = "enrich_undo";
        journey.command = {u"lists"_s,           u"enrich-undo"_s,          enrichment.json["run_id"_L1].toString(),
                           u"--confirm-count"_s, QString::number(enriched), u"--quiet"_s};
        wanted = "Old";
    }
    journey.isIts
        = [](const SandboxRequest &request) { return request.method == "POST" && request.path.endsWith("/contacts"); };
    journey.isDone = [&station, wanted] {
        const QList<SandboxListContact> people = station.content();
        for (int at = 0; at < enriched; ++at) {
            const QList<QPair<QString, QByteArray>> values{
                {u"lead_source"_s, '"' + wanted + ' ' + QByteArray::number(at) + '"'}};
            if (people[at].enriched != values)
                return false;
        }
        return true;
    };
    return journey;
}

} // namespace

SandboxSettings journeyWorld()
{
    SandboxSettings settings = transcriptWorld();
    settings.contacts = 500;
    settings.seed = 7;
    settings.contactsPerSecond = 0;
    settings.evaluationTime = std::chrono::milliseconds(0);
    return settings;
}

Journey journeyOf(const QString &kind, ListStation &station)
{
    if (kind == u"enrich"_s || kind == u"undo"_s)
        return ofEnrichment(kind, station);
    Journey journey;
    if (kind == u"export"_s) {
        journey.word = "export";
        journey.command = station.exportEveryone(u"all.csv"_s, {u"--page-size"_s, u"50"_s, u"--quiet"_s});
        journey.isIts = [](const SandboxRequest &request) { return request.path.contains("/query"); };
        journey.moment = 4;
        journey.isDone
            = [&station] { return readFile(station.file(u"all.csv"_s)) == station.expectedCsv(station.everyone()); };
        return journey;
    }
    if (kind == u"audience"_s) {
        QFile file(station.file(u"audience.json"_s));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write(R"({"name":"Tier x","criteria":{"operator":"AND","conditions":[{"field":"tier",)"
                   R"("operator":"equals","value":"x"}]},"data_source":"customer_360"})");
        const QString id = u"b7c00001-0000-4000-8000-000000000001"_s;
        journey.word = "audience";
        journey.command = {u"audiences"_s,
                           u"put"_s,
                           id,
                           file.fileName(),
                           u"--expect-version"_s,
                           QString::number(station.sandbox().audienceTruth(id).version),
                           u"--quiet"_s};
        journey.isIts = [](const SandboxRequest &request) { return request.path.contains("/audiences/"); };
        journey.moment = 1; // the look before it is registered
        journey.isDone = [&station, id] { return station.sandbox().audienceTruth(id).definition.name == u"Tier x"_s; };
        return journey;
    }
    if (kind == u"transcripts"_s) {
        journey.word = "transcripts";
        journey.command
            = fetch(station.file(u"out"_s),
                    QStringList{u"--format"_s, u"jsonl"_s, u"--quiet"_s, u"--concurrency"_s, u"1"_s} + plainIds(12));
        journey.isIts = [](const SandboxRequest &request) { return request.path.contains("/results/"); };
        journey.moment = 4;
        journey.isDone = [&station] { return manifestIn(station.file(u"out"_s))["complete"_L1].toBool(); };
        return journey;
    }
    return ofLists(kind, station);
}

} // namespace muster::test
