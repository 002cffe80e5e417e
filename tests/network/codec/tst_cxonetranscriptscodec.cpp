// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxonetranscriptscodec.h"
#include "tests/support/testpaths.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace muster;
using namespace muster::test;

namespace tst_cxonetranscriptscodec {

namespace {

const CxoneTranscriptsCodec codec;
const QString id = QStringLiteral("seg-1");

template <typename T>
QString faultOf(const Result<T> &result)
{
    return result ? QStringLiteral("none")
                  : errorKindKey(result.error().kind) + u' ' + result.error().code + u' ' + result.error().detail;
}

QByteArray sample(const char *name)
{
    return dataBytes(QStringLiteral("cxone/") + QLatin1String(name) + QStringLiteral(".json"));
}

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QLatin1String(text), Qt::ISODateWithMs);
}

QByteArray segment(const QByteArray &members)
{
    return "{\"interactions\":[{" + members + "}]}";
}

} // namespace

class TestCxoneTranscriptsCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatIsSearchedFor();
    void readsAPageOfSegments();
    void mediaTypes_data();
    void mediaTypes();
    void nextCursors_data();
    void nextCursors();
    void S43_totalsThatCannotBeAreNotSaid();
    void F61_wrongPages_data();
    void F61_wrongPages();
    void F62_segmentIds_data();
    void F62_segmentIds();
    void aTranscriptStaysByteByByte();
    void theIdIsQuoted();
    void whatIsNotSaidIsLeftOut();
    void blocksShowTheMediaType_data();
    void blocksShowTheMediaType();
    void F61_wrongTranscripts_data();
    void F61_wrongTranscripts();
    void S16_hostileTranscripts_data();
    void S16_hostileTranscripts();
};

void TestCxoneTranscriptsCodec::namesWhatIsSearchedFor()
{
    using Query = QList<QPair<QString, QString>>;
    const auto pair = [](const char *name, const char *value) {
        return qMakePair(QString::fromLatin1(name), QString::fromLatin1(value));
    };
    InteractionQuery query;
    QCOMPARE(codec.search(query, std::nullopt),
             (Query{pair("dateField", "startTime"), pair("beginningDate", ""), pair("endingDate", ""),
                    pair("pageSize", "100"), pair("cursor", ""), pair("order", "asc")}));
    // In UTC, and a second too wide on either side.
    query.from = utc("2026-03-01T10:15:00.250+01:00");
    query.to = utc("2026-03-02T00:00:00Z");
    query.media = MediaType::Voice;
    QCOMPARE(codec.search(query, 1'772'356'500'249),
             (Query{pair("dateField", "startTime"), pair("beginningDate", "2026-03-01T09:14:59Z"),
                    pair("endingDate", "2026-03-02T00:00:01Z"), pair("pageSize", "100"),
                    pair("cursor", "1772356500249"), pair("order", "asc")}));
}

void TestCxoneTranscriptsCodec::readsAPageOfSegments()
{
    const auto page = codec.page(sample("segments"));
    QVERIFY2(page, qPrintable(faultOf(page)));
    const QList<InteractionSummary> items{
        {QStringLiteral("5f1c2a10-0001-4000-8000-000000000001"), QStringLiteral("voice"),
         utc("2026-03-01T09:15:00.250Z")},
        {QStringLiteral("5f1c2a10-0002-4000-8000-000000000002"), QStringLiteral("chat"), utc("2026-03-01T09:15:00Z")},
        {QStringLiteral("5f1c2a10-0003-4000-8000-000000000003"), QStringLiteral("Email"), {}}};
    QCOMPARE(page->items, items);
    QCOMPARE(page->total, 3);
    QVERIFY(page->hasNext);
    QCOMPARE(page->nextCursor, std::optional<qint64>(1'772'356'500'250));
}

void TestCxoneTranscriptsCodec::mediaTypes_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QString>("media");
    QTest::newRow("practice") << QByteArray("\"PhoneCall\"") << QStringLiteral("voice");
    QTest::newRow("written otherwise") << QByteArray("\"PHONE_CALL\"") << QStringLiteral("voice");
    QTest::newRow("ours") << QByteArray("\"VOICE\"") << QStringLiteral("voice");
    QTest::newRow("chat") << QByteArray("\"Chat\"") << QStringLiteral("chat");
    QTest::newRow("unknown is shown as it is") << QByteArray("\"WorkItem\"") << QStringLiteral("WorkItem");
    QTest::newRow("null") << QByteArray("null") << QString();
}

void TestCxoneTranscriptsCodec::mediaTypes()
{
    QFETCH(QByteArray, word);
    const auto page = codec.page(segment("\"segmentId\":\"s\",\"mediaType\":" + word));
    QVERIFY2(page, qPrintable(faultOf(page)));
    QTEST(page->items.first().mediaType, "media");
}

void TestCxoneTranscriptsCodec::nextCursors_data()
{
    QTest::addColumn<QByteArray>("links");
    QTest::addColumn<bool>("hasNext");
    QTest::addColumn<qint64>("cursor");
    const auto row = [](const char *name, const char *links, bool hasNext, qint64 cursor) {
        QTest::newRow(name) << QByteArray(links) << hasNext << cursor;
    };
    row("none", "{}", false, -1);
    row("null", "null", false, -1);
    row("null next", R"({"next":null})", false, -1);
    row("relative", R"({"next":"/segments/analyzed?cursor=17"})", true, 17);
    row("no cursor", R"({"next":"/segments/analyzed?pageSize=100"})", true, -1);
    row("no number", R"({"next":"?cursor=abc"})", true, -1);
    row("negative", R"({"next":"?cursor=-5"})", true, -1);
    row("too large", R"({"next":"?cursor=99999999999999999999"})", true, -1);
}

void TestCxoneTranscriptsCodec::nextCursors()
{
    QFETCH(QByteArray, links);
    QFETCH(qint64, cursor);
    const auto page = codec.page("{\"interactions\":[],\"links\":" + links + '}');
    QVERIFY2(page, qPrintable(faultOf(page)));
    QTEST(page->hasNext, "hasNext");
    QCOMPARE(page->nextCursor.value_or(-1), cursor);
}

void TestCxoneTranscriptsCodec::S43_totalsThatCannotBeAreNotSaid()
{
    QCOMPARE(codec.page(R"({"interactions":[],"totalRecords":-40})")->total, -1);
    QCOMPARE(codec.page(R"({"interactions":[]})")->total, -1);
    QCOMPARE(codec.page(R"({"interactions":[],"totalRecords":9007199254740993})")->total, 9'007'199'254'740'993);
}

void TestCxoneTranscriptsCodec::F61_wrongPages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const QByteArray &body, const char *fault) {
        QTest::newRow(name) << body << QString::fromLatin1(fault);
    };
    row("empty", "", "not_from_api empty_body ");
    row("page", "<html>", "not_from_api markup ");
    row("cut", R"({"interactions":[{"segmentId":"s")", "broken_body cut_body ");
    row("an array", "[]", "unexpected_shape not_object ");
    row("no segments", R"({"totalRecords":0})", "unexpected_shape missing interactions");
    row("segments no array", R"({"interactions":{}})", "unexpected_shape not_array interactions");
    row("segment no object", R"({"interactions":[7]})", "unexpected_shape not_object interactions[0]");
    row("time", segment(R"("segmentId":"s","startTime":"yesterday")"),
        "unexpected_shape not_time interactions[0].startTime");
    row("time a number", segment(R"("segmentId":"s","startTime":17)"),
        "unexpected_shape not_text interactions[0].startTime");
    row("total a text", R"({"interactions":[],"totalRecords":"7"})", "unexpected_shape not_integer totalRecords");
    row("links", R"({"interactions":[],"links":[]})", "unexpected_shape not_object links");
    row("next a number", R"({"interactions":[],"links":{"next":5}})", "unexpected_shape not_text links.next");
}

void TestCxoneTranscriptsCodec::F61_wrongPages()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, fault);
    QCOMPARE(faultOf(codec.page(body)), fault);
}

void TestCxoneTranscriptsCodec::F62_segmentIds_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const char *id : {"\"\"", "null", "7", "\"..\"", "\"a b\"", "\"a,b\"", "\"a\\u0000\"", "{}"})
        QTest::newRow(id) << QByteArray(id);
    QTest::newRow("long") << '"' + QByteArray(10'000, 'x') + '"';
}

void TestCxoneTranscriptsCodec::F62_segmentIds()
{
    QFETCH(QByteArray, id);
    const auto page = codec.page(segment("\"segmentId\":" + id));
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ErrorKind::UnexpectedShape);
    QCOMPARE(page.error().details.first().field, QStringLiteral("interactions[0].segmentId"));
}

void TestCxoneTranscriptsCodec::aTranscriptStaysByteByByte()
{
    const QByteArray body = sample("voice");
    const auto artifacts = codec.artifacts(body, id);
    QVERIFY2(artifacts, qPrintable(faultOf(artifacts)));
    QCOMPARE(artifacts->size(), 1);
    const TranscriptArtifact &artifact = artifacts->first();
    QCOMPARE(artifact.interactionId, id);
    QCOMPARE(artifact.mediaType, QStringLiteral("voice"));
    QCOMPARE(artifact.timestamp, utc("2026-03-01T09:31:00.120Z"));
    QVERIFY(!artifact.masked);
    QCOMPARE(artifact.json,
             R"({"interactionId":"seg-1","mediaType":"voice","timestamp":"2026-03-01T09:31:00.120Z","masked":false,)"
             "\"transcript\":"
                 + body.trimmed() + '}');
}

void TestCxoneTranscriptsCodec::theIdIsQuoted()
{
    const QString odd = QStringLiteral("a\"b\\ü");
    const auto artifacts = codec.artifacts(R"({"transcriptBlocks":[]})", odd);
    QVERIFY2(artifacts, qPrintable(faultOf(artifacts)));
    const QJsonObject object = QJsonDocument::fromJson(artifacts->first().json).object();
    QCOMPARE(object[u"interactionId"].toString(), odd);
    QCOMPARE(object.size(), 4);
    QCOMPARE(faultOf(codec.artifacts(R"({"transcriptBlocks":[]})", {})), QStringLiteral("bad_input interaction_id "));
}

void TestCxoneTranscriptsCodec::whatIsNotSaidIsLeftOut()
{
    for (const char *head : {"", R"("annotatedDateTime":null,"type":null,)", R"("annotatedDateTime":"soon",)",
                             R"("annotatedDateTime":7,"type":{},)"}) {
        const auto artifacts = codec.artifacts('{' + QByteArray(head) + R"("transcriptBlocks":[]})", id);
        QVERIFY2(artifacts, head);
        QVERIFY(!artifacts->first().timestamp.isValid());
        QVERIFY(artifacts->first().mediaType.isEmpty());
        QVERIFY(!artifacts->first().json.contains("\"timestamp\""));
    }
}

void TestCxoneTranscriptsCodec::blocksShowTheMediaType_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("media");
    const auto row = [](const char *name, const char *body, const char *media) {
        QTest::newRow(name) << QByteArray(body) << QString::fromLatin1(media);
    };
    row("its own word", R"({"transcriptBlocks":[{"voiceMetadata":{}}],"type":"Chat"})", "chat");
    row("a word that says nothing", R"({"type":"ANALYZED","transcriptBlocks":[{"voiceMetadata":{"startTime":1}}]})",
        "voice");
    row("the second block", R"({"transcriptBlocks":[{"chatMetadata":null},{"chatMetadata":{"timestamp":1}}]})", "chat");
    row("null is none", R"({"type":"Email","transcriptBlocks":[{"voiceMetadata":null,"emailMetadata":{}}]})", "Email");
}

void TestCxoneTranscriptsCodec::blocksShowTheMediaType()
{
    QFETCH(QByteArray, body);
    const auto artifacts = codec.artifacts(body, id);
    QVERIFY2(artifacts, qPrintable(faultOf(artifacts)));
    QTEST(artifacts->first().mediaType, "media");
}

void TestCxoneTranscriptsCodec::F61_wrongTranscripts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const char *body, const char *fault) {
        QTest::newRow(name) << QByteArray(body) << QString::fromLatin1(fault);
    };
    row("empty", " ", "not_from_api empty_body ");
    row("page", "<html>", "not_from_api markup ");
    row("array", "[]", "unexpected_shape not_object ");
    row("another answer", R"({"message":"my number is 415-555-0123"})", "unexpected_shape missing transcriptBlocks");
    row("null", R"({"transcriptBlocks":null})", "unexpected_shape not_array transcriptBlocks");
    row("text", R"({"transcriptBlocks":"415-555-0123"})", "unexpected_shape not_array transcriptBlocks");
    row("block", R"({"transcriptBlocks":["415-555-0123"]})", "unexpected_shape not_object transcriptBlocks");
    row("cut", R"({"transcriptBlocks":[{"text":"415-555-0123)", "broken_body cut_body offset 42");
    row("rubbish behind", R"({"transcriptBlocks":[]} 415-555-0123)", "broken_body invalid_json offset 24");
}

void TestCxoneTranscriptsCodec::F61_wrongTranscripts()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, fault);
    const auto artifacts = codec.artifacts(body, id);
    QCOMPARE(faultOf(artifacts), fault);
    // And nothing that somebody said.
    for (const FieldFault &detail : artifacts.error().details)
        QVERIFY(!detail.field.contains(u"0123") && !detail.issue.contains(u"0123"));
}

void TestCxoneTranscriptsCodec::S16_hostileTranscripts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("kind");
    QTest::newRow("deep") << "{\"transcriptBlocks\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + '}'
                          << QStringLiteral("limit_exceeded");
    QTest::newRow("named twice") << QByteArray(R"({"transcriptBlocks":[],"transcriptBlocks":[{"text":"a"}]})")
                                 << QStringLiteral("unexpected_shape");
    QTest::newRow("half a pair") << QByteArray(R"({"transcriptBlocks":[{"text":"\ud83d"}]})")
                                 << QStringLiteral("broken_body");
    QTest::newRow("no UTF-8") << QByteArray("{\"transcriptBlocks\":[{\"text\":\"\xff\"}]}")
                              << QStringLiteral("broken_body");
    QTest::newRow("NaN") << QByteArray(R"({"transcriptBlocks":[],"metrics":NaN})") << QStringLiteral("broken_body");
}

void TestCxoneTranscriptsCodec::S16_hostileTranscripts()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, kind);
    const auto artifacts = codec.artifacts(body, id);
    QVERIFY(!artifacts);
    QCOMPARE(errorKindKey(artifacts.error().kind), kind);
}

MUSTER_TEST(TestCxoneTranscriptsCodec, QCoreApplication)

} // namespace tst_cxonetranscriptscodec
#include "tst_cxonetranscriptscodec.moc"
