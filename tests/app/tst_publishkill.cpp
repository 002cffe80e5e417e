// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxoneliststation.h"
#include "tests/app/support/killedoperation.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_publishkill {

/// F90: kill -9 while an audience is published as a calling list.
class PublishKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_killedAgainAndAgainNobodyIsLostDoubledOrCalled();

private:
    static constexpr int people = 60; // every second one is in the audience
    static constexpr qint64 newList = 4106; // the first that the simulator makes
    static inline const QString audienceId = u"b7c00001-0000-4000-8000-000000000001"_s;

    static void writePeople(const CxoneStation &station);
    [[nodiscard]] static QStringList wanted(); ///< "ID DIGITS FIRSTNAME" of whoever is in it, sorted.
    [[nodiscard]] static QStringList present(const CxoneStation &station);
    [[nodiscard]] static int orders(const CxoneStation &station); ///< For a new list.
};

void PublishKillTest::writePeople(const CxoneStation &station)
{
    QByteArray csv = "externalId,phone,tier,firstName\n";
    for (int at = 0; at < people; ++at) {
        const QString tier = at % 2 == 0 ? u"gold"_s : u"ash"_s;
        csv += u"P%1,+1201%2,%3,Ann %1\n"_s.arg(at).arg(2001000 + at).arg(tier).toUtf8();
    }
    station.write(u"people.csv"_s, csv);
    const QJsonObject condition{{u"field"_s, u"tier"_s}, {u"operator"_s, u"equals"_s}, {u"value"_s, u"gold"_s}};
    const QJsonObject definition{
        {u"name"_s, u"Gold"_s},
        {u"data_source"_s, u"customer_360"_s},
        {u"criteria"_s, QJsonObject{{u"operator"_s, u"AND"_s}, {u"conditions"_s, QJsonArray{condition}}}}};
    station.write(u"gold.json"_s, QJsonDocument(definition).toJson());
}

QStringList PublishKillTest::wanted()
{
    QStringList lines;
    for (int at = 0; at < people; at += 2)
        lines.append(u"P%1 1201%2 Ann %1"_s.arg(at).arg(2001000 + at));
    lines.sort();
    return lines;
}

QStringList PublishKillTest::present(const CxoneStation &station)
{
    QStringList lines;
    for (const CxoneSandboxRecord &record : station.sandbox().listTruth(newList))
        lines.append(
            QStringList{record.externalId, record.destinations.value(0), record.members.value(u"firstName"_s)}.join(
                u' '));
    lines.sort();
    return lines;
}

int PublishKillTest::orders(const CxoneStation &station)
{
    const QList<SandboxRequest> all = station.sandbox().requests();
    return int(std::ranges::count_if(all, [](const SandboxRequest &request) {
        return request.method == "POST" && request.path.split('?').first().endsWith("/lists/call-lists");
    }));
}

void PublishKillTest::F90_killedAgainAndAgainNobodyIsLostDoubledOrCalled()
{
    std::unique_ptr<CxoneStation> station;
    std::shared_ptr<UploadWitness> witness;
    KilledOperation operation({
        .begin =
            [&] {
                station.reset();
                station = std::make_unique<CxoneStation>(
                    CxoneSandboxSettings{.tenant = {.contacts = 50, .jobTime = std::chrono::milliseconds(100)}});
                writePeople(*station);
                if (station->run({u"audiences"_s, u"put"_s, audienceId, station->file(u"gold.json"_s)}).exitCode != 0)
                    qFatal("no audience");
                // Whoever is there is there whole.
                witness = UploadWitness::watch(*station, newList, [](const CxoneSandboxRecord &) { return true; });
                return KilledOperation::Round{station.get(),
                                              {u"audiences"_s, u"publish"_s, audienceId, u"--contacts"_s,
                                               station->file(u"people.csv"_s), u"--columns"_s, u"firstName"_s,
                                               u"--list-name"_s, u"Gold list"_s, u"--expires"_s, u"2099-01-31"_s,
                                               u"--confirm-count"_s, QString::number(people / 2), u"--quiet"_s}};
            },
        .phaseOf =
            [](const SandboxRequest &request) {
                return request.path.endsWith("/upload")                                 ? u"filling"_s
                    : request.method == "POST" && request.path.contains("/call-lists?") ? u"making"_s
                    : request.path.contains("includeRecords=true")                      ? u"page"_s
                    : request.path.contains("/call-lists/jobs")                         ? u""_s // as many as it takes
                    : request.path.contains("/token")                                   ? u"sign-in"_s
                                                                                        : u"look"_s;
            },
        .writes = {u"making"_s, u"filling"_s},
        .isDone = [&] { return present(*station) == wanted(); },
        .asksToBeginAnew =
            [](const CommandResult &result) {
                // Killed before its people were kept.
                return result.json[u"error"_s][u"code"_s].toString() == "people_missing_here"_L1;
            },
        .findings =
            [&](const CommandResult &) {
                QStringList found = witness->findings();
                if (orders(*station) != 1 || !station->sandbox().listTruth(newList + 1).isEmpty())
                    found.append(u"%1 lists were ordered"_s.arg(orders(*station)));
                // Every order had its intent in the audit trail before.
                if (station->auditEntries(u"publish.list_requested"_s).size() < orders(*station))
                    found.append(u"a list was ordered without a word"_s);
                return found + station->calls();
            },
    });
    QCOMPARE(operation.kill(14), QString());
}

MUSTER_TEST(PublishKillTest, QCoreApplication)

} // namespace tst_publishkill
#include "tst_publishkill.moc"
