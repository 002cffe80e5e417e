// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxonestation.h"

#include "models/runs/workspace.h"
#include "models/store/profilestore.h"
#include "network/wire/mapped.h"
#include "network/http/clock.h"
#include "tests/support/cxonetenant.h"

#include <QFile>
#include <algorithm>
#include <atomic>
#include <csignal>

namespace muster::test {

CxoneStation::CxoneStation(CxoneSandboxSettings settings, const QMap<QString, QString> &options)
    : m_sandbox(std::move(settings))
{
    if (!m_sandbox.start())
        qFatal("no sandbox");
    ConnectionProfile profile = profileOf(m_sandbox);
    for (auto option = options.cbegin(); option != options.cend(); ++option)
        profile.options.insert(option.key(), option.value());
    SystemClock clock;
    const auto workspace = Workspace::open(Workspace::Paths::under(file(QStringLiteral("data"))), clock);
    if (!workspace || !(*workspace)->profiles().save(profile))
        qFatal("no connection");
}

void CxoneStation::write(const QString &name, const QByteArray &bytes) const
{
    QFile out(file(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qFatal("no file");
}

QStringList CxoneStation::calls() const
{
    return mapped(m_sandbox.dialled(), [](const QString &number) { return QString(QStringLiteral("it rang: ") + number); });
}

int CxoneStation::uploads() const
{
    const QList<SandboxRequest> requests = m_sandbox.requests();
    return int(std::ranges::count_if(requests, [](const SandboxRequest &request) {
        return request.method == "POST" && request.path.endsWith("/upload");
    }));
}

std::unique_ptr<QProcess> CxoneStation::start(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("DISPLAY"));
    environment.insert(QStringLiteral("CXONE_CLIENT_SECRET"), QString::fromUtf8(m_sandbox.accessKeySecret().bytes()));
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent/bus"));
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(MUSTER_PROGRAM),
                   arguments
                       + QStringList{QStringLiteral("--data-dir"), file(QStringLiteral("data")),
                                     QStringLiteral("--profile"), QStringLiteral("CXone"), QStringLiteral("--json")});
    if (!process->waitForStarted())
        qFatal("the program does not start");
    return process;
}

std::optional<CommandResult> CxoneStation::killedAt(int request, const QStringList &arguments)
{
    std::atomic<qint64> victim = 0;
    std::atomic<int> left = request;
    // Requests that are there before the process is known wait for it.
    const int watcher = addWatcher([&victim, &left](const SandboxRequest &) {
        if (--left != 0)
            return;
        while (victim == 0)
            QThread::msleep(1);
        ::kill(pid_t(victim.load()), SIGKILL);
    });
    const auto process = start(arguments);
    victim = process->processId();
    CommandResult result = finish(*process);
    removeWatcher(watcher);
    if (left > 0)
        return result;
    return std::nullopt;
}

} // namespace muster::test
