// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/artifactreader.h"

#include "network/codec/strictjson.h"

#include <QRegularExpression>

namespace muster {

using namespace simdjson;

namespace {

ApiError errorOf(ErrorKind kind, const char *code)
{
    ApiError error;
    error.kind = kind;
    error.code = QLatin1String(code);
    return error;
}

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
    const QByteArray start = body.left(256).trimmed();
    if (start.isEmpty() || start.startsWith('<'))
        return failure(errorOf(ErrorKind::NotFromApi, start.isEmpty() ? "empty_body" : "markup"));
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
            m_fault = errorOf(ErrorKind::LimitExceeded, "artifacts");
            return;
        }
        take(object);
        if (m_fault)
            return;
    }
}

void ArtifactReader::take(Object object)
{
    TranscriptArtifact artifact;
    artifact.interactionId = text(object, "interactionId");
    artifact.mediaType = text(object, "mediaType");
    artifact.timestamp = timeOf(text(object, "timestamp"));
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
    m_fault = errorOf(ErrorKind::UnexpectedShape, issue);
    QString path = QStringLiteral("[%1]").arg(m_artifacts.size());
    if (name != nullptr)
        path += u'.' + QLatin1String(name);
    m_fault->detail = path;
    m_fault->details = {{path, QLatin1String(issue)}};
}

} // namespace muster
