// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberengine.h"

#include <QIODevice>
#include <functional>
#include <stop_token>

namespace muster {

/// Reads one number per line and writes a CSV row for each, in order: input,e164,valid,region,type,possible,extension
/// (quoting as in RFC 4180, lines end with a line feed, first row is the header).
///
/// A line ends with LF; one CR before it is not part of the number. Every line gets a row, also empty ones and such
/// that are no UTF-8; `input` repeats its bytes. Where a text does not parse, e164, region, possible and extension are
/// empty, valid is false, type is unknown. Lines of more than maxLine bytes are not judged (the library's time grows
/// with the square of the length): they get such a row with their whole input. Memory stays below a megabyte whatever
/// is read.
class NumbersCsv
{
public:
    static constexpr qsizetype maxLine = 1024; ///< Bytes.
    enum class End { Complete, Stopped, ReadFailed, WriteFailed };
    struct Report
    {
        End end = End::Complete;
        qint64 rows = 0; ///< The header aside.
        qint64 tooLong = 0;
    };

    NumbersCsv(const NumberEngine &engine, RegionIndex defaultRegion, QIODevice &out);

    /// Reads `in` to its end or until `stop`; what was read up to then is written. `progress` gets the row count, about
    /// once per 64 KiB read. Blocks; call it on a thread that may.
    [[nodiscard]] Report run(QIODevice &in, const std::function<void(qint64)> &progress = {},
                             std::stop_token stop = {});

private:
    void feed(QByteArrayView bytes);
    void endLine();
    void writeRow();
    void writeQuoted(QByteArrayView bytes);
    bool flush();

    const NumberEngine &m_engine;
    const RegionIndex m_defaultRegion;
    QIODevice &m_out;
    QByteArray m_line; ///< At most maxLine bytes and what may be the CR.
    QByteArray m_rows; ///< Written but not flushed.
    bool m_lineOpen = false; ///< Something of the line was read.
    bool m_tooLong = false; ///< The line's beginning is in m_rows already.
    bool m_pendingReturn = false; ///< A CR of a long line that may stand before its LF.
    Report m_report;
};

} // namespace muster
