// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "network/wire/recordpage.h"
#include "network/wire/result.h"

#include <QJsonObject>
#include <memory>
#include <stop_token>

namespace muster {

/// Where an export stands: what is in the .partial file, and the place from which the next page is asked for. Written
/// behind every page; after kill -9 it and the file agree to within one page (F90).
struct SinkCheckpoint
{
    qint64 bytes = 0; ///< Length of the .partial file that counts; what is behind it is cut off on resume.
    qint64 records = 0, pages = 0;
    qint64 duplicates = 0, conflicts = 0, quarantined = 0, formulaCells = 0;
    qint64 leftOut = 0; ///< By filters that Muster applied itself (RecordPage::leftOutCount).
    QList<qint64> filled; ///< Per attribute.
    QByteArray nextCursor; ///< Empty: all pages are there.
    bool allPagesIn = false;

    /// Records that came, whatever became of them, those that came again not counted.
    [[nodiscard]] qint64 distinct() const { return records + quarantined + leftOut; }
};

/// What one page added.
struct PageReceipt
{
    SinkCheckpoint total; ///< After the page.
    qint64 records = 0, duplicates = 0, conflicts = 0, quarantined = 0;
    qint64 bytesBefore = 0; ///< Where its rows begin in the file; they end at `total.bytes`.
};

/// The file of an export. Writes TARGET.partial beside the target (created exclusively, links not followed, 0600),
/// never keeps records in memory, drops contacts it has seen (F70), puts conflicting ones into
/// TARGET.conflicts.jsonl (F71), and gives the file its name only when it is complete and synced, with
/// TARGET.manifest.json beside it. One worker thread at a time; not the GUI thread: calls block on the disk.
class RecordSink
{
public:
    virtual ~RecordSink() = default;
    /// A new .partial file with its header. File error when the target exists (unless agreed), the folder is missing or
    /// not writable, or another run holds the .partial file.
    [[nodiscard]] static Result<std::unique_ptr<RecordSink>> create(const FrozenExportOrder &order,
                                                                    const QString &runId);
    /// Opens what an earlier run left: verifies it against the last checkpoint, cuts off what is behind it, reads back
    /// the contact ids. Damaged when the file is shorter than the checkpoint or its digest differs (F95).
    [[nodiscard]] static Result<std::unique_ptr<RecordSink>> resume(const FrozenExportOrder &order,
                                                                    const QString &runId);
    /// Removes what an incomplete run left beside the target. Never touches the target itself.
    static Result<void> discard(const FrozenExportOrder &order, const QString &runId);

    [[nodiscard]] virtual const SinkCheckpoint &checkpoint() const = 0;
    /// After resume(): the newest pages that were there already, oldest first, at most 128 and as far back as is known.
    [[nodiscard]] virtual QList<PageReceipt> earlierPages() const { return {}; }
    /// Appends the page and then the checkpoint. On error (disk full, cut write, failed sync) the file is left as it
    /// was after the last good page, and every further call fails (F94, F95). BadInput "cell_too_long_for_workbook"
    /// where the file is to be a workbook, the subject being the attribute: nothing of the page is written.
    [[nodiscard]] virtual Result<PageReceipt> append(const RecordPage &page) = 0;
    /// Makes what is there durable against power loss. Called when a run pauses.
    [[nodiscard]] virtual Result<void> sync() = 0;
    /// Flush, sync, manifest, rename, sync of the folder; the receipt's file is then complete. `facts` go into the
    /// manifest (times, profile, who). A workbook is made here, which takes as long as writing all rows again: Cancelled
    /// when it was stopped meanwhile, and all is as it was before.
    struct Completed
    {
        QString file, manifest, conflictsFile; ///< The last is empty when there is none.
        QString sha256; ///< Of the whole file.
        qint64 bytes = 0, records = 0;
    };
    [[nodiscard]] virtual Result<Completed> complete(const QJsonObject &facts, const std::stop_token &stop = {}) = 0;
};

} // namespace muster
