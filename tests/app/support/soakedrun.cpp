// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/soakedrun.h"

#include <QDir>

namespace muster::test {

using namespace Qt::StringLiterals;

SoakedRun::SoakedRun(MusterStation &station, Parts parts, QObject *parent)
    : QObject(parent)
    , m_station(station)
    , m_parts(std::move(parts))
{
}

void SoakedRun::start()
{
    ++m_lives;
    m_process = m_station.startIn(m_parts.dataFolder, m_parts.command + (m_lives > 1 ? m_parts.again : QStringList()));
    connect(m_process.get(), &QProcess::finished, this, &SoakedRun::ended);
}

void SoakedRun::ended()
{
    constexpr int paused = 3, longest = 40;
    const CommandResult result = MusterStation::finish(*m_process);
    if (result.exitCode == paused && m_lives < longest) {
        m_process.release()->deleteLater(); // it is speaking
        start();
        return;
    }
    if (result.exitCode != 0)
        m_findings.append(u"exit code %1 in life %2: %3"_s.arg(result.exitCode)
                              .arg(m_lives)
                              .arg(QString::fromUtf8(result.err.right(2000))));
    m_isOver = true;
}

void SoakedRun::see(const SandboxRequest &request)
{
    if (m_parts.isIts(request))
        ++m_requests;
}

void SoakedRun::measure()
{
    if (m_isOver || m_process->processId() == 0)
        return;
    const QString folder = u"/proc/%1/"_s.arg(m_process->processId());
    const QByteArray status = readFile(folder + u"status"_s);
    const qsizetype at = status.indexOf("RssAnon:");
    if (at < 0)
        return; // it has just ended
    Half &half = m_halves[m_requests < m_parts.requests / 2 ? 0 : 1];
    half.memory = std::max(half.memory, status.mid(at + 8, status.indexOf("kB", at) - at - 8).trimmed().toLongLong());
    half.descriptors = std::max(half.descriptors, qint64(QDir(folder + u"fd"_s).count()));
}

QStringList SoakedRun::findings() const
{
    // Caches fill, and which pages are under way at once differs; what grows with every request is beyond that.
    constexpr qint64 memorySlack = 6 * 1024, descriptorSlack = 6;
    QStringList findings = m_findings;
    const auto &[first, second] = m_halves;
    if (first.memory == 0 || second.memory == 0)
        findings.append(u"a half was never measured"_s);
    if (second.memory > first.memory * 11 / 10 + memorySlack)
        findings.append(u"its memory grows"_s);
    if (second.descriptors > first.descriptors + descriptorSlack)
        findings.append(u"it keeps descriptors"_s);
    if (!findings.isEmpty())
        findings.prepend(text());
    return findings;
}

QString SoakedRun::text() const
{
    return u"%1: %2 lives, %3 requests, %4 then %5 KiB, %6 then %7 descriptors"_s.arg(m_parts.name)
        .arg(m_lives)
        .arg(m_requests.load())
        .arg(m_halves[0].memory)
        .arg(m_halves[1].memory)
        .arg(m_halves[0].descriptors)
        .arg(m_halves[1].descriptors);
}

} // namespace muster::test

#include "moc_soakedrun.cpp"
