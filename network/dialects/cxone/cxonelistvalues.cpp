// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonelistvalues.h"

#include "network/codec/cxonepeoplecodec.h"
#include "network/dialects/cxone/cxonecallinglists.h"
#include "network/dialects/cxone/cxonedialect.h"
#include "network/dialects/cxone/cxonesegments.h"
#include "network/dialects/cxone/cxonesettings.h"
#include "network/http/apitransport.h"
#include "network/wire/mapped.h"

#include <QSet>

namespace muster {

namespace {

CxoneSource sourceOf(const QString &listId)
{
    return {CxoneSource::Kind::CallingList, listId};
}

} // namespace

QCoro::Task<Result<CxoneListColumns>> askCxoneColumns(ApiTransport *transport, QString listId, CallObserver *observer,
                                                      std::stop_token stop)
{
    const CxoneSettings settings = cxoneSettings(transport->profile());
    CxoneListColumns columns{.externalId = settings.idColumn, .phone = settings.phoneColumn};
    CO_TRY(own,
           co_await callAndDecode<QList<CxoneListField>>(
               transport, cxoneListPage({.source = sourceOf(listId)}, CxoneSegments::sampleSize),
               ofCxoneAnswer(&readCxoneListFields), observer, std::move(stop)));
    QSet<QString> taken{columns.externalId, columns.phone};
    const auto add = [&](const CxoneListField &field) {
        if (taken.contains(field.column))
            return;
        taken.insert(field.column);
        columns.fields.append(field);
    };
    for (const CxoneListField &field : std::as_const(*own))
        add(field);
    for (const QString &name : cxoneStandardFields()) {
        if (const QString column = settings.memberColumns.value(name); !column.isEmpty())
            add({name, column});
    }
    co_return columns;
}

QCoro::Task<Result<RawPage>> askCxoneRecords(ApiTransport *transport, QString listId, QByteArray place, int limit,
                                             CallObserver *observer, std::stop_token stop)
{
    const CxoneSource source = sourceOf(listId);
    const auto at
        = place.isEmpty() ? std::optional(CxonePlace{.source = source}) : CxonePlace::fromCursor(place, source.id());
    if (!at)
        co_return failure(ErrorKind::BadInput, "invalid_continuation_token", listId);
    CO_TRY(reply, co_await transport->call(cxoneListPage(*at, limit), observer, std::move(stop)));
    co_return cxoneRawPage(*reply, *at);
}

CxoneListValues::CxoneListValues(ApiTransport &transport)
    : m_transport(transport)
{
}

int CxoneListValues::pageSize() const
{
    return CxoneSegments::mostRecords;
}

QCoro::Task<Result<QList<ContactListSummary>>> CxoneListValues::list(CallObserver *observer, std::stop_token stop)
{
    CO_TRY(lists, co_await cxoneCallingLists(&m_transport, observer, std::move(stop)));
    co_return mapped(*lists, [](const CxoneCallList &list) { return ContactListSummary{list.id, list.name}; });
}

QCoro::Task<Result<RawPage>> CxoneListValues::page(QString listId, QByteArray cursor, int limit, CallObserver *observer,
                                                   std::stop_token stop)
{
    CxoneValuesPlace asked;
    if (cursor.isEmpty()) {
        CO_TRY(columns, co_await askCxoneColumns(&m_transport, listId, observer, stop));
        asked.attributes = mapped(columns->fields, &CxoneListField::attribute);
    } else {
        const auto read = CxoneValuesPlace::fromCursor(cursor);
        if (!read)
            co_return failure(ErrorKind::BadInput, "invalid_continuation_token", listId);
        asked = *read;
    }
    CO_TRY(page, co_await askCxoneRecords(&m_transport, listId, asked.place, limit, observer, std::move(stop)));
    asked.place = page->asked;
    page->asked = asked.cursor();
    co_return page;
}

std::shared_ptr<const PageDecoder> CxoneListValues::decoder() const
{
    return cxoneValuesDecoder();
}

} // namespace muster
