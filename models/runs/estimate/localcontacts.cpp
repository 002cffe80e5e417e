// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/estimate/localcontacts.h"

#include "models/background/workerjob.h"
#include "models/rules/texthash.h"
#include "models/runs/detach.h"
#include "models/runs/lists/read/listreader.h"
#include "models/runs/pagefetcher.h"
#include "models/runs/tenantsession.h"
#include "network/api/contactlistsclient.h"
#include "network/api/segmentsclient.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QRandomGenerator>
#include <QThreadPool>

namespace muster {

ContactsSink::ContactsSink(const QStringList &attributes, const ContactLimits &limits, std::shared_ptr<Outcome> outcome)
    : m_outcome(std::move(outcome))
    , m_seed(QRandomGenerator::system()->generate64())
    , m_builder(QStringList{idField} + attributes, limits)
    , m_cells(std::size_t(attributes.size()) + 1)
{
}

bool ContactsSink::isNew(std::string_view id)
{
    const auto row = std::uint32_t(m_ids.size());
    if (m_index.findOrInsert(textHash(id, m_seed), row, [&](std::uint32_t other) { return m_ids[other] == id; })
        != IdIndex::none)
        return false;
    m_ids.emplace_back(id);
    return true;
}

Result<PageReceipt> ContactsSink::append(const RecordPage &page)
{
    PageReceipt receipt;
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        if (!isNew(page.id(row))) {
            ++receipt.duplicates;
            continue;
        }
        m_cells[0] = page.id(row);
        for (std::size_t column = 0; column + 1 < m_cells.size(); ++column) {
            const RecordCell &cell = page.cell(row, column);
            m_cells[column + 1] = page.isFilled(cell) ? page.text(cell) : std::string_view();
        }
        TRY_VOID(m_builder.append(m_cells));
        ++receipt.records;
    }
    receipt.quarantined = qint64(page.quarantined.size());
    ++m_checkpoint.pages;
    m_checkpoint.records += receipt.records;
    m_checkpoint.duplicates += receipt.duplicates;
    m_checkpoint.quarantined += receipt.quarantined;
    m_checkpoint.nextCursor = page.nextCursor;
    m_checkpoint.allPagesIn = page.nextCursor.isEmpty();
    if (m_outcome->noted)
        m_outcome->noted(m_checkpoint.records);
    receipt.total = m_checkpoint;
    return receipt;
}

Result<RecordSink::Completed> ContactsSink::complete(const QJsonObject &, const std::stop_token &)
{
    TRY(contacts, m_builder.finish());
    m_outcome->contacts = *std::move(contacts);
    m_outcome->quarantined = m_checkpoint.quarantined;
    return Completed{};
}

/// Written by a worker, looked at now and then.
struct LocalContacts::Progress
{
    std::atomic<qint64> rows = 0;
    std::atomic<double> share = -1;
};

struct LocalContacts::Answer
{
    SharedContactColumns contacts;
    QStringList unreadFields;
    bool isPart = false;
};

struct LocalContacts::Work : WorkerJob<Result<Answer>>
{
    using WorkerJob::WorkerJob;
};

namespace {

constexpr std::chrono::milliseconds tick{200};

/// The contacts of one segment, in memory.
QCoro::Task<Result<SharedContactColumns>> readPages(std::shared_ptr<TenantConnection> connection, SegmentQuery segment,
                                                    ContactLimits limits,
                                                    std::shared_ptr<ContactsSink::Outcome> outcome,
                                                    std::stop_token stop)
{
    const auto query = std::make_shared<const SegmentQuery>(std::move(segment));
    SegmentsClient &client = connection->segments();
    AdaptivePageSize size{.wanted = 1'000};
    PagePipeline pipeline(client.decoder(*query), std::make_unique<ContactsSink>(query->attributes, limits, outcome));
    PageFetcher fetcher(
        pipeline,
        [&client, query, &size](QByteArray cursor, std::stop_token token) {
            return client.page(query, std::move(cursor), &size, nullptr, std::move(token));
        },
        [](const ApiError &) {});
    CO_TRY_VOID(co_await fetcher.fetchAll(stop));
    CO_TRY_VOID(co_await pipeline.complete({}));
    co_return SharedContactColumns(outcome->contacts);
}

/// The contacts of one list. What is too much is not read on.
QCoro::Task<Result<std::shared_ptr<ContactTable>>> readTable(std::shared_ptr<TenantConnection> connection,
                                                             QString listId, ContactLimits limits,
                                                             std::function<void(qint64 rows)> noted,
                                                             std::stop_token stop)
{
    const auto table = std::make_shared<ContactTable>();
    std::optional<ApiError> excess;
    std::stop_source reading;
    const std::stop_callback stopped(stop, [&reading] { reading.request_stop(); });
    const auto take = [&](const std::shared_ptr<const RecordPage> &page) {
        table->append(*page);
        noted(table->rowCount());
        if (table->rowCount() > limits.rows)
            excess = fault(ErrorKind::LimitExceeded, "contacts_too_many", QString::number(limits.rows));
        else if (table->bytes() > limits.bytes)
            excess = fault(ErrorKind::LimitExceeded, "contacts_too_large", QString::number(limits.bytes >> 20));
        if (excess)
            reading.request_stop();
    };
    ListReader reader(connection->contactLists(), std::move(listId), {.page = take, .event = {}}, nullptr);
    const auto read = co_await reader.readAll(reading.get_token());
    if (excess)
        co_return tl::unexpected(*excess);
    if (!read)
        co_return failure(read.error());
    co_return std::shared_ptr<ContactTable>(table);
}

/// Contacts are on a worker where they took their time, and may take it to be freed.
void freeOnAWorker(std::shared_ptr<const void> contacts)
{
    QThreadPool::globalInstance()->start([kept = std::move(contacts)] { (void)kept; });
}

} // namespace

LocalContacts::LocalContacts(QObject *parent, const ContactLimits &limits)
    : QObject(parent)
    , m_limits(limits)
    , m_work(std::make_unique<Work>([this](const Result<Answer> &answer) { end(answer); }))
{
    m_ticks.setInterval(tick);
    connect(&m_ticks, &QTimer::timeout, this, [this] { Q_EMIT progressed(m_progress->rows, m_progress->share); });
}

LocalContacts::~LocalContacts()
{
    stop();
    release();
}

void LocalContacts::release()
{
    if (m_contacts)
        freeOnAWorker(std::exchange(m_contacts, {}));
}

void LocalContacts::stop()
{
    m_work->cancel();
    m_stop.request_stop();
    m_isLoading = false;
    m_ticks.stop();
}

void LocalContacts::begin(const Source &source)
{
    stop();
    m_stop = std::stop_source();
    m_next = source;
    m_progress = std::make_shared<Progress>();
    m_isLoading = true;
    m_ticks.start();
    Q_EMIT loading(source);
}

void LocalContacts::end(const Result<Answer> &answer)
{
    m_isLoading = false;
    m_ticks.stop();
    if (!answer) {
        Q_EMIT failed(answer.error());
        return;
    }
    release();
    m_contacts = answer->contacts;
    m_unreadFields = answer->unreadFields;
    m_isPart = answer->isPart;
    m_source = m_next;
    Q_EMIT progressed(m_contacts->rowCount(), 1);
    Q_EMIT loaded();
}

void LocalContacts::cancel()
{
    if (!m_isLoading)
        return;
    stop();
    Q_EMIT cancelled();
}

void LocalContacts::clear()
{
    cancel();
    release();
    m_source = {};
    m_unreadFields.clear();
    m_isPart = false;
    Q_EMIT cleared();
}

void LocalContacts::readFile(const QString &file, const std::optional<TableFormat> &format)
{
    begin({Kind::File, file});
    m_work->start([file, format, limits = m_limits, progress = m_progress](const std::stop_token &token) {
        const auto noted = [&progress](qint64 rows, double share) {
            progress->rows = rows;
            progress->share = share;
        };
        return readContactsFile(file, format, limits, noted, token).map([](const ContactsFile &read) {
            return Answer{read.contacts, read.unreadFields, false};
        });
    });
}

void LocalContacts::takeList(const QString &name, std::shared_ptr<const ContactTable::Snapshot> table,
                             const QString &idName, const QString &phoneName)
{
    begin({Kind::List, name});
    m_progress->rows = table->rowCount();
    makeColumns(name, std::move(table), idName, phoneName, false);
}

void LocalContacts::makeColumns(const QString &name, std::shared_ptr<const ContactTable::Snapshot> table,
                                const QString &idName, const QString &phoneName, bool isPart)
{
    m_work->start(
        [table = std::move(table), name, idName, phoneName, isPart](const std::stop_token &token) -> Result<Answer> {
            if (table->rowCount() == 0)
                return failure(ErrorKind::BadInput, "contacts_empty", name);
            auto contacts = ContactColumns::fromTable(*table, idName, phoneName, token);
            if (!contacts)
                return failure(ErrorKind::Cancelled);
            return Answer{std::move(contacts), {}, isPart};
        });
}

void LocalContacts::readList(const TenantSession &session, const QString &listId, const QString &name)
{
    begin({Kind::List, name, listId});
    // As with a segment: values alone.
    detach(answerList(this, session.connection(), listId, name, m_limits, m_progress, m_stop.get_token()), this,
           [](LocalContacts *self, const ApiError &thrown) { self->end(tl::unexpected(thrown)); });
}

QCoro::Task<void> LocalContacts::answerList(QPointer<LocalContacts> self, std::shared_ptr<TenantConnection> connection,
                                            QString listId, QString name, ContactLimits limits,
                                            std::shared_ptr<Progress> progress, std::stop_token stop)
{
    Result<std::shared_ptr<ContactTable>> table
        = co_await readTable(connection, listId, limits, [progress](qint64 rows) { progress->rows = rows; }, stop);
    if (!stop.stop_requested() && !self.isNull()) {
        if (!table)
            self->end(tl::unexpected(table.error()));
        else
            self->makeColumns(name, (*table)->snapshot(), QStringLiteral("id"), QStringLiteral("phone"),
                              (*table)->quarantined() > 0);
    }
    if (table)
        freeOnAWorker(*std::move(table)); // its index; the columns share the rest
}

void LocalContacts::readSegment(const TenantSession &session, const QString &segmentId, const QString &name)
{
    begin({Kind::Segment, name, segmentId});
    // The coroutine has values alone, and looks for this object before it speaks to it.
    detach(answerSegment(this, session.connection(), segmentId, m_limits, m_progress, m_stop.get_token()), this,
           [](LocalContacts *self, const ApiError &thrown) { self->end(tl::unexpected(thrown)); });
}

QCoro::Task<void> LocalContacts::answerSegment(QPointer<LocalContacts> self,
                                               std::shared_ptr<TenantConnection> connection, QString segmentId,
                                               ContactLimits limits, std::shared_ptr<Progress> progress,
                                               std::stop_token stop)
{
    const auto definition = co_await connection->segments().definition(segmentId, nullptr, stop);
    if (stop.stop_requested() || self.isNull())
        co_return;
    if (!definition) {
        self->end(tl::unexpected(definition.error()));
        co_return;
    }
    SegmentQuery query{.segmentId = segmentId};
    for (const SegmentAttribute &attribute : definition->attributes) {
        // A deprecated one must not be asked for; one that is called like the id stands behind it.
        if (attribute.valid && attribute.name != ContactsSink::idField)
            query.attributes.append(attribute.name);
    }
    const auto outcome = std::make_shared<ContactsSink::Outcome>();
    outcome->noted = [progress](qint64 rows) { progress->rows = rows; };
    const auto contacts = co_await readPages(connection, query, limits, outcome, stop);
    if (stop.stop_requested() || self.isNull())
        co_return;
    if (!contacts)
        self->end(tl::unexpected(contacts.error()));
    else if ((*contacts)->rowCount() == 0)
        self->end(failure(ErrorKind::BadInput, "contacts_empty", segmentId));
    else
        self->end(Answer{*contacts, {}, outcome->quarantined > 0});
}

} // namespace muster
