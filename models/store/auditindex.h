// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditquery.h"
#include "network/wire/result.h"

#include <QFuture>
#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <memory>
#include <stop_token>
#include <type_traits>

namespace muster {

class AuditLog;
class Database;

/// The answer to an AuditQuery.
struct AuditMatches
{
    std::vector<quint32> sequences; ///< Ascending.
    qint64 count = 0; ///< Number of the last entry that was looked at.
    bool isComplete = false; ///< Not stopped on the way.
};

/// The values by which a person can choose, each that occurs in the history, in the order of its first entry.
struct AuditValues
{
    QStringList actors, connections, events, outcomes;
    bool operator==(const AuditValues &) const = default;
};

/// Finds entries of the audit file among millions. What is found are sequence numbers: what a person sees of an entry
/// is read from the audit file itself each time, which alone says what happened.
///
/// The keys of the entries are kept in memory from the first question on, and for the next start in a file beside the
/// log, in sealed blocks. A block that is missing, changed, moved, of another history or of another version is not
/// believed; the entries from there on are read anew from the log, which is slower and gives the same answers. A file
/// that cannot be read or written, or is none of ours, is left alone: the keys are in memory only, and notice() says
/// so. See resources/decisions/audit-index.md.
///
/// When the retention removes files of the log, what was known of their entries goes, from memory and from the file,
/// and the rest is read anew.
///
/// All work is done on a thread of its own, in the order in which it was asked for; nobody who appends waits for it.
/// GUI thread. `log` outlives it.
class AuditIndex : public QObject
{
    Q_OBJECT

public:
    static constexpr int version = 2;
    static constexpr qint64 blockSize = 4096; ///< Entries.

    /// Does nothing before it is asked. `file`: where the keys are kept; empty: nowhere.
    AuditIndex(AuditLog &log, QString file, bool readOnly);
    ~AuditIndex() override; ///< Waits for what is under way, which ends soon.

    /// Begins to read what is not indexed yet, and follows what is appended from then on.
    void start();
    /// Numbers that fit `query`, when all entries that there are now have been indexed. Ends early, and incomplete,
    /// once `stop` is asked.
    [[nodiscard]] QFuture<Result<AuditMatches>> find(AuditQuery query, std::stop_token stop);
    /// The same as lines, of numbers above `after`; `latest`: the last number that is shown already, 0 for none.
    [[nodiscard]] QFuture<Result<AuditLines>> fold(AuditQuery query, std::stop_token stop, qint64 after = 0,
                                                   quint32 latest = 0);
    [[nodiscard]] QFuture<Result<AuditValues>> values();

    [[nodiscard]] qint64 indexed() const { return m_indexed; } ///< Number of the last entry; any thread.
    /// Why the keys are not kept for the next start: File or Damaged or InUse, `subject` the file. Searching works.
    [[nodiscard]] const std::optional<ApiError> &notice() const { return m_notice; }

Q_SIGNALS:
    /// As AuditLog::removed() and from the same thread, when it holds for everything that is asked from now on. Whoever
    /// asks at the log's signal may be answered from before.
    void removed(qint64 firstKept);
    void progressed(qint64 indexed, qint64 total); ///< At most some times a second, and when all are.
    void grew(); ///< There are new entries, and they are indexed.
    void noticed(); ///< See notice().

private:
    class File;

    template <typename Work>
    [[nodiscard]] auto give(Work work) -> QFuture<std::invoke_result_t<Work>>;
    [[nodiscard]] Result<void> catchUp(const std::stop_token &stop);
    [[nodiscard]] Result<AuditMatches> matchesOf(const AuditQuery &query, const std::stop_token &stop, qint64 after);
    void load();
    [[nodiscard]] Result<std::unique_ptr<File>> openFile(const QByteArray &key) const;
    void follow();
    void forgetRemoved(qint64 firstKept);
    void tell(const ApiError &error);

    AuditLog &m_log;
    const QString m_path;
    const bool m_readOnly;
    std::atomic<qint64> m_indexed = 0;
    std::atomic<bool> m_isDue = false; ///< A catching up is on its way.
    std::atomic<bool> m_hasWorked = false; ///< m_worker has its thread.
    std::stop_source m_stop;
    bool m_isStarted = false;
    std::optional<ApiError> m_notice;
    // Of the thread below alone:
    AuditColumns m_columns;
    QList<AuditKeys> m_pending; ///< Of the block that is not full yet.
    std::unique_ptr<File> m_file;
    bool m_isLoaded = false;
    QThreadPool m_worker; ///< One thread, always the same. The last one: it waits for it.
};

/// What a block of the file holds: the keys of AuditIndex::blockSize entries, in the order of their numbers.
[[nodiscard]] QByteArray encodeAuditBlock(const QList<AuditKeys> &keys);
/// nullopt for bytes that are no such block, whatever they are.
[[nodiscard]] std::optional<QList<AuditKeys>> decodeAuditBlock(QByteArrayView bytes);

} // namespace muster
