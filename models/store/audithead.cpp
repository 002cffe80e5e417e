// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/audithead.h"

#include "models/store/durablefile.h"

#include <QList>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <array>

namespace muster {

namespace {

constexpr qint64 slotDistance = 4096; // a block each
constexpr int advancesPerSync = 32;
constexpr qsizetype keySize = 32;

Result<QByteArray> makeKey(const QString &path, DiskAccess &disk)
{
    std::array<quint32, keySize / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    const QByteArray key(reinterpret_cast<const char *>(words.data()), keySize);
    if (const auto written = writeFileDurably(path, key, Existing::Replace, disk); !written)
        return failure(written.error());
    return key;
}

} // namespace

AuditHead::AuditHead(QString path, QByteArray key, DiskAccess &disk)
    : m_path(std::move(path))
    , m_key(std::move(key))
    , m_disk(&disk)
{
}

Result<AuditHead> AuditHead::open(const QString &folder, bool readOnly, DiskAccess &disk)
{
    const QString keyPath = folder + QStringLiteral("/audit.key");
    const QString headPath = folder + QStringLiteral("/audit.head");
    if (!readOnly) {
        for (const QString &path : QStringList{keyPath, headPath}) {
            if (const auto mode = makePrivateFile(path); !mode)
                return failure(mode.error());
        }
    }
    auto key = readWholeFile(keyPath, keySize, disk);
    const bool unusable = key ? key->size() != keySize : key.error().code == QLatin1String("too_large");
    if (unusable || (!key && key.error().code == QLatin1String("not_found")))
        key = readOnly ? Result<QByteArray>(QByteArray()) : makeKey(keyPath, disk);
    if (!key)
        return failure(key.error());
    AuditHead head(headPath, *key, disk);
    auto file = PosixFile::openExisting(headPath, readOnly ? PosixFile::Access::ReadOnly : PosixFile::Access::ReadWrite,
                                        disk);
    if (file) {
        head.m_file.emplace(*std::move(file));
        head.read();
    } else if (file.error().code != QLatin1String("not_found")) {
        return failure(file.error());
    }
    return head;
}

QByteArray AuditHead::slot(const Position &position) const
{
    const QByteArray text = "muster-audit-head 1 " + QByteArray::number(position.sequence).rightJustified(20, '0') + ' '
        + position.digest.toLatin1() + ' ';
    return text + QMessageAuthenticationCode::hash(text, m_key, QCryptographicHash::Sha256).toHex() + '\n';
}

std::optional<AuditHead::Position> AuditHead::parse(const QByteArray &text) const
{
    const QList<QByteArray> words = text.left(text.indexOf('\n')).split(' ');
    if (m_key.isEmpty() || words.size() != 5)
        return std::nullopt;
    const Position position{words[2].toLongLong(), QString::fromLatin1(words[3])};
    // Signing anew and comparing the whole covers every byte, and every other way to write it.
    return text.startsWith(slot(position)) ? std::optional(position) : std::nullopt;
}

void AuditHead::read()
{
    for (int number = 0; number < 2; ++number) {
        const auto bytes = m_file->pread(number * slotDistance, 256);
        const auto position = bytes ? parse(*bytes) : std::nullopt;
        if (position && (!m_position || position->sequence > m_position->sequence)) {
            m_position = position;
            m_active = 1 - number; // the newest stays as it is until the other one is synced
        }
    }
}

Result<void> AuditHead::begin(const Position &position)
{
    QByteArray both = slot(position);
    both.append(slotDistance - both.size(), '\0');
    both.append(slot(position));
    m_file.reset();
    if (const auto written = writeFileDurably(m_path, both, Existing::Replace, *m_disk); !written)
        return written;
    auto file = PosixFile::openExisting(m_path, PosixFile::Access::ReadWrite, *m_disk);
    if (!file)
        return failure(file.error());
    m_file.emplace(*std::move(file));
    m_position = position;
    m_active = 0;
    m_unsynced = 0;
    return {};
}

Result<void> AuditHead::advance(const Position &position)
{
    // Going back (after a break that was recorded) takes both slots: the other one would be the newer for ever.
    if (!m_file || (m_position && position.sequence <= m_position->sequence))
        return begin(position);
    if (const auto written = m_file->writeAt(m_active * slotDistance, slot(position)); !written)
        return written;
    m_position = position;
    if (++m_unsynced < advancesPerSync)
        return {};
    m_unsynced = 0;
    m_active = 1 - m_active;
    return m_file->syncData();
}

} // namespace muster
