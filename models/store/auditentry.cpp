// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditentry.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

namespace muster {

namespace {

const char *const timeFormat = "yyyy-MM-ddTHH:mm:ss.zzzZ";
constexpr qsizetype members = 9;

QByteArray quoted(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

// Everything that the seal covers.
QByteArray body(const AuditEntry &entry)
{
    return "{\"sequence\":" + QByteArray::number(entry.sequence)
        + ",\"at\":" + quoted(entry.at.toString(QLatin1String(timeFormat))) + ",\"event\":" + quoted(entry.event)
        + ",\"run\":" + quoted(entry.runId) + ",\"actor\":" + quoted(entry.actor) + ",\"facts\":"
        + QJsonDocument(entry.facts).toJson(QJsonDocument::Compact) + ",\"previous\":" + quoted(entry.previous);
}

QByteArray sealedBody(const AuditEntry &entry)
{
    return body(entry) + ",\"seal\":" + quoted(entry.seal);
}

QString hexOf(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QString sealOf(const AuditEntry &entry, const QByteArray &key)
{
    return hexOf(QMessageAuthenticationCode::hash(body(entry), key, QCryptographicHash::Sha256));
}

QString digestOf(const AuditEntry &entry)
{
    return hexOf(QCryptographicHash::hash(sealedBody(entry), QCryptographicHash::Sha256));
}

} // namespace

QByteArray encodeAuditEntry(const AuditEntry &entry)
{
    return sealedBody(entry) + ",\"digest\":" + quoted(entry.digest) + '}';
}

std::optional<AuditEntry> decodeAuditEntry(const QByteArray &line)
{
    if (line.size() > maxAuditLine || !line.startsWith("{\"sequence\":"))
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    if (object.size() != members)
        return std::nullopt;
    const auto text = [&](const char *key) { return object.value(QLatin1String(key)).toString(); };
    AuditEntry entry;
    entry.sequence = object.value(QLatin1String("sequence")).toInteger();
    entry.at = QDateTime::fromString(text("at"), QLatin1String(timeFormat));
    entry.at.setTimeSpec(Qt::UTC); // the Z is a literal of the format
    entry.event = text("event");
    entry.runId = text("run");
    entry.actor = text("actor");
    entry.facts = object.value(QLatin1String("facts")).toObject();
    entry.previous = text("previous");
    entry.seal = text("seal");
    entry.digest = text("digest");
    // What is missing, of another type, doubled, or written in another way shows here.
    if (encodeAuditEntry(entry) != line || digestOf(entry) != entry.digest)
        return std::nullopt;
    return entry;
}

void sealAuditEntry(AuditEntry &entry, const QByteArray &key)
{
    entry.seal = sealOf(entry, key);
    entry.digest = digestOf(entry);
}

bool auditSealFits(const AuditEntry &entry, const QByteArray &key)
{
    return entry.seal == sealOf(entry, key);
}

QString auditGenesis()
{
    return QString(64, u'0');
}

} // namespace muster
