// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/recordpagedecoder.h"
#include "network/wire/recordpage.h"
#include "network/wire/result.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <emmintrin.h>
#include <set>
#include <simdjson.h>
#include <string>
#include <string_view>
#include <vector>

#ifdef __SSE2__
#endif

namespace muster {

/// Copies a JSON string that stands behind its opening quote, up to the closing one, 16 bytes at a time. Returns its
/// length, or -1 as soon as there is a backslash (what was written then does not count). Both sides need 16 bytes of
/// room behind the end, and the text must be known to have a closing quote.
[[nodiscard]] inline std::ptrdiff_t copyPlainText(const char *from, char *to)
{
    std::ptrdiff_t length = 0;
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    for (;; length += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from + length));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(to + length), block);
        const int quotes = _mm_movemask_epi8(_mm_cmpeq_epi8(block, quote));
        const int slashes = _mm_movemask_epi8(_mm_cmpeq_epi8(block, backslash));
        if ((quotes | slashes) == 0)
            continue;
        const int first = __builtin_ctz(static_cast<unsigned>(quotes | slashes));
        return (quotes >> first & 1) != 0 ? length + first : -1;
    }
#else
    for (;; ++length) {
        if (from[length] == '"')
            return length;
        if (from[length] == '\\')
            return -1;
        to[length] = from[length];
    }
#endif
}

/// One pass over one page. Not reusable. Every function returns false once a fault is noted.
class RecordPageReader
{
public:
    RecordPageReader(simdjson::ondemand::parser &parser, const RecordPageShape &shape,
                     const std::vector<std::string> &names);

    /// `body` needs simdjson's padding readable behind its end.
    [[nodiscard]] Result<RecordPage> read(const QByteArray &body);

private:
    using Value = simdjson::ondemand::value;
    using Object = simdjson::ondemand::object;
    using Key = simdjson::ondemand::raw_json_string;

    bool readPage(simdjson::ondemand::document &document);
    bool readPageMember(Key key, Value value);
    bool readRecords(Value value);
    bool readRecord(Object record);
    void reserveFor(std::ptrdiff_t recordBytes);
    bool readRecordMember(Key key, Value value);
    bool readId(Value value);
    bool readValues(Value value);
    bool readValue(Key key, Value &value, std::set<std::string> &seen);
    bool readExtra(Key key, Value value, std::set<std::string> &seen);
    bool readCursor(Value value);
    bool readCount(Value value);
    bool skip(Key key, Value value);

    [[nodiscard]] std::ptrdiff_t columnOf(Key key, std::size_t expected);
    [[nodiscard]] bool isKey(Key key, std::string_view name);
    bool unescaped(Key key, std::string &text);
    bool copyText(Key text, RecordCell &cell);
    bool copyRaw(Value value, RecordCell &cell);
    bool rawOf(Value value, std::string_view &raw);
    void judgeId();
    void endRecord();

    bool broken(simdjson::error_code error);
    bool wrong(std::string_view member, const char *issue);
    bool limit(const char *code);
    bool once(bool &seen, std::string_view member);

    simdjson::ondemand::parser &m_parser;
    const RecordPageShape m_shape;
    const std::vector<std::string> &m_names;
    RecordPage m_page;
    char *m_to = nullptr; ///< Where the next byte of the arena goes.
    std::optional<ApiError> m_fault;
    const char *m_begin = nullptr;
    const char *m_end = nullptr;
    bool m_inRecord = false;
    bool m_hasRecords = false, m_hasCursor = false, m_hasCount = false;
    std::set<std::string> m_pageKeys;

    // Of the record being read.
    bool m_hasId = false, m_hasValues = false;
    RecordCell m_id;
    const char *m_idFault = nullptr;
    std::size_t m_expected = 0; ///< The column that comes next if the server keeps the order.
    std::string m_extra;
    std::set<std::string> m_recordKeys, m_valueKeys;
};

} // namespace muster
