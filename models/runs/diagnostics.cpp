// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/diagnostics.h"

#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "models/store/preferences.h"
#include "models/store/profilestore.h"
#include "models/store/runhistory.h"
#include "network/http/apitransport.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSysInfo>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 newestEvents = 200;
constexpr int newestRuns = 100;

/// Writes texts of which none is what it must not be.
class Writer
{
public:
    explicit Writer(const TenantSession *session)
    {
        if (session)
            m_connection = session->connection();
    }
    [[nodiscard]] const ApiTransport *transport() const { return m_connection ? &m_connection->transport() : nullptr; }

    /// By the values of this tenant's secrets and by pattern; without a tenant by pattern.
    [[nodiscard]] QString masked(const QString &text) const
    {
        ApiError carrier;
        carrier.detail = text;
        if (transport())
            return transport()->masked(std::move(carrier)).detail;
        Redactor().mask(carrier);
        return carrier.detail;
    }
    /// Scheme, host and port: a path or a query of a person may hold anything.
    [[nodiscard]] QString origin(const QUrl &url) const
    {
        return masked(url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment)
                          .toString());
    }
    /// A code, an id or a digest; anything else is left out.
    [[nodiscard]] QJsonValue code(const QString &text) const
    {
        static const QRegularExpression form(
            QStringLiteral("^(?:[a-z][a-z0-9_.]{0,59}|[0-9a-f]{32}|[0-9a-f]{64}|"
                           "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$"));
        return form.match(text).hasMatch() && masked(text) == text ? QJsonValue(text) : QJsonValue();
    }

private:
    std::shared_ptr<TenantConnection> m_connection;
};

QJsonObject program()
{
    return {{QStringLiteral("version"), QCoreApplication::applicationVersion()},
            {QStringLiteral("qt"), QString::fromLatin1(qVersion())},
            {QStringLiteral("qt_built_with"), QStringLiteral(QT_VERSION_STR)},
            {QStringLiteral("system"), QSysInfo::prettyProductName()},
            {QStringLiteral("kernel"), QString(QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion())},
            {QStringLiteral("processor"), QSysInfo::currentCpuArchitecture()}};
}

/// Each is one of a few words, a number, or the name of a locale or a region. Of keys only how many were changed.
QJsonObject settingsOf(const Preferences &preferences)
{
    QJsonObject object;
    for (int at = 0; at < settingCount; ++at) {
        const auto setting = Setting(at);
        const QJsonValue value = preferences.value(setting);
        QJsonObject one{{QStringLiteral("value"), value}};
        if (value.isObject())
            one = {{QStringLiteral("changed"), value.toObject().size()}};
        if (preferences.isUnreadable(setting))
            one.insert(QStringLiteral("unreadable"), true);
        object.insert(Preferences::keyOf(setting), one);
    }
    return object;
}

QJsonObject capabilitiesOf(const ConnectionProfile &profile)
{
    QJsonObject object;
    const QMap<Job, Capability> capabilities = TenantOpener::capabilities(profile);
    for (const Job job : allJobs)
        object.insert(jobKey(job), capabilityModeKey(capabilities.value(job).mode));
    return object;
}

QJsonObject connectionOf(const ConnectionProfile &profile, const Writer &writer)
{
    QJsonObject services;
    for (auto it = profile.services.cbegin(); it != profile.services.cend(); ++it) {
        QJsonObject one{{QStringLiteral("sign_in"), int(it->auth)},
                        {QStringLiteral("scopes"), qint64(it->scopes.size())}};
        if (!it->baseUrl.isEmpty())
            one.insert(QStringLiteral("origin"), writer.origin(it->baseUrl));
        services.insert(serviceKey(it.key()), one);
    }
    return {{QStringLiteral("id"), writer.code(profile.id)},
            {QStringLiteral("origin"), writer.origin(profile.baseUrl)},
            {QStringLiteral("dialect"), writer.code(profile.dialect)},
            {QStringLiteral("environment"), environmentKey(profile.environment)},
            {QStringLiteral("has_client_id"), !profile.clientId.isEmpty()},
            {QStringLiteral("page_size"), profile.pageSize},
            {QStringLiteral("batch_size"), profile.batchSize},
            {QStringLiteral("freshness_limit_s"), qint64(profile.freshnessLimit.count())},
            {QStringLiteral("token_timeout_ms"), qint64(profile.tokenTimeout.count())},
            {QStringLiteral("call_timeout_ms"), qint64(profile.callTimeout.count())},
            {QStringLiteral("page_timeout_ms"), qint64(profile.pageTimeout.count())},
            {QStringLiteral("tries"), profile.tries},
            {QStringLiteral("job_polls"), profile.jobPolls},
            {QStringLiteral("run_limit_s"), qint64(profile.runLimit.count())},
            {QStringLiteral("throttle_ceiling_s"), qint64(profile.throttleCeiling.count())},
            {QStringLiteral("own_certificates"), qint64(profile.caCertificates.size())},
            {QStringLiteral("download_hosts"), qint64(profile.downloadHosts.size())},
            {QStringLiteral("services"), services},
            {QStringLiteral("capabilities"), capabilitiesOf(profile)}};
}

QJsonArray exchanges(const Writer &writer)
{
    QJsonArray array;
    if (!writer.transport())
        return array;
    for (const Exchange &exchange : writer.transport()->log().entries()) {
        QJsonObject one{{QStringLiteral("at"), exchange.at.toUTC().toString(Qt::ISODateWithMs)},
                        {QStringLiteral("service"), serviceKey(exchange.service)},
                        {QStringLiteral("operation"), QString::fromLatin1(exchange.operation)},
                        {QStringLiteral("method"), QString::fromLatin1(exchange.method)},
                        {QStringLiteral("origin"), writer.origin(QUrl(exchange.address))}, // a path holds ids
                        {QStringLiteral("request_id"), writer.masked(exchange.requestId.left(100))},
                        {QStringLiteral("attempt"), exchange.attempt},
                        {QStringLiteral("status"), exchange.httpStatus},
                        {QStringLiteral("latency_ms"), qint64(exchange.latency.count())},
                        {QStringLiteral("bytes"), exchange.bytes}};
        if (exchange.error)
            one.insert(QStringLiteral("error"), errorKindKey(*exchange.error));
        array.append(one);
    }
    return array;
}

/// Counts, and what has the form of a code or an id.
QJsonObject countsOf(const QJsonObject &facts, const Writer &writer)
{
    QJsonObject kept;
    for (auto it = facts.begin(); it != facts.end(); ++it) {
        if (it->isDouble() || it->isBool())
            kept.insert(it.key(), *it);
        else if (const QJsonValue code = writer.code(it->toString()); code.isString())
            kept.insert(it.key(), code);
    }
    return kept;
}

QJsonArray events(const AuditLog &audit, const Writer &writer)
{
    QJsonArray array;
    const auto entries = audit.read(std::max(audit.firstKept(), audit.count() - newestEvents + 1), newestEvents);
    if (!entries)
        return array;
    for (const AuditEntry &entry : *entries) {
        array.append(QJsonObject{{QStringLiteral("sequence"), entry.sequence},
                                 {QStringLiteral("at"), entry.at.toUTC().toString(Qt::ISODateWithMs)},
                                 {QStringLiteral("event"), writer.code(entry.event)},
                                 {QStringLiteral("run"), writer.code(entry.runId)},
                                 {QStringLiteral("facts"), countsOf(entry.facts, writer)}});
    }
    return array;
}

/// Without title, target and order: a run is known by its id, as the history has it.
QJsonArray runs(const RunHistory &history, const Writer &writer)
{
    QJsonArray array;
    const auto records = history.readRecords({}, newestRuns);
    if (!records)
        return array;
    for (const RunRecord &record : *records) {
        QJsonObject one{{QStringLiteral("id"), writer.code(record.run.id)},
                        {QStringLiteral("kind"), writer.code(record.run.kind)},
                        {QStringLiteral("state"), writer.code(record.run.state)},
                        {QStringLiteral("connection"), writer.code(record.run.profileId)},
                        {QStringLiteral("started_at"), record.run.startedAt.toUTC().toString(Qt::ISODateWithMs)},
                        {QStringLiteral("changed_at"), record.run.changedAt.toUTC().toString(Qt::ISODateWithMs)},
                        {QStringLiteral("starts"), record.lives}};
        if (record.measures) {
            one.insert(QStringLiteral("records"), record.measures->records);
            one.insert(QStringLiteral("wall_ms"), qint64(record.measures->wall.count()));
        }
        if (record.ending) {
            one.insert(QStringLiteral("outcome"), writer.code(record.ending->outcome));
            one.insert(QStringLiteral("error"), writer.code(record.ending->errorCode));
            one.insert(QStringLiteral("findings"), qint64(record.ending->findings.size()));
        }
        array.append(one);
    }
    return array;
}

QJsonObject statesOf(const QJsonArray &runs)
{
    QMap<QString, int> counts;
    for (const QJsonValue &run : runs)
        ++counts[run[u"state"].toString()];
    QJsonObject object;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QJsonArray notices(const Workspace &workspace, const Writer &writer)
{
    QJsonArray array;
    for (const ApiError &notice : workspace.notices())
        array.append(QJsonObject{{QStringLiteral("kind"), errorKindKey(notice.kind)},
                                 {QStringLiteral("code"), writer.code(notice.code)}});
    return array;
}

} // namespace

QByteArray diagnosticsOf(Workspace &workspace, const TenantSession *session)
{
    const Writer writer(session);
    QJsonArray connections;
    for (const ConnectionProfile &profile : workspace.profiles().profiles())
        connections.append(connectionOf(profile, writer));
    const QJsonArray newest = runs(workspace.runHistory(), writer);
    const QJsonObject object{
        {QStringLiteral("format"), QStringLiteral("muster-support")},
        {QStringLiteral("version"), 1},
        {QStringLiteral("made_at"), workspace.clock().wallNow().toUTC().toString(Qt::ISODateWithMs)},
        {QStringLiteral("program"), program()},
        {QStringLiteral("read_only"), workspace.isReadOnly()},
        {QStringLiteral("notices"), notices(workspace, writer)},
        {QStringLiteral("settings"), settingsOf(workspace.preferences())},
        {QStringLiteral("connections"), connections},
        {QStringLiteral("open_connection"), session ? writer.code(session->profile().id) : QJsonValue()},
        {QStringLiteral("exchanges"), exchanges(writer)},
        {QStringLiteral("runs"), newest},
        {QStringLiteral("run_states"), statesOf(newest)},
        {QStringLiteral("history_entries"), workspace.audit().count()},
        {QStringLiteral("events"), events(workspace.audit(), writer)}};
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace muster
