// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/contactfilerun.h"

#include "models/runs/runoutcome.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QFileInfo>
#include <QtConcurrent>

namespace muster {

ContactFileRun::ContactFileRun(QString id, QString file, ContactCsvReader::Columns columns, Clock &clock,
                               QObject *parent)
    : ListReadRun(std::move(id), {}, parent)
    , m_file(std::move(file))
    , m_columns(std::move(columns))
    , m_clock(clock)
    , m_meter(
          clock,
          {[](int, const ApiError &, std::chrono::milliseconds) {}, [] {}, [] {}, [] {}, [this] { touchMetrics(); }})
{
}

ContactFileRun::~ContactFileRun() = default;

QString ContactFileRun::title() const
{
    return QFileInfo(m_file).fileName();
}

RunMetrics ContactFileRun::currentMetrics() const
{
    RunMetrics metrics = m_meter.snapshot();
    metrics.phase = QStringLiteral("reading");
    return metrics;
}

QCoro::Task<RunOutcome> ContactFileRun::execute(std::stop_token stop)
{
    setState(RunState::Running);
    const Result<void> read = co_await readAll(stop);
    RunOutcome outcome;
    if (!read) {
        outcome = outcomeOf(read.error(), false, m_clock);
        if (outcome.kind == RunOutcome::Kind::Paused) // there is nothing to resume
            outcome.kind = RunOutcome::Kind::Failed;
    }
    if (const qint64 quarantined = m_meter.snapshot().quarantined; quarantined > 0) {
        outcome.findings.append(findingKey("quarantined", quarantined));
        if (outcome.kind == RunOutcome::Kind::Complete)
            outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    }
    co_return RunOutcome(std::move(outcome));
}

QCoro::Task<Result<void>> ContactFileRun::readAll(std::stop_token stop)
{
    using Opened = std::shared_ptr<Result<std::unique_ptr<ContactCsvReader>>>;
    const QFuture<Opened> opening = QtConcurrent::run([file = m_file, columns = m_columns] {
        return std::make_shared<Result<std::unique_ptr<ContactCsvReader>>>(ContactCsvReader::open(file, columns));
    });
    const Opened opened = co_await opening;
    if (!*opened)
        co_return tl::unexpected(opened->error());
    for (;;) {
        co_await whileHeld(m_clock, stop);
        if (stop.stop_requested())
            co_return failure({.kind = ErrorKind::Cancelled});
        using Page = Result<std::shared_ptr<const RecordPage>>;
        // The worker has the reader until the page is there; the next call comes only after that.
        const QFuture<Page> reading = QtConcurrent::run([opened] { return (**opened)->next(); });
        const Page page = co_await reading;
        if (!page)
            co_return tl::unexpected(page.error());
        if (!*page)
            co_return Result<void>{};
        ++m_meter.counters().pages;
        m_meter.counters().quarantined += qint64((*page)->quarantined.size());
        m_meter.setRecords((*opened)->get()->rows() - m_meter.counters().quarantined);
        Q_EMIT pageArrived(*page);
        touchMetrics();
    }
}

} // namespace muster
