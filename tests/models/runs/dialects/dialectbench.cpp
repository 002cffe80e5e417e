// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialectbench.h"

#include "models/runs/outboxrunner.h"
#include "models/store/secretstore.h"
#include "tests/support/eventwait.h"
#include "tests/support/runend.h"
#include "tests/support/testpaths.h"

#include <QDir>
#include <QTest>
#include <algorithm>

namespace muster::test {

using namespace Qt::StringLiterals;

namespace {

const QString live = u"live"_s, snapshot = u"snapshot"_s;

} // namespace

DialectBench::DialectBench(const QString &dialect, Environment environment)
    : m_environment(environment)
    , m_place(m_folder.filePath(live))
    , m_tenant(DialectTenant::started(dialect))
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
    m_clock.setWall(QDateTime::currentDateTimeUtc());
    open();
}

DialectBench::~DialectBench()
{
    m_tenant->setWatcher({});
    close();
}

void DialectBench::open()
{
    auto opened = Workspace::open(Workspace::Paths::under(home()), m_clock, std::make_unique<BorrowedVault>(m_vault));
    if (!opened)
        qFatal("no workspace: %s", qPrintable(opened.error().code));
    m_workspace = *std::move(opened);
    const ConnectionProfile profile = m_tenant->profile(m_environment);
    m_workspace->secrets().keepForThisRun(profile, m_tenant->secret());
    m_session = m_workspace->connectTo(profile);
}

void DialectBench::close()
{
    m_workspace->runs().pauseAll();
    m_workspace->outboxRunner()->stop();
    if (!muster::tests::waitFor(
            [this] { return m_workspace->runs().isIdle() && m_workspace->outboxRunner()->isIdle(); }, 60'000))
        qFatal("it does not end");
    m_session.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_workspace.reset();
}

RunOutcome DialectBench::ended(const Result<Run *> &run)
{
    if (run)
        m_runId = (*run)->id();
    return endOf(run);
}

RunOutcome DialectBench::resumed()
{
    return ended(runs().resume(*m_session, m_runId));
}

Result<void> DialectBench::rearm()
{
    return runs().rearm(*m_session, m_runId);
}

QList<SandboxRequest> DialectBench::requests() const
{
    return m_tenant->requests().sliced(m_mark);
}

int DialectBench::asked(Door door) const
{
    const QList<SandboxRequest> all = requests();
    return int(
        std::ranges::count_if(all, [this, door](const SandboxRequest &one) { return m_tenant->isAt(door, one); }));
}

int DialectBench::writes() const
{
    // Pages of an export are asked for by POST and change nothing.
    const QList<SandboxRequest> all = requests();
    return int(std::ranges::count_if(all, [this](const SandboxRequest &one) {
        return one.method != "GET" && one.hadBearer && !m_tenant->isAt(Door::Export, one);
    }));
}

void DialectBench::when(Door door, int passing, const std::function<void()> &act)
{
    const auto left = std::make_shared<std::atomic<int>>(passing);
    m_tenant->setWatcher([this, door, left, act](const SandboxRequest &request) {
        if (m_tenant->isAt(door, request) && (*left)-- == 0)
            act();
    });
}

void DialectBench::takeSnapshot()
{
    copyFolder(m_folder.filePath(live), m_folder.filePath(snapshot));
}

void DialectBench::dieAsInSnapshot()
{
    m_tenant->setWatcher({});
    close();
    if (!m_place.removeRecursively() || !QDir(m_folder.path()).rename(snapshot, live))
        qFatal("the snapshot cannot be put back");
    m_tenant->clearFaults();
    open();
}

QString told(const RunOutcome &outcome)
{
    static constexpr std::array words{"complete", "findings", "paused", "halted", "failed", "refused", "cancelled"};
    const QString word = QLatin1String(words.at(std::size_t(outcome.kind)));
    return word + u' ' + (outcome.error ? errorKindKey(outcome.error->kind) + u' ' + outcome.error->code : QString())
        + outcome.findings.join(u' ');
}

} // namespace muster::test
