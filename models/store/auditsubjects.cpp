// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditsubjects.h"

#include "models/store/durablefile.h"
#include "models/store/frameseal.h"

#include <QMessageAuthenticationCode>

namespace muster {

AuditSubjects::AuditSubjects(const QString &auditFile, DiskAccess &disk)
    : m_file(folderOf(auditFile) + QStringLiteral("/audit.subjects"))
    , m_disk(disk)
{
}

Result<Secret> AuditSubjects::find() const
{
    const auto bytes = readWholeFile(m_file, FrameSeal::keyBytes, m_disk);
    if (bytes)
        return bytes->size() == FrameSeal::keyBytes ? Secret(*bytes) : Secret();
    const bool isNone
        = fileTrouble(bytes.error()) == FileTrouble::NotFound || fileTrouble(bytes.error()) == FileTrouble::TooLarge;
    return isNone ? Result<Secret>(Secret()) : failure(bytes.error());
}

Result<Secret> AuditSubjects::key() const
{
    auto found = find();
    if (!found || !found->isEmpty())
        return found;
    const Secret made = FrameSeal::makeKey();
    TRY_VOID(writeFileDurably(m_file, made.bytes(), Existing::Replace, m_disk));
    return made;
}

Result<void> AuditSubjects::forget() const
{
    return removeDurably(m_file, m_disk);
}

QString AuditSubjects::digest(const Secret &key, const QString &id)
{
    const QByteArray bytes = QByteArray::fromRawData(key.bytes().data(), key.bytes().size());
    return QString::fromLatin1(
        QMessageAuthenticationCode::hash(id.toUtf8(), bytes, QCryptographicHash::Sha256).first(16).toHex());
}

} // namespace muster
