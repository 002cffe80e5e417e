// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/speakerlabel.h"

#include "models/rules/masking/cuewords.h"
#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <cstring>

namespace muster {

namespace {

constexpr int mostWords = 4, mostDigits = 4; // "Agent 1024"; more of them could be somebody's number
constexpr std::string_view marks = " \t>*_#|-\xe2\x80\xa2";
constexpr std::string_view nDash = "\xe2\x80\x93"; // is "-" where the text was folded

class LabelReader
{
public:
    LabelReader(std::string_view text, std::size_t begin)
        : m_text(text.substr(0, std::min({text.find('\n', begin), text.size(), begin + SpeakerLabel::longest})))
        , m_begin(begin)
        , m_at(begin)
    {
    }

    SpeakerLabel read()
    {
        skip(marks);
        const bool isTimed = skipTimes();
        const std::size_t behindTime = m_at;
        if (isTimed)
            skip(marks);
        if (readBareRole(isTimed))
            return {m_begin, m_at, m_name};
        if (readName(isTimed)) {
            skip("*_");
            skip(" \t");
            return {m_begin, m_at, m_name};
        }
        if (!isTimed)
            return {m_begin, m_begin, {}};
        m_at = behindTime;
        skip(" \t-");
        return {m_begin, m_at, {}};
    }

private:
    [[nodiscard]] char here() const { return m_at < m_text.size() ? m_text[m_at] : '\n'; }
    void skip(std::string_view bytes)
    {
        while (m_at < m_text.size() && bytes.find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }
    bool take(char byte)
    {
        const bool is = here() == byte;
        m_at += is ? 1 : 0;
        return is;
    }

    /// A time of day or since the start, a date in front of it or not. A date alone may be what was asked for.
    bool skipTimes()
    {
        const std::size_t from = m_at;
        const char open = here();
        const bool isBracketed = take('[') || take('(');
        int digits = 0, colons = 0;
        bool isRun = true;
        for (; isRun && m_at < m_text.size(); ++m_at) {
            const char byte = m_text[m_at];
            const char lower = toAsciiLower(byte);
            if (isAsciiDigit(byte)) {
                ++digits;
            } else if ((byte == ':' || (byte == 'h' && digits > 0)) && m_at + 1 < m_text.size()
                       && isAsciiDigit(m_text[m_at + 1])) { // "10h31" in French
                ++colons;
            } else {
                const bool isMeridiem = (lower == 'a' || lower == 'p') && m_at + 1 < m_text.size()
                    && toAsciiLower(m_text[m_at + 1]) == 'm';
                if (isMeridiem)
                    ++m_at;
                // "2024-03-01T10:31:05Z", "10:31:05.250", "10:31 - 10:32"
                isRun = isMeridiem || byte == '.' || byte == ',' || byte == '/' || byte == '-' || byte == 'T'
                    || byte == 'Z' || byte == '+' || (byte == ' ' && (isBracketed || nextIsTime()));
                if (!isRun)
                    break;
            }
        }
        if (colons > 0 && digits >= 3 && (!isBracketed || take(open == '[' ? ']' : ')')))
            return true;
        m_at = from;
        return false;
    }
    [[nodiscard]] bool nextIsTime() const
    {
        const std::string_view rest = m_text.substr(m_at + 1);
        const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
        return (digits >= 1 && digits <= 2 && digits < rest.size() && (rest[digits] == ':' || rest[digits] == 'h'))
            || rest.starts_with("am") || rest.starts_with("pm") || rest.starts_with("AM") || rest.starts_with("PM");
    }

    /// "10:31 CALLER so I", "Agent 10:31 okay": between a role and a time no colon is needed.
    bool readBareRole(bool isTimed)
    {
        const std::size_t from = m_at;
        if (!MaskWord::isPart(here()))
            return false;
        const MaskWord word = MaskWord::beginningAt(m_text, m_at);
        if (meaningOf(word.plain()).isRole && word.end < m_text.size() && m_text[word.end] == ' ') {
            m_at = word.end;
            skip(" ");
            if (isTimed || skipTimes()) {
                const bool isApart = here() != ':' && here() != '-' && !m_text.substr(m_at).starts_with(nDash);
                skip(" \t");
                m_name = m_text.substr(from, word.end - from);
                if (isApart)
                    return true;
            }
        }
        m_at = from;
        return false;
    }

    bool readName(bool isTimed)
    {
        const char open = here();
        const char close = open == '[' ? ']' : open == '<' ? '>' : open == '(' ? ')' : '\0';
        if (close != '\0')
            ++m_at;
        const std::size_t from = m_at;
        int words = 0, digits = 0;
        bool isRole = false;
        std::size_t end = m_at;
        while (m_at < m_text.size()) {
            if (MaskWord::isPart(m_text[m_at])) {
                const MaskWord word = MaskWord::beginningAt(m_text, m_at);
                const CueMeaning meaning = meaningOf(word.plain());
                if (++words > mostWords || (!meaning.isRole && (meaning.kind != CueKind::None || meaning.isNumberNoun)))
                    return false;
                isRole = isRole || meaning.isRole;
                m_at = end = word.end;
            } else if (isAsciiDigit(m_text[m_at])) {
                if (words == 0 || ++digits > mostDigits)
                    return false;
                end = ++m_at;
            } else if (m_text[m_at] == ' ' && m_at + 1 < m_text.size() && !m_text.substr(m_at + 1).starts_with(nDash)
                       && (MaskWord::isPart(m_text[m_at + 1]) || isAsciiDigit(m_text[m_at + 1]))) {
                ++m_at;
            } else if ((m_text[m_at] == '.' || m_text[m_at] == '-' || m_text[m_at] == '_') && m_at + 1 < m_text.size()
                       && (MaskWord::isPart(m_text[m_at + 1]) || isAsciiDigit(m_text[m_at + 1])
                           || (m_text[m_at] == '.' && m_text[m_at + 1] == ' '))) {
                ++m_at;
            } else {
                break;
            }
        }
        if (words == 0)
            return false;
        m_name = m_text.substr(from, end - from);
        if (close != '\0') {
            if (!take(close))
                return false;
            // "[laughs]" is no speaker, "[LAUGHS]:" may be one.
            const bool isNamed = isRole || isTimed;
            skip(" \t*_");
            return take(':') || isNamed;
        }
        skip("*_");
        const bool isApart = here() == ' ';
        skip(" \t");
        if (here() == '(' || here() == '[') { // "Agent (10:31):"
            const std::size_t bracket = m_at;
            if (skipTimes())
                skip(" \t");
            else
                m_at = bracket;
        }
        if (take(':'))
            return m_at >= m_text.size() || m_text[m_at] == ' ' || m_text[m_at] == '*' || m_text[m_at] == '_'
                || m_text[m_at] == '\t' || isRole;
        const bool isDash = here() == '-' || m_text.substr(m_at).starts_with(nDash);
        if ((!isRole && !isTimed) || !isApart || !isDash)
            return take('>') && isRole;
        m_at += here() == '-' ? 1 : nDash.size();
        return here() == ' ';
    }

    const std::string_view m_text; ///< Ends with the line.
    const std::size_t m_begin;
    std::size_t m_at;
    std::string_view m_name;
};

} // namespace

SpeakerLabel SpeakerLabel::at(std::string_view text, std::size_t begin)
{
    // Asked for beside most numbers: most lines have none of the signs that end a label.
    const std::string_view line = text.substr(begin, longest);
    if (line.empty())
        return {begin, begin, {}};
    const char first = line.front();
    const auto has = [line](char sign) { return std::memchr(line.data(), sign, line.size()) != nullptr; };
    const bool isSmall = first >= 'a' && first <= 'z'; // a name has a capital, unless it is a role
    const bool isBracketed = first == '[' || first == '(' || first == '<';
    const bool isTimed = isAsciiDigit(first);
    if (!has(':') && (isSmall || (!isBracketed && !isTimed && !has('-') && !has('>') && !has(nDash.front()))))
        return {begin, begin, {}};
    if (isSmall && !meaningOf(MaskWord::beginningAt(text, begin).plain()).isRole)
        return {begin, begin, {}};
    return LabelReader(text, begin).read();
}

SpeakerLabel SpeakerLabel::before(std::string_view text, std::size_t at)
{
    const std::size_t from = at > longest ? at - longest : 0;
    const void *feed = ::memrchr(text.data() + from, '\n', at - from);
    if (feed == nullptr && from > 0)
        return {at, at, {}};
    return SpeakerLabel::at(text, feed == nullptr ? 0 : std::size_t(static_cast<const char *>(feed) - text.data()) + 1);
}

} // namespace muster
