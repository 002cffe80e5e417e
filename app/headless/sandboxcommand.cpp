// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/sandboxcommand.h"

#include "network/sandbox/cxone/cxonesandbox.h"
#include "network/sandbox/sandboxserver.h"

namespace muster {

SandboxCommand::SandboxCommand(HeadlessContext context)
    : HeadlessCommand(context)
{
}

SandboxCommand::~SandboxCommand() = default;

void SandboxCommand::start()
{
    if (commandLine().servesCxone)
        serveCxone();
    else
        serve();
}

void SandboxCommand::serve()
{
    m_server = std::make_unique<SandboxServer>(commandLine().sandbox);
    const auto url = m_server->start();
    if (!url)
        return fail(url.error(), ExitRefused);
    const QString secret = QString::fromUtf8(m_server->clientSecret().bytes());
    console().line(tr("Sandbox tenant at %1").arg(url->toString()));
    console().line(QStringLiteral("CXONE_BASE_URL=%1").arg(url->toString()));
    console().line(QStringLiteral("CXONE_CLIENT_ID=%1").arg(m_server->clientId()));
    // No secret of anybody: made for this process, good on this machine only, and gone with it.
    console().line(QStringLiteral("CXONE_CLIENT_SECRET=%1").arg(secret));
    const QString lookupSecret = QString::fromUtf8(m_server->lookupSecret().bytes());
    console().line(tr("Line type look-up is available at the same address with this account:"));
    console().line(QStringLiteral("LOOKUP_BASE_URL=%1").arg(url->toString()));
    console().line(QStringLiteral("LOOKUP_ACCOUNT=%1").arg(m_server->lookupAccount()));
    console().line(QStringLiteral("LOOKUP_SECRET=%1").arg(lookupSecret));
    console().json({{QStringLiteral("url"), url->toString()},
                    {QStringLiteral("client_id"), m_server->clientId()},
                    {QStringLiteral("client_secret"), secret},
                    {QStringLiteral("lookup_account"), m_server->lookupAccount()},
                    {QStringLiteral("lookup_secret"), lookupSecret}});
    console().note(tr("Press Ctrl+C to stop."));
}

void SandboxCommand::serveCxone()
{
    m_cxone = std::make_unique<CxoneSandbox>(CxoneSandboxSettings{commandLine().sandbox});
    if (const auto started = m_cxone->start(); !started)
        return fail(started.error(), ExitRefused);
    const QString issuer = m_cxone->issuerUrl().toString(), api = m_cxone->apiUrl().toString();
    const QString secret = QString::fromUtf8(m_cxone->accessKeySecret().bytes());
    console().line(tr("CXone sandbox tenant: issuer at %1, API at %2").arg(issuer, api));
    // This process holds its data folder for as long as it runs.
    console().line(tr("A connection to it, for a different data folder (--data-dir):"));
    console().line(QStringLiteral("CXONE_CLIENT_SECRET=%1 muster connections add sandbox --cxone --address %2 --set "
                                  "sign_in_host=%2 --approve %3 --download-host %5 --client-id %4")
                       .arg(secret, issuer, api, m_cxone->accessKeyId(), m_cxone->filesUrl().authority()));
    console().json({{QStringLiteral("issuer"), issuer},
                    {QStringLiteral("api"), api},
                    {QStringLiteral("files"), m_cxone->filesUrl().toString()},
                    {QStringLiteral("access_key"), m_cxone->accessKeyId()},
                    {QStringLiteral("client_secret"), secret}});
    console().note(tr("Press Ctrl+C to stop."));
}

void SandboxCommand::interrupt()
{
    Q_EMIT done(ExitComplete);
}

void SandboxCommand::terminate()
{
    Q_EMIT done(ExitComplete);
}

} // namespace muster
