// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/uploadcheck/uploadreport.h"

#include "models/rules/jsonmembers.h"
#include "models/store/auditlog.h"
#include "models/store/runningdigest.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

constexpr int reportVersion = 1;
constexpr qint64 mostReportBytes = 16 * 1024 * 1024;
constexpr std::size_t reportBlock = 128 * 1024;

QLatin1String reportFormat()
{
    return QLatin1String("muster-upload-report");
}

QJsonObject uploadPart(const UploadPart &part)
{
    return {{u"file"_s, QFileInfo(part.file).fileName()},
            {u"sha256"_s, part.sha256},
            {u"rows"_s, part.rows},
            {u"bytes"_s, part.bytes}};
}

QJsonObject copyObject(const UploadCopy &copy)
{
    QJsonArray parts;
    for (const UploadPart &part : copy.parts)
        parts.append(uploadPart(part));
    return {{u"files"_s, parts},
            {u"rows"_s, copy.rows()},
            {u"rejected"_s, copy.rejected ? QJsonValue(uploadPart(*copy.rejected)) : QJsonValue()}};
}

QJsonArray rulesArray(const UploadReportOrder &order)
{
    QJsonArray rules;
    qsizetype at = 0;
    for (const auto &[rule, key] : keyTable<UploadRule>) {
        const QString sentence = order.sentences.value(at++);
        if (order.check->count(rule) == 0)
            continue;
        QJsonArray findings;
        for (const UploadFinding &finding : order.check->first(rule)) {
            QJsonObject one{{u"row"_s, finding.row}, {u"column"_s, finding.column}};
            if (finding.other != 0)
                one.insert(u"first_row"_s, finding.other);
            findings.append(one);
        }
        const UploadRuleFacts facts = factsOf(rule);
        rules.append(QJsonObject{{u"rule"_s, key},
                                 {u"origin"_s, keyOf(facts.origin)},
                                 {u"breaks"_s, facts.breaks},
                                 {u"count"_s, order.check->count(rule)},
                                 {u"what"_s, sentence},
                                 {u"findings"_s, findings}});
    }
    return rules;
}

/// A report on its way, with its digest.
class ReportOut
{
public:
    ReportOut(DurableWriter out, const std::stop_token &stop)
        : m_out(std::move(out))
        , m_stop(stop)
    {
    }
    [[nodiscard]] Result<void> append(const QByteArray &bytes)
    {
        m_digest.add({bytes.constData(), std::size_t(bytes.size())});
        return m_out.append(bytes);
    }
    [[nodiscard]] Result<void> appendFindings(const UploadReportOrder &order)
    {
        const UploadCheck &check = *order.check;
        CsvRows csv(TextProfile::Spreadsheets);
        csv.row({"row", "column", "column name", "rule", "breaks", "origin", "first row", "what"});
        const auto write = [&](const UploadFinding &finding, const QString &what) {
            const UploadRuleFacts facts = factsOf(finding.rule);
            const auto figure = [](qint64 number) { return number == 0 ? QString() : QString::number(number); };
            csv.row({figure(finding.row), figure(finding.column), check.columns.names.value(finding.column - 1),
                     keyOf(finding.rule), facts.breaks ? u"yes"_s : u"no"_s, keyOf(facts.origin), figure(finding.other),
                     what});
        };
        const auto visit = [&](const UploadFinding &finding) -> Result<void> {
            write(finding, order.sentences.value(qsizetype(finding.rule)));
            return csv.size() < reportBlock ? Result<void>() : append(csv.take());
        };
        TRY_VOID(check.forEachFinding(visit, m_stop));
        for (const auto &[rule, key] : keyTable<UploadRule>) {
            if (const qint64 further = check.count(rule) - UploadCheck::mostKept; further > 0)
                write({.rule = rule}, order.further.arg(further));
        }
        return append(csv.take());
    }
    [[nodiscard]] QString digest() const { return m_digest.hex(); }
    [[nodiscard]] Result<void> finish() { return m_out.finish(); }

private:
    DurableWriter m_out;
    const std::stop_token &m_stop;
    RunningDigest m_digest;
};

/// By whatever name: a link to it is it.
Result<void> notOverChecked(const UploadCheck &check, const QString &file)
{
    const QString input = QFileInfo(check.file).canonicalFilePath();
    if (QFileInfo(file).absoluteFilePath() == check.file
        || (!input.isEmpty() && QFileInfo(file).canonicalFilePath() == input))
        return failure(ErrorKind::BadInput, "upload_over_input", file);
    return {};
}

QJsonObject checkFacts(const UploadCheck &check)
{
    QJsonObject counts;
    for (const auto &[rule, key] : keyTable<UploadRule>) {
        if (check.count(rule) > 0)
            counts.insert(key, check.count(rule));
    }
    return {{u"input"_s, QFileInfo(check.file).fileName()},
            {u"input_sha256"_s, check.digest},
            {u"rows"_s, check.rows},
            {u"breaking_rows"_s, check.broken},
            {u"rules"_s, counts}};
}

Result<UploadReport> reportIn(const QJsonObject &object, const QString &file)
{
    const auto unreadable = [&file] { return failure(ErrorKind::BadInput, "upload_report_unreadable", file); };
    MemberReader reader(object);
    reader.require(reader.text(QLatin1String("format")) == reportFormat());
    reader.require(reader.number(QLatin1String("version")) == reportVersion);
    UploadReport report{.file = reader.text(QLatin1String("file")),
                        .checked = QDateTime::fromString(reader.text(QLatin1String("checked")), Qt::ISODate),
                        .rows = reader.number(QLatin1String("rows")),
                        .broken = reader.number(QLatin1String("breaking_rows")),
                        .unjudged = reader.number(QLatin1String("unjudged_rows"))};
    const bool isWhole = reader.flag(QLatin1String("whole"));
    const QJsonValue copy = reader.value(QLatin1String("copy"));
    if (!reader.fault().isEmpty() && reader.fault() != u"unexpected")
        return unreadable();
    if (!report.checked.isValid() || report.rows < 0 || report.broken < 0 || report.unjudged < 0
        || report.broken + report.unjudged > report.rows || !(copy.isNull() || copy.isObject()))
        return unreadable();
    if (!isWhole)
        return failure(ErrorKind::BadInput, "upload_report_not_whole", file);
    if (copy.isObject()) {
        const QJsonObject made = copy.toObject();
        MemberReader members(made);
        const qint64 rows = members.number(QLatin1String("rows"));
        const bool hasRejects = members.value(QLatin1String("rejected")).isObject();
        if ((!members.fault().isEmpty() && members.fault() != u"unexpected") || rows < 0 || rows > report.rows)
            return unreadable();
        report.rows = rows;
        report.broken = hasRejects ? 0 : report.broken;
        if (report.broken + report.unjudged > report.rows)
            return unreadable();
    }
    return report;
}

} // namespace

QJsonObject uploadReportObject(const UploadReportOrder &order)
{
    const UploadCheck &check = *order.check;
    const auto nameOf
        = [&check](int column) { return column < 0 ? QJsonValue() : QJsonValue(check.columns.names[column]); };
    QJsonArray phones;
    for (const int column : check.columns.phones)
        phones.append(nameOf(column));
    return {{u"format"_s, reportFormat()},
            {u"version"_s, reportVersion},
            {u"program"_s, order.program},
            {u"checked"_s, check.at.toString(Qt::ISODate)},
            {u"file"_s, QFileInfo(check.file).fileName()},
            {u"sha256"_s, check.digest.isEmpty() ? QJsonValue() : QJsonValue(check.digest)},
            {u"bytes"_s, check.bytes},
            {u"encoding"_s, keyOf(check.format.encoding)},
            {u"separator"_s, QString(QLatin1Char(check.format.separator))},
            {u"columns"_s, QJsonArray::fromStringList(check.columns.names)},
            {u"external_id"_s, nameOf(check.columns.id)},
            {u"phones"_s, phones},
            {u"region"_s, check.defaultRegion},
            {u"limits"_s,
             QJsonObject{{u"rows"_s, check.limits.rows},
                         {u"bytes"_s, check.limits.bytes},
                         {u"row_characters"_s, check.limits.rowCharacters}}},
            {u"whole"_s, check.isWhole},
            {u"fit"_s, check.isFit()},
            {u"rows"_s, check.rows},
            {u"accepted_rows"_s, check.accepted()},
            {u"breaking_rows"_s, check.broken},
            {u"unjudged_rows"_s, check.unjudged},
            {u"rules"_s, rulesArray(order)},
            {u"copy"_s, order.copy ? QJsonValue(copyObject(*order.copy)) : QJsonValue()}};
}

Result<qint64> saveUploadReport(const UploadReportOrder &order, const QString &file, Existing existing, AuditLog &audit,
                                const std::stop_token &stop, DiskAccess &disk)
{
    TRY_VOID(notOverChecked(*order.check, file));
    TRY(writer, DurableWriter::create(file, existing, disk));
    ReportOut out(*std::move(writer), stop);
    const bool isJson = file.endsWith(u".json", Qt::CaseInsensitive);
    TRY_VOID(isJson ? out.append(QJsonDocument(uploadReportObject(order)).toJson()) : out.appendFindings(order));
    const QJsonObject report{{u"file"_s, QFileInfo(file).fileName()}, {u"sha256"_s, out.digest()}};
    QJsonObject facts = checkFacts(*order.check);
    facts.insert(u"report"_s, report);
    TRY(entry, audit.append(u"upload.checked"_s, {}, facts));
    if (const auto written = out.finish(); !written) {
        (void)audit.append(u"upload.report_not_saved"_s, {}, report);
        return failure(written.error());
    }
    return entry->sequence;
}

Result<UploadReport> UploadReport::read(const QString &file)
{
    TRY(bytes, readWholeFile(file, mostReportBytes));
    const QJsonDocument document = QJsonDocument::fromJson(*bytes);
    if (!document.isObject())
        return failure(ErrorKind::BadInput, "upload_report_unreadable", file);
    return reportIn(document.object(), file);
}

Result<UploadReport> UploadReport::of(const UploadReportOrder &order)
{
    const UploadCheck &check = *order.check;
    if (!check.isWhole)
        return failure(ErrorKind::BadInput, "upload_report_not_whole", check.file);
    UploadReport report{.file = QFileInfo(check.file).fileName(),
                        .checked = check.at,
                        .rows = check.rows,
                        .broken = check.broken,
                        .unjudged = check.unjudged};
    if (order.copy) {
        report.rows = order.copy->rows();
        report.broken = order.copy->rejected ? 0 : check.broken;
    }
    return report;
}

} // namespace muster
