// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/listpages.h"
#include "network/codec/cxonelistcodec.h"

#include <QCoro/QCoroTask>
#include <stop_token>

namespace muster {

class ApiTransport;

/// Which columns of an uploaded file fill what in a calling list, as far as that is known: the API tells it of the
/// list's own fields, the connection's settings say the rest.
struct CxoneListColumns
{
    QString externalId;
    QString phone; ///< Of the first number.
    QList<CxoneListField> fields; ///< That can be written: the list's own, then the standard ones; no name twice.
};
/// NotFound for a list that is not there; of an empty one no field is known. `transport` outlives it.
[[nodiscard]] QCoro::Task<Result<CxoneListColumns>> askCxoneColumns(ApiTransport *transport, QString listId,
                                                                    CallObserver *observer, std::stop_token stop);

/// A page of a calling list's records, by place. `place`: a CxonePlace's cursor, empty for the first page.
[[nodiscard]] QCoro::Task<Result<RawPage>> askCxoneRecords(ApiTransport *transport, QString listId, QByteArray place,
                                                           int limit, CallObserver *observer, std::stop_token stop);

/// What contacts of calling lists hold in the fields that can be written. The lists' sizes are not said: CXone counts
/// rows that it has not taken, too.
class CxoneListValues final : public ListPages
{
public:
    explicit CxoneListValues(ApiTransport &transport);

    [[nodiscard]] int pageSize() const override;
    [[nodiscard]] QCoro::Task<Result<QList<ContactListSummary>>> list(CallObserver *observer,
                                                                      std::stop_token stop) override;
    /// The first page asks for the fields, too. `cursor`: a CxoneValuesPlace; BadInput "invalid_continuation_token".
    [[nodiscard]] QCoro::Task<Result<RawPage>> page(QString listId, QByteArray cursor, int limit,
                                                    CallObserver *observer, std::stop_token stop) override;
    /// See cxoneValuesDecoder().
    [[nodiscard]] std::shared_ptr<const PageDecoder> decoder() const override;

private:
    ApiTransport &m_transport;
};

} // namespace muster
