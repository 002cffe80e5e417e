// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/enrichtexts.h"

#include "models/runs/enrich/check/sourcesample.h"
#include "models/text/amounttext.h"
#include "models/text/dialertexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "models/text/wordtable.h"
#include "network/wire/mapped.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <array>

namespace muster {

namespace {

struct EnrichTexts
{
    Q_DECLARE_TR_FUNCTIONS(EnrichTexts)
};

struct RuleRow
{
    EnrichRule rule;
    const char *words;
    const char *sentence;
};

constexpr std::array<RuleRow, enrichRuleCount> ruleRows{{
    {EnrichRule::IdMissing, QT_TRANSLATE_NOOP("EnrichTexts", "no contact ID"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The row has no contact ID, so none of it can be sent.")},
    {EnrichRule::IdTooLong, QT_TRANSLATE_NOOP("EnrichTexts", "contact ID too long"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The contact ID is longer than 256 bytes, the most a contact ID can have.")},
    {EnrichRule::IdControlCharacters, QT_TRANSLATE_NOOP("EnrichTexts", "control characters in the contact ID"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The contact ID contains invisible characters, such as a line break.")},
    {EnrichRule::IdPathCharacters, QT_TRANSLATE_NOOP("EnrichTexts", "unusable contact ID"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The contact ID contains a slash or two dots, which no contact ID has.")},
    {EnrichRule::IdDamaged, QT_TRANSLATE_NOOP("EnrichTexts", "contact ID damaged by a spreadsheet"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "A spreadsheet wrote the contact ID with an exponent and lost digits. Export the file again "
                       "with that column as text.")},
    {EnrichRule::IdDuplicate, QT_TRANSLATE_NOOP("EnrichTexts", "duplicate contact"),
     QT_TRANSLATE_NOOP(
         "EnrichTexts",
         "An earlier row is for the same contact. Keep one of them, or have the newest used by a date column.")},
    {EnrichRule::NotText, QT_TRANSLATE_NOOP("EnrichTexts", "not text"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The cell contains bytes that aren’t text. Check the encoding of the source.")},
    {EnrichRule::TooLong, QT_TRANSLATE_NOOP("EnrichTexts", "too long"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The value is longer, or the number larger, than an attribute can hold.")},
    {EnrichRule::NotInteger, QT_TRANSLATE_NOOP("EnrichTexts", "not a whole number"),
     QT_TRANSLATE_NOOP(
         "EnrichTexts",
         "The attribute takes whole numbers, and the value isn’t one. Thousands separators require a number format.")},
    {EnrichRule::Fraction, QT_TRANSLATE_NOOP("EnrichTexts", "has a fraction"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The attribute takes whole numbers, and the value has a fraction.")},
    {EnrichRule::Exponent, QT_TRANSLATE_NOOP("EnrichTexts", "has an exponent"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "The whole number is written with an exponent, so digits may have been lost. "
                       "Export the file again with that column as text.")},
    {EnrichRule::NotDecimal, QT_TRANSLATE_NOOP("EnrichTexts", "not a number"),
     QT_TRANSLATE_NOOP(
         "EnrichTexts",
         "The value isn’t a number in the expected format. A number format sets the separators to expect.")},
    {EnrichRule::AmbiguousNumber, QT_TRANSLATE_NOOP("EnrichTexts", "ambiguous number"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "The point may be a thousands or a decimal separator. Add a number format to specify which.")},
    {EnrichRule::NotBoolean, QT_TRANSLATE_NOOP("EnrichTexts", "neither yes nor no"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The word isn’t recognized as yes or no. Add it to the field’s words.")},
    {EnrichRule::NotDate, QT_TRANSLATE_NOOP("EnrichTexts", "not a date"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "The value isn’t a date in the expected format. A date format sets how it is written.")},
    {EnrichRule::NoSuchDay, QT_TRANSLATE_NOOP("EnrichTexts", "no such day"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The calendar has no such day, or the day of the week doesn’t match.")},
    {EnrichRule::NotInTable, QT_TRANSLATE_NOOP("EnrichTexts", "not in the value table"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "The field’s value table doesn’t list the value. Add it, or choose what happens to values that "
                       "aren’t listed.")},
    {EnrichRule::ResultTooLong, QT_TRANSLATE_NOOP("EnrichTexts", "result too long"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The field’s steps turn the value into more than 64 KiB.")},
    {EnrichRule::NotInList, QT_TRANSLATE_NOOP("EnrichTexts", "not in the list"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The list has no contact with this ID, so there is nothing to fill.")},
    {EnrichRule::MatchMissing, QT_TRANSLATE_NOOP("EnrichTexts", "no value to match by"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "The cell by which the contact is found in the list is empty or counts as empty.")},
    {EnrichRule::NoMatch, QT_TRANSLATE_NOOP("EnrichTexts", "no contact has this value"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "The list has no contact with this value in the attribute that contacts are matched by.")},
    {EnrichRule::SeveralMatches, QT_TRANSLATE_NOOP("EnrichTexts", "several contacts have this value"),
     QT_TRANSLATE_NOOP(
         "EnrichTexts",
         "More than one contact in the list has this value, so it isn’t clear which one is meant. None of "
         "them is changed.")},
    {EnrichRule::UndatedRow, QT_TRANSLATE_NOOP("EnrichTexts", "may not be the newest row"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "The contact has several rows, and their dates don’t tell which one is the newest: a date is "
                       "missing, isn’t in the expected format, or has no time of day.")},
}};

/// %1: the subject, %2: the detail, both quoted.
constexpr std::array<const char *, mappingFaultCount> faultTexts = {
    QT_TRANSLATE_NOOP("EnrichTexts", "Nothing is mapped yet. Choose a column for at least one attribute."),
    QT_TRANSLATE_NOOP("EnrichTexts", "No contact ID column is chosen."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The source has no column %1."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The source has more than one column %1. Rename or remove all but one."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The list has no attribute %1. Names are case-sensitive."),
    QT_TRANSLATE_NOOP("EnrichTexts", "Two fields fill the attribute %1. Remove one of them."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The attribute %1 has the unknown type %2. It cannot be filled."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The field needs either columns or a constant."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The constant for the attribute %1 counts as empty, or doesn’t match its type."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The last step for the attribute %1 can’t produce a value of its type."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The expression for the attribute %1 cannot be used: %2."),
    QT_TRANSLATE_NOOP("EnrichTexts",
                      "The date format %2 for the attribute %1 is missing day, month or year, or contains letters that "
                      "have no meaning."),
    QT_TRANSLATE_NOOP("EnrichTexts",
                      "The separators in the number format for the attribute %1 must be one character each, all "
                      "different, and not letters, digits or signs."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The attribute %1 needs words for yes and words for no, and no word may be both."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The value table for the attribute %1 contains %2, which doesn’t match its type."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The language %1 is not known. Use a code such as “pt” or “pt_BR”."),
    QT_TRANSLATE_NOOP("EnrichTexts",
                      "An empty cell can’t clear the attribute %1, because the server accepts no empty values. Choose "
                      "to keep the value or skip the row."),
    QT_TRANSLATE_NOOP("EnrichTexts",
                      "Contacts can’t be matched by the attribute %1: only text and whole numbers identify a contact."),
    QT_TRANSLATE_NOOP("EnrichTexts",
                      "The format %2 of the dates in column %1 is missing day, month or year, or contains letters that "
                      "have no meaning. The time of day is recognized without a format."),
    QT_TRANSLATE_NOOP("EnrichTexts",
                      "The attribute %1 can’t tell when a contact was changed: it holds neither dates nor text."),
    QT_TRANSLATE_NOOP("EnrichTexts",
                      "The attribute %1 can’t keep the greater or smaller value: it holds neither numbers nor dates."),
    QT_TRANSLATE_NOOP("EnrichTexts",
                      "Only newer rows may change the attribute %1, but the date of the rows or of the contacts isn’t "
                      "chosen. Choose both under Matching."),
};

QString quoted(const QString &foreign)
{
    return EnrichTexts::tr("“%1”").arg(visibleText(foreign, 200));
}

} // namespace

QString enrichRuleText(EnrichRule rule)
{
    return EnrichTexts::tr(ruleRows.at(std::size_t(rule)).words);
}

QString enrichRuleSentence(EnrichRule rule)
{
    return EnrichTexts::tr(ruleRows.at(std::size_t(rule)).sentence);
}

QString mappingFindingText(const MappingFinding &finding)
{
    QString text = EnrichTexts::tr(faultTexts.at(std::size_t(finding.fault)));
    // In one go, so that a %2 in a name stays a name.
    if (text.contains(u"%2"))
        return text.arg(quoted(finding.subject), quoted(finding.detail));
    if (text.contains(u"%1"))
        text = text.arg(quoted(finding.subject));
    if (finding.fault != MappingFault::BadConstant)
        return text;
    const auto rule = valueOf<EnrichRule>(finding.detail);
    return rule ? QString(text % u' ' % enrichRuleSentence(*rule)) : text;
}

QString listAttributeTypeText(ListAttributeType type)
{
    static constexpr WordRow<ListAttributeType> rows[]{
        {ListAttributeType::Text, QT_TRANSLATE_NOOP("EnrichTexts", "text")},
        {ListAttributeType::Integer, QT_TRANSLATE_NOOP("EnrichTexts", "whole number")},
        {ListAttributeType::Decimal, QT_TRANSLATE_NOOP("EnrichTexts", "decimal number")},
        {ListAttributeType::Boolean, QT_TRANSLATE_NOOP("EnrichTexts", "yes or no")},
        {ListAttributeType::Date, QT_TRANSLATE_NOOP("EnrichTexts", "date")},
    };
    return wordIn("EnrichTexts", rows, type);
}

QString transformKindText(TransformKind kind)
{
    static constexpr WordRow<TransformKind> rows[]{
        {TransformKind::Trim, QT_TRANSLATE_NOOP("EnrichTexts", "Trim")},
        {TransformKind::Lower, QT_TRANSLATE_NOOP("EnrichTexts", "Lowercase")},
        {TransformKind::Upper, QT_TRANSLATE_NOOP("EnrichTexts", "Uppercase")},
        {TransformKind::Title, QT_TRANSLATE_NOOP("EnrichTexts", "Title case")},
        {TransformKind::Date, QT_TRANSLATE_NOOP("EnrichTexts", "Read a date")},
        {TransformKind::Number, QT_TRANSLATE_NOOP("EnrichTexts", "Read a number")},
        {TransformKind::Boolean, QT_TRANSLATE_NOOP("EnrichTexts", "Read yes or no")},
        {TransformKind::Replace, QT_TRANSLATE_NOOP("EnrichTexts", "Replace an expression")},
        {TransformKind::Table, QT_TRANSLATE_NOOP("EnrichTexts", "Look up in a table")},
    };
    return wordIn("EnrichTexts", rows, kind);
}

QString fieldWriteText(FieldWrite write)
{
    static constexpr WordRow<FieldWrite> rows[]{
        {FieldWrite::Overwrite, QT_TRANSLATE_NOOP("EnrichTexts", "Overwrite")},
        {FieldWrite::OnlyIfEmpty, QT_TRANSLATE_NOOP("EnrichTexts", "Only if empty")},
        {FieldWrite::NeverClear, QT_TRANSLATE_NOOP("EnrichTexts", "Never clear")},
        {FieldWrite::OnlyIfGreater, QT_TRANSLATE_NOOP("EnrichTexts", "Only if greater or later")},
        {FieldWrite::OnlyIfSmaller, QT_TRANSLATE_NOOP("EnrichTexts", "Only if smaller or earlier")},
        {FieldWrite::OnlyIfNewer, QT_TRANSLATE_NOOP("EnrichTexts", "Only if the row is newer")},
    };
    return wordIn("EnrichTexts", rows, write);
}

QString fieldWriteHint(FieldWrite write)
{
    switch (write) {
    case FieldWrite::Overwrite:
        return EnrichTexts::tr("A value from the file replaces the contact’s current value.");
    case FieldWrite::OnlyIfEmpty:
        return EnrichTexts::tr(
            "Requires the contact’s current value. If it can’t be read, the run is refused before anything is sent.");
    case FieldWrite::NeverClear:
        return EnrichTexts::tr(
            "Overwrites, but an empty cell never clears a value, whatever is chosen for empty cells.");
    case FieldWrite::OnlyIfGreater:
        return EnrichTexts::tr("For numbers and dates: the contact keeps its value unless the file’s value is greater "
                               "or later. A contact without a value gets it.");
    case FieldWrite::OnlyIfSmaller:
        return EnrichTexts::tr("For numbers and dates: the contact keeps its value unless the file’s value is smaller "
                               "or earlier. A contact without a value gets it.");
    case FieldWrite::OnlyIfNewer:
        return EnrichTexts::tr("The contact keeps its value unless the row’s date is later than the contact’s, or the "
                               "contact has no date. Choose both dates under Matching.");
    }
    return {};
}

QStringList matchingSentences(const EnrichmentMapping &mapping)
{
    QStringList sentences;
    const auto &[match, recency] = std::tie(mapping.match, mapping.recency);
    if (!match.attribute.isEmpty()) {
        //: %1 is a column of a file, %2 an attribute of a list.
        QString text = EnrichTexts::tr("Contacts are found by comparing column %1 with the attribute %2.");
        if (match.ignoresCase)
            text = EnrichTexts::tr(
                "Contacts are found by comparing column %1 with the attribute %2, ignoring letter case.");
        sentences << text.arg(quoted(mapping.idColumn), quoted(match.attribute));
    }
    if (!recency.column.isEmpty())
        sentences << EnrichTexts::tr("Of several rows for one contact, the newest by column %1 counts.")
                         .arg(quoted(recency.column));
    if (!recency.attribute.isEmpty())
        //: %1 is an attribute of a list.
        sentences << EnrichTexts::tr("A contact is newer than its row if its attribute %1 has a later date.")
                         .arg(quoted(recency.attribute));
    return sentences;
}

QString emptyCellText(EmptyCell empty)
{
    static constexpr WordRow<EmptyCell> rows[]{
        {EmptyCell::Keep, QT_TRANSLATE_NOOP("EnrichTexts", "Keep the value")},
        {EmptyCell::Clear, QT_TRANSLATE_NOOP("EnrichTexts", "Clear the value")},
        {EmptyCell::SkipRow, QT_TRANSLATE_NOOP("EnrichTexts", "Skip the row")},
    };
    return wordIn("EnrichTexts", rows, empty);
}

QString invalidCellText(InvalidCell invalid)
{
    static constexpr WordRow<InvalidCell> rows[]{
        {InvalidCell::RejectRow, QT_TRANSLATE_NOOP("EnrichTexts", "Reject the row")},
        {InvalidCell::LeaveOut, QT_TRANSLATE_NOOP("EnrichTexts", "Leave out the cell")},
    };
    return wordIn("EnrichTexts", rows, invalid);
}

namespace {

struct StepWords
{
    QString operator()(const ReadDate &date) const
    {
        //: What a step does; %1 is a date format like “d.M.yyyy”.
        return EnrichTexts::tr("Date like %1").arg(visibleText(date.format, 40));
    }
    QString operator()(const ReadNumber &number) const
    {
        const QString like = QString(u'1' % number.groupMark % u"234" % number.decimalMark % u"56");
        //: What a step does; %1 is a number like “1,234.56”.
        return EnrichTexts::tr("Number like %1").arg(visibleText(like, 40));
    }
    QString operator()(const ReadBoolean &words) const
    {
        if (words.yes.isEmpty())
            return transformKindText(TransformKind::Boolean);
        //: What a step does; %1 and %2 are words in the file.
        return EnrichTexts::tr("“%1” is yes, “%2” is no")
            .arg(visibleText(words.yes.first(), 40), visibleText(words.no.value(0), 40));
    }
    QString operator()(const ReplacePattern &replace) const
    {
        switch (repairKindOf(replace).value_or(CellRepair::Kind::AsItStands)) {
        case CellRepair::Kind::Percent:
            return EnrichTexts::tr("Remove percent sign");
        case CellRepair::Kind::Currency:
            return EnrichTexts::tr("Remove currency");
        case CellRepair::Kind::TimeOfDay:
            return EnrichTexts::tr("Remove time of day");
        case CellRepair::Kind::AsItStands:
        case CellRepair::Kind::Number:
        case CellRepair::Kind::Date:
        case CellRepair::Kind::YesNo:
            break;
        }
        return transformKindText(TransformKind::Replace);
    }
    template <typename Step>
    QString operator()(const Step &step) const
    {
        return transformKindText(transformKind(step));
    }
};

} // namespace

QString stepsText(const QList<FieldTransform> &steps)
{
    if (steps.isEmpty())
        return EnrichTexts::tr("Use the cell unchanged");
    const QStringList texts = mapped(steps, [](const FieldTransform &step) { return std::visit(StepWords(), step); });
    return texts.join(QStringLiteral(" → "));
}

QString repairDoubtText(const CellRepair &repair)
{
    if (repair.isAmbiguous)
        return EnrichTexts::tr(
            "Another fix reads some of these cells differently. Choose the one that your file means.");
    return repair.isDoubtful ? EnrichTexts::tr("Read this way, cells that are valid now would have other values. Check "
                                               "which format your file uses.")
                             : QString();
}

QString sourceNameText(const QString &file)
{
    return PastedTables::isPasted(file) ? EnrichTexts::tr("Pasted table")
                                        : visibleText(QFileInfo(file).fileName(), 200);
}

QString fieldSourceText(const FieldMapping &field)
{
    QString text;
    if (field.source.constant) {
        //: The same text for every contact.
        text = EnrichTexts::tr("always %1").arg(quoted(*field.source.constant));
    } else {
        for (const QString &column : field.source.columns)
            //: Two columns of a file: the second one counts where the first one is empty.
            text = text.isEmpty() ? visibleText(column, 100)
                                  : EnrichTexts::tr("%1, else %2").arg(text, visibleText(column, 100));
    }
    const qsizetype steps = field.transforms.size(), others = field.alternatives.size();
    //: %1 is where a value comes from, %2 how many steps change it on its way.
    if (steps > 0)
        text = EnrichTexts::tr("%1, %2 steps", nullptr, pluralForm(steps)).arg(text).arg(steps);
    //: %1 is where a value comes from, %2 in how many other ways a cell is tried that isn’t valid.
    return others == 0 ? text : EnrichTexts::tr("%1, %2 fixes", nullptr, pluralForm(others)).arg(text).arg(others);
}

QString fieldTrialText(const FieldTrial &trial)
{
    if (!trial.findings.isEmpty())
        return mappingFindingText(trial.findings.constFirst());
    const auto counted = [](qint64 count) { return QLocale().toString(count); };
    QStringList text{EnrichTexts::tr("%1 of the first %2 rows produce a value.", nullptr, pluralForm(trial.kept))
                         .arg(counted(trial.kept), counted(trial.rows))};
    if (trial.empty > 0)
        text << EnrichTexts::tr("%1 cells are empty.", nullptr, pluralForm(trial.empty)).arg(counted(trial.empty));
    if (trial.guarded > 0)
        text << EnrichTexts::tr("%1 cells count as empty.", nullptr, pluralForm(trial.guarded))
                    .arg(counted(trial.guarded));
    if (trial.refused > 0)
        text
            << EnrichTexts::tr("%1 cells are invalid.", nullptr, pluralForm(trial.refused)).arg(counted(trial.refused));
    if (trial.leftOut > 0)
        text << EnrichTexts::tr("%1 cells are invalid and left out.", nullptr, pluralForm(trial.leftOut))
                    .arg(counted(trial.leftOut));
    if (trial.rule)
        text << enrichRuleSentence(*trial.rule);
    return text.join(u' ');
}

QString cellFateText(CellFate fate)
{
    static constexpr WordRow<CellFate> rows[]{
        {CellFate::Kept, QT_TRANSLATE_NOOP("EnrichTexts", "kept")},
        {CellFate::Empty, QT_TRANSLATE_NOOP("EnrichTexts", "empty")},
        {CellFate::Guarded, QT_TRANSLATE_NOOP("EnrichTexts", "counts as empty")},
        {CellFate::Refused, QT_TRANSLATE_NOOP("EnrichTexts", "refused")},
        {CellFate::LeftOut, QT_TRANSLATE_NOOP("EnrichTexts", "left out")},
        {CellFate::Held, QT_TRANSLATE_NOOP("EnrichTexts", "contact’s value kept")},
    };
    return wordIn("EnrichTexts", rows, fate);
}

QString beforeAfterText(const std::optional<BeforeAfter> &diff)
{
    if (!diff)
        return EnrichTexts::tr("The contacts’ current values can’t be read here. Values they have in these attributes "
                               "are overwritten and cannot be brought back.");
    const QLocale locale;
    const BeforeAfter::Field sum = diff->overall();
    QString text = EnrichTexts::tr("Empty attributes filled: %1. Values overwritten: %2. Already the same: %3. "
                                   "Contacts’ values kept by a rule: %4.")
                       .arg(locale.toString(sum.fills), locale.toString(sum.changes), locale.toString(sum.same),
                            locale.toString(sum.held));
    if (!diff->isShown)
        text += u' '
            % EnrichTexts::tr(
                    "The list shows no attributes of any contact, so what counts as empty may only be hidden.");
    return text % u' '
        % EnrichTexts::tr("Overwritten values are copied first and can be brought back for 30 days. Values that were "
                          "empty can’t be emptied again.");
}

QString budgetFaultText(const CampaignBudget &budget, const EnrichmentPace &pace)
{
    if (!budget.fault)
        return {};
    const Campaign &campaign = budget.tightest;
    const QString name = quoted(campaign.name.isEmpty() ? campaign.id : campaign.name);
    if (!pace.hasBudget())
        return EnrichTexts::tr("The list %1 is %2 and can’t be enriched. Choose an active one.")
            .arg(name, quoted(campaign.status));
    switch (*budget.fault) {
    case BudgetFault::NoTime:
        return EnrichTexts::tr("The campaign %1 allows %2 ms for an enrichment, but one contact takes %3 ms. Raise its "
                               "time limit in the tenant first.")
            .arg(name, QLocale().toString(qint64(campaign.maxEnrichmentTimeout.count())),
                 QLocale().toString(qint64(pace.perContact.count())));
    case BudgetFault::Closed:
        return EnrichTexts::tr("The campaign %1 is %2 and no longer accepts updates. Choose another one.")
            .arg(name, quoted(campaign.status));
    }
    return {};
}

QString uploadPaceText(const CampaignBudget &budget)
{
    const QString dialers = dialersText(budget.tightest);
    const QString files = EnrichTexts::tr("The values are uploaded in files of at most %1 contacts.", nullptr,
                                          pluralForm(budget.batchSize))
                              .arg(QLocale().toString(budget.batchSize));
    return dialers.isEmpty() ? files : QString(dialers % u' ' % files);
}

QString batchPlanText(const BatchPlan &plan, const CampaignBudget &budget)
{
    const Campaign &campaign = budget.tightest;
    if (plan.duration.count() == 0) {
        const QString dialers = dialersText(campaign);
        const QString files
            = EnrichTexts::tr("%1 files are uploaded one after another, a few contacts first. The list is read before "
                              "and after each one. The server doesn’t report how long each takes.",
                              nullptr, pluralForm(plan.batches))
                  .arg(QLocale().toString(plan.batches));
        return dialers.isEmpty() ? files : QString(dialers % u' ' % files);
    }
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(plan.duration);
    return EnrichTexts::tr("%1 batches of at most %2 contacts, about %3. The campaign %4 allows %5 ms for each.",
                           nullptr, pluralForm(plan.batches))
        .arg(QLocale().toString(plan.batches), QLocale().toString(plan.batchSize), durationText(seconds),
             quoted(campaign.name.isEmpty() ? campaign.id : campaign.name),
             QLocale().toString(qint64(campaign.maxEnrichmentTimeout.count())));
}

namespace {

struct UndoTexts
{
    Q_DECLARE_TR_FUNCTIONS(UndoTexts)
};

} // namespace

QString undoFateText(UndoFate fate)
{
    static constexpr WordRow<UndoFate> rows[]{
        {UndoFate::Gone, QT_TRANSLATE_NOOP("UndoTexts", "The contact is no longer in the list")},
        {UndoFate::ComesBack, QT_TRANSLATE_NOOP("UndoTexts", "To be restored")},
        {UndoFate::AsBefore, QT_TRANSLATE_NOOP("UndoTexts", "Has its old value already")},
        {UndoFate::ChangedSince, QT_TRANSLATE_NOOP("UndoTexts", "Changed since: left alone")},
        {UndoFate::WasEmpty, QT_TRANSLATE_NOOP("UndoTexts", "Was empty: cannot be cleared")},
        {UndoFate::NotWritable, QT_TRANSLATE_NOOP("UndoTexts", "Cannot be written back")},
        {UndoFate::LeftOut, QT_TRANSLATE_NOOP("UndoTexts", "Left out: stays unchanged")},
    };
    return wordIn("UndoTexts", rows, fate);
}

QString undoLeftText(UndoFate fate, qint64 count)
{
    const QString n = QLocale().toString(count);
    const int form = pluralForm(count);
    switch (fate) {
    case UndoFate::ChangedSince:
        return UndoTexts::tr("%1 values have changed since the run and are left alone.", nullptr, form).arg(n);
    case UndoFate::WasEmpty:
        return UndoTexts::tr("%1 values were empty before and stay unchanged: the server doesn’t accept empty values.",
                             nullptr, form)
            .arg(n);
    case UndoFate::NotWritable:
        return UndoTexts::tr("%1 values can’t be restored: they don’t match their attribute’s type.", nullptr, form)
            .arg(n);
    case UndoFate::Gone:
        return UndoTexts::tr("%1 values belong to contacts that are no longer in the list.", nullptr, form).arg(n);
    case UndoFate::LeftOut:
        return UndoTexts::tr("%1 values are left out by choice and stay unchanged.", nullptr, form).arg(n);
    case UndoFate::ComesBack:
    case UndoFate::AsBefore:
        break;
    }
    return {};
}

QString undoActText(qint64 values)
{
    return UndoTexts::tr("Restore %1 values", nullptr, pluralForm(values)).arg(QLocale().toString(values));
}

} // namespace muster
