// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditcheckpoint.h"

#include "models/store/auditentry.h"
#include "models/store/durablefile.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 mostCheckpointBytes = 64 * 1024;
constexpr int checkpointVersion = 1;

} // namespace

QByteArray AuditCheckpoint::toJson() const
{
    return QJsonDocument(QJsonObject{{QStringLiteral("format"), QStringLiteral("muster-audit-checkpoint")},
                                     {QStringLiteral("version"), checkpointVersion},
                                     {QStringLiteral("sequence"), sequence},
                                     {QStringLiteral("digest"), digest}})
        .toJson();
}

Result<AuditCheckpoint> AuditCheckpoint::fromJson(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    if (object[u"format"].toString() != QLatin1String("muster-audit-checkpoint"))
        return failure(ErrorKind::BadInput, "not_a_checkpoint");
    if (object[u"version"].toInteger() > checkpointVersion)
        return failure(ErrorKind::BadInput, "newer_checkpoint");
    const AuditCheckpoint checkpoint{object[u"sequence"].toInteger(-1), object[u"digest"].toString()};
    if (checkpoint.sequence < 0 || !isAuditDigest(checkpoint.digest))
        return failure(ErrorKind::BadInput, "not_a_checkpoint");
    return checkpoint;
}

Result<void> AuditCheckpoint::writeTo(const QString &file, DiskAccess &disk) const
{
    return writeFileDurably(file, toJson(), Existing::Refuse, disk);
}

Result<AuditCheckpoint> AuditCheckpoint::named(const QString &fileOrDigest)
{
    if (isAuditDigest(fileOrDigest))
        return AuditCheckpoint{0, fileOrDigest};
    const auto bytes = readWholeFile(fileOrDigest, mostCheckpointBytes);
    if (!bytes && fileTrouble(bytes.error()) != FileTrouble::TooLarge)
        return failure(bytes.error());
    auto checkpoint = fromJson(bytes.value_or(QByteArray()));
    if (!checkpoint)
        checkpoint.error().subject = fileOrDigest;
    return checkpoint;
}

} // namespace muster
