// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/cxonelistcodec.h"
#include "network/codec/cxonepeoplecodec.h"
#include "network/http/apitransport.h"

#include <QCoro/QCoroTask>
#include <stop_token>

namespace muster {

// What everybody asks of calling lists. `transport` and `observer` outlive the calls. GUI thread.

/// The call for a page of the index of lists, behind so many of them.
[[nodiscard]] ApiCall cxoneIndexPage(qsizetype skip);
inline constexpr int mostCxoneIndexPages = 1000;

/// All lists that there are. LimitExceeded "cursor_repeated" for a page without any list that is new (F67),
/// "list_pages" behind mostCxoneIndexPages.
[[nodiscard]] QCoro::Task<Result<QList<CxoneCallList>>> cxoneCallingLists(ApiTransport *transport,
                                                                          CallObserver *observer, std::stop_token stop);
/// What the index tells of a list beside its size.
[[nodiscard]] ContactListFacts cxoneListFacts(const CxoneCallList &list);
/// A list as people of it are exported.
[[nodiscard]] SegmentSummary cxoneSegment(const CxoneCallList &list);

/// The call for a page of records that begins at `place`, of at most `top`; its answer is one for
/// cxoneRecordDecoder() or cxoneDecoder().
[[nodiscard]] ApiCall cxoneListPage(const CxonePlace &place, qint64 top);
/// That page as it came, where `place` began.
[[nodiscard]] RawPage cxoneRawPage(const HttpReply &reply, const CxonePlace &place);

} // namespace muster
