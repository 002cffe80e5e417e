// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/uploadcheck/uploadcopy.h"

#include "models/rules/numbers/numberengine.h"
#include "models/store/auditlog.h"
#include "models/store/runningdigest.h"
#include "models/uploadcheck/uploadjudge.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <algorithm>
#include <numeric>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype flushBytes = 128 * 1024;

/// A file of the copy on its way.
class PartOut
{
public:
    [[nodiscard]] static Result<PartOut> create(const QString &file, DiskAccess &disk)
    {
        // Before anything is written; and where the name is taken meanwhile, its end is refused.
        if (QFileInfo::exists(file) || QFileInfo(file).isSymLink())
            return failure(ErrorKind::File, "exists", file);
        TRY(out, DurableWriter::create(file, Existing::Refuse, disk));
        return PartOut(*std::move(out), file);
    }
    [[nodiscard]] Result<void> append(const QByteArray &row)
    {
        m_buffer += row;
        m_part.bytes += row.size();
        return m_buffer.size() < flushBytes ? Result<void>() : flush();
    }
    void countRow() { ++m_part.rows; }
    [[nodiscard]] const UploadPart &part() const { return m_part; }
    [[nodiscard]] Result<UploadPart> finish()
    {
        TRY_VOID(flush());
        TRY_VOID(m_out.finish());
        m_part.sha256 = m_digest.hex();
        return m_part;
    }

private:
    PartOut(DurableWriter out, const QString &file)
        : m_out(std::move(out))
    {
        m_part.file = file;
    }
    [[nodiscard]] Result<void> flush()
    {
        m_digest.add({m_buffer.constData(), std::size_t(m_buffer.size())});
        const auto appended = m_out.append(m_buffer);
        m_buffer.resize(0);
        return appended;
    }

    DurableWriter m_out;
    UploadPart m_part;
    RunningDigest m_digest;
    QByteArray m_buffer;
};

/// A name that none of the columns has, without regard to case.
QString freeColumn(const QStringList &columns, const QString &name)
{
    QString free = name;
    for (int number = 2; columns.contains(free, Qt::CaseInsensitive); ++number)
        free = name + u' ' + QString::number(number);
    return free;
}

QJsonObject partFacts(const UploadPart &part)
{
    return {{u"file"_s, QFileInfo(part.file).fileName()}, {u"sha256"_s, part.sha256}, {u"rows"_s, part.rows}};
}

/// A copy on its way.
class Copying
{
public:
    Copying(const UploadCheck &check, const UploadCopyOrder &order, DiskAccess &disk)
        : m_check(check)
        , m_order(order)
        , m_disk(disk)
        , m_base(QDir(order.folder).absoluteFilePath(QFileInfo(check.file).completeBaseName()))
        , m_csv(TextProfile::Machines)
        , m_judge(check.columns, NumberEngine::shared().regions().indexOf(check.defaultRegion.toStdString()),
                  check.digitsAreInternational ? NumberForm::Digits : NumberForm::Text, check.limits)
    {
        m_csv.row(check.columns.names);
        m_header = m_csv.take();
    }

    [[nodiscard]] Result<UploadCopy> write(const UploadCheck::Progress &progress, const std::stop_token &stop)
    {
        TRY_VOID(copyRows(progress, stop));
        if (m_part)
            TRY_VOID(finishPart());
        if (m_rejected) {
            TRY(written, m_rejected->finish());
            m_named.append(written->file);
            m_copy.rejected = *std::move(written);
            m_copy.formulaCells = m_rejects.formulaCells();
        }
        return m_copy;
    }

    /// What has its name already. Whatever was not finished goes by itself.
    void takeAway()
    {
        m_part.reset();
        m_rejected.reset();
        for (const QString &file : std::as_const(m_named))
            (void)removeDurably(file, m_disk);
    }

private:
    [[nodiscard]] tl::unexpected<ApiError> changed() const
    {
        return failure(ErrorKind::Conflict, "upload_file_changed", m_check.file);
    }

    [[nodiscard]] Result<void> copyRows(const UploadCheck::Progress &progress, const std::stop_token &stop)
    {
        TRY(device, openOutsideFile(m_check.file));
        UploadRows rows(*std::move(device), m_check.format);
        UploadRows::Row row;
        bool isHeader = true;
        constexpr qint64 between = 1'000;
        for (qint64 read = 0;; ++read) {
            if (read % between == 0) {
                if (stop.stop_requested())
                    return failure(ErrorKind::Cancelled);
                if (progress)
                    progress(rows.share());
            }
            TRY(more, rows.next(row));
            if (!*more)
                break;
            if (!row.isEmpty && !std::exchange(isHeader, false))
                TRY_VOID(copyRow(row));
        }
        return rows.fault() || rows.digest() != m_check.digest ? Result<void>(changed()) : Result<void>();
    }

    [[nodiscard]] Result<void> copyRow(UploadRows::Row &row)
    {
        m_judge.judge(row);
        // Cells behind the last column that hold something are part of what is wrong with the row.
        const auto columns = std::size_t(m_check.columns.names.size());
        while (row.cells.size() > columns && row.cells.back().empty())
            row.cells.pop_back();
        const bool isRejected = m_judge.breaks() && !mends();
        if (m_order.rejects && (isRejected || m_check.isRepeated(row.number)))
            return reject(row);
        for (const std::string_view cell : row.cells)
            m_csv.cell(cell);
        m_csv.endRow();
        const QByteArray bytes = m_csv.take();
        if (m_part
            && (m_part->part().rows == m_order.rowsPerFile
                || m_part->part().bytes + bytes.size() > m_order.bytesPerFile))
            TRY_VOID(finishPart());
        if (!m_part) {
            if (m_copy.parts.size() == UploadCopyOrder::mostFiles)
                return failure(ErrorKind::LimitExceeded, "upload_many_files", m_check.file);
            TRY(part, PartOut::create(u"%1-upload-%2.csv"_s.arg(m_base).arg(m_copy.parts.size() + 1), m_disk));
            m_part.emplace(*std::move(part));
            TRY_VOID(m_part->append(m_header));
        }
        m_part->countRow();
        return m_part->append(bytes);
    }

    /// Whether the copy has nothing of what breaks in the row.
    [[nodiscard]] bool mends() const
    {
        return std::ranges::all_of(m_judge.findings(), [](const UploadFinding &finding) {
            const UploadRuleFacts facts = factsOf(finding.rule);
            return !facts.breaks || facts.mend == UploadMend::Mended;
        });
    }

    [[nodiscard]] Result<void> reject(const UploadRows::Row &row)
    {
        if (!m_rejected) {
            TRY(out, PartOut::create(m_base + u"-rejected.csv"_s, m_disk));
            m_rejected.emplace(*std::move(out));
            QStringList columns{freeColumn(m_check.columns.names, u"row"_s)};
            columns.append(freeColumn(m_check.columns.names, u"rules"_s));
            m_rejects.row(columns + m_check.columns.names);
        }
        QStringList rules;
        for (const UploadFinding &finding : m_judge.findings()) {
            if (factsOf(finding.rule).mend == UploadMend::LeftOut && !rules.contains(keyOf(finding.rule)))
                rules.append(keyOf(finding.rule));
        }
        if (m_check.isRepeated(row.number))
            rules.append(keyOf(UploadRule::IdRepeated));
        m_rejects.cell(QString::number(row.number));
        m_rejects.cell(rules.join(u' '));
        for (const std::string_view cell : row.cells)
            m_rejects.cell(cell);
        m_rejects.endRow();
        m_rejected->countRow();
        return m_rejected->append(m_rejects.take());
    }

    [[nodiscard]] Result<void> finishPart()
    {
        TRY(part, m_part->finish());
        m_part.reset();
        m_named.append(part->file);
        m_copy.parts.append(*std::move(part));
        return {};
    }

    const UploadCheck &m_check;
    const UploadCopyOrder &m_order;
    DiskAccess &m_disk;
    const QString m_base;
    CsvRows m_csv, m_rejects{TextProfile::Machines};
    UploadJudge m_judge;
    QByteArray m_header;
    UploadCopy m_copy;
    std::optional<PartOut> m_part, m_rejected;
    QStringList m_named;
};

} // namespace

qint64 UploadCopy::rows() const
{
    return std::accumulate(parts.begin(), parts.end(), qint64(0),
                           [](qint64 rows, const UploadPart &part) { return rows + part.rows; });
}

QJsonObject uploadCopyFacts(const UploadCheck &check, const UploadCopy &copy)
{
    QJsonArray parts;
    for (const UploadPart &part : copy.parts)
        parts.append(partFacts(part));
    QJsonObject facts{{u"input"_s, QFileInfo(check.file).fileName()},
                      {u"input_sha256"_s, check.digest},
                      {u"rows"_s, check.rows},
                      {u"breaking_rows"_s, check.broken},
                      {u"files"_s, parts}};
    if (copy.rejected)
        facts.insert(u"rejected"_s, partFacts(*copy.rejected));
    return facts;
}

Result<UploadCopy> writeUploadCopy(const UploadCheck &check, const UploadCopyOrder &order, AuditLog &audit,
                                   const UploadCheck::Progress &progress, const std::stop_token &stop, DiskAccess &disk)
{
    TRY_VOID(check.copyable());
    if (order.rowsPerFile < 1 || order.rowsPerFile > check.limits.rows
        || order.bytesPerFile < UploadCopyOrder::leastBytes || order.bytesPerFile > check.limits.bytes)
        return failure(ErrorKind::BadInput, "upload_copy_size");
    const qint64 wanted = order.rejects ? check.accepted() : check.rows;
    if ((wanted + order.rowsPerFile - 1) / order.rowsPerFile > UploadCopyOrder::mostFiles)
        return failure(ErrorKind::LimitExceeded, "upload_many_files", check.file);
    Copying copying(check, order, disk);
    auto copy = copying.write(progress, stop);
    if (!copy) {
        copying.takeAway();
        return copy;
    }
    if (const auto told = audit.append(u"upload.copied"_s, {}, uploadCopyFacts(check, *copy)); !told) {
        copying.takeAway();
        return failure(told.error());
    }
    return copy;
}

} // namespace muster
