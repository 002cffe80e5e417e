// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QByteArrayView>
#include <QMutex>
#include <QVariant>
#include <functional>
#include <memory>

class QThread;

namespace muster {

/// The SQLite connection that Journal and Outbox share: WAL, synchronous=FULL (durable when a statement returns), with
/// a name of its own. A failed statement is an error, never a warning. The GUI thread, and one more after openHere():
/// each has a connection, and SQLite lets one write at a time. A write takes a sync.
///
/// Error kinds: File ("disk_full", "io_error", "not_writable", "database_error"), Damaged ("database_damaged"), InUse
/// ("locked"), BadInput ("exists": a key is taken). Details are SQLite's words and hold no values.
/// After "io_error" in a write every further write fails likewise: what the disk holds is not known (F95).
class Database
{
public:
    using Row = QVariantList;

    /// Opens `file`, which must exist (empty is fine) so that its mode is the caller's choice; an empty name means a
    /// database in memory.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString &file, bool readOnly);
    ~Database();
    /// A second connection, for the calling thread, which must close it before it ends or this is destroyed.
    [[nodiscard]] Result<void> openHere();
    void closeHere();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Runs one statement and returns how many rows it changed.
    [[nodiscard]] Result<int> change(const QString &sql, const QVariantList &values = {});
    [[nodiscard]] Result<QList<Row>> select(const QString &sql, const QVariantList &values = {}) const;
    /// The rows up to the first that cannot be read. For rescuing a damaged file only.
    [[nodiscard]] QList<Row> selectReadable(const QString &sql) const;
    /// All of `body` or nothing; the error is the body's or the commit's. Not nestable.
    [[nodiscard]] Result<void> inTransaction(const std::function<Result<void>()> &body);

    [[nodiscard]] Result<int> userVersion() const;
    /// Damaged when SQLite finds the file inconsistent.
    [[nodiscard]] Result<void> check() const;
    /// A database that only the GUI thread sees, and that is gone when this is.
    [[nodiscard]] bool isInMemory() const { return m_file.isEmpty(); }
    /// From here on every write fails with `why`.
    void refuseWrites(const ApiError &why);
    [[nodiscard]] std::optional<ApiError> refusal() const;

    /// An empty text or blob instead of SQL's NULL for Qt's null values.
    [[nodiscard]] static QVariant text(const QString &value);
    [[nodiscard]] static QVariant blob(const QByteArray &value);

private:
    Database(QString connection, QString file, bool readOnly);
    [[nodiscard]] Result<void> connectHere();
    [[nodiscard]] Result<void> configure();
    [[nodiscard]] QString connectionHere() const;

    const QString m_connection;
    const QString m_file;
    const bool m_readOnly;
    bool m_immutable = false; ///< Nobody can write the file, so SQLite needs no files beside it.
    const QThread *const m_home;
    mutable QMutex m_mutex; ///< For the refusal, which either thread may find.
    std::optional<ApiError> m_refusal;
};

/// What SQLite would take of a write-ahead log (sqlite.org/fileformat2.html#walformat), and what it would leave behind
/// without a word.
struct WalState
{
    qint64 wholeBytes = 0; ///< Up to the end of the last transaction that is there in whole.
    /// Of a transaction behind it that a crash cut short: nobody was told that it was on the disk.
    qint64 tornBytes = 0;
    /// Something is wrong before a transaction that was on the disk: what was promised would be lost (F99).
    bool isDamaged = false;
};

/// Of a log that nobody writes meanwhile. Each transaction is synced before the next one begins, so only the last one
/// can be torn.
[[nodiscard]] WalState examineWal(QByteArrayView log);

} // namespace muster
