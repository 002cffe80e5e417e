// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undosaving.h"

#include "models/runs/detach.h"
#include "models/runs/enrich/undoleft.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QtConcurrent>

namespace muster {

UndoSaving::~UndoSaving()
{
    m_stop.request_stop();
}

void UndoSaving::write(const SharedUndoPreview &preview, const std::vector<bool> &leftOut, const QString &file)
{
    detach(answer(this, preview, leftOut, file, m_stop.get_token()), this,
           [](UndoSaving *self, const ApiError &thrown) { Q_EMIT self->written(tl::unexpected(thrown)); });
}

QCoro::Task<void> UndoSaving::answer(QPointer<UndoSaving> self, SharedUndoPreview preview, std::vector<bool> leftOut,
                                     QString file, std::stop_token stop)
{
    const QFuture<Result<WrittenFile>> writing
        = QtConcurrent::run([preview, leftOut, file, stop] { return writeNotUndone(*preview, leftOut, file, stop); });
    const Result<WrittenFile> name = co_await writing;
    if (!stop.stop_requested() && !self.isNull())
        Q_EMIT self->written(name);
}

} // namespace muster
