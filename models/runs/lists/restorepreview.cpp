// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/restorepreview.h"

#include "models/sinks/csvwriter.h"
#include "models/store/durablewriter.h"

#include <algorithm>

namespace muster {

namespace {

constexpr std::size_t columns = 3;
constexpr std::size_t bufferBytes = 256 * 1024;

RecordCell cell(RecordPage &page, std::string_view text)
{
    const RecordCell cell{std::uint32_t(page.arena.size()), std::uint32_t(text.size()), RecordCell::Kind::Text};
    page.arena.append(text.data(), qsizetype(text.size()));
    return text.empty() ? RecordCell() : cell;
}

RecordPage pageOf(const BackupRecord &record)
{
    RecordPage page;
    page.columnCount = columns;
    page.ids.push_back(cell(page, record.contactId));
    page.cells.push_back(cell(page, record.phone));
    page.cells.push_back(cell(page, record.newPhone));
    page.cells.push_back(cell(page, "not_writable"));
    return page;
}

} // namespace

SharedRestorePreview previewRestore(std::vector<BackupRecord> records)
{
    auto preview = std::make_shared<RestorePreview>();
    preview->chances.reserve(records.size());
    for (const BackupRecord &record : records) {
        const RestoreChance chance = RestoreRules::chanceOf(record.why, record.phone);
        preview->chances.push_back(chance);
        ++preview->counts[std::size_t(chance)];
        preview->longestId = std::max(preview->longestId, record.contactId.size());
    }
    preview->records = std::move(records);
    return preview;
}

Result<QString> writeNotRestorable(const RestorePreview &preview, const QString &file, const std::stop_token &stop)
{
    Result<DurableWriter> out = DurableWriter::create(file, Existing::Refuse);
    if (!out)
        return failure(out.error());
    const CsvWriter writer({QStringLiteral("original"), QStringLiteral("written"), QStringLiteral("reason")},
                           TextProfile::Spreadsheets);
    ByteBuffer buffer(bufferBytes);
    const auto flush = [&]() -> Result<void> {
        const auto written = out->append({buffer.view().data(), qsizetype(buffer.size())});
        buffer.cut(0);
        return written ? Result<void>() : failure(written.error());
    };
    writer.writeHeader(buffer);
    for (std::size_t i = 0; i < preview.records.size(); ++i) {
        if (preview.chances[i] != RestoreChance::NotWritable)
            continue;
        if (stop.stop_requested())
            return failure({.kind = ErrorKind::Cancelled});
        const RecordPage page = pageOf(preview.records[i]);
        (void)writer.writeId(page, 0, buffer);
        (void)writer.writeRest(page, 0, buffer);
        if (buffer.size() >= bufferBytes / 2) {
            if (const auto flushed = flush(); !flushed)
                return failure(flushed.error());
        }
    }
    if (const auto flushed = flush(); !flushed)
        return failure(flushed.error());
    if (const auto finished = out->finish(); !finished)
        return failure(finished.error());
    return file;
}

} // namespace muster
