// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/uploadtexts.h"

#include "models/text/amounttext.h"
#include "models/text/listindextexts.h"
#include "models/text/plaintext.h"
#include "models/text/wordtable.h"

namespace muster {

namespace {

struct UploadTexts
{
    Q_DECLARE_TR_FUNCTIONS(UploadTexts)
};

constexpr WordRow<UploadRule> ruleTitles[]{
    {UploadRule::FileType, QT_TRANSLATE_NOOP("UploadTexts", "File type")},
    {UploadRule::Encoding, QT_TRANSLATE_NOOP("UploadTexts", "Not UTF-8")},
    {UploadRule::EncodingGuessed, QT_TRANSLATE_NOOP("UploadTexts", "Encoding guessed")},
    {UploadRule::ByteOrderMark, QT_TRANSLATE_NOOP("UploadTexts", "Byte order mark")},
    {UploadRule::Separator, QT_TRANSLATE_NOOP("UploadTexts", "Separator")},
    {UploadRule::LineEnds, QT_TRANSLATE_NOOP("UploadTexts", "Line ends")},
    {UploadRule::FileRows, QT_TRANSLATE_NOOP("UploadTexts", "Too many rows")},
    {UploadRule::FileBytes, QT_TRANSLATE_NOOP("UploadTexts", "File too large")},
    {UploadRule::NoRows, QT_TRANSLATE_NOOP("UploadTexts", "No rows")},
    {UploadRule::HeaderGuessed, QT_TRANSLATE_NOOP("UploadTexts", "No column names?")},
    {UploadRule::NoIdColumn, QT_TRANSLATE_NOOP("UploadTexts", "No column of external IDs")},
    {UploadRule::NoPhoneColumn, QT_TRANSLATE_NOOP("UploadTexts", "No column of phone numbers")},
    {UploadRule::ColumnNameless, QT_TRANSLATE_NOOP("UploadTexts", "Column without a name")},
    {UploadRule::ColumnRepeated, QT_TRANSLATE_NOOP("UploadTexts", "Column name repeated")},
    {UploadRule::ColumnCharacters, QT_TRANSLATE_NOOP("UploadTexts", "Characters of a column name")},
    {UploadRule::HeaderLong, QT_TRANSLATE_NOOP("UploadTexts", "Column names too long")},
    {UploadRule::EmptyColumns, QT_TRANSLATE_NOOP("UploadTexts", "Empty cells at the end")},
    {UploadRule::NotText, QT_TRANSLATE_NOOP("UploadTexts", "Not text of that encoding")},
    {UploadRule::Nul, QT_TRANSLATE_NOOP("UploadTexts", "Zero byte")},
    {UploadRule::QuoteOpen, QT_TRANSLATE_NOOP("UploadTexts", "Quote not closed")},
    {UploadRule::TextBehindQuote, QT_TRANSLATE_NOOP("UploadTexts", "Text behind a closing quote")},
    {UploadRule::TooLarge, QT_TRANSLATE_NOOP("UploadTexts", "Row beyond all limits")},
    {UploadRule::RowEmpty, QT_TRANSLATE_NOOP("UploadTexts", "Empty row")},
    {UploadRule::CellsMissing, QT_TRANSLATE_NOOP("UploadTexts", "Cells missing")},
    {UploadRule::CellsExtra, QT_TRANSLATE_NOOP("UploadTexts", "Too many cells")},
    {UploadRule::RowLong, QT_TRANSLATE_NOOP("UploadTexts", "Row too long")},
    {UploadRule::RowLongAsWritten, QT_TRANSLATE_NOOP("UploadTexts", "Row too long with its quotes")},
    {UploadRule::CellCharacters, QT_TRANSLATE_NOOP("UploadTexts", "Control characters")},
    {UploadRule::LineBreak, QT_TRANSLATE_NOOP("UploadTexts", "Line break in a cell")},
    {UploadRule::OuterBlanks, QT_TRANSLATE_NOOP("UploadTexts", "Blanks around a value")},
    {UploadRule::IdMissing, QT_TRANSLATE_NOOP("UploadTexts", "No external ID")},
    {UploadRule::IdRepeated, QT_TRANSLATE_NOOP("UploadTexts", "External ID repeated")},
    {UploadRule::IdNotDigits, QT_TRANSLATE_NOOP("UploadTexts", "External ID is not a number")},
    {UploadRule::PhoneMissing, QT_TRANSLATE_NOOP("UploadTexts", "No phone number")},
    {UploadRule::PhoneUnreadable, QT_TRANSLATE_NOOP("UploadTexts", "Not a phone number")},
    {UploadRule::PhoneLength, QT_TRANSLATE_NOOP("UploadTexts", "Length of a phone number")},
    {UploadRule::PhoneText, QT_TRANSLATE_NOOP("UploadTexts", "Text beside a phone number")},
    {UploadRule::PhoneDamaged, QT_TRANSLATE_NOOP("UploadTexts", "Digits lost in a spreadsheet")},
    {UploadRule::PhoneNeedsRegion, QT_TRANSLATE_NOOP("UploadTexts", "No country code")},
    {UploadRule::PhoneOther, QT_TRANSLATE_NOOP("UploadTexts", "Another number is wrong")},
    {UploadRule::PhoneRepeated, QT_TRANSLATE_NOOP("UploadTexts", "Phone number repeated")},
    {UploadRule::TimeZone, QT_TRANSLATE_NOOP("UploadTexts", "Unknown time zone")},
    {UploadRule::DateForm, QT_TRANSLATE_NOOP("UploadTexts", "Form of a date")},
    {UploadRule::NumberExpected, QT_TRANSLATE_NOOP("UploadTexts", "Not a number")},
};

constexpr WordRow<UploadRule> ruleSentences[]{
    {UploadRule::FileType,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "Tables are uploaded as .csv or .tab, and the name says otherwise. The copy is called .csv.")},
    {UploadRule::Encoding,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "Uploads are read as UTF-8, so names with accents would be garbled. The copy is in UTF-8.")},
    {UploadRule::EncodingGuessed,
     QT_TRANSLATE_NOOP(
         "UploadTexts",
         "Nothing in the file says its encoding. Check names with accents in the copy, or choose the encoding.")},
    {UploadRule::ByteOrderMark,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "The byte order mark may be read as part of the first column’s name. The copy has none.")},
    {UploadRule::Separator,
     QT_TRANSLATE_NOOP("UploadTexts", "Cells are separated by commas or tabs in an upload. The copy has commas.")},
    {UploadRule::LineEnds,
     QT_TRANSLATE_NOOP("UploadTexts", "Line ends are mixed or of an old kind. The copy has CRLF throughout.")},
    {UploadRule::FileRows,
     QT_TRANSLATE_NOOP("UploadTexts", "An upload takes 500,000 rows. The copy is split into several files.")},
    {UploadRule::FileBytes,
     QT_TRANSLATE_NOOP("UploadTexts", "An upload takes 256 MB. The copy is split into several files.")},
    {UploadRule::NoRows, QT_TRANSLATE_NOOP("UploadTexts", "There is nothing below the column names.")},
    {UploadRule::HeaderGuessed,
     QT_TRANSLATE_NOOP(
         "UploadTexts",
         "The first row does not look like column names, which a list is mapped by. Add a row with the names.")},
    {UploadRule::NoIdColumn,
     QT_TRANSLATE_NOOP("UploadTexts", "A calling list needs a column of external IDs. Choose it, or add one.")},
    {UploadRule::NoPhoneColumn,
     QT_TRANSLATE_NOOP("UploadTexts", "A calling list needs a column of phone numbers. Choose it, or add one.")},
    {UploadRule::ColumnNameless,
     QT_TRANSLATE_NOOP("UploadTexts", "A column without a name can’t be mapped. Give it a name, or remove it.")},
    {UploadRule::ColumnRepeated,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "Two columns have the same name, so it is not clear which is mapped. Rename one.")},
    {UploadRule::ColumnCharacters,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "The name has blanks around it or control characters, and may not be found when it is mapped. "
                       "Rename the column.")},
    {UploadRule::HeaderLong,
     QT_TRANSLATE_NOOP(
         "UploadTexts",
         "The row with the column names is longer than 512 characters. Shorten names, or remove columns.")},
    {UploadRule::EmptyColumns,
     QT_TRANSLATE_NOOP("UploadTexts", "There are empty cells behind the last column. The copy leaves them out.")},
    {UploadRule::NotText,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "Bytes there are no text of the file’s encoding, so the rest was not checked. Save the file as "
                       "UTF-8, or choose its encoding.")},
    {UploadRule::Nul,
     QT_TRANSLATE_NOOP("UploadTexts", "A zero byte stands there, so the rest was not checked. Create the file anew.")},
    {UploadRule::QuoteOpen,
     QT_TRANSLATE_NOOP(
         "UploadTexts",
         "A quote opens there and is never closed, so the rest was not checked. Close it, or remove it.")},
    {UploadRule::TextBehindQuote,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "Text follows a closing quote, so the rest was not checked. Double quotes within a value.")},
    {UploadRule::TooLarge,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "The row has more than 1,000 cells, or is far too long, so the rest was not checked. Look for a "
                       "missing quote or line end.")},
    {UploadRule::RowEmpty, QT_TRANSLATE_NOOP("UploadTexts", "The row is empty. The copy leaves it out.")},
    {UploadRule::CellsMissing,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "The row has fewer cells than there are columns, so values may stand in the wrong ones.")},
    {UploadRule::CellsExtra,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "The row has more cells than there are columns. Quote values that hold the separator.")},
    {UploadRule::RowLong,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "A row may have 512 characters, commas and quotes included. Shorten its values.")},
    {UploadRule::RowLongAsWritten,
     QT_TRANSLATE_NOOP(
         "UploadTexts",
         "The row is longer than 512 characters only because of quotes that it does not need. The copy has none.")},
    {UploadRule::CellCharacters,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "The value has control characters, and what becomes of them is not known. Remove them.")},
    {UploadRule::LineBreak,
     QT_TRANSLATE_NOOP("UploadTexts", "The value spans lines, and may be taken for two rows. Put it on one line.")},
    {UploadRule::OuterBlanks,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "There are blanks before or after the value; CXone cuts them off. The copy keeps them.")},
    {UploadRule::IdMissing, QT_TRANSLATE_NOOP("UploadTexts", "Each record needs an external ID.")},
    {UploadRule::IdRepeated,
     QT_TRANSLATE_NOOP("UploadTexts", "An earlier row has that external ID, so only one of them can become a record.")},
    {UploadRule::IdNotDigits,
     QT_TRANSLATE_NOOP(
         "UploadTexts",
         "CXone removes single records by a numeric external ID only; this one would have to be removed by hand.")},
    {UploadRule::PhoneMissing, QT_TRANSLATE_NOOP("UploadTexts", "No column of the row holds a phone number.")},
    {UploadRule::PhoneUnreadable,
     QT_TRANSLATE_NOOP("UploadTexts", "The value is nothing that could be dialled, or more than one number.")},
    {UploadRule::PhoneLength, QT_TRANSLATE_NOOP("UploadTexts", "In international form a number has 10 to 15 digits.")},
    {UploadRule::PhoneText,
     QT_TRANSLATE_NOOP("UploadTexts", "Text stands beside the number, so it is not clear what would be dialled.")},
    {UploadRule::PhoneDamaged,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "A spreadsheet replaced digits, as in 4.93E+11. Take the number from its source.")},
    {UploadRule::PhoneNeedsRegion,
     QT_TRANSLATE_NOOP("UploadTexts",
                       "A number without country code can’t be judged. Choose a region and check again.")},
    {UploadRule::PhoneOther,
     QT_TRANSLATE_NOOP("UploadTexts", "The row has a number that can be dialled; this one can’t be.")},
    {UploadRule::PhoneRepeated,
     QT_TRANSLATE_NOOP("UploadTexts", "An earlier row has that number, so the person may be called twice.")},
    {UploadRule::TimeZone,
     QT_TRANSLATE_NOOP(
         "UploadTexts",
         "Neither an IANA name such as America/New_York nor one of Windows. CXone does not publish which it takes.")},
    {UploadRule::DateForm,
     QT_TRANSLATE_NOOP(
         "UploadTexts",
         "Only dates such as 2026-11-30 can’t be mistaken. CXone does not publish which forms it takes.")},
    {UploadRule::NumberExpected,
     QT_TRANSLATE_NOOP("UploadTexts", "CXone keeps a number there, and this value isn’t one.")},
};

constexpr WordRow<UploadOrigin> originWords[]{
    {UploadOrigin::Published, QT_TRANSLATE_NOOP("UploadTexts", "CXone manual")},
    {UploadOrigin::Interface, QT_TRANSLATE_NOOP("UploadTexts", "CXone API")},
    {UploadOrigin::OwnUpload, QT_TRANSLATE_NOOP("UploadTexts", "Muster’s uploads")},
    {UploadOrigin::Advice, QT_TRANSLATE_NOOP("UploadTexts", "Advice")},
};
constexpr WordRow<UploadCount> countWords[]{
    {UploadCount::Records, QT_TRANSLATE_NOOP("UploadTexts", "Records")},
    {UploadCount::Valid, QT_TRANSLATE_NOOP("UploadTexts", "Valid")},
    {UploadCount::Invalid, QT_TRANSLATE_NOOP("UploadTexts", "Invalid")},
};

} // namespace

QString uploadRuleTitle(UploadRule rule)
{
    return wordIn("UploadTexts", ruleTitles, rule);
}

QString uploadRuleText(UploadRule rule)
{
    return wordIn("UploadTexts", ruleSentences, rule);
}

QStringList uploadRuleTexts()
{
    QStringList texts;
    for (const auto &[rule, key] : keyTable<UploadRule>)
        texts.append(uploadRuleText(rule));
    return texts;
}

QString uploadFurtherText()
{
    return UploadTexts::tr("%1 more, counted but not listed");
}

QString uploadOriginText(UploadOrigin origin)
{
    return wordIn("UploadTexts", originWords, origin);
}

QString uploadMendText(UploadMend mend)
{
    switch (mend) {
    case UploadMend::None:
        return {};
    case UploadMend::Mended:
        return UploadTexts::tr("Fixed in the copy");
    case UploadMend::LeftOut:
        return UploadTexts::tr("Row rejected");
    }
    return {};
}

QString uploadSummary(const UploadCheck &check)
{
    return UploadTexts::tr("Rows: %1. Accepted: %2. Breaking a rule: %3.")
        .arg(numberText(check.rows), numberText(check.accepted()), numberText(check.broken));
}

QStringList uploadNotes(const UploadCheck &check)
{
    QStringList notes;
    if (!check.isWhole)
        notes.append(UploadTexts::tr("The file can’t be read to its end, so the rest was not checked."));
    if (check.unjudged > 0) {
        notes.append(UploadTexts::tr("Rows whose numbers can’t be judged without a region: %1. Choose a region.")
                         .arg(numberText(check.unjudged)));
    }
    if (const auto copyable = check.copyable(); !copyable && copyable.error().code == u"upload_column_names")
        notes.append(UploadTexts::tr("The column names have to be fixed before a copy can be made."));
    return notes;
}

QString uploadColumnText(const UploadCheck &check, const UploadFinding &finding)
{
    if (finding.column == 0)
        return finding.row == 0 ? UploadTexts::tr("whole file") : UploadTexts::tr("whole row");
    const QString name = check.columns.names.value(finding.column - 1);
    return name.trimmed().isEmpty() ? UploadTexts::tr("column %1").arg(numberText(finding.column))
                                    : visibleText(name, 100);
}

QString uploadFindingText(const UploadFinding &finding)
{
    const QString title = uploadRuleTitle(finding.rule);
    return finding.other == 0 ? title : UploadTexts::tr("%1: as in row %2").arg(title, numberText(finding.other));
}

QString uploadCopyText(const UploadCopy &copy)
{
    const QString rejected = numberText(copy.rejected ? copy.rejected->rows : 0);
    return UploadTexts::tr("Files to upload: %1. Rows in them: %2. Rows rejected: %3.")
        .arg(numberText(copy.parts.size()), numberText(copy.rows()), rejected);
}

QString uploadCountText(UploadCount count)
{
    return wordIn("UploadTexts", countWords, count);
}

QString uploadExpectedText(const ReconciledCount &count)
{
    return count.least == count.most ? numberText(count.least)
                                     : UploadTexts::tr("%1 to %2").arg(numberText(count.least), numberText(count.most));
}

QString uploadMatchText(const ReconciledCount &count)
{
    switch (count.match) {
    case UploadMatch::AsExpected:
        return UploadTexts::tr("as expected");
    case UploadMatch::Possible:
        return UploadTexts::tr("possible, not certain");
    case UploadMatch::TooFew:
        return UploadTexts::tr("%1 too few").arg(numberText(-count.difference()));
    case UploadMatch::TooMany:
        return UploadTexts::tr("%1 too many").arg(numberText(count.difference()));
    case UploadMatch::NotTold:
        return UploadTexts::tr("unknown: the tenant doesn’t tell");
    }
    return {};
}

QString uploadReconciliationText(const UploadReconciliation &reconciliation, const QString &listName)
{
    const QString name = visibleText(listName, 200);
    if (reconciliation.isEarlier)
        return UploadTexts::tr("%1 has taken no file since the check, so its counts are not of this file.").arg(name);
    if (reconciliation.isAsExpected())
        return UploadTexts::tr("%1 counts what the check expected.").arg(name);
    if (reconciliation.isOpen())
        return UploadTexts::tr("%1 does not count what the check expected, or does not tell. Records that were in the "
                               "list before the upload count, too.")
            .arg(name);
    return UploadTexts::tr("%1 counts what is possible; rows that break a rule or could not be judged leave it open.")
        .arg(name);
}

} // namespace muster
