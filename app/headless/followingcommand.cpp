// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/followingcommand.h"

#include "app/commandline.h"
#include "app/headless/audiencecommands.h"
#include "models/runs/exportrun.h"
#include "models/runs/lists/unchangedcontacts.h"
#include "models/runs/outboxrunner.h"
#include "models/runs/runfiles.h"
#include "models/runs/runmanager.h"
#include "models/runs/workspace.h"
#include "models/store/outbox.h"
#include "models/store/signingkeys.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/outcometexts.h"
#include "models/text/runeventtexts.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <QTimer>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 plainLineIntervalMs = 2000;
constexpr std::chrono::seconds webhookPatience(15);

QJsonObject latencyObject(const RunMetrics::Latency &latency, const LatencyHistogram &all)
{
    return {{QStringLiteral("now"), qint64(latency.now.count())},
            {QStringLiteral("mean"), qint64(all.mean().count())},
            {QStringLiteral("p50"), qint64(latency.p50.count())},
            {QStringLiteral("p95"), qint64(latency.p95.count())},
            {QStringLiteral("p99"), qint64(latency.p99.count())}};
}

/// Something that was asked for is not there.
bool isWanting(const QString &finding)
{
    return finding.startsWith(u"transcripts_held:") || finding.startsWith(u"numbers_not_told:")
        || finding.startsWith(u"numbers_unreadable:");
}

} // namespace

RunFollower::RunFollower(Run &run, Workspace &workspace, Console &console, LongWait longWait, QObject *parent)
    : QObject(parent)
    , m_run(run)
    , m_workspace(workspace)
    , m_console(console)
    , m_longWait(longWait)
{
    m_sinceLine.start();
    connect(&run, &Run::metricsChanged, this, &RunFollower::showProgress);
    connect(&run, &Run::eventAdded, this, [this](const RunEvent &event) { m_console.note(eventText(event)); });
    connect(&run, &Run::finished, this, &RunFollower::onFinished);
}

void RunFollower::showProgress(const RunMetrics &metrics)
{
    if (m_run.outcome() || (!m_console.hasTerminal() && m_sinceLine.elapsed() < plainLineIntervalMs))
        return;
    m_sinceLine.restart();
    QString text = liveText(m_run.state(), metrics);
    if (m_console.hasTerminal() && metrics.total && *metrics.total > 0) {
        constexpr int width = 24;
        const int done = int(std::min<qint64>(width, metrics.records * width / *metrics.total));
        text.prepend(u'[' + QString(done, u'#') + QString(width - done, u'.') + QLatin1String("] "));
    }
    m_console.progress(text);
}

void RunFollower::onFinished(const RunOutcome &)
{
    m_console.endProgress();
    if (const auto at = m_workspace.runs().plannedReturn(m_run.id()); at && m_longWait == LongWait::Stay) {
        m_console.note(
            tr("The server asked for a pause until %1. The run then continues automatically.").arg(exactTimeText(*at)));
        Q_EMIT waiting();
        return;
    }
    // Webhooks that are due are tried first, for a while.
    const auto waiting = m_workspace.outbox().counts(m_run.id());
    OutboxRunner *runner = m_workspace.outboxRunner();
    if (!waiting || waiting->waiting == 0 || runner == nullptr)
        return conclude();
    runner->wake(); // it may not have heard yet of what was queued last
    if (runner->isIdle())
        return conclude();
    connect(runner, &OutboxRunner::idle, this, &RunFollower::conclude, Qt::SingleShotConnection);
    QTimer::singleShot(webhookPatience, this, [this, runner] {
        if (disconnect(runner, &OutboxRunner::idle, this, nullptr))
            conclude();
    });
}

void RunFollower::conclude()
{
    m_workspace.runs().countCallbacks(m_run.id()); // what became of them just now belongs to the findings
    const RunOutcome &outcome = *m_run.outcome();
    for (const QString &line : summaryLines())
        m_console.line(line);
    const auto callbacks = m_workspace.outbox().counts(m_run.id());
    if (callbacks && callbacks->waiting > 0) {
        m_console.note(QCoreApplication::translate(
            "RunFollower", "%n webhook notifications are still waiting and will be retried at the next start.", nullptr,
            int(callbacks->waiting)));
    }
    if (outcome.error) {
        for (const QString &line : errorLines(*outcome.error))
            m_console.error(line);
    }
    for (const QString &line : conflictLines(m_run))
        m_console.error(line);
    if (outcome.resumeAt)
        m_console.note(tr("The server allows requests again from %1.").arg(exactTimeText(*outcome.resumeAt)));
    const bool resumable = outcome.kind == RunOutcome::Kind::Paused || outcome.kind == RunOutcome::Kind::Halted
        || outcome.kind == RunOutcome::Kind::Cancelled;
    if (resumable)
        m_console.note(tr("Resume with: muster runs resume %1").arg(m_run.id()));
    QJsonObject object = summary(m_run);
    if (callbacks) {
        QJsonObject notices{{QStringLiteral("delivered"), callbacks->delivered},
                            {QStringLiteral("waiting"), callbacks->waiting},
                            {QStringLiteral("undelivered"), callbacks->undelivered}};
        const OutboxRunner *runner = m_workspace.outboxRunner();
        if (const auto trouble = runner != nullptr ? runner->trouble() : std::nullopt) {
            notices.insert(QStringLiteral("error"), errorObject(*trouble));
            m_console.error(errorSentence(*trouble));
        }
        const auto targets = m_workspace.outbox().targetsOf(m_run.id());
        const auto hasNoKey = [this](const QUrl &target) { return !m_workspace.signingKeys().hasKey(target); };
        if (targets && !targets->isEmpty()) {
            const auto unsignedOne = std::find_if(targets->cbegin(), targets->cend(), hasNoKey);
            notices.insert(QStringLiteral("signed"), unsignedOne == targets->cend());
            if (unsignedOne != targets->cend()) {
                m_console.note(
                    tr("Notifications to %1 are sent unsigned: it has no signing key (muster notices make-key).")
                        .arg(unsignedOne->host(QUrl::FullyEncoded)));
            }
        }
        object.insert(QStringLiteral("webhooks"), notices);
    }
    Q_EMIT done(exitCodeFor(outcome), object);
}

QStringList RunFollower::summaryLines() const
{
    const RunOutcome &outcome = *m_run.outcome();
    const RunMetrics &metrics = m_run.metrics();
    const OutcomeWords words = outcomeWords(m_run.kind(), outcome, metrics);
    QStringList lines{m_run.title() + QLatin1String(": ") + words.headline};
    if (!words.detail.isEmpty() && outcome.succeeded())
        lines.append(words.detail);
    for (const QString &finding : outcome.findings)
        lines.append(findingText(finding));
    const QLocale locale;
    const auto ms = [&locale](std::chrono::milliseconds value) { return locale.toString(qint64(value.count())); };
    QList<QStringList> rows;
    if (!outcome.resultFile.isEmpty())
        rows.append({tr("File"), outcome.resultFile});
    rows.append({tr("Records"), locale.toString(metrics.records)});
    rows.append({tr("Pages"), locale.toString(metrics.pages)});
    for (const RunMetrics::Figure &figure : metrics.figures)
        rows.append({QString(), figureText(figure)});
    rows.append({tr("Latency"),
                 tr("p50 %1 ms, p95 %2 ms, p99 %3 ms")
                     .arg(ms(metrics.latency.p50), ms(metrics.latency.p95), ms(metrics.latency.p99))});
    rows.append({tr("Retries"), locale.toString(metrics.retries)});
    if (metrics.throttled.count() > 0)
        rows.append({tr("Throttled"), tr("%1 ms").arg(ms(metrics.throttled))});
    for (const RunMetrics::FieldFill &field : metrics.fill)
        rows.append(
            {tr("Filled"), QStringLiteral("%1 %2").arg(percentText(field.share()).rightJustified(6), field.name)});
    rows.append({tr("Run"), m_run.id()});
    return lines + alignedTable(rows);
}

int RunFollower::exitCodeFor(const RunOutcome &outcome)
{
    switch (outcome.kind) {
    case RunOutcome::Kind::Complete:
        return ExitComplete;
    case RunOutcome::Kind::CompleteWithFindings:
        // What is held is not there: a scheduler must not take it for delivered.
        return std::ranges::any_of(outcome.findings, isWanting) ? ExitFailed : ExitComplete;
    case RunOutcome::Kind::Paused:
        // Nobody has said what to do; nothing was read.
        if (outcome.error && outcome.error->code == QLatin1String("segment_recalculated"))
            return ExitRefused;
        return ExitPaused;
    case RunOutcome::Kind::Halted:
        return ExitPaused;
    case RunOutcome::Kind::Failed:
        return ExitFailed;
    case RunOutcome::Kind::Refused:
        // What somebody else has changed is not for a scheduler to send once more.
        return outcome.error && outcome.error->kind == ErrorKind::Conflict ? ExitConflict : ExitRefused;
    case RunOutcome::Kind::Cancelled:
        return ExitCancelled;
    }
    Q_UNREACHABLE();
}

namespace {

/// Of exports: what was masked, what has pseudonyms, and by which key.
void insertTreatment(QJsonObject &object, const Run &run)
{
    const auto *exported = qobject_cast<const ExportRun *>(&run);
    if (exported == nullptr || exported->order().order.treated.isEmpty())
        return;
    const ExportOrder &order = exported->order().order;
    object.insert(QStringLiteral("masked"),
                  QJsonArray::fromStringList(columnsTreated(order.treated, ColumnTreatment::Masked)));
    object.insert(QStringLiteral("pseudonyms"),
                  QJsonArray::fromStringList(columnsTreated(order.treated, ColumnTreatment::Pseudonym)));
    if (!order.pseudonymKey.isEmpty())
        object.insert(QStringLiteral("pseudonym_key"), order.pseudonymKey);
}

} // namespace

QJsonObject RunFollower::summary(const Run &run)
{
    const RunMetrics &metrics = run.metrics();
    const RunOutcome &outcome = *run.outcome();
    QJsonObject attributes;
    for (const RunMetrics::FieldFill &field : metrics.fill)
        attributes.insert(field.name, field.share());
    QJsonObject object{
        {QStringLiteral("run_id"), run.id()},
        {QStringLiteral("outcome"), outcomeKey(outcome.kind)},
        {QStringLiteral("order_digest"), run.orderDigest()},
        {QStringLiteral("records"), metrics.records},
        {QStringLiteral("pages"), metrics.pages},
        {QStringLiteral("retries"), metrics.retries},
        {QStringLiteral("throttled_ms"), qint64(metrics.throttled.count())},
        {QStringLiteral("started_at"), run.startedAt().toString(Qt::ISODateWithMs)},
        {QStringLiteral("ended_at"), run.endedAt().toString(Qt::ISODateWithMs)},
        {QStringLiteral("duration_ms"), qint64(run.measures().wall.count())},
        {QStringLiteral("records_per_second"), run.measures().meanPerSecond()},
        {QStringLiteral("latency_ms"), latencyObject(metrics.latency, run.measures().latency)},
        {QStringLiteral("fill_rate"),
         QJsonObject{{QStringLiteral("overall"), metrics.overallFill()}, {QStringLiteral("attributes"), attributes}}},
        {QStringLiteral("duplicates"), metrics.duplicates},
        {QStringLiteral("conflicts"), metrics.conflicts},
        {QStringLiteral("quarantined"), metrics.quarantined},
        {QStringLiteral("formula_cells"), metrics.formulaCells},
        {QStringLiteral("output_file"), outcome.resultFile.isEmpty() ? QJsonValue() : QJsonValue(outcome.resultFile)}};
    QJsonObject figures;
    for (const RunMetrics::Figure &figure : metrics.figures)
        figures.insert(figure.key, figure.value);
    if (!figures.isEmpty())
        object.insert(QStringLiteral("figures"), figures);
    if (!outcome.findings.isEmpty())
        object.insert(QStringLiteral("findings"), QJsonArray::fromStringList(outcome.findings));
    if (outcome.error)
        object.insert(QStringLiteral("error"), errorObject(*outcome.error));
    insertRegistration(object, run);
    insertTreatment(object, run);
    if (outcome.resumeAt)
        object.insert(QStringLiteral("resume_at"), outcome.resumeAt->toString(Qt::ISODate));
    return object;
}

bool FollowingCommand::mayBeginAfresh()
{
    const QStringList lost = RunFiles::lostOf(workspace());
    if (lost.isEmpty())
        return true;
    fail(refusal("runs_lost", lost.join(QLatin1String(", "))).value(), ExitRefused);
    return false;
}

void FollowingCommand::follow(Result<Run *> run)
{
    if (!run)
        return fail(run.error(), ExitRefused);
    watch(*run);
    connect(&workspace().runs(), &RunManager::runStarted, this, [this](Run *next) {
        if (m_awaitsReturn && next->id() == m_run->id())
            watch(next);
    });
    connect(&workspace().runs(), &RunManager::returnFailed, this, [this](const QString &, const ApiError &error) {
        console().error(errorSentence(error));
        (void)endWait();
    });
}

void FollowingCommand::watch(Run *run)
{
    m_run = run;
    m_awaitsReturn = false;
    if (const auto limit = commandLine().common.timeLimit)
        m_run->limitTime(*limit);
    if (m_follower != nullptr)
        m_follower->deleteLater();
    const auto longWait = commandLine().wait ? RunFollower::LongWait::Stay : RunFollower::LongWait::End;
    m_follower = new RunFollower(*m_run, workspace(), console(), longWait, this);
    connect(m_follower, &RunFollower::done, this, &FollowingCommand::end);
    connect(m_follower, &RunFollower::waiting, this, [this] { m_awaitsReturn = true; });
}

void FollowingCommand::end(int exitCode, const QJsonObject &object)
{
    const QString &target = commandLine().unchanged;
    const QString left = m_run->outcome() ? m_run->outcome()->resultFile : QString();
    if (!target.isEmpty() && !left.isEmpty() && listsUnchangedContacts(m_run->kind())) {
        const auto copied = copyUnchangedContacts(left, absolute(target), false);
        if (copied) {
            console().note(tr("Contacts that were not changed are in %1.").arg(copied->name));
        } else {
            console().error(errorSentence(copied.error()));
            exitCode = exitCode == ExitComplete ? ExitFailed : exitCode;
        }
    }
    finish(object, exitCode);
}

bool FollowingCommand::endWait()
{
    if (!m_awaitsReturn)
        return false;
    m_awaitsReturn = false;
    workspace().runs().cancelReturn(m_run->id());
    m_follower->conclude();
    return true;
}

void FollowingCommand::interrupt()
{
    if (m_run == nullptr)
        return HeadlessCommand::interrupt();
    if (!endWait())
        m_run->cancel();
}

void FollowingCommand::terminate()
{
    if (m_run == nullptr)
        return HeadlessCommand::terminate();
    if (!endWait())
        m_run->pause();
}

} // namespace muster
