// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/changedranges.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>
#include <vector>

class QTimer;

namespace muster {

/// A name as it is searched: without case and accents, cut into words, with the letters that it holds at a glance.
class FoldedName
{
public:
    static constexpr qsizetype longest = 240; ///< Letters; what is behind them is not found.

    FoldedName() = default;
    /// `more`: further words by which it is found, with less weight and without marks; for instance its kind.
    explicit FoldedName(const QString &name, const QString &more = {});

private:
    friend class NameMatcher;

    void take(const QString &text);

    QString m_letters; ///< Of the name, a space, of `more`.
    std::vector<quint16> m_places; ///< Where in the name each letter came from; of the name's letters only.
    std::vector<quint16> m_starts; ///< Of words, in m_letters.
    qsizetype m_nameEnd = 0; ///< In m_letters.
    quint64 m_mask = 0; ///< A bit for each letter there is; see maskOf().
};

/// What a person types, in words, each of which has to be found.
class NameQuery
{
public:
    static constexpr qsizetype longest = 80; ///< Letters; more are not looked at.

    NameQuery() = default;
    explicit NameQuery(const QString &typed);
    [[nodiscard]] bool isEmpty() const { return m_words.isEmpty(); }
    /// What matches this one matched `earlier`: only that has to be looked at again.
    [[nodiscard]] bool narrows(const NameQuery &earlier) const { return m_typed.startsWith(earlier.m_typed); }

private:
    friend class NameMatcher;

    QString m_typed; ///< Folded, with one space between words.
    QStringList m_words;
    QList<quint64> m_masks; ///< Of the words.
};

/// How well the name fits, the more the better; nullopt: not at all. Each word of the query is the beginning of a word
/// of the name ("gol" in "Gold tier"), the beginnings of several in their order ("gt", "goti"), or a part of one
/// ("ier"), which counts least. No word of the query is empty; an empty query fits everything with 0.
[[nodiscard]] std::optional<int> nameScore(const FoldedName &name, const NameQuery &query);

/// The letters of the name that the query found, in order, for marks. Ranges are of the name as it was given.
[[nodiscard]] QList<CharRange> nameMarks(const FoldedName &name, const NameQuery &query);

/// Finds the best of many names while a person types. Works in slices on the event loop, each of a few milliseconds:
/// the window is never held, whether there are ten names or a hundred thousand. A name is folded once; a query that
/// goes on from the one before looks only at what that one left. GUI thread.
class NameSearch : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype mostHits = 100;

    struct Named
    {
        QString name;
        QString more; ///< See FoldedName.
        int weight = 0; ///< Added to the score of what fits: for instance how often it was used.
    };
    struct Hit
    {
        qsizetype place = 0;
        int score = 0;
    };

    explicit NameSearch(QObject *parent = nullptr);
    /// Other names, from place 0 to `count` - 1; `read` is asked for each of them once, in its time. The query stays.
    void setNames(qsizetype count, std::function<Named(qsizetype place)> read);
    void setQuery(const QString &typed);
    [[nodiscard]] const NameQuery &query() const { return m_query; }
    [[nodiscard]] bool isBusy() const; ///< The hits are those of an earlier query.
    /// The best first, at most mostHits; those that are alike by their places. An empty query hits everything.
    [[nodiscard]] const std::vector<Hit> &hits() const { return m_hits; }
    [[nodiscard]] qsizetype hitCount() const { return m_hitCount; } ///< Also of those that are not among hits().

Q_SIGNALS:
    void finished(); ///< hits() are those of the query.

private:
    void start();
    void work();
    void look(qsizetype place);
    void keep(Hit hit);
    void end();

    QTimer *m_slice = nullptr;
    std::function<Named(qsizetype)> m_read;
    std::vector<FoldedName> m_names; ///< Those that were read.
    std::vector<int> m_weights;
    qsizetype m_count = 0;
    NameQuery m_query;

    qsizetype m_next = 0; ///< Of m_candidates, or of the places where there are none.
    bool m_narrowing = false; ///< Only m_candidates are looked at.
    bool m_complete = false; ///< m_found is all that fits m_query.
    std::vector<qsizetype> m_candidates, m_found;
    std::vector<Hit> m_best; ///< A heap, the worst on top.
    std::vector<Hit> m_hits;
    qsizetype m_hitCount = 0;
};

} // namespace muster
