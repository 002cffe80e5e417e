// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <memory>
#include <optional>

namespace muster::test {

/// The real disk, until it is told to fail: full, broken, or without power. Works on real files (put them into a
/// QTemporaryDir). One thread at a time. Writes of one file come back in any subset after losePower(), torn or as
/// zeros, unless they were synced; new names and renames come back or not unless their folder was synced.
class FailingDisk : public DiskAccess
{
public:
    enum class Op { Open, Close, Write, Read, Truncate, Sync, SyncData, Rename, Remove, MakeFolder };

    /// The next call of `op` after `skip` good ones fails with `errnoValue`, once. A sync that fails with EIO has
    /// dropped what was not synced; with any other value it is still on its way, for losePower() right after.
    void failNext(Op op, int errnoValue, int skip = 0);
    /// Every call of `op` fails until heal().
    void failAlways(Op op, int errnoValue);
    /// So many bytes fit before ENOSPC; a write that fits in part is cut short, as the kernel does it.
    void setFreeSpace(qint64 bytes);
    void heal();
    [[nodiscard]] int calls(Op op) const { return m_calls.value(op); }

    /// What a disk without battery makes of it. Drop all objects with open files first. `seed` decides what survives.
    void losePower(quint32 seed);

    int open(const QByteArray &path, int flags, mode_t mode) override;
    int close(int fd) override;
    ssize_t pwrite(int fd, const char *data, size_t size, off_t offset) override;
    ssize_t pread(int fd, char *data, size_t size, off_t offset) override;
    int truncate(int fd, off_t size) override;
    int sync(int fd) override;
    int syncData(int fd) override;
    int rename(const QByteArray &from, const QByteArray &to) override;
    int renameToNew(const QByteArray &from, const QByteArray &to) override;
    int remove(const QByteArray &path) override;
    int makeFolder(const QByteArray &path, mode_t mode) override;

private:
    struct Change
    {
        qint64 offset = 0;
        std::optional<QByteArray> bytes; ///< nullopt: truncated to `offset`.
    };
    struct Content
    {
        QByteArray durable;
        QList<Change> pending;
    };
    using Names = QMap<QByteArray, std::shared_ptr<Content>>;
    struct Failure
    {
        int errnoValue = 0;
        int skip = 0;
        bool always = false;
    };

    [[nodiscard]] bool fails(Op op);
    void track(int fd, const QByteArray &path, bool created);
    int syncedOutcome(int fd, Op op);
    void moveName(const QByteArray &from, const QByteArray &to);
    static void apply(const Change &change, QByteArray &content);

    QMap<Op, Failure> m_failures;
    QMap<Op, int> m_calls;
    std::optional<qint64> m_freeSpace;
    Names m_names; ///< As programs see them.
    Names m_durableNames; ///< As the disk has them.
    QHash<int, std::shared_ptr<Content>> m_openFiles;
    QHash<int, QByteArray> m_openFolders;
};

} // namespace muster::test
