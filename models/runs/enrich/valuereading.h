// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/contactvalues.h"
#include "models/runs/lists/listreader.h"

#include <QCoro/QCoroTask>
#include <functional>
#include <stop_token>

namespace muster {

/// What is told while values are read; each may be empty.
struct ValueReadingHooks
{
    std::function<void(const ListReader &reader)> read; ///< A page has come.
    std::function<void(const QString &code, const QVariantMap &args)> event; ///< As ListReader::Hooks::event.
};

/// Reads a whole list for what its contacts hold in `attributes` (all of the schema, which names the list); a worker
/// takes them out of the pages. nullptr when the connection may not read that list or there is none under that id
/// (403, 404): a tenant may grant enrichment alone. All other errors as ListReader::readAll(). `client` and `observer`
/// outlive it. GUI thread.
[[nodiscard]] QCoro::Task<Result<SharedContactValues>> readContactValues(ContactListsClient &client, ListSchema schema,
                                                                         QStringList attributes,
                                                                         ValueReadingHooks hooks,
                                                                         CallObserver *observer, std::stop_token stop);

} // namespace muster
