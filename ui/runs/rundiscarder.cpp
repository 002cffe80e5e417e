// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/rundiscarder.h"

#include "models/runs/runmanager.h"
#include "models/text/errortexts.h"
#include "ui/common/prompts.h"

namespace muster {

namespace {

void tellNotDiscarded(QWidget *window, const ApiError &error)
{
    Prompts::instance().tell(window, RunDiscarder::tr("The run cannot be discarded"), errorSentence(error));
}

} // namespace

RunDiscarder::RunDiscarder(QWidget *window, RunManager &manager, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_manager(manager)
{
    connect(&manager, &RunManager::discarded, this, [this](const QString &, const std::optional<ApiError> &error) {
        if (error)
            tellNotDiscarded(m_window, *error);
    });
    connect(&manager, &RunManager::returnFailed, this, [this](const QString &, const ApiError &error) {
        Prompts::instance().tell(m_window, tr("A paused run couldn’t resume automatically"), errorSentence(error));
    });
}

void RunDiscarder::discard(const QString &runId)
{
    if (const Result<void> discarding = m_manager.discard(runId); !discarding)
        tellNotDiscarded(m_window, discarding.error());
}

} // namespace muster
