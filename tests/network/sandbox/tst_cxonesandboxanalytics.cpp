// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonedoor.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonesandboxanalytics {

namespace {

const QByteArray base = "/interaction-analytics-gateway/v2/segments/";
const QByteArray twoWeeks = "beginningDate=2026-02-15T12:00:00Z&endingDate=2026-03-01T12:00:00Z";

} // namespace

class TestCxoneSandboxAnalytics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_door = std::make_unique<CxoneDoor>(CxoneSandboxSettings{.tenant = {.interactions = 130}}); }
    void segmentsHaveTheMembersOfTheDescription();
    void cursorsLoseAndDoubleNothing_data();
    void cursorsLoseAndDoubleNothing();
    void narrowsDown();
    void cursorMayRepeatForEver();
    void transcriptHasTheMembersOfTheDescription_data();
    void transcriptHasTheMembersOfTheDescription();
    void personalIsWhereTheTruthSays();
    void wantsTheLicence();
    void refuses_data();
    void refuses();

private:
    [[nodiscard]] QJsonObject asked(const QByteArray &query)
    {
        return bodyOf(m_door->call("GET", base + "analyzed?" + query));
    }
    /// What stands at a path such as "$.transcriptBlocks[3].text".
    [[nodiscard]] static QString at(const QJsonObject &transcript, const QString &path);

    std::unique_ptr<CxoneDoor> m_door;
};

void TestCxoneSandboxAnalytics::segmentsHaveTheMembersOfTheDescription()
{
    const QJsonObject body = asked(twoWeeks + "&pageSize=2");
    QCOMPARE(membersOf(body), u"interactions links totalRecords"_s);
    QCOMPARE(body.value("totalRecords"_L1).toInt(), 130);
    QCOMPARE(membersOf(body.value("links"_L1).toObject()), u"next self"_s);
    const QJsonArray interactions = body.value("interactions"_L1).toArray();
    QCOMPARE(interactions.size(), 2);
    QCOMPARE(membersOf(interactions[0].toObject()),
             u"acdContactId agentContactId categoryMatches channels contactNo endTime enlightenMetrics entities "
             "firstAnnotatedAt holdCount holdSeconds interactionId mediaType publishedAt resolved segmentId startTime "
             "tenantId"_s);
    QVERIFY(interactions[0][u"acdContactId"].isDouble());
    // The contact is one of those that were completed.
    const qint64 contact = interactions[1][u"acdContactId"].toInteger();
    const auto contacts = m_door->tenant.completedContacts();
    QVERIFY(std::any_of(contacts.begin(), contacts.end(), [contact](const auto &one) { return one.id == contact; }));
}

void TestCxoneSandboxAnalytics::cursorsLoseAndDoubleNothing_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<bool>("descending");
    QTest::newRow("ascending") << "&pageSize=40"_ba << false;
    QTest::newRow("page that ends with the last") << "&pageSize=65&order=asc"_ba << false;
    QTest::newRow("descending") << "&pageSize=33&order=desc"_ba << true;
    QTest::newRow("by annotation") << "&pageSize=50&dateField=firstAnnotatedAt"_ba << false;
}

void TestCxoneSandboxAnalytics::cursorsLoseAndDoubleNothing()
{
    QFETCH(QByteArray, query);
    QFETCH(bool, descending);
    QStringList ids;
    QByteArray path = base + "analyzed?beginningDate=2026-02-15T12:00:00Z&endingDate=2026-03-02T12:00:00Z" + query;
    for (int pages = 0; !path.isEmpty(); ++pages) {
        QVERIFY(pages < 5);
        const QJsonObject body = bodyOf(m_door->call("GET", path));
        for (const QJsonValue &segment : body.value("interactions"_L1).toArray())
            ids.append(segment[u"segmentId"].toString());
        const QString other = body.value("links"_L1)[descending ? u"next" : u"previous"].toString();
        QVERIFY(other.isEmpty()); // Time goes one way only.
        const QString next = body.value("links"_L1)[descending ? u"previous" : u"next"].toString();
        QVERIFY(next.isEmpty() || next.contains("cursor=17"_L1)); // epoch milliseconds
        path = next.isEmpty() ? QByteArray() : next.toLatin1().mid(QByteArrayView("http://t:2").size());
    }
    QStringList truth = m_door->tenant.segmentIds();
    if (descending)
        std::reverse(truth.begin(), truth.end());
    QCOMPARE(ids, truth);
}

void TestCxoneSandboxAnalytics::narrowsDown()
{
    // Nothing has to be named.
    const int all = asked(twoWeeks).value("totalRecords"_L1).toInt();
    const int early = asked("endingDate=2026-02-20T00:00:00Z").value("totalRecords"_L1).toInt();
    const int late = asked("beginningDate=2026-02-20T00:00:00Z").value("totalRecords"_L1).toInt();
    QCOMPARE(asked({}).value("totalRecords"_L1).toInt(), all);
    QVERIFY(early > 0 && late > 0);
    QCOMPARE(early + late, all);
    const int chats = asked(twoWeeks + "&mediaType=chat").value("totalRecords"_L1).toInt();
    const int calls = asked(twoWeeks + "&mediaType=PHONE_CALL").value("totalRecords"_L1).toInt();
    QVERIFY(chats > 0 && calls > 0);
    QCOMPARE(chats + calls, 130);
    QCOMPARE(asked(twoWeeks + "&mediaType=email").value("totalRecords"_L1).toInt(), 0);
    const int english = asked(twoWeeks + "&lang=en-US").value("totalRecords"_L1).toInt();
    QVERIFY(english > 0 && english < 130);
    const QJsonObject day = asked("beginningDate=2026-02-20T00:00:00Z&endingDate=2026-02-21T00:00:00Z");
    QVERIFY(day.value("totalRecords"_L1).toInt() > 5);
    for (const QJsonValue &segment : day.value("interactions"_L1).toArray())
        QVERIFY(segment[u"startTime"].toString().startsWith("2026-02-20T"_L1));
}

void TestCxoneSandboxAnalytics::cursorMayRepeatForEver()
{
    CxoneDoor door({.tenant = {.interactions = 30}, .repeatsCursor = true});
    const auto linkOf = [](const QJsonObject &body) { return body.value("links"_L1)[u"next"].toString(); };
    const QJsonObject first = bodyOf(door.call("GET", base + "analyzed?pageSize=10&" + twoWeeks));
    QString next = linkOf(first);
    QByteArray second;
    for (int pages = 0; pages < 6; ++pages) {
        const SandboxAnswer answer = door.call("GET", next.toLatin1().mid(QByteArrayView("http://t:2").size()));
        QCOMPARE(linkOf(bodyOf(answer)), next);
        QVERIFY(second.isEmpty() || answer.body == second);
        second = answer.body;
    }
    QVERIFY(bodyOf({.body = second}).value("interactions"_L1) != first.value("interactions"_L1));
}

void TestCxoneSandboxAnalytics::transcriptHasTheMembersOfTheDescription_data()
{
    QTest::addColumn<bool>("voice");
    QTest::newRow("voice") << true;
    QTest::newRow("chat") << false;
}

void TestCxoneSandboxAnalytics::transcriptHasTheMembersOfTheDescription()
{
    QFETCH(bool, voice);
    const QByteArray media = voice ? "PHONE_CALL" : "CHAT";
    const QJsonObject segment
        = asked(twoWeeks + "&pageSize=1&mediaType=" + media).value("interactions"_L1)[0].toObject();
    const SandboxAnswer answer = m_door->call(
        "GET", base + segment.value("segmentId"_L1).toString().toLatin1() + "/analyzed-transcript?wordLevel=false");
    QCOMPARE(answer.status, 200);
    QCOMPARE(membersOf(bodyOf(answer)),
             voice ? u"annotatedDateTime annotations fromInterwovenTranscript language metrics recordSource "
                     "segmentSummary transcriptBlocks type"_s
                   : u"annotatedDateTime annotations fromInterwovenTranscript language metrics recordSource "
                     "transcriptBlocks type"_s);
    const QJsonArray blocks = bodyOf(answer).value("transcriptBlocks"_L1).toArray();
    QVERIFY(blocks.size() > 2);
    qint64 offset = 0;
    const qint64 start
        = QDateTime::fromString(segment.value("startTime"_L1).toString(), Qt::ISODateWithMs).toMSecsSinceEpoch();
    for (const QJsonValue &block : blocks) {
        QCOMPARE(membersOf(block.toObject()),
                 u"blockId channelId channelName channelType %1 length offset text userId userType %2"_s
                     .arg(voice ? u""_s : u"chatMetadata"_s, voice ? u"voiceMetadata"_s : u""_s)
                     .simplified());
        QCOMPARE(block[u"offset"].toInteger(), offset);
        QCOMPARE(block[u"length"].toInteger(), block[u"text"].toString().size());
        offset += block[u"length"].toInteger() + 1;
        if (!voice) { // said while the segment went on
            QVERIFY(block[u"chatMetadata"][u"timestamp"].toInteger() >= start);
            QVERIFY(block[u"chatMetadata"][u"timestamp"].toInteger() < start + 120'000);
        }
    }
    QCOMPARE(blocks[0][u"channelName"].toString(), u"AGENT"_s);
}

QString TestCxoneSandboxAnalytics::at(const QJsonObject &transcript, const QString &path)
{
    if (path == "$.segmentSummary.summary"_L1)
        return transcript.value("segmentSummary"_L1)[u"summary"].toString();
    const int block = path.section(u'[', 1).section(u']', 0, 0).toInt();
    return transcript.value("transcriptBlocks"_L1)[block][u"text"].toString();
}

void TestCxoneSandboxAnalytics::personalIsWhereTheTruthSays()
{
    QSet<QString> entities;
    for (const QString &id : m_door->tenant.segmentIds()) {
        const SandboxAnswer answer = m_door->call("GET", base + id.toLatin1() + "/analyzed-transcript");
        const auto truth = m_door->tenant.transcript(id);
        QVERIFY(truth);
        QCOMPARE(answer.body, truth->artifact);
        for (const SandboxPersonal &personal : truth->personal) {
            const auto text = at(bodyOf(answer), personal.path).toUcs4();
            QCOMPARE(QString::fromUcs4(reinterpret_cast<const char32_t *>(text.constData() + personal.begin),
                                       personal.end - personal.begin),
                     personal.value);
            entities.insert(personal.entity);
        }
    }
    QVERIFY(entities.size() >= 6);
    QVERIFY(!m_door->tenant.transcript(u"none"_s));
}

void TestCxoneSandboxAnalytics::wantsTheLicence()
{
    CxoneDoor door({.analytics = false});
    const QByteArray id = door.tenant.segmentIds().first().toLatin1();
    for (const QByteArray &path :
         {QByteArray(base + "analyzed?" + twoWeeks), QByteArray(base + id + "/analyzed-transcript")}) {
        const SandboxAnswer answer = door.call("GET", path);
        QCOMPARE(answer.status, 403);
        QCOMPARE(membersOf(bodyOf(answer)), u"message"_s);
    }
    QCOMPARE(m_door->call("GET", base + "no-such/analyzed-transcript").status, 404);
    // The id of somebody else, which is well made, is none of a segment.
    const QByteArray customer = m_door->tenant.customers().first().id.toLatin1();
    QCOMPARE(m_door->call("GET", base + customer + "/analyzed-transcript").status, 404);
}

void TestCxoneSandboxAnalytics::refuses_data()
{
    QTest::addColumn<QByteArray>("query");
    const auto row = [](const QByteArray &query) { QTest::newRow(query.constData()) << query; };
    row("beginningDate=then&endingDate=now");
    for (const char *more :
         {"pageSize=0", "pageSize=1001", "cursor=abc", "cursor=-1", "order=up", "dateField=endTime", "skip=1"})
        row(twoWeeks + '&' + more);
}

void TestCxoneSandboxAnalytics::refuses()
{
    QFETCH(QByteArray, query);
    QCOMPARE(m_door->call("GET", base + "analyzed?" + query).status, 400);
}

MUSTER_TEST(TestCxoneSandboxAnalytics, QCoreApplication)

} // namespace tst_cxonesandboxanalytics
#include "tst_cxonesandboxanalytics.moc"
