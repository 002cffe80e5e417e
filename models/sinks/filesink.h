// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/sinks/recordwriter.h"
#include "models/sinks/seenindex.h"
#include "models/sinks/statefile.h"

#include <chrono>
#include <functional>
#include <vector>

namespace muster {

/// The RecordSink on files: joins writer, index of seen contacts, checkpoints and manifest.
class FileSink final : public RecordSink
{
public:
    /// Monotonic time; a seam for tests.
    using Now = std::function<std::chrono::steady_clock::time_point()>;

    [[nodiscard]] static Result<std::unique_ptr<FileSink>> create(const FrozenExportOrder &order, const QString &runId,
                                                                  DiskAccess &disk, Now now);
    [[nodiscard]] static Result<std::unique_ptr<FileSink>> resume(const FrozenExportOrder &order, const QString &runId,
                                                                  DiskAccess &disk, Now now);
    [[nodiscard]] static Result<void> discard(const FrozenExportOrder &order, const QString &runId, DiskAccess &disk);

    [[nodiscard]] const SinkCheckpoint &checkpoint() const override { return m_good.checkpoint; }
    [[nodiscard]] QList<PageReceipt> earlierPages() const override { return m_earlier; }
    [[nodiscard]] Result<PageReceipt> append(const RecordPage &page) override;
    [[nodiscard]] Result<void> sync() override;
    [[nodiscard]] Result<Completed> complete(const QJsonObject &facts, const std::stop_token &stop = {}) override;

private:
    enum class Standing { New, Duplicate, Conflict };
    struct Row
    {
        std::size_t start = 0; ///< In the buffer.
        std::size_t keyLength = 0;
        std::uint32_t mark = 0;
    };

    FileSink(const FrozenExportOrder &order, const QString &runId, DiskAccess &disk, Now now);
    [[nodiscard]] OutputFile &file(SinkFile which) { return m_files[std::size_t(which)]; }

    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> recover();
    [[nodiscard]] Result<void> recoverFiles(SinkState state);
    [[nodiscard]] Result<void> openFiles(const SinkRecord &newest, bool maybeFinished);
    [[nodiscard]] Result<qsizetype> countProven(const QList<SinkRecord> &records);
    [[nodiscard]] Result<void> checkNames() const;
    [[nodiscard]] Result<void> createFiles();
    [[nodiscard]] Result<void> removeLeftovers();
    void removeOrphanedSideFiles();
    [[nodiscard]] Result<void> rebuildIndex();
    [[nodiscard]] Result<bool> alreadyComplete();
    void noteEarlierPages(const QList<SinkRecord> &records);
    [[nodiscard]] static PageReceipt receiptOf(const SinkCheckpoint &before, const SinkCheckpoint &after);

    [[nodiscard]] Result<void> checkCells(const RecordPage &page) const;
    [[nodiscard]] Result<void> writePage(const RecordPage &page, SinkRecord &next);
    void hashIds(const RecordPage &page);
    [[nodiscard]] Result<void> writeRow(const RecordPage &page, std::size_t row, SinkCheckpoint &next, qint64 *filled);
    [[nodiscard]] Result<Standing> standing(std::uint64_t hash, const Row &row);
    void writeExtras(const RecordPage &page, std::size_t row, qint64 record, Row &shape);
    void writeQuarantined(const RecordPage &page, qint64 pageNumber);
    [[nodiscard]] Result<void> flushAll(SinkRecord &next);
    [[nodiscard]] Result<void> syncAll();
    [[nodiscard]] ApiError backToGood(const ApiError &error);
    [[nodiscard]] ApiError refuse(const ApiError &error);
    [[nodiscard]] Result<void> giveNames(const QJsonObject &facts, const std::stop_token &stop);
    [[nodiscard]] Result<void> nameWorkbook();
    [[nodiscard]] Result<void> removeWhatIsDone();
    [[nodiscard]] Result<bool> workbookHasName(const SinkState &state);
    [[nodiscard]] bool makesWorkbook() const { return m_order.order.format == FileFormat::Xlsx; }

    const FrozenExportOrder m_order;
    const QString m_runId;
    DiskAccess &m_disk;
    const Now m_now;
    const ExportFiles m_names;
    const std::unique_ptr<RecordWriter> m_writer;
    const std::unique_ptr<RecordWriter> m_conflictWriter;
    std::array<OutputFile, sinkFileCount> m_files;
    std::optional<StateFile> m_state;
    SeenIndex m_seen;
    std::vector<std::uint64_t> m_hashes; ///< Of the ids of the page in work, as they are written.
    ByteBuffer m_id{512}; ///< Room for one.
    SinkRecord m_good; ///< After the last good page.
    std::optional<ApiError> m_fault;
    bool m_complete = false; ///< Found complete on resume: nothing is left to do.
    std::optional<FileMark> m_workbook; ///< Of the file that has, or is to get, the target's name.
    std::chrono::steady_clock::time_point m_nextSync;
    bool m_folderDirty = false;
    QList<PageReceipt> m_earlier;
};

} // namespace muster
