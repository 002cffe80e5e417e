// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/recordwriter.h"

#include <string>
#include <vector>

namespace muster {

/// One object a line, LF at its end: {"contactId":"...","attributes":{...}}, attributes in the order asked for, absent
/// ones left out, and "extras":{...} where the record had more (F63). Values that are not text keep their JSON digit
/// for digit (F64); only line breaks between their tokens become spaces. Both text profiles are alike: JSON text is
/// text to every program.
class JsonLinesWriter final : public RecordWriter
{
public:
    explicit JsonLinesWriter(const QStringList &attributes);

    void writeHeader(ByteBuffer &out) const override;
    int writeId(const RecordPage &page, std::size_t row, ByteBuffer &out) const override;
    int writeRest(const RecordPage &page, std::size_t row, ByteBuffer &out) const override;
    [[nodiscard]] bool keepsExtras() const override { return true; }

    /// The end of a line with the members nobody asked for: "contactId":"...","extras":{...}} and LF.
    static void writeExtras(const RecordPage &page, std::size_t row, ByteBuffer &out);

private:
    std::vector<std::string> m_names; ///< `"name":`, escaped.
};

} // namespace muster
