// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a FileSink begins, and how it finds out what an earlier process left.

#include "models/sinks/filesink.h"
#include "models/sinks/rowscanner.h"
#include "models/sinks/statefile.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"

#include <QFile>
#include <QFileInfo>
#include <charconv>
#include <sys/file.h>

namespace muster {

namespace {

bool isTaken(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

/// One writer a file. The lock goes with the process, however that ends (F97).
Result<void> lock(OutputFile &file)
{
    if (!file.exists() || ::flock(file.file()->descriptor(), LOCK_EX | LOCK_NB) == 0)
        return {};
    return failure(ErrorKind::File, "partial_in_use", file.partialName());
}

/// Goes along the extras file while the main file is read: mark of the row with that number.
class ExtrasWalk
{
public:
    ExtrasWalk(OutputFile &file, qint64 end, const SeenIndex &seen)
        : m_seen(seen)
    {
        if (file.exists() && end > 0)
            m_scanner.emplace(*file.file(), FileFormat::JsonLines, end);
    }

    [[nodiscard]] Result<std::uint32_t> markOf(qint64 row)
    {
        while (m_scanner && m_row < row) {
            TRY(line, m_scanner->next());
            if (line->bytes.empty()) {
                m_scanner.reset();
                return 0;
            }
            // {"row":N,"contactId":...
            constexpr std::string_view before = "{\"row\":";
            const std::size_t comma = line->bytes.find(',');
            if (comma == std::string_view::npos || !line->bytes.starts_with(before))
                return failure(ErrorKind::Damaged, "extras_unreadable");
            (void)std::from_chars(line->bytes.data() + before.size(), line->bytes.data() + comma, m_row);
            m_mark = m_seen.markOf(line->bytes.substr(comma));
        }
        return m_row == row ? m_mark : 0;
    }

private:
    const SeenIndex &m_seen;
    std::optional<RowScanner> m_scanner;
    qint64 m_row = 0;
    std::uint32_t m_mark = 0;
};

} // namespace

Result<std::unique_ptr<FileSink>> FileSink::create(const FrozenExportOrder &order, const QString &runId,
                                                   DiskAccess &disk, Now now)
{
    std::unique_ptr<FileSink> sink(new FileSink(order, runId, disk, std::move(now)));
    TRY_VOID(sink->begin());
    return sink;
}

Result<std::unique_ptr<FileSink>> FileSink::resume(const FrozenExportOrder &order, const QString &runId,
                                                   DiskAccess &disk, Now now)
{
    std::unique_ptr<FileSink> sink(new FileSink(order, runId, disk, std::move(now)));
    TRY_VOID(sink->recover());
    return sink;
}

Result<void> FileSink::checkNames() const
{
    const QFileInfo target(m_names.target);
    if (!target.isAbsolute() || !QFileInfo(target.path()).isDir())
        return failure(ErrorKind::File, "folder_missing", target.path());
    if (target.isSymLink())
        return failure(ErrorKind::File, "link", m_names.target);
    if (target.isDir())
        return failure(ErrorKind::File, "not_writable", m_names.target);
    for (const QString &name : m_names.results()) {
        if (!m_order.order.replaceExisting && isTaken(name))
            return failure(ErrorKind::File, "exists", name);
    }
    for (const QString &name : m_names.leftovers()) {
        if (isTaken(name))
            return failure(ErrorKind::File, "partial_in_use", name);
    }
    return {};
}

Result<void> FileSink::begin()
{
    TRY_VOID(checkNames());
    // The state file first: what has none was not made by a run that could be resumed.
    auto state = StateFile::create(m_names.state(), m_runId, m_order.digest, m_disk);
    if (!state && fileTrouble(state.error()) == FileTrouble::Exists)
        return failure(ErrorKind::File, "partial_in_use", m_names.state());
    if (!state)
        return failure(state.error());
    m_state = *std::move(state);
    if (const auto created = file(SinkFile::Data).create(); !created) {
        (void)m_disk.remove(QFile::encodeName(m_names.state()));
        // Not ours: somebody was faster.
        if (fileTrouble(created.error()) == FileTrouble::Exists)
            return failure(ErrorKind::File, "partial_in_use", m_names.partial());
        return created;
    }
    auto begun = createFiles();
    if (!begun) {
        (void)m_disk.remove(QFile::encodeName(m_names.partial()));
        (void)m_disk.remove(QFile::encodeName(m_names.state()));
    }
    return begun;
}

Result<void> FileSink::createFiles()
{
    TRY_VOID(lock(file(SinkFile::Data)));
    m_writer->writeHeader(file(SinkFile::Data).buffer());
    TRY_VOID(flushAll(m_good));
    m_good.marks[0] = file(SinkFile::Data).mark(); // of an empty file as well
    if (const auto noted = m_state->append(m_good); !noted)
        return noted;
    m_folderDirty = true;
    return syncAll();
}

Result<void> FileSink::recover()
{
    auto state = StateFile::read(m_names.state(), m_disk);
    const bool stateMissing = !state && fileTrouble(state.error()) == FileTrouble::NotFound;
    if (stateMissing) {
        TRY(complete, alreadyComplete());
        if (*complete)
            return {};
    }
    const bool partial = isTaken(m_names.partial());
    if (!state && partial)
        return stateMissing ? failure(ErrorKind::Damaged, "state_missing", m_names.partial()) : failure(state.error());
    if (!state && !stateMissing && state.error().kind != ErrorKind::Damaged)
        return failure(state.error());
    if (state && (state->runId != m_runId || state->orderDigest != m_order.digest))
        return failure(ErrorKind::Damaged, "other_order", m_names.state());
    if (state && !state->records.isEmpty()) {
        TRY(named, workbookHasName(*state));
        return *named ? Result<void>() : recoverFiles(*std::move(state));
    }
    // Ended before there was anything to keep.
    TRY_VOID(removeLeftovers());
    return begin();
}

Result<void> FileSink::removeLeftovers()
{
    TRY_VOID(file(SinkFile::Data).openLeftover(false));
    TRY_VOID(lock(file(SinkFile::Data)));
    removeOrphanedSideFiles();
    for (const QString &name : m_names.leftovers()) {
        TRY_VOID(removeDurably(name, m_disk));
    }
    return {};
}

/// What a kill leaves while one of these is written anew (F90). Only under the lock: another run's are its own.
void FileSink::removeOrphanedSideFiles()
{
    for (const QString &name : {m_names.state(), m_names.manifest()})
        removeSideFiles(name, m_disk);
}

Result<bool> FileSink::alreadyComplete()
{
    const auto record = readManifest(m_names.manifest(), m_order, m_runId, m_disk);
    if (!record || isTaken(m_names.partial()))
        return false;
    OutputFile &data = file(SinkFile::Data);
    TRY_VOID(data.openLeftover(true));
    const FileMark &mark = record->marks[0];
    if (!data.exists() || !data.readUpTo(mark.bytes) || data.mark() != mark || data.file()->size() != mark.bytes)
        return failure(ErrorKind::Damaged, "file_changed", m_names.target);
    m_good = *record;
    m_complete = true;
    return true;
}

/// An earlier life gave the workbook its name, as its manifest proves; what was left to do is done.
Result<bool> FileSink::workbookHasName(const SinkState &state)
{
    if (!makesWorkbook() || !state.records.last().checkpoint.allPagesIn)
        return false;
    const auto told = readManifest(m_names.manifest(), m_order, m_runId, m_disk);
    if (!told)
        return false;
    OutputFile workbook(m_names.target, 0, m_disk);
    const FileMark &mark = told->marks[std::size_t(SinkFile::Data)];
    TRY_VOID(workbook.openFinished());
    if (!workbook.exists() || !workbook.readUpTo(mark.bytes) || workbook.mark() != mark
        || workbook.file()->size() != mark.bytes)
        return false;
    TRY_VOID(file(SinkFile::Data).openLeftover(false));
    TRY_VOID(lock(file(SinkFile::Data)));
    removeOrphanedSideFiles();
    m_good = state.records.last();
    m_workbook = mark;
    noteEarlierPages(state.records);
    TRY_VOID(removeWhatIsDone());
    m_complete = true;
    return true;
}

Result<void> FileSink::openFiles(const SinkRecord &newest, bool maybeFinished)
{
    for (std::size_t i = 0; i < sinkFileCount; ++i) {
        // Of a workbook, what has the final name is never the rows.
        const bool finished = maybeFinished && (i == 0 ? !makesWorkbook() : newest.marks[i].bytes > 0);
        TRY_VOID(m_files[i].openLeftover(finished));
    }
    const auto locked = lock(file(SinkFile::Data));
    if (locked)
        removeOrphanedSideFiles();
    return locked;
}

/// How many of the records, from the oldest on, the files prove. Every file grows only, so a record that is not proved
/// takes all later ones with it.
Result<qsizetype> FileSink::countProven(const QList<SinkRecord> &records)
{
    for (qsizetype proven = 0; proven < records.size(); ++proven) {
        for (std::size_t i = 0; i < sinkFileCount; ++i) {
            const FileMark &mark = records[proven].marks[i];
            const auto read = m_files[i].readUpTo(mark.bytes);
            if (!read && read.error().kind != ErrorKind::Damaged)
                return failure(read.error());
            if (!read || m_files[i].flushedBytes() != mark.bytes
                || (mark.bytes > 0 && m_files[i].mark().sha256 != mark.sha256))
                return proven;
        }
        if (records[proven].checkpoint.filled.size() != m_good.checkpoint.filled.size())
            return proven;
    }
    return records.size();
}

Result<void> FileSink::recoverFiles(SinkState state)
{
    bool maybeFinished = state.records.last().checkpoint.allPagesIn;
    for (;;) {
        TRY_VOID(openFiles(state.records.last(), maybeFinished));
        TRY(proven, countProven(state.records));
        if (*proven == state.records.size() && file(SinkFile::Data).exists())
            break;
        if (!maybeFinished && *proven == 0)
            return failure(ErrorKind::Damaged, "file_changed", m_names.partial());
        // Finished files count only with the newest record; else what has the final name is somebody else's.
        if (!maybeFinished)
            state.records.resize(*proven);
        maybeFinished = false;
    }
    m_good = state.records.last();
    m_good.marks[0] = file(SinkFile::Data).mark(); // of an empty file as well
    for (std::size_t i = 0; i < sinkFileCount; ++i) {
        OutputFile &output = m_files[i];
        if (output.isFinished())
            continue;
        const auto cut = i > 0 && m_good.marks[i].bytes == 0 ? output.drop() : output.cutTo(m_good.marks[i].bytes);
        if (!cut)
            return cut;
    }
    noteEarlierPages(state.records);
    TRY(reopened, StateFile::reopen(m_names.state(), state, m_disk));
    m_state = *std::move(reopened);
    m_folderDirty = true;
    return m_good.checkpoint.allPagesIn ? Result<void>() : rebuildIndex();
}

void FileSink::noteEarlierPages(const QList<SinkRecord> &records)
{
    qsizetype first = records.size() - 1;
    while (first > 0 && records.size() - first <= StateFile::recentPages
           && records[first - 1].checkpoint.pages + 1 == records[first].checkpoint.pages)
        --first;
    for (qsizetype i = first + 1; i < records.size(); ++i)
        m_earlier.append(receiptOf(records[i - 1].checkpoint, records[i].checkpoint));
}

Result<void> FileSink::rebuildIndex()
{
    const FileFormat format = rowFormat(m_order.order.format);
    RowScanner scanner(*file(SinkFile::Data).file(), format, m_good.checkpoint.bytes);
    ExtrasWalk extras(file(SinkFile::Extras), m_good.marks[std::size_t(SinkFile::Extras)].bytes, m_seen);
    for (qint64 number = format == FileFormat::Csv ? 0 : 1;; ++number) {
        TRY(row, scanner.next());
        if (row->bytes.empty())
            return {};
        if (number == 0)
            continue; // the header
        TRY(mark, extras.markOf(number));
        const std::uint64_t hash = m_seen.hashOf(RowScanner::keyOf(row->bytes, format));
        if (!m_seen.add(hash, {row->offset, *mark})) {
            TRY_VOID(m_seen.makeRoom());
        }
    }
}

Result<void> FileSink::discard(const FrozenExportOrder &order, const QString &runId, DiskAccess &disk)
{
    FileSink sink(order, runId, disk, [] { return std::chrono::steady_clock::time_point(); });
    const auto state = StateFile::read(sink.m_names.state(), disk);
    if (state && state->runId != runId)
        return failure(ErrorKind::BadInput, "other_run", sink.m_names.state());
    if (!state && state.error().kind != ErrorKind::Damaged) {
        // Without a state file a .partial file cannot be told from somebody else's.
        if (fileTrouble(state.error()) == FileTrouble::NotFound && !isTaken(sink.m_names.partial()))
            return {};
        return failure(state.error());
    }
    return sink.removeLeftovers();
}

} // namespace muster
