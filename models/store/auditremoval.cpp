// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditremoval.h"

#include "models/store/auditchain.h"

#include <QJsonArray>
#include <algorithm>
#include <numeric>

namespace muster {

namespace {

QString removalTimeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime removalTime(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

QJsonObject removedFileObject(const RemovedAuditFile &file)
{
    return {{QStringLiteral("first"), file.first},
            {QStringLiteral("last"), file.last},
            {QStringLiteral("bytes"), file.bytes},
            {QStringLiteral("from"), removalTimeText(file.from)},
            {QStringLiteral("until"), removalTimeText(file.until)},
            {QStringLiteral("digest"), file.digest},
            {QStringLiteral("sha256"), file.sha256}};
}

RemovedAuditFile removedFile(const QJsonObject &object)
{
    return {.first = object[u"first"].toInteger(),
            .last = object[u"last"].toInteger(),
            .bytes = object[u"bytes"].toInteger(),
            .from = removalTime(object[u"from"]),
            .until = removalTime(object[u"until"]),
            .digest = object[u"digest"].toString(),
            .sha256 = object[u"sha256"].toString()};
}

} // namespace

qint64 AuditRemoval::entries() const
{
    return files.isEmpty() ? 0 : files.constLast().last - files.constFirst().first + 1;
}

qint64 AuditRemoval::bytes() const
{
    return std::accumulate(files.begin(), files.end(), qint64(0),
                           [](qint64 sum, const RemovedAuditFile &file) { return sum + file.bytes; });
}

QJsonObject AuditRemoval::facts() const
{
    QJsonArray list;
    for (const RemovedAuditFile &file : files)
        list.append(removedFileObject(file));
    QJsonObject facts{{QStringLiteral("before"), removalTimeText(before)},
                      {QStringLiteral("first"), files.isEmpty() ? 0 : files.constFirst().first},
                      {QStringLiteral("last"), last},
                      {QStringLiteral("digest"), digest},
                      {QStringLiteral("entries"), entries()},
                      {QStringLiteral("bytes"), bytes()},
                      {QStringLiteral("copied"), isCopied},
                      {QStringLiteral("files"), list}};
    if (brokenAt > 0) {
        facts.insert(QStringLiteral("broken_at"), brokenAt);
        facts.insert(QStringLiteral("broken_reason"), brokenReason);
    }
    return facts;
}

std::optional<AuditRemoval> AuditRemoval::of(const AuditEntry &entry)
{
    if (entry.event != auditFilesRemoved)
        return std::nullopt;
    const QJsonObject &facts = entry.facts;
    AuditRemoval removal{.before = removalTime(facts[u"before"]),
                         .last = facts[u"last"].toInteger(),
                         .digest = facts[u"digest"].toString(),
                         .isCopied = facts[u"copied"].toBool(),
                         .brokenAt = facts[u"broken_at"].toInteger(),
                         .brokenReason = facts[u"broken_reason"].toString(),
                         .recordedIn = entry.sequence,
                         .at = entry.at};
    for (const QJsonValue &value : facts[u"files"].toArray())
        removal.files.append(removedFile(value.toObject()));
    qint64 due = removal.files.isEmpty() ? 0 : removal.files.constFirst().first;
    for (const RemovedAuditFile &file : std::as_const(removal.files)) {
        if (due < 1 || file.first != due || file.last < file.first || !isAuditDigest(file.digest)
            || !isAuditDigest(file.sha256))
            return std::nullopt;
        due = file.last + 1;
    }
    const bool isSound = due == removal.last + 1 && removal.last < entry.sequence
        && removal.files.constLast().digest == removal.digest && removal.brokenAt >= 0;
    return isSound ? std::optional(removal) : std::nullopt;
}

void AuditRemoval::addTo(QJsonObject &link) const
{
    if (recordedIn == 0)
        return;
    link.insert(QStringLiteral("removed_last"), last);
    link.insert(QStringLiteral("removed_digest"), digest);
    link.insert(QStringLiteral("removed_in"), recordedIn);
    link.insert(QStringLiteral("removed_at"), removalTimeText(at));
}

std::optional<AuditRemoval> AuditRemoval::ofLink(const AuditEntry &link)
{
    const AuditRemoval removal{.last = link.facts[u"removed_last"].toInteger(),
                               .digest = link.facts[u"removed_digest"].toString(),
                               .recordedIn = link.facts[u"removed_in"].toInteger(),
                               .at = removalTime(link.facts[u"removed_at"])};
    const bool isSound = link.event == auditContinued && removal.last > 0 && removal.last < removal.recordedIn
        && removal.recordedIn < link.sequence && isAuditDigest(removal.digest);
    return isSound ? std::optional(removal) : std::nullopt;
}

bool mayTellOfRemoval(const QByteArray &line)
{
    constexpr QByteArrayView wanted("\"event\":\"audit.files_removed\"");
    constexpr qsizetype time = sizeof(",\"at\":\"2026-01-01T00:00:00.000Z\",") - 1;
    const qsizetype from = line.indexOf(',') + time;
    return from >= time && QByteArrayView(line).sliced(std::min(from, line.size())).startsWith(wanted);
}

} // namespace muster
