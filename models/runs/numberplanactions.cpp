// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/numberplanactions.h"

#include "models/background/whendone.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/storethread.h"
#include "network/http/clock.h"

#include <QJsonObject>
#include <QtConcurrent>

namespace muster {

namespace {

} // namespace

NumberPlanActions::NumberPlanActions(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
}

void NumberPlanActions::check(const QString &file)
{
    using Shared = Result<Checked>;
    const auto read = [file, current = m_workspace.numberPlans().source()]() -> Shared {
        TRY(plans, NumberPlanStore::check(file, current));
        return std::make_shared<const CheckedPlans>(*std::move(plans));
    };
    whenDone(this, QtConcurrent::run(read), [this](const Shared &plans) {
        if (plans)
            Q_EMIT checked(*plans);
        else
            Q_EMIT failed(plans.error());
    });
}

void NumberPlanActions::useFile(const Checked &checked, QDate released)
{
    choose(
        [checked, released, today = m_workspace.clock().wallNow().toLocalTime().date()](NumberPlanStore &store) {
            return store.useFile(*checked, released, today);
        },
        checked->sha256);
}

void NumberPlanActions::useOwn(PlanUse use)
{
    choose([use](NumberPlanStore &store) { return store.useOwn(use); }, {});
}

void NumberPlanActions::choose(std::function<Result<void>(NumberPlanStore &store)> change, const QString &sha256)
{
    const auto write = [&store = m_workspace.numberPlans(), &audit = m_workspace.audit(), change = std::move(change),
                        sha256]() -> Result<void> {
        TRY_VOID(change(store));
        const PlanEdition edition = store.chosenEdition();
        QJsonObject facts{{QStringLiteral("origin"), keyOf(edition.origin)},
                          {QStringLiteral("version"), edition.version},
                          {QStringLiteral("released"), edition.released.toString(Qt::ISODate)}};
        if (!sha256.isEmpty())
            facts.insert(QStringLiteral("sha256"), sha256);
        TRY_VOID(audit.append(QStringLiteral("number_plans.changed"), {}, facts));
        return {};
    };
    whenDone(this, m_workspace.storeThread().run(write), [this](const Result<void> &written) {
        if (written)
            Q_EMIT changed();
        else
            Q_EMIT failed(written.error());
    });
}

} // namespace muster
