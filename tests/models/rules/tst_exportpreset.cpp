// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exportpreset.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>

using namespace muster;

namespace tst_exportpreset {

namespace {

ExportPreset sample()
{
    return {.name = u"Weekly"_qs,
            .attributes = {u"city"_qs, u"phone"_qs},
            .filters = {{u"tier"_qs, FilterOperator::Equals, u"gold"_qs}},
            .format = FileFormat::JsonLines,
            .textProfile = TextProfile::Spreadsheets,
            .target = u"/data/{segment}-{date}.jsonl"_qs};
}

} // namespace

class TestExportPreset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWasKept()
    {
        ExportPreset expected = sample();
        expected.name.clear(); // stands beside it
        QCOMPARE(presetFromContent(presetContent(sample())).value(), expected);
        QCOMPARE(presetFromContent(presetContent(ExportPreset())).value(), ExportPreset());
    }

    void keepsHowColumnsAreTreated()
    {
        ExportPreset preset = sample();
        preset.name.clear();
        preset.format = FileFormat::Csv;
        preset.byteOrderMark = true;
        preset.treated = {{u"phone"_qs, ColumnTreatment::Masked}, {contactIdColumn, ColumnTreatment::Pseudonym}};
        QCOMPARE(presetFromContent(presetContent(preset)).value(), preset);
        ExportOrder order;
        order.byteOrderMark = true;
        order.treated = preset.treated;
        order.pseudonymKey = u"0123456789abcdef"_qs;
        const ExportPreset made = presetOf(order, u"p"_qs, QDate(2026, 3, 4));
        QCOMPARE(made.treated, preset.treated);
        QVERIFY(made.byteOrderMark);
        // What the segment lacks is said; the contact ID is always there.
        QCOMPARE(unknownAttributes({.treated = preset.treated}, {}), QStringList{u"phone"_qs});
        QJsonObject twice = presetContent(preset);
        QJsonArray treated = twice[u"treated"].toArray();
        treated.append(treated.first());
        twice.insert(u"treated"_qs, treated);
        QVERIFY(!presetFromContent(twice));
    }

    void refusesWhatItDidNotWrite_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("format") << u"format"_qs << QJsonValue(u"ods"_qs);
        QTest::newRow("attributes") << u"attributes"_qs << QJsonValue(u"city"_qs);
        QTest::newRow("no target") << u"target"_qs << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("relative target") << u"target"_qs << QJsonValue(u"out.csv"_qs);
        QTest::newRow("operator") << u"filters"_qs
                                  << QJsonValue(QJsonArray{QJsonObject{{u"attribute"_qs, u"a"_qs},
                                                                       {u"operator"_qs, u"like"_qs},
                                                                       {u"value"_qs, u"b"_qs}}});
        QTest::newRow("something else") << u"webhook"_qs << QJsonValue(u"https://example.com"_qs);
    }
    void refusesWhatItDidNotWrite()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QJsonObject content = presetContent(sample());
        content.insert(member, value);
        QVERIFY(!presetFromContent(content));
    }

    void makesPlacesOfWhatVaries_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("pattern");
        QTest::newRow("segment and day") << u"/d/gold-tier-2026-03-04.csv"_qs << u"/d/{segment}-{date}.csv"_qs;
        QTest::newRow("segment") << u"/d/gold-tier.csv"_qs << u"/d/{segment}.csv"_qs;
        QTest::newRow("a longer word") << u"/d/gold-tiers.csv"_qs << u"/d/gold-tiers.csv"_qs;
        QTest::newRow("another day") << u"/d/all-2026-03-03.csv"_qs << u"/d/all-2026-03-03.csv"_qs;
        QTest::newRow("folder") << u"/gold-tier/2026-03-04/x.csv"_qs << u"/gold-tier/2026-03-04/x.csv"_qs;
    }
    void makesPlacesOfWhatVaries()
    {
        QFETCH(QString, file);
        QFETCH(QString, pattern);
        ExportOrder order;
        order.segmentName = u"Gold  tier!"_qs;
        order.targetFile = file;
        const QDate day(2026, 3, 4);
        const ExportPreset preset = presetOf(order, u"p"_qs, day);
        QCOMPARE(preset.target, pattern);
        QCOMPARE(presetTarget(preset, order.segmentName, day), file);
    }

    void fillsThePlaces()
    {
        QCOMPARE(presetTarget(sample(), u"../../etc/Läden"_qs, QDate(2026, 12, 1)),
                 u"/data/etc-l-den-2026-12-01.jsonl"_qs);
        ExportPreset other = sample();
        other.target = u"/{date}/{segment}{other}.csv"_qs;
        QCOMPARE(presetTarget(other, u"\u4e2d"_qs, QDate(2026, 12, 1)), u"/{date}/segment{other}.csv"_qs);
        other.target.clear();
        QCOMPARE(presetTarget(other, u"x"_qs, QDate(2026, 12, 1)), QString());
    }

    void namesWhatASegmentDoesNotHave()
    {
        QCOMPARE(unknownAttributes(sample(), {{.name = u"phone"_qs}, {.name = u"name"_qs}}),
                 (QStringList{u"city"_qs, u"tier"_qs}));
        QCOMPARE(unknownAttributes(sample(), {{.name = u"phone"_qs}, {.name = u"city"_qs}, {.name = u"tier"_qs}}),
                 QStringList());
    }
};

MUSTER_TEST(TestExportPreset, QCoreApplication)

} // namespace tst_exportpreset
#include "tst_exportpreset.moc"
