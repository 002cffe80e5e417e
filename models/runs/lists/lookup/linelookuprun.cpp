// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/lookup/linelookuprun.h"

#include "models/rules/numbers/numberengine.h"
#include "models/runs/detach.h"
#include "models/runs/runkinds.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "models/store/linetypecache.h"
#include "models/store/storethread.h"
#include "network/http/clock.h"
#include "network/wire/thrown.h"

#include <QCoro/QCoroFuture>
#include <QCryptographicHash>
#include <QJsonDocument>
#include <algorithm>
#include <mutex>

namespace muster {

namespace {

/// As for everything that is lost on the way: a provider that fails each time is not asked a million times.
constexpr int failedInRow = 5;
/// Counted beyond what the lanes need at once, so that not every request waits for the disk. A kill makes that many
/// count that never left.
constexpr qint64 ahead = 8;

QString digestOf(const QByteArray &json)
{
    return QString::fromLatin1(QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
}

} // namespace

QByteArray lineLookupOrderJson(const LineLookupOrder &order)
{
    QJsonObject json{{QStringLiteral("source"), lookupSourceKey(order.source)},
                     {QStringLiteral("list"), order.listId},
                     {QStringLiteral("numbers"), order.numbers ? qint64(order.numbers->size()) : 0},
                     {QStringLiteral("price"), amountKey(order.terms.price)}};
    if (order.terms.budget)
        json.insert(QStringLiteral("budget"), amountKey(*order.terms.budget));
    if (order.terms.most)
        json.insert(QStringLiteral("most"), *order.terms.most);
    return QJsonDocument(json).toJson(QJsonDocument::Compact); // members come sorted by name
}

LineLookupRun::LineLookupRun(QString id, LineLookupOrder order, std::shared_ptr<LineLookup> provider,
                             Workspace &workspace, QObject *parent)
    : Run(std::move(id), digestOf(lineLookupOrderJson(order)), parent)
    , m_order(std::move(order))
    , m_provider(std::move(provider))
    , m_workspace(workspace)
    , m_meter(workspace.clock(), meterHooks())
    , m_limit(m_order.terms.requestLimit())
    , m_counted(std::make_shared<RequestCount>(workspace.journal(), this->id()))
{
}

LineLookupRun::~LineLookupRun() = default;

LineLookupRun *LineLookupRun::proceed(std::shared_ptr<LineLookup> provider, QObject *parent) const
{
    auto *run = new LineLookupRun(id(), m_order, std::move(provider), m_workspace, parent);
    run->m_requests = m_requests;
    run->m_requestsBefore = m_requestsBefore;
    run->m_isResumed = true;
    return run;
}

void LineLookupRun::countBefore(qint64 requests)
{
    m_requests = m_requestsBefore = requests;
}

QByteArray LineLookupRun::progress() const
{
    return QJsonDocument(counts()).toJson(QJsonDocument::Compact);
}

std::optional<qint64> LineLookupRun::requestsOf(const JournalRun &run, const LineLookupOrder &order)
{
    const QJsonObject other = QJsonDocument::fromJson(run.order).object();
    // What comes from a file has no id; its name is the title.
    const bool same = run.kind == runKindKey(RunKind::LineLookup) && run.profileId == order.profileId
        && run.target == order.listId && run.title == order.listName
        && other.value(QLatin1String("source")).toString() == lookupSourceKey(order.source);
    if (!same)
        return std::nullopt;
    return std::max<qint64>(QJsonDocument::fromJson(run.progress).object().value(QLatin1String("requests")).toInteger(),
                            0);
}

QString LineLookupRun::title() const
{
    return m_order.listName.isEmpty() ? m_order.listId : m_order.listName;
}

RunMetrics LineLookupRun::currentMetrics() const
{
    RunMetrics metrics = m_meter.snapshot();
    metrics.phase = QStringLiteral("looking_up");
    const auto figure
        = [&](const char *key, qint64 value) { metrics.figures.append({QString::fromLatin1(key), value}); };
    figure("looked_up", m_answered);
    figure("from_cache", m_fromCache);
    figure("lookup_failed", m_failed);
    figure("lookup_requests", m_requests);
    if (m_order.terms.price > 0)
        figure("spent_amount", m_order.terms.costOf(m_requests));
    return metrics;
}

QCoro::Task<RunOutcome> LineLookupRun::execute(std::stop_token stop)
{
    setState(RunState::Running);
    if (m_requestsBefore > 0)
        addEvent(QStringLiteral("lookup_counted"), {{QStringLiteral("requests"), m_requestsBefore}});
    m_reserved = m_requests;
    chooseNumbers();
    LineTypeCache &cache = m_workspace.lineTypes();
    Result<void> begun = co_await recordStart();
    // What cannot be kept must not be paid for.
    if (begun)
        begun = co_await cache.prepare(stop);
    if (begun) {
        m_isRefused = false;
        co_await lookUpAll(stop);
    } else {
        end(begun.error());
    }
    co_await cache.settle(); // whoever hears of the end finds every answer there
    const RunOutcome ended = judgedEnd();
    co_await recordEnd(ended);
    co_return RunOutcome(ended);
}

void LineLookupRun::chooseNumbers()
{
    const std::shared_ptr<const LineTypes> known = m_workspace.lineTypes().types(m_order.source);
    if (m_order.numbers) {
        std::copy_if(m_order.numbers->cbegin(), m_order.numbers->cend(), std::back_inserter(m_wanted),
                     [&](std::uint64_t e164) { return !known->find(e164); });
        m_fromCache = qint64(m_order.numbers->size() - m_wanted.size());
    }
    m_meter.setTotal(m_fromCache + qint64(m_wanted.size()));
    m_meter.setRecords(m_fromCache);
}

QCoro::Task<void> LineLookupRun::lookUpAll(std::stop_token stop)
{
    const std::stop_callback hurry(stop, [this] { m_inFlight.request_stop(); });
    const std::size_t running = std::min<std::size_t>(lanes, m_wanted.size());
    std::vector<QCoro::Task<void>> tasks;
    for (std::size_t i = 0; i < running; ++i)
        tasks.push_back(watchedLane(m_inFlight.get_token()));
    for (const QCoro::Task<void> &task : tasks)
        co_await task;
    // Whoever needed one that failed has met the fault by itself.
    for (QCoro::Task<Result<void>> &task : m_ahead)
        (void)co_await caught(std::move(task));
    m_ahead.clear();
    if (!m_ended && stop.stop_requested() && m_next < m_wanted.size())
        end({.kind = ErrorKind::Cancelled});
}

// A lane that threw would let the whole end while the others still ask.
QCoro::Task<void> LineLookupRun::watchedLane(std::stop_token stop)
{
    try {
        co_await lane(stop);
    } catch (...) {
        end(thrownError(std::current_exception()));
    }
}

QCoro::Task<void> LineLookupRun::lane(std::stop_token stop)
{
    while (!stop.stop_requested() && !m_isSpent && m_next < m_wanted.size()) {
        if (const auto reserved = co_await reserve(); !reserved) {
            end(reserved.error());
            break;
        }
        if (stop.stop_requested() || m_next >= m_wanted.size())
            break;
        const std::uint64_t e164 = m_wanted[m_next++];
        const Result<LineAnswer> answer
            = co_await m_provider->lookUp(QString::fromStdString(unpackE164(e164)), this, stop);
        if (!answer) {
            judge(answer.error());
            continue;
        }
        m_failedInRow = 0;
        if (const auto kept = co_await keep(e164, *answer); !kept) {
            end(kept.error());
            break;
        }
        ++m_answered;
        m_meter.setRecords(m_fromCache + m_answered);
        touchMetrics();
    }
}

/// How many requests the journal counts. The thread that waits for the disk writes it, and now and then the run itself:
/// the greater number stands, whoever came last.
class LineLookupRun::RequestCount
{
public:
    RequestCount(Journal &journal, QString runId)
        : m_journal(journal)
        , m_runId(std::move(runId))
    {
    }
    /// Any thread. On the disk when it returns.
    [[nodiscard]] Result<void> raise(QJsonObject counts, qint64 requests)
    {
        const std::scoped_lock lock(m_mutex);
        m_requests = std::max(m_requests, requests);
        counts.insert(QStringLiteral("requests"), m_requests);
        return m_journal.update(m_runId, QStringLiteral("running"), {},
                                QJsonDocument(counts).toJson(QJsonDocument::Compact));
    }

private:
    Journal &m_journal;
    const QString m_runId;
    std::mutex m_mutex;
    qint64 m_requests = 0; ///< Guarded by m_mutex, as what the journal says.
};

QCoro::Task<Result<void>> LineLookupRun::reserve()
{
    while (m_reserved < std::min(m_limit, m_requests + lanes)) {
        if (m_reserving.isFinished()) {
            const qint64 wanted = std::min(m_limit, m_requests + lanes + ahead);
            m_reserving = m_workspace.storeThread().run(
                [counted = m_counted, counts = counts(), wanted] { return counted->raise(counts, wanted); });
            const QFuture<Result<void>> mine = m_reserving;
            CO_TRY_VOID(co_await mine);
            m_reserved = std::max(m_reserved, wanted);
        } else {
            const QFuture<Result<void>> others = m_reserving;
            CO_TRY_VOID(co_await others);
        }
    }
    co_return Result<void>{};
}

// For what is sent again sooner than the disk has answered, see retrying(): hardly ever.
bool LineLookupRun::reserveNow()
{
    const auto kept = m_counted->raise(counts(), m_requests + 1);
    if (!kept)
        end(kept.error());
    else
        m_reserved = m_requests + 1;
    return kept.has_value();
}

QCoro::Task<Result<void>> LineLookupRun::keep(std::uint64_t e164, LineAnswer answer)
{
    LineTypeEntry entry;
    entry.e164 = e164;
    entry.source = m_order.source;
    entry.known = {answer.type, answer.assigned, std::uint32_t(m_workspace.clock().wallNow().toSecsSinceEpoch())};
    co_return co_await m_workspace.lineTypes().keep(entry);
}

void LineLookupRun::judge(const ApiError &error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
        // The number goes unasked, like all that follow it; another lane's end stands for itself.
        end(error);
        return;
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::ServerTrouble:
    case ErrorKind::NotFromApi:
    case ErrorKind::BrokenBody:
    case ErrorKind::UnexpectedShape:
    case ErrorKind::Invalid:
    case ErrorKind::NotFound:
    case ErrorKind::Refused:
    case ErrorKind::Conflict:
    case ErrorKind::TooLarge:
        break;
    case ErrorKind::LimitExceeded:
        if (error.code == QLatin1String("lookup_budget"))
            return; // told by m_isSpent; what was not asked is counted at the end
        break;
    default: // throttled for too long, no network, no sign-in, no right, halted: nothing more is sent
        end(error);
        return;
    }
    ++m_failed;
    touchMetrics();
    if (++m_failedInRow >= failedInRow)
        end(error);
}

void LineLookupRun::end(const ApiError &error)
{
    if (!m_ended)
        m_ended = error;
    m_inFlight.request_stop();
}

bool LineLookupRun::maySend()
{
    if (m_requests >= m_limit) {
        m_isSpent = true;
        return false;
    }
    if (m_requests >= m_reserved && !reserveNow())
        return false;
    ++m_requests;
    return true;
}

void LineLookupRun::wasNotSent()
{
    --m_requests;
}

// The meter counts by run, not by service; a look-up's provider is none of the tenant's.

void LineLookupRun::answered(int httpStatus, std::chrono::milliseconds latency)
{
    m_meter.answered(Service::ContactLists, httpStatus, latency);
}

void LineLookupRun::retrying(int attempt, const ApiError &cause, std::chrono::milliseconds wait)
{
    m_meter.retrying(Service::ContactLists, attempt, cause, wait);
    // What is sent again is counted while it waits, by the thread that waits for the disk.
    std::erase_if(m_ahead, [](const QCoro::Task<Result<void>> &task) { return task.isReady(); });
    if (m_reserved < std::min(m_limit, m_requests + lanes))
        m_ahead.push_back(reserve());
}

void LineLookupRun::waitEnded()
{
    m_meter.waitEnded(Service::ContactLists);
}

RunOutcome LineLookupRun::judgedEnd() const
{
    RunOutcome outcome;
    if (m_ended)
        outcome = outcomeOf(*m_ended, stopWish(), m_workspace.clock());
    if (m_isRefused && outcome.error && outcome.kind != RunOutcome::Kind::Cancelled)
        outcome.kind = RunOutcome::Kind::Refused;
    addFinding(outcome, "lookup_failed", m_failed);
    const qint64 unasked = qint64(m_wanted.size()) - m_answered - m_failed;
    if (!m_ended && unasked > 0)
        outcome.findings.append(findingKey("lookup_unasked", unasked));
    if (outcome.kind == RunOutcome::Kind::Complete && !outcome.findings.isEmpty())
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    return outcome;
}

QJsonObject LineLookupRun::counts() const
{
    return {{QStringLiteral("records"), m_fromCache + m_answered},
            {QStringLiteral("numbers"), m_fromCache + qint64(m_wanted.size())},
            {QStringLiteral("from_cache"), m_fromCache},
            {QStringLiteral("answered"), m_answered},
            {QStringLiteral("failed"), m_failed},
            {QStringLiteral("requests"), m_requests}};
}

QCoro::Task<Result<void>> LineLookupRun::recordStart()
{
    QJsonObject facts = QJsonDocument::fromJson(lineLookupOrderJson(m_order)).object();
    facts.insert(QStringLiteral("profile"), m_order.profileId);
    facts.insert(QStringLiteral("from_cache"), m_fromCache);
    facts.insert(QStringLiteral("order"), orderDigest());
    const QString event = m_isResumed ? QStringLiteral("lookup.resumed") : QStringLiteral("lookup.started");
    const QFuture<Result<void>> written = m_workspace.storeThread().append(m_workspace.audit(), event, id(), facts);
    co_return co_await written;
}

QCoro::Task<void> LineLookupRun::recordEnd(RunOutcome outcome)
{
    QJsonObject facts = counts();
    const QString state = outcomeKey(outcome.kind);
    const QString reason = outcome.error ? errorKindKey(outcome.error->kind) : QString();
    facts.insert(QStringLiteral("order"), orderDigest());
    if (outcome.error) {
        facts.insert(QStringLiteral("reason"), reason);
        if (!outcome.error->code.isEmpty())
            facts.insert(QStringLiteral("code"), outcome.error->code);
    }
    // Each is written whatever became of the other.
    StoreThread &thread = m_workspace.storeThread();
    const QFuture<Result<void>> audited
        = thread.append(m_workspace.audit(), QStringLiteral("lookup.") + state, id(), facts);
    const QFuture<Result<void>> kept
        = thread.run([&journal = m_workspace.journal(), state, reason, id = id(), json = progress()] {
              return journal.update(id, state, reason, json);
          });
    for (const QFuture<Result<void>> &written : {audited, kept}) {
        if (const Result<void> result = co_await written; !result)
            addEvent(QStringLiteral("record_failed"), {{QStringLiteral("kind"), errorKindKey(result.error().kind)}});
    }
}

} // namespace muster
