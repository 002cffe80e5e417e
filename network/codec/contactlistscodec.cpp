// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/contactlistscodec.h"

#include "network/codec/recordpagedecoder.h"
#include "network/codec/strictjson.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>

namespace muster {

namespace {

constexpr int acceptedOnly = 202;
constexpr int severalStatuses = 207;

WriteFate fateOfStatus(int status)
{
    switch (status) {
    case 200:
    case 201:
    case 204:
        return WriteFate::Applied;
    case acceptedOnly:
        return WriteFate::Accepted;
    case 404:
    case 410:
        return WriteFate::Absent;
    case 408:
        return WriteFate::Unknown;
    case 429:
        return WriteFate::NotSent;
    default:
        return status >= 400 && status < 500 ? WriteFate::Rejected : WriteFate::Unknown;
    }
}

bool isDone(WriteFate fate)
{
    return fate == WriteFate::Applied || fate == WriteFate::Accepted;
}

} // namespace

WriteAnswerReader::WriteAnswerReader(int httpStatus, const char *count, Body body)
    : m_httpStatus(httpStatus)
    , m_count(count)
    , m_body(body)
{
}

WriteAnswer WriteAnswerReader::read(const QByteArray &body, const QList<ContactPhone> &sent)
{
    const WriteFate good = m_httpStatus == acceptedOnly ? WriteFate::Accepted : WriteFate::Applied;
    for (const ContactPhone &contact : sent) {
        m_positions.insert(contact.contactId, m_answer.fates.size());
        m_answer.fates.append({contact.contactId, WriteFate::Unknown, {}});
    }
    m_named.assign(static_cast<std::size_t>(sent.size()), false);
    if (body.trimmed().isEmpty()) {
        const bool enough = m_body == Body::MayBeAbsent || good == WriteFate::Accepted;
        if (enough && m_httpStatus != severalStatuses)
            setAll(good, std::nullopt);
        else
            doubt(ErrorKind::NotFromApi, QStringLiteral("empty_body"));
        return m_answer;
    }
    const auto object = parseObject(body);
    if (!object) {
        doubt(object.error().kind, object.error().code);
        return m_answer;
    }
    JsonReader reader;
    const qint64 count = reader.optionalInteger(*object, {}, m_count, -1);
    const QJsonValue results = object->value(QLatin1String("results"));
    if (reader.fault() || (count < 0 && object->contains(QLatin1String(m_count)))) {
        doubt(ErrorKind::UnexpectedShape, QStringLiteral("not_integer"));
    } else if (results.isArray()) {
        readResults(results.toArray());
        settleUnnamed(count);
    } else if (!results.isUndefined() && !results.isNull()) {
        doubt(ErrorKind::UnexpectedShape, QStringLiteral("not_array"));
    } else if (m_httpStatus == severalStatuses || count < 0) {
        doubt(ErrorKind::UnexpectedShape, QStringLiteral("missing"));
    } else if (count != sent.size()) {
        doubt(ErrorKind::UnexpectedShape, QStringLiteral("other_count"));
    } else {
        setAll(good, std::nullopt);
    }
    return m_answer;
}

void WriteAnswerReader::readResults(const QJsonArray &results)
{
    for (const QJsonValue &value : results) {
        if (!value.isObject())
            return doubt(ErrorKind::UnexpectedShape, QStringLiteral("not_object"));
        readResult(value.toObject());
        if (m_doubted)
            return;
    }
}

void WriteAnswerReader::readResult(const QJsonObject &result)
{
    JsonReader reader;
    const QString id = reader.nonEmptyText(result, QStringLiteral("results"), "id");
    const qint64 status = reader.optionalInteger(result, QStringLiteral("results"), "status", 0);
    if (reader.fault())
        return doubt(ErrorKind::UnexpectedShape, reader.fault()->code);
    const auto found = m_positions.constFind(id);
    if (found == m_positions.cend() || m_named[static_cast<std::size_t>(*found)])
        return doubt(ErrorKind::UnexpectedShape, QStringLiteral("other_records"));
    m_named[static_cast<std::size_t>(*found)] = true;
    RecordFate &record = m_answer.fates[*found];
    record.fate = status >= 100 && status <= 599 ? fateOfStatus(static_cast<int>(status)) : WriteFate::Unknown;
    if (isDone(record.fate))
        return;
    ApiError error;
    error.kind = status >= 300 && status <= 599 ? kindOfStatus(static_cast<int>(status)) : ErrorKind::UnexpectedShape;
    error.httpStatus = error.kind == ErrorKind::UnexpectedShape ? m_httpStatus : static_cast<int>(status);
    error.subject = id;
    error.code = result.value(QLatin1String("error")).toString().left(mostWords);
    error.detail = result.value(QLatin1String("message")).toString().left(mostWords);
    record.error = error;
    if (!m_answer.error)
        m_answer.error = error;
    m_answer.error->detail.clear();
}

/// Records that no result names count as done when the count says that all of them are.
void WriteAnswerReader::settleUnnamed(qint64 count)
{
    if (m_doubted)
        return;
    const qint64 said = applied();
    const bool restDone = count == said + std::count(m_named.begin(), m_named.end(), false);
    if (count >= 0 && count != said && !restDone)
        return doubt(ErrorKind::UnexpectedShape, QStringLiteral("other_count"));
    const ApiError silent{
        .kind = ErrorKind::UnexpectedShape, .httpStatus = m_httpStatus, .code = QStringLiteral("missing")};
    for (qsizetype i = 0; i < m_answer.fates.size(); ++i) {
        if (m_named[static_cast<std::size_t>(i)])
            continue;
        RecordFate &record = m_answer.fates[i];
        if (restDone) {
            record.fate = m_httpStatus == acceptedOnly ? WriteFate::Accepted : WriteFate::Applied;
            continue;
        }
        record.error = silent;
        if (!m_answer.error)
            m_answer.error = silent;
    }
}

qsizetype WriteAnswerReader::applied() const
{
    qsizetype done = 0;
    for (qsizetype i = 0; i < m_answer.fates.size(); ++i)
        done += m_named[static_cast<std::size_t>(i)] && isDone(m_answer.fates.at(i).fate) ? 1 : 0;
    return done;
}

void WriteAnswerReader::setAll(WriteFate fate, const std::optional<ApiError> &error)
{
    for (RecordFate &record : m_answer.fates) {
        record.fate = fate;
        record.error = error;
    }
    m_answer.error = error;
}

void WriteAnswerReader::doubt(ErrorKind kind, const QString &code)
{
    m_doubted = true;
    setAll(WriteFate::Unknown, ApiError{.kind = kind, .httpStatus = m_httpStatus, .code = code});
}

Result<QList<ContactListSummary>> ContractContactListsCodec::list(const QByteArray &body) const
{
    return readList<ContactListSummary>(
        body, "items", [](JsonReader &reader, const QJsonObject &item, const QString &path) -> ContactListSummary {
            // A negative count says nothing either (S43).
            return {reader.nonEmptyText(item, path, "id"), reader.text(item, path, "name"),
                    std::max<qint64>(-1, reader.optionalInteger(item, path, "contactCount", -1))};
        });
}

std::optional<QByteArray> ContractContactListsCodec::nextCursor(QByteArrayView body) const
{
    return tailCursor(body, contactListPageShape.cursor);
}

std::shared_ptr<const PageDecoder> ContractContactListsCodec::decoder() const
{
    return std::make_shared<RecordPageDecoder>(QStringList{QStringLiteral("phone")}, contactListPageShape);
}

QByteArray ContractContactListsCodec::records(const QList<ContactPhone> &contacts) const
{
    QJsonArray array;
    for (const ContactPhone &contact : contacts) {
        array.append(QJsonObject{{QStringLiteral("id"), contact.contactId}, {QStringLiteral("phone"), contact.phone}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("contacts"), array}}).toJson(QJsonDocument::Compact);
}

WriteAnswer ContractContactListsCodec::corrected(int httpStatus, const QByteArray &body,
                                                 const QList<ContactPhone> &sent) const
{
    return WriteAnswerReader(httpStatus, "updatedCount", WriteAnswerReader::Body::MayBeAbsent).read(body, sent);
}

WriteAnswer ContractContactListsCodec::restored(int httpStatus, const QByteArray &body,
                                                const QList<ContactPhone> &sent) const
{
    return WriteAnswerReader(httpStatus, "createdCount", WriteAnswerReader::Body::Needed).read(body, sent);
}

std::vector<bool> ContractContactListsCodec::named(const ApiError &refusal, qsizetype count) const
{
    static const QRegularExpression path(QStringLiteral("^contacts\\[(\\d{1,6})\\]"));
    std::vector<bool> named(static_cast<std::size_t>(count));
    for (const FieldFault &fault : refusal.details) {
        const auto match = path.match(fault.field);
        const qsizetype index = match.hasMatch() ? match.captured(1).toLongLong() : count;
        if (index < count)
            named[static_cast<std::size_t>(index)] = true;
    }
    return named;
}

} // namespace muster
