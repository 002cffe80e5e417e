// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/programstation.h"

#include "tests/support/eventwait.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>

namespace muster::test {

int ProgramStation::addWatcher(SandboxScript::Watcher watcher)
{
    m_watchers.insert(++m_lastWatcher, std::move(watcher));
    setWatchers();
    return m_lastWatcher;
}

void ProgramStation::removeWatcher(int watcher)
{
    m_watchers.remove(watcher);
    setWatchers();
}

void ProgramStation::setWatchers()
{
    setWatcher([watchers = m_watchers](const SandboxRequest &request) {
        for (const SandboxScript::Watcher &watcher : watchers)
            watcher(request);
    });
}

CommandResult ProgramStation::run(const QStringList &arguments)
{
    return finish(*start(arguments));
}

CommandResult ProgramStation::finish(QProcess &process)
{
    CommandResult result;
    // By events: a server of the test's own may owe it an answer.
    if (!muster::tests::waitFor([&process] { return process.state() == QProcess::NotRunning; })) {
        process.kill();
        process.waitForFinished();
        return result;
    }
    result.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    result.json = QJsonDocument::fromJson(result.out.trimmed().split('\n').last()).object();
    return result;
}

QList<QJsonObject> ProgramStation::auditEntries(const QString &event) const
{
    QList<QJsonObject> found;
    const QList<QByteArray> lines = readFile(file(QStringLiteral("data/data/audit.jsonl"))).split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject entry = QJsonDocument::fromJson(line).object();
        if (entry[QLatin1String("event")] == event)
            found.append(entry);
    }
    return found;
}

bool ProgramStation::isInFiles(const QByteArray &bytes) const
{
    QDirIterator files(folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        if (readFile(files.next()).contains(bytes))
            return true;
    }
    return false;
}

QByteArray readFile(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace muster::test
