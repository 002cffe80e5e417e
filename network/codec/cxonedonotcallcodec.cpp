// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxonedonotcallcodec.h"

#include "network/codec/cxonevalues.h"
#include "network/codec/strictjson.h"

#include <QHash>
#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype mostEntries = 1000; // of one number
constexpr std::size_t shortestNumber = 7; // as blockableNumber()

bool isRemoved(const QJsonObject &group)
{
    return group.value(QLatin1String("isRemoved")).toBool();
}

/// Number of a text in whatever form; 0: none.
std::uint64_t numberIn(const QString &text)
{
    const std::string digits = digitsOf(text.left(64).toStdString());
    return blockableNumber(digits);
}

QByteArray bodyOf(const QByteArrayList &records)
{
    return "{\"dncGroupRecords\":[" + records.join(',') + "]}";
}

/// What is said of the numbers of a write, before it is known whose they are.
struct NumberResults
{
    QHash<std::uint64_t, bool> known; ///< Whether it was done, by number.
    qsizetype done = 0, refused = 0; ///< Of all results.
    qsizetype nameless = 0; ///< Refused ones that name no number.
};

std::optional<NumberResults> resultsIn(const QByteArray &body)
{
    const auto object = parseObject(body);
    if (!object)
        return std::nullopt;
    const QJsonValue set = object->value(QLatin1String("resultSet"));
    const QJsonObject answer = set.isObject() ? set.toObject() : *object;
    JsonReader reader;
    const QJsonArray array = reader.array(answer, {}, "recordResults");
    NumberResults results;
    for (qsizetype at = 0; at < array.size() && !reader.fault(); ++at) {
        const QString path = QStringLiteral("recordResults[%1]").arg(at);
        const QJsonObject result = reader.objectAt(array, at, QStringLiteral("recordResults"));
        const bool isDone = reader.boolean(result, path, "success");
        const std::uint64_t number = numberIn(reader.optionalText(result, path, "formattedPhone"));
        ++(isDone ? results.done : results.refused);
        if (number == 0 && !isDone)
            ++results.nameless;
        else if (number != 0 && results.known.contains(number))
            return std::nullopt; // the same number twice, which nobody asked for
        else if (number != 0)
            results.known.insert(number, isDone);
    }
    return reader.fault() ? std::nullopt : std::optional(results);
}

RecordFate refusedNumber()
{
    return {{}, WriteFate::Rejected, fault(ErrorKind::Invalid, "number_refused")};
}

} // namespace

Result<QList<DoNotCallGroup>> readCxoneDoNotCallGroups(const QByteArray &body)
{
    if (body.isEmpty())
        return QList<DoNotCallGroup>();
    TRY(object, parseObject(body));
    JsonReader reader;
    const QString path = QStringLiteral("resultSet");
    const QJsonValue set = object->value(path);
    if (!set.isObject())
        reader.note(path, QStringLiteral("object"));
    const QJsonArray array = reader.array(set.toObject(), path, "dncGroups");
    QList<DoNotCallGroup> groups;
    for (qsizetype at = 0; at < array.size() && !reader.fault(); ++at) {
        const QString groupPath = QStringLiteral("resultSet.dncGroups[%1]").arg(at);
        const QJsonObject group = reader.objectAt(array, at, QStringLiteral("resultSet.dncGroups"));
        DoNotCallGroup read{.id = cxoneIdIn(reader, group, groupPath, "dncGroupId"),
                            .name = reader.text(group, groupPath, "dncGroupName"),
                            .isActive = reader.boolean(group, groupPath, "isActive"),
                            .numbers = reader.optionalInteger(group, groupPath, "validRecords", -1),
                            .changed = cxoneTime(reader.optionalText(group, groupPath, "lastUpdateTime"))};
        if (!isRemoved(group))
            groups.append(std::move(read));
    }
    if (reader.fault())
        return failure(*reader.fault());
    return groups;
}

Result<CxoneGroupSkills> readCxoneGroupSkills(const QByteArray &body, const char *member)
{
    CxoneGroupSkills read;
    if (body.isEmpty())
        return read;
    TRY(object, parseObject(body));
    JsonReader reader;
    read.total = reader.optionalInteger(*object, {}, "totalRecords", -1);
    const QString name = QString::fromLatin1(member);
    const QJsonArray array = reader.array(*object, {}, member);
    for (qsizetype at = 0; at < array.size() && !reader.fault(); ++at) {
        const QString path = QStringLiteral("%1[%2]").arg(name).arg(at);
        const QJsonObject skill = reader.objectAt(array, at, name);
        read.skills.append(
            {cxoneIdIn(reader, skill, path, "skillId"), reader.text(skill, path, "skillName"), Dialer::State::Unknown});
    }
    if (reader.fault())
        return failure(*reader.fault());
    return read;
}

Result<QList<DoNotCallEntry>> readCxoneDoNotCallSearch(const QByteArray &body, std::uint64_t number)
{
    QList<DoNotCallEntry> entries;
    if (body.isEmpty())
        return entries;
    TRY(object, parseObject(body));
    JsonReader reader;
    const QString name = QStringLiteral("searchResults");
    const QJsonArray array = reader.array(*object, {}, "searchResults");
    if (array.size() > mostEntries)
        return failure(ErrorKind::LimitExceeded, "too_many_entries");
    const std::string asked = std::to_string(number);
    for (qsizetype at = 0; at < array.size() && !reader.fault(); ++at) {
        const QString path = QStringLiteral("%1[%2]").arg(name).arg(at);
        const QJsonObject result = reader.objectAt(array, at, name);
        DoNotCallEntry entry{.groupId = cxoneIdIn(reader, result, path, "dncGroupId"),
                             .groupName = reader.text(result, path, "dncGroupName")};
        const QString end = reader.optionalText(result, path, "expiredDate");
        entry.expires = cxoneTime(end);
        entry.isEndClear = end.isEmpty() || entry.expires.isValid();
        entry.collected = cxoneTime(reader.optionalText(result, path, "dateCollected"));
        entry.changed = cxoneTime(reader.optionalText(result, path, "lastUpdateTime"));
        // That it is the number that was asked for is what the answer says, and all that proves it.
        const std::string found = digitsOf(reader.text(result, path, "formattedPhone").left(64).toStdString());
        if (!reader.fault() && (found.size() < shortestNumber || !asked.ends_with(found)))
            return failure(ErrorKind::UnexpectedShape, "other_number");
        entries.append(std::move(entry));
    }
    if (reader.fault())
        return failure(*reader.fault());
    return entries;
}

Result<CxoneDoNotCallPage> readCxoneDoNotCallPage(const QByteArray &body, const QDateTime &now,
                                                  const QSet<std::uint64_t> &wanted)
{
    CxoneDoNotCallPage page;
    if (body.isEmpty())
        return page;
    TRY(object, parseObject(body));
    JsonReader reader;
    const QJsonValue set = object->value(QLatin1String("resultSet"));
    if (!set.isObject())
        reader.note(QStringLiteral("resultSet"), QStringLiteral("object"));
    const QJsonObject answer = set.toObject();
    page.total = reader.optionalInteger(answer, QStringLiteral("resultSet"), "totalRecords", -1);
    const QJsonArray array = reader.array(answer, QStringLiteral("resultSet"), "dncRecords");
    for (qsizetype at = 0; at < array.size() && !reader.fault(); ++at) {
        const QString path = QStringLiteral("resultSet.dncRecords[%1]").arg(at);
        const QJsonObject record = reader.objectAt(array, at, QStringLiteral("resultSet.dncRecords"));
        page.records.append(reader.integer(record, path, "recordId"));
        const QString endText = reader.optionalText(record, path, "expiredDate");
        const QDateTime end = cxoneTime(endText);
        const bool hasEnded = end.isValid() && end <= now;
        if (hasEnded && wanted.isEmpty())
            continue;
        const std::uint64_t plain = numberIn(reader.text(record, path, "phoneNumber"));
        const std::uint64_t formatted = numberIn(reader.optionalText(record, path, "formattedPhone"));
        for (const std::uint64_t number : {plain, formatted != plain ? formatted : 0}) {
            if (number == 0 || !wanted.contains(number))
                continue;
            DoNotCallEntry entry;
            entry.expires = end;
            entry.isEndClear = endText.isEmpty() || end.isValid();
            entry.collected = cxoneTime(reader.optionalText(record, path, "dateCollected"));
            entry.changed = cxoneTime(reader.optionalText(record, path, "lastUpdateTime"));
            page.entries[number].append(std::move(entry));
        }
        if (hasEnded)
            continue;
        if (plain != 0)
            page.numbers.push_back(plain);
        if (formatted != 0 && formatted != plain)
            page.numbers.push_back(formatted);
    }
    if (reader.fault())
        return failure(*reader.fault());
    return page;
}

QByteArray cxoneDoNotCallAddition(const QList<DoNotCallWrite> &writes)
{
    // By hand: QJson knows numbers as double only.
    QByteArrayList records;
    for (const DoNotCallWrite &write : writes) {
        QByteArray record = "{\"phoneNumber\":" + QByteArray::number(qulonglong(write.number));
        if (write.until.isValid())
            record += ",\"expiredDate\":\"" + write.until.toUTC().toString(Qt::ISODateWithMs).toLatin1() + '"';
        records << record + '}';
    }
    return bodyOf(records);
}

QByteArray cxoneDoNotCallRemoval(const QList<DoNotCallWrite> &writes)
{
    QByteArrayList records;
    for (const DoNotCallWrite &write : writes)
        records << "{\"phoneNumber\":\"" + QByteArray::number(qulonglong(write.number)) + "\"}";
    return bodyOf(records);
}

QList<RecordFate> readCxoneDoNotCallResults(const QByteArray &body, const QList<std::uint64_t> &asked)
{
    const RecordFate unknown{{}, WriteFate::Unknown, fault(ErrorKind::UnexpectedShape, "no_result")};
    QList<RecordFate> fates(asked.size(), unknown);
    const auto results = resultsIn(body);
    if (!results || results->done + results->refused > asked.size())
        return fates;
    const bool isWhole = results->done + results->refused == asked.size();
    if (isWhole && results->refused == 0)
        return QList<RecordFate>(asked.size(), RecordFate{{}, WriteFate::Applied, {}});
    qsizetype unnamed = 0, named = 0;
    for (qsizetype at = 0; at < asked.size(); ++at) {
        const auto known = results->known.constFind(asked.at(at));
        if (known == results->known.cend()) {
            ++unnamed;
            continue;
        }
        ++named;
        fates[at] = *known ? RecordFate{{}, WriteFate::Applied, {}} : refusedNumber();
    }
    // Those that it does not name can only be the refused ones that have no number.
    if (isWhole && named == results->known.size() && unnamed == results->nameless) {
        for (RecordFate &fate : fates) {
            if (fate.fate == WriteFate::Unknown)
                fate = refusedNumber();
        }
    }
    return fates;
}

} // namespace muster
