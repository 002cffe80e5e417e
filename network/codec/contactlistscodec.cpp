// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/contactlistscodec.h"

#include "network/codec/jsonreader.h"
#include "network/codec/recordpagedecoder.h"
#include "network/codec/tailcursor.h"
#include "network/codec/writeanswerreader.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace muster {

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
