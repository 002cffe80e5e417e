// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/plannedchangesfile.h"

#include "models/sinks/csvwriter.h"
#include "models/store/durablewriter.h"

#include <algorithm>

namespace muster {

namespace {

constexpr std::size_t columns = 4;
constexpr std::size_t changesAtOnce = 1'024;

RecordCell cell(RecordPage &page, std::string_view text)
{
    const RecordCell cell{std::uint32_t(page.arena.size()), std::uint32_t(text.size()), RecordCell::Kind::Text};
    page.arena.append(text.data(), qsizetype(text.size()));
    return text.empty() ? RecordCell() : cell;
}

RecordPage pageOf(const SanitizationPlan &plan, std::size_t first, std::size_t end)
{
    RecordPage page;
    page.columnCount = columns;
    page.ids.reserve(end - first);
    page.cells.reserve((end - first) * columns);
    for (std::size_t i = first; i < end; ++i) {
        const PlannedChange &change = plan.changes[i];
        const bool isFix = change.action == PlannedChange::Action::Fix;
        const QByteArray reasons = listReasonKeys(change.reasons).join(QLatin1Char(' ')).toUtf8();
        page.ids.push_back(cell(page, change.contactId));
        page.cells.push_back(cell(page, change.from));
        page.cells.push_back(cell(page, change.to));
        page.cells.push_back(cell(page, isFix ? "fix" : "purge"));
        page.cells.push_back(cell(page, {reasons.constData(), std::size_t(reasons.size())}));
    }
    return page;
}

} // namespace

Result<QString> writePlannedChanges(const SanitizationPlan &plan, const QString &file, TextProfile profile,
                                    bool replace, const std::stop_token &stop)
{
    Result<DurableWriter> out = DurableWriter::create(file, replace ? Existing::Replace : Existing::Refuse);
    if (!out)
        return failure(out.error());
    const CsvWriter writer(
        {QStringLiteral("original"), QStringLiteral("e164"), QStringLiteral("verdict"), QStringLiteral("reasons")},
        profile);
    ByteBuffer buffer(256 * 1024);
    writer.writeHeader(buffer);
    // Without any changes the header is still written.
    for (std::size_t first = 0; first < plan.changes.size() || first == 0; first += changesAtOnce) {
        if (stop.stop_requested())
            return failure({.kind = ErrorKind::Cancelled});
        const RecordPage page = pageOf(plan, first, std::min(first + changesAtOnce, plan.changes.size()));
        for (std::size_t row = 0; row < page.rowCount(); ++row) {
            (void)writer.writeId(page, row, buffer);
            (void)writer.writeRest(page, row, buffer);
        }
        if (const auto written = out->append({buffer.view().data(), qsizetype(buffer.size())}); !written)
            return failure(written.error());
        buffer.cut(0);
    }
    if (const auto finished = out->finish(); !finished)
        return failure(finished.error());
    return file;
}

} // namespace muster
