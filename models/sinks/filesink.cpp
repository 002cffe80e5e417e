// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/filesink.h"

#include "models/rules/workbookcells.h"
#include "models/sinks/exportworkbook.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"

#include <algorithm>

namespace muster {

namespace {

constexpr std::size_t sideBuffer = 256;
constexpr auto syncEvery = std::chrono::seconds(1);

} // namespace

FileSink::FileSink(const FrozenExportOrder &order, const QString &runId, DiskAccess &disk, Now now)
    : m_order(order)
    , m_runId(runId)
    , m_disk(disk)
    , m_now(std::move(now))
    , m_names(order.order.targetFile)
    , m_writer(RecordWriter::forOrder(order.order))
    , m_conflictWriter(std::make_unique<JsonLinesWriter>(order.order.query.attributes))
    , m_files{OutputFile(m_names.target, OutputFile::bufferBytes, disk),
              OutputFile(m_names.conflicts(), sideBuffer, disk), OutputFile(m_names.extras(), sideBuffer, disk),
              OutputFile(m_names.quarantined(), sideBuffer, disk)}
    , m_seen(m_names.target, disk)
    , m_nextSync(m_now() + syncEvery)
{
    m_good.checkpoint.filled = QList<qint64>(order.order.query.attributes.size(), 0);
}

Result<PageReceipt> FileSink::append(const RecordPage &page)
{
    if (m_fault)
        return failure(*m_fault);
    const SinkCheckpoint before = m_good.checkpoint;
    SinkRecord next = m_good;
    auto written = writePage(page, next);
    if (written)
        written = flushAll(next);
    if (written)
        written = m_state->append(next);
    if (!written)
        return failure(backToGood(written.error()));
    m_good = std::move(next);
    if (m_now() >= m_nextSync) {
        TRY_VOID(syncAll());
    }
    return receiptOf(before, m_good.checkpoint);
}

PageReceipt FileSink::receiptOf(const SinkCheckpoint &before, const SinkCheckpoint &after)
{
    return {after,
            after.records - before.records,
            after.duplicates - before.duplicates,
            after.conflicts - before.conflicts,
            after.quarantined - before.quarantined,
            before.bytes};
}

Result<void> FileSink::writePage(const RecordPage &page, SinkRecord &next)
{
    if (makesWorkbook()) {
        TRY_VOID(checkCells(page));
    }
    SinkCheckpoint &checkpoint = next.checkpoint;
    if (page.columnCount != std::size_t(checkpoint.filled.size()) || checkpoint.allPagesIn)
        return failure(ErrorKind::BadInput, "page_does_not_fit");
    hashIds(page);
    qint64 *filled = checkpoint.filled.data(); // looked up once: the list is shared with the last good page's
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        TRY_VOID(writeRow(page, row, checkpoint, filled));
    }
    ++checkpoint.pages;
    checkpoint.quarantined += qint64(page.quarantined.size());
    checkpoint.leftOut += qint64(page.leftOutCount);
    writeQuarantined(page, checkpoint.pages);
    checkpoint.nextCursor = page.nextCursor;
    checkpoint.allPagesIn = page.nextCursor.isEmpty();
    return {};
}

/// Now, and not when the last page is in: hours may lie between.
Result<void> FileSink::checkCells(const RecordPage &page) const
{
    const auto tooLong = [](const QString &column) {
        return failure(
            {.kind = ErrorKind::BadInput, .code = QStringLiteral("cell_too_long_for_workbook"), .subject = column});
    };
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        if (!fitsWorkbookCell(page.id(row)))
            return tooLong(contactIdColumn);
        for (std::size_t column = 0; column < page.columnCount; ++column) {
            if (!fitsWorkbookCell(page.text(page.cell(row, column))))
                return tooLong(m_order.order.query.attributes.value(qsizetype(column)));
        }
    }
    return {};
}

/// All of the page's at once and before its rows: what each will look up is on its way from the memory meanwhile.
void FileSink::hashIds(const RecordPage &page)
{
    m_hashes.resize(page.rowCount());
    for (std::size_t row = 0; row < m_hashes.size(); ++row) {
        m_id.cut(0);
        (void)m_writer->writeId(page, row, m_id);
        m_hashes[row] = m_seen.hashOf(m_id.view());
        m_seen.prefetch(m_hashes[row]);
    }
}

Result<void> FileSink::writeRow(const RecordPage &page, std::size_t row, SinkCheckpoint &next, qint64 *filled)
{
    OutputFile &data = file(SinkFile::Data);
    ByteBuffer &buffer = data.buffer();
    if (buffer.size() >= OutputFile::bufferBytes) {
        TRY_VOID(data.flush());
    }
    const qint64 offset = data.position();
    Row shape{buffer.size(), 0, 0};
    int hazards = m_writer->writeId(page, row, buffer);
    shape.keyLength = buffer.size() - shape.start;
    const std::uint64_t hash = m_hashes[row];
    hazards += m_writer->writeRest(page, row, buffer);
    const std::size_t extrasBefore = file(SinkFile::Extras).buffer().size();
    if (!page.extras(row).empty() && !m_writer->keepsExtras())
        writeExtras(page, row, next.records + 1, shape);

    if (m_seen.mayContain(hash)) [[unlikely]] {
        TRY(found, standing(hash, shape));
        if (*found != Standing::New) {
            buffer.cut(shape.start);
            file(SinkFile::Extras).buffer().cut(extrasBefore);
            ++(*found == Standing::Duplicate ? next.duplicates : next.conflicts);
            if (*found == Standing::Conflict) {
                ByteBuffer &conflicts = file(SinkFile::Conflicts).buffer();
                (void)m_conflictWriter->writeId(page, row, conflicts);
                (void)m_conflictWriter->writeRest(page, row, conflicts);
            }
            return {};
        }
    }
    ++next.records;
    next.formulaCells += hazards;
    for (std::size_t column = 0; column < page.columnCount; ++column)
        filled[column] += page.isFilled(page.cell(row, column)) ? 1 : 0;
    if (offset > SeenIndex::maxOffset)
        return failure(ErrorKind::LimitExceeded, "file_too_large", m_names.target);
    return m_seen.add(hash, {offset, shape.mark}) ? Result<void>() : m_seen.makeRoom();
}

/// The record is in the file when a row there begins with the same bytes up to the comma behind the contact id.
Result<FileSink::Standing> FileSink::standing(std::uint64_t hash, const Row &row)
{
    OutputFile &data = file(SinkFile::Data);
    TRY(places, m_seen.find(hash));
    for (const SeenIndex::Place &place : *places) {
        // In front of the row in question, so never that one itself.
        const std::string_view wanted = data.buffer().from(row.start);
        TRY(there, data.read(place.offset, wanted.size()));
        if (there->substr(0, row.keyLength + 1) != wanted.substr(0, row.keyLength + 1))
            continue;
        return *there == wanted && place.mark == row.mark ? Standing::Duplicate : Standing::Conflict;
    }
    return Standing::New;
}

void FileSink::writeExtras(const RecordPage &page, std::size_t row, qint64 record, Row &shape)
{
    ByteBuffer &extras = file(SinkFile::Extras).buffer();
    const QByteArray number = QByteArray::number(record);
    extras.append("{\"row\":");
    extras.append({number.constData(), std::size_t(number.size())});
    const std::size_t marked = extras.size();
    extras.append(",");
    JsonLinesWriter::writeExtras(page, row, extras);
    shape.mark = m_seen.markOf(extras.from(marked));
}

void FileSink::writeQuarantined(const RecordPage &page, qint64 pageNumber)
{
    ByteBuffer &out = file(SinkFile::Quarantined).buffer();
    for (const QuarantinedRecord &record : page.quarantined) {
        const QByteArray line = "{\"page\":" + QByteArray::number(pageNumber)
            + ",\"index\":" + QByteArray::number(record.index) + ",\"reason\":\"" + record.reason.toLatin1() + "\"}\n";
        out.append({line.constData(), std::size_t(line.size())});
    }
}

Result<void> FileSink::flushAll(SinkRecord &next)
{
    for (std::size_t i = 0; i < sinkFileCount; ++i) {
        OutputFile &output = m_files[i];
        if (output.buffer().size() == 0 && output.flushedBytes() == next.marks[i].bytes)
            continue;
        m_folderDirty = m_folderDirty || !output.exists();
        TRY_VOID(output.flush());
        next.marks[i] = output.mark();
    }
    next.checkpoint.bytes = next.marks[std::size_t(SinkFile::Data)].bytes;
    return {};
}

ApiError FileSink::refuse(const ApiError &error)
{
    m_fault = error;
    return error;
}

/// Leaves the files as they were after the last good page. That can fail as well (a disk that is gone); resume cuts
/// again by the checkpoint.
ApiError FileSink::backToGood(const ApiError &error)
{
    for (std::size_t i = 0; i < sinkFileCount; ++i)
        (void)m_files[i].cutTo(m_good.marks[i].bytes);
    if (fileTrouble(error) == FileTrouble::InputOutput)
        m_state->markDamaged();
    return refuse(error);
}

Result<void> FileSink::sync()
{
    if (m_fault)
        return failure(*m_fault);
    return m_complete ? Result<void>() : syncAll();
}

Result<void> FileSink::syncAll()
{
    const auto started = m_now();
    Result<void> synced;
    for (OutputFile &output : m_files) {
        if (synced)
            synced = output.syncData();
    }
    if (synced && m_folderDirty)
        synced = syncFolder(folderOf(m_names.target), m_disk);
    if (!synced) {
        // What the cache still shows may never have reached the disk (F95).
        m_state->markDamaged();
        return failure(refuse(synced.error()));
    }
    m_folderDirty = false;
    if (const auto noted = m_state->sync(); !noted)
        return failure(refuse(noted.error()));
    // A slow disk gets at most a tenth of the time.
    m_nextSync = m_now() + std::max<std::chrono::steady_clock::duration>(syncEvery, 9 * (m_now() - started));
    return {};
}

Result<RecordSink::Completed> FileSink::complete(const QJsonObject &facts, const std::stop_token &stop)
{
    if (m_fault)
        return failure(*m_fault);
    if (!m_good.checkpoint.allPagesIn)
        return failure(ErrorKind::BadInput, "pages_missing", m_names.target);
    if (!m_complete) {
        TRY_VOID(syncAll());
        if (const auto named = giveNames(facts, stop); !named)
            return failure(named.error().kind == ErrorKind::Cancelled ? named.error() : refuse(named.error()));
        m_complete = true;
    }
    const FileMark data = m_workbook.value_or(m_good.marks[std::size_t(SinkFile::Data)]);
    const bool conflicts = m_good.checkpoint.conflicts > 0;
    return Completed{m_names.target, m_names.manifest(), conflicts ? m_names.conflicts() : QString(),
                     data.sha256,    data.bytes,         m_good.checkpoint.records};
}

/// Side files first and the target last: whoever sees the target sees all of it. An interruption anywhere in between
/// is continued by resume().
Result<void> FileSink::giveNames(const QJsonObject &facts, const std::stop_token &stop)
{
    const bool replace = m_order.order.replaceExisting;
    SinkRecord told = m_good;
    if (makesWorkbook()) {
        TRY(made,
            makeWorkbook(*file(SinkFile::Data).file(), m_good.checkpoint.bytes, m_good.checkpoint.records,
                         m_order.order, m_disk, stop));
        m_workbook = *made;
        told.marks[std::size_t(SinkFile::Data)] = *made;
        told.checkpoint.bytes = made->bytes;
    }
    for (std::size_t i = sinkFileCount; i-- > 1;) {
        TRY_VOID(m_files[i].finish(replace));
    }
    const bool ours = replace || readManifest(m_names.manifest(), m_order, m_runId, m_disk).has_value();
    const QByteArray manifest = manifestJson(m_order, m_runId, told, facts);
    TRY_VOID(writeFileDurably(m_names.manifest(), manifest, ours ? Existing::Replace : Existing::Refuse, m_disk));
    TRY_VOID(makesWorkbook() ? nameWorkbook() : file(SinkFile::Data).finish(replace));
    return removeWhatIsDone();
}

Result<void> FileSink::nameWorkbook()
{
    return giveName(m_names.workbook(), m_names.target, m_order.order.replaceExisting, m_disk);
}

/// The target has its name. The state file last: with it the rest of this is done again.
Result<void> FileSink::removeWhatIsDone()
{
    // What an earlier export of that name left beside it would be taken for this one's.
    for (std::size_t i = 1; i < sinkFileCount; ++i) {
        if (m_order.order.replaceExisting && m_good.marks[i].bytes == 0) {
            TRY_VOID(removeDurably(m_files[i].finalName(), m_disk));
        }
    }
    TRY_VOID(syncFolder(folderOf(m_names.target), m_disk));
    if (makesWorkbook()) {
        TRY_VOID(removeDurably(m_names.partial(), m_disk));
    }
    return removeDurably(m_names.state(), m_disk);
}

Result<std::unique_ptr<RecordSink>> RecordSink::create(const FrozenExportOrder &order, const QString &runId)
{
    return FileSink::create(order, runId, DiskAccess::system(), &std::chrono::steady_clock::now);
}

Result<std::unique_ptr<RecordSink>> RecordSink::resume(const FrozenExportOrder &order, const QString &runId)
{
    return FileSink::resume(order, runId, DiskAccess::system(), &std::chrono::steady_clock::now);
}

Result<void> RecordSink::discard(const FrozenExportOrder &order, const QString &runId)
{
    return FileSink::discard(order, runId, DiskAccess::system());
}

} // namespace muster
