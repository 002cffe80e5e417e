// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/planreader.h"

#include "models/rules/numbers/numberengine.h"
#include "models/rules/numbers/plandifference.h"
#include "tests/support/testprogram.h"

#include <QBuffer>
#include <QFile>
#include <QXmlStreamWriter>

using namespace muster;

namespace tst_planreader {

namespace {

using Kind = PlanFault::Kind;

constexpr const char *published = MUSTER_SOURCES "/resources/number-plans/PhoneNumberMetadata.xml";

constexpr std::array typeNames = {"premiumRate",    "tollFree", "sharedCost", "voip",      "personalNumber",
                                  "pager",          "uan",      "voicemail",  "fixedLine", "mobile"};

QString lengthsText(std::uint32_t lengths)
{
    QStringList parts;
    for (int length = 1; length < 32; ++length) {
        if ((lengths >> length & 1u) != 0)
            parts.append(QString::number(length));
    }
    return parts.join(u',');
}

std::uint32_t bits(const std::vector<int> &lengths)
{
    std::uint32_t result = 0;
    for (const int length : lengths)
        result |= 1u << unsigned(length);
    return result;
}

void writeTerritory(QXmlStreamWriter &xml, const RegionPlan &plan)
{
    const auto attribute = [&xml](const char *name, const std::string &value) {
        if (!value.empty())
            xml.writeAttribute(QLatin1String(name), QString::fromStdString(value));
    };
    xml.writeStartElement(QStringLiteral("territory"));
    attribute("id", plan.id);
    attribute("countryCode", std::to_string(plan.callingCode));
    if (plan.mainOfCallingCode)
        attribute("mainCountryForCode", "true");
    attribute("leadingDigits", plan.leadingDigits);
    attribute("internationalPrefix", plan.internationalPrefix);
    attribute("nationalPrefixForParsing", plan.nationalPrefix);
    attribute("nationalPrefixTransformRule", plan.transformRule);
    if (plan.extensionPrefix != " ext. ")
        attribute("preferredExtnPrefix", plan.extensionPrefix);
    xml.writeStartElement(QStringLiteral("availableFormats"));
    for (const NumberFormatRule &format : plan.formats) {
        xml.writeStartElement(QStringLiteral("numberFormat"));
        attribute("pattern", format.pattern);
        attribute("nationalPrefixFormattingRule", format.nationalPrefixRule);
        if (!format.leadingDigits.empty()) {
            xml.writeTextElement(QStringLiteral("leadingDigits"), QStringLiteral("1"));
            xml.writeTextElement(QStringLiteral("leadingDigits"), QString::fromStdString(format.leadingDigits));
        }
        xml.writeTextElement(QStringLiteral("format"), QString::fromStdString(format.format));
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeStartElement(QStringLiteral("generalDesc"));
    xml.writeTextElement(QStringLiteral("nationalNumberPattern"),
                         QStringLiteral("\n      ") + QString::fromStdString(plan.general.pattern));
    xml.writeEndElement();
    bool localWritten = plan.localLengths.empty();
    for (std::size_t type = 0; type < typeNames.size(); ++type) {
        const NumberShape &shape = plan.types[type];
        if (shape.pattern.empty())
            continue;
        xml.writeStartElement(QLatin1String(typeNames[type]));
        xml.writeEmptyElement(QStringLiteral("possibleLengths"));
        xml.writeAttribute(QStringLiteral("national"),
                           lengthsText(shape.anyLength ? plan.general.lengths : shape.lengths));
        if (!localWritten)
            xml.writeAttribute(QStringLiteral("localOnly"), lengthsText(bits(plan.localLengths)));
        localWritten = true;
        xml.writeTextElement(QStringLiteral("exampleNumber"), QString::fromStdString(shape.example));
        xml.writeTextElement(QStringLiteral("nationalNumberPattern"), QString::fromStdString(shape.pattern));
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

QByteArray xmlOf(const NumberPlan &plan)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("phoneNumberMetadata"));
    xml.writeStartElement(QStringLiteral("territories"));
    for (const RegionPlan &region : plan.regions)
        writeTerritory(xml, region);
    xml.writeEndDocument();
    return bytes;
}

PlanResult<NumberPlan> readBytes(QByteArray bytes)
{
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::ReadOnly))
        qFatal("a buffer that cannot be opened");
    return readPlan(buffer);
}

/// Read, then checked: what a file that somebody gives goes through.
std::optional<PlanFault> faultOf(const QByteArray &bytes)
{
    const auto plan = readBytes(bytes);
    if (!plan)
        return plan.error();
    const auto checked = checkPlan(*plan);
    return checked ? std::nullopt : std::optional(checked.error());
}

RegionPlan &regionOf(NumberPlan &plan, std::string_view id)
{
    return *std::find_if(plan.regions.begin(), plan.regions.end(),
                         [id](const RegionPlan &region) { return region.id == id; });
}

bool sameShape(const NumberShape &left, const NumberShape &right)
{
    return left.pattern == right.pattern && left.anyLength == right.anyLength && left.lengths == right.lengths
        && left.example == right.example;
}

/// Empty: all is equal.
QString difference(const RegionPlan &left, const RegionPlan &right)
{
    const auto formats = [](const RegionPlan &plan) {
        QStringList all;
        for (const NumberFormatRule &rule : plan.formats) {
            for (const std::string &part : {rule.pattern, rule.leadingDigits, rule.format, rule.nationalPrefixRule})
                all.append(QString::fromStdString(part));
        }
        return all;
    };
    const std::array same{left.id == right.id,
                          left.callingCode == right.callingCode,
                          left.mainOfCallingCode == right.mainOfCallingCode,
                          left.hasLeadingDigits == right.hasLeadingDigits,
                          left.leadingDigits == right.leadingDigits,
                          left.internationalPrefix == right.internationalPrefix,
                          left.nationalPrefix == right.nationalPrefix,
                          left.transformRule == right.transformRule,
                          left.extensionPrefix == right.extensionPrefix,
                          left.sameMobileAndFixed == right.sameMobileAndFixed,
                          left.possibleLengths == right.possibleLengths,
                          left.localLengths == right.localLengths,
                          formats(left) == formats(right),
                          left.general.pattern == right.general.pattern && left.general.lengths == right.general.lengths,
                          std::equal(left.types.begin(), left.types.end(), right.types.begin(), sameShape)};
    const auto first = std::find(same.begin(), same.end(), false);
    return first == same.end()
        ? QString()
        : QStringLiteral("%1: %2").arg(QString::fromStdString(left.id)).arg(first - same.begin());
}

} // namespace

class TestPlanReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_installed = loadInstalledPlan();
        QVERIFY(m_installed.has_value());
    }

    void readsWhatTheProjectPublishes()
    {
        QFile file{QString::fromLatin1(published)};
        QVERIFY(file.open(QIODevice::ReadOnly));
        auto plan = readPlan(file);
        QVERIFY(plan.has_value());
        QCOMPARE(plan->regions.size(), m_installed->regions.size());
        QVERIFY(checkPlan(*plan).has_value());
        const RegionPlan &germany = regionOf(*plan, "DE");
        QCOMPARE(germany.callingCode, 49);
        QCOMPARE(germany.nationalPrefix, "0");
        QCOMPARE(germany.internationalPrefix, "00");
        QVERIFY(!germany.formats.empty());
        // White space in the file's patterns is none of theirs.
        for (const RegionPlan &region : plan->regions)
            QVERIFY(region.general.pattern.find_first_of(" \n\t") == std::string::npos);
    }

    void readsBackWhatTheLibraryHolds()
    {
        const auto plan = readBytes(xmlOf(*m_installed));
        QVERIFY(plan.has_value());
        QCOMPARE(plan->regions.size(), m_installed->regions.size());
        for (std::size_t at = 0; at < plan->regions.size(); ++at)
            QCOMPARE(difference(plan->regions[at], m_installed->regions[at]), QString());
        QVERIFY(checkPlan(*plan).has_value());
        QVERIFY(planDifferences(*m_installed, *plan).empty());
    }

    void S17_entitiesAndOtherFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("an entity") << QByteArray("<!DOCTYPE phoneNumberMetadata [<!ENTITY a \"1\">]>");
        QTest::newRow("entities of entities") << QByteArray(
            "<!DOCTYPE phoneNumberMetadata [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>");
        QTest::newRow("a file of the system") << QByteArray(
            "<!DOCTYPE phoneNumberMetadata [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>");
        QTest::newRow("a document type elsewhere") << QByteArray(
            "<!DOCTYPE phoneNumberMetadata SYSTEM \"http://127.0.0.1/a.dtd\">");
    }
    void S17_entitiesAndOtherFilesAreRefused()
    {
        QFETCH(QByteArray, head);
        QByteArray xml = xmlOf(*m_installed);
        xml.insert(xml.indexOf("<phoneNumberMetadata"), head);
        const auto fault = faultOf(xml);
        QVERIFY(fault.has_value());
        QCOMPARE(int(fault->kind), int(Kind::Entities));
        // The document type of the published file is no fault.
        QCOMPARE(faultOf(xml.replace(head, "<!DOCTYPE phoneNumberMetadata [<!ELEMENT format (#PCDATA)>]>")),
                 std::optional<PlanFault>());
    }

    void aCutFileIsNeverTaken()
    {
        const QByteArray xml = xmlOf(*m_installed).trimmed();
        for (qsizetype length = 0; length < xml.size(); length += xml.size() / 17)
            QVERIFY(faultOf(xml.left(length)).has_value());
        QVERIFY(faultOf(xml.left(xml.size() - 1)).has_value());
        QVERIFY(!faultOf(xml).has_value());
    }

    void whatIsMissingIsNamed()
    {
        NumberPlan plan = *m_installed;
        std::erase_if(plan.regions, [](const RegionPlan &region) { return region.id == "FR"; });
        QCOMPARE(faultOf(xmlOf(plan)), (PlanFault{Kind::Incomplete, 0, QStringLiteral("FR")}));
        plan = *m_installed;
        std::erase_if(plan.regions, [](const RegionPlan &region) { return region.callingCode == 800; });
        QCOMPARE(faultOf(xmlOf(plan)), (PlanFault{Kind::Incomplete, 0, QStringLiteral("+800")}));
    }

    void whatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("what");
        const auto row = [](const char *name, const char *from, const char *to, Kind kind, const QString &what) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << int(kind) << what;
        };
        row("a calling code in words", "countryCode=\"33\"", "countryCode=\"x\"", Kind::Malformed,
            QStringLiteral("FR countryCode"));
        row("a calling code too large", "countryCode=\"33\"", "countryCode=\"1000\"", Kind::Malformed,
            QStringLiteral("FR countryCode"));
        row("another calling code", "countryCode=\"33\"", "countryCode=\"34\"", Kind::NotUnderstood,
            QStringLiteral("FR"));
        row("a region in small letters", "id=\"FR\"", "id=\"fr\"", Kind::Malformed, QStringLiteral("territory id"));
        row("a region that nobody knows", "id=\"FR\"", "id=\"QQ\"", Kind::NotUnderstood, QStringLiteral("QQ"));
        row("a region twice", "id=\"GF\" countryCode=\"594\"", "id=\"FR\" countryCode=\"33\"", Kind::Malformed,
            QStringLiteral("FR"));
        row("a length in words", "national=\"9\"", "national=\"nine\"", Kind::Malformed, QStringLiteral("national"));
        row("a length beyond all numbers", "national=\"9\"", "national=\"21\"", Kind::Malformed,
            QStringLiteral("national"));
        row("a range upside down", "national=\"9\"", "national=\"[9-3]\"", Kind::Malformed,
            QStringLiteral("national"));
        row("another kind of file", "phoneNumberMetadata", "html", Kind::NotXml, QStringLiteral("html"));
        row("another element", "<territories>", "<regions>", Kind::Malformed, QStringLiteral("regions"));
    }
    void whatMakesNoSenseIsRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(int, kind);
        QFETCH(QString, what);
        QByteArray xml = xmlOf(*m_installed);
        QVERIFY(xml.contains(from));
        const auto fault = faultOf(xml.replace(from, to));
        QVERIFY(fault.has_value());
        QCOMPARE(fault->kind, Kind(kind));
        QCOMPARE(fault->what, what);
    }

    void patternsAndExamplesAreTried()
    {
        NumberPlan plan = *m_installed;
        RegionPlan &france = regionOf(plan, "FR");
        const RegionPlan sound = france;
        france.general.pattern = "(?<!1)[1-9]\\d{8}";
        QCOMPARE(faultOf(xmlOf(plan)), (PlanFault{Kind::NotUnderstood, 0, QStringLiteral("+33")}));
        france = sound;
        france.types[9].example = "000000000";
        QCOMPARE(faultOf(xmlOf(plan)), (PlanFault{Kind::ExampleInvalid, 0, QStringLiteral("FR")}));
    }

    void aFileBeyondAllBoundsIsNotRead()
    {
        QByteArray bytes(NumberPlanLimits::bytes + 1, ' ');
        QCOMPARE(readBytes(bytes).error(), (PlanFault{Kind::TooLarge, 0, {}}));
        QByteArray xml = xmlOf(*m_installed);
        const QByteArray pattern(NumberPlanLimits::pattern + 1, '1');
        const auto fault = faultOf(xml.insert(xml.indexOf("</exampleNumber>"), pattern));
        QVERIFY(fault.has_value());
        QCOMPARE(fault->kind, Kind::Limit);
        QCOMPARE(fault->what, QStringLiteral("exampleNumber"));
    }

    /// A range that was given out after the library was published: the engine of the newer plans knows it on every way
    /// that a text can take, the library does not.
    void anEngineJudgesByThePlansThatItIsGiven()
    {
        NumberPlan plan = *m_installed;
        plan.edition = {PlanEdition::Origin::File, QStringLiteral("9.9.9"), QDate(2026, 1, 2)};
        RegionPlan &andorra = regionOf(plan, "AD");
        andorra.general.pattern += "|2\\d{5}";
        andorra.types[9].pattern += "|2\\d{5}"; // mobile
        const NumberEngine engine(plan), installed(NumberEngine::Mode::Checked);
        QVERIFY(engine.fastPathOn());
        QCOMPARE(engine.edition(), plan.edition);
        QCOMPARE(installed.edition().origin, PlanEdition::Origin::Installed);
        const RegionIndex index = engine.regions().indexOf("AD");
        // The last one, in Devanagari digits, is read by the library, which has other plans.
        const std::string unusual = "+\u0969\u096d\u096c \u0968\u0967\u0968 \u0969\u096a\u096b";
        for (const std::string &text : {std::string("+376212345"), std::string("212 345"), unusual}) {
            const NumberVerdict verdict = engine.classify(text, index);
            QVERIFY2(verdict.valid(), text.c_str());
            QCOMPARE(verdict.type, NumberType::Mobile);
            QCOMPARE(verdict.region, index);
            QCOMPARE(verdict.e164, 376212345u);
            QVERIFY(!installed.classify(text, index).valid());
        }
        QVERIFY(engine.classify(unusual, index).byLibrary);
        QCOMPARE(engine.classify("712 345", index), installed.classify("712 345", index));
    }

    void differencesAreCounted()
    {
        // Five digits on Ascension, by the first of them. Whatever else the region has stays as it is.
        const auto withRanges = [this](const char *fixed, const char *mobile) {
            NumberPlan plan = *m_installed;
            RegionPlan &ascension = regionOf(plan, "AC");
            ascension.types[8].pattern = std::string(fixed) + "\\d{4}";
            ascension.types[9].pattern = std::string(mobile) + "\\d{4}";
            ascension.general.pattern = ascension.types[8].pattern + '|' + ascension.types[9].pattern;
            return plan;
        };
        const NumberPlan before = withRanges("6", "4"), after = withRanges("[47]", "5");
        const PlanDifference expected{.callingCode = 247,
                                      .regions = "AC",
                                      .newlyValid = 20'000, // 5 and 7
                                      .noLongerValid = 10'000, // 6
                                      .otherAnswer = 10'000}; // 4 was mobile
        QCOMPARE(planDifferences(before, after), std::vector<PlanDifference>{expected});
        QVERIFY(planDifferences(after, after).empty());
    }

    void plansGrowOld()
    {
        const QDate today(2026, 11, 25);
        QVERIFY(!(PlanEdition{.released = today.addDays(-365)}.isOld(today)));
        QVERIFY((PlanEdition{.released = today.addDays(-366)}.isOld(today)));
        QVERIFY(PlanEdition{}.isOld(today)); // nobody knows
    }

private:
    std::optional<NumberPlan> m_installed;
};

MUSTER_TEST(TestPlanReader, QCoreApplication)

} // namespace tst_planreader
#include "tst_planreader.moc"
