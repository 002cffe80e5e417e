// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/sandboxcommand.h"

namespace muster {

SandboxCommand::SandboxCommand(HeadlessContext context)
    : HeadlessCommand(context)
    , m_server(context.commandLine.sandbox)
{
}

void SandboxCommand::start()
{
    const auto url = m_server.start();
    if (!url)
        return fail(url.error(), ExitRefused);
    const QString secret = QString::fromUtf8(m_server.clientSecret().bytes());
    console().line(tr("Sandbox tenant at %1").arg(url->toString()));
    console().line(QStringLiteral("CXONE_BASE_URL=%1").arg(url->toString()));
    console().line(QStringLiteral("CXONE_CLIENT_ID=%1").arg(m_server.clientId()));
    // No secret of anybody: made for this process, good on this machine only, and gone with it.
    console().line(QStringLiteral("CXONE_CLIENT_SECRET=%1").arg(secret));
    const QString lookupSecret = QString::fromUtf8(m_server.lookupSecret().bytes());
    console().line(tr("The line type look-up answers at the same address with this account:"));
    console().line(QStringLiteral("LOOKUP_BASE_URL=%1").arg(url->toString()));
    console().line(QStringLiteral("LOOKUP_ACCOUNT=%1").arg(m_server.lookupAccount()));
    console().line(QStringLiteral("LOOKUP_SECRET=%1").arg(lookupSecret));
    console().json({{QStringLiteral("url"), url->toString()},
                    {QStringLiteral("client_id"), m_server.clientId()},
                    {QStringLiteral("client_secret"), secret},
                    {QStringLiteral("lookup_account"), m_server.lookupAccount()},
                    {QStringLiteral("lookup_secret"), lookupSecret}});
    console().note(tr("Press Ctrl+C to end it."));
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
