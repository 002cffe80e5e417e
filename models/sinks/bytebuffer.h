// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>

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

} // namespace muster
