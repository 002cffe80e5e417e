// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/tenantopener.h"

#include "models/runs/lists/lookupdesk.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/secretstore.h"
#include "network/dialects/apidialect.h"
#include "network/sandbox/sandboxserver.h"

#include <QCryptographicHash>
#include <QHostAddress>

namespace muster {

namespace {

const QString sandboxId = QStringLiteral("00000000000000000000000000000001");

bool isLoopback(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

TenantOpener::TenantOpener(Workspace &workspace)
    : TenantOpener(workspace, SandboxSettings{})
{
}

TenantOpener::TenantOpener(Workspace &workspace, const SandboxSettings &sandbox)
    : m_workspace(workspace)
    , m_sandbox(std::make_unique<SandboxServer>(sandbox))
{
}

TenantOpener::~TenantOpener() = default;

ConnectionProfile TenantOpener::sandboxProfile()
{
    ConnectionProfile profile = contractProfile(QStringLiteral("Sandbox tenant"), QUrl());
    profile.id = sandboxId;
    profile.environment = Environment::Sandbox;
    return profile;
}

bool TenantOpener::isSandbox(const ConnectionProfile &profile)
{
    return profile.id == sandboxId;
}

QMap<Job, Capability> TenantOpener::capabilities(const ConnectionProfile &profile)
{
    if (const auto dialect = DialectRegistry::instance().find(profile.dialect))
        return dialect->capabilities;
    QMap<Job, Capability> none;
    for (const Job job : allJobs)
        none.insert(job, {Capability::Mode::Unavailable, QStringLiteral("unknown_dialect")});
    return none;
}

ConnectionProfile TenantOpener::profileForUrl(const QUrl &baseUrl, const QString &clientId)
{
    ConnectionProfile profile = contractProfile(baseUrl.host(), baseUrl);
    const QByteArray address = baseUrl.adjusted(QUrl::StripTrailingSlash).toEncoded();
    profile.id = QString::fromLatin1(QCryptographicHash::hash(address, QCryptographicHash::Sha256).toHex().first(32));
    profile.clientId = clientId;
    profile.environment = isLoopback(baseUrl.host()) ? Environment::Test : Environment::Production;
    return profile;
}

Result<std::unique_ptr<TenantSession>> TenantOpener::open(const ConnectionProfile &profile)
{
    if (!DialectRegistry::instance().find(profile.dialect)) {
        return failure({.kind = ErrorKind::BadInput,
                        .code = QStringLiteral("unknown_dialect"),
                        .detail = profile.dialect.left(64),
                        .subject = profile.name});
    }
    if (!isSandbox(profile))
        return m_workspace.connectTo(profile);
    if (m_sandbox->url().isEmpty()) {
        TRY_VOID(m_sandbox->start());
        TRY(known,
            m_workspace.lookups().setSandbox(m_sandbox->url(), m_sandbox->lookupAccount(), m_sandbox->lookupSecret()));
    }
    ConnectionProfile opened = profile;
    opened.baseUrl = m_sandbox->url();
    opened.clientId = m_sandbox->clientId();
    m_workspace.secrets().keepForThisRun(opened, m_sandbox->clientSecret());
    return m_workspace.connectTo(opened);
}

} // namespace muster
