// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/listjudge.h"
#include "models/rules/numbers/numberengine.h"
#include "models/rules/numbers/numberverdict.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace {

const NumberEngine &engine()
{
    return NumberEngine::shared();
}

RegionIndex region(const char *id)
{
    return engine().regions().indexOf(id);
}

/// A directive that does nothing: every rule off, every region and line allowed.
SanitizationDirective nothing()
{
    SanitizationDirective directive;
    for (int rule = 0; rule < directiveRuleCount; ++rule)
        directive.setAction(DirectiveRule(rule), DirectiveAction::Skip);
    directive.regions.clear();
    directive.blockedTypes = 0;
    return directive;
}

ListJudge::Judgement judged(const SanitizationDirective &directive, const ContactReading &reading,
                            const ListChecks &checks = {})
{
    return ListJudge(directive, engine().regions(), checks).judge(reading);
}

ContactReading mobile(const char *id = "GB")
{
    return {.code = packCode(region(id), NumberType::Mobile, NumberPossible::IsPossible),
            .facts = ContactFact::AlreadyE164,
            .e164 = 447911123456};
}

ContactReading invalid(NumberPossible possible)
{
    return {.code = packCode(0, NumberType::Unknown, possible)};
}

ContactReading withFormat(FormatClass format)
{
    return {.code = packCode(0, NumberType::Unknown, NumberPossible::NotParsed),
            .facts = ContactFacts(unsigned(format) << ContactFact::formatShift)};
}

ContactReading withFacts(unsigned facts, ContactReading reading = mobile())
{
    reading.facts = ContactFacts(reading.facts | facts);
    return reading;
}

ContactReading withFindings(unsigned findings)
{
    ContactReading reading = mobile();
    reading.findings = std::uint8_t(findings);
    reading.facts = 0; // the text is longer than the number alone
    return reading;
}

ContactFacts damage(DamageState state)
{
    return ContactFacts(unsigned(state) << ContactFact::damageShift);
}

ContactFacts duplicate(DuplicateRole role)
{
    return withDuplicateRole(0, role);
}

ContactReading blockedLine()
{
    ContactReading reading = mobile();
    reading.code = packCode(region("GB"), NumberType::Voip, NumberPossible::IsPossible);
    return reading;
}

/// Which rule applies to which contact, and what that contact becomes by that rule's action. Written down from the
/// directive's documentation, not from the code.
struct Case
{
    const char *name;
    DirectiveRule rule;
    ContactReading reading;
    ListReason reason;
    ListVerdict skip, flag, fix, purge;
};

QList<Case> cases()
{
    using enum ListVerdict;
    using Rule = DirectiveRule;
    using Reason = ListReason;
    const ContactReading shortOne = invalid(NumberPossible::TooShort);
    ContactReading foreign = mobile("DE");
    return {
        {"empty", Rule::Missing, withFormat(FormatClass::Empty), Reason::Empty, Unchanged, Review, Review, Purge},
        {"words", Rule::Invalid, withFormat(FormatClass::NotANumber), Reason::NotANumber, Unchanged, Review, Review,
         Purge},
        {"+999", Rule::Invalid, withFormat(FormatClass::InvalidCountryCode), Reason::InvalidCountryCode, Unchanged,
         Review, Review, Purge},
        {"too short to parse", Rule::Invalid, withFormat(FormatClass::TooShort), Reason::TooShort, Unchanged, Review,
         Review, Purge},
        {"too long to parse", Rule::Invalid, withFormat(FormatClass::TooLong), Reason::TooLong, Unchanged, Review,
         Review, Purge},
        {"short", Rule::Invalid, shortOne, Reason::TooShort, Unchanged, Review, Review, Purge},
        {"long", Rule::Invalid, invalid(NumberPossible::TooLong), Reason::TooLong, Unchanged, Review, Review, Purge},
        {"length", Rule::Invalid, invalid(NumberPossible::InvalidLength), Reason::InvalidLength, Unchanged, Review,
         Review, Purge},
        {"no range", Rule::NotInPlan, invalid(NumberPossible::IsPossible), Reason::NotInPlan, Unchanged, Review, Review,
         Purge},
        {"not parsed", Rule::Invalid, invalid(NumberPossible::NotParsed), Reason::NotANumber, Unchanged, Review, Review,
         Purge},
        {"local", Rule::LocalOnly, invalid(NumberPossible::IsPossibleLocalOnly), Reason::LocalOnly, Unchanged, Review,
         Review, Purge},
        {"written otherwise", Rule::Reformat, withFindings(0), Reason::Reformatted, Unchanged, Review, Fix, Review},
        {"region", Rule::Region, foreign, Reason::RegionNotAllowed, Unchanged, Review, Review, Purge},
        {"line", Rule::LineType, blockedLine(), Reason::LineTypeBlocked, Unchanged, Review, Review, Purge},
        {"letters", Rule::TextAround, withFindings(NumberFinding::LettersAsDigits), Reason::LettersAsDigits, Unchanged,
         Review, Fix, Review},
        {"text before", Rule::TextAround, withFindings(NumberFinding::TextBeforeNumber), Reason::TextAroundNumber,
         Unchanged, Review, Fix, Review},
        {"text after", Rule::TextAround, withFindings(NumberFinding::TextAfterNumber), Reason::TextAroundNumber,
         Unchanged, Review, Fix, Review},
        {"extension", Rule::Extension, withFindings(NumberFinding::HasExtension), Reason::Extension, Unchanged, Review,
         Fix, Review},
        {"repaired", Rule::Damage, withFacts(damage(DamageState::Repaired), withFindings(0)),
         Reason::SpreadsheetRepaired, Unchanged, Review, Fix, Review},
        {"unproven", Rule::Damage, withFacts(damage(DamageState::Unproven), invalid(NumberPossible::NotParsed)),
         Reason::SpreadsheetDamage, Unchanged, Review, Review, Review},
        {"damage finding alone",
         Rule::Damage,
         {.code = packCode(0, NumberType::Unknown, NumberPossible::IsPossible),
          .findings = NumberFinding::SpreadsheetDamage},
         Reason::SpreadsheetDamage,
         Unchanged,
         Review,
         Review,
         Review},
        {"do-not-call", Rule::Suppressed, withFacts(ContactFact::Suppressed), Reason::Suppressed, Unchanged, Review,
         Review, Purge},
        {"disposable", Rule::Disposable, withFacts(ContactFact::Disposable), Reason::Disposable, Unchanged, Review,
         Review, Purge},
        {"surplus", Rule::Duplicate, withFacts(duplicate(DuplicateRole::Surplus)), Reason::Duplicate, Unchanged, Review,
         Review, Purge},
        {"undecided", Rule::Duplicate, withFacts(duplicate(DuplicateRole::Undecided)), Reason::DuplicateUndecided,
         Unchanged, Review, Review, Review},
    };
}

} // namespace

Q_DECLARE_METATYPE(muster::ContactReading)

class TestListJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRuleWithEveryAction_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<int>("action");
        const auto all = cases();
        for (int index = 0; index < all.size(); ++index) {
            for (int action = 0; action < 4; ++action) {
                QTest::addRow("%s, %s", all[index].name, qPrintable(keyOf(DirectiveAction(action)))) << index << action;
            }
        }
    }

    void everyRuleWithEveryAction()
    {
        QFETCH(int, index);
        QFETCH(int, action);
        const Case one = cases()[index];
        SanitizationDirective directive = nothing();
        directive.regions = {QStringLiteral("GB")};
        directive.blockedTypes = typeBit(NumberType::Voip);
        directive.survivor = SurvivorRule::First;
        // What a text rule lets through is rewritten by the rule of reformatting.
        if (one.rule == DirectiveRule::TextAround || one.rule == DirectiveRule::Extension)
            directive.reformat = DirectiveAction::Fix;
        directive.setAction(one.rule, DirectiveAction(action));
        const auto result = judged(directive, one.reading);
        const std::array expected{one.skip, one.flag, one.fix, one.purge};
        QCOMPARE(keyOf(result.verdict), keyOf(expected[std::size_t(action)]));
        QVERIFY((result.reasons & reasonBit(one.reason)) != 0);
    }

    void reasonsThatOnlyTellNeverJudge()
    {
        SanitizationDirective directive; // everything on
        directive.survivor = SurvivorRule::First;
        ContactReading uncertain = mobile();
        uncertain.code = packCode(region("US"), NumberType::FixedLineOrMobile, NumberPossible::IsPossible);
        ContactReading ambiguous = mobile();
        ambiguous.findings = NumberFinding::AmbiguousRegion;
        for (const auto &[reading, reason] :
             {std::pair{uncertain, ListReason::LineUncertain}, std::pair{ambiguous, ListReason::RegionAmbiguous},
              std::pair{withFacts(duplicate(DuplicateRole::Kept)), ListReason::DuplicateKept}}) {
            const auto result = judged(directive, reading);
            QCOMPARE(result.verdict, ListVerdict::Unchanged);
            QCOMPARE(result.reasons, reasonBit(reason));
        }
    }

    void cleanNumbersAreLeftAlone()
    {
        const auto result = judged({}, mobile());
        QCOMPARE(result.verdict, ListVerdict::Unchanged);
        QCOMPARE(result.reasons, ContactReasons(0));
    }

    void F74_numbersWithoutARegionAreNotCheckedWhateverTheRules()
    {
        for (const ContactFacts more :
             {ContactFacts(0), ContactFacts(ContactFact::Suppressed), duplicate(DuplicateRole::Surplus)}) {
            ContactReading reading = withFacts(more, withFormat(FormatClass::NoDefaultRegion));
            SanitizationDirective directive;
            directive.survivor = SurvivorRule::First;
            directive.duplicate = DirectiveAction::Purge;
            const auto result = judged(directive, reading);
            QCOMPARE(result.verdict, ListVerdict::NotChecked);
            QVERIFY((result.reasons & reasonBit(ListReason::NoDefaultRegion)) != 0);
            QVERIFY((result.reasons & reasonBit(ListReason::NotANumber)) == 0);
        }
    }

    void F113_aCheckThatDidNotRunPurgesNothing()
    {
        SanitizationDirective directive;
        directive.suppressionLists = {QStringLiteral("a")};
        const ContactReading failed = withFacts(ContactFact::lookupFailed, blockedLine());
        QCOMPARE(judged(directive, failed).verdict, ListVerdict::NotChecked);
        QVERIFY((judged(directive, failed).reasons & reasonBit(ListReason::LookupFailed)) != 0);
        for (const ListChecks &checks : {ListChecks{.suppressionLists = false}, ListChecks{.disposableLists = false}}) {
            for (const Case &one : cases())
                QCOMPARE(judged(directive, one.reading, checks).verdict, ListVerdict::NotChecked);
        }
        // Rules that are off ask for no check.
        directive.lineType = directive.suppressed = directive.disposable = DirectiveAction::Skip;
        QCOMPARE(judged(directive, failed, {false, false}).verdict, ListVerdict::Unchanged);
    }

    void F113_whatMayOnlyBeMissingOrElsewhereIsReviewedByDefault()
    {
        const SanitizationDirective untouched;
        QCOMPARE(judged(untouched, withFormat(FormatClass::Empty)).verdict, ListVerdict::Review);
        QCOMPARE(judged(untouched, mobile("DE")).verdict, ListVerdict::Review);
        QCOMPARE(judged(untouched, invalid(NumberPossible::TooShort)).verdict, ListVerdict::Purge);
    }

    void F117_whereAnAllowedRegionIsNoneNobodyIsPurgedForTheirs()
    {
        SanitizationDirective directive;
        directive.region = DirectiveAction::Purge;
        directive.regions = {QStringLiteral("US")};
        QCOMPARE(judged(directive, mobile("DE")).verdict, ListVerdict::Purge);
        directive.regions << QStringLiteral("GE1"); // somebody's slip
        QCOMPARE(judged(directive, mobile("DE")).verdict, ListVerdict::Review);
        QCOMPARE(judged(directive, mobile("US")).verdict, ListVerdict::Unchanged);
    }

    void codesThatNobodyPackedAreNotChecked()
    {
        for (const unsigned code :
             {unsigned(notJudged), unsigned(packCode(1, NumberType(13), NumberPossible::IsPossible)),
              unsigned(packCode(1, NumberType::Mobile, NumberPossible(6)))})
            QCOMPARE(judged({}, {.code = NumberCode(code)}).verdict, ListVerdict::NotChecked);
    }

    void spreadsheetDamageIsNeverPurged()
    {
        SanitizationDirective directive;
        directive.survivor = SurvivorRule::First;
        directive.duplicate = DirectiveAction::Purge;
        directive.region = DirectiveAction::Purge;
        for (const DirectiveAction action : {DirectiveAction::Skip, DirectiveAction::Flag, DirectiveAction::Fix}) {
            directive.damage = action;
            ContactReading foreign = mobile("DE");
            foreign.facts = 0;
            for (const ContactReading &reading :
                 {withFacts(damage(DamageState::Repaired), foreign),
                  withFacts(damage(DamageState::Repaired) | ContactFact::Suppressed),
                  withFacts(damage(DamageState::Repaired) | duplicate(DuplicateRole::Surplus)),
                  withFacts(damage(DamageState::Unproven) | ContactFact::Disposable)})
                QCOMPARE(judged(directive, reading).verdict, ListVerdict::Review);
        }
    }

    void textsThatALeftAloneRuleKeepsAreNotRewritten()
    {
        SanitizationDirective directive;
        directive.extension = DirectiveAction::Skip;
        directive.textAround = DirectiveAction::Fix;
        QCOMPARE(judged(directive, withFindings(NumberFinding::HasExtension)).verdict, ListVerdict::Unchanged);
        QCOMPARE(judged(directive, withFindings(NumberFinding::HasExtension | NumberFinding::TextAfterNumber)).verdict,
                 ListVerdict::Unchanged);
    }

    void theHeaviestRuleWins()
    {
        SanitizationDirective directive;
        ContactReading reading = withFindings(NumberFinding::HasExtension); // review
        reading.facts |= ContactFact::Suppressed; // purge
        QCOMPARE(judged(directive, reading).verdict, ListVerdict::Purge);
        directive.suppressed = DirectiveAction::Flag;
        directive.extension = DirectiveAction::Fix; // fix, and a review
        QCOMPARE(judged(directive, reading).verdict, ListVerdict::Review);
        directive.suppressed = DirectiveAction::Skip;
        QCOMPARE(judged(directive, reading).verdict, ListVerdict::Fix);
    }

    void aRefusedRegionThatAnAllowedOneMayClaimIsReviewed()
    {
        SanitizationDirective directive;
        directive.region = DirectiveAction::Purge;
        directive.regions = {QStringLiteral("CA")};
        ContactReading reading = mobile("US");
        QCOMPARE(judged(directive, reading).verdict, ListVerdict::Purge);
        reading.findings = NumberFinding::AmbiguousRegion;
        QCOMPARE(judged(directive, reading).verdict, ListVerdict::Review);
        directive.regions = {QStringLiteral("GB")}; // of another calling code
        QCOMPARE(judged(directive, reading).verdict, ListVerdict::Purge);
    }

    void regionComesFromTheNumberNotFromItsCallingCode()
    {
        SanitizationDirective directive;
        directive.region = DirectiveAction::Purge;
        directive.regions = {QStringLiteral("US"), QStringLiteral("CA")};
        const ListJudge judge(directive, engine().regions());
        const auto verdict = [&](const char *text) { return judge.judge(readContact(engine(), text, 0)).verdict; };
        QCOMPARE(verdict("+14165550123"), ListVerdict::Unchanged); // Toronto
        QCOMPARE(verdict("+18765550123"), ListVerdict::Purge); // Jamaica
        QCOMPARE(verdict("+12125550123"), ListVerdict::Unchanged); // New York
    }

    void digitsAmongTextAreNeverPurgedAsInvalid_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<ListVerdict>("expected");
        QTest::newRow("hours behind it") << QByteArray("+13125550168 (after 5 pm)") << ListVerdict::Review;
        QTest::newRow("a floor behind it") << QByteArray("+1 312 555 0168 room 12") << ListVerdict::Review;
        QTest::newRow("digits alone, too many") << QByteArray("+131255501685") << ListVerdict::Purge;
        QTest::newRow("digits alone, too few") << QByteArray("+1212555") << ListVerdict::Purge;
        QTest::newRow("no digits at all") << QByteArray("call the office") << ListVerdict::Purge;
    }

    void digitsAmongTextAreNeverPurgedAsInvalid()
    {
        QFETCH(QByteArray, text);
        QFETCH(ListVerdict, expected);
        const ListJudge judge(SanitizationDirective{}, engine().regions());
        const RegionIndex us = region("US");
        QCOMPARE(judge.judge(readContact(engine(), text.toStdString(), us)).verdict, expected);
    }

    void aLookupDecidesTheLine()
    {
        SanitizationDirective directive;
        ContactReading reading = mobile();
        reading.code = packCode(region("US"), NumberType::FixedLineOrMobile, NumberPossible::IsPossible);
        QCOMPARE(judged(directive, reading).verdict, ListVerdict::Unchanged);
        reading.facts = withLookedUpType(reading.facts, NumberType::Voip);
        const auto voip = judged(directive, reading);
        QCOMPARE(voip.verdict, ListVerdict::Purge);
        QCOMPARE(voip.reasons, reasonBit(ListReason::LineTypeBlocked)); // and no longer uncertain
        QCOMPARE(knowledgeSourceOf(reading.facts), KnowledgeSource::Lookup);
        reading.facts = withLookedUpType(reading.facts, NumberType::Mobile);
        QCOMPARE(judged(directive, reading).reasons, ContactReasons(0));
        reading.facts = withLookedUpType(reading.facts, NumberType::Unknown); // it answered that it does not know
        QCOMPARE(judged(directive, reading).reasons, reasonBit(ListReason::LineUncertain));
        QVERIFY(!hasLookedUpType(reading.facts));
    }

    void duplicatesCountOnlyWhereTheyAreLookedFor()
    {
        SanitizationDirective directive;
        directive.duplicate = DirectiveAction::Purge;
        const ContactReading reading = withFacts(duplicate(DuplicateRole::Surplus));
        QCOMPARE(judged(directive, reading).reasons, ContactReasons(0)); // off
        directive.survivor = SurvivorRule::FlagOnly;
        QCOMPARE(judged(directive, reading).verdict, ListVerdict::Review);
        directive.survivor = SurvivorRule::Newest;
        QCOMPARE(judged(directive, reading).verdict, ListVerdict::Purge);
    }

    void overridesWinButNotOverMissingChecks()
    {
        using Judgement = ListJudge::Judgement;
        constexpr ContactReasons mark = reasonBit(ListReason::Overridden);
        const Judgement purge{ListVerdict::Purge, reasonBit(ListReason::Suppressed)};
        QCOMPARE(ListJudge::overridden(purge, ListVerdict::Unchanged),
                 (Judgement{ListVerdict::Unchanged, reasonBit(ListReason::Suppressed) | mark}));
        const Judgement unknown{ListVerdict::NotChecked, reasonBit(ListReason::NoDefaultRegion)};
        QCOMPARE(ListJudge::overridden(unknown, ListVerdict::Purge).verdict, ListVerdict::NotChecked); // F113
        QCOMPARE(ListJudge::mayOverride(unknown, ListVerdict::Purge).error().code,
                 QStringLiteral("override_not_checked"));
        QVERIFY(ListJudge::mayOverride(unknown, ListVerdict::Review));
        QCOMPARE(ListJudge::mayOverride(unknown, ListVerdict::Fix).error().code, QStringLiteral("override_no_number"));
        QCOMPARE(ListJudge::mayOverride(purge, ListVerdict::NotChecked).error().code,
                 QStringLiteral("override_verdict"));
        const Judgement foreign{ListVerdict::Purge,
                                reasonBit(ListReason::RegionNotAllowed) | reasonBit(ListReason::Reformatted)};
        QCOMPARE(ListJudge::overridden(foreign, ListVerdict::Fix).verdict, ListVerdict::Fix);
    }

    void batchesSayWhatSingleRowsSay()
    {
        SanitizationDirective directive;
        directive.survivor = SurvivorRule::First;
        const ListJudge judge(directive, engine().regions());
        std::vector<NumberCode> codes;
        std::vector<std::uint8_t> findings;
        std::vector<ContactFacts> facts;
        for (unsigned row = 0; row < 100'000; ++row) { // any bits at all: foreign ones must not read outside the tables
            const unsigned mixed = row * 2'654'435'761u;
            codes.push_back(NumberCode(mixed >> 16));
            findings.push_back(std::uint8_t(mixed >> 8));
            facts.push_back(ContactFacts(mixed ^ (mixed >> 13)));
        }
        std::vector<ListVerdict> verdicts(codes.size()), alone(codes.size());
        std::vector<ContactReasons> reasons(codes.size());
        judge.judge(codes, findings, facts, verdicts, reasons);
        judge.judge(codes, findings, facts, alone);
        QVERIFY(verdicts == alone);
        for (std::size_t row = 0; row < codes.size(); ++row) {
            const auto one = judge.judge(codes[row], findings[row], facts[row]);
            QVERIFY(one.verdict == verdicts[row] && one.reasons == reasons[row]);
        }
    }

    void keysAreTheReportsWords()
    {
        QCOMPARE(keyOf(ListVerdict::NotChecked), QStringLiteral("not_checked"));
        for (int verdict = 0; verdict < listVerdictCount; ++verdict)
            QCOMPARE(valueOf<ListVerdict>(keyOf(ListVerdict(verdict))), ListVerdict(verdict));
        for (int reason = 0; reason < listReasonCount; ++reason)
            QCOMPARE(valueOf<ListReason>(keyOf(ListReason(reason))), ListReason(reason));
        QVERIFY(!valueOf<ListReason>(u"purge") && !valueOf<ListVerdict>(u""));
        QCOMPARE(keyOf(ListReason::Overridden), QStringLiteral("overridden"));
        QCOMPARE(listReasonKeys(reasonBit(ListReason::Suppressed) | reasonBit(ListReason::TooShort)),
                 QStringList({QStringLiteral("too_short"), QStringLiteral("suppressed")}));
    }
};

MUSTER_TEST(TestListJudge, QCoreApplication)
#include "tst_listjudge.moc"
