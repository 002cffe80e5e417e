// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/changedranges.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

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
    [[nodiscard]] bool narrows(const NameQuery &earlier) const;

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

} // namespace muster
