// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcripttext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace muster {

namespace {

QString oneLine(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return text;
}

QString textOf(const QJsonObject &said)
{
    const QJsonValue text = said.value(QLatin1String("text"));
    return text.isString() ? text.toString() : said.value(QLatin1String("body")).toObject()[u"text"].toString();
}

QString speakerOf(const QJsonObject &said)
{
    for (const char *name : {"speaker", "author", "role"}) {
        if (const QJsonValue who = said.value(QLatin1String(name)); who.isString())
            return who.toString();
    }
    return QStringLiteral("?");
}

/// Everything else that is text, wherever it is.
void appendRest(const QJsonValue &value, const QString &name, QStringList &lines)
{
    if (value.isString()) {
        lines.append(oneLine(name) + QLatin1String(": ") + oneLine(value.toString()));
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue &item : array)
            appendRest(item, name, lines);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            appendRest(*it, it.key(), lines);
    }
}

} // namespace

QByteArray transcriptText(const QByteArray &maskedArtifact)
{
    const QJsonObject artifact = QJsonDocument::fromJson(maskedArtifact).object();
    QStringList lines;
    for (const char *name : {"interactionId", "mediaType", "timestamp"})
        lines.append(QLatin1String(name) + QLatin1String(": ")
                     + oneLine(artifact.value(QLatin1String(name)).toString()));
    lines.append(QString());
    QJsonObject transcript = artifact.value(QLatin1String("transcript")).toObject();
    for (const char *name : {"turns", "messages"}) {
        const QJsonValue said = transcript.take(QLatin1String(name));
        const QJsonArray array = said.toArray();
        for (const QJsonValue &one : array)
            lines.append(oneLine(speakerOf(one.toObject())) + QLatin1String(": ") + oneLine(textOf(one.toObject())));
    }
    appendRest(transcript, {}, lines);
    return lines.join(u'\n').toUtf8() + '\n';
}

} // namespace muster
