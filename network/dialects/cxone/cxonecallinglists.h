// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/cxonepeoplecodec.h"
#include "network/http/apicall.h"

#include <QCoro/QCoroTask>
#include <stop_token>

namespace muster {

class ApiTransport;

// What everybody asks of calling lists.

/// All that there are, ids as CxoneSource has them. LimitExceeded "cursor_repeated" for a page without any list that is
/// new (F67), "list_pages" behind a thousand pages. `transport` and `observer` outlive the call. GUI thread.
[[nodiscard]] QCoro::Task<Result<QList<SegmentSummary>>>
cxoneCallingLists(ApiTransport *transport, CallObserver *observer, std::stop_token stop);
/// The call for a page of records that begins at `place`, of at most `top`; its answer is one for
/// cxoneRecordDecoder() or cxoneDecoder().
[[nodiscard]] ApiCall cxoneListPage(const CxonePlace &place, qint64 top);
/// That page as it came, where `place` began.
[[nodiscard]] RawPage cxoneRawPage(const HttpReply &reply, const CxonePlace &place);

} // namespace muster
