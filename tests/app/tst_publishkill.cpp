// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxonestation.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_publishkill {

namespace {

const QString audienceId = u"b7c00001-0000-4000-8000-000000000001"_s;
constexpr int people = 60; // every second one is in the audience
constexpr qint64 firstNewList = 4106;

} // namespace

/// F90: kill -9 at every single request of a publication, and once more while it goes on.
class PublishKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_killedAtEveryRequestNobodyIsLostDoubledOrCalled();

private:
    [[nodiscard]] static QStringList publishing(const CxoneStation &station, int round)
    {
        return {u"audiences"_s,
                u"publish"_s,
                audienceId,
                u"--contacts"_s,
                station.file(u"people.csv"_s),
                u"--columns"_s,
                u"firstName"_s,
                u"--list-name"_s,
                u"Round %1"_s.arg(round),
                u"--expires"_s,
                u"2099-01-31"_s,
                u"--confirm-count"_s,
                QString::number(people / 2)};
    }
};

void PublishKillTest::F90_killedAtEveryRequestNobodyIsLostDoubledOrCalled()
{
    CxoneSandboxSettings settings;
    settings.tenant.contacts = 50;
    settings.tenant.jobTime = std::chrono::milliseconds(0);
    CxoneStation station(settings);
    QByteArray csv = "externalId,phone,tier,firstName\n";
    QStringList wanted;
    for (int at = 0; at < people; ++at) {
        const QString id = u"P%1"_s.arg(at);
        csv += u"%1,+1201%2,%3,Ann %4\n"_s.arg(id)
                   .arg(2001000 + at)
                   .arg(at % 2 == 0 ? u"gold"_s : u"ash"_s)
                   .arg(at)
                   .toUtf8();
        if (at % 2 == 0)
            wanted.append(u"%1 1201%2"_s.arg(id).arg(2001000 + at));
    }
    wanted.sort();
    station.write(u"people.csv"_s, csv);
    const QJsonObject condition{{u"field"_s, u"tier"_s}, {u"operator"_s, u"equals"_s}, {u"value"_s, u"gold"_s}};
    const QJsonObject definition{
        {u"name"_s, u"Gold"_s},
        {u"data_source"_s, u"customer_360"_s},
        {u"criteria"_s, QJsonObject{{u"operator"_s, u"AND"_s}, {u"conditions"_s, QJsonArray{condition}}}}};
    station.write(u"gold.json"_s, QJsonDocument(definition).toJson());
    QCOMPARE(station.run({u"audiences"_s, u"put"_s, audienceId, station.file(u"gold.json"_s)}).exitCode, 0);

    int round = 0, kills = 0;
    for (bool isOver = false; !isOver; ++round) {
        const auto undisturbed = station.killedAt(round + 1, publishing(station, round));
        isOver = undisturbed.has_value(); // it has fewer requests than that
        kills += isOver ? 0 : 1;
        CommandResult last = undisturbed.value_or(CommandResult{});
        bool isKilledOnce = false;
        for (int life = 0; life < 6 && last.exitCode != 0; ++life) {
            const CommandResult open = station.run({u"runs"_s, u"list"_s});
            const QJsonArray runs = open.json[u"runs"].toArray();
            // Killed before there was a run: a person begins anew.
            const QStringList next = runs.isEmpty()
                ? publishing(station, round)
                : QStringList{u"runs"_s, u"resume"_s, runs[0][u"run_id"].toString()};
            if (!isKilledOnce && round % 3 == 1) {
                isKilledOnce = true;
                if (const auto ended = station.killedAt(4, next))
                    last = *ended;
                continue;
            }
            last = station.run(next);
        }
        QVERIFY2(last.exitCode == 0,
                 QByteArray("round " + QByteArray::number(round) + last.out + last.err).constData());
        const qint64 list = last.json[u"calling_list"][u"id"].toString().toLongLong();
        QCOMPARE(list, firstNewList + round); // one list a round, and no other one
        QStringList there;
        for (const CxoneSandboxRecord &record : station.sandbox().listTruth(list))
            there.append(record.externalId + u' ' + record.destinations.value(0));
        there.sort();
        QCOMPARE(there, wanted);
    }
    QVERIFY2(kills >= 10, qPrintable(QString::number(kills)));
    QCOMPARE(station.sandbox().dialled(), QStringList());
    // Every order for a list had its intent in the audit trail before.
    int ordered = 0;
    for (const SandboxRequest &request : station.sandbox().requests())
        ordered += request.method == "POST" && request.path.split('?').first().endsWith("/lists/call-lists") ? 1 : 0;
    QCOMPARE(ordered, round);
    QVERIFY(station.auditEntries(u"publish.list_requested"_s).size() >= ordered);
}

MUSTER_TEST(PublishKillTest, QCoreApplication)

} // namespace tst_publishkill
#include "tst_publishkill.moc"
