// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/failingdisk.h"

#include <QFile>
#include <QSet>
#include <cerrno>
#include <fcntl.h>
#include <random>
#include <unistd.h>

namespace muster::test {

namespace {

QByteArray folderOfName(const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/');
    return slash < 0 ? QByteArray(".") : path.left(slash);
}

} // namespace

void FailingDisk::failNext(Op op, int errnoValue, int skip)
{
    m_failures.insert(op, {errnoValue, skip, false});
}

void FailingDisk::failAlways(Op op, int errnoValue)
{
    m_failures.insert(op, {errnoValue, 0, true});
}

void FailingDisk::setFreeSpace(qint64 bytes)
{
    m_freeSpace = bytes;
}

void FailingDisk::heal()
{
    m_failures.clear();
    m_freeSpace.reset();
}

bool FailingDisk::fails(Op op)
{
    ++m_calls[op];
    const auto it = m_failures.find(op);
    if (it == m_failures.end())
        return false;
    if (it->skip > 0) {
        --it->skip;
        return false;
    }
    errno = it->errnoValue;
    if (!it->always)
        m_failures.erase(it);
    return true;
}

void FailingDisk::track(int fd, const QByteArray &path, bool created)
{
    if (!m_names.contains(path)) {
        auto content = std::make_shared<Content>();
        if (!created) {
            QFile file(QFile::decodeName(path));
            if (file.open(QIODevice::ReadOnly))
                content->durable = file.readAll();
            m_durableNames.insert(path, content);
        }
        m_names.insert(path, content);
    }
    m_openFiles.insert(fd, m_names.value(path));
}

int FailingDisk::open(const QByteArray &path, int flags, mode_t mode)
{
    if (fails(Op::Open))
        return -1;
    const int fd = DiskAccess::open(path, flags, mode);
    const int why = errno;
    if (fd >= 0 && (flags & O_DIRECTORY) != 0)
        m_openFolders.insert(fd, path);
    else if (fd >= 0)
        track(fd, path, (flags & O_CREAT) != 0);
    errno = why;
    return fd;
}

int FailingDisk::close(int fd)
{
    m_openFiles.remove(fd);
    m_openFolders.remove(fd);
    const bool failing = fails(Op::Close);
    const int why = errno;
    const int outcome = DiskAccess::close(fd); // as the kernel: gone, whatever it answers
    if (!failing)
        return outcome;
    errno = why;
    return -1;
}

ssize_t FailingDisk::pwrite(int fd, const char *data, size_t size, off_t offset)
{
    if (fails(Op::Write))
        return -1;
    if (m_freeSpace) {
        if (*m_freeSpace <= 0) {
            errno = ENOSPC;
            return -1;
        }
        size = std::min(size, size_t(*m_freeSpace));
        *m_freeSpace -= qint64(size);
    }
    const ssize_t written = DiskAccess::pwrite(fd, data, size, offset);
    if (written > 0 && m_openFiles.contains(fd))
        m_openFiles.value(fd)->pending.append({offset, QByteArray(data, written)});
    return written;
}

ssize_t FailingDisk::pread(int fd, char *data, size_t size, off_t offset)
{
    return fails(Op::Read) ? -1 : DiskAccess::pread(fd, data, size, offset);
}

int FailingDisk::truncate(int fd, off_t size)
{
    if (fails(Op::Truncate))
        return -1;
    if (m_openFiles.contains(fd))
        m_openFiles.value(fd)->pending.append({size, std::nullopt});
    return DiskAccess::truncate(fd, size);
}

int FailingDisk::syncedOutcome(int fd, Op op)
{
    if (fails(op)) {
        // The kernel drops what it could not write and forgets that it failed: the next sync would say "fine" (F95).
        const bool dropped = errno == EIO;
        if (dropped && m_openFiles.contains(fd))
            m_openFiles.value(fd)->pending.clear();
        return -1;
    }
    if (const auto content = m_openFiles.value(fd)) {
        for (const Change &change : std::as_const(content->pending))
            apply(change, content->durable);
        content->pending.clear();
    }
    if (const auto folder = m_openFolders.constFind(fd); folder != m_openFolders.constEnd()) {
        const auto inFolder = [&](const auto &entry) { return folderOfName(entry.key()) == *folder; };
        m_durableNames.removeIf(inFolder);
        for (auto it = m_names.constBegin(); it != m_names.constEnd(); ++it) {
            if (folderOfName(it.key()) == *folder)
                m_durableNames.insert(it.key(), it.value());
        }
    }
    return 0; // No need to trouble the real disk: what survives is decided in losePower().
}

int FailingDisk::sync(int fd)
{
    return syncedOutcome(fd, Op::Sync);
}

int FailingDisk::syncData(int fd)
{
    return syncedOutcome(fd, Op::SyncData);
}

void FailingDisk::moveName(const QByteArray &from, const QByteArray &to)
{
    if (const auto content = m_names.take(from))
        m_names.insert(to, content);
}

int FailingDisk::rename(const QByteArray &from, const QByteArray &to)
{
    if (fails(Op::Rename))
        return -1;
    const int outcome = DiskAccess::rename(from, to);
    if (outcome == 0)
        moveName(from, to);
    return outcome;
}

int FailingDisk::renameToNew(const QByteArray &from, const QByteArray &to)
{
    if (fails(Op::Rename))
        return -1;
    const int outcome = DiskAccess::renameToNew(from, to);
    if (outcome == 0)
        moveName(from, to);
    return outcome;
}

int FailingDisk::remove(const QByteArray &path)
{
    if (fails(Op::Remove))
        return -1;
    const int outcome = DiskAccess::remove(path);
    if (outcome == 0)
        m_names.remove(path);
    return outcome;
}

int FailingDisk::makeFolder(const QByteArray &path, mode_t mode)
{
    return fails(Op::MakeFolder) ? -1 : DiskAccess::makeFolder(path, mode);
}

void FailingDisk::apply(const Change &change, QByteArray &content)
{
    if (!change.bytes) {
        content.resize(change.offset, '\0');
        return;
    }
    if (content.size() < change.offset + change.bytes->size())
        content.append(change.offset + change.bytes->size() - content.size(), '\0');
    content.replace(change.offset, change.bytes->size(), *change.bytes);
}

void FailingDisk::losePower(quint32 seed)
{
    std::mt19937 random(seed);
    const auto chance = [&] { return random() % 2 == 0; };
    Names after = m_durableNames;
    QSet<QByteArray> all;
    for (const Names *names : {&m_names, &m_durableNames})
        for (auto it = names->constBegin(); it != names->constEnd(); ++it)
            all.insert(it.key());
    QList<QByteArray> sorted = all.values();
    std::sort(sorted.begin(), sorted.end()); // hash order would make the seed useless
    for (const QByteArray &path : std::as_const(sorted)) {
        if (m_names.value(path) == m_durableNames.value(path) || chance())
            continue;
        after.remove(path);
        if (const auto content = m_names.value(path))
            after.insert(path, content);
    }
    for (const QByteArray &path : std::as_const(sorted)) {
        const auto content = after.value(path);
        if (!content) {
            (void)::unlink(path.constData());
            continue;
        }
        QByteArray bytes = content->durable;
        for (Change change : std::as_const(content->pending)) {
            if (chance())
                continue; // never reached the disk
            if (change.bytes && chance()) {
                const qsizetype keep = qsizetype(random() % (change.bytes->size() + 1));
                if (chance())
                    change.bytes->truncate(keep); // torn
                else
                    change.bytes->replace(keep, change.bytes->size() - keep,
                                          QByteArray(change.bytes->size() - keep, '\0')); // length came, content not
            }
            apply(change, bytes);
        }
        QFile file(QFile::decodeName(path));
        if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            file.write(bytes);
    }
    m_names.clear();
    m_durableNames.clear();
    m_openFiles.clear();
    m_openFolders.clear();
}

} // namespace muster::test
