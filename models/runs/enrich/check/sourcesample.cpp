// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/check/sourcesample.h"

#include "models/runs/detach.h"
#include "models/sources/tableformat.h"
#include "models/store/durablefile.h"
#include "models/store/journal.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QDir>
#include <QFileInfo>
#include <QUuid>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

/// Those of `files` that no open run names; none when the journal does not tell.
QStringList freeOnes(const QStringList &files, const Journal &journal)
{
    const auto open = journal.openRuns();
    if (!open)
        return {};
    QStringList free;
    for (const QString &file : files) {
        const QByteArray name = QFileInfo(file).fileName().toLatin1(); // ours, and the same in an order's JSON
        if (std::none_of(open->cbegin(), open->cend(),
                         [&name](const JournalRun &run) { return run.order.contains(name); }))
            free << file;
    }
    return free;
}

} // namespace

PastedTables::PastedTables(QString folder, Journal &journal, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_journal(journal)
{
}

bool PastedTables::isPasted(const QString &file)
{
    const QString name = QFileInfo(file).fileName();
    return name.startsWith(QStringLiteral("pasted-")) && name.endsWith(QStringLiteral(".txt"))
        && name.size() == qsizetype(sizeof "pasted-.txt" - 1) + 32;
}

void PastedTables::tidy(const QString &inUse)
{
    for (const QString &file : freeOnes(m_mine, m_journal)) {
        if (file != inUse && removeDurably(file))
            m_mine.removeAll(file);
    }
}

void PastedTables::tidyAll(const QString &folder, const Journal &journal)
{
    const QDir dir(folder);
    QStringList files;
    for (const QString &name :
         dir.entryList({QStringLiteral("pasted-*.txt"), QStringLiteral(".pasted-*")}, QDir::Files | QDir::Hidden))
        files << dir.filePath(name);
    for (const QString &file : freeOnes(files, journal))
        (void)removeDurably(file);
}

void PastedTables::forget()
{
    m_question.request_stop();
    m_question = std::stop_source();
}

void PastedTables::keep(const QString &text)
{
    forget();
    if (text.trimmed().isEmpty()) {
        Q_EMIT failed({.kind = ErrorKind::BadInput, .code = QStringLiteral("paste_empty")});
        return;
    }
    if (text.size() > maxCharacters) {
        Q_EMIT failed({.kind = ErrorKind::BadInput, .code = QStringLiteral("paste_too_large")});
        return;
    }
    const QString id = QUuid::createUuid().toString(QUuid::Id128);
    // The coroutine has values alone and looks for this object before it speaks to it.
    detach(
        answer(this, m_folder + QStringLiteral("/pasted-") + id + QStringLiteral(".txt"), text, m_question.get_token()),
        this, &PastedTables::failed);
}

QCoro::Task<void> PastedTables::answer(Self self, QString file, QString text, std::stop_token stop)
{
    const QFuture<Result<void>> writing = QtConcurrent::run([file, text] {
        return makePrivateFolder(folderOf(file)).and_then([&] {
            return writeFileDurably(file, text.toUtf8(), Existing::Refuse);
        });
    });
    const Result<void> written = co_await writing;
    if (stop.stop_requested() || self.isNull()) {
        if (written)
            (void)removeDurably(file);
        co_return;
    }
    if (written) {
        self->m_mine << file;
        Q_EMIT self->kept(file);
    } else {
        Q_EMIT self->failed(written.error());
    }
}

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
        return failure(ErrorKind::BadInput, "source_no_rows");
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
