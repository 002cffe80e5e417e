// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/cxonepeoplecodec.h"
#include "network/dialects/cxone/cxoneanswer.h"
#include "network/http/apitransport.h"

#include <QCoro/QCoroTask>
#include <QSet>
#include <stop_token>

namespace muster {

// What everybody asks of calling lists. `transport` and `observer` outlive the calls. GUI thread.

/// The call for a page of the index of lists, behind so many of them.
[[nodiscard]] ApiCall cxoneIndexPage(qsizetype skip);
inline constexpr int mostCxoneIndexPages = 1000;

/// All lists that there are, as `read` finds them on the index's pages: an `Index` has those of one page, with their
/// ids, and the total. LimitExceeded "cursor_repeated" for a page without any list that is new (F67), "list_pages"
/// behind mostCxoneIndexPages.
template <typename Index>
[[nodiscard]] QCoro::Task<Result<decltype(Index::lists)>>
cxoneCallingLists(ApiTransport *transport, Result<Index> (*read)(const QByteArray &), CallObserver *observer,
                  std::stop_token stop)
{
    decltype(Index::lists) all;
    QSet<QString> seen;
    for (int page = 0; page < mostCxoneIndexPages; ++page) {
        CO_TRY(
            index,
            co_await callAndDecode<Index>(transport, cxoneIndexPage(all.size()), ofCxoneAnswer(read), observer, stop));
        if (index->lists.isEmpty())
            co_return all;
        const qsizetype before = all.size();
        for (auto &list : index->lists) {
            if (seen.contains(list.id))
                continue;
            seen.insert(list.id);
            all.append(std::move(list));
        }
        if (all.size() == before)
            co_return failure(ErrorKind::LimitExceeded, "cursor_repeated");
        if (index->total >= 0 && all.size() >= index->total)
            co_return all;
    }
    co_return failure(ErrorKind::LimitExceeded, "list_pages");
}

/// The call for a page of records that begins at `place`, of at most `top`; its answer is one for
/// cxoneRecordDecoder() or cxoneDecoder().
[[nodiscard]] ApiCall cxoneListPage(const CxonePlace &place, qint64 top);
/// That page as it came, where `place` began.
[[nodiscard]] RawPage cxoneRawPage(const HttpReply &reply, const CxonePlace &place);

} // namespace muster
