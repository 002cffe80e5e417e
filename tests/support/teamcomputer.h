// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/team/teampublisher.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "models/store/runhistory.h"
#include "models/store/storethread.h"
#include "tests/support/fakeclock.h"
#include "tests/support/postgresserver.h"

namespace muster::test {

/// A computer of a team: a data folder that is open, with a publisher in a hurry.
struct TeamComputer
{
    explicit TeamComputer(const QString &home)
        : home(home)
    {
        open();
    }
    void open()
    {
        auto opened = Workspace::open(Workspace::Paths::under(home), clock);
        Q_ASSERT(opened);
        workspace = *std::move(opened);
        team().setPace({.gather = std::chrono::milliseconds(10),
                        .settle = std::chrono::milliseconds(50),
                        .firstRetry = std::chrono::milliseconds(50),
                        .longestRetry = std::chrono::milliseconds(200)});
        team().usePassword(Secret(QByteArrayView(PostgresServer::musterPassword)));
    }
    [[nodiscard]] TeamPublisher &team() const { return workspace->team(); }
    [[nodiscard]] const TeamStatus &status() const { return team().status(); }
    [[nodiscard]] bool isUpToDate() const
    {
        return status().state == TeamStatus::State::UpToDate && status().behind == 0;
    }
    [[nodiscard]] QString refusal() const
    {
        return status().state == TeamStatus::State::Refused && status().reason ? status().reason->code : QString();
    }
    [[nodiscard]] bool join(const TeamSettings &settings, const QString &name) const
    {
        TeamSettings own = settings;
        own.computer = name;
        return team().setSettings(own, std::nullopt).has_value();
    }
    [[nodiscard]] bool note(int entries) const
    {
        QList<AuditDraft> drafts;
        for (int i = 0; i < entries; ++i)
            drafts.append({QStringLiteral("export.page"), {}, {{QStringLiteral("page"), i}}});
        return workspace->audit().appendAll(drafts).has_value();
    }
    void runOnce(const QString &id)
    {
        RunHistory &history = workspace->runHistory();
        AuditLog &audit = workspace->audit();
        Journal &journal = workspace->journal();
        workspace->storeThread().run([&history, &audit, id]() -> Result<void> {
            const QDateTime now = QDateTime::currentDateTimeUtc();
            TRY_VOID(history.begin({.id = id,
                                    .kind = QStringLiteral("segment_export"),
                                    .title = QStringLiteral("Everyone"),
                                    .profileName = QStringLiteral("First"),
                                    .order = "{}",
                                    .startedAt = now,
                                    .changedAt = now,
                                    .state = QStringLiteral("running")}));
            TRY_VOID(audit.append(QStringLiteral("export.started"), id, {}));
            return {};
        });
        workspace->storeThread().run([&history, &audit, &journal, id]() -> Result<void> {
            TRY_VOID(journal.update(id, QStringLiteral("complete"), {}, {}));
            TRY_VOID(audit.append(QStringLiteral("export.completed"), id, {}));
            return history.endLife(id, {.lives = 1, .records = 7},
                                   {.at = QDateTime::currentDateTimeUtc(), .outcome = QStringLiteral("complete")});
        });
    }

    QString home;
    FakeClock clock{FakeClock::Mode::ByHand};
    std::unique_ptr<Workspace> workspace;
};

} // namespace muster::test
