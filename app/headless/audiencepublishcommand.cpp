// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/audiencepublishcommand.h"

#include "models/runs/audiences/audiencepublishrun.h"
#include "models/runs/detach.h"
#include "models/runs/runmanager.h"
#include "models/text/displayformats.h"
#include "models/text/publishtexts.h"

#include <QCoro/QCoroFuture>
#include <QLocale>
#include <QtConcurrent>

namespace muster {

namespace {

QJsonObject countObject(const PublishCount &count)
{
    return {{QStringLiteral("contacts"), count.contacts},
            {QStringLiteral("taken"), count.taken},
            {QStringLiteral("not_matching"), count.notMatching},
            {QStringLiteral("unsure"), count.unsure},
            {QStringLiteral("excluded"), count.excluded},
            {QStringLiteral("without_id"), count.withoutId},
            {QStringLiteral("repeated_id"), count.repeatedId},
            {QStringLiteral("without_number"), count.withoutNumber},
            {QStringLiteral("too_long"), count.tooLong},
            {QStringLiteral("unusable"), count.unusable},
            {QStringLiteral("repeated_number"), count.repeatedNumber}};
}

} // namespace

void AudiencePublishCommand::start()
{
    const auto session = openTenant(Job::Audiences);
    if (!session)
        return fail(session.error(), ExitRefused);
    m_session = *session;
    if (!m_session->canPublish())
        return fail(fault(ErrorKind::BadInput, "publish_unavailable", m_session->profile().name), ExitRefused);
    if (!commandLine().publishOptions.check && m_session->isLookOnly())
        return fail(lookOnlyRefusal(m_session->profile().name), ExitRefused);
    m_preparation = new PublishPreparation(*m_session, this);
    connect(m_preparation, &PublishPreparation::prepared, this, &AudiencePublishCommand::show);
    connect(m_preparation, &PublishPreparation::failed, this, [this](const ApiError &error) {
        fail(error,
             error.kind == ErrorKind::Conflict       ? ExitConflict
                 : error.kind == ErrorKind::BadInput ? ExitRefused
                                                     : ExitFailed);
    });
    connect(m_session, &TenantSession::audienceLoaded, this, &AudiencePublishCommand::prepare);
    connect(m_session, &TenantSession::audienceFailed, this, [this](const QString &, const ApiError &error) {
        fail(error, error.kind == ErrorKind::BadInput || error.kind == ErrorKind::NotFound ? ExitRefused : ExitFailed);
    });
    // This object lives until done(), which is the last that the task may say.
    detach(work(absolute(commandLine().publishOptions.contacts)), this,
           [](AudiencePublishCommand *self, const ApiError &thrown) { self->fail(thrown, ExitFailed); });
}

QCoro::Task<void> AudiencePublishCommand::work(QString file)
{
    const QFuture<Result<ContactsFile>> reading = QtConcurrent::run([file, stop = m_stop.get_token()] {
        return readContactsFile(file, std::nullopt, {}, [](qint64, double) { }, stop);
    });
    const Result<ContactsFile> contacts = co_await reading;
    if (!contacts) {
        fail(contacts.error(), contacts.error().kind == ErrorKind::Cancelled ? ExitCancelled : ExitRefused);
        co_return;
    }
    for (const QString &field : contacts->unreadFields)
        console().note(tr("Field %1 appears only in later lines of the contacts, so it was not read.").arg(field));
    m_contacts = contacts->contacts;
    m_session->requestAudience(commandLine().publishOptions.id);
}

void AudiencePublishCommand::prepare(const Audience &audience)
{
    const PublishOptions &options = commandLine().publishOptions;
    PublishChoice choice = likelyChoice(*m_contacts);
    if (!options.idColumn.isEmpty())
        choice.idField = options.idColumn;
    if (!options.numberColumn.isEmpty())
        choice.numberField = options.numberColumn;
    choice.columns = options.columns;
    choice.region = options.defaultRegion;
    choice.digitsAreInternational = options.digitsAreInternational;
    m_preparation->prepare({.audience = audience,
                            .contacts = m_contacts,
                            .source = {.id = absolute(options.contacts), .choice = choice},
                            .listName = options.listName.isEmpty() ? audience.definition.name : options.listName,
                            .expires = QDate::fromString(options.expires, Qt::ISODate)});
}

void AudiencePublishCommand::show(const AudiencePublishOrder &order)
{
    const PublishOptions &options = commandLine().publishOptions;
    QList<QStringList> rows;
    for (const PublishFact &fact : publishFacts(order.count))
        rows.append({fact.words, QLocale().toString(fact.count)});
    rows.append({tr("New calling list"), order.list.name});
    rows.append({tr("Columns besides ID and number"),
                 order.list.columns.isEmpty() ? tr("none") : order.list.columns.join(QStringLiteral(", "))});
    rows.append({tr("Last day of the list"), dayText(order.list.expires)});
    if (options.check) {
        console().table(rows);
        return complete({{QStringLiteral("outcome"), QStringLiteral("checked")},
                         {QStringLiteral("list_name"), order.list.name},
                         {QStringLiteral("people"), countObject(order.count)}});
    }
    for (const QStringList &row : std::as_const(rows))
        console().note(row.join(QStringLiteral(": ")));
    if (options.confirmCount != order.count.taken)
        return fail(fault(ErrorKind::BadInput, "publish_count", QString::number(order.count.taken)), ExitRefused);
    m_isRunning = true;
    follow(startAudiencePublish(workspace().runs(), *m_session, order));
}

bool AudiencePublishCommand::endPreparation()
{
    if (m_isRunning)
        return false;
    m_stop.request_stop();
    m_preparation->cancel();
    fail(fault(ErrorKind::Cancelled), ExitCancelled);
    return true;
}

void AudiencePublishCommand::interrupt()
{
    if (!endPreparation())
        FollowingCommand::interrupt();
}

void AudiencePublishCommand::terminate()
{
    if (!endPreparation())
        FollowingCommand::terminate();
}

} // namespace muster
