// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonelistpublisher.h"

#include "network/codec/cxonenewlistcodec.h"
#include "network/codec/cxonepeoplecodec.h"
#include "network/codec/cxonerestorecodec.h"
#include "network/codec/cxoneuploadcodec.h"
#include "network/dialects/cxone/cxoneanswer.h"
#include "network/dialects/cxone/cxonecallinglists.h"
#include "network/dialects/cxone/cxonedialect.h"
#include "network/dialects/cxone/cxonesegments.h"
#include "network/http/apitransport.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

QStringList cellsOf(const CallingListPerson &person)
{
    return QStringList{person.id, person.digits} + person.values;
}

/// What the file says of a person, in the words of every dialect.
ApiError personFault(const ApiError &error)
{
    const char *code = error.code == u"upload_row_long" ? "person_too_long"
        : error.code == u"upload_no_id"                 ? "person_id"
                                                        : "person_characters";
    return fault(ErrorKind::BadInput, code, error.details.isEmpty() ? QString() : error.details.first().field);
}

bool isNumber(const QString &digits)
{
    return digits.size() >= CxoneListPublisher::fewestDigits && digits.size() <= CxoneListPublisher::mostDigits
        && std::ranges::all_of(digits, [](QChar digit) { return digit >= u'0' && digit <= u'9'; });
}

Result<CxoneUploadFile> fileOf(const NewCallingList &list, const QList<CallingListPerson> &people)
{
    TRY(file, CxoneUploadFile::of(cxoneNewListColumns(list)));
    for (const CallingListPerson &person : people) {
        if (const auto wrong = file->add(cellsOf(person)))
            return failure(*wrong);
    }
    return file;
}

} // namespace

CxoneListPublisher::CxoneListPublisher(ApiTransport &transport)
    : CallingListPublisher(transport)
    , m_uploads(transport)
{
}

QString CxoneListPublisher::columnFor(const QString &field) const
{
    return cxoneColumnOf(field);
}

Result<QMap<QString, QString>> CxoneListPublisher::restoredColumns(const QByteArray &members) const
{
    return cxoneRestoreColumns(members);
}

std::optional<ApiError> CxoneListPublisher::fault(const NewCallingList &list) const
{
    const bool isPlain = std::ranges::all_of(list.name, [](QChar letter) { return letter.isPrint(); });
    if (list.name.trimmed() != list.name || list.name.isEmpty() || list.name.size() > longestName || !isPlain)
        return unusable("list_name", list.name.left(longestName));
    if (!list.expires.isValid())
        return unusable("list_expires");
    if (list.columns.size() > mostColumns)
        return unusable("list_columns", QString::number(mostColumns));
    QStringList seen;
    for (const QString &column : cxoneNewListColumns(list)) {
        if (column.trimmed().isEmpty() || seen.contains(column, Qt::CaseInsensitive)
            || !CxoneUploadFile::of({QStringLiteral("externalId-"), column}))
            return unusable("list_columns", column);
        seen.append(column);
    }
    return std::nullopt;
}

CallingListPublisher::Judge CxoneListPublisher::judge(const NewCallingList &list) const
{
    const auto empty = CxoneUploadFile::of(cxoneNewListColumns(list));
    return [empty](const CallingListPerson &person) -> std::optional<ApiError> {
        if (!empty)
            return empty.error();
        if (!isNumber(person.digits))
            return unusable("person_number");
        CxoneUploadFile file = *empty; // one of his own: whether an id is there twice is not his fault
        const auto wrong = file.add(cellsOf(person));
        return wrong ? std::optional(personFault(*wrong)) : std::nullopt;
    };
}

QCoro::Task<Result<std::optional<NamedCallingList>>> CxoneListPublisher::find(QString name, CallObserver *observer,
                                                                              std::stop_token stop)
{
    CO_TRY(all, co_await cxoneCallingLists(&transport(), observer, std::move(stop)));
    std::optional<NamedCallingList> found;
    for (const CxoneCallList &one : std::as_const(*all)) {
        // The platform's lists may differ in case alone, or not: what only looks the same is taken, too.
        if (one.name.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        if (found)
            co_return failure(ErrorKind::UnexpectedShape, "calling_list_twice", name);
        found = NamedCallingList{one.id, one.size, one.created};
    }
    co_return Result<std::optional<NamedCallingList>>(std::move(found));
}

QCoro::Task<NewCallingListAnswer> CxoneListPublisher::make(NewCallingList list, CallObserver *observer,
                                                           std::stop_token stop)
{
    if (const auto wrong = fault(list))
        co_return {.error = wrong};
    ApiCall call{.operation = cxone::makeCallingList, .query = cxoneNewListQuery(list), .subject = list.name};
    call.body = [body = cxoneNewListBody(list)] { return body; };
    const WriteWatch watch(call);
    const auto id = co_await callAndDecode<QString>(&transport(), std::move(call), ofCxoneAnswer(&readCxoneNewList),
                                                    observer, std::move(stop));
    if (!id)
        co_return {.fate = watch.fateAfter(id.error()), .error = id.error()};
    co_return {.fate = WriteFate::Applied, .listId = *id};
}

QCoro::Task<AddPeopleAnswer> CxoneListPublisher::add(QString listId, std::shared_ptr<const NewCallingList> list,
                                                     QList<CallingListPerson> people, CallObserver *observer,
                                                     std::stop_token stop)
{
    const QFuture<Result<CxoneUploadFile>> making
        = QtConcurrent::run([list, people = std::move(people)] { return fileOf(*list, people); });
    const Result<CxoneUploadFile> file = co_await making;
    if (!file)
        co_return {.error = file.error()};
    // Without any consent: a list that something dials from by now gets nobody.
    const CxoneUploadOutcome outcome = co_await m_uploads.upload(
        {.listId = listId, .csv = file->csv(), .rows = file->rows(), .consent = {}}, observer, std::move(stop));
    co_return {.fate = outcome.fate, .error = outcome.error};
}

QCoro::Task<Result<void>> CxoneListPublisher::settle(QString listId, CallObserver *observer, std::stop_token stop)
{
    return m_uploads.settle(std::move(listId), observer, std::move(stop));
}

SegmentQuery CxoneListPublisher::reading(const QString &listId, const NewCallingList &list) const
{
    SegmentQuery query{.segmentId = CxoneSource{CxoneSource::Kind::CallingList, listId}.id(),
                       .attributes = {QStringLiteral("phone1")}};
    for (const QString &column : list.columns)
        query.attributes.append(cxoneAttributeOf(column));
    return query;
}

} // namespace muster
