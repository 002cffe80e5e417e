// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonedoor.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_cxonesandboxextractions {

namespace {

const QByteArray jobsPath = "/data-extraction/v1/jobs";

QByteArray order(const char *from = "2026-02-27", const char *end = "2026-02-28", const char *version = "7")
{
    return QJsonDocument(QJsonObject{{u"entityName"_s, u"recording-interaction-metadata"_s},
                                     {u"version"_s, QLatin1String(version)},
                                     {u"startDate"_s, QLatin1String(from)},
                                     {u"endDate"_s, QLatin1String(end)}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

class TestCxoneSandboxExtractions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_door = std::make_unique<CxoneDoor>(); }
    void makesATableOfADay();
    void theNewestAreMissing();
    void refusesWhatComesTooEarly();
    void refusesASecondAtOnce();
    void linksLiveHalfAMinute();
    void linksWantNoToken();
    void jobsExpire();
    void refuses_data();
    void refuses();
    void failsWhereItIsAskedTo();

private:
    SandboxAnswer paced(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                        SandboxFault::Mutation mutation = SandboxFault::Mutation::None)
    {
        m_door->pass(30s);
        return m_door->call(method, path, body, mutation);
    }
    [[nodiscard]] QJsonObject status(SandboxFault::Mutation mutation = SandboxFault::Mutation::None)
    {
        return bodyOf(paced("GET", jobsPath + "/extraction-0001", {}, mutation)).value("jobStatus"_L1).toObject();
    }
    [[nodiscard]] QByteArray link(SandboxFault::Mutation mutation = SandboxFault::Mutation::None)
    {
        const QUrl url(status(mutation)[u"result"][u"url"].toString());
        return url.path().toLatin1() + '?' + url.query().toLatin1();
    }
    [[nodiscard]] SandboxAnswer fetched(const QByteArray &target, const SandboxHeaders &headers = {})
    {
        return m_door->tenant.files().answer({"GET", target, 1, headers, {}}, SandboxFault::Mutation::None);
    }

    std::unique_ptr<CxoneDoor> m_door;
};

void TestCxoneSandboxExtractions::makesATableOfADay()
{
    const SandboxAnswer begun = paced("POST", jobsPath, order());
    QCOMPARE(begun.status, 202);
    QCOMPARE(begun.body, QByteArray("\"extraction-0001\""));
    QCOMPARE(bodyOf(paced("GET", jobsPath))["jobs"_L1][0][u"status"].toString(), u"SUCCEEDED"_s);
    const SandboxAnswer file = fetched(link());
    QCOMPARE(file.status, 200);
    QStringList wanted;
    const QDateTime from(QDate(2026, 2, 27), QTime(0, 0), Qt::UTC);
    for (const CxoneSandboxInteraction &interaction : m_door->tenant.recordedInteractions()) {
        if (interaction.start < from.addDays(1) && interaction.end >= from)
            wanted.append(interaction.segmentId);
    }
    QVERIFY(wanted.size() > 100);
    QStringList got;
    for (const QByteArray &line : file.body.trimmed().split('\n').mid(1))
        got.append(QString::fromLatin1(line.split(',').value(1)));
    QCOMPARE(got, wanted);
    QVERIFY(m_door->tenant.extractionBreaches().isEmpty());
}

void TestCxoneSandboxExtractions::theNewestAreMissing()
{
    // All are of the time before the start; half an hour later none is too new any more.
    const QString last = m_door->tenant.recordedInteractions().last().segmentId;
    QCOMPARE(paced("POST", jobsPath, order("2026-03-01", "2026-03-02")).status, 202);
    QVERIFY(!fetched(link()).body.contains(last.toLatin1()));
    m_door->pass(31min);
    QCOMPARE(paced("POST", jobsPath, order("2026-03-01", "2026-03-02")).status, 202);
    const QUrl url(bodyOf(paced("GET", jobsPath + "/extraction-0002"))["jobStatus"_L1][u"result"][u"url"].toString());
    QVERIFY(fetched(url.path().toLatin1() + '?' + url.query().toLatin1()).body.contains(last.toLatin1()));
}

void TestCxoneSandboxExtractions::refusesWhatComesTooEarly()
{
    QCOMPARE(paced("POST", jobsPath, order()).status, 202);
    m_door->pass(29s);
    QCOMPARE(m_door->call("GET", jobsPath + "/extraction-0001").status, 429);
    QCOMPARE(m_door->tenant.extractionBreaches(), QStringList{u"GET job: 29 s after the last call"_s});
    m_door->pass(1s);
    QCOMPARE(m_door->call("GET", jobsPath + "/extraction-0001").status, 200);
    QCOMPARE(m_door->tenant.extractionBreaches().size(), 1);
}

void TestCxoneSandboxExtractions::refusesASecondAtOnce()
{
    m_door = std::make_unique<CxoneDoor>(CxoneSandboxSettings{.tenant = {.jobTime = 45s}});
    QCOMPARE(paced("POST", jobsPath, order()).status, 202);
    QCOMPARE(paced("POST", jobsPath, order()).status, 403);
    QCOMPARE(m_door->tenant.extractionBreaches(), QStringList{u"POST jobs: while extraction-0001 runs"_s});
    QCOMPARE(status()[u"status"].toString(), u"SUCCEEDED"_s);
    QCOMPARE(paced("POST", jobsPath, order()).status, 202);
}

void TestCxoneSandboxExtractions::linksLiveHalfAMinute()
{
    QCOMPARE(paced("POST", jobsPath, order()).status, 202);
    const QByteArray target = link();
    m_door->pass(29s);
    QCOMPARE(fetched(target).status, 200);
    m_door->pass(1s);
    QCOMPARE(fetched(target).status, 403);
    QCOMPARE(fetched("/extractions/extraction-0001.csv").status, 403);
}

void TestCxoneSandboxExtractions::linksWantNoToken()
{
    QCOMPARE(paced("POST", jobsPath, order()).status, 202);
    const QByteArray target = link();
    QCOMPARE(fetched(target, {{"Authorization", "Bearer x"}}).status, 400);
    QCOMPARE(fetched(target, {{"Cookie", "a=b"}}).status, 400);
    QCOMPARE(fetched(target).status, 200);
}

void TestCxoneSandboxExtractions::jobsExpire()
{
    QCOMPARE(paced("POST", jobsPath, order()).status, 202);
    m_door->pass(11min);
    const QJsonObject job = status();
    QCOMPARE(job[u"status"].toString(), u"EXPIRED"_s);
    QVERIFY(job[u"result"].toObject().isEmpty());
}

void TestCxoneSandboxExtractions::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("another version") << order("2026-02-27", "2026-02-28", "8");
    QTest::newRow("turned round") << order("2026-02-27", "2026-02-26");
    QTest::newRow("three weeks") << order("2026-02-18", "2026-03-11");
    QTest::newRow("too old") << order("2026-02-15", "2026-02-16");
    QTest::newRow("to come") << order("2026-03-02", "2026-03-03");
    QTest::newRow("no date") << order("27.2.", "2026-02-28");
    QTest::newRow("no object") << QByteArray("[]");
}

void TestCxoneSandboxExtractions::refuses()
{
    QFETCH(QByteArray, body);
    QCOMPARE(paced("POST", jobsPath, body).status, 400);
    QVERIFY(bodyOf(paced("GET", jobsPath))["jobs"_L1].toArray().isEmpty());
    QCOMPARE(paced("GET", jobsPath + "/extraction-0001").status, 404);
}

void TestCxoneSandboxExtractions::failsWhereItIsAskedTo()
{
    using Mutation = SandboxFault::Mutation;
    QCOMPARE(paced("POST", jobsPath, order()).status, 202);
    const QJsonObject failed = status(Mutation::FailedJob);
    QCOMPARE(failed[u"status"].toString(), u"FAILED"_s);
    QVERIFY(!failed[u"result"][u"errorMessage"].toString().isEmpty());
    QCOMPARE(status(Mutation::UnknownStatus)[u"status"].toString(), u"PONDERING"_s);
    QVERIFY(status(Mutation::NoResultAddress)[u"result"].toObject().isEmpty());
    QCOMPARE(fetched(link(Mutation::ExpiredLinks)).status, 403);
}

MUSTER_TEST(TestCxoneSandboxExtractions, QCoreApplication)

} // namespace tst_cxonesandboxextractions
#include "tst_cxonesandboxextractions.moc"
