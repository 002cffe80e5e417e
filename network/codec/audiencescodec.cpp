// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/audiencescodec.h"

#include "network/codec/definitioncodec.h"
#include "network/codec/jsonreader.h"

namespace muster {

namespace {

constexpr int created = 201;

void readUuid(JsonReader &reader, const QString &path, const QString &id)
{
    if (!isUuid(id))
        reader.note(path, QStringLiteral("not_uuid"));
}

qint64 readVersion(JsonReader &reader, const QJsonObject &object, const QString &path)
{
    const qint64 version = reader.integer(object, path, "version");
    if (version < 1)
        reader.note(memberPath(path, "version"), QStringLiteral("not_positive"));
    return version;
}

/// Size, status, time and error, each if it is there.
AudienceEvaluation readEvaluation(JsonReader &reader, const QJsonObject &object, const QString &path)
{
    AudienceEvaluation evaluation;
    // Less than nobody is not known (S43).
    if (const qint64 size = reader.optionalInteger(object, path, "size", -1); size >= 0)
        evaluation.size = size;
    evaluation.statusWord = reader.optionalText(object, path, "evaluation_status");
    if (!evaluation.statusWord.isEmpty())
        evaluation.status = evaluationStatus(evaluation.statusWord);
    const QJsonValue time = object.value(QLatin1String("last_evaluated"));
    if (!time.isUndefined() && !time.isNull())
        evaluation.lastEvaluated = reader.time(object, path, "last_evaluated");
    if (evaluation.status == EvaluationStatus::Failed)
        evaluation.error = reader.optionalText(object, path, "evaluation_error").left(mostWords);
    return evaluation;
}

AudienceSummary readSummary(JsonReader &reader, const QJsonObject &object, const QString &path)
{
    AudienceSummary summary;
    summary.id = reader.text(object, path, "id");
    readUuid(reader, memberPath(path, "id"), summary.id);
    summary.name = reader.text(object, path, "name");
    summary.sourceWord = reader.text(object, path, "data_source");
    summary.source = audienceSource(summary.sourceWord);
    summary.version = readVersion(reader, object, path);
    summary.evaluation = readEvaluation(reader, object, path);
    return summary;
}

QStringList readExclusions(JsonReader &reader, const QJsonObject &object)
{
    QStringList ids;
    const QJsonValue value = object.value(QLatin1String("exclusions"));
    if (value.isUndefined() || value.isNull())
        return ids;
    const QJsonArray array = reader.array(object, {}, "exclusions");
    for (qsizetype at = 0; at < array.size() && !reader.fault(); ++at) {
        const QString path = QStringLiteral("exclusions[%1]").arg(at);
        ids.append(array[at].toString());
        readUuid(reader, path, ids.constLast());
    }
    return ids;
}

ApiError shapeError(const QString &code, const QString &path = {})
{
    ApiError error;
    error.kind = ErrorKind::UnexpectedShape;
    error.code = code;
    error.detail = path;
    if (!path.isEmpty())
        error.details = {{path, code}};
    return error;
}

Result<Audience> readAudience(const QByteArray &body)
{
    TRY(object, parseObject(body));
    JsonReader reader;
    Audience audience;
    AudienceDefinition &definition = audience.definition;
    audience.id = reader.text(*object, {}, "id");
    readUuid(reader, QStringLiteral("id"), audience.id);
    audience.version = readVersion(reader, *object, {});
    definition.name = reader.text(*object, {}, "name");
    definition.description = reader.optionalText(*object, {}, "description");
    definition.exclusions = readExclusions(reader, *object);
    const QString source = reader.text(*object, {}, "data_source");
    if (!audienceSource(source))
        reader.note(QStringLiteral("data_source"), QStringLiteral("unknown_word"));
    definition.source = audienceSource(source).value_or(AudienceSource::Customer360);
    const QJsonValue recalculate = object->value(QLatin1String("recalculate_on_update"));
    if (!recalculate.isUndefined() && !recalculate.isNull())
        definition.recalculateOnUpdate = reader.boolean(*object, {}, "recalculate_on_update");
    audience.evaluation = readEvaluation(reader, *object, {});
    if (reader.fault())
        return failure(*reader.fault());
    // From the bytes: QJson knows numbers as double only.
    auto criteria = readCriteriaMember(body, QStringLiteral("criteria"));
    if (!criteria)
        return failure(shapeError(criteriaFaultKey(criteria.error().code), criteria.error().path));
    definition.criteria = *std::move(criteria);
    return audience;
}

} // namespace

Result<QList<AudienceSummary>> ContractAudiencesCodec::list(const QByteArray &body) const
{
    return readList<AudienceSummary>(body, "items", readSummary);
}

Result<Audience> ContractAudiencesCodec::audience(const QByteArray &body, const QString &id) const
{
    auto audience = readAudience(body);
    if (audience && audience->id.compare(id, Qt::CaseInsensitive) != 0)
        return failure(shapeError(QStringLiteral("other_audience")));
    return audience;
}

QByteArray ContractAudiencesCodec::registration(const AudienceDefinition &definition, qint64 version) const
{
    return writeDefinition(definition, version);
}

AudienceAnswer ContractAudiencesCodec::registered(int httpStatus, const QByteArray &body, const QString &id,
                                                  qint64 version) const
{
    using enum AudienceAnswer::Outcome;
    AudienceAnswer answer;
    answer.fate = WriteFate::Unknown;
    auto audience = this->audience(body, id);
    if (!audience) {
        answer.error = audience.error();
        // Only what a program acts on: the body may echo what was sent.
        answer.error->detail.clear();
    } else if (audience->version != version && audience->version != version + 1) {
        answer.error = shapeError(QStringLiteral("other_version"));
    } else if (httpStatus == created && audience->version != version) {
        answer.error = shapeError(QStringLiteral("other_version"));
    } else {
        answer.fate = WriteFate::Applied;
        answer.outcome = httpStatus == created ? Created : audience->version == version ? Unchanged : Updated;
        answer.audience = *std::move(audience);
    }
    if (answer.error)
        answer.error->httpStatus = httpStatus;
    return answer;
}

} // namespace muster
