// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/audiencepublishrun.h"

#include "models/rules/texthash.h"
#include "models/runs/audiences/audiencepublishrecorder.h"
#include "models/runs/estimate/localcontacts.h"
#include "models/runs/lists/unchangedcontacts.h"
#include "models/runs/pagefetcher.h"
#include "models/runs/runmanager.h"
#include "models/runs/runmeter.h"
#include "models/runs/tenantsession.h"
#include "models/runs/unitwriter.h"
#include "models/runs/workspace.h"
#include "models/store/durablefile.h"
#include "models/store/unitlog.h"
#include "network/api/callinglistpublisher.h"
#include "network/api/segmentsclient.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

constexpr std::chrono::seconds betweenLooks{5};
/// A service may not show at once what it has made.
constexpr int looksForList = 4;
constexpr char people[] = "people", leftovers[] = "leftovers.csv";

/// Keeps the people of a fresh run, or reads what an earlier life of it has kept.
Result<SharedPeople> storedPeople(const SharedPeople &given, const QString &file, qsizetype columns, bool isResumed)
{
    // A run may be resumed whose people were never kept, and one may be begun whose life before ended in between.
    if (given && !isResumed) {
        TRY_VOID(writeFileDurably(file, given->text(), Existing::Replace));
        return given;
    }
    TRY(text, readWholeFile(file, PublishedPeople::mostBytes));
    return PublishedPeople::of(*std::move(text), columns);
}

const char *keyOf(PublishReason reason)
{
    switch (reason) {
    case PublishReason::None:
        break;
    case PublishReason::Missing:
        return "missing";
    case PublishReason::Altered:
        return "altered";
    case PublishReason::Refused:
        return "refused";
    }
    return "none";
}

/// Whoever is not proved to be there as he was sent.
UnchangedContactsCsv namesOf(const PublishedPeople &sent, const std::vector<LoggedUnit> &states)
{
    UnchangedContactsCsv csv;
    for (std::size_t unit = 0; unit < states.size() && qsizetype(unit) < sent.size(); ++unit) {
        if (states[unit].state != UnitState::Applied)
            csv.add(sent.id(qsizetype(unit)).toByteArray().toStdString(), "publish", states[unit].state,
                    QString::fromLatin1(keyOf(PublishReason(states[unit].reason))));
    }
    return csv;
}

/// The digits of a number as a service shows it.
QByteArray digitsIn(std::string_view number)
{
    QByteArray digits;
    for (const char letter : number) {
        if (letter >= '0' && letter <= '9')
            digits += letter;
    }
    return digits;
}

/// Whether a service shows the number that it was given; numbers of North America may come without their country.
bool isSameNumber(const QString &sent, std::string_view shown)
{
    const QByteArray digits = digitsIn(shown), wanted = sent.toLatin1();
    constexpr qsizetype northAmerican = 11;
    return digits == wanted
        || (wanted.size() == northAmerican && wanted.startsWith('1') && digits == QByteArrayView(wanted).sliced(1));
}

/// What a list says of everybody who was to be in it.
struct Sightings
{
    enum class One : std::uint8_t { Missing, Altered, There };
    std::vector<One> people;
    qint64 strangers = 0;
};

bool isAsSent(const CallingListPerson &person, const ContactColumns &list, std::uint32_t row)
{
    if (!isSameNumber(person.digits, list.cell(row, 1)))
        return false;
    for (int value = 0; value < int(person.values.size()); ++value) {
        const std::string_view shown = list.cell(row, 2 + value);
        if (person.values[value] != QString::fromUtf8(shown.data(), qsizetype(shown.size())))
            return false;
    }
    return true;
}

Sightings compare(const PublishedPeople &sent, const ContactColumns &list)
{
    const std::uint64_t seed = QRandomGenerator::system()->generate64();
    const auto hashOf = [seed](std::string_view id) { return textHash(id, seed); };
    IdIndex index;
    for (std::uint32_t row = 0; row < list.rowCount(); ++row) {
        const std::string_view id = list.cell(row, 0);
        (void)index.findOrInsert(hashOf(id), row, [&](std::uint32_t other) { return list.cell(other, 0) == id; });
    }
    Sightings seen{.people = std::vector<Sightings::One>(std::size_t(sent.size()), Sightings::One::Missing),
                   .strangers = list.rowCount()};
    for (qsizetype at = 0; at < sent.size(); ++at) {
        const QByteArrayView bytes = sent.id(at);
        const std::string_view id(bytes.data(), std::size_t(bytes.size()));
        const std::uint32_t row
            = index.find(hashOf(id), [&](std::uint32_t other) { return list.cell(other, 0) == id; });
        if (row == IdIndex::none)
            continue;
        --seen.strangers;
        seen.people[std::size_t(at)]
            = isAsSent(sent.at(at), list, row) ? Sightings::One::There : Sightings::One::Altered;
    }
    return seen;
}

/// Everybody in a list, with what comes along.
QCoro::Task<Result<SharedContactColumns>> readBack(SegmentsClient *client, SegmentQuery asked, CallObserver *observer,
                                                   NetworkPatience patience, std::stop_token stop)
{
    const auto query = std::make_shared<const SegmentQuery>(std::move(asked));
    const auto outcome = std::make_shared<ContactsSink::Outcome>();
    AdaptivePageSize size{.wanted = 1'000};
    PagePipeline pipeline(client->decoder(*query),
                          std::make_unique<ContactsSink>(query->attributes, ContactLimits{}, outcome));
    PageFetcher fetcher(
        pipeline,
        [client, query, &size, observer](QByteArray cursor, std::stop_token token) {
            return client->page(query, std::move(cursor), &size, observer, std::move(token));
        },
        [](const ApiError &) {}, std::move(patience));
    CO_TRY_VOID(co_await fetcher.fetchAll(stop));
    CO_TRY_VOID(co_await pipeline.complete({}));
    // Somebody without a usable id may be one of those who were sent: that proves of nobody that he is not there.
    if (outcome->quarantined > 0)
        co_return failure(ErrorKind::UnexpectedShape, "list_unreadable", QString::number(outcome->quarantined));
    co_return SharedContactColumns(outcome->contacts);
}

/// What that says of one of them; nothing: what is known already.
std::optional<UnitChange> afterReading(std::uint32_t unit, const LoggedUnit &now, Sightings::One seen)
{
    const auto change
        = [unit](UnitState state, PublishReason reason) { return UnitChange{unit, state, std::uint8_t(reason)}; };
    UnitChange found = change(UnitState::Applied, PublishReason::None);
    if (seen == Sightings::One::Altered) {
        found = change(UnitState::Rejected, PublishReason::Altered);
    } else if (seen == Sightings::One::Missing) {
        if (now.state == UnitState::Planned || (now.state == UnitState::Rejected && now.reason != 0))
            return std::nullopt;
        // What was taken and has not come will not come by being sent once more; what is in doubt may never have left.
        found = now.state == UnitState::Accepted || now.state == UnitState::Applied
            ? change(UnitState::Rejected, PublishReason::Missing)
            : change(UnitState::Planned, PublishReason::None);
    }
    return found.state == now.state && found.reason == now.reason ? std::nullopt : std::optional(found);
}

} // namespace

AudiencePublishRun::AudiencePublishRun(QString id, FrozenAudiencePublish order, RunStart start, Workspace &workspace,
                                       std::shared_ptr<TenantConnection> connection, QObject *parent)
    : WriteRun(std::move(id), order, start, workspace, std::move(connection), parent)
    , m_order(std::move(order))
    , m_list(std::make_shared<const NewCallingList>(m_order.order.list))
    , m_people(m_order.order.people)
{
}

AudiencePublishRun::~AudiencePublishRun() = default;

QString AudiencePublishRun::title() const
{
    return m_list->name;
}

QString AudiencePublishRun::listId() const
{
    return m_recorder ? m_recorder->progress().listId : QString();
}

CallingListPublisher &AudiencePublishRun::client() const
{
    return *m_connection->callingLists();
}

WriteRecorder &AudiencePublishRun::makeRecorder(const QByteArray &progress)
{
    m_recorder = std::make_unique<AudiencePublishRecorder>(m_workspace, id(), m_order,
                                                           AudiencePublishProgress::parse(progress));
    return *m_recorder;
}

QCoro::Task<Result<void>> AudiencePublishRun::work(std::stop_token stop)
{
    if (m_connection->callingLists() == nullptr) // the connection has become one of another kind since
        co_return failure(ErrorKind::BadInput, "job_unavailable", m_connection->profile().name);
    setState(RunState::Running);
    CO_TRY_VOID(co_await openPeople(stop));
    CO_TRY_VOID(co_await openLog());
    CO_TRY_VOID(co_await makeList(stop));
    const bool hasSent = m_log->count(UnitState::Planned) < qint64(m_log->units());
    const int rounds = client().retry().tries;
    for (int round = 0;; ++round) {
        // What an earlier life may have sent is looked for before anything is sent.
        if (round > 0 || hasSent) {
            CO_TRY_VOID(co_await enter("reading_back"));
            CO_TRY_VOID(co_await look(stop));
        }
        if (round == rounds || (m_isRead && sendable().isEmpty()))
            co_return Result<void>{};
        CO_TRY_VOID(co_await enter("adding_people"));
        CO_TRY_VOID(co_await addPeople(stop));
    }
}

QCoro::Task<Result<void>> AudiencePublishRun::openPeople(std::stop_token stop)
{
    CO_TRY_VOID(co_await enter("storing_people"));
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    const QString file = m_workspace.runFile(id(), people);
    if (isResumed() && !QFileInfo::exists(file) && !QFileInfo::exists(unitsFile())) {
        m_refused = true; // it ended before its people were kept, so nothing was ever sent
        co_return failure(ErrorKind::BadInput, "people_missing_here", m_list->name);
    }
    const QFuture<Result<SharedPeople>> storing
        = QtConcurrent::run([given = m_people, file, columns = m_list->columns.size(), resumed = isResumed()] {
              return storedPeople(given, file, columns, resumed);
          });
    const Result<SharedPeople> stored = co_await storing;
    if (!stored)
        co_return failure(stored.error());
    if ((*stored)->digest() != m_order.peopleDigest)
        co_return failure(ErrorKind::Damaged, "people_file_damaged", m_list->name);
    m_people = *stored;
    m_order.order.people = m_people;
    m_meter->setTotal(m_people->size());
    co_return Result<void>{};
}

QCoro::Task<Result<void>> AudiencePublishRun::openLog()
{
    CO_TRY(log, co_await openUnits(m_order.peopleDigest, std::uint32_t(m_people->size()), MissingLog::IsNew));
    m_log = *std::move(log);
    m_recorder->setLog(m_log.get());
    showProgress();
    co_return Result<void>{};
}

QCoro::Task<Result<void>> AudiencePublishRun::makeList(std::stop_token stop)
{
    if (!listId().isEmpty()) {
        m_refused = false;
        co_return Result<void>{};
    }
    CO_TRY_VOID(co_await enter("making_list"));
    if (m_recorder->progress().attempts == 0)
        co_return co_await orderList(stop);
    // Killed before the order left, or after: only looking tells.
    m_refused = false;
    CO_TRY(found, co_await findOurs(stop));
    if (*found)
        co_return Result<void>{};
    addEvent(QStringLiteral("list_made_anew"), {{QStringLiteral("name"), m_list->name}});
    co_return co_await orderList(stop);
}

QCoro::Task<Result<void>> AudiencePublishRun::orderList(std::stop_token stop)
{
    CO_TRY(taken, co_await client().find(m_list->name, m_meter.get(), stop));
    if (*taken)
        co_return failure(ErrorKind::Conflict, "list_name_taken", m_list->name);
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    WritePace pace(client().retry(), *m_meter, m_workspace.clock());
    for (;;) {
        CO_TRY_VOID(co_await m_recorder->requesting());
        const auto since = m_workspace.clock().now();
        const NewCallingListAnswer answer = co_await client().make(*m_list, m_meter.get(), stop);
        if (answer.fate == WriteFate::Applied) {
            m_refused = false;
            addEvent(QStringLiteral("list_made"), {{QStringLiteral("name"), m_list->name}});
            const auto latency = m_workspace.clock().now() - since;
            co_return co_await m_recorder->made(answer.listId,
                                                std::chrono::duration_cast<std::chrono::milliseconds>(latency));
        }
        const ApiError error = *answer.error;
        CO_TRY_VOID(co_await m_recorder->notMade(answer.fate, error));
        if (answer.fate == WriteFate::Unknown)
            break;
        if (!neverLeft(answer.fate, error) || pace.isUsedUp(error))
            co_return failure(error);
        if (!co_await pace.rest(error, stop))
            co_return failure(ErrorKind::Cancelled);
    }
    m_refused = false;
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    CO_TRY(found, co_await findOurs(stop));
    if (!*found) // it may appear yet
        co_return failure(ErrorKind::TimedOut, "list_not_seen", m_list->name);
    co_return Result<void>{};
}

QCoro::Task<Result<bool>> AudiencePublishRun::findOurs(std::stop_token stop)
{
    const QDateTime requested = m_recorder->progress().requestedAt;
    const auto isSettled = [this, requested] {
        // A clock that was set back says nothing: then only the looks count.
        const qint64 passed = requested.isValid() ? requested.msecsTo(m_workspace.clock().wallNow()) : -1;
        return passed < 0 || passed >= std::chrono::milliseconds(settlingTime).count();
    };
    for (int looks = 1;; ++looks) {
        CO_TRY(found, co_await client().find(m_list->name, m_meter.get(), stop));
        if (*found) {
            // Nobody was sent yet: whoever is in it was put there by somebody else.
            if ((*found)->records > 0)
                co_return failure(ErrorKind::Conflict, "list_not_ours", m_list->name);
            const QDateTime created = (*found)->created;
            const qint64 tolerance = std::chrono::seconds(clockTolerance).count();
            if (created.isValid() && requested.isValid() && created < requested.addSecs(-tolerance))
                co_return failure(ErrorKind::Conflict, "list_made_before", m_list->name);
            addEvent(QStringLiteral("list_made"), {{QStringLiteral("name"), m_list->name}});
            CO_TRY_VOID(co_await m_recorder->made((*found)->id, std::nullopt));
            co_return true;
        }
        if (looks >= looksForList && (isSettled() || !isResumed()))
            co_return false;
        if (!co_await m_workspace.clock().sleep(betweenLooks, stop))
            co_return failure(ErrorKind::Cancelled);
    }
}

QCoro::Task<Result<void>> AudiencePublishRun::addPeople(std::stop_token stop)
{
    WritePace pace(client().retry(), *m_meter, m_workspace.clock());
    for (const QList<std::uint32_t> &batch : batchesOf(sendable(), int(client().peoplePerCall()))) {
        for (;;) {
            CO_TRY(again, co_await attempt(batch, pace, stop));
            if (!*again)
                break;
        }
    }
    co_return Result<void>{};
}

QCoro::Task<Result<bool>> AudiencePublishRun::attempt(QList<std::uint32_t> batch, WritePace &pace, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    const auto all = [&batch](UnitState state, PublishReason reason = PublishReason::None) {
        QList<UnitChange> changes;
        for (const std::uint32_t unit : std::as_const(batch))
            changes.append({unit, state, std::uint8_t(reason)});
        return changes;
    };
    QList<CallingListPerson> sent;
    for (const std::uint32_t unit : std::as_const(batch))
        sent.append(m_people->at(qsizetype(unit)));
    CO_TRY_VOID(co_await record(all(UnitState::Intent)));
    const AddPeopleAnswer answer = co_await client().add(listId(), m_list, std::move(sent), m_meter.get(), stop);
    switch (answer.fate) {
    case WriteFate::Applied:
    case WriteFate::Accepted:
        CO_TRY_VOID(co_await record(all(UnitState::Accepted)));
        break;
    case WriteFate::Absent:
    case WriteFate::Rejected:
        CO_TRY_VOID(co_await record(all(UnitState::Rejected, PublishReason::Refused)));
        break;
    case WriteFate::Unknown:
        CO_TRY_VOID(co_await record(all(UnitState::Unknown)));
        break;
    case WriteFate::NotSent:
        CO_TRY_VOID(co_await record(all(UnitState::Planned)));
        break;
    }
    CO_TRY_VOID(co_await m_recorder->sent(batch.size()));
    if (!answer.error) {
        pace.succeeded();
        co_return Result<bool>(false);
    }
    const ApiError error = *answer.error;
    // A file that came to nothing may be tried again at once; one in doubt waits for the list to be read.
    const bool isThrottled = neverLeft(answer.fate, error);
    const bool isLost = answer.fate == WriteFate::Unknown && error.kind != ErrorKind::Cancelled
        && error.kind != ErrorKind::BreakerOpen;
    if ((!isThrottled && !isLost) || pace.isUsedUp(error))
        co_return failure(error);
    if (!co_await pace.rest(error, stop))
        co_return failure(ErrorKind::Cancelled);
    co_return Result<bool>(isThrottled);
}

QCoro::Task<Result<void>> AudiencePublishRun::look(std::stop_token stop)
{
    CO_TRY_VOID(co_await client().settle(listId(), m_meter.get(), stop));
    const NetworkPatience patience{&m_workspace.clock(),
                                   [this](int attempt, const ApiError &cause, std::chrono::milliseconds wait) {
                                       m_meter->retrying(Service::Segments, attempt, cause, wait);
                                   },
                                   [this] { m_meter->waitEnded(Service::Segments); }};
    CO_TRY(list,
           co_await readBack(&m_connection->segments(), client().reading(listId(), *m_list), m_meter.get(), patience,
                             stop));
    const QFuture<Sightings> comparing
        = QtConcurrent::run([sent = m_people, list = *list] { return compare(*sent, *list); });
    const Sightings seen = co_await comparing;
    m_strangers = seen.strangers;
    m_isRead = true;
    QList<UnitChange> changes;
    for (std::uint32_t unit = 0; unit < m_log->units(); ++unit) {
        if (const auto change = afterReading(unit, m_log->unit(unit), seen.people[unit]))
            changes.append(*change);
    }
    co_return co_await record(std::move(changes));
}

QCoro::Task<Result<void>> AudiencePublishRun::record(QList<UnitChange> changes)
{
    if (changes.isEmpty())
        co_return Result<void>{};
    CO_TRY_VOID(co_await m_log->record(std::move(changes)));
    showProgress();
    co_return Result<void>{};
}

void AudiencePublishRun::showProgress()
{
    showRecords(m_log->answered());
}

QList<std::uint32_t> AudiencePublishRun::sendable() const
{
    QList<std::uint32_t> sendable;
    const int tries = client().retry().tries;
    for (std::uint32_t unit = 0; unit < m_log->units(); ++unit) {
        if (m_log->isSendable(unit, tries))
            sendable.append(unit);
    }
    return sendable;
}

qint64 AudiencePublishRun::withReason(PublishReason reason) const
{
    qint64 count = 0;
    for (std::uint32_t unit = 0; m_log && unit < m_log->units(); ++unit)
        count += m_log->reason(unit) == std::uint8_t(reason) ? 1 : 0;
    return count;
}

RunOutcome AudiencePublishRun::outcomeFor(const Result<void> &worked) const
{
    RunOutcome outcome;
    if (!worked) {
        outcome = endedBy(worked.error());
        const QString &code = worked.error().code;
        const bool passes
            = code == u"list_not_seen" || code == u"list_made_before" || (isResumed() && code == u"calling_list_twice");
        if (outcome.kind == RunOutcome::Kind::Failed && passes)
            outcome.kind = RunOutcome::Kind::Paused;
    }
    if (!m_log)
        return outcome;
    const qint64 open = m_log->count(UnitState::Planned);
    const qint64 inDoubt
        = m_log->count(UnitState::Unknown) + m_log->count(UnitState::Accepted) + m_log->count(UnitState::Intent);
    addFinding(outcome, "people_missing", withReason(PublishReason::Missing));
    addFinding(outcome, "people_altered", withReason(PublishReason::Altered));
    addFinding(outcome, "rejected", withReason(PublishReason::Refused));
    addFinding(outcome, "people_strange", m_strangers);
    if (m_recorder->progress().attempts > 0) {
        addFinding(outcome, "unknown", inDoubt);
        addFinding(outcome, "not_attempted", open);
    }
    if (outcome.kind == RunOutcome::Kind::Complete && open + inDoubt > 0)
        outcome.kind = RunOutcome::Kind::Paused; // a resume takes them up again
    else if (outcome.kind == RunOutcome::Kind::Complete && !outcome.findings.isEmpty())
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    return outcome;
}

QCoro::Task<Result<RunOutcome>> AudiencePublishRun::close(RunOutcome outcome)
{
    if (!m_log || m_recorder->progress().attempts == 0)
        co_return Result<RunOutcome>(std::move(outcome));
    co_return co_await writeResult(
        std::move(outcome), [sent = m_people, states = m_log->all(), file = m_workspace.runFile(id(), leftovers)] {
            return namesOf(*sent, states).save(file);
        });
}

QString AudiencePublishRun::spentFile() const
{
    return m_workspace.runFile(id(), people); // it holds numbers (S37)
}

RunMetrics AudiencePublishRun::currentMetrics() const
{
    RunMetrics metrics = m_meter->snapshot();
    metrics.phase = phase();
    if (!m_log)
        return metrics;
    const auto figure
        = [&metrics](const char *key, qint64 value) { metrics.figures.append({QLatin1String(key), value}); };
    figure("people_there", m_log->count(UnitState::Applied));
    figure("accepted", m_log->count(UnitState::Accepted));
    figure("rejected", m_log->count(UnitState::Rejected));
    figure("unknown", m_log->count(UnitState::Unknown));
    figure("not_attempted", m_log->count(UnitState::Planned));
    return metrics;
}

Result<Run *> startAudiencePublish(RunManager &runs, TenantSession &session, const AudiencePublishOrder &order)
{
    TRY_VOID(runs.mayStart());
    const CallingListPublisher *client = session.connection()->callingLists();
    if (client == nullptr)
        return failure(ErrorKind::BadInput, "job_unavailable", session.profile().name);
    if (const auto wrong = client->fault(order.list))
        return failure(*wrong);
    if (!order.people || order.people->size() == 0)
        return failure(ErrorKind::BadInput, "publish_nobody", order.name);
    const FrozenAudiencePublish frozen = freeze(order, session.profile());
    const QString target = order.list.name.toCaseFolded();
    TRY_VOID(runs.mayChange(RunKind::AudiencePublish, session, frozen.profileId, frozen.profileName, target));
    return runs.beginFrozen<AudiencePublishRun>(RunKind::AudiencePublish, session, frozen, order.list.name, target);
}

} // namespace muster
