// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxoneremovalcodec.h"

#include "network/codec/strictjson.h"

#include <QHash>
#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype longestNumber = 15;

/// What is said of one record.
struct RemovalResult
{
    QString id;
    bool isDone = false;
    QString word;
};

QString resultId(JsonReader &reader, const QJsonObject &result, const QString &path)
{
    // Told as text, asked as a number: either is the same record.
    return result.value(QLatin1String("externalId")).isString()
        ? reader.nonEmptyText(result, path, "externalId")
        : QString::number(reader.integer(result, path, "externalId"));
}

/// Of one of the two arrays; one that is not there has none.
QList<RemovalResult> resultsIn(JsonReader &reader, const QJsonObject &answer, const char *name, bool isDone)
{
    QList<RemovalResult> results;
    const QString member = QLatin1String(name);
    const QJsonValue value = answer.value(member);
    const QJsonArray array = value.isUndefined() || value.isNull() ? QJsonArray() : reader.array(answer, {}, name);
    for (qsizetype at = 0; at < array.size() && !reader.fault(); ++at) {
        const QString path = QStringLiteral("%1[%2]").arg(member).arg(at);
        const QJsonObject result = reader.objectAt(array, at, member);
        results.append({resultId(reader, result, path), isDone, reader.optionalText(result, path, "resultCode")});
    }
    return results;
}

WriteAnswer nothingProved(const QStringList &asked, const ApiError &error)
{
    WriteAnswer answer{.error = error};
    for (const QString &id : asked)
        answer.fates.append({id, WriteFate::Unknown, error});
    return answer;
}

RecordFate fateOf(const RemovalResult &result)
{
    if (result.isDone)
        return {result.id, WriteFate::Applied, {}};
    const bool isAbsent = result.word.compare(QLatin1String("NotFound"), Qt::CaseInsensitive) == 0;
    ApiError error{.kind = isAbsent ? ErrorKind::NotFound : ErrorKind::Invalid,
                   .code = result.word.left(100),
                   .subject = result.id};
    return {result.id, isAbsent ? WriteFate::Absent : WriteFate::Rejected, std::move(error)};
}

} // namespace

bool isRemovableCxoneId(QStringView externalId)
{
    return !externalId.isEmpty() && externalId.size() <= longestNumber
        && (externalId.size() == 1 || externalId[0] != u'0')
        && std::ranges::all_of(externalId, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QByteArray cxoneRemovalBody(const QStringList &externalIds)
{
    // By hand: QJson knows numbers as double only.
    QByteArrayList records;
    for (const QString &id : externalIds)
        records << "{\"externalId\":" + id.toLatin1() + '}';
    return "{\"prospectsToRemove\":[" + records.join(',') + "]}";
}

WriteAnswer readCxoneRemoval(const QByteArray &body, const QStringList &asked)
{
    const auto object = parseObject(body);
    if (!object)
        return nothingProved(asked, object.error());
    JsonReader reader;
    const QList<RemovalResult> results
        = resultsIn(reader, *object, "successfulRecords", true) + resultsIn(reader, *object, "failedRecords", false);
    if (reader.fault())
        return nothingProved(asked, *reader.fault());
    QHash<QString, RecordFate> fates;
    for (const RemovalResult &result : results) {
        if (!asked.contains(result.id) || fates.contains(result.id))
            return nothingProved(asked, fault(ErrorKind::UnexpectedShape, "other_results"));
        fates.insert(result.id, fateOf(result));
    }
    WriteAnswer answer;
    for (const QString &id : asked) {
        answer.fates.append(
            fates.value(id, {id, WriteFate::Unknown, fault(ErrorKind::UnexpectedShape, "no_result", id)}));
        const RecordFate &fate = answer.fates.last();
        if (!answer.error && (fate.fate == WriteFate::Rejected || fate.fate == WriteFate::Unknown))
            answer.error = fate.error;
    }
    return answer;
}

} // namespace muster
