// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/files/jsonhead.h"

#include <vector>

namespace muster {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Of a number, true, false or null.
bool isScalarByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
}

class Look
{
public:
    explicit Look(QByteArrayView text)
        : m_text(text)
    {
    }

    JsonHead run()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
        if (m_at == m_text.size() || (m_text[m_at] != '{' && m_text[m_at] != '['))
            return m_head;
        m_head.isObject = m_text[m_at] == '{';
        m_head.isArray = !m_head.isObject;
        while (m_at < m_text.size() && m_head.end < 0 && m_head.wrong < 0)
            step();
        return m_head;
    }

private:
    void step()
    {
        const char c = m_text[m_at];
        if (c == '"')
            return string();
        if (c == '{' || c == '[')
            open(c);
        else if (c == '}' || c == ']')
            close(c);
        else if (c == ',')
            m_atKey = m_open.back() == '{';
        else if (c == ':' ? m_open.back() != '{' : !isBlank(c) && (m_atKey || !isScalarByte(c)))
            m_head.wrong = m_at;
        ++m_at;
    }

    void open(char bracket)
    {
        if (m_atKey || std::ssize(m_open) == JsonHead::maxDepth) {
            m_head.wrong = m_at;
            return;
        }
        if (isLooked())
            m_head.isFlat = false;
        m_open.push_back(bracket);
        m_atKey = bracket == '{';
    }

    void close(char bracket)
    {
        if (m_open.back() != (bracket == '}' ? '{' : '[')) {
            m_head.wrong = m_at;
            return;
        }
        if (isLooked())
            m_isSeen = true;
        m_open.pop_back();
        m_atKey = false;
        if (m_open.empty())
            m_head.end = m_at + 1;
    }

    void string()
    {
        const qsizetype begin = m_at + 1;
        qsizetype end = begin;
        while (end < m_text.size() && m_text[end] != '"')
            end += m_text[end] == '\\' ? 2 : 1;
        m_at = end + 1;
        if (end >= m_text.size())
            return; // cut
        if (m_atKey && isLooked() && m_head.members.size() < JsonHead::maxMembers)
            m_head.members << m_text.sliced(begin, end - begin).toByteArray();
        m_atKey = false;
    }

    /// Within the object whose members are told.
    bool isLooked() const
    {
        return !m_isSeen && std::ssize(m_open) == (m_head.isObject ? 1 : 2) && m_open.back() == '{';
    }

    const QByteArrayView m_text;
    qsizetype m_at = 0;
    std::vector<char> m_open; ///< Brackets.
    bool m_atKey = false; ///< A name comes next.
    bool m_isSeen = false; ///< The object is over.
    JsonHead m_head;
};

} // namespace

JsonHead lookAtJson(QByteArrayView text)
{
    return Look(text).run();
}

} // namespace muster
