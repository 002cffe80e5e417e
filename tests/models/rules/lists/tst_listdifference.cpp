// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/listjudge.h"
#include "models/rules/numbers/numberengine.h"
#include "tests/support/testprogram.h"

#include "libraryanswer.h"
#include "numbergenerator.h"

#include <QRegularExpression>
#include <set>

using namespace muster;

namespace tst_listdifference {

// The verdicts of the default directive are worked out once more, from libphonenumber's own answers and without any
// code of the rules, for texts of the generator that tries the number engine.

namespace {

constexpr int textsOfAKind = 6'000;
constexpr std::uint64_t seed = 20'261'121;

bool isOneOf(ListVerdict verdict, std::initializer_list<ListVerdict> expected)
{
    return std::find(expected.begin(), expected.end(), verdict) != expected.end();
}

bool onlyDigits(const std::string &text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

std::string trimmed(const std::string &text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? std::string()
                                      : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool looksLikeASpreadsheet(const std::string &text)
{
    static const QRegularExpression damage(
        QStringLiteral("^(['=].*[0-9].*|#{3,}|[0-9]([.,][0-9]+)?[eE][+]?[0-9]{1,3}|.*[0-9]{7}[.,]0{1,2})$"),
        QRegularExpression::DotMatchesEverythingOption);
    const std::string inner = trimmed(text);
    return inner.size() <= 64 && damage.match(QString::fromLatin1(inner.c_str(), qsizetype(inner.size()))).hasMatch();
}

/// How many different valid numbers do the digits become with a plus or a zero in front?
std::size_t repairs(const std::string &digits, const std::string &region)
{
    std::set<std::string> numbers;
    if (onlyDigits(digits) && !region.empty() && digits[0] != '0' && digits.size() <= 64) {
        if (const NumberAnswer plus = askLibrary('+' + digits, region);
            plus.valid && digits.size() >= 8 && digits.size() <= 15)
            numbers.insert(plus.e164);
        if (const NumberAnswer zero = askLibrary('0' + digits, region); zero.valid)
            numbers.insert(zero.e164);
    }
    return numbers.size();
}

class Comparison
{
public:
    Comparison()
        : m_judge(strict(), m_engine.regions())
    {
    }
    /// Purges whatever may be purged, so that nothing is left alone for another reason.
    [[nodiscard]] static SanitizationDirective strict()
    {
        SanitizationDirective directive;
        directive.region = directive.missing = directive.notInPlan = DirectiveAction::Purge;
        return directive;
    }

    /// Empty when the verdict is one that the library's answer allows.
    QString fault(NumberGenerator::Text one)
    {
        if (one.region == "ZZ") // the library's word for none
            one.region.clear();
        const RegionIndex region = m_engine.regions().indexOf(one.region);
        const ContactReading reading = readContact(m_engine, one.text, region);
        const auto judged = m_judge.judge(reading);
        ++m_seen[std::size_t(judged.verdict)];
        if (!allowed(one.text, one.region, judged)) {
            return QStringLiteral("%1 [%2] for text of %3 bytes in %4: %5")
                .arg(keyOf(judged.verdict), listReasonKeys(judged.reasons).join(u' '))
                .arg(one.text.size())
                .arg(QString::fromStdString(one.region), QString::fromStdString(one.text));
        }
        if (judged.verdict == ListVerdict::Fix) {
            // Once applied there is nothing to do any more, whatever region the list is read with.
            const std::string fixed = '+' + std::to_string(reading.e164);
            for (const RegionIndex other : {region, RegionIndex(0), m_engine.regions().indexOf("DE")}) {
                if (m_judge.judge(readContact(m_engine, fixed, other)).verdict != ListVerdict::Unchanged)
                    return QStringLiteral("fixing twice: ") + QString::fromStdString(one.text);
            }
        }
        return {};
    }
    [[nodiscard]] int seen(ListVerdict verdict) const { return m_seen[std::size_t(verdict)]; }

private:
    bool allowed(const std::string &text, const std::string &region, const ListJudge::Judgement &judged) const
    {
        using enum ListVerdict;
        const ListVerdict verdict = judged.verdict;
        if (trimmed(text).empty())
            return verdict == Purge && judged.reasons == reasonBit(ListReason::Empty);
        if (looksLikeASpreadsheet(text))
            return isOneOf(verdict, {Review, NotChecked});
        const NumberAnswer library = askLibrary(text, region);
        if (library.error == 1 && region.empty()) // an invalid country code is what the library calls a missing region
            return text.find('+') == std::string::npos ? verdict == NotChecked
                                                       : isOneOf(verdict, {NotChecked, invalidVerdict(judged)});
        if (!library.valid) {
            if (repairs(trimmed(text), region) == 1)
                return verdict == Review;
            return verdict == (library.possible == "is_possible_local_only" ? Review : invalidVerdict(judged));
        }
        if (library.e164.size() > 16)
            return verdict == Review;
        return allowedValid(text, library, judged);
    }

    /// Digits among text may be another number than the one that was read; where there are none it is rubbish.
    static ListVerdict invalidVerdict(const ListJudge::Judgement &judged)
    {
        constexpr ContactReasons text
            = reasonBit(ListReason::LettersAsDigits) | reasonBit(ListReason::TextAroundNumber);
        const bool digits = (judged.reasons & reasonBit(ListReason::NotANumber)) == 0;
        return digits && (judged.reasons & text) != 0 ? ListVerdict::Review : ListVerdict::Purge;
    }

    static bool allowedValid(const std::string &text, const NumberAnswer &library, const ListJudge::Judgement &judged)
    {
        using enum ListVerdict;
        if (library.type == "voip" || library.type == "toll_free")
            return judged.verdict == Purge;
        if (library.region != "US" && library.region != "GB" && library.region != "CA") {
            const bool sharedCode = library.e164.starts_with("+1") || library.e164.starts_with("+44");
            return judged.verdict == Purge
                || (sharedCode && judged.verdict == Review
                    && (judged.reasons & reasonBit(ListReason::RegionAmbiguous)) != 0);
        }
        if (text == library.e164)
            return judged.verdict == Unchanged;
        constexpr ContactReasons aroundIt = reasonBit(ListReason::LettersAsDigits)
            | reasonBit(ListReason::TextAroundNumber) | reasonBit(ListReason::Extension);
        if (!library.extension.empty())
            return judged.verdict == Review && (judged.reasons & reasonBit(ListReason::Extension)) != 0;
        return judged.verdict == ((judged.reasons & aroundIt) != 0 ? Review : Fix);
    }

    const NumberEngine &m_engine = NumberEngine::shared();
    const ListJudge m_judge;
    std::array<int, listVerdictCount> m_seen{};
};

} // namespace

class TestListDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F74_F113_verdictsFollowTheLibrary()
    {
        const auto plan = loadInstalledPlan();
        QVERIFY(plan); // Debian's library hands its metadata out
        NumberGenerator generator(*plan, seed);
        Comparison comparison;
        QStringList faults;
        for (int count = 0; count < textsOfAKind; ++count) {
            NumberGenerator::Text national = generator.realistic();
            const bool without = count % 5 == 0;
            if (without)
                national.region.clear();
            for (const auto &text : {national, generator.random(), generator.hostile()}) {
                if (const QString fault = comparison.fault(text); !fault.isEmpty())
                    faults.append(fault);
            }
        }
        generator.boundaries(0, 97, [&](const NumberGenerator::Text &text) {
            if (const QString fault = comparison.fault(text); !fault.isEmpty())
                faults.append(fault);
        });
        QVERIFY2(faults.isEmpty(), qPrintable(QString::number(faults.size()) + u'\n' + faults.mid(0, 20).join(u'\n')));
        for (int verdict = 0; verdict < listVerdictCount; ++verdict) {
            QVERIFY2(comparison.seen(ListVerdict(verdict)) > 0, qPrintable(keyOf(ListVerdict(verdict))));
            qInfo("%s: %d", qPrintable(keyOf(ListVerdict(verdict))), comparison.seen(ListVerdict(verdict)));
        }
    }
};

MUSTER_TEST(TestListDifference, QCoreApplication)

} // namespace tst_listdifference
#include "tst_listdifference.moc"
