// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxonepeoplecodec.h"

#include "network/codec/cxonevalues.h"
#include "network/codec/peoplepagereader.h"
#include "network/codec/recordpagedecoder.h"
#include "network/codec/strictjson.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>
#include <array>

namespace muster {

namespace {

using SourceKind = CxoneSource::Kind;
using MemberKind = PeopleMember::Kind;

// "number" of the specifications is Integer where it is an id or counts something, else Decimal; "boolean" is Other.

constexpr std::array contactRecordMembers{
    PeopleMember{"externalId", MemberKind::Id},
    PeopleMember{"score"},
    PeopleMember{"customer1"},
    PeopleMember{"customer2"},
    PeopleMember{"callerId"},
    PeopleMember{"priority"},
    PeopleMember{"complianceReq"},
    PeopleMember{"firstName"},
    PeopleMember{"lastName"},
    PeopleMember{"address"},
    PeopleMember{"city"},
    PeopleMember{"state"},
    PeopleMember{"zip"},
    PeopleMember{"timeZone"},
    PeopleMember{"confirmReq"},
    PeopleMember{"agentId", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"overrideFinalization", MemberKind::Value, AttributeType::Other},
    PeopleMember{"callRequestTime", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"callRequestStaleMins", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"notes"},
    PeopleMember{"expirationDate", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"icAttempts", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"icFinalStatus"},
    PeopleMember{"icAssignedSkillId", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"icConfirmationReq"},
    PeopleMember{"icComplianceRecord"},
    PeopleMember{"icPriority"},
    PeopleMember{"icSourceActive", MemberKind::Value, AttributeType::Other},
    PeopleMember{"icSourceRemoved", MemberKind::Value, AttributeType::Other},
    PeopleMember{"icTimeZoneNames"},
    PeopleMember{"icTargetAgent", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"icTargetAgentName"},
    PeopleMember{"icDateOfLastCall", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"icLastCallDuration"},
    PeopleMember{"icSystemClassification", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"icSystemClassificationName"},
    PeopleMember{"icAgentDisposition", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"icAgentDispositionDesc"},
    PeopleMember{"icAgentNo", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"icAgentName"},
    PeopleMember{"icCallNotes"},
    PeopleMember{"icCommitmentAmount"},
    PeopleMember{"icCallerIdUsed", MemberKind::Value, AttributeType::Other},
    PeopleMember{"icDeliveredComplianceRecord", MemberKind::Value, AttributeType::Other},
    PeopleMember{"icDeliveredConfirmationRequired", MemberKind::Value, AttributeType::Other},
    PeopleMember{"icContactDeliveryType", MemberKind::Value, AttributeType::Other},
    PeopleMember{"icDeliveredPriority", MemberKind::Value, AttributeType::Other},
    PeopleMember{"icDeliveredAsCallback", MemberKind::Value, AttributeType::Other},
    PeopleMember{"icDeliveredAgentSpecific", MemberKind::Value, AttributeType::Other},
    PeopleMember{"icCallbackDateTime", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"icCallbackAgent", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"icCallbackAgentName"},
    PeopleMember{"icCallbackNumber"},
    PeopleMember{"icCallbackNotes"},
    PeopleMember{"icCreateDate", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"icModifiedDate", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"icProspectiveContactDestValue", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"icProspectiveContactDestDesc"},
    PeopleMember{"icProspectiveContactDestType"},
    PeopleMember{"icProspectiveContactExpireDate", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"icCallRequestTime", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"icCallRequestStaleMins", MemberKind::Value, AttributeType::Integer},
    PeopleMember{
        .name = "destinations", .kind = MemberKind::Numbers, .valueMember = "formattedDestination", .called = "phone"},
    PeopleMember{
        .name = "otherFields", .kind = MemberKind::Fields, .valueMember = "fieldValue", .nameMember = "fieldName"},
};

constexpr std::array completedContactMembers{
    PeopleMember{"contactId", MemberKind::Id},
    PeopleMember{"abandoned", MemberKind::Value, AttributeType::Other},
    PeopleMember{"abandonSeconds", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"acwSeconds", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"agentId", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"agentSeconds", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"analyticsProcessedDate", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"callbackTime", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"campaignId", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"campaignName"},
    PeopleMember{"conferenceSeconds", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"contactStartDate", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"dateACWWarehoused", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"dateContactWarehoused", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"dispositionNotes"},
    PeopleMember{"divisionNo", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"endReason"},
    PeopleMember{"firstName"},
    PeopleMember{"fromAddress"},
    PeopleMember{"highProficiency", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"holdCount", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"holdSeconds", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"inQueueSeconds", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"isAnalyticsProcessed", MemberKind::Value, AttributeType::Other},
    PeopleMember{"isLogged", MemberKind::Value, AttributeType::Other},
    PeopleMember{"isOutbound", MemberKind::Value, AttributeType::Other},
    PeopleMember{"isRefused", MemberKind::Value, AttributeType::Other},
    PeopleMember{"isShortAbandon", MemberKind::Value, AttributeType::Other},
    PeopleMember{"isTakeover", MemberKind::Value, AttributeType::Other},
    PeopleMember{"lastName"},
    PeopleMember{"lastUpdateTime", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"lowProficiency", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"masterContactId", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"mediaSubTypeId", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"mediaSubTypeName"},
    PeopleMember{"mediaTypeId", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"mediaTypeName"},
    PeopleMember{"pointOfContactId", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"pointOfContactName"},
    PeopleMember{"postQueueSeconds", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"preQueueSeconds", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"primaryDispositionId", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"refuseReason"},
    PeopleMember{"refuseTime", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"releaseSeconds", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"routingAttribute", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"routingTime", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"secondaryDispositionId", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"serviceLevelFlag", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"skillId", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"skillName"},
    PeopleMember{"tags", MemberKind::Value, AttributeType::Other},
    PeopleMember{"teamId", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"teamName"},
    PeopleMember{"toAddress"},
    PeopleMember{"totalDurationSeconds", MemberKind::Value, AttributeType::Decimal},
    PeopleMember{"transferIndicatorId", MemberKind::Value, AttributeType::Integer},
    PeopleMember{"transferIndicatorName"},
};

constexpr std::array customerMembers{
    PeopleMember{"id", MemberKind::Id},
    PeopleMember{"updatedAt", MemberKind::Value, AttributeType::DateTime},
    PeopleMember{"firstName"},
    PeopleMember{"surname"},
    PeopleMember{"fullName"},
    PeopleMember{"image"},
    PeopleMember{"identities", MemberKind::Value, AttributeType::Other},
    PeopleMember{"messageStatistics", MemberKind::Group, AttributeType::Integer},
    PeopleMember{"sentimentStatistics", MemberKind::Group, AttributeType::Integer},
    PeopleMember{.name = "customFields", .kind = MemberKind::Fields, .valueMember = "value", .nameMember = "ident"},
};

constexpr PeoplePageShape shapes[] = {
    {"resultSet", "contactRecords", "totalRecords", contactRecordMembers, "ic"},
    {"", "completedContacts", "totalRecords", completedContactMembers},
    {"", "data", "hits", customerMembers},
    {}, // of recorded interactions: a table, see CxoneTableDecoder
};

const PeoplePageShape &shapeOf(SourceKind kind)
{
    return shapes[static_cast<std::size_t>(kind)];
}

QString nameText(std::string_view name)
{
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

QString keyOfType(AttributeType type)
{
    switch (type) {
    case AttributeType::String:
        return QStringLiteral("string");
    case AttributeType::Integer:
        return QStringLiteral("integer");
    case AttributeType::Decimal:
        return QStringLiteral("decimal");
    case AttributeType::Date:
        return QStringLiteral("date");
    case AttributeType::DateTime:
        return QStringLiteral("datetime");
    case AttributeType::Other:
        break;
    }
    return QStringLiteral("other");
}

void addAttribute(SegmentDefinition &definition, const QString &name, AttributeType type)
{
    const bool isKnown = std::ranges::any_of(
        definition.attributes, [&name](const SegmentAttribute &attribute) { return attribute.name == name; });
    if (!isKnown)
        definition.attributes.append({name, type, keyOfType(type), true});
}

/// Of what may come: a list with more columns than this is none.
constexpr qsizetype mostAttributes = 1000;

/// Adds the attributes that only records tell of: numbers by their place, fields by their names.
void addFromRecord(const QJsonObject &record, const PeoplePageShape &shape, SegmentDefinition &definition)
{
    for (const PeopleMember &member : shape.members) {
        const QJsonArray elements = record.value(nameText(member.name)).toArray();
        for (qsizetype at = 0; at < elements.size() && definition.attributes.size() < mostAttributes; ++at) {
            if (member.kind == MemberKind::Numbers) {
                addAttribute(definition, nameText(member.called) + QString::number(at + 1), member.type);
            } else if (member.kind == MemberKind::Fields) {
                const QString name = elements[at].toObject().value(nameText(member.nameMember)).toString();
                if (!name.isEmpty())
                    addAttribute(definition, nameText(member.name) + u'.' + name, member.type);
            }
        }
    }
}

/// Null: not said, or not to be understood.
QDateTime timeIn(const QJsonObject &object, const char *member)
{
    return cxoneTime(object.value(QLatin1String(member)).toString());
}

QByteArray digestOf(std::string_view record)
{
    return QCryptographicHash::hash(QByteArrayView(record.data(), static_cast<qsizetype>(record.size())),
                                    QCryptographicHash::Sha256)
        .left(8)
        .toHex();
}

class CxoneDecoder final : public PageDecoder
{
public:
    CxoneDecoder(const CxoneSource &source, const SegmentQuery &query, PeoplePlan::Rest rest)
        : m_source(source.kind)
        , m_sourceId(query.segmentId)
        , m_plan(shapeOf(source.kind), query.attributes, query.filters, rest)
    {
    }

    [[nodiscard]] Result<RecordPage> decode(const RawPage &raw) const override
    {
        // Without a source of its own it takes the place's word for it.
        const QString sourceId
            = m_sourceId.isEmpty() ? QString::fromLatin1(raw.asked.left(256).split(' ').value(1)) : m_sourceId;
        const auto place = CxonePlace::fromCursor(raw.asked, sourceId);
        if (!place || place->source.kind != m_source)
            return failure(ErrorKind::BadInput, "invalid_continuation_token", sourceId);
        if (raw.body.isEmpty()) {
            RecordPage nothing;
            nothing.numberForm = numberForm();
            nothing.columnCount = m_plan.columnCount();
            return nothing;
        }
        QByteArray begins;
        TRY(page, readPageOf(raw.body, [this, &begins](simdjson::ondemand::parser &parser, const QByteArray &body) {
                PeoplePageReader reader(parser, m_plan);
                auto read = reader.read(body);
                if (read)
                    read->numberForm = numberForm();
                begins = digestOf(reader.firstRecord());
                return read;
            }));
        if (page->receivedCount == 0)
            return page;
        const CxonePlace next = place->behind(static_cast<qint64>(page->receivedCount), begins);
        if (next.at > CxonePlace::furthest)
            return failure(ErrorKind::LimitExceeded, "page_rows", sourceId);
        if (begins == place->before) {
            // Pages of customers are counted from 0 or from 1: the second is the first again where it is from 1.
            if (m_source != SourceKind::DigitalCustomers || place->at != 1)
                return failure(ErrorKind::LimitExceeded, "cursor_repeated", sourceId);
            RecordPage nothing;
            nothing.numberForm = numberForm();
            nothing.columnCount = m_plan.columnCount();
            nothing.totalCount = page->totalCount;
            nothing.nextCursor = next.cursor();
            return nothing;
        }
        page->nextCursor = next.cursor();
        return page;
    }

private:
    [[nodiscard]] NumberForm numberForm() const
    {
        return m_source == SourceKind::CallingList ? NumberForm::Digits : NumberForm::Text;
    }

    const SourceKind m_source;
    const QString m_sourceId;
    const PeoplePlan m_plan;
};

constexpr QLatin1String completedId("completed-contacts"), customersId("digital-customers"),
    interactionsId("recorded-interactions"), listPrefix("calling-list/");
constexpr auto timeFormat = "yyyy-MM-ddTHH:mm:ssZ";
constexpr qint64 longestWindow = qint64(366) * 24 * 3600;
constexpr qint64 mostDays = 31;

bool isNumber(QStringView digits)
{
    return !digits.isEmpty() && digits.size() <= 18 && !digits.startsWith(u'0')
        && std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QByteArray timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(QLatin1String(timeFormat)).toLatin1() : QByteArrayLiteral("-");
}

QDateTime timeOf(const QByteArray &spelled)
{
    QDateTime time = QDateTime::fromString(QString::fromLatin1(spelled), QLatin1String(timeFormat));
    time.setTimeSpec(Qt::UTC);
    return time;
}

bool isDigest(const QByteArray &digest)
{
    return digest.size() == 16
        && std::ranges::all_of(digest, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// Whether a cursor may say that.
bool isPossible(const CxonePlace &place)
{
    if (place.source.kind == SourceKind::RecordedInteractions) {
        const qint64 days = place.from.isValid() && place.to.isValid() ? place.from.daysTo(place.to) + 1 : 0;
        return place.size == 0 && place.before.isEmpty() && days >= 1 && days <= mostDays && place.at >= 0
            && place.at < days && place.from.time() == QTime(0, 0) && place.to.time() == QTime(0, 0);
    }
    const bool isFirst = place.at == (place.source.kind == SourceKind::DigitalCustomers ? CxonePlace::unnumbered : 0);
    if ((!isFirst && place.at < 1) || place.at > CxonePlace::furthest || place.before.isEmpty() != isFirst)
        return false;
    const bool hasWindow = place.from.isValid() || place.to.isValid();
    switch (place.source.kind) {
    case SourceKind::CallingList:
        return place.size == 0 && !hasWindow;
    case SourceKind::CompletedContacts: {
        const qint64 seconds = place.from.isValid() && place.to.isValid() ? place.from.secsTo(place.to) : 0;
        return place.size == 0 && seconds > 0 && seconds <= longestWindow;
    }
    case SourceKind::DigitalCustomers:
        return place.size >= 1 && place.size <= 1000 && !hasWindow;
    case SourceKind::RecordedInteractions:
        break;
    }
    return false;
}

} // namespace

QString CxoneSource::id() const
{
    switch (kind) {
    case SourceKind::CallingList:
        return listPrefix + listId;
    case SourceKind::CompletedContacts:
        return completedId;
    case SourceKind::DigitalCustomers:
        return customersId;
    case SourceKind::RecordedInteractions:
        return interactionsId;
    }
    Q_UNREACHABLE();
}

std::optional<CxoneSource> CxoneSource::fromId(const QString &id)
{
    if (id == completedId)
        return CxoneSource{SourceKind::CompletedContacts, {}};
    if (id == customersId)
        return CxoneSource{SourceKind::DigitalCustomers, {}};
    if (id == interactionsId)
        return CxoneSource{SourceKind::RecordedInteractions, {}};
    if (!id.startsWith(listPrefix) || !isNumber(QStringView(id).mid(listPrefix.size())))
        return std::nullopt;
    return CxoneSource{SourceKind::CallingList, id.mid(listPrefix.size())};
}

// Its parts stand apart by blanks, and "-" for one that there is not: the version, the source, the place, the size, the
// two ends of the time, the digest.
QByteArray CxonePlace::cursor() const
{
    return QByteArrayList{QByteArrayLiteral("cxone1"),
                          source.id().toLatin1(),
                          QByteArray::number(at),
                          QByteArray::number(size),
                          timeText(from),
                          timeText(to),
                          before.isEmpty() ? QByteArrayLiteral("-") : before}
        .join(' ');
}

std::optional<CxonePlace> CxonePlace::fromCursor(const QByteArray &cursor, const QString &sourceId)
{
    const auto source = CxoneSource::fromId(sourceId);
    const QByteArrayList parts = cursor.left(256).split(' ');
    if (!source || parts.size() != 7)
        return std::nullopt;
    CxonePlace place{.source = *source, .at = parts[2].toLongLong(), .size = parts[3].toInt(), .before = parts[6]};
    if (parts[4] != "-")
        place.from = timeOf(parts[4]);
    if (parts[5] != "-")
        place.to = timeOf(parts[5]);
    if (place.before == "-")
        place.before.clear();
    if ((!place.before.isEmpty() && !isDigest(place.before)) || !isPossible(place))
        return std::nullopt;
    // Written again it shows every other spelling, and another source.
    return place.cursor() == cursor ? std::optional(place) : std::nullopt;
}

CxonePlace CxonePlace::behind(qint64 received, const QByteArray &digest) const
{
    CxonePlace next = *this;
    next.at = source.kind != SourceKind::DigitalCustomers ? at + received : at == unnumbered ? 1 : at + 1;
    next.before = digest;
    return next;
}

CxonePlace CxonePlace::ofDays(const QDate &first, const QDate &last)
{
    return {.source = {SourceKind::RecordedInteractions, {}},
            .from = QDateTime(first, QTime(0, 0), Qt::UTC),
            .to = QDateTime(last, QTime(0, 0), Qt::UTC)};
}

QByteArray CxonePlace::nextDay() const
{
    CxonePlace next = *this;
    ++next.at;
    return next.day() > to.date() ? QByteArray() : next.cursor();
}

SegmentDefinition cxoneDefinition(const CxoneSource &source)
{
    // The API's own words, as those of any segment are the service's.
    static constexpr std::array names{"", "Completed contacts", "Digital customers", "Recorded interactions"};
    SegmentDefinition definition{.id = source.id(), .isFilteredHere = true};
    if (source.kind != SourceKind::CallingList) {
        definition.name = QLatin1String(names[static_cast<std::size_t>(source.kind)]);
        definition.status = QStringLiteral("Active");
        definition.isLive = true;
    }
    for (const PeopleMember &member : shapeOf(source.kind).members) {
        if (member.kind == MemberKind::Value)
            addAttribute(definition, nameText(member.name), member.type);
        else if (member.kind == MemberKind::Numbers)
            addAttribute(definition, nameText(member.called) + u'1', member.type);
    }
    if (source.kind == SourceKind::DigitalCustomers) {
        for (const char *name :
             {"messageStatistics.inbound", "messageStatistics.outbound", "sentimentStatistics.positive",
              "sentimentStatistics.neutral", "sentimentStatistics.negative"})
            addAttribute(definition, QLatin1String(name), AttributeType::Integer);
    }
    return definition;
}

SegmentDefinition cxoneInteractions(const QStringList &columns)
{
    SegmentDefinition definition = cxoneDefinition({SourceKind::RecordedInteractions, {}});
    for (const QString &column : columns)
        addAttribute(definition, column, AttributeType::String);
    return definition;
}

Result<SegmentDefinition> readCxoneList(const QByteArray &body, const QString &sourceId)
{
    TRY(object, parseObject(body));
    const QJsonValue inner = object->value(QLatin1String("resultSet"));
    JsonReader reader;
    const QString path = QStringLiteral("resultSet");
    if (!inner.isObject())
        reader.note(path, inner.isUndefined() ? QStringLiteral("missing") : QStringLiteral("not_object"));
    const QJsonObject list = inner.toObject();
    SegmentDefinition definition = cxoneDefinition(CxoneSource::fromId(sourceId).value_or(CxoneSource()));
    definition.id = sourceId;
    definition.name = reader.text(list, path, "listName");
    definition.status = reader.text(list, path, "status");
    definition.lastUpdated = timeIn(list, "updateDate");
    definition.size = reader.optionalInteger(list, path, "totalRecords", -1);
    if (reader.fault())
        return failure(*reader.fault());
    for (const QJsonValue record : list.value(QLatin1String("contactRecords")).toArray())
        addFromRecord(record.toObject(), shapeOf(SourceKind::CallingList), definition);
    return definition;
}

Result<void> addCxoneCustomFields(const QByteArray &body, SegmentDefinition &definition)
{
    if (body.isEmpty())
        return {};
    TRY(object, parseObject(body));
    JsonReader reader;
    const QJsonArray customers = reader.array(*object, {}, "data");
    if (reader.fault())
        return failure(*reader.fault());
    for (const QJsonValue customer : customers)
        addFromRecord(customer.toObject(), shapeOf(SourceKind::DigitalCustomers), definition);
    return {};
}

std::shared_ptr<const PageDecoder> cxoneDecoder(const SegmentQuery &query)
{
    // Of an id that names no source no cursor can be read, so nothing is decoded.
    return std::make_shared<CxoneDecoder>(CxoneSource::fromId(query.segmentId).value_or(CxoneSource()), query,
                                          PeoplePlan::Rest::LeftOut);
}

std::shared_ptr<const PageDecoder> cxoneRecordDecoder(const QString &sourceId, const QStringList &columns)
{
    const SegmentQuery all{sourceId, {}, columns};
    return std::make_shared<CxoneDecoder>(CxoneSource{}, all, PeoplePlan::Rest::Kept);
}

} // namespace muster
