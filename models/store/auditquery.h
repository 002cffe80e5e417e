// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditentry.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>
#include <array>
#include <vector>

namespace muster {

/// Facts that name what an entry is about, in the order of AuditKeys::objects.
inline constexpr std::array auditObjectFacts{"list", "segment", "audience", "order",
                                             "plan", "backup",  "file",     "list_name"};

/// What an entry can be found by.
struct AuditKeys
{
    qint64 at = 0; ///< UTC, in ms since 1970; the lowest number for an entry that cannot be read.
    QString event, runId, actor;
    QString connection; ///< Id of the profile; empty: the entry names none.
    QString outcome; ///< See auditOutcome().
    QString interaction; ///< Digest, see AuditSubjects.
    std::array<QString, auditObjectFacts.size()> objects; ///< Empty: the entry names none of that kind.
    bool operator==(const AuditKeys &) const = default;

    /// Of a line of the file, in either spelling; what is no entry has the event "audit.unreadable" and nothing else.
    [[nodiscard]] static AuditKeys of(const QByteArray &line);
    [[nodiscard]] static AuditKeys of(const AuditEntry &entry);
};

/// "export" of "export.page": the kind of work.
[[nodiscard]] QString auditJob(const QString &event);
/// How something ended: what the fact "outcome" says, else "complete", "paused", "halted", "failed", "refused",
/// "cancelled" or "discarded" where the event is that end; empty for the others.
[[nodiscard]] QString auditOutcome(const QString &event, const QString &outcomeFact);

/// Which entries are wanted: those that fit all that is said. Texts are compared whole and with regard to case.
///
/// An entry that names no connection is about that of the latest entry before it of the same run that names one, and so
/// with each kind of object: an export's pages belong to the segment and to the connection of its start.
struct AuditQuery
{
    QDateTime since, until; ///< From the first on, and before the second; invalid: no bound.
    QString actor, connection, event, outcome, runId;
    QString job; ///< See auditJob().
    QString object; ///< Id of a list, segment or audience, digest of an order or plan, see auditObjectFacts.
    QString interaction; ///< Digest.
    /// Occurs, without regard to case, in event, run, actor or the facts' JSON; or the event is one of `textEvents`
    /// (whose words have it).
    QString text;
    QSet<QString> textEvents;

    [[nodiscard]] bool isEmpty() const { return *this == AuditQuery(); }
    bool operator==(const AuditQuery &) const = default;
};

/// The text part of a query, prepared for many lines. Pure; one thread at a time.
class AuditTextFilter
{
public:
    explicit AuditTextFilter(const AuditQuery &query);
    [[nodiscard]] bool fits(const QByteArray &line) const;
    [[nodiscard]] bool fits(const AuditEntry &entry) const;

private:
    const QString m_text;
    const QSet<QString> m_events;
    QByteArray m_folded; ///< In small letters; empty where the text is not ASCII.
};

/// Entries as they are told: several of one event of one run as one line, though others stand between them. An entry
/// joins the line of the entry before it of its run if that is of the same event, and if it is the one before it in the
/// list, or no more than foldReach entries of the history lie between the two. So the story of a run keeps its order
/// (what came before a pause is not told with what came after it), and an entry is told near its place.
struct AuditLines
{
    static constexpr quint32 foldReach = 4096;

    struct Line
    {
        quint32 first = 0, count = 0; ///< Places in `sequences`.
        quint32 continues
            = 0; ///< The newest entry of a line among those shown before, which this one makes longer; 0: none.
        bool operator==(const Line &) const = default;
    };
    std::vector<quint32> sequences; ///< Line by line, ascending in each.
    std::vector<Line> lines; ///< By their newest entries, ascending.
    qint64 count = 0; ///< Number of the last entry that was looked at.
    bool isComplete = false; ///< Not stopped on the way.
};

/// Keys of the entries of a log, in columns: some 36 bytes an entry, and a few ns an entry for a query. Pure; one
/// thread at a time.
class AuditColumns
{
public:
    explicit AuditColumns(qint64 first = 1); ///< Number of the first entry.

    void append(const AuditKeys &keys); ///< Of the next sequence number.
    [[nodiscard]] qint64 first() const { return m_first; }
    [[nodiscard]] qint64 last() const { return m_first + qint64(m_at.size()) - 1; } ///< Before the first one: none.

    /// Numbers above `after` of those that fit, without regard to the text; ascending.
    [[nodiscard]] std::vector<quint32> find(const AuditQuery &query, qint64 after = 0) const;
    /// Lays out `found` (ascending) as lines; `shown` are those before it, as many as foldReach reaches, and the latest
    /// of all. Linear.
    [[nodiscard]] AuditLines fold(const std::vector<quint32> &found, const std::vector<quint32> &shown) const;
    /// Every value that occurs, in the order of its first entry.
    [[nodiscard]] QStringList actors() const { return valuesOf(m_actor); }
    [[nodiscard]] QStringList connections() const { return valuesOf(m_connection); }
    [[nodiscard]] QStringList events() const { return valuesOf(m_event); }
    [[nodiscard]] QStringList outcomes() const { return valuesOf(m_outcome); }

private:
    using Word = quint32; ///< Place in m_words; 0: none.
    static constexpr std::size_t objectKinds = auditObjectFacts.size();
    using Objects = std::array<Word, objectKinds>;
    struct Column
    {
        std::vector<Word> words;
        QList<Word> values; ///< Each that occurs, once.
        std::vector<bool> isKnown; ///< By word.
    };
    /// What a run's entries have in common until one of them names another.
    struct Inherited
    {
        Word connection = 0;
        Objects objects{};
    };

    [[nodiscard]] Word wordOf(const QString &text);
    static void add(Column &column, Word word);
    [[nodiscard]] quint32 setOf(const Objects &objects);
    [[nodiscard]] QStringList valuesOf(const Column &column) const;

    qint64 m_first;
    QStringList m_words;
    QHash<QString, Word> m_wordPlaces;
    std::vector<qint64> m_at;
    Column m_event, m_run, m_actor, m_outcome, m_interaction;
    Column m_connection; ///< Inherited where the entry names none.
    std::vector<quint32> m_objects; ///< Place in m_sets; inherited likewise.
    QList<Objects> m_sets;
    QHash<QByteArray, quint32> m_setPlaces;
    QHash<Word, Inherited> m_runs;
};

} // namespace muster
