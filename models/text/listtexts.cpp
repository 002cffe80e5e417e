// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/listtexts.h"

#include "models/text/amounttext.h"
#include "models/text/plaintext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
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

namespace {

struct NumberListTexts
{
    Q_DECLARE_TR_FUNCTIONS(NumberListTexts)
};

QString unreadableText(const NumberListReport &report)
{
    QStringList rows;
    for (const qint64 row : report.unreadableRows)
        rows << numberText(row);
    const QString named = rows.join(QStringLiteral(", "));
    const QString text = NumberListTexts::tr("%1 rows could not be read and are not on the list.", nullptr,
                                             pluralForm(report.unreadable))
                             .arg(numberText(report.unreadable));
    return text % u' '
        % (report.unreadable > rows.size() ? NumberListTexts::tr("The first of them: %1.").arg(named)
                                           : NumberListTexts::tr("In the file they are: %1.").arg(named));
}

QString stepText(const QString &step)
{
    if (step == QLatin1String("apostrophe"))
        return NumberListTexts::tr("apostrophe");
    if (step == QLatin1String("formula"))
        return NumberListTexts::tr("formula");
    if (step == QLatin1String("decimals"))
        return NumberListTexts::tr("decimals");
    if (step == QLatin1String("exponent"))
        return NumberListTexts::tr("exponent");
    if (step == QLatin1String("lost_plus"))
        return NumberListTexts::tr("lost plus sign");
    if (step == QLatin1String("lost_zero"))
        return NumberListTexts::tr("lost zero");
    return step;
}

} // namespace

QStringList numberListReportText(const NumberListReport &report)
{
    QStringList lines;
    lines << NumberListTexts::tr("%1 numbers were taken.", nullptr, pluralForm(report.numbers))
                 .arg(numberText(report.numbers));
    if (report.prefixes > 0) {
        lines << NumberListTexts::tr("%1 prefixes were taken; each stands for all numbers that begin with it.", nullptr,
                                     pluralForm(report.prefixes))
                     .arg(numberText(report.prefixes));
    }
    if (report.unreadable > 0)
        lines << unreadableText(report);
    if (report.needRegion > 0) {
        lines << NumberListTexts::tr("%1 of them have no country prefix; they can be read with a default region.",
                                     nullptr, pluralForm(report.needRegion))
                     .arg(numberText(report.needRegion));
    }
    if (report.repaired > 0) {
        lines << NumberListTexts::tr("%1 numbers were damaged by a spreadsheet and had exactly one valid reading.",
                                     nullptr, pluralForm(report.repaired))
                     .arg(numberText(report.repaired));
    }
    if (report.datesUnread > 0) {
        lines << NumberListTexts::tr("%1 dates could not be read; the numbers are on the list all the same.", nullptr,
                                     pluralForm(report.datesUnread))
                     .arg(numberText(report.datesUnread));
    }
    return lines;
}

QString numberHitText(const QString &listName, const NumberHit &hit, const QDate &today)
{
    const QString name = visibleText(listName, 200);
    const QString what = hit.prefixDigits > 0
        ? NumberListTexts::tr("The beginning of the number is on the list \u201c%1\u201d.").arg(name)
        : NumberListTexts::tr("The number is on the list \u201c%1\u201d.").arg(name);
    if (!hit.lastSeen)
        return what;
    const QString date = QLocale().toString(*hit.lastSeen, QLocale::LongFormat);
    const qint64 days = hit.lastSeen->daysTo(today);
    if (days < 0)
        return what % u' ' % NumberListTexts::tr("It was last seen on %1, which is in the future.").arg(date);
    return what % u' '
        % NumberListTexts::tr("It was last seen on %1, %2 days ago.", nullptr, pluralForm(days))
              .arg(date, numberText(days));
}

QString repairProofText(const QString &proof)
{
    static const QRegularExpression form(QStringLiteral("^([a-z_+]+);readings=([0-9]+);valid=1$"));
    const auto match = form.match(proof);
    if (!match.hasMatch())
        return visibleText(proof, 200);
    QStringList steps;
    for (const QString &step : match.captured(1).split(u'+'))
        steps << stepText(step);
    const qint64 readings = match.captured(2).toLongLong();
    const QString undone = NumberListTexts::tr("Undone: %1.").arg(steps.join(QStringLiteral(", ")));
    return undone % u' '
        % (readings == 1
               ? NumberListTexts::tr("What is left can be read in one way only, which is a valid number.")
               : NumberListTexts::tr("Of %1 readings exactly one is a valid number.", nullptr, pluralForm(readings))
                     .arg(numberText(readings)));
}

} // namespace muster
