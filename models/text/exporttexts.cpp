// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/exporttexts.h"

#include "models/store/auditentry.h"
#include "models/text/amounttext.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "models/text/wordtable.h"
#include "network/wire/mapped.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace muster {

namespace {

struct ExportTexts
{
    Q_DECLARE_TR_FUNCTIONS(ExportTexts)
};

QString names(const QStringList &list)
{
    const QStringList shown = mapped(list.mid(0, 12), [](const QString &name) { return visibleText(name, 60); });
    QString text = shown.join(QStringLiteral(", "));
    if (list.size() > 12)
        text += u' ' % ExportTexts::tr("and %Ln more", nullptr, int(list.size() - 12));
    return text;
}

QString ageText(const QString &seconds)
{
    return durationText(std::chrono::seconds(seconds.toLongLong()));
}

QString freshDetail(const ExportCheck &check)
{
    if (check.args.isEmpty())
        return ExportTexts::tr("It is read live, so it has no age.");
    const QString age = ageText(check.args.value(0)), limit = ageText(check.args.value(1));
    if (check.state == ExportCheck::State::Waived) {
        return ExportTexts::tr("The segment is %1 old, over the limit of %2. The account %3 waived the limit for this "
                               "run; the history records it.")
            .arg(age, limit, visibleText(accountName(), 60));
    }
    if (check.args.size() > 2) {
        return ExportTexts::tr("The tenant updated the segment %1 after the time on this computer’s clock, so its age "
                               "is unknown. Check the clock.")
            .arg(durationText(std::chrono::seconds(check.args.value(2).toLongLong())));
    }
    if (check.state == ExportCheck::State::Failed) {
        return ExportTexts::
            tr("The segment is %1 old; the limit is %2. Refresh it in the tenant, or tick the box to export it anyway.")
                .arg(age, limit);
    }
    return ExportTexts::tr("Updated %1 ago; the limit is %2.").arg(age, limit);
}

QString targetDetail(const ExportCheck &check)
{
    const QString path = visibleText(check.args.value(0), 400), reason = check.args.value(1);
    if (check.state == ExportCheck::State::Passed)
        return ExportTexts::tr("The file will be %1.").arg(path);
    if (reason == u"exists") {
        return check.state == ExportCheck::State::Failed
            ? ExportTexts::tr("The file %1 already exists. Choose another name, or agree to replace it.").arg(path)
            : ExportTexts::tr("The file %1 will be replaced when the export is complete, as you agreed.").arg(path);
    }
    if (reason == u"folder_missing")
        return ExportTexts::tr("The folder of %1 doesn’t exist. Choose an existing folder.").arg(path);
    if (reason == u"not_writable")
        return ExportTexts::tr("You don’t have permission to write to the folder of %1. Choose another folder.")
            .arg(path);
    if (reason == u"link")
        return ExportTexts::tr("%1 is a symbolic link, which Muster doesn’t follow. Choose another name.").arg(path);
    if (reason == u"partial_in_use") {
        return ExportTexts::
            tr("An unfinished export is already writing to %1. Resume or discard it under Activity, or choose another "
               "name.")
                .arg(path);
    }
    if (path.isEmpty())
        return ExportTexts::tr("Choose a file to export to.");
    return ExportTexts::tr("%1 can’t be written. Choose another location.").arg(path);
}

/// What the days cost and leave out, so that nobody learns it from waiting.
QString daysPassed(const ExportCheck &check)
{
    const qint64 days = check.args.value(2).toLongLong();
    const qint64 minutes = std::max<qint64>(1, check.args.value(3).toLongLong() / 60); // a promise of the least
    return ExportTexts::tr("%1 days, one at a time.", nullptr, pluralForm(days)).arg(days) + u' '
        + ExportTexts::tr("The tenant allows one request every 30 seconds, so this takes at least %1 minutes.", nullptr,
                          pluralForm(minutes))
              .arg(minutes)
        + u' '
        + ExportTexts::tr("Activity from the last %1 minutes before a day is read may be missing.", nullptr,
                          pluralForm(check.args.value(4).toLongLong()))
              .arg(check.args.value(4));
}

QString daysFault(const ExportCheck &check)
{
    const QString &reason = check.args.value(6);
    if (reason == QLatin1String("not_taken"))
        return ExportTexts::tr("This segment isn’t read by day. Leave the days out.");
    if (reason == QLatin1String("reversed"))
        return ExportTexts::tr("The first day is after the last day. Swap them.");
    if (reason == QLatin1String("future"))
        return ExportTexts::tr("The last day, %1, hasn’t started yet (UTC). Choose an earlier day.")
            .arg(check.args.value(1));
    if (reason == QLatin1String("too_old"))
        return ExportTexts::tr(
                   "The tenant provides only the last %1 days, and %2 is before them. Choose a later first day.",
                   nullptr, pluralForm(check.args.value(5).toLongLong()))
            .arg(check.args.value(5), check.args.value(0));
    return ExportTexts::tr("This segment is read by day. Choose the first and last day (--from, --to).");
}

QString treatedFault(const ExportCheck &check)
{
    const QString &reason = check.args.value(1);
    if (reason == QLatin1String("mark_needs_csv"))
        return ExportTexts::tr("Only CSV files can start with a byte order mark. Choose CSV, or leave the mark out.");
    if (reason == QLatin1String("id_masked")) {
        return ExportTexts::tr("The contact ID can’t be masked, because the rows could no longer be told apart. Choose "
                               "a pseudonym for it.");
    }
    return ExportTexts::tr("To be masked or replaced by a pseudonym, but not exported: %1. Export them, or remove them "
                           "there.")
        .arg(names(check.args.mid(2)));
}

QString treatedDetail(const ExportCheck &check)
{
    const qsizetype masked = check.args.value(0).toInt();
    const QStringList withMask = check.args.mid(1, masked), withPseudonym = check.args.mid(1 + masked);
    QStringList sentences;
    if (!withMask.isEmpty())
        sentences.append(ExportTexts::tr("Masked: %1.").arg(names(withMask)));
    if (!withPseudonym.isEmpty())
        sentences.append(ExportTexts::tr("Replaced by pseudonyms: %1.").arg(names(withPseudonym)));
    if (sentences.isEmpty())
        return ExportTexts::tr("All columns are exported as is.");
    return sentences.join(u' ');
}

QString workbookFault(const ExportCheck &check)
{
    const QString &reason = check.args.value(2);
    if (reason == QLatin1String("columns"))
        return ExportTexts::tr("An Excel workbook holds at most %1 columns, and this export has %2. Select fewer "
                               "attributes, or choose CSV.")
            .arg(QLocale().toString(check.args.value(1).toLongLong()),
                 QLocale().toString(check.args.value(0).toLongLong()));
    if (reason == QLatin1String("guarded"))
        return ExportTexts::tr("All cells of an Excel workbook are text, so nothing is guarded. Leave out the setting "
                               "for spreadsheets, or choose CSV.");
    return ExportTexts::tr("Notifications can’t contain records from an Excel workbook. Choose CSV or JSON Lines, or "
                           "leave the records out.");
}

} // namespace

CheckWords checkWords(const ExportCheck &check)
{
    const bool failed = check.state == ExportCheck::State::Failed;
    switch (check.code) {
    case ExportCheck::Code::SegmentActive:
        return {ExportTexts::tr("Status"),
                failed
                    ? ExportTexts::tr("The segment’s status is “%1”; only active segments can be exported. Activate it "
                                      "in the tenant.")
                          .arg(visibleText(check.args.value(0), 60))
                    : ExportTexts::tr("The segment is active.")};
    case ExportCheck::Code::SegmentFresh:
        return {ExportTexts::tr("Age"), freshDetail(check)};
    case ExportCheck::Code::AttributesKnown:
        return {ExportTexts::tr("Attributes"),
                check.args.isEmpty() ? (failed ? ExportTexts::tr("Choose at least one attribute.")
                                               : ExportTexts::tr("The segment has all selected attributes."))
                                     : ExportTexts::tr("The segment doesn’t have: %1. Remove them from the selection.")
                                           .arg(names(check.args))};
    case ExportCheck::Code::AttributesValid:
        if (check.args.isEmpty())
            return {ExportTexts::tr("Retired attributes"), ExportTexts::tr("None of the attributes are retired.")};
        return {
            ExportTexts::tr("Retired attributes"),
            failed
                ? ExportTexts::tr("Retired, and this export doesn’t allow leaving them out: %1.").arg(names(check.args))
                : ExportTexts::tr("Retired, so left out: %1.").arg(names(check.args))};
    case ExportCheck::Code::FiltersFit:
        return {ExportTexts::tr("Filters"),
                failed
                    ? ExportTexts::tr("These filters can’t be sent: %1. Change or remove them.").arg(names(check.args))
                    : check.args.contains(filteredHere())
                    ? ExportTexts::tr("Every filter matches its attribute’s type. The tenant doesn’t support filters, "
                                      "so Muster reads all records and filters them itself.")
                    : ExportTexts::tr("Every filter matches its attribute’s type.")};
    case ExportCheck::Code::TargetWritable:
        return {ExportTexts::tr("File"), targetDetail(check)};
    case ExportCheck::Code::WebhookAllowed:
        return {ExportTexts::tr("Webhook"),
                failed ? ExportTexts::tr("Notifications can’t be sent to “%1”. Use an https address outside this "
                                         "tenant, or leave it empty.")
                             .arg(visibleText(check.args.value(0), 200))
                    : check.args.value(2).isEmpty()
                    ? ExportTexts::tr("Notifications go to %1. They contain counts and IDs, no contact data.")
                          .arg(visibleText(check.args.value(0), 200))
                    : ExportTexts::tr("Notifications go to %1.").arg(visibleText(check.args.value(0), 200))};
    case ExportCheck::Code::RecordsConfirmed:
        return {ExportTexts::tr("Personal data"),
                failed ? ExportTexts::tr("The records of each page would go to “%1”, but “%2” was confirmed as the "
                                         "receiver. Specify the webhook’s own host.")
                             .arg(visibleText(check.args.value(0), 200), visibleText(check.args.value(1), 200))
                       : ExportTexts::tr("The records of each page go to %1: the contact ID and %2 attributes of every "
                                         "person in the file. You confirmed that receiver; the history records it.",
                                         nullptr, pluralForm(check.args.value(2).toLongLong()))
                             .arg(visibleText(check.args.value(0), 200), check.args.value(2))};
    case ExportCheck::Code::PageSizeAllowed:
        return {
            ExportTexts::tr("Page size"),
            failed ? ExportTexts::tr("%1 records per page is out of range. Choose 1 to 1,000.").arg(check.args.value(0))
                   : ExportTexts::tr("%1 records per page.", nullptr, pluralForm(check.args.value(0).toLongLong()))
                         .arg(check.args.value(0))};
    case ExportCheck::Code::ColumnsTreated:
        return {ExportTexts::tr("Protection"), failed ? treatedFault(check) : treatedDetail(check)};
    case ExportCheck::Code::DaysAllowed:
        return {ExportTexts::tr("Days"), failed ? daysFault(check) : daysPassed(check)};
    case ExportCheck::Code::WorkbookFits:
        return {ExportTexts::tr("Excel workbook"),
                failed ? workbookFault(check)
                       : ExportTexts::tr("Every cell is written as text. Muster can’t read or compare workbooks.")};
    }
    return {};
}

QString checkStateText(ExportCheck::State state)
{
    static constexpr WordRow<ExportCheck::State> rows[]{
        {ExportCheck::State::Passed, QT_TRANSLATE_NOOP("ExportTexts", "Passed")},
        {ExportCheck::State::Warning, QT_TRANSLATE_NOOP("ExportTexts", "Warning")},
        {ExportCheck::State::Failed, QT_TRANSLATE_NOOP("ExportTexts", "Failed")},
        {ExportCheck::State::Waived, QT_TRANSLATE_NOOP("ExportTexts", "Waived")},
    };
    return wordIn("ExportTexts", rows, state);
}

QString attributeTypeText(const SegmentAttribute &attribute)
{
    switch (attribute.type) {
    case AttributeType::String:
        return ExportTexts::tr("text");
    case AttributeType::Integer:
        return ExportTexts::tr("whole number");
    case AttributeType::Decimal:
        return ExportTexts::tr("number");
    case AttributeType::Date:
        return ExportTexts::tr("date");
    case AttributeType::DateTime:
        return ExportTexts::tr("date and time");
    case AttributeType::Other:
        return attribute.typeName.isEmpty() ? ExportTexts::tr("other") : visibleText(attribute.typeName, 30);
    }
    return {};
}

QString filterOperatorText(FilterOperator op)
{
    static constexpr WordRow<FilterOperator> rows[]{
        {FilterOperator::Equals, QT_TRANSLATE_NOOP("ExportTexts", "is")},
        {FilterOperator::NotEquals, QT_TRANSLATE_NOOP("ExportTexts", "is not")},
        {FilterOperator::Contains, QT_TRANSLATE_NOOP("ExportTexts", "contains")},
        {FilterOperator::StartsWith, QT_TRANSLATE_NOOP("ExportTexts", "starts with")},
        {FilterOperator::GreaterThan, QT_TRANSLATE_NOOP("ExportTexts", "is over")},
        {FilterOperator::LessThan, QT_TRANSLATE_NOOP("ExportTexts", "is under")},
    };
    return wordIn("ExportTexts", rows, op);
}

QString filterText(const SegmentFilter &filter)
{
    return visibleText(filter.attribute, 60) % u' ' % filterOperatorText(filter.op) % u" \u201c"
        % visibleText(filter.value, 60) % u'\u201d';
}

QString fileFormatText(FileFormat format)
{
    static constexpr WordRow<FileFormat> rows[]{
        {FileFormat::Csv, QT_TRANSLATE_NOOP("ExportTexts", "CSV")},
        {FileFormat::JsonLines, QT_TRANSLATE_NOOP("ExportTexts", "JSON Lines")},
        {FileFormat::Xlsx, QT_TRANSLATE_NOOP("ExportTexts", "Excel workbook")},
    };
    return wordIn("ExportTexts", rows, format);
}

QString fileFormatText(FileFormat format, bool byteOrderMark)
{
    return format == FileFormat::Csv && byteOrderMark ? ExportTexts::tr("CSV with byte order mark")
                                                      : fileFormatText(format);
}

QString treatmentText(ColumnTreatment treatment)
{
    static constexpr WordRow<ColumnTreatment> rows[]{
        {ColumnTreatment::AsIs, QT_TRANSLATE_NOOP("ExportTexts", "As is")},
        {ColumnTreatment::Masked, QT_TRANSLATE_NOOP("ExportTexts", "Masked")},
        {ColumnTreatment::Pseudonym, QT_TRANSLATE_NOOP("ExportTexts", "Pseudonym")},
    };
    return wordIn("ExportTexts", rows, treatment);
}

QString textProfileText(TextProfile profile)
{
    return profile == TextProfile::Spreadsheets ? ExportTexts::tr("For spreadsheets") : ExportTexts::tr("For machines");
}

QString textProfileHint(TextProfile profile)
{
    return profile == TextProfile::Spreadsheets
        ? ExportTexts::tr("Phone numbers and cells like formulas are kept as text. Safe to open in a spreadsheet.")
        : ExportTexts::tr(
              "Exact values, byte for byte. Not safe to open in a spreadsheet: cells may be treated as formulas.");
}

QString withFormulaCells(const QString &saved, const WrittenFile &file)
{
    if (file.formulaCells == 0)
        return saved;
    const int form = pluralForm(file.formulaCells);
    const QString words = file.profile == TextProfile::Spreadsheets
        ? ExportTexts::tr("%1 cells look like spreadsheet formulas and are stored as text.", nullptr, form)
        : ExportTexts::tr("%1 cells look like spreadsheet formulas: don’t open the file in a spreadsheet.", nullptr,
                          form);
    return saved % u' ' % words.arg(QLocale().toString(file.formulaCells));
}

QString peopleText(qint64 size)
{
    if (size < 0)
        return ExportTexts::tr("size unknown");
    return ExportTexts::tr("%1 people", nullptr, pluralForm(size)).arg(QLocale().toString(size));
}

QString exportActText(qint64 size, bool filtered)
{
    return size < 0 || filtered ? ExportTexts::tr("Export segment")
                                : ExportTexts::tr("Export %1").arg(peopleText(size));
}

QString exportabilityText(const SegmentSummary &segment, const QDateTime &now, std::chrono::seconds freshnessLimit)
{
    if (!segment.isActive())
        return ExportTexts::tr("Can’t be exported: not active. Activate it in the tenant first.");
    if (!segment.lastUpdated.isValid())
        return ExportTexts::tr("Ready to export: active.");
    const qint64 age = segment.lastUpdated.secsTo(now);
    if (age > freshnessLimit.count()) {
        return ExportTexts::tr(
                   "Stale: updated %1 ago; the limit is %2. You can export it by waiving the limit for that run.")
            .arg(durationText(std::chrono::seconds(age)), durationText(freshnessLimit));
    }
    return ExportTexts::tr("Ready to export: active and updated %1.").arg(relativeTimeText(segment.lastUpdated, now));
}

QString percentText(double share)
{
    if (!(share > 0))
        return ExportTexts::tr("0 %");
    if (share >= 1)
        return ExportTexts::tr("100 %");
    const int percent = int(std::lround(share * 100));
    if (percent == 0)
        return ExportTexts::tr("< 1 %");
    if (percent == 100)
        return ExportTexts::tr("> 99 %");
    return ExportTexts::tr("%1 %").arg(QLocale().toString(percent));
}

} // namespace muster
