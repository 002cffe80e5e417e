// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/exportdiff/exportchanges.h"

#include "models/store/auditlog.h"
#include "models/store/runningdigest.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace muster {

namespace {

constexpr std::size_t blockBytes = 128 * 1024;
constexpr QLatin1String changeMember("change");

/// A file on its way, with what its manifest says of its bytes.
class ProvenFile
{
public:
    explicit ProvenFile(DurableWriter out)
        : m_out(std::move(out))
    {
    }
    [[nodiscard]] Result<void> append(const QByteArray &bytes)
    {
        m_digest.add({bytes.constData(), std::size_t(bytes.size())});
        m_bytes += bytes.size();
        return m_out.append(bytes);
    }
    [[nodiscard]] Result<void> finish() { return m_out.finish(); }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    [[nodiscard]] QString sha256() const { return m_digest.hex(); }

private:
    DurableWriter m_out;
    RunningDigest m_digest;
    qint64 m_bytes = 0;
};

/// Gives how many cells a spreadsheet would not take for text.
Result<qint64> writeCsv(const ExportDiff &diff, const QStringList &columns, ProvenFile &out,
                        const std::stop_token &stop)
{
    CsvRows rows(diff.newer.textProfile);
    if (diff.newer.hasByteOrderMark)
        TRY_VOID(out.append(QByteArrayLiteral("\xEF\xBB\xBF")));
    rows.row(columns);
    QList<qsizetype> olderPlaces; // of each column of the newer one
    for (const QString &name : diff.newer.columns)
        olderPlaces.append(diff.older.columns.indexOf(name));
    const auto visit = [&](const ExportDiff::Raw &row) -> Result<void> {
        for (qsizetype column = 0; column < olderPlaces.size(); ++column) {
            const qsizetype place = row.change == RowChange::Left ? olderPlaces[column] : column;
            rows.cell(place < 0 ? std::string_view() : row.cells[std::size_t(place)]);
        }
        rows.cell(keyOf(row.change));
        rows.endRow();
        return rows.size() < blockBytes ? Result<void>() : out.append(rows.take());
    };
    TRY_VOID(diff.forEach(visit, stop));
    TRY_VOID(out.append(rows.take()));
    return rows.formulaCells();
}

Result<qint64> writeJsonLines(const ExportDiff &diff, ProvenFile &out, const std::stop_token &stop)
{
    QByteArray lines;
    const auto visit = [&](const ExportDiff::Raw &row) -> Result<void> {
        // The line is an object that is not empty: it has an id.
        const std::size_t open = row.line.find('{') + 1;
        lines += "{\"" + QByteArray(changeMember.data()) + "\":\"" + keyOf(row.change).toLatin1() + "\",";
        std::string_view rest = row.line.substr(open);
        if (rest.ends_with('\r'))
            rest.remove_suffix(1);
        lines.append(rest.data(), qsizetype(rest.size())).append('\n');
        return lines.size() < qsizetype(blockBytes) ? Result<void>() : out.append(std::exchange(lines, {}));
    };
    TRY_VOID(diff.forEach(visit, stop));
    TRY_VOID(out.append(lines));
    return 0;
}

QJsonObject fileFacts(const ExportFile &file, qint64 rows)
{
    return {{QStringLiteral("file"), QFileInfo(file.path).fileName()},
            {QStringLiteral("sha256"), file.sha256},
            {QStringLiteral("rows"), rows}};
}

QByteArray manifestOf(const ExportDiff &diff, const QString &file, const QStringList &columns, const ProvenFile &out,
                      qint64 formulaCells)
{
    QJsonObject comparison{
        {QStringLiteral("key"), diff.key},
        {QStringLiteral("changeColumn"),
         diff.newer.format == FileFormat::Csv ? columns.constLast() : QString(changeMember)},
        {QStringLiteral("older"), fileFacts(diff.older, diff.olderRows)},
        {QStringLiteral("newer"), fileFacts(diff.newer, diff.newerRows)},
        {QStringLiteral("unchanged"), diff.unchanged},
        {QStringLiteral("columnsNotCompared"),
         QJsonObject{{QStringLiteral("older"), QJsonArray::fromStringList(diff.onlyOlder)},
                     {QStringLiteral("newer"), QJsonArray::fromStringList(diff.onlyNewer)}}},
    };
    qint64 rows = 0;
    for (const RowChange change : allRowChanges) {
        comparison.insert(keyOf(change), diff.count(change));
        rows += diff.count(change);
    }
    QJsonObject manifest{
        {QStringLiteral("version"), 1},
        {QStringLiteral("file"), QFileInfo(file).fileName()},
        {QStringLiteral("rows"), rows},
        {QStringLiteral("columns"), QJsonArray::fromStringList(columns)},
        {QStringLiteral("bytes"), out.bytes()},
        {QStringLiteral("sha256"), out.sha256()},
        {QStringLiteral("segmentName"), diff.newer.segmentName},
        {QStringLiteral("format"), keyOf(diff.newer.format)},
        {QStringLiteral("textProfile"), keyOf(diff.newer.textProfile)},
        {QStringLiteral("formulaCells"), formulaCells},
        {QStringLiteral("comparison"), comparison},
    };
    if (diff.newer.hasByteOrderMark)
        manifest.insert(QStringLiteral("byteOrderMark"), true);
    if (!diff.newer.treated.isEmpty())
        manifest.insert(QStringLiteral("treated"), diff.newer.treated);
    return QJsonDocument(manifest).toJson(QJsonDocument::Indented);
}

/// Counts, names of files and columns, digests: nothing of a row.
QJsonObject auditFacts(const ExportDiff &diff, const QString &file, const ProvenFile &out)
{
    QJsonObject facts{{QStringLiteral("older"), QFileInfo(diff.older.path).fileName()},
                      {QStringLiteral("older_sha256"), diff.older.sha256},
                      {QStringLiteral("newer"), QFileInfo(diff.newer.path).fileName()},
                      {QStringLiteral("newer_sha256"), diff.newer.sha256},
                      {QStringLiteral("key"), diff.key},
                      {QStringLiteral("unchanged"), diff.unchanged},
                      {QStringLiteral("file"), QFileInfo(file).fileName()},
                      {QStringLiteral("sha256"), out.sha256()},
                      {QStringLiteral("bytes"), out.bytes()}};
    if (!diff.newer.segmentName.isEmpty())
        facts.insert(QStringLiteral("segment_name"), diff.newer.segmentName);
    for (const RowChange change : allRowChanges)
        facts.insert(keyOf(change), diff.count(change));
    return facts;
}

} // namespace

QString changeColumn(const QStringList &columns)
{
    QString name = changeMember;
    // Without regard to case, because tables with two such names are not read again.
    for (int number = 2; columns.contains(name, Qt::CaseInsensitive); ++number)
        name = QString(changeMember + QString::number(number));
    return name;
}

Result<WrittenFile> writeExportChanges(const ExportDiff &diff, const QString &file, Existing existing,
                                       AuditLog &audit, const std::stop_token &stop)
{
    const bool isCsv = diff.newer.format == FileFormat::Csv;
    const QString manifest = ExportFiles(file).manifest();
    if (existing == Existing::Refuse && QFileInfo::exists(manifest))
        return failure(ErrorKind::File, "exists", manifest);
    QStringList columns = diff.newer.columns;
    if (isCsv)
        columns.append(changeColumn(columns));
    TRY(writer, DurableWriter::create(file, existing));
    ProvenFile out(*std::move(writer));
    TRY(formulaCells, isCsv ? writeCsv(diff, columns, out, stop) : writeJsonLines(diff, out, stop));
    const QJsonObject facts = auditFacts(diff, file, out);
    TRY_VOID(audit.append(QStringLiteral("export.changes_saved"), {}, facts));
    // As an export does it: whoever sees the file finds its manifest.
    Result<void> written = writeFileDurably(manifest, manifestOf(diff, file, columns, out, *formulaCells), existing);
    if (written) {
        written = out.finish();
        if (!written && existing == Existing::Refuse)
            (void)removeDurably(manifest);
    }
    if (!written) {
        (void)audit.append(QStringLiteral("export.changes_not_saved"), {},
                           {{QStringLiteral("file"), facts[u"file"]}, {QStringLiteral("sha256"), facts[u"sha256"]}});
        return failure(written.error());
    }
    return WrittenFile{file, diff.newer.textProfile, *formulaCells};
}

} // namespace muster
