// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apicall.h"
#include "network/wire/contactlist.h"
#include "network/wire/recordpage.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <memory>
#include <stop_token>

namespace muster {

/// Contact lists as they are read from end to end: which there are, and page by page who is in one. What a page shows
/// of a contact beside its id is said by whoever offers the pages. Reads retry by the contract's table. GUI thread.
class ListPages
{
public:
    virtual ~ListPages() = default;
    ListPages(const ListPages &) = delete;
    ListPages &operator=(const ListPages &) = delete;

    [[nodiscard]] virtual int pageSize() const = 0; ///< Contacts a page, at most.
    [[nodiscard]] virtual QCoro::Task<Result<QList<ContactListSummary>>> list(CallObserver *observer,
                                                                              std::stop_token stop)
        = 0;
    /// `cursor` empty: the first page; else the next link as the page before gave it. A link to another origin is
    /// AddressRefused and nothing is sent (S09). `limit`: 1 to pageSize().
    [[nodiscard]] virtual QCoro::Task<Result<RawPage>> page(QString listId, QByteArray cursor, int limit,
                                                            CallObserver *observer, std::stop_token stop)
        = 0;
    [[nodiscard]] virtual std::shared_ptr<const PageDecoder> decoder() const = 0;

protected:
    ListPages() = default;
};

} // namespace muster
