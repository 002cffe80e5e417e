// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/connectioncommands.h"

#include "models/store/profilestore.h"
#include "models/store/secretstore.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"

#include <QJsonArray>

namespace muster {

namespace {

QJsonObject capabilitiesObject(const QMap<Job, Capability> &capabilities)
{
    QJsonObject object;
    for (const Job job : allJobs) {
        const Capability capability = capabilities.value(job);
        object.insert(jobKey(job),
                      QJsonObject{{QStringLiteral("mode"), capabilityModeKey(capability.mode)},
                                  {QStringLiteral("reason"), capability.reasonKey}});
    }
    return object;
}

/// All that its dialect lets it choose, as it holds for it.
QJsonObject settingsObject(const ConnectionProfile &profile)
{
    QJsonObject object;
    for (const DialectOption &option : TenantOpener::options(profile.dialect))
        object.insert(option.key, profile.options.value(option.key, option.standard));
    return object;
}

} // namespace

void ConnectionsListCommand::start()
{
    QJsonArray array;
    for (const ConnectionProfile &profile : TenantOpener::builtIns() + workspace().profiles().profiles()) {
        const auto capabilities = TenantOpener::capabilities(profile);
        // The address of the built-in tenant is made when it is opened.
        const QString address = profile.baseUrl.isEmpty() ? tr("built in") : profile.baseUrl.toString();
        console().line(tr("%1 (%2), %3, API flavor %4")
                           .arg(visibleText(profile.name, 100), environmentText(profile.environment),
                                visibleText(address, 200), visibleText(profile.dialect, 64)));
        for (const QString &line : capabilitiesText(capabilities).split(u'\n'))
            console().line(u"    " % line);
        array.append(QJsonObject{{QStringLiteral("name"), profile.name},
                                 {QStringLiteral("environment"), environmentKey(profile.environment)},
                                 {QStringLiteral("base_url"), profile.baseUrl.toString()},
                                 {QStringLiteral("dialect"), profile.dialect},
                                 {QStringLiteral("settings"), settingsObject(profile)},
                                 {QStringLiteral("approved"), QJsonArray::fromStringList(profile.approvedOrigins)},
                                 {QStringLiteral("capabilities"), capabilitiesObject(capabilities)}});
    }
    complete({{QStringLiteral("connections"), array}});
}

void ConnectionsTestCommand::start()
{
    const auto session = openTenant();
    if (!session)
        return fail(session.error(), ExitRefused);
    m_tenant = *session;
    connect(m_tenant, &TenantSession::testStepFinished, this, &ConnectionsTestCommand::show);
    connect(m_tenant, &TenantSession::testFinished, this, &ConnectionsTestCommand::conclude);
    m_tenant->testConnection();
}

void ConnectionsTestCommand::show(const ConnectionHop &hop)
{
    m_hops.append(hop);
    const QString step = hopText(hop) % u' ' % visibleText(hop.target, 200);
    if (hop.skipped) {
        console().line(tr("not tried  %1: an earlier step failed").arg(step));
    } else if (hop.error) {
        console().line(tr("failed     %1: %2").arg(step, errorSentence(*hop.error)));
    } else {
        console().line(tr("passed     %1, %2 ms").arg(step).arg(hop.latency.count()));
        if (const QString found = hopFindingText(hop); !found.isEmpty())
            console().line(QStringLiteral("           ") % found);
    }
}

void ConnectionsTestCommand::conclude(bool passed)
{
    QMap<Job, Capability> capabilities;
    for (const Job job : allJobs)
        capabilities.insert(job, m_tenant->capability(job));
    for (const QString &line : capabilitiesText(capabilities).split(u'\n'))
        console().line(line);
    QJsonArray steps;
    for (const ConnectionHop &hop : std::as_const(m_hops)) {
        const QString outcome = hop.skipped ? QStringLiteral("not_tried")
            : hop.error                     ? QStringLiteral("failed")
                                            : QStringLiteral("passed");
        QJsonObject step{{QStringLiteral("step"), hopKey(hop.kind)},
                         {QStringLiteral("service"), serviceKey(hop.service)},
                         {QStringLiteral("target"), hop.target},
                         {QStringLiteral("outcome"), outcome},
                         {QStringLiteral("latency_ms"), qint64(hop.latency.count())}};
        if (!hop.found.isEmpty())
            step.insert(QStringLiteral("found"), hop.found);
        if (!hop.lackingScopes.isEmpty())
            step.insert(QStringLiteral("lacking_scopes"), QJsonArray::fromStringList(hop.lackingScopes));
        if (hop.error)
            step.insert(QStringLiteral("error"), errorObject(*hop.error));
        steps.append(step);
    }
    finish({{QStringLiteral("outcome"), passed ? QStringLiteral("complete") : QStringLiteral("failed")},
            {QStringLiteral("steps"), steps},
            {QStringLiteral("capabilities"), capabilitiesObject(capabilities)}},
           passed ? ExitComplete : ExitFailed);
}

ConnectionProfile ConnectionsAddCommand::asked() const
{
    const ConnectionOptions &options = commandLine().connectionOptions;
    ConnectionProfile profile = TenantOpener::newProfile(options.isCxone ? dialects::cxone : dialects::contract);
    profile.name = options.name;
    profile.clientId = options.clientId;
    if (!options.address.isEmpty())
        profile.baseUrl = QUrl(options.address, QUrl::StrictMode);
    profile.environment = options.environment.value_or(TenantOpener::environmentOf(profile.baseUrl));
    profile.approvedOrigins = options.approved;
    profile.downloadHosts = options.downloadHosts;
    for (const QString &setting : options.settings)
        profile.options.insert(setting.section(u'=', 0, 0).trimmed(), setting.section(u'=', 1).trimmed());
    return profile;
}

void ConnectionsAddCommand::start()
{
    const ConnectionProfile profile = asked();
    if (const auto saved = workspace().profiles().save(profile); !saved)
        return fail(saved.error(), ExitRefused);
    if (credentials().clientSecret.isEmpty())
        return conclude(profile, false);
    connect(&workspace().secrets(), &SecretStore::stored, this,
            [this, profile](const QString &, SecretStore::Place place) {
                conclude(profile, place == SecretStore::Place::KeyStore);
            });
    workspace().secrets().store(profile, credentials().clientSecret);
}

void ConnectionsAddCommand::conclude(const ConnectionProfile &profile, bool isSecretKept)
{
    console().line(
        tr("Saved connection “%1” (%2).").arg(visibleText(profile.name, 100), environmentText(profile.environment)));
    if (!isSecretKept)
        console().note(
            tr("Client secret not stored: set CXONE_CLIENT_SECRET for each command, or enter it in the window."));
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")},
              {QStringLiteral("name"), profile.name},
              {QStringLiteral("dialect"), profile.dialect},
              {QStringLiteral("settings"), settingsObject(profile)},
              {QStringLiteral("secret_kept"), isSecretKept}});
}

void ConnectionsApproveCommand::start()
{
    const ConnectionOptions &options = commandLine().connectionOptions;
    auto profile = workspace().profiles().byName(options.name);
    if (!profile)
        return fail(refusal("unknown_profile", options.name).value(), ExitRefused);
    for (const QString &origin : options.approved) {
        if (!profile->approvedOrigins.contains(origin))
            profile->approvedOrigins.append(origin);
    }
    if (const auto saved = workspace().profiles().save(*profile); !saved)
        return fail(saved.error(), ExitRefused);
    console().line(tr("“%1” may now connect to %2.")
                       .arg(visibleText(profile->name, 100), visibleText(options.approved.join(u' '), 200)));
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")},
              {QStringLiteral("approved"), QJsonArray::fromStringList(profile->approvedOrigins)}});
}

} // namespace muster
