// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/planreader.h"

#include "models/rules/numbers/numberengine.h"

#include <QXmlStreamReader>
#include <algorithm>
#include <array>
#include <phonenumbers/phonenumberutil.h>
#include <set>

namespace muster {

namespace {

using Kind = PlanFault::Kind;
using Limits = NumberPlanLimits;

tl::unexpected<PlanFault> faultOf(Kind kind, qint64 line, const QString &what)
{
    return tl::unexpected(PlanFault{kind, line, what});
}

std::string withoutSpace(QStringView text)
{
    std::string result;
    for (const QChar c : text) {
        if (!c.isSpace())
            result += c.unicode() < 0x80 ? char(c.unicode()) : '?'; // no pattern has it; it will not be understood
    }
    return result;
}

/// The kinds of numbers in RegionPlan::typeOrder.
constexpr std::array<QLatin1String, 10> typeNames
    = {QLatin1String("premiumRate"),    QLatin1String("tollFree"), QLatin1String("sharedCost"), QLatin1String("voip"),
       QLatin1String("personalNumber"), QLatin1String("pager"),    QLatin1String("uan"),        QLatin1String("voicemail"),
       QLatin1String("fixedLine"),      QLatin1String("mobile")};

std::uint32_t lengthBit(int length)
{
    return 1u << unsigned(length);
}

class PlanXml
{
public:
    explicit PlanXml(QIODevice &xml)
        : m_xml(&xml)
    {
        m_xml.setEntityExpansionLimit(0);
    }

    PlanResult<NumberPlan> read()
    {
        while (!m_xml.atEnd() && !m_fault) {
            const auto token = m_xml.readNext();
            if (token == QXmlStreamReader::DTD)
                checkDocumentType();
            else if (token == QXmlStreamReader::EntityReference)
                fail(Kind::Entities, m_xml.name().toString());
            else if (token == QXmlStreamReader::StartElement)
                readRoot();
        }
        if (!m_fault && m_xml.hasError())
            fail(Kind::NotXml, {});
        if (!m_fault && m_plan.regions.empty())
            fail(Kind::NotXml, QStringLiteral("phoneNumberMetadata"));
        if (m_fault)
            return tl::unexpected(*m_fault);
        return std::move(m_plan);
    }

private:
    void fail(Kind kind, const QString &what)
    {
        if (m_fault)
            return;
        // What ends in the middle lacks all sorts of things; that it ends there is what there is to say.
        const bool isCut = m_xml.hasError();
        m_fault = PlanFault{isCut ? Kind::NotXml : kind, m_xml.lineNumber(), isCut ? QString() : what.left(Limits::text)};
    }
    [[nodiscard]] bool next() { return !m_fault && m_xml.readNextStartElement(); }
    void expect(bool good, Kind kind, const QString &what)
    {
        if (!good)
            fail(kind, what);
    }

    void checkDocumentType()
    {
        // The published file describes its elements in it; an entity or another file has no business there.
        expect(m_xml.entityDeclarations().isEmpty() && m_xml.notationDeclarations().isEmpty()
                   && m_xml.dtdSystemId().isEmpty() && m_xml.dtdPublicId().isEmpty(),
               Kind::Entities, QStringLiteral("DOCTYPE"));
    }

    void readRoot()
    {
        if (m_xml.name() != u"phoneNumberMetadata")
            return fail(Kind::NotXml, m_xml.name().toString());
        while (next()) {
            if (m_xml.name() != u"territories")
                return fail(Kind::Malformed, m_xml.name().toString());
            while (next()) {
                if (m_xml.name() != u"territory")
                    return fail(Kind::Malformed, m_xml.name().toString());
                expect(m_plan.regions.size() < std::size_t(Limits::territories), Kind::Limit,
                       QStringLiteral("territory"));
                readTerritory();
            }
        }
    }

    std::string attribute(const char *name, bool isPattern = true)
    {
        const QXmlStreamAttributes attributes = m_xml.attributes();
        const QStringView value = attributes.value(QLatin1String(name));
        expect(value.size() <= Limits::pattern, Kind::Limit, QLatin1String(name));
        return isPattern ? withoutSpace(value) : value.toString().toStdString();
    }
    bool hasAttribute(const char *name) const { return m_xml.attributes().hasAttribute(QLatin1String(name)); }

    std::string text(bool isPattern = true)
    {
        const QString name = m_xml.name().toString();
        const QString value = m_xml.readElementText(); // an element within is an error of the reader
        expect(value.size() <= Limits::pattern, Kind::Limit, name);
        return isPattern ? withoutSpace(value) : value.toStdString();
    }

    void readTerritory()
    {
        RegionPlan plan{.id = attribute("id"),
                        .mainOfCallingCode = attribute("mainCountryForCode") == "true",
                        .hasLeadingDigits = hasAttribute("leadingDigits"),
                        .leadingDigits = attribute("leadingDigits"),
                        .internationalPrefix = attribute("internationalPrefix"),
                        .nationalPrefix = attribute("nationalPrefixForParsing"),
                        .extensionPrefix = " ext. "};
        const QString region = QString::fromStdString(plan.id).left(8);
        const auto isCapital = [](char c) { return c >= 'A' && c <= 'Z'; };
        expect(plan.id == "001" || (plan.id.size() == 2 && isCapital(plan.id[0]) && isCapital(plan.id[1])),
               Kind::Malformed, QStringLiteral("territory id"));
        bool isNumber = false;
        plan.callingCode = QString::fromStdString(attribute("countryCode")).toInt(&isNumber);
        expect(isNumber && plan.callingCode >= 1 && plan.callingCode <= 999, Kind::Malformed,
               region + QLatin1String(" countryCode"));
        if (hasAttribute("nationalPrefixForParsing"))
            plan.transformRule = attribute("nationalPrefixTransformRule");
        m_nationalPrefix = attribute("nationalPrefix");
        if (!hasAttribute("nationalPrefixForParsing"))
            plan.nationalPrefix = m_nationalPrefix;
        if (hasAttribute("preferredExtnPrefix"))
            plan.extensionPrefix = attribute("preferredExtnPrefix", false);
        const std::string formattingRule = handedDown(attribute("nationalPrefixFormattingRule", false));
        m_general = m_local = 0;
        std::array<std::uint32_t, typeNames.size()> lengths{};
        std::array<bool, typeNames.size()> present{};
        std::uint32_t unused = 0;
        while (next()) {
            const auto name = std::find(typeNames.begin(), typeNames.end(), m_xml.name());
            if (name != typeNames.end()) {
                const auto type = std::size_t(name - typeNames.begin());
                expect(!present[type], Kind::Malformed, region + u' ' + *name);
                present[type] = true;
                readShape(plan.types[type], lengths[type], m_local);
                m_general |= lengths[type];
                expect(lengths[type] != 0 && !plan.types[type].pattern.empty(), Kind::Malformed, region + u' ' + *name);
            } else if (m_xml.name() == u"generalDesc") {
                readShape(plan.general, unused, unused);
                expect(unused == 0, Kind::Malformed, region + QLatin1String(" generalDesc"));
            } else if (m_xml.name() == u"availableFormats") {
                readFormats(plan, formattingRule);
            } else {
                m_xml.skipCurrentElement(); // references, noInternationalDialling
            }
        }
        expect(!plan.general.pattern.empty() && m_general != 0, Kind::Malformed,
               region + QLatin1String(" generalDesc"));
        for (std::size_t type = 0; type < lengths.size(); ++type) {
            // A kind whose lengths are the region's needs none of its own.
            plan.types[type].anyLength = present[type] && lengths[type] == m_general;
            plan.types[type].lengths = plan.types[type].anyLength ? 0 : lengths[type];
        }
        plan.general.anyLength = false;
        plan.general.lengths = m_general;
        for (int length = 0; length <= Limits::longestNumber; ++length) {
            if ((m_general & lengthBit(length)) != 0)
                plan.possibleLengths.push_back(length);
            else if ((m_local & lengthBit(length)) != 0)
                plan.localLengths.push_back(length);
        }
        plan.sameMobileAndFixed = plan.types[8].pattern == plan.types[9].pattern;
        m_plan.regions.push_back(std::move(plan));
    }

    void readShape(NumberShape &shape, std::uint32_t &lengths, std::uint32_t &local)
    {
        while (next()) {
            if (m_xml.name() == u"possibleLengths") {
                lengths |= readLengths("national");
                if (hasAttribute("localOnly"))
                    local |= readLengths("localOnly");
                m_xml.skipCurrentElement();
            } else if (m_xml.name() == u"nationalNumberPattern") {
                shape.pattern = text();
            } else if (m_xml.name() == u"exampleNumber") {
                shape.example = text();
            } else {
                m_xml.skipCurrentElement();
            }
        }
    }

    /// "[3-5],7,9,[11-14]"
    std::uint32_t readLengths(const char *name)
    {
        std::uint32_t lengths = 0;
        const QString all = QString::fromStdString(attribute(name));
        for (const QString &part : all.split(u',')) {
            const bool range = part.startsWith(u'[') && part.endsWith(u']');
            const QStringList ends = range ? part.mid(1, part.size() - 2).split(u'-') : QStringList{part, part};
            bool first = false, last = false;
            const int from = ends.value(0).toInt(&first), to = ends.value(1).toInt(&last);
            if (!first || !last || ends.size() != 2 || from < 1 || to < from || to > Limits::longestNumber) {
                fail(Kind::Malformed, QLatin1String(name));
                return 0;
            }
            for (int length = from; length <= to; ++length)
                lengths |= lengthBit(length);
        }
        return lengths;
    }

    /// "$NP $FG" in the words of the region: "0 $1".
    std::string handedDown(std::string rule) const
    {
        const auto replace = [&rule](std::string_view word, const std::string &by) {
            if (const auto at = rule.find(word); at != std::string::npos)
                rule.replace(at, word.size(), by);
        };
        replace("$NP", m_nationalPrefix);
        replace("$FG", "$1");
        return rule;
    }

    void readFormats(RegionPlan &plan, const std::string &formattingRule)
    {
        while (next()) {
            expect(m_xml.name() == u"numberFormat", Kind::Malformed, m_xml.name().toString());
            expect(plan.formats.size() < std::size_t(Limits::formats), Kind::Limit, QStringLiteral("numberFormat"));
            NumberFormatRule format{.pattern = attribute("pattern"), .nationalPrefixRule = formattingRule};
            if (hasAttribute("nationalPrefixFormattingRule"))
                format.nationalPrefixRule = handedDown(attribute("nationalPrefixFormattingRule", false));
            int leading = 0;
            while (next()) {
                if (m_xml.name() == u"leadingDigits") {
                    expect(++leading <= Limits::leadingDigits, Kind::Limit, QStringLiteral("leadingDigits"));
                    format.leadingDigits = text();
                } else if (m_xml.name() == u"format") {
                    format.format = text(false);
                } else {
                    m_xml.skipCurrentElement();
                }
            }
            expect(!format.pattern.empty() && !format.format.empty(), Kind::Malformed, QStringLiteral("numberFormat"));
            plan.formats.push_back(std::move(format));
        }
    }

    QXmlStreamReader m_xml;
    NumberPlan m_plan;
    std::optional<PlanFault> m_fault;
    std::string m_nationalPrefix; ///< Of the territory that is being read.
    std::uint32_t m_general = 0, m_local = 0; ///< Lengths of all its kinds.
};

} // namespace

PlanResult<NumberPlan> readPlan(QIODevice &xml)
{
    if (!xml.isReadable())
        return faultOf(Kind::Unreadable, 0, {});
    if (xml.size() > Limits::bytes)
        return faultOf(Kind::TooLarge, 0, {});
    return PlanXml(xml).read();
}

namespace {

QString callingCodeText(int callingCode)
{
    return u'+' + QString::number(callingCode);
}

std::set<std::pair<std::string, int>> installedRegions()
{
    std::set<std::pair<std::string, int>> regions;
    const auto &library = *i18n::phonenumbers::PhoneNumberUtil::GetInstance();
    std::set<std::string> ids;
    library.GetSupportedRegions(&ids);
    for (const std::string &id : ids)
        regions.emplace(id, library.GetCountryCodeForRegion(id));
    std::set<int> services;
    library.GetSupportedGlobalNetworkCallingCodes(&services);
    for (const int code : services)
        regions.emplace("001", code);
    return regions;
}

} // namespace

PlanResult<void> checkPlan(const NumberPlan &plan)
{
    auto missing = installedRegions();
    const auto known = missing;
    for (const RegionPlan &region : plan.regions) {
        const std::pair key(region.id, region.callingCode);
        // A region that the installed library does not know has no name and no country here.
        if (!known.contains(key))
            return faultOf(Kind::NotUnderstood, 0, QString::fromStdString(region.id));
        if (missing.erase(key) == 0)
            return faultOf(Kind::Malformed, 0, QString::fromStdString(region.id));
    }
    if (!missing.empty()) {
        const auto &[id, code] = *missing.begin();
        return faultOf(Kind::Incomplete, 0, id == "001" ? callingCodeText(code) : QString::fromStdString(id));
    }
    const RegionList regions;
    const NumberTables tables(plan, regions);
    if (const auto uncovered = tables.uncovered(); !uncovered.empty())
        return faultOf(Kind::NotUnderstood, 0, callingCodeText(uncovered.front()));
    for (const RegionPlan &region : plan.regions) {
        const auto code
            = std::ranges::find(tables.callingCodes(), region.callingCode, &CallingCodeRules::callingCode);
        for (const NumberShape &shape : region.types) {
            std::vector<std::uint8_t> digits;
            for (const char c : shape.example)
                digits.push_back(std::uint8_t(c - '0') % 10);
            const bool isValid = digits.size() <= DigitAutomaton::maxLength
                && CallingCodeRules::typeOfAnswer(code->automaton->answer(digits)) != NumberType::Unknown;
            if (!shape.example.empty() && !isValid)
                return faultOf(Kind::ExampleInvalid, 0, QString::fromStdString(region.id));
        }
    }
    return {};
}

} // namespace muster
