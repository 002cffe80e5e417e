// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/audiencescodec.h"

#include "network/codec/strictjson.h"

namespace muster {

namespace {

using Code = CriteriaFault::Code;
using Kind = JsonCursor::Kind;
using Found = std::optional<CriteriaFault>;

class DefinitionReader
{
public:
    explicit DefinitionReader(QByteArrayView json)
        : m_cursor(json)
        , m_reader(m_cursor, UnknownMembers::Refused)
    {
    }

    CriteriaRead<DefinitionText> read();

private:
    Found member(const QString &name);
    Found textInto(const QString &name, QString &into);
    Found exclusions(const QString &name);
    Found source(const QString &name);
    Found wholeNumber(const QString &name);
    Found fault(Code code, const QString &path, const QString &word = {})
    {
        return m_reader.fault(code, path, word).value();
    }

    JsonCursor m_cursor;
    CriteriaReader m_reader;
    DefinitionText m_text;
    bool m_hasName = false, m_hasCriteria = false, m_hasSource = false;
};

Found DefinitionReader::textInto(const QString &name, QString &into)
{
    const auto text = m_reader.text(name);
    if (!text)
        return text.error();
    into = *text;
    return std::nullopt;
}

Found DefinitionReader::exclusions(const QString &name)
{
    if (m_cursor.kind() != Kind::Array)
        return fault(Code::WrongType, name, QStringLiteral("array"));
    m_cursor.enter();
    while (m_cursor.nextItem()) {
        const auto id = m_reader.text(jsonElementPath(name, m_text.definition.exclusions.size()));
        if (!id)
            return id.error();
        m_text.definition.exclusions.append(*id);
    }
    return std::nullopt;
}

Found DefinitionReader::source(const QString &name)
{
    const qsizetype offset = m_cursor.offset();
    const auto word = m_reader.text(name);
    if (!word)
        return word.error();
    const auto known = audienceSource(*word);
    if (!known) {
        auto unknown = m_reader.fault(Code::UnknownSource, name, *word).value();
        unknown.offset = offset;
        return unknown;
    }
    m_text.definition.source = *known;
    return std::nullopt;
}

Found DefinitionReader::wholeNumber(const QString &name)
{
    const Found wrong = fault(Code::WrongType, name, QStringLiteral("integer"));
    bool whole = false;
    if (m_cursor.kind() == Kind::Number)
        m_text.version = m_cursor.number().toLongLong(&whole);
    return whole ? std::nullopt : wrong;
}

Found DefinitionReader::member(const QString &name)
{
    AudienceDefinition &definition = m_text.definition;
    if (name == QLatin1String("name")) {
        m_hasName = true;
        return textInto(name, definition.name);
    }
    if (name == QLatin1String("description"))
        return textInto(name, definition.description);
    if (name == QLatin1String("criteria")) {
        auto criteria = m_reader.group(name);
        if (!criteria)
            return criteria.error();
        m_hasCriteria = true;
        definition.criteria = *std::move(criteria);
        return std::nullopt;
    }
    if (name == QLatin1String("exclusions"))
        return exclusions(name);
    if (name == QLatin1String("data_source")) {
        m_hasSource = true;
        return source(name);
    }
    if (name == QLatin1String("recalculate_on_update")) {
        if (m_cursor.kind() != Kind::Boolean)
            return fault(Code::WrongType, name, QStringLiteral("boolean"));
        definition.recalculateOnUpdate = m_cursor.boolean();
        return std::nullopt;
    }
    if (name == QLatin1String("version"))
        return wholeNumber(name);
    return fault(Code::UnknownMember, jsonMemberPath({}, name), name);
}

CriteriaRead<DefinitionText> DefinitionReader::read()
{
    m_cursor.enter();
    while (m_cursor.nextItem()) {
        const qsizetype offset = m_cursor.offset();
        const QString name = m_cursor.name();
        if (auto found = member(name)) {
            if (found->code == Code::UnknownMember && found->word == name)
                found->offset = offset;
            return tl::unexpected(*std::move(found));
        }
    }
    for (const auto &[there, name] :
         {std::pair(m_hasName, "name"), std::pair(m_hasCriteria, "criteria"), std::pair(m_hasSource, "data_source")}) {
        if (!there) {
            return tl::unexpected(CriteriaFault{.code = Code::MissingMember, .word = QLatin1String(name)});
        }
    }
    return std::move(m_text);
}

/// A member of that name in the outer object, without judging anything else.
bool hasMember(QByteArrayView json, const QString &name)
{
    JsonCursor cursor(json);
    cursor.enter();
    while (cursor.nextItem()) {
        if (cursor.name() == name)
            return true;
        cursor.skip();
    }
    return false;
}

} // namespace

CriteriaRead<DefinitionText> readDefinition(const QByteArray &json)
{
    if (const auto fault = criteriaJsonFault(json, maxCriteriaBytes))
        return tl::unexpected(*fault);
    JsonCursor cursor(json);
    CriteriaReader reader(cursor, UnknownMembers::Refused);
    if (cursor.kind() != Kind::Object)
        return reader.fault(Code::WrongType, {}, QStringLiteral("object"));
    const bool bare = !hasMember(json, QStringLiteral("criteria"))
        && (hasMember(json, QStringLiteral("conditions")) || hasMember(json, QStringLiteral("operator")));
    if (!bare)
        return DefinitionReader(json).read();
    TRY(group, reader.group({}));
    DefinitionText text;
    text.definition.criteria = *std::move(group);
    text.bareCriteria = true;
    return text;
}

QByteArray writeDefinition(const AudienceDefinition &definition, std::optional<qint64> version, JsonWriter::Form layout)
{
    JsonWriter out(layout);
    out.beginObject();
    out.member("name", definition.name);
    if (!definition.description.isEmpty())
        out.member("description", definition.description);
    out.name("criteria");
    writeCriteriaGroup(out, definition.criteria);
    if (!definition.exclusions.isEmpty())
        out.member("exclusions", definition.exclusions);
    out.member("data_source", audienceSourceKey(definition.source));
    out.member("recalculate_on_update", definition.recalculateOnUpdate);
    if (version)
        out.member("version", qint64(*version));
    out.endObject();
    return out.bytes();
}

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
    ApiError error{.kind = ErrorKind::UnexpectedShape, .code = code, .detail = path};
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
