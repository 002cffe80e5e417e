// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/store/posixfile.h"

#include <string_view>

namespace muster {

/// Splits a file that a RecordWriter wrote into its rows, piece by piece, without decoding them.
class RowScanner
{
public:
    struct Row
    {
        qint64 offset = 0;
        std::string_view bytes; ///< With its line end; empty: no more rows. Valid until the next call.
    };

    static constexpr qsizetype maxRowBytes = 128 * 1024 * 1024;

    /// Up to `end`, from the beginning of the file.
    RowScanner(const PosixFile &file, FileFormat format, qint64 end);

    /// Damaged when the last row is not whole or a row is longer than maxRowBytes.
    [[nodiscard]] Result<Row> next();

    /// The row up to and with the contact id, as RecordWriter::writeId() wrote it.
    [[nodiscard]] static std::string_view keyOf(std::string_view row, FileFormat format);
    /// Length of the first row in `bytes`; 0 when it is not whole.
    [[nodiscard]] static std::size_t rowLength(std::string_view bytes, FileFormat format);

private:
    const PosixFile &m_file;
    const FileFormat m_format;
    const qint64 m_end;
    qint64 m_loaded = 0; ///< Offset in the file behind m_bytes.
    QByteArray m_bytes;
    qsizetype m_next = 0;
};

} // namespace muster
