// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichcheckrun.h"

#include "models/runs/enrich/sourcecheck.h"
#include "models/runs/outcomeof.h"
#include "models/runs/runmeter.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QFileInfo>
#include <QtConcurrent>

namespace muster {

EnrichCheckRun::EnrichCheckRun(QString id, EnrichCheckOrder order, TextProfile rejectsProfile, const Clock &clock,
                               QObject *parent)
    : Run(std::move(id), {}, parent)
    , m_order(std::move(order))
    , m_rejectsProfile(rejectsProfile)
    , m_clock(clock)
    , m_meter(std::make_unique<RunMeter>(clock,
                                         RunMeter::Hooks{[](int, const ApiError &, std::chrono::milliseconds) {}, [] {},
                                                         [] {}, [this] { touchMetrics(); }}))
{
}

EnrichCheckRun::~EnrichCheckRun() = default;

QString EnrichCheckRun::title() const
{
    return QFileInfo(m_order.source.file).fileName();
}

RunMetrics EnrichCheckRun::currentMetrics() const
{
    RunMetrics metrics = m_meter->snapshot();
    metrics.phase = QStringLiteral("checking_file");
    return metrics;
}

QCoro::Task<RunOutcome> EnrichCheckRun::execute(std::stop_token stop)
{
    setState(RunState::Running);
    const Result<void> checked = co_await checkAll(stop);
    RunOutcome outcome;
    if (!checked) {
        outcome = outcomeOf(checked.error(), false, m_clock);
        if (outcome.kind == RunOutcome::Kind::Paused) // there is nothing to resume
            outcome.kind = RunOutcome::Kind::Failed;
    } else if (!m_report->fits()) {
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
        outcome.findings.append(findingKey("rejected", m_report->rates.rejected()));
        outcome.resultFile = m_order.rejectsFile;
    }
    co_return RunOutcome(std::move(outcome));
}

QCoro::Task<Result<void>> EnrichCheckRun::checkAll(std::stop_token stop)
{
    using Begun = std::shared_ptr<Result<std::unique_ptr<SourceCheck>>>;
    const QFuture<Begun> beginning = QtConcurrent::run([order = m_order, profile = m_rejectsProfile] {
        return std::make_shared<Result<std::unique_ptr<SourceCheck>>>(SourceCheck::begin(order, profile));
    });
    const Begun begun = co_await beginning;
    if (!*begun)
        co_return tl::unexpected(begun->error());
    const std::shared_ptr<SourceCheck> check(std::move(**begun));
    for (;;) {
        if (stop.stop_requested())
            co_return failure({.kind = ErrorKind::Cancelled});
        // The worker has the check until its step is done; the next step comes only after that.
        const QFuture<Result<bool>> stepping = QtConcurrent::run([check] { return check->step(); });
        const Result<bool> more = co_await stepping;
        if (!more)
            co_return tl::unexpected(more.error());
        ++m_meter->counters().pages;
        if (const double share = check->share(); share > 0)
            m_meter->setTotal(qint64(double(check->rows()) / share));
        m_meter->setRecords(check->rows());
        touchMetrics();
        if (!*more)
            break;
    }
    m_meter->setTotal(check->rows());
    m_report = std::make_shared<const CheckReport>(check->takeReport());
    co_return Result<void>{};
}

} // namespace muster
