// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/csvwriter.h"

#include <QByteArray>
#include <QString>
#include <initializer_list>

namespace muster {

/// Rows of texts as CSV: cells as CsvWriter spells them, an empty text being no value. Every CSV that is not made of
/// pages of records comes from here, so that none has cells that miss their guard or their count (S21).
class CsvRows
{
public:
    explicit CsvRows(TextProfile profile);

    void cell(std::string_view text);
    void cell(const QString &text);
    void endRow();
    void row(std::initializer_list<std::string_view> cells);
    void row(const QStringList &cells);

    [[nodiscard]] qint64 formulaCells() const { return m_formulaCells; } ///< See isSpreadsheetHazard().
    [[nodiscard]] std::size_t size() const { return m_buffer.size(); } ///< Bytes that were not taken.
    [[nodiscard]] QByteArray take();

private:
    CsvWriter m_writer;
    ByteBuffer m_buffer;
    qint64 m_formulaCells = 0;
    bool m_atStart = true; ///< Of a row.
};

} // namespace muster
