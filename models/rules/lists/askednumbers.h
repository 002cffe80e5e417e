// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberverdict.h"
#include "network/wire/result.h"

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <cstdint>

namespace muster {

class NumberEngine;

/// A number that somebody wants to know something about, as it stands in what they pasted or opened.
struct AskedNumber
{
    enum class Reading : std::uint8_t {
        Number,
        Repaired, ///< Spreadsheet damage with one proven reading; see numberrepair.h.
        NeedsRegion, ///< National form, and no region was chosen.
        Unreadable, ///< No phone number.
        NotHoldable, ///< A number, but none that a do-not-call group can hold; see blockableNumber().
    };
    qint64 line = 0; ///< In the text, from 1.
    QString text; ///< As written, without blanks around it; at most maxShown characters.
    std::uint64_t number = 0; ///< Calling code and national number; 0 where it is none that can be asked about.
    Reading reading = Reading::Unreadable;

    static constexpr qsizetype maxShown = 60;
    [[nodiscard]] bool isReadable() const { return number != 0; }
    bool operator==(const AskedNumber &) const = default;
};

struct AskedNumbers
{
    /// So many questions are asked at once, one a number. More belong into a contact list, or are scrubbed as a file.
    static constexpr qsizetype mostNumbers = 2'000;
    static constexpr qsizetype maxBytes = 1024 * 1024;

    QList<AskedNumber>
        rows; ///< In the text's order; each number once, what could not be read as often as it stands there.
    qint64 repeated = 0; ///< Places that say again what another one said.
    bool operator==(const AskedNumbers &) const = default;
};

/// Reads numbers as people paste them: UTF-8 (a byte order mark is passed over), line ends LF, CRLF or CR, several on a
/// line with comma, semicolon or tab between them, also in double quotes. Empty places are passed over; all else is
/// told by line. BadInput "numbers_not_text" (NUL, UTF-16, no UTF-8; `subject`: the line), "numbers_none" where nothing
/// stands there, LimitExceeded "too_many_numbers" (`subject`: how many are allowed) and "numbers_too_large". Pure; any
/// thread.
[[nodiscard]] Result<AskedNumbers> readAskedNumbers(const NumberEngine &engine, QByteArrayView text,
                                                    RegionIndex region);
/// The same with the shared engine. `region`: "DE", for national numbers; empty: none. BadInput "unknown_region".
[[nodiscard]] Result<AskedNumbers> readAskedNumbers(QByteArrayView text, const QString &region);

} // namespace muster
