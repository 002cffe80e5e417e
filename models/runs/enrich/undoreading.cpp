// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undoreading.h"

#include "models/store/backupstore.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>

namespace muster {

QCoro::Task<Result<SharedUndoValues>> loadUndo(BackupStore &store, BackupInfo backup, std::stop_token stop)
{
    CO_TRY(key, co_await store.key(backup, stop));
    const QFuture<Result<SharedUndoValues>> loading
        = QtConcurrent::run([backup, key = *key, stop] { return UndoValues::load(backup, key, stop); });
    const Result<SharedUndoValues> values = co_await loading;
    co_return Result<SharedUndoValues>(values);
}

QCoro::Task<Result<void>> readForUndo(ContactListsClient &client, QString listId, UndoMatcher &matcher,
                                      ValueReadingHooks hooks, CallObserver *observer, std::stop_token stop)
{
    matcher.begin();
    const ListReader *current = nullptr;
    ListReader reader(client, std::move(listId),
                      {[&matcher, &hooks, &current](const std::shared_ptr<const RecordPage> &page) {
                           matcher.take(*page);
                           if (hooks.read)
                               hooks.read(*current);
                       },
                       hooks.event},
                      observer);
    current = &reader;
    CO_TRY(totals, co_await reader.readAll(stop));
    co_return Result<void>{};
}

} // namespace muster
