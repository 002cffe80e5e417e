// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shutdown.h"

#include "models/runs/outboxrunner.h"
#include "models/runs/workspace.h"

#include <QCoreApplication>
#include <QTimer>

namespace muster {

void settleWorkspace(QCoreApplication &application, Workspace &workspace)
{
    OutboxRunner *runner = workspace.outboxRunner();
    if (runner != nullptr && !runner->isIdle()) {
        QObject::connect(runner, &OutboxRunner::stopped, &application, &QCoreApplication::quit);
        QTimer::singleShot(0, runner, &OutboxRunner::stop);
        application.exec();
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace muster
