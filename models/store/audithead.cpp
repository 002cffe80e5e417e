// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/audithead.h"

#include "models/store/auditentry.h"
#include "models/store/auditfile.h"
#include "models/store/auditverifier.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QList>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <algorithm>
#include <array>

namespace muster {

namespace {

constexpr qint64 slotDistance = 4096; // a block each
constexpr int advancesPerSync = 32;
constexpr qsizetype keySize = 32;
constexpr qint64 maxHead = 2 * slotDistance;

QString keyIn(const QString &folder)
{
    return folder + QStringLiteral("/audit.key");
}

QString headIn(const QString &folder)
{
    return folder + QStringLiteral("/audit.head");
}

/// What is not there is not copied, and what is there is not replaced.
Result<void> copyFile(const QString &from, const QString &to, qint64 limit, DiskAccess &disk)
{
    if (QFileInfo::exists(to))
        return {};
    const auto bytes = readWholeFile(from, limit, disk);
    if (!bytes)
        return fileTrouble(bytes.error()) == FileTrouble::NotFound ? Result<void>() : failure(bytes.error());
    return writeFileDurably(to, *bytes, Existing::Refuse, disk);
}

Result<QByteArray> makeKey(const QString &path, DiskAccess &disk)
{
    std::array<quint32, keySize / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    const QByteArray key(reinterpret_cast<const char *>(words.data()), keySize);
    TRY_VOID(writeFileDurably(path, key, Existing::Replace, disk));
    return key;
}

} // namespace

AuditHead::AuditHead(QString path, QByteArray key, DiskAccess &disk)
    : m_path(std::move(path))
    , m_key(std::move(key))
    , m_disk(&disk)
{
}

Result<QString> AuditHead::folderFor(const QString &config, const QString &auditFile, bool readOnly, DiskAccess &disk)
{
    const QFileInfo data(folderOf(auditFile));
    const QString path = data.exists() ? data.canonicalFilePath() : data.absoluteFilePath();
    const QByteArray name = QCryptographicHash::hash(QFile::encodeName(path), QCryptographicHash::Sha256).toHex();
    const QString own = config + QStringLiteral("/audit/") + QString::fromLatin1(name.first(32));
    if (QFileInfo::exists(headIn(own)))
        return own;
    const auto from = voucher(config, auditFile, disk);
    if (readOnly)
        return from.value_or(own);
    TRY_VOID(makePrivateFolder(own, disk));
    // The key of earlier versions is everybody's, whoever takes their head: seals of old entries are made with it. The
    // head goes last: where it is, all is.
    const auto taken = copyFile(keyIn(from.value_or(config)), keyIn(own), keySize, disk).and_then([&] {
        return from ? copyFile(headIn(*from), headIn(own), maxHead, disk) : Result<void>();
    });
    if (!taken)
        return failure(taken.error());
    if (from == config) {
        TRY_VOID(removeDurably(headIn(config), disk));
    }
    return own;
}

std::optional<QString> AuditHead::voucher(const QString &config, const QString &auditFile, DiskAccess &disk)
{
    QStringList folders{config};
    const QDir places(config + QStringLiteral("/audit"));
    for (const QString &name : places.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks))
        folders.append(places.filePath(name));
    for (const QString &folder : std::as_const(folders)) {
        const auto head = open(folder, true, disk);
        if (head && head->vouchesFor(auditFile))
            return folder;
    }
    // A file that was removed has nothing to recognise it by. In a data folder that was in use before there were
    // folders of each one's own, the only head there was is the one that misses it (S32).
    const bool wasUsed = QFileInfo::exists(folderOf(auditFile) + QStringLiteral("/journal.sqlite"));
    if (wasUsed && !QFileInfo::exists(auditFile) && QFileInfo::exists(headIn(config)))
        return config;
    return std::nullopt;
}

bool AuditHead::vouchesFor(const QString &auditFile) const
{
    if (!m_position || m_position->sequence < 1)
        return false;
    QStringList files{auditFile};
    for (const ClosedAuditFile &closed : ClosedAuditFile::of(auditFile))
        files.insert(1, closed.path); // the newest ones first
    const QByteArray end = "\"digest\":\"" + m_position->digest.toLatin1() + "\"}";
    return std::any_of(files.cbegin(), files.cend(), [&](const QString &path) {
        const auto file = PosixFile::openExisting(path, PosixFile::Access::ReadOnly, *m_disk);
        bool fits = false;
        const auto scanned = !file ? Result<qint64>(0) : scanAuditLines(*file, [&](qint64, const QByteArray &bytes) {
            if (!fits && bytes.endsWith(end)) {
                const auto entry = decodeAuditEntry(bytes);
                fits = entry && entry->sequence == m_position->sequence;
            }
        });
        return scanned && fits;
    });
}

Result<AuditHead> AuditHead::open(const QString &folder, bool readOnly, DiskAccess &disk)
{
    const QString keyPath = keyIn(folder);
    const QString headPath = headIn(folder);
    if (!readOnly) {
        for (const QString &path : QStringList{keyPath, headPath}) {
            TRY_VOID(makePrivateFile(path));
        }
    }
    auto key = readWholeFile(keyPath, keySize, disk);
    const bool unusable = key ? key->size() != keySize : fileTrouble(key.error()) == FileTrouble::TooLarge;
    if (unusable || (!key && fileTrouble(key.error()) == FileTrouble::NotFound))
        key = readOnly ? Result<QByteArray>(QByteArray()) : makeKey(keyPath, disk);
    if (!key)
        return failure(key.error());
    AuditHead head(headPath, *key, disk);
    auto file = PosixFile::openExisting(headPath, readOnly ? PosixFile::Access::ReadOnly : PosixFile::Access::ReadWrite,
                                        disk);
    if (file) {
        head.m_file.emplace(*std::move(file));
        head.read();
    } else if (fileTrouble(file.error()) != FileTrouble::NotFound) {
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
    TRY_VOID(writeFileDurably(m_path, both, Existing::Replace, *m_disk));
    TRY(file, PosixFile::openExisting(m_path, PosixFile::Access::ReadWrite, *m_disk));
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
    TRY_VOID(m_file->writeAt(m_active * slotDistance, slot(position)));
    m_position = position;
    return ++m_unsynced < advancesPerSync ? Result<void>() : settle();
}

Result<void> AuditHead::settle()
{
    if (m_unsynced == 0)
        return {};
    m_unsynced = 0;
    m_active = 1 - m_active;
    return m_file->syncData();
}

} // namespace muster
