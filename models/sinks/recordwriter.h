// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/sinks/bytebuffer.h"
#include "network/wire/recordpage.h"

#include <memory>

namespace muster {

/// Spells records as bytes of a file. The same record always gives the same bytes, and different values of a row give
/// different bytes: the sink compares rows as bytes to tell a repetition from a conflict (F70, F71).
class RecordWriter
{
public:
    virtual ~RecordWriter() = default;
    [[nodiscard]] static std::unique_ptr<RecordWriter> forOrder(const ExportOrder &order);

    virtual void writeHeader(ByteBuffer &out) const = 0;
    /// The row up to and with its contact id; the next byte is always a comma. Returns hazards (S21) in the id: 0 or 1.
    virtual int writeId(const RecordPage &page, std::size_t row, ByteBuffer &out) const = 0;
    /// The rest of the row. Returns the number of cells that are a hazard.
    virtual int writeRest(const RecordPage &page, std::size_t row, ByteBuffer &out) const = 0;
    /// Whether extras() are part of the row; if not they go into a file of their own (F63).
    [[nodiscard]] virtual bool keepsExtras() const = 0;
};

} // namespace muster
