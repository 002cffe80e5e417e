// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxserver.h"

#include "network/sandbox/sandboxconnection.h"
#include "network/sandbox/sandboxcredentials.h"
#include "network/sandbox/sandboxtenant.h"

#include <QHostAddress>

namespace muster {

using namespace Qt::StringLiterals;

SandboxServer::SandboxServer(SandboxSettings settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_secret(freshSandboxKey().toHex())
    , m_lookupSecret(freshSandboxKey().toHex())
    , m_tenant(std::make_unique<SandboxTenant>(settings, m_secret, m_lookupSecret))
{
    m_thread.setObjectName(u"sandbox"_s);
}

SandboxServer::~SandboxServer()
{
    m_thread.quit();
    m_thread.wait();
}

Result<QUrl> SandboxServer::start()
{
    if (m_listener != nullptr)
        return m_url;
    auto listener = std::make_unique<SandboxListener>(*m_tenant, m_script, m_settings.thinkTime);
    if (!listener->listen(QHostAddress::LocalHost, m_settings.port)) {
        return failure({.kind = ErrorKind::BadInput,
                        .code = u"port_taken"_s,
                        .detail = listener->errorString(),
                        .subject = QString::number(m_settings.port)});
    }
    m_url.setScheme(u"http"_s);
    m_url.setHost(u"127.0.0.1"_s);
    m_url.setPort(listener->serverPort());
    // Listening first and starting the thread after it hands everything over without a lock.
    m_listener = listener.release();
    m_listener->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    m_thread.start();
    return m_url;
}

QString SandboxServer::clientId() const
{
    return SandboxTokens::clientId();
}

QString SandboxServer::lookupAccount() const
{
    return SandboxLookup::account();
}

void SandboxServer::expireTokens()
{
    m_tenant->expireTokens();
}

int SandboxServer::tokenRequests() const
{
    return m_tenant->tokenRequests();
}

void SandboxServer::setWatcher(SandboxScript::Watcher watcher)
{
    m_script.setWatcher(std::move(watcher));
}

QList<SandboxListContact> SandboxServer::listTruth(const QString &listId) const
{
    return m_tenant->listContents(listId);
}

SandboxAudienceState SandboxServer::audienceTruth(const QString &id) const
{
    return m_tenant->audience(id);
}

std::optional<qint64> SandboxServer::audienceSize(const AudienceDefinition &definition) const
{
    return m_tenant->audienceSize(definition);
}

qint64 SandboxServer::changeAudience(const QString &id, const AudienceDefinition &definition)
{
    return m_tenant->changeAudience(id, definition);
}

} // namespace muster

#include "moc_sandboxserver.cpp"
