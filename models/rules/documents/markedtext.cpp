// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/markedtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>

namespace muster {

namespace {

tl::unexpected<ApiError> unreadable(const QString &place)
{
    return failure(ErrorKind::BadInput, "labels_unreadable", place);
}

qint64 codePointsOf(const QString &text)
{
    qint64 count = 0;
    for (const QChar c : text)
        count += c.isLowSurrogate() ? 0 : 1;
    return count;
}

/// A whole number from 0 to `most`; -1: it is none.
qint64 wholeNumber(const QJsonValue &value, qint64 most)
{
    const double number = value.toDouble(-1);
    return number >= 0 && number <= double(most) && std::trunc(number) == number ? qint64(number) : -1;
}

Result<QString> wordAt(const QJsonObject &object, const QString &name)
{
    const QJsonValue value = object.value(name);
    if (value.isUndefined())
        return QString();
    if (!value.isString() || value.toString().size() > MarkedText::maxWord)
        return unreadable(name);
    return value.toString();
}

Result<MarkedText::Span> spanAt(const QJsonValue &value, const MarkedText &text, const QString &place)
{
    const QJsonObject object = value.toObject();
    MarkedText::Span span;
    if (text.isTurns)
        span.turn = qsizetype(wholeNumber(object.value(QStringLiteral("turn")), text.turns.size() - 1));
    if (span.turn < 0)
        return unreadable(place + QStringLiteral(".turn"));
    const qint64 size = codePointsOf(text.turns[span.turn]);
    span.begin = wholeNumber(object.value(QStringLiteral("start")), size);
    if (span.begin < 0)
        return unreadable(place + QStringLiteral(".start"));
    span.end = wholeNumber(object.value(QStringLiteral("end")), size);
    if (span.end <= span.begin)
        return unreadable(place + QStringLiteral(".end"));
    const auto entity = entityOfKey(object.value(QStringLiteral("entity")).toString().toStdString());
    if (!entity)
        return unreadable(place + QStringLiteral(".entity"));
    span.entity = *entity;
    return span;
}

} // namespace

Result<MarkedText> MarkedText::read(const QByteArray &line)
{
    const QJsonDocument document = line.size() > maxLine ? QJsonDocument() : QJsonDocument::fromJson(line);
    if (!document.isObject())
        return unreadable({});
    const QJsonObject object = document.object();
    MarkedText result;
    TRY(language, wordAt(object, QStringLiteral("language")));
    TRY(channel, wordAt(object, QStringLiteral("channel")));
    result.language = *language;
    result.channel = *channel;
    const QJsonValue text = object.value(QStringLiteral("text")), turns = object.value(QStringLiteral("turns"));
    result.isTurns = turns.isArray();
    if (text.isString() == turns.isArray()) // one of them
        return unreadable(QStringLiteral("text"));
    if (text.isString()) {
        result.turns.append(text.toString());
    } else {
        for (const QJsonValue turn : turns.toArray()) {
            if (!turn.isString() || result.turns.size() == maxTurns)
                return unreadable(QStringLiteral("turns[%1]").arg(result.turns.size()));
            result.turns.append(turn.toString());
        }
    }
    const QJsonValue spans = object.value(QStringLiteral("spans"));
    if (!spans.isArray() || spans.toArray().size() > maxSpans)
        return unreadable(QStringLiteral("spans"));
    for (const QJsonValue value : spans.toArray()) {
        TRY(span, spanAt(value, result, QStringLiteral("spans[%1]").arg(result.spans.size())));
        result.spans.append(*span);
    }
    return result;
}

Result<std::optional<MarkedText>> MarkedLines::next()
{
    while (m_at < m_file.size()) {
        const qsizetype found = m_file.indexOf('\n', m_at);
        const qsizetype end = found < 0 ? m_file.size() : found;
        const QByteArray line = m_file.sliced(m_at, end - m_at);
        m_at = end + 1;
        ++m_line;
        if (line.trimmed().isEmpty())
            continue;
        Result<MarkedText> text = MarkedText::read(line);
        if (!text) {
            const QString place = text.error().subject, number = QString::number(m_line);
            text.error().subject = place.isEmpty() ? number : QStringLiteral("%1, %2").arg(number, place);
            return tl::unexpected(text.error());
        }
        return *std::move(text);
    }
    return std::nullopt;
}

} // namespace muster
