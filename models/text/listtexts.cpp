// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/listtexts.h"

#include "models/text/amounttext.h"
#include "models/text/displayformats.h"
#include "models/text/plaintext.h"
#include "models/text/wordtable.h"
#include "network/wire/mapped.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
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
              QT_TRANSLATE_NOOP("ListTexts", "The text can’t be read as a phone number.")},
    ReasonRow{ListReason::InvalidCountryCode, QT_TRANSLATE_NOOP("ListTexts", "unknown country code"),
              QT_TRANSLATE_NOOP("ListTexts", "No country has the calling code that the number starts with.")},
    ReasonRow{ListReason::TooShort, QT_TRANSLATE_NOOP("ListTexts", "too short"),
              QT_TRANSLATE_NOOP("ListTexts", "The number has too few digits for its country.")},
    ReasonRow{ListReason::TooLong, QT_TRANSLATE_NOOP("ListTexts", "too long"),
              QT_TRANSLATE_NOOP("ListTexts", "The number has too many digits for its country.")},
    ReasonRow{ListReason::InvalidLength, QT_TRANSLATE_NOOP("ListTexts", "wrong length"),
              QT_TRANSLATE_NOOP("ListTexts", "Numbers in its country are shorter or longer, never this length.")},
    ReasonRow{ListReason::NotInPlan, QT_TRANSLATE_NOOP("ListTexts", "not in the numbering plan"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "The length is right, but no range of the numbering plans contains it. It may be "
                                "wrong, or may have been assigned after the plans were published.")},
    ReasonRow{
        ListReason::LocalOnly, QT_TRANSLATE_NOOP("ListTexts", "local only"),
        QT_TRANSLATE_NOOP("ListTexts", "The number can only be dialed within its area; the area code is missing.")},
    ReasonRow{ListReason::NoDefaultRegion, QT_TRANSLATE_NOOP("ListTexts", "no region"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "The number has no country code and there is no default region, so it wasn’t checked. "
                                "Choose a default region.")},
    ReasonRow{ListReason::Reformatted, QT_TRANSLATE_NOOP("ListTexts", "format"),
              QT_TRANSLATE_NOOP("ListTexts", "The number is valid, but isn’t in E.164 format.")},
    ReasonRow{ListReason::LettersAsDigits, QT_TRANSLATE_NOOP("ListTexts", "letters read as digits"),
              QT_TRANSLATE_NOOP("ListTexts", "Letters were read as the digits on their phone keys.")},
    ReasonRow{ListReason::TextAroundNumber, QT_TRANSLATE_NOOP("ListTexts", "text around the number"),
              QT_TRANSLATE_NOOP("ListTexts", "Text before or after the number was ignored.")},
    ReasonRow{ListReason::Extension, QT_TRANSLATE_NOOP("ListTexts", "extension"),
              QT_TRANSLATE_NOOP("ListTexts", "The number has an extension, which E.164 can’t hold.")},
    ReasonRow{ListReason::OtherScript, QT_TRANSLATE_NOOP("ListTexts", "digits of another script"),
              QT_TRANSLATE_NOOP("ListTexts", "The number uses digits or signs of another script.")},
    ReasonRow{ListReason::SpreadsheetDamage, QT_TRANSLATE_NOOP("ListTexts", "spreadsheet damage"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "A spreadsheet lost or rewrote digits, and they can’t be recovered with certainty. "
                                "Look up the number in its original source.")},
    ReasonRow{ListReason::SpreadsheetRepaired, QT_TRANSLATE_NOOP("ListTexts", "spreadsheet damage, repaired"),
              QT_TRANSLATE_NOOP("ListTexts", "A spreadsheet rewrote the number; only one reading is valid.")},
    ReasonRow{ListReason::RegionNotAllowed, QT_TRANSLATE_NOOP("ListTexts", "region not allowed"),
              QT_TRANSLATE_NOOP("ListTexts", "The number belongs to a region that the directives don’t allow.")},
    ReasonRow{ListReason::LineTypeBlocked, QT_TRANSLATE_NOOP("ListTexts", "blocked line type"),
              QT_TRANSLATE_NOOP("ListTexts", "The number has a line type that the directives block.")},
    ReasonRow{ListReason::RegionAmbiguous, QT_TRANSLATE_NOOP("ListTexts", "several regions"),
              QT_TRANSLATE_NOOP("ListTexts", "Several regions share this calling code. This alone changes nothing.")},
    ReasonRow{ListReason::CountryDisagrees, QT_TRANSLATE_NOOP("ListTexts", "country mismatch"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "The number has no country code and was read with the default region, but the "
                                "contact’s country differs. Choose the country column, or decide manually.")},
    ReasonRow{ListReason::LineUncertain, QT_TRANSLATE_NOOP("ListTexts", "line type uncertain"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "By the numbering plan it is fixed or mobile, and VoIP can’t be ruled out without a "
                                "look-up. This alone changes nothing.")},
    ReasonRow{
        ListReason::LookupFailed, QT_TRANSLATE_NOOP("ListTexts", "look-up failed"),
        QT_TRANSLATE_NOOP("ListTexts",
                          "The look-up required by the directives returned no result, so the number wasn’t checked.")},
    ReasonRow{ListReason::Suppressed, QT_TRANSLATE_NOOP("ListTexts", "do-not-call"),
              QT_TRANSLATE_NOOP("ListTexts", "The number is on a do-not-call list.")},
    ReasonRow{ListReason::Disposable, QT_TRANSLATE_NOOP("ListTexts", "disposable"),
              QT_TRANSLATE_NOOP("ListTexts", "The number is on a list of disposable numbers.")},
    ReasonRow{ListReason::Duplicate, QT_TRANSLATE_NOOP("ListTexts", "duplicate"),
              QT_TRANSLATE_NOOP("ListTexts", "Another contact in the list has the same number and is kept.")},
    ReasonRow{ListReason::DuplicateKept, QT_TRANSLATE_NOOP("ListTexts", "kept of duplicates"),
              QT_TRANSLATE_NOOP("ListTexts", "Other contacts have the same number; this one is kept.")},
    ReasonRow{ListReason::DuplicateUndecided, QT_TRANSLATE_NOOP("ListTexts", "duplicate, undecided"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "Other contacts have the same number, and the rule can’t tell which one to keep.")},
    ReasonRow{ListReason::ListNotLoaded, QT_TRANSLATE_NOOP("ListTexts", "number list not loaded"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "A number list in the directives couldn’t be read, so the number wasn’t checked. "
                                "Import the list again or remove it from the directives.")},
    ReasonRow{ListReason::EvidenceKept, QT_TRANSLATE_NOOP("ListTexts", "purged before, with evidence"),
              QT_TRANSLATE_NOOP("ListTexts",
                                "A contact with this number was purged here despite evidence of consent or an opt-out, "
                                "and it is back. Check that evidence before calling.")},
    ReasonRow{ListReason::Overridden, QT_TRANSLATE_NOOP("ListTexts", "set manually"),
              QT_TRANSLATE_NOOP("ListTexts", "Someone set this contact’s verdict manually.")},
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
    static constexpr WordRow<ListVerdict> rows[]{
        {ListVerdict::NotChecked, QT_TRANSLATE_NOOP("ListTexts", "not checked")},
        {ListVerdict::Unchanged, QT_TRANSLATE_NOOP("ListTexts", "unchanged")},
        {ListVerdict::Fix, QT_TRANSLATE_NOOP("ListTexts", "fix")},
        {ListVerdict::Review, QT_TRANSLATE_NOOP("ListTexts", "review")},
        {ListVerdict::Purge, QT_TRANSLATE_NOOP("ListTexts", "purge")},
    };
    return wordIn("ListTexts", rows, verdict);
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
    static constexpr WordRow<NumberType> rows[]{
        {NumberType::FixedLine, QT_TRANSLATE_NOOP("ListTexts", "fixed line")},
        {NumberType::Mobile, QT_TRANSLATE_NOOP("ListTexts", "mobile")},
        {NumberType::FixedLineOrMobile, QT_TRANSLATE_NOOP("ListTexts", "fixed or mobile")},
        {NumberType::TollFree, QT_TRANSLATE_NOOP("ListTexts", "toll-free")},
        {NumberType::PremiumRate, QT_TRANSLATE_NOOP("ListTexts", "premium rate")},
        {NumberType::SharedCost, QT_TRANSLATE_NOOP("ListTexts", "shared cost")},
        {NumberType::Voip, QT_TRANSLATE_NOOP("ListTexts", "VoIP")},
        {NumberType::PersonalNumber, QT_TRANSLATE_NOOP("ListTexts", "personal number")},
        {NumberType::Pager, QT_TRANSLATE_NOOP("ListTexts", "pager")},
        {NumberType::Uan, QT_TRANSLATE_NOOP("ListTexts", "company-wide number (UAN)")},
        {NumberType::Voicemail, QT_TRANSLATE_NOOP("ListTexts", "voicemail")},
        {NumberType::Unknown, QT_TRANSLATE_NOOP("ListTexts", "unknown")},
    };
    return wordIn("ListTexts", rows, type);
}

QString knowledgeSourceText(KnowledgeSource source)
{
    static constexpr WordRow<KnowledgeSource> rows[]{
        {KnowledgeSource::NumberingPlan, QT_TRANSLATE_NOOP("ListTexts", "numbering plan")},
        {KnowledgeSource::Lookup, QT_TRANSLATE_NOOP("ListTexts", "look-up")},
        {KnowledgeSource::File, QT_TRANSLATE_NOOP("ListTexts", "number list")},
    };
    return wordIn("ListTexts", rows, source);
}

QString directiveActionText(DirectiveAction action)
{
    static constexpr WordRow<DirectiveAction> rows[]{
        {DirectiveAction::Skip, QT_TRANSLATE_NOOP("ListTexts", "Leave")},
        {DirectiveAction::Flag, QT_TRANSLATE_NOOP("ListTexts", "Flag")},
        {DirectiveAction::Fix, QT_TRANSLATE_NOOP("ListTexts", "Fix")},
        {DirectiveAction::Purge, QT_TRANSLATE_NOOP("ListTexts", "Purge")},
    };
    return wordIn("ListTexts", rows, action);
}

QString survivorRuleText(SurvivorRule rule)
{
    static constexpr WordRow<SurvivorRule> rows[]{
        {SurvivorRule::Off, QT_TRANSLATE_NOOP("ListTexts", "All: don’t check for duplicates")},
        {SurvivorRule::First, QT_TRANSLATE_NOOP("ListTexts", "The first in the list")},
        {SurvivorRule::Newest, QT_TRANSLATE_NOOP("ListTexts", "The newest")},
        {SurvivorRule::MostComplete, QT_TRANSLATE_NOOP("ListTexts", "The most complete")},
        {SurvivorRule::FlagOnly, QT_TRANSLATE_NOOP("ListTexts", "All, but flag later ones")},
    };
    return wordIn("ListTexts", rows, rule);
}

namespace {

struct NumberListTexts
{
    Q_DECLARE_TR_FUNCTIONS(NumberListTexts)
};

QString unreadableText(const NumberListReport &report)
{
    const QStringList rows = mapped(report.unreadableRows, [](const qint64 row) { return numberText(row); });
    const QString named = rows.join(QStringLiteral(", "));
    const QString text = NumberListTexts::tr("%1 rows could not be read and are not on the list.", nullptr,
                                             pluralForm(report.unreadable))
                             .arg(numberText(report.unreadable));
    return text % u' '
        % (report.unreadable > rows.size() ? NumberListTexts::tr("First row numbers: %1.").arg(named)
                                           : NumberListTexts::tr("Row numbers in the file: %1.").arg(named));
}

QString stepText(const QString &step)
{
    static constexpr KeyedWord rows[]{
        {"apostrophe", QT_TRANSLATE_NOOP("NumberListTexts", "apostrophe")},
        {"formula", QT_TRANSLATE_NOOP("NumberListTexts", "formula")},
        {"decimals", QT_TRANSLATE_NOOP("NumberListTexts", "decimals")},
        {"exponent", QT_TRANSLATE_NOOP("NumberListTexts", "exponent")},
        {"lost_plus", QT_TRANSLATE_NOOP("NumberListTexts", "lost plus sign")},
        {"lost_zero", QT_TRANSLATE_NOOP("NumberListTexts", "lost zero")},
    };
    const QString known = wordIn("NumberListTexts", rows, step);
    return known.isEmpty() ? step : known;
}

} // namespace

QStringList numberListReportText(const NumberListReport &report)
{
    QStringList lines;
    lines << NumberListTexts::tr("%1 numbers were imported.", nullptr, pluralForm(report.numbers))
                 .arg(numberText(report.numbers));
    if (report.prefixes > 0) {
        lines << NumberListTexts::tr("%1 prefixes were imported. Each covers all numbers that start with it.", nullptr,
                                     pluralForm(report.prefixes))
                     .arg(numberText(report.prefixes));
    }
    if (report.unreadable > 0)
        lines << unreadableText(report);
    if (report.needRegion > 0) {
        lines << NumberListTexts::tr("%1 of them have no country code. They can be read with a default region.",
                                     nullptr, pluralForm(report.needRegion))
                     .arg(numberText(report.needRegion));
    }
    if (report.repaired > 0) {
        lines << NumberListTexts::tr("%1 numbers were damaged by a spreadsheet. Each had exactly one valid reading.",
                                     nullptr, pluralForm(report.repaired))
                     .arg(numberText(report.repaired));
    }
    if (report.datesUnread > 0) {
        lines << NumberListTexts::tr("%1 dates could not be read. The numbers are on the list anyway.", nullptr,
                                     pluralForm(report.datesUnread))
                     .arg(numberText(report.datesUnread));
    }
    return lines;
}

QString numberHitText(const QString &listName, const NumberHit &hit, const QDate &today)
{
    const QString name = visibleText(listName, 200);
    const QString what = hit.prefixDigits > 0
        ? NumberListTexts::tr("A prefix of the number is on the list “%1”.").arg(name)
        : NumberListTexts::tr("The number is on the list “%1”.").arg(name);
    if (!hit.lastSeen)
        return what;
    const QString date = longDayText(*hit.lastSeen);
    const qint64 days = hit.lastSeen->daysTo(today);
    if (days < 0)
        return what % u' ' % NumberListTexts::tr("Last seen on %1, which is in the future.").arg(date);
    return what % u' '
        % NumberListTexts::tr("Last seen on %1, %2 days ago.", nullptr, pluralForm(days)).arg(date, numberText(days));
}

QString repairProofText(const QString &proof)
{
    static const QRegularExpression form(QStringLiteral("^([a-z_+]+);readings=([0-9]+);valid=1$"));
    const auto match = form.match(proof);
    if (!match.hasMatch())
        return visibleText(proof, 200);
    const QStringList steps = mapped(match.captured(1).split(u'+'), stepText);
    const qint64 readings = match.captured(2).toLongLong();
    const QString undone = NumberListTexts::tr("Undone: %1.").arg(steps.join(QStringLiteral(", ")));
    return undone % u' '
        % (readings == 1 ? NumberListTexts::tr("The rest has only one possible reading, which is a valid number.")
                         : NumberListTexts::tr("Of %1 possible readings, exactly one is a valid number.", nullptr,
                                               pluralForm(readings))
                               .arg(numberText(readings)));
}

namespace {

struct ContactTexts
{
    Q_DECLARE_TR_FUNCTIONS(ContactTexts)
};

} // namespace

QString readWithText(const ContactDetails &details, const QString &country)
{
    switch (details.readWith) {
    case ContactDetails::ReadWith::Itself:
        break;
    case ContactDetails::ReadWith::DefaultRegion:
        return ContactTexts::tr("No country code; read with the default region, %1.").arg(country);
    case ContactDetails::ReadWith::Country:
        return ContactTexts::tr("No country code; read with the contact’s own country, %1.").arg(country);
    }
    return {};
}

QString certaintyText(const ContactDetails &details)
{
    if (details.e164.isEmpty())
        return {};
    if (details.lookedUpOn) {
        const QString day = longDayText(*details.lookedUpOn);
        if (!details.isAssigned)
            return ContactTexts::tr("A look-up on %1 reported that the number is not assigned.").arg(day);
        if (details.lookedUp)
            return ContactTexts::tr("From a look-up on %1.").arg(day);
    }
    if (details.lineType == NumberType::FixedLineOrMobile) {
        return ContactTexts::tr("Not certain: the numbering plan doesn’t separate fixed from mobile here, and only a "
                                "look-up can rule out VoIP.");
    }
    return ContactTexts::tr("From the numbering plan, which doesn’t reflect numbers moved to another line type.");
}

QStringList listedTexts(const ContactDetails &details, const QDate &today)
{
    QStringList lines;
    for (const ListedNumber &listed : details.listed) {
        const QString kind = listed.disposable ? ContactTexts::tr("Disposable:") : ContactTexts::tr("Do not call:");
        lines << QString(kind % u' ' % numberHitText(listed.list, listed.hit, today));
    }
    return lines;
}

QString sameNumberText(const ContactDetails &details)
{
    const QString others = QLocale().toString(details.sameNumber);
    const int form = pluralForm(details.sameNumber);
    switch (details.duplicate) {
    case DuplicateRole::None:
        break;
    case DuplicateRole::Surplus:
        return ContactTexts::tr("%1 other contacts have this number. The contact kept is:", nullptr, form).arg(others);
    case DuplicateRole::Kept:
        return ContactTexts::tr("%1 other contacts have this number. This contact is kept.", nullptr, form).arg(others);
    case DuplicateRole::Undecided:
        return ContactTexts::tr("%1 other contacts have this number, and the rule can’t decide which one to keep.",
                                nullptr, form)
            .arg(others);
    }
    return {};
}

} // namespace muster
