// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditentry.h"

#include "models/store/auditline.h"
#include "models/store/runningdigest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <pwd.h>
#include <unistd.h>

namespace muster {

QString accountName()
{
    const passwd *account = ::getpwuid(::geteuid());
    return account != nullptr ? QString::fromLocal8Bit(account->pw_name) : QString::number(::geteuid());
}

namespace {

constexpr qsizetype members = 9;
constexpr qsizetype digestPart = sizeof(",\"digest\":\"\"}") - 1 + 64;
constexpr qsizetype sealPart = sizeof(",\"seal\":\"\"") - 1 + 64;

QByteArray quoted(const QString &text)
{
    const auto isPlain = [](QChar c) { return c >= u' ' && c <= u'~' && c != u'"' && c != u'\\'; };
    if (std::all_of(text.begin(), text.end(), isPlain)) // nearly always, and ten times as fast
        return '"' + text.toLatin1() + '"';
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

// Everything that the seal covers.
QByteArray body(const AuditEntry &entry)
{
    return "{\"sequence\":" + QByteArray::number(entry.sequence)
        + ",\"at\":" + quoted(entry.at.toString(Qt::ISODateWithMs)) + ",\"event\":" + quoted(entry.event)
        + ",\"run\":" + quoted(entry.runId) + ",\"actor\":" + quoted(entry.actor) + ",\"facts\":"
        + QJsonDocument(entry.facts).toJson(QJsonDocument::Compact) + ",\"previous\":" + quoted(entry.previous);
}

QByteArray sealedBody(const AuditEntry &entry)
{
    return body(entry) + ",\"seal\":" + quoted(entry.seal);
}

QString textOf(const HexDigest &digest)
{
    return QString::fromLatin1(digest.data(), qsizetype(digest.size()));
}

} // namespace

QByteArray encodeAuditEntry(const AuditEntry &entry)
{
    return sealedBody(entry) + ",\"digest\":" + quoted(entry.digest) + '}';
}

namespace {

/// Of a line in the usual spelling, which need not be encoded again to see that it is canonical.
AuditEntry entryOf(const AuditLine &line)
{
    const auto text = [](QByteArrayView view) { return QString::fromLatin1(view); };
    const QByteArray facts = QByteArray::fromRawData(line.facts.data(), line.facts.size());
    return {.sequence = line.sequence,
            .at = QDateTime::fromMSecsSinceEpoch(line.at, Qt::UTC),
            .event = text(line.event),
            .runId = text(line.run),
            .actor = text(line.actor),
            .facts = QJsonDocument::fromJson(facts).object(),
            .previous = text(line.previous),
            .seal = text(line.seal),
            .digest = text(line.digest)};
}

} // namespace

std::optional<AuditEntry> decodeAuditEntry(const QByteArray &line)
{
    if (const auto plain = AuditLine::parse(line))
        return plain->isWhole() ? std::optional(entryOf(*plain)) : std::nullopt;
    if (line.size() > maxAuditLine || !line.startsWith("{\"sequence\":"))
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    if (object.size() != members)
        return std::nullopt;
    const auto text = [&](const char *key) { return object.value(QLatin1String(key)).toString(); };
    AuditEntry entry{.sequence = object.value(QLatin1String("sequence")).toInteger(),
                     .at = QDateTime::fromString(text("at"), Qt::ISODateWithMs),
                     .event = text("event"),
                     .runId = text("run"),
                     .actor = text("actor"),
                     .facts = object.value(QLatin1String("facts")).toObject(),
                     .previous = text("previous"),
                     .seal = text("seal"),
                     .digest = text("digest")};
    // What is missing, of another type, doubled, or written in another way shows here.
    if (entry.digest.size() != 64 || entry.seal.size() != 64 || encodeAuditEntry(entry) != line)
        return std::nullopt;
    if (textOf(sha256Hex(QByteArrayView(line).chopped(digestPart))) != entry.digest)
        return std::nullopt;
    return entry;
}

void sealAuditEntry(AuditEntry &entry, const QByteArray &key)
{
    entry.seal = textOf(hmacSha256Hex(key, body(entry)));
    entry.digest = textOf(sha256Hex(sealedBody(entry)));
}

bool auditSealFits(const QByteArray &line, const QByteArray &key)
{
    const QByteArrayView sealed = QByteArrayView(line).chopped(digestPart);
    const QByteArrayView seal = sealed.last(65).chopped(1);
    return QByteArrayView(hmacSha256Hex(key, sealed.chopped(sealPart))) == seal;
}

bool isAuditDigest(const QString &text)
{
    const auto isHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    return text.size() == 64 && std::all_of(text.begin(), text.end(), isHex);
}

QString auditGenesis()
{
    return QString(64, u'0');
}

} // namespace muster
