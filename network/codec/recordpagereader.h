// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/recordpagebuilder.h"
#include "network/codec/recordpagedecoder.h"

#include <vector>

namespace muster {

/// One pass over one page of a RecordPageShape. Not reusable.
class RecordPageReader : private RecordPageBuilder
{
public:
    RecordPageReader(simdjson::ondemand::parser &parser, const RecordPageShape &shape,
                     const std::vector<std::string> &names);

    /// `body` needs simdjson's padding readable behind its end.
    [[nodiscard]] Result<RecordPage> read(const QByteArray &body);

private:
    bool readPage(simdjson::ondemand::document &document);
    bool readPageMember(Key key, Value value);
    bool readRecords(Value value);
    bool readRecord(Object record);
    void reserveFor(std::ptrdiff_t recordBytes);
    bool readRecordMember(Key key, Value value);
    bool readValues(Value value);
    bool readValue(Key key, Value &value, std::set<std::string> &seen);
    bool readCursor(Value value);
    bool readCount(Value value);
    void endRecord();
    [[nodiscard]] std::ptrdiff_t columnOf(Key key, std::size_t expected);

    const RecordPageShape m_shape;
    const std::vector<std::string> &m_names;
    std::set<std::string> m_pageKeys;
    bool m_hasRecords = false, m_hasCursor = false, m_hasCount = false;

    // Of the record being read.
    bool m_hasId = false, m_hasValues = false;
    std::size_t m_expected = 0; ///< The column that comes next if the server keeps the order.
};

} // namespace muster
