// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxonelistcodec.h"

#include "network/codec/cxonepeoplecodec.h"
#include "network/codec/cxonevalues.h"
#include "network/codec/verbatimjson.h"
#include "network/wire/latertime.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace muster {

namespace {

/// Elements of the array that a page has as its member `name`, and how many all pages have.
struct PageOf
{
    QJsonArray elements;
    qint64 total = -1;
};

PageOf pageOf(JsonReader &reader, const QJsonObject &object, const char *name)
{
    PageOf page{.total = reader.optionalInteger(object, {}, "totalRecords", -1)};
    // Where there is nothing at all the array need not be there.
    if (page.total != 0 || object.value(QLatin1String(name)).isArray())
        page.elements = reader.array(object, {}, name);
    return page;
}

/// A count that is none (negative, a fraction, no number) is one that was not said: the list can be worked with all the
/// same. The index has some as text.
qint64 countOf(const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const qint64 count = value.isString() ? value.toString().toLongLong(&isNumber) : value.toInteger(-1);
    return isNumber && count >= 0 ? count : -1;
}

/// Over all skills; -1 as soon as one of them does not tell.
qint64 retriedOf(const QJsonArray &skills)
{
    qint64 retried = skills.isEmpty() ? -1 : 0;
    for (const QJsonValue skill : skills) {
        const qint64 own = countOf(skill.toObject().value(QLatin1String("retriedRecords")));
        retried = own < 0 || retried < 0 ? -1 : retried + own;
    }
    return retried;
}

CxoneCallList callListIn(JsonReader &reader, const QJsonObject &list, const QString &path)
{
    CxoneCallList read{.id = cxoneIdIn(reader, list, path, "listId"),
                       .name = reader.text(list, path, "listName"),
                       .status = reader.optionalText(list, path, "status"),
                       .created = cxoneTime(list.value(QLatin1String("createDate")).toString()),
                       .lastUpdated = cxoneTime(list.value(QLatin1String("updateDate")).toString()),
                       .size = reader.optionalInteger(list, path, "totalRecords", -1)};
    if (!CxoneSource::fromId(CxoneSource{CxoneSource::Kind::CallingList, read.id}.id()))
        reader.note(memberPath(path, "listId"), QStringLiteral("invalid"));
    // A list of which that cannot be told is still one that can be exported, and says nothing of the others.
    JsonReader ofSkills;
    QList<Dialer> skills = cxoneSkillsIn(ofSkills, list, path);
    if (!ofSkills.fault())
        read.skills = std::move(skills);
    const auto count = [&list](const char *name) { return countOf(list.value(QLatin1String(name))); };
    read.uploaded = cxoneTime(list.value(QLatin1String("uploadDate")).toString());
    read.valid = count("validRecords");
    read.invalid = count("invalidRecords");
    read.finalized = count("finalizedRecords");
    read.callable = count("prospectiveContactCount");
    read.retried = retriedOf(list.value(QLatin1String("skills")).toArray());
    return read;
}

} // namespace

Result<CxoneCallLists> readCxoneCallLists(const QByteArray &body)
{
    CxoneCallLists read;
    if (body.isEmpty())
        return read;
    TRY(object, parseObject(body));
    JsonReader reader;
    const PageOf page = pageOf(reader, *object, "callingLists");
    read.total = page.total;
    for (qsizetype at = 0; at < page.elements.size() && !reader.fault(); ++at)
        read.lists.append(callListIn(reader, reader.objectAt(page.elements, at, QStringLiteral("callingLists")),
                                     QStringLiteral("callingLists[%1]").arg(at)));
    if (reader.fault())
        return failure(*reader.fault());
    return read;
}

Result<CxoneSkillStates> readCxoneSkillStates(const QByteArray &body)
{
    CxoneSkillStates read;
    if (body.isEmpty())
        return read;
    TRY(object, parseObject(body));
    JsonReader reader;
    const PageOf page = pageOf(reader, *object, "skills");
    read.total = page.total;
    read.received = page.elements.size();
    for (qsizetype at = 0; at < page.elements.size() && !reader.fault(); ++at) {
        const QJsonObject skill = reader.objectAt(page.elements, at, QStringLiteral("skills"));
        const QJsonValue running = skill.value(QLatin1String("isRunning"));
        const QString id = cxoneIdIn(reader, skill, QStringLiteral("skills[%1]").arg(at), "skillId");
        if (running.isBool())
            read.states.insert(id, running.toBool() ? Dialer::State::Running : Dialer::State::Stopped);
    }
    if (reader.fault())
        return failure(*reader.fault());
    return read;
}

Result<CxoneAttempts> readCxoneAttempts(const QByteArray &body)
{
    CxoneAttempts read;
    if (body.isEmpty())
        return read;
    TRY(object, parseObject(body));
    const QString path = QStringLiteral("resultSet");
    JsonReader reader;
    const QJsonValue set = object->value(path);
    if (!set.isObject())
        reader.note(path, QStringLiteral("not an object"));
    const QJsonArray attempts = reader.array(set.toObject(), path, "contactAttempts");
    for (const QJsonValue value : attempts) {
        const QJsonObject attempt = value.toObject();
        const QString date = attempt.value(QLatin1String("dateOfCall")).toString();
        if (read.received++ == 0 && attempt.contains(QLatin1String("contactId")))
            read.first = attempt.value(QLatin1String("contactId")).toVariant().toString() + u' ' + date;
        read.newest = laterOf(read.newest, cxoneTime(date));
    }
    if (reader.fault())
        return failure(*reader.fault());
    return read;
}

Result<QList<CxoneListField>> readCxoneListFields(const QByteArray &body)
{
    QList<CxoneListField> fields;
    if (body.isEmpty())
        return fields;
    TRY(object, parseObject(body));
    const QJsonArray records
        = object->value(QLatin1String("resultSet")).toObject().value(QLatin1String("contactRecords")).toArray();
    for (const QJsonValue record : records) {
        for (const QJsonValue other : record.toObject().value(QLatin1String("otherFields")).toArray()) {
            const QJsonObject field = other.toObject();
            const QString name = field.value(QLatin1String("fieldName")).toString();
            const QString column = field.value(QLatin1String("fieldMapping")).toString();
            if (name.isEmpty())
                continue;
            const QString attribute = QStringLiteral("otherFields.") + name;
            const auto known = std::ranges::find(fields, attribute, &CxoneListField::attribute);
            if (known == fields.end())
                fields.append({attribute, column});
            else if (known->column != column)
                known->column.clear();
        }
    }
    const auto isUsed
        = [&fields](const QString &column) { return std::ranges::count(fields, column, &CxoneListField::column) > 1; };
    QList<CxoneListField> writable;
    for (const CxoneListField &field : std::as_const(fields)) {
        if (!field.column.isEmpty() && !isUsed(field.column))
            writable.append(field);
    }
    return writable;
}

const QStringList &cxoneStandardFields()
{
    // Not those that say whom to call and when: an enrichment must not decide that.
    static const QStringList fields{
        QStringLiteral("score"),     QStringLiteral("customer1"), QStringLiteral("customer2"),
        QStringLiteral("callerId"),  QStringLiteral("priority"),  QStringLiteral("complianceReq"),
        QStringLiteral("firstName"), QStringLiteral("lastName"),  QStringLiteral("address"),
        QStringLiteral("city"),      QStringLiteral("state"),     QStringLiteral("zip"),
        QStringLiteral("timeZone"),  QStringLiteral("notes")};
    return fields;
}

QByteArray CxoneValuesPlace::cursor() const
{
    return QJsonDocument(QJsonObject{{QStringLiteral("attributes"), QJsonArray::fromStringList(attributes)},
                                     {QStringLiteral("place"), QString::fromLatin1(place)},
                                     {QStringLiteral("total"), total}})
        .toJson(QJsonDocument::Compact);
}

std::optional<CxoneValuesPlace> CxoneValuesPlace::fromCursor(const QByteArray &cursor)
{
    const QJsonObject object = QJsonDocument::fromJson(cursor).object();
    CxoneValuesPlace read{.place = object.value(QLatin1String("place")).toString().toLatin1(),
                          .total = object.value(QLatin1String("total")).toInteger(-1)};
    for (const QJsonValue name : object.value(QLatin1String("attributes")).toArray())
        read.attributes.append(name.toString());
    return !cursor.isEmpty() && read.cursor() == cursor ? std::optional(read) : std::nullopt;
}

namespace {

class ValuesDecoder final : public PageDecoder
{
public:
    [[nodiscard]] Result<RecordPage> decode(const RawPage &raw) const override
    {
        const auto asked = CxoneValuesPlace::fromCursor(raw.asked);
        if (!asked)
            return failure(ErrorKind::BadInput, "invalid_continuation_token");
        // The source stands in the place, behind the version.
        const QByteArrayList parts = asked->place.split(' ');
        const SegmentQuery query{QString::fromLatin1(parts.value(1)), {}, asked->attributes};
        TRY(page, cxoneDecoder(query)->decode({raw.body, raw.nextCursor, asked->place}));
        if (page->totalCount && asked->total >= 0 && *page->totalCount != asked->total)
            return failure(ErrorKind::UnexpectedShape, "list_moves", query.segmentId);
        return withExtras(*std::move(page), *asked);
    }

private:
    static RecordPage withExtras(RecordPage page, const CxoneValuesPlace &asked)
    {
        RecordPage told;
        told.quarantined = page.quarantined;
        told.receivedCount = page.receivedCount;
        told.totalCount = page.totalCount;
        std::vector<std::string> names;
        for (const QString &name : asked.attributes)
            names.push_back(escapedJson(name));
        for (std::size_t row = 0; row < page.rowCount(); ++row) {
            told.ids.push_back(kept(told, page.id(row), RecordCell::Kind::Text));
            std::string members;
            for (std::size_t column = 0; column < page.columnCount; ++column) {
                const RecordCell &cell = page.cell(row, column);
                if (!page.isFilled(cell))
                    continue;
                if (!members.empty())
                    members += ',';
                const std::string_view text = page.text(cell);
                members += names[column] + ':';
                if (cell.kind == RecordCell::Kind::Text)
                    members += escapedJson(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
                else
                    members += text;
            }
            told.extra.push_back(kept(told, members, RecordCell::Kind::Json));
        }
        if (!page.nextCursor.isEmpty()) {
            CxoneValuesPlace next = asked;
            next.place = page.nextCursor;
            if (next.total < 0)
                next.total = page.totalCount.value_or(-1);
            told.nextCursor = next.cursor();
        }
        return told;
    }
    static RecordCell kept(RecordPage &page, std::string_view text, RecordCell::Kind kind)
    {
        const RecordCell cell{static_cast<std::uint32_t>(page.arena.size()), static_cast<std::uint32_t>(text.size()),
                              kind};
        page.arena.append(text.data(), static_cast<qsizetype>(text.size()));
        return cell;
    }
    /// With its quotes.
    static std::string escapedJson(const QString &text)
    {
        const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
        return std::string(array.constData() + 1, static_cast<std::size_t>(array.size() - 2));
    }
};

} // namespace

std::shared_ptr<const PageDecoder> cxoneValuesDecoder()
{
    return std::make_shared<ValuesDecoder>();
}

} // namespace muster
