// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptresult.h"

#include "models/runs/run.h"
#include "network/wire/keytable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace muster {

QString transcriptFateKey(TranscriptFate fate)
{
    static constexpr KeyTable<TranscriptFate, 6> keys{{
        {TranscriptFate::Written, QLatin1String("written")},
        {TranscriptFate::Held, QLatin1String("held")},
        {TranscriptFate::Missing, QLatin1String("missing")},
        {TranscriptFate::Failed, QLatin1String("failed")},
        {TranscriptFate::LeftOut, QLatin1String("left_out")},
        {TranscriptFate::Unexpected, QLatin1String("unexpected")},
    }};
    return keyOf(keys, fate);
}

namespace {

const QString format = QStringLiteral("muster-transcript-findings");

QString latin(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QJsonArray placesOf(const MaskedDocument &document)
{
    QJsonArray places;
    for (const DocumentFinding &finding : document.findings) {
        QJsonObject place{{QStringLiteral("path"), latin(document.paths[finding.path])},
                          {QStringLiteral("start"), qint64(finding.outBegin)},
                          {QStringLiteral("end"), qint64(finding.outEnd)},
                          {QStringLiteral("entity"), latin(entityKey(finding.entity))},
                          {QStringLiteral("rule"), latin(document.rules[finding.rule])},
                          {QStringLiteral("score"), int(finding.score)},
                          {QStringLiteral("group"), qint64(finding.group)}};
        if (finding.inKey)
            place.insert(QStringLiteral("in_key"), true);
        places.append(place);
    }
    return places;
}

bool takeCounts(const QJsonObject &object, TranscriptResult &result)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto entity = entityOfKey(it.key().toStdString());
        const qint64 count = it->toInteger(-1);
        if (!entity || count < 0)
            return false;
        result.counts[static_cast<std::size_t>(*entity)] = quint64(count);
    }
    return true;
}

} // namespace

QJsonObject countsJson(const std::array<std::uint64_t, entityCount> &counts)
{
    QJsonObject object;
    for (const Entity entity : allEntities) {
        if (const quint64 count = counts[static_cast<std::size_t>(entity)]; count > 0)
            object.insert(latin(entityKey(entity)), qint64(count));
    }
    return object;
}

QByteArray findingsJson(const FindingsBinding &binding, const TranscriptResult &result, const MaskedDocument *document)
{
    const QJsonObject object{
        {QStringLiteral("format"), format},
        {QStringLiteral("version"), 1},
        {QStringLiteral("run"), binding.runId},
        {QStringLiteral("order"), binding.orderDigest},
        {QStringLiteral("interactionId"), result.interactionId},
        {QStringLiteral("mediaType"), result.mediaType},
        {QStringLiteral("timestamp"), result.timestamp.toString(Qt::ISODateWithMs)},
        {QStringLiteral("file"), result.file},
        {QStringLiteral("bytes"), result.bytes},
        {QStringLiteral("sha256"), result.sha256},
        {QStringLiteral("counts"), countsJson(result.counts)},
        {QStringLiteral("strings"), document != nullptr ? qint64(document->strings) : 0},
        {QStringLiteral("findings"), document != nullptr ? placesOf(*document) : QJsonArray()},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

Result<TranscriptResult> readFindings(const QByteArray &json, const FindingsBinding &binding)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    TranscriptResult result{.interactionId = object[u"interactionId"].toString(),
                            .mediaType = object[u"mediaType"].toString(),
                            .timestamp = QDateTime::fromString(object[u"timestamp"].toString(), Qt::ISODateWithMs),
                            .file = object[u"file"].toString(),
                            .bytes = object[u"bytes"].toInteger(-1),
                            .sha256 = object[u"sha256"].toString()};
    if (object[u"format"] != format || object[u"version"].toInt() != 1 || result.interactionId.isEmpty()
        || result.file.isEmpty() || result.file.contains(u'/') || result.bytes < 0
        || !takeCounts(object[u"counts"].toObject(), result))
        return failure(ErrorKind::Damaged, "findings_unreadable");
    if (object[u"run"] != binding.runId || object[u"order"] != binding.orderDigest)
        return failure(ErrorKind::Damaged, "other_run");
    return result;
}

} // namespace muster
