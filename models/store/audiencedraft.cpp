// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/audiencedraft.h"

#include "models/rules/canonicaljson.h"
#include "models/rules/memberreader.h"
#include "network/codec/criteriacodec.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace muster {

namespace {

constexpr int formatVersion = 1;

const QString &draftFormat()
{
    static const QString name = QStringLiteral("muster-audience-draft");
    return name;
}

// The digest stands at the end: ,"sha256":"<64 digits>"}
constexpr qsizetype tailLength = 11 + 64 + 2;

QByteArray digestOf(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

ApiError damaged(const char *code, const QString &detail = {})
{
    ApiError error;
    error.kind = ErrorKind::Damaged;
    error.code = QLatin1String(code);
    error.detail = detail;
    return error;
}

void write(CanonicalJson &json, const char *name, const AudienceDefinition &definition)
{
    json.beginObject(name);
    json.member("name", definition.name);
    json.member("description", definition.description);
    json.member("criteria", QString::fromUtf8(writeCriteria(definition.criteria)));
    json.beginArray("exclusions");
    for (const QString &id : definition.exclusions)
        json.element(id);
    json.endArray();
    json.member("source", audienceSourceKey(definition.source));
    json.member("recalculate", definition.recalculateOnUpdate);
    json.endObject();
}

AudienceDefinition readDefinition(MemberReader &outer, QLatin1String name)
{
    const QJsonObject object = outer.object(name);
    MemberReader reader(object);
    AudienceDefinition definition;
    definition.name = reader.text(QLatin1String("name"));
    definition.description = reader.text(QLatin1String("description"));
    if (auto criteria = readCriteria(reader.text(QLatin1String("criteria")).toUtf8()))
        definition.criteria = *std::move(criteria);
    definition.exclusions = reader.texts(QLatin1String("exclusions"));
    const auto source = audienceSource(reader.text(QLatin1String("source")));
    reader.require(source.has_value());
    definition.source = source.value_or(AudienceSource::Customer360);
    definition.recalculateOnUpdate = reader.flag(QLatin1String("recalculate"));
    outer.require(reader.good());
    return definition;
}

QByteArray opaque(MemberReader &reader, QLatin1String name)
{
    const auto bytes
        = QByteArray::fromBase64Encoding(reader.text(name).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    reader.require(bytes.decodingStatus == QByteArray::Base64DecodingStatus::Ok);
    return *bytes;
}

} // namespace

QByteArray draftJson(const AudienceDraft &draft)
{
    CanonicalJson json;
    json.beginObject();
    json.member("format", draftFormat());
    json.member("version", qint64(formatVersion));
    json.member("id", draft.id);
    json.member("profile", draft.profileId);
    json.member("audience", draft.audienceId);
    json.member("changedAt", draft.changedAt.toUTC().toString(Qt::ISODateWithMs));
    write(json, "definition", draft.definition);
    json.member("baseVersion", draft.base ? draft.base->version : 0);
    if (draft.base)
        write(json, "base", draft.base->definition);
    json.member("open", draft.isOpen);
    json.member("tree", QString::fromLatin1(draft.tree.toBase64()));
    json.member("history", QString::fromLatin1(draft.history.toBase64()));
    const QByteArray body = json.bytes();
    return body + ",\"sha256\":\"" + digestOf(body) + "\"}";
}

Result<AudienceDraft> readDraft(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.value(QLatin1String("format")).toString() != draftFormat())
        return failure(damaged("draft_damaged", QStringLiteral("format")));
    if (object.value(QLatin1String("version")).toInt() > formatVersion)
        return failure(damaged("newer_version"));
    MemberReader reader(object);
    AudienceDraft draft;
    (void)reader.text(QLatin1String("format"));
    reader.require(reader.number(QLatin1String("version")) == formatVersion);
    draft.id = reader.text(QLatin1String("id"));
    draft.profileId = reader.text(QLatin1String("profile"));
    draft.audienceId = reader.text(QLatin1String("audience"));
    reader.require(isUuid(draft.audienceId));
    draft.changedAt = QDateTime::fromString(reader.text(QLatin1String("changedAt")), Qt::ISODateWithMs);
    reader.require(draft.changedAt.isValid());
    draft.definition = readDefinition(reader, QLatin1String("definition"));
    if (const qint64 version = reader.number(QLatin1String("baseVersion")); version > 0) {
        draft.base.emplace();
        draft.base->id = draft.audienceId;
        draft.base->version = version;
        draft.base->definition = readDefinition(reader, QLatin1String("base"));
    }
    if (object.contains(QLatin1String("open"))) // earlier ones do not say it
        draft.isOpen = reader.flag(QLatin1String("open"));
    draft.tree = opaque(reader, QLatin1String("tree"));
    draft.history = opaque(reader, QLatin1String("history"));
    const QString digest = reader.text(QLatin1String("sha256"));
    reader.require(json.size() > tailLength
                   && digest == QLatin1String(digestOf(QByteArrayView(json).first(json.size() - tailLength))));
    if (!reader.good())
        return failure(damaged("draft_damaged", reader.fault()));
    return draft;
}

} // namespace muster
