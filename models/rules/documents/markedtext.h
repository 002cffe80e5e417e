// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskfinding.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

namespace muster {

/// A text in which a person has marked what is personal, to measure masking by: a line of JSON Lines,
/// {"text": ..., "spans": [{"start": 4, "end": 16, "entity": "phone"}]}, "language" and "channel" with it where they
/// are known. "turns", an array of strings, stands in the place of "text" for what comes as JSON, one string for each
/// turn, phrase or word; a span then has the index of its string as "turn". Positions count Unicode code points, end
/// exclusive, as those of `--explain`.
struct MarkedText
{
    static constexpr qsizetype maxLine = 4 * 1024 * 1024; ///< Bytes.
    static constexpr qsizetype maxSpans = 10'000, maxTurns = 100'000;
    static constexpr qsizetype maxWord = 40; ///< Characters of language and channel.

    struct Span
    {
        qsizetype turn = 0;
        qint64 begin = 0, end = 0;
        Entity entity = Entity::Email;
        bool operator==(const Span &) const = default;
        /// A code point stands in both.
        [[nodiscard]] bool touches(const Span &other) const
        {
            return turn == other.turn && begin < other.end && end > other.begin;
        }
    };
    QString language, channel; ///< "en", "spoken"; empty: not said.
    QList<QString> turns; ///< One, unless `isTurns`.
    bool isTurns = false;
    QList<Span> spans;

    /// BadInput "labels_unreadable" with the place as `subject`: "spans[2].end"; empty: the line as a whole.
    [[nodiscard]] static Result<MarkedText> read(const QByteArray &line);
};

/// The texts of a labelled file, line by line; empty lines are passed over. One thread.
class MarkedLines
{
public:
    static constexpr qsizetype maxFile = 256 * 1024 * 1024; ///< Bytes of a labelled file.

    explicit MarkedLines(const QByteArray &file)
        : m_file(file)
    {
    }
    /// nullopt: there is none left. BadInput "labels_unreadable", `subject` "LINE, PLACE" or "LINE".
    [[nodiscard]] Result<std::optional<MarkedText>> next();
    [[nodiscard]] qint64 line() const { return m_line; } ///< Of the one that next() gave last, from 1.

private:
    const QByteArray m_file;
    qsizetype m_at = 0;
    qint64 m_line = 0;
};

} // namespace muster
