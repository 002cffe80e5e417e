// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/contactvalues.h"
#include "models/runs/enrich/undo/undorules.h"
#include "models/runs/lists/read/listreader.h"

#include <QCoro/QCoroTask>
#include <functional>
#include <stop_token>

namespace muster {

class BackupStore;

/// What is told while values are read; each may be empty.
struct ValueReadingHooks
{
    std::function<void(const ListReader &reader)> read; ///< A page has come.
    std::function<void(const QString &code, const QVariantMap &args)> event; ///< As ListReader::Hooks::event.
};

/// Reads a whole list for what its contacts hold in `attributes` (all of the schema, which names the list); a worker
/// takes them out of the pages. nullptr when the connection may not read that list or there is none under that id
/// (403, 404): a tenant may grant enrichment alone. All other errors as ListReader::readAll(). `pages` and `observer`
/// outlive it. GUI thread.
[[nodiscard]] QCoro::Task<Result<SharedContactValues>> readContactValues(ListPages &pages, ListSchema schema,
                                                                         QStringList attributes,
                                                                         ValueReadingHooks hooks,
                                                                         CallObserver *observer, std::stop_token stop);

/// The contacts of an enrichment's backup: the key from the store, the file on a worker. Errors as BackupStore::key()
/// and UndoValues::load(). `store` outlives it or wakes it.
[[nodiscard]] QCoro::Task<Result<SharedUndoValues>> loadUndo(BackupStore &store, BackupInfo backup,
                                                             std::stop_token stop);

/// One whole reading of the list, which gives every value of `matcher` its fate. Errors as ListReader::readAll(): less
/// than the whole list proves of nobody that he is not in it. What is given by reference outlives it.
[[nodiscard]] QCoro::Task<Result<void>> readForUndo(ListPages &pages, QString listId, UndoMatcher &matcher,
                                                    ValueReadingHooks hooks, CallObserver *observer,
                                                    std::stop_token stop);

} // namespace muster
