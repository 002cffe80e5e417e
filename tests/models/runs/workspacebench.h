// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/runs/outboxrunner.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/secretstore.h"
#include "tests/support/fakeclock.h"
#include "tests/support/runend.h"

#include <QTemporaryDir>
#include <QTest>

namespace muster::test {

/// A data folder that is open with one tenant, and what becomes of its runs. Who derives from it opens it with the
/// tenant, and closes it while that is still there.
struct WorkspaceBench
{
    explicit WorkspaceBench(FakeClock::Mode mode)
        : clock(mode)
    {
    }

    void open(const QString &home, const ConnectionProfile &profile, const Secret &secret,
              std::unique_ptr<KeyVault> keys = std::make_unique<KeyVault>())
    {
        auto opened = Workspace::open(Workspace::Paths::under(home), clock, std::move(keys));
        Q_ASSERT(opened);
        workspace = *std::move(opened);
        workspace->secrets().keepForThisRun(profile, secret);
        session = workspace->connectTo(profile);
    }
    void close()
    {
        workspace->runs().pauseAll();
        QTRY_VERIFY(workspace->runs().isIdle());
        QTRY_VERIFY(workspace->outboxRunner()->isIdle());
        session.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        workspace.reset();
    }
    /// An order to this tenant, without what is asked for.
    [[nodiscard]] ExportOrder emptyOrder() const
    {
        return {.profileId = session->profile().id,
                .profileName = session->profile().name,
                .environment = session->profile().environment};
    }
    /// How the run that stands last in the list has ended.
    RunOutcome ended()
    {
        return endOfLast(workspace->runs());
    }
    RunOutcome exported(const ExportOrder &order)
    {
        const Result<Run *> run = workspace->runs().startExport(*session, freeze(order));
        return run ? ended() : endOf(run);
    }

    QTemporaryDir folder;
    FakeClock clock;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<TenantSession> session;
};

} // namespace muster::test
