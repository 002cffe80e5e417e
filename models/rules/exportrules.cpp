// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exportrules.h"

#include "models/rules/callbackaddress.h"
#include "models/rules/workbookcells.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <unistd.h>

namespace muster {

namespace {

using Code = ExportCheck::Code;
using State = ExportCheck::State;

constexpr std::chrono::minutes clockTolerance{5}; // of two clocks that are both right enough

const SegmentAttribute *find(const SegmentDefinition &definition, const QString &name)
{
    const auto it = std::find_if(definition.attributes.cbegin(), definition.attributes.cend(),
                                 [&](const SegmentAttribute &attribute) { return attribute.name == name; });
    return it == definition.attributes.cend() ? nullptr : &*it;
}

ExportCheck checkActive(const SegmentDefinition &definition)
{
    return {Code::SegmentActive, definition.isActive() ? State::Passed : State::Failed, {definition.status}};
}

ExportCheck checkFresh(const ExportOrder &order, const SegmentDefinition &definition, const QDateTime &now)
{
    if (definition.isLive)
        return {Code::SegmentFresh, State::Passed, {}};
    // One without a time cannot be called fresh. One of the future has no age that this computer's clock could tell
    // (F107): a clock that is far behind would pass any.
    const bool dated = definition.lastUpdated.isValid();
    const qint64 apart = dated ? definition.lastUpdated.secsTo(now) : -1;
    const qint64 age = dated ? std::max<qint64>(0, apart) : -1;
    QStringList args = {QString::number(age), QString::number(order.maxAge.count())};
    if (dated && std::chrono::seconds(-apart) > clockTolerance) {
        args.append(QString::number(-apart));
        return {Code::SegmentFresh, State::Warning, args};
    }
    if (dated && age <= order.maxAge.count())
        return {Code::SegmentFresh, State::Passed, args};
    return {Code::SegmentFresh, order.ignoreAge ? State::Waived : State::Failed, args};
}

/// Splits what was asked for; a name asked for twice stays at its first place (the service refuses repetitions).
struct AttributeSplit
{
    QStringList usable, deprecated, unknown;
};

AttributeSplit splitAttributes(const ExportOrder &order, const SegmentDefinition &definition)
{
    AttributeSplit split;
    for (const QString &name : order.query.attributes) {
        const SegmentAttribute *attribute = find(definition, name);
        QStringList &list = !attribute ? split.unknown : attribute->valid ? split.usable : split.deprecated;
        if (!list.contains(name))
            list.append(name);
    }
    return split;
}

ExportCheck checkKnown(const ExportOrder &order, const AttributeSplit &split)
{
    const bool good = split.unknown.isEmpty() && !order.query.attributes.isEmpty();
    return {Code::AttributesKnown, good ? State::Passed : State::Failed, split.unknown};
}

ExportCheck checkValid(const ExportOrder &order, const AttributeSplit &split)
{
    State state = State::Passed;
    if (!split.deprecated.isEmpty())
        state = order.strictAttributes || split.usable.isEmpty() ? State::Failed : State::Warning;
    return {Code::AttributesValid, state, split.deprecated};
}

ExportCheck checkFilters(const ExportOrder &order, const SegmentDefinition &definition)
{
    QStringList bad;
    for (const SegmentFilter &filter : order.query.filters) {
        const SegmentAttribute *attribute = find(definition, filter.attribute);
        if (!attribute || !attribute->valid || !operatorFits(filter.op, attribute->type))
            bad.append(filter.attribute + u' ' + filterOperatorKey(filter.op));
    }
    if (bad.isEmpty() && definition.isFilteredHere)
        return {Code::FiltersFit, State::Passed, {filteredHere()}};
    return {Code::FiltersFit, bad.isEmpty() ? State::Passed : State::Failed, bad};
}

/// Why the target cannot be written; empty when it can. The sink finds the same when it opens its files; this is for
/// telling it before the first request (F96).
QString targetTrouble(const ExportOrder &order)
{
    const QFileInfo target(order.targetFile);
    if (!target.isAbsolute() || target.fileName().isEmpty() || !QFileInfo(target.path()).isDir())
        return QStringLiteral("folder_missing");
    if (target.isSymLink())
        return QStringLiteral("link");
    if (target.isDir() || ::access(QFile::encodeName(target.path()).constData(), W_OK | X_OK) != 0)
        return QStringLiteral("not_writable");
    const ExportFiles files(order.targetFile);
    for (const QString &name : files.results()) {
        const QFileInfo result(name);
        if (!order.replaceExisting && (result.exists() || result.isSymLink()))
            return QStringLiteral("exists");
    }
    for (const QString &name : files.leftovers()) {
        const QFileInfo left(name);
        if (left.exists() || left.isSymLink())
            return QStringLiteral("partial_in_use");
    }
    return {};
}

ExportCheck checkTarget(const ExportOrder &order)
{
    const QString trouble = targetTrouble(order);
    if (trouble.isEmpty())
        return {Code::TargetWritable, State::Passed, {order.targetFile, {}}};
    return {Code::TargetWritable, State::Failed, {order.targetFile, trouble}};
}

ExportCheck checkWebhook(const ExportOrder &order)
{
    const QString trouble = callbackTrouble(order.webhook);
    // The host in its ASCII form, so that look-alike letters show (S11).
    QStringList args{order.webhook.host(QUrl::FullyEncoded), trouble};
    if (!order.recordsTo.isEmpty())
        args.append(QStringLiteral("records"));
    return {Code::WebhookAllowed, trouble.isEmpty() ? State::Passed : State::Failed, args};
}

/// A warning where it is as it should be: nobody is to learn from the receiver that personal data have left.
ExportCheck checkRecords(const ExportOrder &order, const AttributeSplit &split)
{
    const QString host = order.webhook.host(QUrl::FullyEncoded);
    return {Code::RecordsConfirmed,
            host == order.recordsTo ? State::Warning : State::Failed,
            {host, order.recordsTo, QString::number(split.usable.size())}};
}

ExportCheck checkPageSize(const ExportOrder &order)
{
    const bool good = order.pageSize >= 1 && order.pageSize <= 1000;
    return {Code::PageSizeAllowed, good ? State::Passed : State::Failed, {QString::number(order.pageSize)}};
}

/// Nothing but a clear word: columns that are not exported have no treatment, and contacts that all have the same id
/// could not be told apart.
ExportCheck checkTreated(const ExportOrder &order, const AttributeSplit &split)
{
    const auto failed = [](const char *reason, const QStringList &names) {
        return ExportCheck{Code::ColumnsTreated, State::Failed,
                           QStringList{QStringLiteral("-1"), QLatin1String(reason)} + names};
    };
    if (order.byteOrderMark && order.format != FileFormat::Csv)
        return failed("mark_needs_csv", {});
    QStringList notExported;
    for (const TreatedColumn &one : order.treated) {
        if (one.column != contactIdColumn && !order.query.attributes.contains(one.column))
            notExported.append(one.column);
    }
    if (!notExported.isEmpty())
        return failed("not_exported", notExported);
    if (treatmentOf(order.treated, contactIdColumn) == ColumnTreatment::Masked)
        return failed("id_masked", {contactIdColumn});
    const TreatedColumns left = treatedAmong(order.treated, split.usable);
    const QStringList masked = columnsTreated(left, ColumnTreatment::Masked);
    return {Code::ColumnsTreated, State::Passed,
            QStringList{QString::number(masked.size())} + masked + columnsTreated(left, ColumnTreatment::Pseudonym)};
}

ExportCheck checkDays(const SegmentQuery &query, const SegmentDefinition &definition, const QDate &today)
{
    const SegmentDays days = definition.days.value_or(SegmentDays());
    const qint64 count = query.from.isValid() && query.to.isValid() ? query.from.daysTo(query.to) + 1 : 0;
    const char *trouble = !definition.days             ? "not_taken"
        : !query.from.isValid() || !query.to.isValid() ? "missing"
        : count < 1                                    ? "reversed"
        : query.to > today                             ? "future"
        : query.from < today.addDays(1 - days.most)    ? "too_old"
                                                       : nullptr;
    QStringList args{query.from.toString(Qt::ISODate),
                     query.to.toString(Qt::ISODate),
                     QString::number(count),
                     QString::number(count * days.perDay.count()),
                     QString::number(days.lag.count()),
                     QString::number(days.most)};
    if (trouble == nullptr)
        return {Code::DaysAllowed, State::Passed, args};
    args.append(QLatin1String(trouble));
    return {Code::DaysAllowed, State::Failed, args};
}

/// What a workbook cannot be, found before the first request. Notices with records are made of the file, for as long as
/// they wait to leave; a workbook has no rows to be read back.
ExportCheck checkWorkbook(const ExportOrder &order, const AttributeSplit &split)
{
    const qsizetype columns = split.usable.size() + 1;
    const char *trouble = columns > maxWorkbookColumns ? "columns"
        : order.textProfile != TextProfile::Machines   ? "guarded"
        : !order.recordsTo.isEmpty()                   ? "records"
                                                       : nullptr;
    QStringList args{QString::number(columns), QString::number(maxWorkbookColumns)};
    if (trouble == nullptr)
        return {Code::WorkbookFits, State::Passed, args};
    args.append(QLatin1String(trouble));
    return {Code::WorkbookFits, State::Failed, args};
}

} // namespace

QString filteredHere()
{
    return QStringLiteral("filtered_here");
}

bool ExportVerdict::allowed() const
{
    return std::none_of(checks.cbegin(), checks.cend(),
                        [](const ExportCheck &check) { return check.state == State::Failed; });
}

ExportVerdict judgeExport(const ExportOrder &order, const SegmentDefinition &definition, const QDateTime &now)
{
    const AttributeSplit split = splitAttributes(order, definition);
    ExportVerdict verdict;
    verdict.order = order;
    verdict.order.query.attributes = split.usable;
    verdict.order.treated = treatedAmong(order.treated, split.usable);
    verdict.checks = {checkActive(definition), checkFresh(order, definition, now), checkKnown(order, split),
                      checkValid(order, split)};
    if (!order.query.filters.isEmpty())
        verdict.checks.append(checkFilters(order, definition));
    verdict.checks.append(checkTarget(order));
    if (!order.webhook.isEmpty())
        verdict.checks.append(checkWebhook(order));
    if (!order.recordsTo.isEmpty())
        verdict.checks.append(checkRecords(order, split));
    verdict.checks.append(checkPageSize(order));
    if (!order.treated.isEmpty() || order.byteOrderMark)
        verdict.checks.append(checkTreated(order, split));
    if (definition.days || order.query.from.isValid() || order.query.to.isValid())
        verdict.checks.append(checkDays(order.query, definition, now.toUTC().date()));
    if (order.format == FileFormat::Xlsx)
        verdict.checks.append(checkWorkbook(order, split));
    return verdict;
}

QString exportCheckKey(ExportCheck::Code code)
{
    static constexpr std::array keys{"segment_active",    "segment_fresh",   "attributes_known", "attributes_valid",
                                     "filters_fit",       "target_writable", "webhook_allowed",  "records_confirmed",
                                     "page_size_allowed", "columns_treated", "days_allowed",     "workbook_fits"};
    static_assert(keys.size() == std::size_t(ExportCheck::Code::WorkbookFits) + 1);
    return QString::fromLatin1(keys.at(std::size_t(code)));
}

ApiError refusalOf(const ExportVerdict &verdict)
{
    ApiError error{.kind = ErrorKind::BadInput, .subject = verdict.order.query.segmentId};
    for (const ExportCheck &check : verdict.checks) {
        if (check.state != ExportCheck::State::Failed)
            continue;
        if (error.code.isEmpty())
            error.code = exportCheckKey(check.code);
        error.details.append({exportCheckKey(check.code), check.args.join(QLatin1String(", "))});
    }
    return error;
}

QStringList refusedAttributes(const ApiError &error, const SegmentQuery &query)
{
    static const QRegularExpression place(QStringLiteral("^requestedAttributes\\[([0-9]{1,6})\\]$"));
    if (error.kind != ErrorKind::Invalid)
        return {};
    QStringList refused;
    for (qsizetype at = 0; at < query.attributes.size(); ++at) {
        const QString &name = query.attributes[at];
        const bool isNamed = std::any_of(error.details.cbegin(), error.details.cend(), [&](const FieldFault &fault) {
            const QRegularExpressionMatch match = place.match(fault.field);
            return match.hasMatch() ? match.captured(1).toLongLong() == at : fault.field == name;
        });
        if (isNamed)
            refused.append(name);
    }
    return refused;
}

} // namespace muster
