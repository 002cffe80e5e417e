// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/transcriptscodec.h"

#include "network/codec/strictjson.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace muster {

using namespace simdjson;

namespace {

/// RFC 3339 with its offset; invalid for anything else.
QDateTime timeOf(const QString &text)
{
    static const QRegularExpression offset(QStringLiteral("(?:[Zz]|[+-]\\d\\d:\\d\\d)$"));
    if (!offset.match(text).hasMatch())
        return {};
    return QDateTime::fromString(text.toUpper(), Qt::ISODateWithMs).toUTC();
}

} // namespace

Result<QList<TranscriptArtifact>> ArtifactReader::read(const QByteArray &body)
{
    m_artifacts.clear();
    m_fault.reset();
    if (const char *code = foreignBody(body))
        return failure(ErrorKind::NotFromApi, code);
    if (const auto fault = StrictJson(body).fault())
        return failure(*fault);
    QByteArray padded = body;
    padded.reserve(body.size() + static_cast<qsizetype>(SIMDJSON_PADDING));
    split(padded);
    if (m_fault)
        return failure(*m_fault);
    return std::move(m_artifacts);
}

void ArtifactReader::split(const QByteArray &body)
{
    ondemand::document document;
    ondemand::json_type type{};
    const auto size = static_cast<std::size_t>(body.size());
    if (m_parser.iterate(body.constData(), size, size + SIMDJSON_PADDING).get(document) != SUCCESS
        || document.type().get(type) != SUCCESS)
        return wrong(nullptr, "not_object");
    if (type == ondemand::json_type::object) {
        Object object;
        if (document.get_object().get(object) != SUCCESS)
            return wrong(nullptr, "not_object");
        return take(object);
    }
    ondemand::array array;
    if (type != ondemand::json_type::array || document.get_array().get(array) != SUCCESS)
        return wrong(nullptr, "not_object");
    for (auto item : array) {
        Object object;
        if (item.get_object().get(object) != SUCCESS)
            return wrong(nullptr, "not_object");
        if (m_artifacts.size() == maxArtifacts) {
            m_fault = fault(ErrorKind::LimitExceeded, "artifacts");
            return;
        }
        take(object);
        if (m_fault)
            return;
    }
}

void ArtifactReader::take(Object object)
{
    TranscriptArtifact artifact{.interactionId = text(object, "interactionId"),
                                .mediaType = text(object, "mediaType"),
                                .timestamp = timeOf(text(object, "timestamp"))};
    ondemand::value transcript;
    ondemand::json_type type{};
    if (object.find_field_unordered("transcript").get(transcript) != SUCCESS)
        return wrong("transcript", "missing");
    if (transcript.type().get(type) != SUCCESS || type != ondemand::json_type::object)
        return wrong("transcript", "not_object");
    if (object.find_field_unordered("masked").get_bool().get(artifact.masked) != SUCCESS)
        return wrong("masked", "not_boolean");
    if (!artifact.timestamp.isValid())
        wrong("timestamp", "not_time");
    if (interactionIdFault(artifact.interactionId) != InteractionIdFault::None)
        wrong("interactionId", "not_id");
    std::string_view raw;
    if (object.reset().error() != SUCCESS || object.raw_json().get(raw) != SUCCESS)
        return wrong(nullptr, "not_object");
    artifact.json = QByteArray(raw.data(), static_cast<qsizetype>(raw.size())).trimmed();
    if (!m_fault)
        m_artifacts.append(std::move(artifact));
}

QString ArtifactReader::text(Object &object, const char *name)
{
    std::string_view value;
    ondemand::value member;
    if (object.find_field_unordered(name).get(member) != SUCCESS) {
        wrong(name, "missing");
        return {};
    }
    if (member.get_string().get(value) != SUCCESS) {
        wrong(name, "not_text");
        return {};
    }
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

void ArtifactReader::wrong(const char *name, const char *issue)
{
    if (m_fault)
        return;
    m_fault = fault(ErrorKind::UnexpectedShape, issue);
    QString path = QStringLiteral("[%1]").arg(m_artifacts.size());
    if (name != nullptr)
        path += u'.' + QLatin1String(name);
    m_fault->detail = path;
    m_fault->details = {{path, QLatin1String(issue)}};
}

namespace {

constexpr qsizetype keptErrors = 100;
constexpr int searchLimit = 1000;

TranscriptJob::State stateOf(const QString &word)
{
    using enum TranscriptJob::State;
    if (word == QLatin1String("queued"))
        return Queued;
    if (word == QLatin1String("completed"))
        return Completed;
    return word == QLatin1String("failed") ? Failed : Running;
}

int progressOf(const QJsonObject &object)
{
    const QJsonValue value = object.value(QLatin1String("progress"));
    const qint64 progress = value.isDouble() ? value.toInteger(-1) : -1;
    return progress >= 0 && progress <= 100 ? int(progress) : -1;
}

/// Words for people: whatever is no text is left out rather than losing the state of the job for it.
QStringList errorsOf(const QJsonObject &object)
{
    QStringList errors;
    const QJsonArray array = object.value(QLatin1String("errors")).toArray();
    for (qsizetype i = 0; i < array.size() && errors.size() < keptErrors; ++i) {
        if (const QString text = array.at(i).toString(); !text.isEmpty())
            errors.append(text.left(mostWords));
    }
    return errors;
}

QByteArray linkOf(const QString &text)
{
    return text.toUtf8();
}

} // namespace

QByteArray ContractTranscriptsCodec::request(const TranscriptRequest &request) const
{
    QJsonArray media;
    for (const MediaType type : request.mediaTypes)
        media.append(mediaTypeKey(type));
    const QJsonObject body{{QStringLiteral("interactionIds"), QJsonArray::fromStringList(request.interactionIds)},
                           {QStringLiteral("mediaTypes"), media},
                           {QStringLiteral("redactionPolicy"), redactionPolicyKey(request.redaction)},
                           {QStringLiteral("format"), QStringLiteral("json")},
                           {QStringLiteral("maxConcurrentDownloads"), request.concurrentDownloads}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

TranscriptSubmission ContractTranscriptsCodec::submitted(int httpStatus, const QByteArray &body) const
{
    TranscriptSubmission submission;
    const auto object = parseObject(body);
    JsonReader reader;
    if (object)
        submission.jobId = reader.nonEmptyText(*object, {}, "jobId");
    if (object && !reader.fault() && interactionIdFault(submission.jobId) == InteractionIdFault::None) {
        submission.fate = WriteFate::Applied;
        return submission;
    }
    // Taken, it seems, but nobody knows under which name.
    submission.jobId.clear();
    submission.fate = WriteFate::Unknown;
    ApiError error;
    error.kind = object ? ErrorKind::UnexpectedShape : object.error().kind;
    error.code = object ? QStringLiteral("job_id") : object.error().code;
    error.httpStatus = httpStatus;
    submission.error = error;
    return submission;
}

Result<TranscriptJob> ContractTranscriptsCodec::job(const QByteArray &body, const QString &jobId) const
{
    TRY(object, parseObject(body));
    JsonReader reader;
    TranscriptJob job{.id = reader.nonEmptyText(*object, {}, "jobId"),
                      .statusWord = reader.text(*object, {}, "status").left(mostWords)};
    job.state = stateOf(job.statusWord);
    job.progress = progressOf(*object);
    job.errors = errorsOf(*object);
    job.all.link = linkOf(reader.optionalText(*object, {}, "resultUrl"));
    const QJsonValue results = object->value(QLatin1String("results"));
    if (!results.isUndefined() && !results.isNull() && !results.isArray())
        reader.note(QStringLiteral("results"), QStringLiteral("not_array"));
    const QJsonArray array = results.toArray();
    for (qsizetype i = 0; i < array.size() && !reader.fault(); ++i) {
        const QJsonObject item = reader.objectAt(array, i, QStringLiteral("results"));
        const QString path = QStringLiteral("results[%1]").arg(i);
        job.each.append(
            {reader.nonEmptyText(item, path, "interactionId"), linkOf(reader.nonEmptyText(item, path, "resultUrl"))});
    }
    if (!reader.fault() && job.id != jobId)
        reader.note(QStringLiteral("jobId"), QStringLiteral("other_job"));
    if (reader.fault())
        return failure(*reader.fault());
    return job;
}

QList<QPair<QString, QString>> ContractTranscriptsCodec::search(const InteractionQuery &query, const QStringList &ids,
                                                                const QString &cursor) const
{
    const auto time
        = [](const std::optional<QDateTime> &at) { return at ? at->toUTC().toString(Qt::ISODateWithMs) : QString(); };
    return {{QStringLiteral("interactionIds"), ids.join(u',')},
            {QStringLiteral("mediaType"), query.media ? mediaTypeKey(*query.media) : QString()},
            {QStringLiteral("from"), time(query.from)},
            {QStringLiteral("to"), time(query.to)},
            {QStringLiteral("limit"), QString::number(searchLimit)},
            {QStringLiteral("continuationToken"), cursor}};
}

Result<InteractionPage> ContractTranscriptsCodec::page(const QByteArray &body) const
{
    TRY(object, parseObject(body));
    JsonReader reader;
    InteractionPage page;
    const QJsonArray array = reader.array(*object, {}, "items");
    for (qsizetype i = 0; i < array.size() && !reader.fault(); ++i) {
        const QJsonObject item = reader.objectAt(array, i, QStringLiteral("items"));
        const QString path = QStringLiteral("items[%1]").arg(i);
        page.items.append({reader.nonEmptyText(item, path, "interactionId"), reader.text(item, path, "mediaType"),
                           reader.time(item, path, "timestamp")});
        if (interactionIdFault(page.items.last().id) != InteractionIdFault::None)
            reader.note(memberPath(path, "interactionId"), QStringLiteral("not_id"));
    }
    // The number of records in this page: another one means that something is missing (F72).
    if (const qint64 count = reader.optionalInteger(*object, {}, "count", array.size()); count != array.size())
        reader.note(QStringLiteral("count"), QStringLiteral("other_count"));
    page.nextCursor = reader.optionalText(*object, {}, "continuationToken");
    const QJsonArray missing = object->value(QLatin1String("notFound")).toArray();
    for (const QJsonValue &id : missing)
        page.notFound.append(id.toString());
    if (reader.fault())
        return failure(*reader.fault());
    return page;
}

Result<QList<TranscriptArtifact>> ContractTranscriptsCodec::artifacts(const QByteArray &body, const QString &) const
{
    return ArtifactReader().read(body);
}

} // namespace muster
