// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mappingsamples.h"
#include "models/rules/enrich/enrichmentmapping.h"

#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace muster;
using namespace muster::test;

namespace tst_enrichmentmapping {

namespace {

EnrichmentMapping sample()
{
    EnrichmentMapping mapping;
    mapping.name = QStringLiteral("Autumn");
    mapping.version = 4;
    mapping.idColumn = QStringLiteral("id");
    mapping.locale = QStringLiteral("de_DE");
    mapping.fields = {{.attribute = QStringLiteral("tier"),
                       .source = {.columns = {QStringLiteral("Level"), QStringLiteral("Old level")}},
                       .transforms = {TrimText(), ReadDate{QStringLiteral("d.M.yyyy"), QStringLiteral("de")},
                                      ReadNumber{QStringLiteral(","), QStringLiteral(".")},
                                      ReadBoolean{{QStringLiteral("x")}, {QStringLiteral("-")}},
                                      ReplacePattern{QStringLiteral("\\d"), QStringLiteral("#")},
                                      ValueTable{{{QStringLiteral("1"), QStringLiteral("Gold")}},
                                                 ValueTable::Unlisted::Replace,
                                                 QStringLiteral("Other")}},
                       .policy = {FieldWrite::OnlyIfEmpty, EmptyCell::SkipRow}},
                      {.attribute = QStringLiteral("source"), .source = {.constant = QStringLiteral("crm")}}};
    return mapping;
}

} // namespace

class TestEnrichmentMapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBytesAreFixed()
    {
        QCOMPARE(
            mappingJson(sample()),
            QByteArray(R"({"id_column":"id","fields":[{"attribute":"tier","source":{"columns":["Level","Old level"]},)"
                       R"("transforms":[{"kind":"trim"},{"kind":"date","format":"d.M.yyyy","locale":"de"},)"
                       R"({"kind":"number","decimal_mark":",","group_mark":"."},)"
                       R"({"kind":"boolean","yes":["x"],"no":["-"]},)"
                       R"({"kind":"replace","pattern":"\\d","replacement":"#"},)"
                       R"({"kind":"table","entries":[{"from":"1","to":"Gold"}],"unlisted":"replace",)"
                       R"("replacement":"Other"}],"write":"only_if_empty","empty":"skip_row"},)"
                       R"({"attribute":"source","source":{"constant":"crm"},"transforms":[],"write":"overwrite",)"
                       R"("empty":"keep"}],"guard_words":["null","NULL","N/A"],"locale":"de_DE"})"));
    }

    /// They stand in it only where there are any: what was written before keeps its digest (see theBytesAreFixed()).
    void alternativesAreWrittenAndRead()
    {
        EnrichmentMapping mapping;
        mapping.idColumn = QStringLiteral("id");
        mapping.guardWords.clear();
        mapping.fields = {{.attribute = QStringLiteral("tier"),
                           .source = {.columns = {QStringLiteral("Level")}},
                           .policy = {.invalid = InvalidCell::LeaveOut},
                           .alternatives = {{TrimText()}, {}}}};
        QCOMPARE(mappingJson(mapping),
                 QByteArray(R"({"id_column":"id","fields":[{"attribute":"tier","source":{"columns":["Level"]},)"
                            R"("transforms":[],"alternatives":[{"transforms":[{"kind":"trim"}]},{"transforms":[]}],)"
                            R"("write":"overwrite","empty":"keep","invalid":"leave_out"}],"guard_words":[],)"
                            R"("locale":""})"));
        QCOMPARE(*parseMapping(mappingJson(mapping)), mapping);
    }

    void alternativesHaveTheirLimits()
    {
        FieldMapping field{.attribute = QStringLiteral("a"), .source = {.columns = {QStringLiteral("A")}}};
        field.alternatives.resize(MappingLimits::alternatives);
        QVERIFY(limitFault(field).isEmpty());
        field.alternatives[1] = {ReplacePattern{QString(MappingLimits::text + 1, u'x'), {}}};
        QCOMPARE(limitFault(field), QStringLiteral("alternatives[1].transforms[0].pattern"));
        field.alternatives[1] = QList<FieldTransform>(MappingLimits::transforms + 1, TrimText());
        QCOMPARE(limitFault(field), QStringLiteral("alternatives[1].transforms"));
        field.alternatives.resize(MappingLimits::alternatives + 1);
        QCOMPARE(limitFault(field), QStringLiteral("alternatives"));
        const FieldMapping constant{
            .attribute = QStringLiteral("a"), .source = {.constant = QStringLiteral("x")}, .alternatives = {{}}};
        QCOMPARE(limitFault(constant), QStringLiteral("alternatives"));
    }

    void matchAndRecencyAreWrittenAndRead()
    {
        EnrichmentMapping mapping;
        mapping.idColumn = QStringLiteral("Mail");
        mapping.guardWords.clear();
        mapping.match = {QStringLiteral("email"), true};
        mapping.recency = {QStringLiteral("When"), QStringLiteral("d.M.yyyy"), QStringLiteral("changed")};
        QCOMPARE(mappingJson(mapping),
                 QByteArray(R"({"id_column":"Mail","fields":[],"guard_words":[],"locale":"",)"
                            R"("match":{"attribute":"email","ignore_case":true},)"
                            R"("recency":{"column":"When","format":"d.M.yyyy","attribute":"changed"}})"));
        QCOMPARE(*parseMapping(mappingJson(mapping)), mapping);
    }

    void matchAndRecencyHaveTheirLimits()
    {
        EnrichmentMapping mapping;
        mapping.match = {{}, true};
        QCOMPARE(limitFault(mapping), QStringLiteral("match.ignore_case"));
        mapping.match = {QString(MappingLimits::name + 1, u'x'), false};
        QCOMPARE(limitFault(mapping), QStringLiteral("match.attribute"));
        mapping.match = {};
        mapping.recency.format = QStringLiteral("d.M.yyyy"); // of which column?
        QCOMPARE(limitFault(mapping), QStringLiteral("recency.format"));
        mapping.recency = {{}, {}, QStringLiteral("changed")};
        QCOMPARE(limitFault(mapping), QStringLiteral("recency.attribute"));
        mapping.recency = {QString(MappingLimits::name + 1, u'x'), {}, {}};
        QCOMPARE(limitFault(mapping), QStringLiteral("recency.column"));
        mapping.recency = {QStringLiteral("When"), QString(MappingLimits::name + 1, u'x'), {}};
        QCOMPARE(limitFault(mapping), QStringLiteral("recency.format"));
    }

    void theDigestIsOfWhatIsDone()
    {
        EnrichmentMapping mapping = sample();
        const QString digest = mappingDigest(mapping);
        QCOMPARE(digest.size(), 64);
        mapping.name = QStringLiteral("Winter");
        mapping.version = 9;
        QCOMPARE(mappingDigest(mapping), digest);
        mapping.guardWords.append(QStringLiteral("-"));
        QVERIFY(mappingDigest(mapping) != digest);
    }

    void everyMappingComesBack()
    {
        QRandomGenerator random(17);
        for (int i = 0; i < 500; ++i) {
            EnrichmentMapping mapping;
            mapping.idColumn = sampleText(random, 5);
            mapping.locale = sampleText(random, 3);
            for (int field = random.bounded(5); field > 0; --field)
                mapping.fields.append(sampleField(random, field));
            if (random.bounded(2) == 0)
                mapping.guardWords = {sampleName(random, 7)};
            if (random.bounded(2) == 0)
                mapping.match = {sampleName(random, 5), random.bounded(2) == 0};
            if (random.bounded(2) == 0)
                mapping.recency = {sampleName(random, 5), sampleText(random, 5), sampleText(random, 5)};
            const auto again = parseMapping(mappingJson(mapping));
            QVERIFY2(again, mappingJson(mapping).constData());
            QCOMPARE(*again, mapping);
            QCOMPARE(mappingDigest(*again), mappingDigest(mapping));
        }
    }

    void aFileCarriesTheName()
    {
        EnrichmentMapping mapping = sample();
        const auto again = parseMappingFile(mappingFile(mapping));
        QVERIFY(again);
        mapping.version = 0;
        QCOMPARE(*again, mapping);
        QByteArray newer = mappingFile(mapping);
        newer.replace("\"version\":1", "\"version\":2");
        QCOMPARE(parseMappingFile(newer).error().code, QStringLiteral("newer_version"));
        QByteArray other = mappingFile(mapping);
        other.replace("muster-enrichment-mapping", "something");
        QCOMPARE(parseMappingFile(other).error().subject, QStringLiteral("format"));
        QCOMPARE(parseMappingFile(mappingJson(mapping)).error().subject, QStringLiteral("format"));
        other = mappingFile(mapping);
        other.replace("\"name\":", "\"more\":1,\"name\":");
        QCOMPARE(parseMappingFile(other).error().subject, QStringLiteral("unexpected"));
    }

    void damageIsNamedByItsPlace_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *from, const char *to, const char *place) {
            QTest::addRow("%s %s", place, to) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(place);
        };
        row("{\"id_column\":", "[", "object");
        row("\"id_column\":\"id\"", "\"id_column\":1", "id_column");
        row("\"id_column\":", "\"idcolumn\":", "id_column");
        row("\"locale\":\"de_DE\"", "\"locale\":\"de_DE\",\"more\":1", "unexpected");
        row("\"locale\":\"de_DE\"", "\"locale\":\"\\ud800\"", "locale");
        row("\"kind\":\"trim\"", "\"kind\":\"trimm\"", "fields[0].transforms[0].kind");
        row("\"kind\":\"trim\"", "\"kind\":\"trim\",\"x\":1", "fields[0].transforms[0].unexpected");
        row("\"format\":\"d.M.yyyy\"", "\"format\":null", "fields[0].transforms[1].format");
        row("\"unlisted\":\"replace\"", "\"unlisted\":\"drop\"", "fields[0].transforms[5].unlisted");
        row("\"unlisted\":\"replace\"", "\"unlisted\":\"keep\"", "fields[0].transforms[5].replacement");
        row("{\"from\":\"1\",\"to\":\"Gold\"}", "7", "fields[0].transforms[5].entries[0]");
        row("{\"from\":\"1\",\"to\":\"Gold\"}", "{\"from\":\"1\",\"to\":\"\"},{\"from\":\"1\",\"to\":\"\"}",
            "fields[0].transforms[5].entries");
        row("\"columns\":[\"Level\",\"Old level\"]", "\"columns\":[]", "fields[0].source.columns");
        row("\"columns\":[\"Level\",\"Old level\"]", "\"columns\":[\"x\",\"x\"]", "fields[0].source.columns");
        row("\"columns\":[\"Level\",\"Old level\"]", "\"columns\":[\"x\"],\"constant\":\"y\"",
            "fields[0].source.unexpected");
        row("\"source\":{\"constant\":\"crm\"}", "\"source\":[]", "fields[1].source.columns");
        row("\"attribute\":\"tier\"", "\"attribute\":\"\"", "fields[0].attribute");
        row("\"write\":\"only_if_empty\"", "\"write\":\"never\"", "fields[0].write");
        row("\"empty\":\"skip_row\"", "\"empty\":true", "fields[0].empty");
        row("\"guard_words\":[\"null\"", "\"guard_words\":[\"0\"", "guard_words"); // never counts as empty
        row("\"guard_words\":[\"null\"", "\"guard_words\":[\"False\"", "guard_words");
        row("\"guard_words\":[\"null\"", "\"guard_words\":[\"NULL\"", "guard_words");
        row("\"guard_words\":[\"null\"", "\"guard_words\":[\"\"", "guard_words");
    }

    void damageIsNamedByItsPlace()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, place);
        QByteArray json = mappingJson(sample());
        QVERIFY(json.contains(from));
        json.replace(from, to);
        const auto mapping = parseMapping(json);
        QVERIFY(!mapping);
        QCOMPARE(mapping.error().kind, ErrorKind::Damaged);
        QCOMPARE(mapping.error().code, QStringLiteral("mapping_unreadable"));
        QCOMPARE(mapping.error().subject, place);
    }

    void limitsHold()
    {
        EnrichmentMapping mapping = sample();
        mapping.fields.clear();
        for (int i = 0; i < 1001; ++i)
            mapping.fields.append({.attribute = QString::number(i), .source = {.constant = QString()}});
        QCOMPARE(parseMapping(mappingJson(mapping)).error().subject, QStringLiteral("fields"));
        mapping.fields.removeLast();
        QVERIFY(parseMapping(mappingJson(mapping)));
        mapping.fields[0].attribute = QString(201, u'x');
        QCOMPARE(limitFault(mapping), QStringLiteral("fields[0].attribute"));
        QCOMPARE(parseMapping(QByteArray(2 * 1024 * 1024, ' ')).error().subject, QStringLiteral("size"));
        QCOMPARE(parseMapping(QByteArray(100'000, '[')).error().subject, QStringLiteral("object"));
    }

    void keysComeBack()
    {
        for (int kind = 0; kind < transformKindCount; ++kind) {
            const TransformKind one = TransformKind(kind);
            QCOMPARE(transformKind(emptyTransform(one)), one);
            QCOMPARE(valueOf<TransformKind>(keyOf(one)), std::optional(one));
        }
        QVERIFY(!valueOf<TransformKind>(u"nothing"));
    }
};

MUSTER_TEST(TestEnrichmentMapping, QCoreApplication)

} // namespace tst_enrichmentmapping
#include "tst_enrichmentmapping.moc"
