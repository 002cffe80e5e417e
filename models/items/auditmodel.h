// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/store/auditindex.h"
#include "models/store/auditlog.h"

#include <QCache>
#include <QHash>
#include <QSet>
#include <QThreadPool>
#include <functional>
#include <map>

namespace muster {

/// A line of the history: an entry, or several of one event of one run, see AuditLines.
struct AuditRow
{
    AuditEntry entry; ///< The newest of them.
    qint64 count = 1; ///< Entries that the line stands for.
    bool isOpen = false; ///< They stand below it, too.
    bool isPart = false; ///< It is one of them.
    QString connection; ///< As a person named it, else its id; empty: the entry names none.
};

/// The history, newest first: all of it or what fits a query. Holds numbers only (8 bytes an entry); the entries are
/// read in pages when they are looked at, on a thread of the model's own, and some hundreds are kept. A cell whose
/// entry is on its way is empty and changes when it comes.
///
/// As long as the index is not there yet all entries stand in lines of their own; then what a run repeats becomes one
/// line, at the place of the newest, which can be opened: the others stand below it then, newest first.
class AuditModel : public TableModel<AuditRow>
{
    Q_OBJECT

public:
    enum Column { Number, Time, Event, Object, Run, Actor, Connection, Facts, ColumnCount };
    static constexpr int page = 50; ///< Lines that are read at once.
    static constexpr int kept = 1000; ///< Entries.
    /// Gives `count` entries from sequence number `first` on, oldest first.
    using Reader = std::function<Result<QList<AuditEntry>>(qint64 first, qint64 count)>;

    explicit AuditModel(QObject *parent = nullptr);
    ~AuditModel() override;
    /// All that `reader` gives, at once when it is looked at. For what is small.
    void setSource(Reader reader, qint64 count);
    /// Follows what is appended. Both outlive the model. Without an index all entries, and no query.
    void setHistory(AuditLog *log, AuditIndex *index);
    void setQuery(const AuditQuery &query); ///< Overtakes one that is not answered yet.
    [[nodiscard]] const AuditQuery &query() const { return m_query; }
    void setConnectionNames(const QHash<QString, QString> &names); ///< By the profile's id.
    void entryAppended(const AuditEntry &entry);

    [[nodiscard]] const AuditEntry *entry(int row) const; ///< nullptr: none, not here yet, or unreadable.
    [[nodiscard]] qint64 sequenceAt(int row) const; ///< 0: there is no such line.
    /// The line of an entry, whose group is opened for it; -1: it is not shown.
    [[nodiscard]] int reveal(qint64 sequence);
    [[nodiscard]] bool isGroup(int row) const; ///< Stands for several entries.
    [[nodiscard]] bool isOpen(int row) const;
    void setOpen(int row, bool open); ///< Of a group.
    /// Entries.
    [[nodiscard]] qint64 matches() const { return m_isMatched ? qint64(m_sequences.size()) : m_count - m_before; }
    [[nodiscard]] bool isSearching() const { return m_isSearching; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void searched(); ///< The query is answered, or entries came that fit it.
    void searching(); ///< A query is on its way.
    void failed(const muster::ApiError &error); ///< The query could not be answered; what was shown stays.

private:
    struct Place
    {
        qsizetype line = 0; ///< In m_lines.
        qint64 part = -1; ///< -1: the line itself; else counted from the newest.
    };

    [[nodiscard]] const AuditRow &rowAt(int row) const override;
    [[nodiscard]] Place placeOf(int row) const;
    [[nodiscard]] int rowOf(qsizetype line) const;
    void want(int row) const;
    void received(quint64 generation, int first, int last, const QList<AuditEntry> &entries);
    void ask();
    void take(const Result<AuditLines> &lines);
    void showAll(AuditLines lines);
    void showMore(const AuditLines &more);
    void showNew(const AuditLines &more, std::size_t from, std::size_t to);
    void lengthen(const AuditLines &more, const AuditLines::Line &by);
    void moveToTop(std::size_t line);
    void grow();
    void forget();
    void leaveRemoved(qint64 firstKept);

    Reader m_reader;
    AuditIndex *m_index = nullptr;
    bool m_readsAtOnce = true;
    qint64 m_count = 0; ///< Number of the log's last entry.
    qint64 m_before = 0; ///< Entries before its first one, which the retention removed.
    QHash<QString, QString> m_names;

    AuditQuery m_query;
    std::stop_source m_stop;
    bool m_isSearching = false;
    bool m_isMatched = false; ///< The lines are those of an answer; else all entries, one a line.
    qint64 m_lookedAt = 0; ///< Entries that the answer took into account.
    bool m_isGrowing = false, m_hasGrown = false;
    std::vector<quint32> m_sequences; ///< Line by line, ascending in each.
    std::vector<AuditLines::Line> m_lines; ///< By their newest entries, ascending.
    /// Places in m_lines, newest first, and how many of the line's entries stand below it.
    std::map<qsizetype, quint32, std::greater<>> m_open;

    quint64 m_generation = 0; ///< Of the rows' places.
    mutable QSet<int> m_wanted; ///< Pages that are being read.
    mutable QCache<qint64, AuditEntry> m_entries{kept};
    mutable AuditRow m_row;
    mutable QThreadPool m_readers; ///< The last one: it waits for it.
};

} // namespace muster
