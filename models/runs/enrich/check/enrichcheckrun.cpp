// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/check/enrichcheckrun.h"

#include "models/runs/enrich/check/sourcecheck.h"
#include "models/runs/enrich/valuereading.h"
#include "models/runs/runmeter.h"
#include "models/text/enrichtexts.h"
#include "network/tenant/tenantconnection.h"

namespace muster {

EnrichCheckRun::EnrichCheckRun(QString id, EnrichCheckOrder order, TextProfile rejectsProfile, const Clock &clock,
                               std::shared_ptr<TenantConnection> connection, QObject *parent)
    : Run(std::move(id), {}, parent)
    , m_order(std::move(order))
    , m_rejectsProfile(rejectsProfile)
    , m_clock(clock)
    , m_connection(std::move(connection))
    , m_meter(std::make_unique<RunMeter>(clock, meterHooks()))
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
    metrics.phase = m_phase;
    return metrics;
}

QCoro::Task<RunOutcome> EnrichCheckRun::execute(std::stop_token stop)
{
    setState(RunState::Running);
    Result<void> checked = co_await readValues(stop);
    if (checked)
        checked = co_await checkAll(stop);
    RunOutcome outcome;
    if (!checked) {
        outcome = outcomeOf(checked.error(), StopWish::None, m_clock);
        if (outcome.kind == RunOutcome::Kind::Paused) // there is nothing to resume
            outcome.kind = RunOutcome::Kind::Failed;
    } else if (!m_report->fits()) {
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
        outcome.findings.append(findingKey("rejected", m_report->rates.rejected()));
        outcome.resultFile = m_order.rejectsFile;
        addFinding(outcome, "formula_cells", m_report->formulaCells);
    }
    co_return RunOutcome(std::move(outcome));
}

QCoro::Task<Result<void>> EnrichCheckRun::readValues(std::stop_token stop)
{
    const QStringList attributes = attributesReadFor(m_order.mapping);
    const bool areKnown = std::all_of(attributes.cbegin(), attributes.cend(),
                                      [this](const QString &name) { return m_order.schema.indexOf(name).has_value(); });
    if (!m_connection || !areKnown) // the check says what is wrong with the mapping
        co_return Result<void>{};
    m_phase = QStringLiteral("reading");
    const ValueReadingHooks hooks{[this](const ListReader &reader) {
                                      if (reader.announced() >= 0)
                                          m_meter->setTotal(reader.announced());
                                      m_meter->setRecords(reader.totals().contacts);
                                      touchMetrics();
                                  },
                                  [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }};
    CO_TRY(
        values,
        co_await readContactValues(m_connection->listValues(), m_order.schema, attributes, hooks, m_meter.get(), stop));
    m_values = *values;
    if (!m_values)
        addEvent(QStringLiteral("values_not_read"));
    m_meter->setTotal(std::nullopt);
    m_meter->setRecords(0);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> EnrichCheckRun::checkAll(std::stop_token stop)
{
    m_phase = QStringLiteral("checking_file");
    const auto report = co_await checkWholeSource(
        m_order,
        {.rejectsProfile = m_rejectsProfile,
         .values = std::exchange(m_values, nullptr),
         .proposesRepairs = m_order.proposesRepairs},
        [this](const SourceCheck &check) {
            ++m_meter->counters().pages;
            if (const double share = check.share(); share > 0)
                m_meter->setTotal(qint64(double(check.rows()) / share));
            m_meter->setRecords(check.rows());
            touchMetrics();
        },
        stop);
    if (!report)
        co_return failure(report.error());
    m_report = *report;
    m_meter->setTotal(m_meter->snapshot().records);
    co_return Result<void>{};
}

} // namespace muster
