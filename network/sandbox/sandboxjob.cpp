// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxjob.h"

#include "network/codec/strictjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QUrl>
#include <QUrlQuery>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxSearch = 1000;
constexpr int maxDownloads = 10;

ApiError invalid(const QList<FieldFault> &details)
{
    ApiError error;
    error.kind = ErrorKind::Invalid;
    error.details = details;
    return error;
}

/// The object that a body is; members other than `known` are faults.
Result<QJsonObject> strictObject(const QByteArray &body, const QStringList &known)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (StrictJson(body).fault() || !document.isObject())
        return failure(invalid({{u"body"_s, u"not a JSON object"_s}}));
    QList<FieldFault> faults;
    const QJsonObject object = document.object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key()))
            faults.append({it.key().left(100), u"unknown member"_s});
    }
    if (!faults.isEmpty())
        return failure(invalid(faults));
    return object;
}

/// Texts of an array, not empty and none twice.
QStringList texts(const QJsonValue &value, const QString &field, QList<FieldFault> &faults)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    if (!value.isArray() || array.isEmpty())
        faults.append({field, u"at least one is needed"_s});
    for (const QJsonValue &item : array) {
        if (item.toString().isEmpty())
            faults.append({field, u"must be texts that are not empty"_s});
        list.append(item.toString());
    }
    if (QSet<QString>(list.begin(), list.end()).size() != list.size())
        faults.append({field, u"one is named twice"_s});
    return list;
}

void readSearchMember(SandboxSearch &search, const QString &name, const QString &value, QList<FieldFault> &faults)
{
    bool good = true;
    if (name == "interactionIds"_L1)
        search.ids = value.isEmpty() ? QStringList() : value.split(u',');
    else if (name == "mediaType"_L1)
        search.media = value;
    else if (name == "from"_L1 || name == "to"_L1) {
        QDateTime &time = name == "from"_L1 ? search.from : search.to;
        time = QDateTime::fromString(value, Qt::ISODateWithMs);
        good = time.isValid();
    } else if (name == "limit"_L1) {
        search.limit = value.toInt(&good);
        good = good && search.limit >= 1 && search.limit <= maxSearch;
    } else if (name == "continuationToken"_L1 && !value.isEmpty()) {
        search.offset = value.startsWith(u'p') ? value.mid(1).toInt(&good) : -1;
        good = good && search.offset >= 0;
    }
    if (!good)
        faults.append({name, u"is not valid"_s});
}

} // namespace

Result<SandboxJob> readSandboxJob(const QByteArray &body, const SandboxInteractions &interactions)
{
    TRY(object,
        strictObject(
            body,
            {u"interactionIds"_s, u"mediaTypes"_s, u"redactionPolicy"_s, u"format"_s, u"maxConcurrentDownloads"_s}));
    QList<FieldFault> faults;
    const QStringList ids = texts((*object)["interactionIds"_L1], u"interactionIds"_s, faults);
    const QStringList media = texts((*object)["mediaTypes"_L1], u"mediaTypes"_s, faults);
    for (const QString &type : media) {
        if (type != "voice"_L1 && type != "chat"_L1)
            faults.append({u"mediaTypes"_s, u"must be voice or chat"_s});
    }
    const QString redaction = (*object)["redactionPolicy"_L1].toString();
    if (redaction != "auto"_L1 && redaction != "none"_L1 && redaction != "full"_L1)
        faults.append({u"redactionPolicy"_s, u"must be auto, none or full"_s});
    if ((*object)["format"_L1].toString() != "json"_L1)
        faults.append({u"format"_s, u"must be json"_s});
    SandboxJob job;
    job.concurrentDownloads = (*object)["maxConcurrentDownloads"_L1].toInt();
    if (job.concurrentDownloads < 1 || job.concurrentDownloads > maxDownloads)
        faults.append({u"maxConcurrentDownloads"_s, u"must be 1 to 10"_s});
    if (!faults.isEmpty())
        return failure(invalid(faults));
    job.several = ids.size() > 1;
    job.hides = redaction == "full"_L1;
    for (const QString &id : ids) {
        const int number = interactions.indexOf(id);
        if (number < 0)
            job.errors.append(u"Interaction %1 is unknown."_s.arg(id));
        else if (media.contains(interactions.isVoice(number) ? u"voice"_s : u"chat"_s))
            job.interactions.append(id);
    }
    if (job.errors.isEmpty() && job.interactions.isEmpty())
        job.errors.append(u"No interaction is of the media types asked for."_s);
    return job;
}

Result<SandboxSearch> readSandboxSearch(const QByteArray &target, const QByteArray &body)
{
    SandboxSearch search;
    QList<FieldFault> faults;
    if (body.isEmpty()) {
        const QUrlQuery query(QUrl::fromEncoded(target).query(QUrl::FullyEncoded));
        const auto items = query.queryItems(QUrl::FullyDecoded);
        for (const auto &[name, value] : items)
            readSearchMember(search, name, value, faults);
    } else {
        TRY(object,
            strictObject(
                body, {u"interactionIds"_s, u"mediaType"_s, u"from"_s, u"to"_s, u"limit"_s, u"continuationToken"_s}));
        for (auto it = object->begin(); it != object->end(); ++it) {
            const QString text = it->isDouble() ? QString::number(it->toInteger()) : it->toString();
            if (it.key() == "interactionIds"_L1)
                search.ids = texts(*it, it.key(), faults);
            else
                readSearchMember(search, it.key(), text, faults);
        }
    }
    if (!faults.isEmpty())
        return failure(invalid(faults));
    return search;
}

QJsonObject sandboxSearchPage(const SandboxSearch &search, const SandboxInteractions &interactions)
{
    QList<int> matching;
    QJsonArray missing;
    const auto fits = [&](int number) {
        const QDateTime time = SandboxInteractions::timestamp(number);
        return (search.media.isEmpty() || search.media == (interactions.isVoice(number) ? u"voice"_s : u"chat"_s))
            && (!search.from.isValid() || time >= search.from) && (!search.to.isValid() || time < search.to);
    };
    for (const QString &id : search.ids) {
        const int number = interactions.indexOf(id);
        if (number < 0)
            missing.append(id);
        else if (fits(number))
            matching.append(number);
    }
    for (int number = 0; search.ids.isEmpty() && number < interactions.count(); ++number) {
        if (fits(number))
            matching.append(number);
    }
    QJsonArray items;
    const qsizetype end = std::min<qsizetype>(matching.size(), qsizetype(search.offset) + search.limit);
    for (qsizetype at = search.offset; at < end; ++at) {
        const int number = matching[at];
        items.append(QJsonObject{{u"interactionId"_s, SandboxInteractions::id(number)},
                                 {u"mediaType"_s, interactions.isVoice(number) ? u"voice"_s : u"chat"_s},
                                 {u"timestamp"_s, SandboxInteractions::timestamp(number).toString(Qt::ISODate)}});
    }
    QJsonObject page{{u"items"_s, items},
                     {u"count"_s, items.size()},
                     {u"continuationToken"_s, end < matching.size() ? u"p%1"_s.arg(end) : QString()}};
    if (!missing.isEmpty())
        page.insert(u"notFound"_s, missing);
    return page;
}

} // namespace muster
