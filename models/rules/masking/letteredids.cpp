// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/letteredids.h"

#include "models/rules/masking/checkdigits.h"
#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>

namespace muster {

namespace {

constexpr std::size_t mostLetters = 7;

class LetteredIds
{
public:
    explicit LetteredIds(const MaskSearch &search)
        : m_search(search)
        , m_text(search.text)
    {
    }

    void look(const DigitGroup &group)
    {
        if (group.end <= m_done)
            return;
        std::size_t letters = 0;
        while (letters <= mostLetters && letters < group.begin && isAsciiLetter(m_text[group.begin - letters - 1]))
            ++letters;
        m_search.scratch.steps += 2;
        const std::size_t begin = group.begin - letters;
        const bool behind = isAsciiLetter(m_text[group.end]);
        const bool apart = letters == 0 && begin >= 2 && (m_text[begin - 1] == ' ' || m_text[begin - 1] == '-')
            && isAsciiLetter(m_text[begin - 2]);
        if (letters == 0 && !behind && !apart && group.size() != 8)
            return;
        if (letters == 2 && isFree(begin) && (takeIban(begin, group) || takeNino(begin, group.begin)))
            return;
        if (apart && begin >= 3 && group.size() == 2 && isAsciiLetter(m_text[begin - 3]) && isFree(begin - 3)
            && takeNino(begin - 3, group.begin))
            return;
        if (letters == 6 && isFree(begin) && takeFiscalCode(begin))
            return;
        if (takeSpanish(begin, letters, group) || takeCorsican(group))
            return;
        if (m_search.scope.context && (letters > 0 || behind))
            takeAnnounced(group);
    }

private:
    [[nodiscard]] bool isFree(std::size_t begin) const
    {
        return begin >= m_done && (begin == 0 || (!isAsciiWord(m_text[begin - 1]) && !isWide(m_text[begin - 1])));
    }
    [[nodiscard]] bool isEnd(std::size_t end) const { return !isAsciiWord(m_text[end]) && !isWide(m_text[end]); }

    bool add(std::size_t begin, std::size_t end, Entity entity, MaskRule rule, int score)
    {
        if (!m_search.scope.wants(entity))
            return false;
        m_search.scratch.candidates.push_back({begin, end, entity, std::uint16_t(rule), std::uint8_t(score)});
        m_done = end;
        return true;
    }

    bool takeIban(std::size_t begin, const DigitGroup &group)
    {
        const std::size_t length = ibanLength(m_text.substr(begin, 2));
        if (length == 0 || group.size() < 2)
            return false;
        std::string written;
        std::size_t at = begin;
        bool blanks = false;
        for (; written.size() < length; ++at) {
            if (isAsciiAlnum(m_text[at])) {
                written += m_text[at];
            } else if ((m_text[at] == ' ' || m_text[at] == '-') && isAsciiAlnum(m_text[at + 1])) {
                blanks = true;
            } else {
                return false;
            }
        }
        m_search.scratch.steps += length;
        if (!isEnd(at))
            return false;
        if (ibanHolds(written))
            return add(begin, at, Entity::Iban, MaskRule::IbanChecked, 100);
        // One digit wrong: still somebody's account, if it is written or announced as one.
        const auto digits = std::size_t(std::ranges::count_if(written, isAsciiDigit));
        const bool announced = cueBefore(m_text, begin).kind == CueKind::Iban;
        if (!announced && (!blanks || digits * 3 < length * 2))
            return false;
        return add(begin, at, Entity::Iban, MaskRule::IbanContext, announced ? 65 : 60);
    }

    bool takeNino(std::size_t begin, std::size_t digitsAt)
    {
        if (!isNinoPrefix(m_text[begin], m_text[begin + 1]))
            return false;
        std::size_t at = digitsAt, digits = 0;
        while (digits < 6) {
            if (isAsciiDigit(m_text[at]))
                ++digits;
            else if (!(m_text[at] == ' ' || m_text[at] == '-') || digits % 2 != 0 || digits == 0)
                return false;
            ++at;
        }
        const std::size_t suffix = m_text[at] == ' ' || m_text[at] == '-' ? at + 1 : at;
        if (!isAsciiLetter(m_text[suffix]) || (m_text[suffix] | 0x20) > 'd' || !isEnd(suffix + 1))
            return false;
        return add(begin, suffix + 1, Entity::Nino, MaskRule::NinoForm, 95);
    }

    bool takeFiscalCode(std::size_t begin)
    {
        if (begin + 16 >= m_text.size() || !isEnd(begin + 16) || !codiceFiscaleHolds(m_text.substr(begin, 16)))
            return false;
        return add(begin, begin + 16, Entity::NationalId, MaskRule::NationalIdIt, 100);
    }

    bool takeSpanish(std::size_t begin, std::size_t letters, const DigitGroup &group)
    {
        std::size_t first = begin;
        if (letters == 0 && group.size() == 7 && begin >= 2 && m_text[begin - 1] == '-'
            && isAsciiLetter(m_text[begin - 2]))
            first = begin - 2; // X-1234567-L
        const bool foreigner = (letters == 1 || first != begin) && group.size() == 7;
        if ((!foreigner && (letters != 0 || group.size() != 8)) || !isFree(first))
            return false;
        std::size_t letter = group.end;
        if ((m_text[letter] == '-' || m_text[letter] == ' ') && isAsciiLetter(m_text[letter + 1]))
            ++letter;
        if (!isAsciiLetter(m_text[letter]) || !isEnd(letter + 1))
            return false;
        std::string written(1, m_text[first]);
        written += foreigner ? m_text.substr(group.begin, 7) : m_text.substr(group.begin + 1, 7);
        written += m_text[letter];
        if (!dniHolds(written))
            return false;
        return add(first, letter + 1, Entity::NationalId, MaskRule::NationalIdEs, 95);
    }

    /// "1 85 05 2A 004 085 36": the department has a letter.
    bool takeCorsican(const DigitGroup &group)
    {
        const char letter = char(m_text[group.end] & ~0x20);
        if ((letter != 'A' && letter != 'B') || m_text[group.end - 1] != '2')
            return false;
        std::string written;
        std::size_t begin = group.end - 1, end = group.end + 1;
        while (written.size() < 5 && begin > 0 && (isAsciiDigit(m_text[begin - 1]) || m_text[begin - 1] == ' ')) {
            --begin;
            if (m_text[begin] != ' ')
                written.insert(written.begin(), m_text[begin]);
            if (group.end - begin > 12)
                return false;
        }
        written += '2';
        written += letter;
        for (; written.size() < 15 && (isAsciiDigit(m_text[end]) || m_text[end] == ' ') && end < group.end + 16;
             ++end) {
            if (m_text[end] != ' ')
                written += m_text[end];
        }
        if (!isFree(begin) || !isEnd(end) || !nirHolds(written))
            return false;
        return add(begin, end, Entity::NationalId, MaskRule::NationalIdFr, 95);
    }

    /// Letters and digits in one word behind a word that announces such.
    void takeAnnounced(const DigitGroup &group)
    {
        constexpr std::size_t longest = 34;
        std::size_t begin = group.begin, end = group.end;
        const auto part = [&](std::size_t at) { return isAsciiAlnum(m_text[at]) || m_text[at] == '-'; };
        while (begin > m_done && group.begin - begin <= longest && part(begin - 1))
            --begin;
        while (end < m_text.size() && end - begin <= longest && part(end))
            ++end;
        m_search.scratch.steps += end - begin;
        const std::string_view word = m_text.substr(begin, end - begin);
        const auto digits = std::ranges::count_if(word, isAsciiDigit);
        if (word.size() > longest || word.size() < 6 || digits < 4)
            return;
        switch (cueBefore(m_text, begin).kind) {
        case CueKind::Nino:
            add(begin, end, Entity::Nino, MaskRule::NinoContext, 60);
            break;
        case CueKind::NationalId:
            add(begin, end, Entity::NationalId, MaskRule::NationalIdContext, 60);
            break;
        case CueKind::Iban:
            add(begin, end, Entity::Iban, MaskRule::IbanContext, 60);
            break;
        default:
            break;
        }
    }

    const MaskSearch &m_search;
    const std::string_view m_text;
    std::size_t m_done = 0;
};

} // namespace

void findLetteredIds(const MaskSearch &search, DigitRun groups)
{
    LetteredIds ids(search);
    for (const DigitGroup &group : groups)
        ids.look(group);
}

} // namespace muster
