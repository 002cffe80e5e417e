// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/criteria/fieldprofile.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_fieldprofile {

class TestFieldProfile : public QObject
{
    Q_OBJECT

private:
    static QByteArray withFields(const QByteArray &fields)
    {
        return R"({"format":"muster-audience-fields","version":1,"source":"crm_sync","fields":[)" + fields + "]}";
    }

private Q_SLOTS:
    void readsWhatItWrites();
    void labelsAndValuesMayBeMissing();
    void namesThePlaceOfAFault_data();
    void namesThePlaceOfAFault();
    void F98_aNewerVersionIsRefused();
    void S23_limitsHold();
};

void TestFieldProfile::readsWhatItWrites()
{
    const FieldProfile profile{AudienceSource::InteractionHistory,
                               CriteriaFields({{QStringLiteral("tier"),
                                                CriteriaFieldType::Text,
                                                QStringLiteral("service tier"),
                                                {QStringLiteral("a \"b\""), QStringLiteral("\u00e9")}},
                                               {QStringLiteral("score"), CriteriaFieldType::Number, {}, {}}})};
    const QByteArray json = fieldProfileJson(profile);
    QCOMPARE(json,
             QByteArray("{\n  \"format\": \"muster-audience-fields\",\n  \"version\": 1,\n"
                        "  \"source\": \"interaction_history\",\n  \"fields\": [\n"
                        "    {\"name\": \"tier\", \"type\": \"text\", \"label\": \"service tier\", \"values\": "
                        "[\"a \\\"b\\\"\",\"\xC3\xA9\"]},\n"
                        "    {\"name\": \"score\", \"type\": \"number\"}\n  ]\n}\n"));
    QCOMPARE(parseFieldProfile(json), Result<FieldProfile>(profile));
    const FieldProfile empty{AudienceSource::CrmSync, {}};
    QCOMPARE(parseFieldProfile(fieldProfileJson(empty)), Result<FieldProfile>(empty));
}

void TestFieldProfile::labelsAndValuesMayBeMissing()
{
    const auto profile = parseFieldProfile(withFields(R"({"name":"a","type":"date"},{"name":"A","type":"boolean"})"));
    QVERIFY(profile);
    QCOMPARE(profile->source, AudienceSource::CrmSync);
    QCOMPARE(profile->fields.all().size(), 2);
    QCOMPARE(profile->fields.find(QStringLiteral("A"))->type, CriteriaFieldType::Boolean);
}

void TestFieldProfile::namesThePlaceOfAFault_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    const auto row = [](const QByteArray &json, const char *place) {
        QTest::addRow("%s", place) << json << QString::fromLatin1(place);
    };
    row("[]", "object");
    row(R"({"format":"other","version":1,"source":"crm_sync","fields":[]})", "format");
    row(R"({"format":"muster-audience-fields","version":0,"source":"crm_sync","fields":[]})", "version");
    row(R"({"format":"muster-audience-fields","version":1,"source":"crm","fields":[]})", "source");
    row(R"({"format":"muster-audience-fields","version":1,"source":"crm_sync","fields":{}})", "fields");
    row(R"({"format":"muster-audience-fields","version":1,"source":"crm_sync","fields":[],"x":1})", "unexpected");
    row(withFields("1"), "fields[0]");
    row(withFields(R"({"name":"a","type":"text"},{"name":"","type":"text"})"), "fields[1].name");
    row(withFields(R"({"name":"a","type":"money"})"), "fields[0].type");
    row(withFields(R"({"name":"a","type":"text","label":5})"), "fields[0].label");
    row(withFields(R"({"name":"a","type":"text","values":["x",1]})"), "fields[0].values");
    row(withFields(R"({"name":"a","type":"text","values":["x","x"]})"), "fields[0].values");
    row(withFields(R"({"name":"a","type":"text","unit":"EUR"})"), "fields[0].unexpected");
    row(withFields(R"({"name":"a","type":"text"},{"name":"b","type":"text"},{"name":"a","type":"date"})"),
        "fields[2].name");
}

void TestFieldProfile::namesThePlaceOfAFault()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, place);
    const auto profile = parseFieldProfile(json);
    QVERIFY(!profile);
    QCOMPARE(profile.error().kind, ErrorKind::BadInput);
    QCOMPARE(profile.error().code, QStringLiteral("field_profile_unreadable"));
    QCOMPARE(profile.error().subject, place);
}

void TestFieldProfile::F98_aNewerVersionIsRefused()
{
    const auto profile
        = parseFieldProfile(R"({"format":"muster-audience-fields","version":2,"source":"crm_sync","kinds":[]})");
    QCOMPARE(profile.error().kind, ErrorKind::Damaged);
    QCOMPARE(profile.error().code, QStringLiteral("newer_version"));
}

void TestFieldProfile::S23_limitsHold()
{
    QCOMPARE(parseFieldProfile(QByteArray(FieldProfileLimits::bytes + 1, ' ')).error().subject, QStringLiteral("size"));
    QByteArray many;
    for (int i = 0; i <= FieldProfileLimits::fields; ++i)
        many += (i == 0 ? "" : ",") + QByteArray(R"({"name":"f)") + QByteArray::number(i) + R"(","type":"text"})";
    QCOMPARE(parseFieldProfile(withFields(many)).error().subject, QStringLiteral("fields"));
    const QByteArray longName(FieldProfileLimits::name + 1, 'n');
    QCOMPARE(parseFieldProfile(withFields(R"({"name":")" + longName + R"(","type":"text"})")).error().subject,
             QStringLiteral("fields[0].name"));
    const QByteArray longValue(FieldProfileLimits::value + 1, 'v');
    QCOMPARE(parseFieldProfile(withFields(R"({"name":"a","type":"text","values":[")" + longValue + R"("]})"))
                 .error()
                 .subject,
             QStringLiteral("fields[0].values"));
}

MUSTER_TEST(TestFieldProfile, muster::tests::NoApplication)

} // namespace tst_fieldprofile
#include "tst_fieldprofile.moc"
