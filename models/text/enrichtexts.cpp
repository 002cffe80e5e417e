// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/enrichtexts.h"

#include "models/runs/enrich/check/sourcesample.h"
#include "models/text/amounttext.h"
#include "models/text/dialertexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "models/text/wordtable.h"

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
    {EnrichRule::IdMissing, QT_TRANSLATE_NOOP("EnrichTexts", "no contact id"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The row names no contact, so nothing of it can be sent.")},
    {EnrichRule::IdTooLong, QT_TRANSLATE_NOOP("EnrichTexts", "contact id too long"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The contact id is longer than 256 bytes, which no contact\u2019s is.")},
    {EnrichRule::IdControlCharacters, QT_TRANSLATE_NOOP("EnrichTexts", "control characters in the contact id"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The contact id holds characters that cannot be seen, a line break perhaps.")},
    {EnrichRule::IdPathCharacters, QT_TRANSLATE_NOOP("EnrichTexts", "unusable contact id"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The contact id holds a slash or two dots, which no contact\u2019s does.")},
    {EnrichRule::IdDamaged, QT_TRANSLATE_NOOP("EnrichTexts", "contact id damaged by a spreadsheet"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "A spreadsheet has written the contact id with an exponent and lost digits. "
                       "Export the file again with that column as text.")},
    {EnrichRule::IdDuplicate, QT_TRANSLATE_NOOP("EnrichTexts", "contact id twice"),
     QT_TRANSLATE_NOOP("EnrichTexts", "An earlier row has the same contact id. Keep one of them.")},
    {EnrichRule::NotText, QT_TRANSLATE_NOOP("EnrichTexts", "not text"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The cell holds bytes that are no text. Check the encoding of the source.")},
    {EnrichRule::TooLong, QT_TRANSLATE_NOOP("EnrichTexts", "too long"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The value is longer, or the number larger, than an attribute can hold.")},
    {EnrichRule::NotInteger, QT_TRANSLATE_NOOP("EnrichTexts", "not a whole number"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "The attribute takes whole numbers, and the value is none. With thousands "
                       "separators a number format is needed.")},
    {EnrichRule::Fraction, QT_TRANSLATE_NOOP("EnrichTexts", "has a fraction"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The attribute takes whole numbers, and the value has a fraction.")},
    {EnrichRule::Exponent, QT_TRANSLATE_NOOP("EnrichTexts", "has an exponent"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "The whole number is written with an exponent, so digits may have been lost. "
                       "Export the file again with that column as text.")},
    {EnrichRule::NotDecimal, QT_TRANSLATE_NOOP("EnrichTexts", "not a number"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "The value is no number of the form that is expected. A number format says "
                       "which marks it is written with.")},
    {EnrichRule::AmbiguousNumber, QT_TRANSLATE_NOOP("EnrichTexts", "ambiguous number"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "The point may part thousands or mark the decimals. Add a number format that "
                       "says which.")},
    {EnrichRule::NotBoolean, QT_TRANSLATE_NOOP("EnrichTexts", "neither yes nor no"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The word is not known as yes or no. Add it to the field\u2019s words.")},
    {EnrichRule::NotDate, QT_TRANSLATE_NOOP("EnrichTexts", "not a date"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "The value is no date of the form that is expected. A date format says how it "
                       "is written.")},
    {EnrichRule::NoSuchDay, QT_TRANSLATE_NOOP("EnrichTexts", "no such day"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The calendar has no such day, or it is another day of the week.")},
    {EnrichRule::NotInTable, QT_TRANSLATE_NOOP("EnrichTexts", "not in the value table"),
     QT_TRANSLATE_NOOP("EnrichTexts",
                       "The field\u2019s value table does not list the value. Add it, or say what "
                       "becomes of values that are not listed.")},
    {EnrichRule::ResultTooLong, QT_TRANSLATE_NOOP("EnrichTexts", "result too long"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The field\u2019s steps make more than 64 KiB of the value.")},
    {EnrichRule::NotInList, QT_TRANSLATE_NOOP("EnrichTexts", "not in the list"),
     QT_TRANSLATE_NOOP("EnrichTexts", "The list has no contact of this id, so there is nothing to fill.")},
}};

/// %1: the subject, %2: the detail, both quoted.
constexpr std::array<const char *, mappingFaultCount> faultTexts = {
    QT_TRANSLATE_NOOP("EnrichTexts", "Nothing is mapped yet. Choose a column for at least one attribute."),
    QT_TRANSLATE_NOOP("EnrichTexts", "No column of contact ids is chosen."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The source has no column %1."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The source has several columns %1. Rename or remove all but one."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The list has no attribute %1. Letter case counts."),
    QT_TRANSLATE_NOOP("EnrichTexts", "Two fields fill the attribute %1. Remove one of them."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The attribute %1 is of the type %2, which is not known. It cannot be filled."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The field needs either columns or a constant."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The constant for the attribute %1 stands for nothing, or is not of its type."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The last step for the attribute %1 cannot give a value of its type."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The expression for the attribute %1 cannot be used: %2."),
    QT_TRANSLATE_NOOP("EnrichTexts",
                      "The date format %2 for the attribute %1 lacks day, month or year, or holds "
                      "letters that mean nothing."),
    QT_TRANSLATE_NOOP("EnrichTexts",
                      "The marks of the number format for the attribute %1 must be one character each, "
                      "different, and neither letters, digits nor signs."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The attribute %1 needs words for yes and words for no, and none for both."),
    QT_TRANSLATE_NOOP("EnrichTexts", "The value table for the attribute %1 gives %2, which is not of its type."),
    QT_TRANSLATE_NOOP("EnrichTexts",
                      "The language %1 is not known. Write it like \u201cde\u201d or \u201cpt_BR\u201d."),
    QT_TRANSLATE_NOOP("EnrichTexts",
                      "An empty cell cannot clear the attribute %1: the server takes no empty values. Choose to keep "
                      "the value or to skip the row."),
};

QString quoted(const QString &foreign)
{
    return EnrichTexts::tr("\u201c%1\u201d").arg(visibleText(foreign, 200));
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
        {TransformKind::Lower, QT_TRANSLATE_NOOP("EnrichTexts", "Lower case")},
        {TransformKind::Upper, QT_TRANSLATE_NOOP("EnrichTexts", "Upper case")},
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
    };
    return wordIn("EnrichTexts", rows, write);
}

QString fieldWriteHint(FieldWrite write)
{
    switch (write) {
    case FieldWrite::Overwrite:
        return EnrichTexts::tr("A value of the file takes the place of what the contact has.");
    case FieldWrite::OnlyIfEmpty:
        return EnrichTexts::tr("Needs the contact\u2019s present value. Where that cannot be read, the run is refused "
                               "before anything is sent.");
    case FieldWrite::NeverClear:
        return EnrichTexts::tr("Overwrites, but an empty cell never clears, whatever is chosen for empty cells.");
    }
    return {};
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
    const qsizetype steps = field.transforms.size();
    //: %1 is where a value comes from, %2 how many steps change it on its way.
    return steps == 0 ? text : EnrichTexts::tr("%1, %2 steps", nullptr, pluralForm(steps)).arg(text).arg(steps);
}

QString fieldTrialText(const FieldTrial &trial)
{
    if (!trial.findings.isEmpty())
        return mappingFindingText(trial.findings.constFirst());
    const auto counted = [](qint64 count) { return QLocale().toString(count); };
    QStringList text{EnrichTexts::tr("%1 of the first %2 rows give a value.", nullptr, pluralForm(trial.kept))
                         .arg(counted(trial.kept), counted(trial.rows))};
    if (trial.empty > 0)
        text << EnrichTexts::tr("%1 cells are empty.", nullptr, pluralForm(trial.empty)).arg(counted(trial.empty));
    if (trial.guarded > 0)
        text << EnrichTexts::tr("%1 cells stand for nothing.", nullptr, pluralForm(trial.guarded))
                    .arg(counted(trial.guarded));
    if (trial.refused > 0)
        text << EnrichTexts::tr("%1 cells do not fit.", nullptr, pluralForm(trial.refused)).arg(counted(trial.refused));
    if (trial.rule)
        text << enrichRuleSentence(*trial.rule);
    return text.join(u' ');
}

QString cellFateText(CellFate fate)
{
    static constexpr WordRow<CellFate> rows[]{
        {CellFate::Kept, QT_TRANSLATE_NOOP("EnrichTexts", "kept")},
        {CellFate::Empty, QT_TRANSLATE_NOOP("EnrichTexts", "empty")},
        {CellFate::Guarded, QT_TRANSLATE_NOOP("EnrichTexts", "stands for nothing")},
        {CellFate::Refused, QT_TRANSLATE_NOOP("EnrichTexts", "refused")},
        {CellFate::Held, QT_TRANSLATE_NOOP("EnrichTexts", "has a value already")},
    };
    return wordIn("EnrichTexts", rows, fate);
}

QString beforeAfterText(const std::optional<BeforeAfter> &diff)
{
    if (!diff)
        return EnrichTexts::tr(
            "What the contacts hold may not be read here: values that they have in these attributes are "
            "written over and cannot be brought back.");
    const QLocale locale;
    const BeforeAfter::Field sum = diff->overall();
    QString text
        = EnrichTexts::tr("Values that fill an empty attribute: %1; that are written over another one: %2; that are "
                          "the same already: %3; that are left out because the contact has one: %4.")
              .arg(locale.toString(sum.fills), locale.toString(sum.changes), locale.toString(sum.same),
                   locale.toString(sum.held));
    if (!diff->isShown)
        text += u' '
            % EnrichTexts::tr("The list shows no attribute of any contact: what counts as empty may only be hidden.");
    return text % u' '
        % EnrichTexts::tr(
               "What is written over is copied first and can be brought back for 30 days; what was empty cannot be "
               "emptied again.");
}

QString budgetFaultText(const CampaignBudget &budget, const EnrichmentPace &pace)
{
    if (!budget.fault)
        return {};
    const Campaign &campaign = budget.tightest;
    const QString name = quoted(campaign.name.isEmpty() ? campaign.id : campaign.name);
    if (!pace.hasBudget())
        return EnrichTexts::tr("The list %1 is %2 and is not enriched. Choose an active one.")
            .arg(name, quoted(campaign.status));
    switch (*budget.fault) {
    case BudgetFault::NoTime:
        return EnrichTexts::tr("The campaign %1 allows %2 ms for an enrichment, and one contact takes %3 ms. Raise its "
                               "time limit at the tenant first.")
            .arg(name, QLocale().toString(qint64(campaign.maxEnrichmentTimeout.count())),
                 QLocale().toString(qint64(pace.perContact.count())));
    case BudgetFault::Closed:
        return EnrichTexts::tr("The campaign %1 is %2 and takes no more updates. Choose another one.")
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
            = EnrichTexts::tr(
                  "%1 files are uploaded one after another; a few contacts go ahead. The list is read before "
                  "and after each; how long the server takes for one it does not say.",
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
        {UndoFate::Gone, QT_TRANSLATE_NOOP("UndoTexts", "The contact is not in the list any more")},
        {UndoFate::ComesBack, QT_TRANSLATE_NOOP("UndoTexts", "Comes back")},
        {UndoFate::AsBefore, QT_TRANSLATE_NOOP("UndoTexts", "Is as before already")},
        {UndoFate::ChangedSince, QT_TRANSLATE_NOOP("UndoTexts", "Changed since: stays as it is")},
        {UndoFate::WasEmpty, QT_TRANSLATE_NOOP("UndoTexts", "Was empty: cannot be cleared")},
        {UndoFate::NotWritable, QT_TRANSLATE_NOOP("UndoTexts", "Cannot be written back")},
        {UndoFate::LeftOut, QT_TRANSLATE_NOOP("UndoTexts", "Left out: stays as it is")},
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
        return UndoTexts::tr("%1 values were empty before and stay as they are: the server takes no empty values.",
                             nullptr, form)
            .arg(n);
    case UndoFate::NotWritable:
        return UndoTexts::tr("%1 values cannot be written back: they do not fit their attribute.", nullptr, form)
            .arg(n);
    case UndoFate::Gone:
        return UndoTexts::tr("%1 values are of contacts that are not in the list any more.", nullptr, form).arg(n);
    case UndoFate::LeftOut:
        return UndoTexts::tr("%1 values are left out by choice and stay as they are.", nullptr, form).arg(n);
    case UndoFate::ComesBack:
    case UndoFate::AsBefore:
        break;
    }
    return {};
}

QString undoActText(qint64 values)
{
    return UndoTexts::tr("Bring back %1 values", nullptr, pluralForm(values)).arg(QLocale().toString(values));
}

} // namespace muster
