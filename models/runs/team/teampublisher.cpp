// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/team/teampublisher.h"

#include "models/runs/detach.h"
#include "models/store/appsettings.h"
#include "models/store/auditlog.h"
#include "models/store/secretstore.h"
#include "models/store/storethread.h"
#include "network/wire/thrown.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QPromise>
#include <QRandomGenerator>
#include <QtConcurrent>
#include <algorithm>
#include <utility>

namespace muster {

namespace {

constexpr int runsAtOnce = 50;

/// The name under which the secret store knows the password; no tenant has such an id.
ConnectionProfile passwordProfile()
{
    return ConnectionProfile{.id = QStringLiteral("team-database"), .name = QStringLiteral("PostgreSQL")};
}

/// Lines of the file, as many as one statement takes, and how many of them are no lines at all.
struct LineBatch
{
    QList<TeamLine> lines;
    qint64 last = 0; ///< Number of the last one that was looked at; 0: there are no more.
};

Result<LineBatch> batchFrom(const AuditLog &audit, qint64 first)
{
    TRY(read, audit.readLines(first, TeamDatabase::batchLines));
    LineBatch batch;
    qsizetype bytes = 0;
    for (const QByteArray &line : std::as_const(*read)) {
        if (bytes > 0 && bytes + line.size() > TeamDatabase::batchBytes)
            break;
        bytes += line.size();
        batch.last = first++;
        if (!line.isEmpty()) // one that is too long to be an entry stays here, and is missed there by who verifies
            batch.lines.append({batch.last, line});
    }
    return batch;
}

} // namespace

/// The connection, of the worker's thread alone.
struct TeamPublisher::Link
{
    std::unique_ptr<TeamDatabase> database;
    std::optional<QHash<QString, QString>> runs; ///< Digests as they are there; nullopt: not asked yet.
    bool isFresh = false; ///< Opened for what is asked now.

    [[nodiscard]] Result<void> ensure(const TeamSettings &settings, const Secret &password)
    {
        isFresh = !database;
        if (database)
            return {};
        runs.reset();
        TRY(opened, TeamDatabase::open(settings, password));
        database = *std::move(opened);
        return {};
    }
};

TeamPublisher::TeamPublisher(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_settings(TeamSettings::of(m_parts.settings))
    , m_link(std::make_shared<Link>())
    , m_worker(std::make_unique<QThreadPool>())
{
    m_worker->setMaxThreadCount(1);
    m_worker->setExpiryTimeout(-1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TeamPublisher::begin);
    connect(&m_parts.audit, &AuditLog::appended, this, &TeamPublisher::noteEntry);
    connect(&m_parts.secrets, &SecretStore::stored, this, [this](const QString &id, SecretStore::Place place) {
        if (id == passwordProfile().id)
            Q_EMIT passwordKept(place == SecretStore::Place::KeyStore);
    });
    if (m_settings.isOn())
        m_status.state = TeamStatus::State::Connecting;
}

TeamPublisher::~TeamPublisher()
{
    m_stop.request_stop();
    forgetLink();
    // A server that does not answer keeps nobody from leaving: the thread holds nothing of ours but the connection.
    if (!m_worker->waitForDone(int(patience.count())))
        (void)m_worker.release();
}

/// The connection is closed on its own thread, when what was asked before is done. Where nothing was asked there is no
/// such thread, and none is begun: a program that ends may not be able to (F104).
void TeamPublisher::forgetLink()
{
    m_allRunsTold = false;
    if (!std::exchange(m_isAsked, false))
        return;
    const auto closed = QtConcurrent::run(
        m_worker.get(), [link = std::exchange(m_link, std::make_shared<Link>())] { link->database.reset(); });
}

template <typename Value>
QFuture<Result<Value>> TeamPublisher::onWorker(std::function<Result<Value>(Link &)> work)
{
    m_isAsked = true;
    return QtConcurrent::run(m_worker.get(), [link = m_link, work = std::move(work)] {
        Result<Value> answer = withoutThrowing([&] { return work(*link); });
        if (!answer) // what became of the connection is not known
            link->database.reset();
        return answer;
    });
}

template <typename Value>
QFuture<Result<Value>> TeamPublisher::onStore(std::function<Result<Value>()> work)
{
    auto promise = std::make_shared<QPromise<Result<Value>>>();
    promise->start();
    const QFuture<Result<Value>> future = promise->future();
    m_parts.store.run([promise, work = std::move(work)]() -> Result<void> {
        promise->addResult(withoutThrowing(work));
        promise->finish();
        return {};
    });
    return future;
}

QCoro::Task<Result<Secret>> TeamPublisher::password(std::stop_token stop)
{
    const bool mayDoWithout = m_settings.isSocket(); // there the system itself says who asks
    Result<Secret> secret = co_await m_parts.secrets.secret(passwordProfile(), stop);
    if (!secret && secret.error().code == QLatin1String("no_secret")) {
        if (mayDoWithout)
            co_return Secret();
        co_return failure(ErrorKind::KeyStore, "no_team_password");
    }
    co_return Result<Secret>(std::move(secret));
}

QCoro::Task<Result<TeamTeller>> TeamPublisher::teller(std::stop_token stop)
{
    const QString computer = m_settings.computerName();
    const auto asked = onStore<QString>(
        [folder = m_parts.dataFolder, readOnly = m_parts.readOnly] { return TeamMachine::idOf(folder, readOnly); });
    const Result<QString> machine = co_await asked;
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    CO_TRY_VOID(machine);
    co_return TeamTeller{*machine, computer, accountName()};
}

/// Asks over the connection, which is made where there is none; one that was lost while nobody used it is made anew.
template <typename Value>
QCoro::Task<Result<Value>> TeamPublisher::ask(std::function<Result<Value>(TeamDatabase &)> question,
                                              std::stop_token stop)
{
    if (!m_settings.isOn())
        co_return failure(ErrorKind::BadInput, "team_off");
    const TeamSettings settings = m_settings;
    const Result<Secret> secret = co_await password(stop);
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    CO_TRY_VOID(secret);
    const auto asked = onWorker<Value>([settings, secret = *secret, question](Link &link) -> Result<Value> {
        TRY_VOID(link.ensure(settings, secret));
        Result<Value> answer = question(*link.database);
        if (!answer && answer.error().kind == ErrorKind::ConnectionLost && !link.isFresh) {
            link.database.reset();
            TRY_VOID(link.ensure(settings, secret));
            answer = question(*link.database);
        }
        return answer;
    });
    Result<Value> answer = co_await asked;
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    if (!answer)
        m_allRunsTold = false;
    co_return Result<Value>(std::move(answer));
}

/// How far the database is, provided that it has this very history.
QCoro::Task<Result<TeamPublisher::Settled>> TeamPublisher::settle(std::stop_token stop)
{
    if (!m_settings.isOn())
        co_return failure(ErrorKind::BadInput, "team_off");
    const Result<TeamTeller> who = co_await teller(stop);
    CO_TRY_VOID(who);
    const auto question = [teller = *who, introduces = !m_parts.readOnly](TeamDatabase &database) -> Result<Standing> {
        if (introduces) {
            TRY_VOID(database.introduce(teller));
        }
        TRY(last, database.lastLine(teller.machine));
        return Standing{*std::move(last), database.excessRights()};
    };
    const Result<Standing> standing = co_await ask<Standing>(question, stop);
    CO_TRY_VOID(standing);
    TeamStatus status = m_status;
    status.excessRights = standing->excess;
    setStatus(status);
    const qint64 number = standing->last.sequence;
    if (number > m_parts.audit.count())
        co_return failure(ErrorKind::Conflict, "team_ahead", QString::number(number));
    if (number > 0) {
        const auto read
            = onStore<QList<QByteArray>>([&audit = m_parts.audit, number] { return audit.readLines(number, 1); });
        const auto own = co_await read;
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        CO_TRY_VOID(own);
        // One that is too long to be an entry, or was put away, is not here to be compared.
        if (!own->isEmpty() && !own->first().isEmpty() && own->first() != standing->last.line)
            co_return failure(ErrorKind::Conflict, "team_differs", QString::number(number));
    }
    setBehind(number);
    co_return Settled{*who, number};
}

QCoro::Task<Result<void>> TeamPublisher::tellLines(QString machine, qint64 told, std::stop_token stop)
{
    for (;;) {
        const auto read = onStore<LineBatch>([&audit = m_parts.audit, told] { return batchFrom(audit, told + 1); });
        const Result<LineBatch> batch = co_await read;
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        CO_TRY_VOID(batch);
        if (batch->last == 0)
            co_return Result<void>{};
        const auto tell = [machine, lines = batch->lines](TeamDatabase &database) -> Result<bool> {
            TRY_VOID(database.addLines(machine, lines));
            return true;
        };
        const Result<bool> added = co_await ask<bool>(tell, stop);
        CO_TRY_VOID(added);
        told = batch->last;
        setBehind(told);
    }
}

namespace {

/// Adds those of the runs that are not there yet in this very state.
Result<bool> addChanged(TeamDatabase &database, std::optional<QHash<QString, QString>> &known, const TeamTeller &teller,
                        const QList<RunRecord> &records)
{
    if (!known) {
        TRY(digests, database.runDigests(teller.machine));
        known = *std::move(digests);
    }
    QList<RunRecord> changed;
    for (const RunRecord &record : records) {
        if (known->value(record.run.id) != TeamDatabase::digestOf(record))
            changed.append(record);
    }
    if (changed.isEmpty())
        return true;
    TRY_VOID(database.addRuns(teller, changed));
    for (const RunRecord &record : std::as_const(changed))
        known->insert(record.run.id, TeamDatabase::digestOf(record));
    return true;
}

} // namespace

QCoro::Task<Result<void>> TeamPublisher::tellAllRuns(TeamTeller teller, std::stop_token stop)
{
    std::optional<RunPlace> before;
    for (;;) {
        const auto read = m_parts.runs.records({}, runsAtOnce, before);
        const Result<QList<RunRecord>> records = co_await read;
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        CO_TRY_VOID(records);
        if (records->isEmpty())
            break;
        before = RunPlace::of(records->last());
        const auto tell
            = [link = std::weak_ptr(m_link), teller, list = *records](TeamDatabase &database) -> Result<bool> {
            const auto own = link.lock();
            return own ? addChanged(database, own->runs, teller, list) : Result<bool>(true);
        };
        const Result<bool> added = co_await ask<bool>(tell, stop);
        CO_TRY_VOID(added);
    }
    m_allRunsTold = true;
    co_return Result<void>{};
}

QCoro::Task<Result<void>> TeamPublisher::tellRuns(TeamTeller teller, std::stop_token stop)
{
    const QSet<QString> fresh = std::exchange(m_fresh, {});
    QSet<QString> due = std::exchange(m_settling, {});
    due.unite(fresh);
    m_settling = fresh;
    if (!m_allRunsTold) {
        const Result<void> told = co_await tellAllRuns(teller, stop);
        co_return Result<void>(told);
    }
    for (const QString &id : std::as_const(due)) {
        const auto read = m_parts.runs.record(id);
        const auto record = co_await read;
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        CO_TRY_VOID(record);
        if (!*record)
            continue;
        const auto tell
            = [link = std::weak_ptr(m_link), teller, list = QList<RunRecord>{**record}](TeamDatabase &database) {
                  const auto own = link.lock();
                  return own ? addChanged(database, own->runs, teller, list) : Result<bool>(true);
              };
        const Result<bool> added = co_await ask<bool>(tell, stop);
        CO_TRY_VOID(added);
    }
    co_return Result<void>{};
}

QCoro::Task<Result<void>> TeamPublisher::publish(std::stop_token stop)
{
    const Result<Settled> here = co_await settle(stop);
    CO_TRY_VOID(here);
    const Result<void> lines = co_await tellLines(here->teller.machine, here->told, stop);
    CO_TRY_VOID(lines);
    const Result<void> runs = co_await tellRuns(here->teller, stop);
    CO_TRY_VOID(runs);
    TeamStatus status = m_status;
    status.behind = std::max<qint64>(0, m_parts.audit.count() - m_told); // what came meanwhile is told next
    status.state = status.behind == 0 ? TeamStatus::State::UpToDate : TeamStatus::State::Behind;
    status.toldAt = QDateTime::currentDateTimeUtc();
    status.reason.reset();
    setStatus(status);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> TeamPublisher::look(std::stop_token stop)
{
    const Result<Settled> here = co_await settle(stop);
    CO_TRY_VOID(here);
    co_return Result<void>{};
}

QCoro::Task<Result<TeamPage<TeamEntry>>> TeamPublisher::entries(TeamFilter filter, std::stop_token stop)
{
    return ask<TeamPage<TeamEntry>>([filter](TeamDatabase &database) { return database.entries(filter); }, stop);
}

QCoro::Task<Result<TeamPage<TeamRun>>> TeamPublisher::runs(TeamFilter filter, std::stop_token stop)
{
    return ask<TeamPage<TeamRun>>([filter](TeamDatabase &database) { return database.runs(filter); }, stop);
}

QCoro::Task<Result<QList<TeamSource>>> TeamPublisher::computers(std::stop_token stop)
{
    return ask<QList<TeamSource>>([](TeamDatabase &database) { return database.computers(); }, stop);
}

QCoro::Task<Result<QList<TeamPublisher::Verified>>> TeamPublisher::verify(std::stop_token stop)
{
    const Result<Settled> here = co_await settle(stop); // that what is there of this computer is its own
    CO_TRY_VOID(here);
    const auto question = [machine = here->teller.machine, stop](TeamDatabase &database) -> Result<QList<Verified>> {
        TRY(sources, database.computers());
        QList<Verified> verified;
        for (const TeamSource &source : std::as_const(*sources)) {
            TRY(verdict, database.verify(source.machine, stop));
            verified.append({source, *verdict, source.machine == machine});
        }
        return verified;
    };
    Result<QList<Verified>> verified = co_await ask<QList<Verified>>(question, stop);
    co_return Result<QList<Verified>>(std::move(verified));
}

Result<void> TeamPublisher::setSettings(const TeamSettings &settings, const std::optional<Secret> &password)
{
    if (settings.isOn()) {
        TRY_VOID(settings.check());
    }
    if (settings != m_settings) {
        const QJsonObject facts = settings.isOn()
            ? QJsonObject{{QStringLiteral("database"), settings.place()},
                          {QStringLiteral("user"), settings.user},
                          {QStringLiteral("tls"), keyOf(teamTlsKeys, settings.tls)}}
            : QJsonObject{{QStringLiteral("database"), m_settings.place()}};
        const char *event = settings.isOn() ? "team.database_chosen" : "team.database_left";
        TRY_VOID(m_parts.audit.append(QLatin1String(event), {}, facts));
        settings.keep(m_parts.settings);
        m_parts.settings.saveLater();
        m_settings = settings;
    }
    if (!settings.isOn())
        m_parts.secrets.forget(passwordProfile());
    else if (password)
        m_parts.secrets.store(passwordProfile(), *password);
    m_stop.request_stop(); // what is under way is of the choice before
    m_stop = std::stop_source();
    m_isTelling = false;
    forgetLink();
    m_failures = 0;
    setStatus({.state = settings.isOn() ? TeamStatus::State::Connecting : TeamStatus::State::Off});
    if (m_isStarted)
        wake({});
    return {};
}

Result<QString> TeamPublisher::renewMachine()
{
    TRY_VOID(m_parts.audit.append(QStringLiteral("team.machine_renewed"), {}, {}));
    TRY(renewed, TeamMachine::renew(m_parts.dataFolder));
    forgetLink();
    retry();
    return *renewed;
}

void TeamPublisher::usePassword(const Secret &password)
{
    m_parts.secrets.keepForThisRun(passwordProfile(), password);
}

void TeamPublisher::start()
{
    if (m_parts.readOnly)
        return;
    m_isStarted = true;
    wake({});
}

void TeamPublisher::retry()
{
    m_failures = 0;
    if (m_isStarted)
        wake({});
}

void TeamPublisher::noteEntry(const AuditEntry &entry)
{
    if (!m_settings.isOn() || !m_isStarted)
        return;
    if (!entry.runId.isEmpty())
        m_fresh.insert(entry.runId);
    if (m_status.state == TeamStatus::State::Refused && m_status.behind) {
        TeamStatus status = m_status;
        status.behind = m_parts.audit.count() - m_told;
        setStatus(status);
    }
    if (m_failures == 0 && !m_isTelling && (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > m_pace.gather))
        wake(m_pace.gather);
}

void TeamPublisher::wake(std::chrono::milliseconds delay)
{
    m_timer.start(delay);
}

void TeamPublisher::begin()
{
    if (m_isTelling || !m_settings.isOn())
        return;
    m_isTelling = true;
    const std::stop_token stop = m_stop.get_token();
    answerTo(this, stop, [this, stop] { return publish(stop); }, &TeamPublisher::ended);
}

void TeamPublisher::ended(const Result<void> &outcome)
{
    m_isTelling = false;
    if (outcome) {
        m_failures = 0;
        if (!m_fresh.isEmpty() || m_parts.audit.count() > m_told)
            wake(m_pace.gather);
        else if (!m_settling.isEmpty())
            wake(m_pace.settle);
        return;
    }
    TeamStatus status = m_status;
    status.state = TeamStatus::State::Refused;
    status.reason = outcome.error();
    if (status.behind)
        status.behind = std::max<qint64>(0, m_parts.audit.count() - m_told);
    setStatus(status);
    // Not all computers at the same moment once the server is back.
    const auto pause = std::min<std::chrono::milliseconds>(m_pace.longestRetry,
                                                           m_pace.firstRetry * (1LL << std::min(m_failures++, 20)));
    wake(std::chrono::milliseconds(
        qint64(double(pause.count()) * (0.5 + QRandomGenerator::global()->generateDouble() / 2))));
}

void TeamPublisher::setBehind(qint64 told)
{
    m_told = told;
    TeamStatus status = m_status;
    status.behind = std::max<qint64>(0, m_parts.audit.count() - told);
    status.state = TeamStatus::State::Behind;
    status.reason.reset();
    setStatus(status);
}

void TeamPublisher::setStatus(const TeamStatus &status)
{
    if (status == m_status)
        return;
    m_status = status;
    Q_EMIT statusChanged();
}

} // namespace muster
