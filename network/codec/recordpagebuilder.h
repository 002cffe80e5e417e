// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/recordpage.h"
#include "network/wire/result.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <emmintrin.h>
#include <functional>
#include <set>
#include <simdjson.h>
#include <string>
#include <string_view>

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

/// Refuses what is no page at first sight (NotFromApi, BrokenBody, LimitExceeded), and has the rest read: `read` gets a
/// parser of this thread and the body with simdjson's padding readable behind its end.
[[nodiscard]] Result<RecordPage>
readPageOf(const QByteArray &bytes,
           const std::function<Result<RecordPage>(simdjson::ondemand::parser &parser, const QByteArray &body)> &read);

/// What the readers of pages share: values copied into the page's arena and looked through byte for byte, ids judged,
/// members nobody asked for kept, the first fault named. Of one page; not reusable. Every function that returns a bool
/// returns false once a fault is noted.
class RecordPageBuilder
{
protected:
    using Value = simdjson::ondemand::value;
    using Object = simdjson::ondemand::object;
    using Key = simdjson::ondemand::raw_json_string;

    /// `records` names the array of records in faults; a constant.
    RecordPageBuilder(simdjson::ondemand::parser &parser, std::string_view records);
    ~RecordPageBuilder() = default;
    RecordPageBuilder(const RecordPageBuilder &) = delete;
    RecordPageBuilder &operator=(const RecordPageBuilder &) = delete;

    /// Makes room in the arena and begins to parse. `body` needs simdjson's padding readable behind its end. `copies`:
    /// how often one value is kept at most.
    bool begin(const QByteArray &body, simdjson::ondemand::document &document, int copies = 1);
    /// Nothing may stand behind the page.
    bool atEnd(simdjson::ondemand::document &document);
    /// The page, or the fault that was noted.
    [[nodiscard]] Result<RecordPage> built();

    /// What a member of an object consists of.
    bool partsOf(simdjson::simdjson_result<simdjson::ondemand::field> &member, Key &key, Value &value)
    {
        auto error = member.key().get(key);
        if (error == simdjson::SUCCESS)
            error = member.value().get(value);
        return error == simdjson::SUCCESS || broken(error);
    }
    [[nodiscard]] bool isKey(Key key, std::string_view name);
    bool unescaped(Key key, std::string &text);
    bool copyText(Key text, RecordCell &cell);
    bool copyRaw(Value value, RecordCell &cell);
    /// As text where it is a string, else as it stands.
    bool copyValue(Value &value, RecordCell &cell);
    bool rawOf(Value value, std::string_view &raw);
    /// Looks inside of what simdjson has walked over; part of the body, at m_depth.
    bool isStrict(std::string_view raw);
    /// To m_id; what is wrong with it to m_idFault, nullptr: nothing.
    bool readId(Value value);
    /// Keeps a member nobody asked for; `seen` are those of the same object.
    bool readExtra(Key key, Value value, std::set<std::string> &seen);
    /// Keeps one that was looked through already. `key` was unescaped, or is known to be closed.
    void addExtra(Key key, std::string_view raw);
    /// A member of the page that says nothing; `seen` are those of the same object.
    bool skip(Key key, Value value, std::set<std::string> &seen);
    /// Keeps the extras of the row that was added last.
    void endExtras();
    /// Forgets those of the record, whether it was kept or not.
    void forgetExtras();

    bool broken(simdjson::error_code error);
    /// `error` is what get_object() or get_array() said.
    bool notThat(simdjson::error_code error, std::string_view member, const char *issue)
    {
        return error == simdjson::INCORRECT_TYPE ? wrong(member, issue) : broken(error);
    }
    bool wrong(std::string_view member, const char *issue);
    bool limit(const char *code);
    bool once(bool &seen, std::string_view member);

    simdjson::ondemand::parser &m_parser;
    const std::string_view m_records;
    RecordPage m_page;
    char *m_to = nullptr; ///< Where the next byte of the arena goes.
    std::optional<ApiError> m_fault;
    const char *m_begin = nullptr;
    const char *m_end = nullptr;
    bool m_inRecord = false;
    int m_depth = 1; ///< How deep in the page the value stands that is read.

    // Of the record being read.
    RecordCell m_id;
    const char *m_idFault = nullptr;
    std::string m_extra;
    std::set<std::string> m_recordKeys, m_valueKeys;

private:
    void judgeId();
};

inline bool RecordPageBuilder::copyText(Key text, RecordCell &cell)
{
    std::ptrdiff_t length = copyPlainText(text.raw(), m_to);
    if (length < 0) {
        auto *to = reinterpret_cast<std::uint8_t *>(m_to);
        std::string_view view;
        // Refuses lone surrogates and unknown escapes.
        if (const auto error = m_parser.unescape(text, to).get(view); error != simdjson::SUCCESS)
            return broken(error);
        length = static_cast<std::ptrdiff_t>(view.size());
    }
    cell = {static_cast<std::uint32_t>(m_to - m_page.arena.constData()), static_cast<std::uint32_t>(length),
            RecordCell::Kind::Text};
    m_to += length;
    return true;
}

inline bool RecordPageBuilder::copyValue(Value &value, RecordCell &cell)
{
    Key text;
    const auto error = value.get_raw_json_string().get(text);
    if (error == simdjson::SUCCESS)
        return copyText(text, cell);
    return error == simdjson::INCORRECT_TYPE ? copyRaw(value, cell) : broken(error);
}

inline bool RecordPageBuilder::isKey(Key key, std::string_view name)
{
    if (key.unsafe_is_equal(static_cast<std::size_t>(m_end - key.raw()), name))
        return true;
    std::string text;
    return unescaped(key, text) && text == name;
}

} // namespace muster
