// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditentry.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
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

QString hexOf(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QString sealOf(QByteArrayView body, const QByteArray &key)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, key);
    code.addData(body.data(), body.size());
    return hexOf(code.result());
}

QString digestOfLine(QByteArrayView sealed)
{
    return hexOf(QCryptographicHash::hash(sealed, QCryptographicHash::Sha256));
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
    if (digestOfLine(QByteArrayView(line).chopped(digestPart)) != entry.digest)
        return std::nullopt;
    return entry;
}

void sealAuditEntry(AuditEntry &entry, const QByteArray &key)
{
    entry.seal = sealOf(body(entry), key);
    entry.digest = digestOfLine(sealedBody(entry));
}

bool auditSealFits(const QByteArray &line, const QByteArray &key)
{
    const QByteArrayView sealed = QByteArrayView(line).chopped(digestPart);
    const QByteArrayView seal = sealed.last(65).chopped(1);
    return sealOf(sealed.chopped(sealPart), key).toLatin1() == seal;
}

QString auditGenesis()
{
    return QString(64, u'0');
}

} // namespace muster
