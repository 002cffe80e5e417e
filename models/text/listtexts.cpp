// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/listtexts.h"

#include <QCoreApplication>
#include <QStringList>
#include <array>

namespace muster {

namespace {

struct ListTexts
{
    Q_DECLARE_TR_FUNCTIONS(ListTexts)
};

struct ReasonRow
{
    ListReason reason;
    const char *words;
    const char *sentence;
};

constexpr std::array reasonRows{
    ReasonRow{ListReason::Empty, QT_TRANSLATE_NOOP("ListTexts", "no number"),
              QT_TRANSLATE_NOOP("ListTexts", "The contact has no number at all.")},
    ReasonRow{ListReason::NotANumber, QT_TRANSLATE_NOOP("ListTexts", "not a number"),
              QT_TRANSLATE_NOOP("ListTexts", "The text cannot be read as a phone number.")},
    ReasonRow{ListReason::InvalidCountryCode, QT_TRANSLATE_NOOP("ListTexts", "unknown country code"),
              QT_TRANSLATE_NOOP("ListTexts", "No country has the calling code that the number begins with.")},
    ReasonRow{ListReason::TooShort, QT_TRANSLATE_NOOP("ListTexts", "too short"),
              QT_TRANSLATE_NOOP("ListTexts", "The number has too few digits for its country.")},
    ReasonRow{ListReason::TooLong, QT_TRANSLATE_NOOP("ListTexts", "too long"),
              QT_TRANSLATE_NOOP("ListTexts", "The number has too many digits for its country.")},
    ReasonRow{ListReason::InvalidLength, QT_TRANSLATE_NOOP("ListTexts", "wrong length"),
              QT_TRANSLATE_NOOP("ListTexts", "Numbers of its country are shorter or longer, never of this length.")},
    ReasonRow{ListReason::NotInPlan, QT_TRANSLATE_NOOP("ListTexts", "not in the numbering plan"),
              QT_TRANSLATE_NOOP("ListTexts", "The length is right, but no range of the numbering plan holds it.")},
    ReasonRow{
        ListReason::LocalOnly, QT_TRANSLATE_NOOP("ListTexts", "local only"),
        QT_TRANSLATE_NOOP("ListTexts", "The number can only be dialled within its area; the area code is missing.")},
    ReasonRow{ListReason::NoDefaultRegion, QT_TRANSLATE_NOOP("ListTexts", "no region to read it with"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "The number has no country prefix and there is no default region, so it "
                                "was not checked. Choose a default region.")},
    ReasonRow{ListReason::Reformatted, QT_TRANSLATE_NOOP("ListTexts", "format"),
              QT_TRANSLATE_NOOP("ListTexts", "The number is valid, but not written as E.164.")},
    ReasonRow{ListReason::LettersAsDigits, QT_TRANSLATE_NOOP("ListTexts", "letters read as digits"),
              QT_TRANSLATE_NOOP("ListTexts", "Letters were read as the digits of their phone keys.")},
    ReasonRow{ListReason::TextAroundNumber, QT_TRANSLATE_NOOP("ListTexts", "text around the number"),
              QT_TRANSLATE_NOOP("ListTexts", "There is text before or behind the number, which was passed over.")},
    ReasonRow{ListReason::Extension, QT_TRANSLATE_NOOP("ListTexts", "extension"),
              QT_TRANSLATE_NOOP("ListTexts", "The number has an extension, which E.164 cannot hold.")},
    ReasonRow{ListReason::OtherScript, QT_TRANSLATE_NOOP("ListTexts", "digits of another script"),
              QT_TRANSLATE_NOOP("ListTexts", "The number is written with digits or signs of another script.")},
    ReasonRow{ListReason::SpreadsheetDamage, QT_TRANSLATE_NOOP("ListTexts", "spreadsheet damage"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "A spreadsheet lost or rewrote digits, and nothing proves what they "
                                "were. Look the number up where it came from.")},
    ReasonRow{ListReason::SpreadsheetRepaired, QT_TRANSLATE_NOOP("ListTexts", "spreadsheet damage, repaired"),
              QT_TRANSLATE_NOOP("ListTexts", "A spreadsheet rewrote the number; exactly one reading is valid.")},
    ReasonRow{ListReason::RegionNotAllowed, QT_TRANSLATE_NOOP("ListTexts", "region not allowed"),
              QT_TRANSLATE_NOOP("ListTexts", "The number belongs to a region that the directive does not allow.")},
    ReasonRow{ListReason::LineTypeBlocked, QT_TRANSLATE_NOOP("ListTexts", "blocked line type"),
              QT_TRANSLATE_NOOP("ListTexts", "The number is of a line type that the directive blocks.")},
    ReasonRow{ListReason::RegionAmbiguous, QT_TRANSLATE_NOOP("ListTexts", "several regions"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "Several regions of the calling code claim the number. This alone "
                                "changes nothing.")},
    ReasonRow{ListReason::CountryDisagrees, QT_TRANSLATE_NOOP("ListTexts", "country disagrees"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "The number has no country prefix and was read as one of the default region, but "
                                "the contact\u2019s country says otherwise. Choose the column with the country, or "
                                "decide yourself.")},
    ReasonRow{ListReason::LineUncertain, QT_TRANSLATE_NOOP("ListTexts", "line type uncertain"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "By the numbering plan it is fixed or mobile, and VoIP cannot be ruled "
                                "out without a look-up. This alone changes nothing.")},
    ReasonRow{ListReason::LookupFailed, QT_TRANSLATE_NOOP("ListTexts", "look-up failed"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "The look-up that the directive asks for gave no answer, so the number "
                                "was not checked.")},
    ReasonRow{ListReason::Suppressed, QT_TRANSLATE_NOOP("ListTexts", "do-not-call"),
              QT_TRANSLATE_NOOP("ListTexts", "The number is on a do-not-call list.")},
    ReasonRow{ListReason::Disposable, QT_TRANSLATE_NOOP("ListTexts", "disposable"),
              QT_TRANSLATE_NOOP("ListTexts", "The number is on a list of disposable numbers.")},
    ReasonRow{ListReason::Duplicate, QT_TRANSLATE_NOOP("ListTexts", "duplicate"),
              QT_TRANSLATE_NOOP("ListTexts", "Another contact of the list has the same number and is kept.")},
    ReasonRow{ListReason::DuplicateKept, QT_TRANSLATE_NOOP("ListTexts", "kept of duplicates"),
              QT_TRANSLATE_NOOP("ListTexts", "Other contacts have the same number; this one is kept.")},
    ReasonRow{ListReason::DuplicateUndecided, QT_TRANSLATE_NOOP("ListTexts", "duplicate, undecided"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "Other contacts have the same number, and the rule cannot tell which one "
                                "to keep.")},
    ReasonRow{ListReason::ListNotLoaded, QT_TRANSLATE_NOOP("ListTexts", "number list not loaded"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "A number list that the directive names could not be read, so the number "
                                "was not checked. Import the list again or take it out of the "
                                "directive.")},
    ReasonRow{
        ListReason::EvidenceKept, QT_TRANSLATE_NOOP("ListTexts", "purged before, with evidence"),
        QT_TRANSLATE_NOOP("ListTexts",
                          "A contact with this number was purged from here although it carried evidence of consent or "
                          "an opt-out, and now it is back. Look at what it said before it is called.")},
    ReasonRow{ListReason::Overridden, QT_TRANSLATE_NOOP("ListTexts", "decided by a person"),
              QT_TRANSLATE_NOOP("ListTexts", "A person decided what becomes of this contact.")},
};

const ReasonRow *rowOf(ListReason reason)
{
    for (const ReasonRow &row : reasonRows) {
        if (row.reason == reason)
            return &row;
    }
    return nullptr;
}

} // namespace

QString listVerdictText(ListVerdict verdict)
{
    switch (verdict) {
    case ListVerdict::NotChecked:
        return ListTexts::tr("not checked");
    case ListVerdict::Unchanged:
        return ListTexts::tr("unchanged");
    case ListVerdict::Fix:
        return ListTexts::tr("fix");
    case ListVerdict::Review:
        return ListTexts::tr("review");
    case ListVerdict::Purge:
        return ListTexts::tr("purge");
    }
    return {};
}

QString listReasonText(ListReason reason)
{
    const ReasonRow *row = rowOf(reason);
    return row ? ListTexts::tr(row->words) : QString();
}

QString listReasonSentence(ListReason reason)
{
    const ReasonRow *row = rowOf(reason);
    return row ? ListTexts::tr(row->sentence) : QString();
}

QString listReasonsText(ContactReasons reasons)
{
    QStringList words;
    for (int i = 0; i < listReasonCount; ++i) {
        if ((reasons & reasonBit(ListReason(i))) != 0)
            words << listReasonText(ListReason(i));
    }
    return words.join(QStringLiteral(", "));
}

QString lineTypeText(NumberType type)
{
    switch (type) {
    case NumberType::FixedLine:
        return ListTexts::tr("fixed line");
    case NumberType::Mobile:
        return ListTexts::tr("mobile");
    case NumberType::FixedLineOrMobile:
        return ListTexts::tr("fixed or mobile");
    case NumberType::TollFree:
        return ListTexts::tr("toll-free");
    case NumberType::PremiumRate:
        return ListTexts::tr("premium rate");
    case NumberType::SharedCost:
        return ListTexts::tr("shared cost");
    case NumberType::Voip:
        return ListTexts::tr("VoIP");
    case NumberType::PersonalNumber:
        return ListTexts::tr("personal number");
    case NumberType::Pager:
        return ListTexts::tr("pager");
    case NumberType::Uan:
        return ListTexts::tr("company-wide number (UAN)");
    case NumberType::Voicemail:
        return ListTexts::tr("voicemail");
    case NumberType::Unknown:
        return ListTexts::tr("not known");
    }
    return {};
}

QString knowledgeSourceText(KnowledgeSource source)
{
    switch (source) {
    case KnowledgeSource::NumberingPlan:
        return ListTexts::tr("numbering plan");
    case KnowledgeSource::Lookup:
        return ListTexts::tr("look-up");
    case KnowledgeSource::File:
        return ListTexts::tr("number list");
    }
    return {};
}

QString directiveActionText(DirectiveAction action)
{
    switch (action) {
    case DirectiveAction::Skip:
        return ListTexts::tr("Leave");
    case DirectiveAction::Flag:
        return ListTexts::tr("Flag");
    case DirectiveAction::Fix:
        return ListTexts::tr("Fix");
    case DirectiveAction::Purge:
        return ListTexts::tr("Purge");
    }
    return {};
}

QString survivorRuleText(SurvivorRule rule)
{
    switch (rule) {
    case SurvivorRule::Off:
        return ListTexts::tr("All: duplicates are not looked for");
    case SurvivorRule::First:
        return ListTexts::tr("The first in the list");
    case SurvivorRule::Newest:
        return ListTexts::tr("The newest");
    case SurvivorRule::MostComplete:
        return ListTexts::tr("The most complete");
    case SurvivorRule::FlagOnly:
        return ListTexts::tr("All, but flag the later ones");
    }
    return {};
}

} // namespace muster
