// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandbox.h"

#include "network/sandbox/sandboxconnection.h"

#include <QHostAddress>

namespace muster {

using namespace Qt::StringLiterals;

CxoneSandbox::CxoneSandbox(CxoneSandboxSettings settings, QObject *parent)
    : CxoneSandbox(settings, SandboxClock(), parent)
{
}

CxoneSandbox::CxoneSandbox(CxoneSandboxSettings settings, SandboxClock clock, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_keys(CxoneSandboxKeys::fresh())
    , m_tenant(std::make_unique<CxoneSandboxTenant>(settings, m_keys, std::move(clock)))
{
    m_thread.setObjectName(u"cxone sandbox"_s);
}

CxoneSandbox::~CxoneSandbox()
{
    m_thread.quit();
    m_thread.wait();
}

QUrl CxoneSandbox::listen(SandboxHost &host, QString &error)
{
    auto listener = std::make_unique<SandboxListener>(host, m_script, m_settings.tenant.thinkTime);
    if (!listener->listen(QHostAddress::LocalHost, 0)) {
        error = listener->errorString();
        return {};
    }
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(listener->serverPort());
    m_listeners.append(listener.release());
    return url;
}

Result<void> CxoneSandbox::start()
{
    if (m_thread.isRunning())
        return {};
    QString error;
    const QUrl issuer = listen(m_tenant->issuer(), error);
    const QUrl api = listen(m_tenant->api(), error);
    const QUrl files = listen(m_tenant->files(), error);
    const QUrl former = m_settings.apiHostMoved ? listen(m_tenant->formerApi(), error) : QUrl();
    if (!error.isEmpty()) {
        qDeleteAll(std::exchange(m_listeners, {}));
        return failure({.kind = ErrorKind::BadInput, .code = u"port_taken"_s, .detail = error});
    }
    m_issuerUrl = issuer;
    m_apiUrl = api;
    m_filesUrl = files;
    m_formerApiUrl = former;
    m_tenant->setAddresses({.issuer = issuer.toEncoded(), .api = api.toEncoded(), .files = files.toEncoded()});
    // Listening first and starting the thread after it hands everything over without a lock.
    for (SandboxListener *listener : std::as_const(m_listeners)) {
        listener->moveToThread(&m_thread);
        connect(&m_thread, &QThread::finished, listener, &QObject::deleteLater);
    }
    m_thread.start();
    return {};
}

void CxoneSandbox::setWatcher(SandboxScript::Watcher watcher)
{
    m_script.setWatcher(std::move(watcher));
}

} // namespace muster

#include "moc_cxonesandbox.cpp"
