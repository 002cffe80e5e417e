// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichcheckrun.h"

#include "models/runs/enrich/sourcechecking.h"
#include "models/runs/outcomeof.h"
#include "models/runs/runmeter.h"
#include "models/text/enrichtexts.h"


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
    return sourceNameText(m_order.source.file);
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
    const auto report = co_await checkWholeSource(
        m_order, m_rejectsProfile,
        [this](const SourceCheck &check) {
            ++m_meter->counters().pages;
            if (const double share = check.share(); share > 0)
                m_meter->setTotal(qint64(double(check.rows()) / share));
            m_meter->setRecords(check.rows());
            touchMetrics();
        },
        stop);
    if (!report)
        co_return tl::unexpected(report.error());
    m_report = *report;
    m_meter->setTotal(m_meter->snapshot().records);
    co_return Result<void>{};
}

} // namespace muster
