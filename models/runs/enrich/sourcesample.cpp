// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/sourcesample.h"

#include "models/runs/detach.h"
#include "models/sources/tableformat.h"
#include "models/sources/tablereader.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QtConcurrent>

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

SampleReading::~SampleReading()
{
    m_question.request_stop();
}

void SampleReading::request(const QString &file, const std::optional<TableFormat> &format, const ListSchema &schema)
{
    cancel();
    m_question = std::stop_source();
    // The coroutine has values alone and looks for this object before it speaks to it.
    detach(answer(this, file, format, schema, m_question.get_token()), this,
           [](SampleReading *self, const ApiError &thrown) {
               const auto sample = std::make_shared<SourceSample>();
               sample->error = thrown;
               Q_EMIT self->loaded(sample);
           });
}

void SampleReading::cancel()
{
    m_question.request_stop();
}

QCoro::Task<void> SampleReading::answer(QPointer<SampleReading> self, QString file, std::optional<TableFormat> format,
                                        ListSchema schema, std::stop_token stop)
{
    const QFuture<SharedSourceSample> reading
        = QtConcurrent::run([file, format, schema, stop] { return SourceSample::read(file, format, schema, stop); });
    const SharedSourceSample sample = co_await reading;
    if (self.isNull())
        co_return;
    // A small file may be read before request() has returned; nobody expects the answer there.
    QMetaObject::invokeMethod(
        self.data(),
        [self, sample, stop] {
            if (!stop.stop_requested())
                Q_EMIT self->loaded(sample);
        },
        Qt::QueuedConnection);
}

} // namespace muster
