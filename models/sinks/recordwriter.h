// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "network/wire/recordpage.h"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Bytes on their way to a file. Unlike a std::string it hands out room that is not filled with zeros first, and room
/// behind its end, so that cells can be copied sixteen bytes at a time.
class ByteBuffer
{
public:
    explicit ByteBuffer(std::size_t capacity) { grow(capacity); }

    /// Room for at least `count` bytes behind the end; valid until the next call.
    [[nodiscard]] char *room(std::size_t count)
    {
        if (m_capacity - m_size < count) [[unlikely]]
            grow(m_size + count);
        return m_bytes.get() + m_size;
    }
    void advance(std::size_t count) { m_size += count; }
    void append(char c)
    {
        *room(1) = c;
        ++m_size;
    }
    void append(std::string_view text)
    {
        if (!text.empty())
            std::memcpy(room(text.size()), text.data(), text.size());
        m_size += text.size();
    }
    /// Forgets what is behind `size`.
    void cut(std::size_t size) { m_size = size; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::string_view view() const { return {m_bytes.get(), m_size}; }
    [[nodiscard]] std::string_view from(std::size_t offset) const { return view().substr(offset); }

private:
    struct Free
    {
        void operator()(char *bytes) const { std::free(bytes); }
    };

    void grow(std::size_t needed)
    {
        const std::size_t capacity = needed + needed / 2 + 64;
        char *bytes = static_cast<char *>(std::realloc(m_bytes.get(), capacity));
        if (!bytes)
            throw std::bad_alloc();
        (void)m_bytes.release();
        m_bytes.reset(bytes);
        m_capacity = capacity;
    }

    std::unique_ptr<char, Free> m_bytes;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

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

/// RFC 4180 in UTF-8, with a byte order mark only where that is asked for, CRLF at the line ends, quotes only where
/// needed: also around what other programs than RFC 4180 knows split at (`;`, `|`, tab). An attribute that the record
/// lacks, and a JSON null, is an empty cell; an empty text is "" in quotes; other JSON values are their JSON. For
/// spreadsheets: cells (and names in the header) go through guardCell().
class CsvWriter final : public RecordWriter
{
public:
    CsvWriter(QStringList attributes, TextProfile profile, bool byteOrderMark = false);

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
    const bool m_byteOrderMark;
};

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
