// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/sourcesample.h"

#include "models/sources/formatguess.h"
#include "models/sources/tablereader.h"

namespace muster {

SharedSourceSample SourceSample::read(const QString &file, const std::optional<TableFormat> &format,
                                      const ListSchema &schema, const std::stop_token &stop)
{
    auto sample = std::make_shared<SourceSample>();
    sample->source.file = file;
    if (format) {
        sample->source.format = *format;
    } else if (const auto guess = guessTableFormat(file)) {
        sample->source.format = guess->format;
        sample->isGuessed = !guess->encodingIsCertain
            || (!guess->separatorIsCertain && guess->format.kind == TableFormat::Kind::Delimited);
    } else {
        sample->error = guess.error();
        return sample;
    }
    if (const auto done = sample->readRows(schema, stop); !done)
        sample->error = done.error();
    return sample;
}

Result<void> SourceSample::readRows(const ListSchema &schema, const std::stop_token &stop)
{
    TRY(reader, TableReader::open(source.file, source.format));
    columns = (*reader)->columns();
    profiles.resize(std::size_t(columns.size()));
    suggestions = MappingSuggestions::of({columns}, schema);
    for (std::size_t read = 0; read < maxBlocks && profiled < maxProfiled && !stop.stop_requested(); ++read) {
        TRY(block, (*reader)->next());
        if (!*block) {
            isWhole = true;
            break;
        }
        take(*block);
    }
    if (isWhole && profiled == 0)
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("source_no_rows")});
    return {};
}

void SourceSample::take(const std::shared_ptr<const RowBlock> &block)
{
    for (std::size_t row = 0; row < block->rowCount(); ++row) {
        const auto cells = block->row(row);
        for (std::size_t column = 0; column < cells.size(); ++column)
            profiles[column].add(cells[column]);
    }
    profiled += qint64(block->rowCount());
    if (rows.size() >= maxRows)
        return;
    blocks.push_back(block);
    for (std::size_t row = 0; row < block->rowCount() && rows.size() < maxRows; ++row)
        rows.push_back({block->row(row), block->number(row)});
}

} // namespace muster
