// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/valuereading.h"

#include "models/store/backupstore.h"
#include "network/api/listpages.h"
#include "network/wire/thrown.h"

#include <QCoro/QCoroFuture>
#include <QThreadPool>
#include <QtConcurrent>

namespace muster {

QCoro::Task<Result<SharedContactValues>> readContactValues(ListPages &pages, ListSchema schema, QStringList attributes,
                                                           ValueReadingHooks hooks, CallObserver *observer,
                                                           std::stop_token stop)
{
    const auto values = std::make_shared<ContactValues>(schema, attributes);
    std::optional<ApiError> thrown; // the worker's until it has taken all
    QThreadPool worker; // one thread, so that pages are taken in their order
    worker.setMaxThreadCount(1);
    const ListReader *current = nullptr;
    ListReader reader(pages, schema.listId,
                      {[&worker, &hooks, &current, &thrown, values](const std::shared_ptr<const RecordPage> &page) {
                           worker.start([&thrown, values, page] {
                               try {
                                   for (std::size_t row = 0; row < page->rowCount(); ++row)
                                       values->add(page->id(row), page->extras(row));
                               } catch (...) {
                                   thrown = thrownError(std::current_exception());
                               }
                           });
                           if (hooks.read)
                               hooks.read(*current);
                       },
                       hooks.event},
                      observer);
    current = &reader;
    const Result<ListReader::Totals> totals = co_await reader.readAll(stop);
    if (!totals) {
        const ErrorKind kind = totals.error().kind;
        if (kind == ErrorKind::Forbidden || kind == ErrorKind::NotFound)
            co_return SharedContactValues();
        co_return failure(totals.error());
    }
    const QFuture<void> taken = QtConcurrent::run(&worker, [] { }); // behind all pages
    co_await taken;
    if (thrown)
        co_return tl::unexpected(*thrown);
    values->setUnread(totals->quarantined);
    co_return SharedContactValues(values);
}

QCoro::Task<Result<SharedUndoValues>> loadUndo(BackupStore &store, BackupInfo backup, std::stop_token stop)
{
    CO_TRY(key, co_await store.key(backup, stop));
    const QFuture<Result<SharedUndoValues>> loading
        = QtConcurrent::run([backup, key = *key, stop] { return UndoValues::load(backup, key, stop); });
    const Result<SharedUndoValues> values = co_await loading;
    co_return Result<SharedUndoValues>(values);
}

QCoro::Task<Result<void>> readForUndo(ListPages &pages, QString listId, UndoMatcher &matcher, ValueReadingHooks hooks,
                                      CallObserver *observer, std::stop_token stop)
{
    matcher.begin();
    const ListReader *current = nullptr;
    ListReader reader(pages, std::move(listId),
                      {[&matcher, &hooks, &current](const std::shared_ptr<const RecordPage> &page) {
                           matcher.take(*page);
                           if (hooks.read)
                               hooks.read(*current);
                       },
                       hooks.event},
                      observer);
    current = &reader;
    CO_TRY_VOID(co_await reader.readAll(stop));
    co_return Result<void>{};
}

} // namespace muster
