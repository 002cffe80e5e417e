// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/scrub/scrubfiles.h"

#include "models/store/auditlog.h"
#include "models/store/runningdigest.h"

#include <QFileInfo>
#include <QJsonArray>

namespace muster {

namespace {

constexpr std::size_t blockBytes = 128 * 1024;

/// By whatever name: a link to it is it.
Result<void> notOver(const Scrub &scrub, const QString &file)
{
    const QString input = QFileInfo(scrub.file).canonicalFilePath();
    if (QFileInfo(file).absoluteFilePath() == scrub.file
        || (!input.isEmpty() && QFileInfo(file).canonicalFilePath() == input))
        return failure(ErrorKind::BadInput, "scrub_over_input", file);
    return {};
}

/// A CSV file on its way, with its digest.
class CsvOut
{
public:
    CsvOut(DurableWriter out, QString file, TextProfile profile)
        : m_out(std::move(out))
        , m_file(std::move(file))
        , m_profile(profile)
        , m_rows(profile)
    {
    }
    [[nodiscard]] static Result<CsvOut> create(const Scrub &scrub, const QString &file,
                                               const ScrubFileOptions &options)
    {
        TRY_VOID(notOver(scrub, file));
        TRY(out, DurableWriter::create(file, options.existing));
        return CsvOut(*std::move(out), file, options.profile);
    }
    void header(const QStringList &columns) { m_rows.row(columns); }
    template <typename Text>
    void cell(const Text &text)
    {
        m_rows.cell(text);
    }
    [[nodiscard]] Result<void> endRow()
    {
        m_rows.endRow();
        ++m_count;
        return m_rows.size() < blockBytes ? Result<void>() : flush();
    }
    [[nodiscard]] Result<ScrubbedFile> finish()
    {
        TRY_VOID(flush());
        TRY_VOID(m_out.finish());
        return ScrubbedFile{{m_file, m_profile, m_rows.formulaCells()}, m_digest.hex(), m_count};
    }

private:
    [[nodiscard]] Result<void> flush()
    {
        const QByteArray bytes = m_rows.take();
        m_digest.add({bytes.constData(), std::size_t(bytes.size())});
        return m_out.append(bytes);
    }

    DurableWriter m_out;
    QString m_file;
    TextProfile m_profile;
    CsvRows m_rows;
    RunningDigest m_digest;
    qint64 m_count = 0;
};

std::string blockersOf(const Scrub &scrub, std::uint64_t sources)
{
    QStringList names;
    for (qsizetype source = 0; source < scrub.sources.size(); ++source) {
        if ((sources >> source & 1) != 0)
            names.append(scrub.sources[source].name);
    }
    return names.join(QLatin1String("; ")).toStdString();
}

QJsonObject fileFacts(const ScrubbedFile &file)
{
    return {{QStringLiteral("file"), QFileInfo(file.written.name).fileName()},
            {QStringLiteral("sha256"), file.sha256},
            {QStringLiteral("rows"), file.rows}};
}

} // namespace

QString freeColumn(const QStringList &columns, const QString &name)
{
    QString free = name;
    for (int number = 2; columns.contains(free, Qt::CaseInsensitive); ++number)
        free = name + u' ' + QString::number(number);
    return free;
}

Result<ScrubbedFile> writeScrubbed(const Scrub &scrub, const QString &file, const ScrubFileOptions &options,
                                   const std::stop_token &stop)
{
    TRY(out, CsvOut::create(scrub, file, options));
    out->header(scrub.columns);
    const auto visit = [&](const Scrub::Row &row) -> Result<void> {
        for (const std::string_view cell : row.cells)
            out->cell(cell);
        return out->endRow();
    };
    TRY_VOID(scrub.forEachFree(visit, stop));
    return out->finish();
}

Result<ScrubbedFile> writeTakenOut(const Scrub &scrub, const QString &file, const ScrubFileOptions &options,
                                   const std::stop_token &stop)
{
    TRY(out, CsvOut::create(scrub, file, options));
    QStringList columns = scrub.columns;
    for (const char *name : {"row", "verdict", "blocked by"})
        columns.append(freeColumn(columns, QLatin1String(name)));
    out->header(columns);
    const auto visit = [&](const Scrub::Row &row) -> Result<void> {
        for (const std::string_view cell : row.cells)
            out->cell(cell);
        out->cell(std::to_string(row.number));
        out->cell(QString(keyOf(row.verdict)));
        out->cell(blockersOf(scrub, row.sources));
        return out->endRow();
    };
    TRY_VOID(scrub.forEachTakenOut(visit, stop));
    return out->finish();
}

QJsonObject scrubFacts(const ScrubEvidence &evidence)
{
    const Scrub &scrub = *evidence.scrub;
    QJsonArray sources;
    for (qsizetype at = 0; at < scrub.sources.size(); ++at) {
        const ScrubSource &source = scrub.sources[at];
        sources.append(QJsonObject{{QStringLiteral("name"), source.name},
                                   {QStringLiteral("kind"), QString(keyOf(source.kind))},
                                   {QStringLiteral("as_of"), source.asOf.toString(Qt::ISODate)},
                                   {QStringLiteral("old"), source.isOld},
                                   {QStringLiteral("entries"), source.entries},
                                   {QStringLiteral("sha256"), source.digest},
                                   {QStringLiteral("blocked"), scrub.blockedBy[at]}});
    }
    QJsonObject facts{{QStringLiteral("input_sha256"), scrub.fileDigest},
                      {QStringLiteral("rows"), scrub.rows},
                      {QStringLiteral("free"), scrub.free()},
                      {QStringLiteral("blocked"), scrub.blocked()},
                      {QStringLiteral("unreadable"), scrub.unread()},
                      {QStringLiteral("sources"), sources}};
    if (scrub.list) {
        facts.insert(QStringLiteral("list_id"), scrub.list->id);
        facts.insert(QStringLiteral("list_name"), scrub.list->name);
        facts.insert(QStringLiteral("tenant"), scrub.list->tenant);
    } else {
        facts.insert(QStringLiteral("input"), QFileInfo(scrub.file).fileName());
    }
    if (evidence.scrubbed)
        facts.insert(QStringLiteral("scrubbed"), fileFacts(*evidence.scrubbed));
    if (evidence.takenOut)
        facts.insert(QStringLiteral("taken_out"), fileFacts(*evidence.takenOut));
    return facts;
}

Result<void> recordScrub(const ScrubEvidence &evidence, AuditLog &audit)
{
    return audit.append(QStringLiteral("dnc.scrubbed"), {}, scrubFacts(evidence)).map([](const AuditEntry &) {});
}

Result<qint64> saveScrubEvidence(const ScrubEvidence &evidence, const QByteArray &bytes, const QString &file,
                                 Existing existing, AuditLog &audit)
{
    TRY_VOID(notOver(*evidence.scrub, file));
    TRY(out, DurableWriter::create(file, existing));
    TRY_VOID(out->append(bytes));
    const HexDigest digest = sha256Hex(bytes);
    const QJsonObject report{{QStringLiteral("file"), QFileInfo(file).fileName()},
                             {QStringLiteral("sha256"), QString::fromLatin1(digest.data(), qsizetype(digest.size()))}};
    QJsonObject facts = scrubFacts(evidence);
    facts.insert(QStringLiteral("evidence"), report);
    TRY(entry, audit.append(QStringLiteral("dnc.scrubbed"), {}, facts));
    if (const auto written = out->finish(); !written) {
        (void)audit.append(QStringLiteral("dnc.evidence_not_saved"), {}, report);
        return failure(written.error());
    }
    return entry->sequence;
}

} // namespace muster
