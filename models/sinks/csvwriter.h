// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/recordwriter.h"

namespace muster {

/// RFC 4180 in UTF-8 without byte order mark, CRLF at the line ends, quotes only where needed: also
/// around what other programs than RFC 4180 knows split at (`;`, `|`, tab). An attribute that the
/// record lacks, and a JSON null, is an empty cell; an empty text is "" in quotes; other JSON values are their JSON.
/// For spreadsheets: cells (and names in the header) go through guardCell().
class CsvWriter final : public RecordWriter
{
public:
    CsvWriter(QStringList attributes, TextProfile profile);

    void writeHeader(ByteBuffer &out) const override;
    int writeId(const RecordPage &page, std::size_t row, ByteBuffer &out) const override;
    int writeRest(const RecordPage &page, std::size_t row, ByteBuffer &out) const override;
    [[nodiscard]] bool keepsExtras() const override { return false; }

    /// `readable`: how far behind `text` memory may be read. Returns 1 for a hazard.
    int writeCell(std::string_view text, const char *readable, ByteBuffer &out) const;

private:
    void writeOddCell(std::string_view text, ByteBuffer &out) const;

    const QStringList m_attributes;
    const bool m_guard;
};

} // namespace muster
