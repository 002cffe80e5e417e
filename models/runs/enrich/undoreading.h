// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/undomatcher.h"
#include "models/runs/enrich/valuereading.h"

#include <QCoro/QCoroTask>

namespace muster {

class BackupStore;

/// The contacts of an enrichment's backup: the key from the store, the file on a worker. Errors as BackupStore::key()
/// and UndoValues::load(). `store` outlives it or wakes it.
[[nodiscard]] QCoro::Task<Result<SharedUndoValues>> loadUndo(BackupStore &store, BackupInfo backup,
                                                             std::stop_token stop);

/// One whole reading of the list, which gives every value of `matcher` its fate. Errors as ListReader::readAll(): less
/// than the whole list proves of nobody that he is not in it. What is given by reference outlives it.
[[nodiscard]] QCoro::Task<Result<void>> readForUndo(ContactListsClient &client, QString listId, UndoMatcher &matcher,
                                                    ValueReadingHooks hooks, CallObserver *observer,
                                                    std::stop_token stop);

} // namespace muster
