// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/contractrules.h"

#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/textclass.h"

namespace muster {

namespace {

struct Piece
{
    std::size_t begin = 0, end = 0;
};

bool isLocal(char byte)
{
    return isAsciiAlnum(byte) || byte == '.' || byte == '_' || byte == '%' || byte == '+' || byte == '-';
}

bool isDomain(char byte)
{
    return isAsciiAlnum(byte) || byte == '.' || byte == '-';
}

bool isNumberPart(char byte)
{
    return isAsciiDigit(byte) || byte == '.' || byte == '-';
}

/// Where the address with its "@" at `at` ends; 0: no domain stands there. The last dot with two letters behind it.
std::size_t domainEnd(std::string_view text, std::size_t at, std::uint64_t &steps)
{
    std::size_t end = at + 1;
    while (end < text.size() && isDomain(text[end]))
        ++end;
    steps += end - at;
    for (std::size_t dot = end; dot-- > at + 2;) {
        if (text[dot] != '.')
            continue;
        std::size_t letters = dot + 1;
        while (letters < end && isAsciiLetter(text[letters]))
            ++letters;
        if (letters >= dot + 3)
            return letters;
    }
    return 0;
}

void findAddresses(std::string_view text, MaskScratch &scratch)
{
    std::size_t done = 0;
    for (const std::uint32_t hit : scratch.hits.of(MaskMark::At)) {
        const std::size_t at = hit - 1U;
        if (at < done)
            continue;
        std::size_t begin = at;
        while (begin > done && isLocal(text[begin - 1]))
            --begin;
        scratch.steps += at - begin + 1;
        if (begin == at)
            continue;
        if (const std::size_t end = domainEnd(text, at, scratch.steps); end != 0) {
            scratch.candidates.push_back({begin, end, Entity::Email, std::uint16_t(MaskRule::EmailAddress)});
            done = end;
        }
    }
}

/// Digits in groups, e.g. 3-3-4, that begin at `at`. Returns their end or 0.
template <std::size_t Count>
std::size_t groupsAt(std::string_view text, std::size_t at, std::size_t end, const std::size_t (&groups)[Count],
                     std::string_view separators, bool separatorNeeded)
{
    for (std::size_t group = 0; group < Count; ++group) {
        if (group > 0) {
            if (at < end && separators.find(text[at]) != std::string_view::npos)
                ++at;
            else if (separatorNeeded)
                return 0;
        }
        for (std::size_t digit = 0; digit < groups[group]; ++digit, ++at) {
            if (at >= end || !isAsciiDigit(text[at]))
                return 0;
        }
    }
    return at;
}

/// Searches one run, or what earlier passes left of it: there their tags stand around it.
class RunSearch
{
public:
    RunSearch(std::string_view text, MaskScratch &scratch)
        : m_text(text)
        , m_scratch(scratch)
    {
    }

    void search(Piece run, bool wordBefore, bool wordBehind)
    {
        m_scratch.steps += run.end - run.begin;
        std::size_t from = run.begin;
        bool word = wordBefore;
        for (std::size_t at = run.begin; at < run.end;) {
            const std::size_t end
                = boundary(run, at, word, from) ? groupsAt(m_text, at, run.end, {3, 3, 4}, "-.", false) : 0;
            if (end == 0 || !ends(run, end, wordBehind)) {
                ++at;
                continue;
            }
            searchSsn({from, at}, word, false);
            m_scratch.candidates.push_back({at, end, Entity::Phone, std::uint16_t(MaskRule::PhoneContract)});
            from = at = end;
            word = false;
        }
        searchSsn({from, run.end}, word, wordBehind);
    }

private:
    [[nodiscard]] bool boundary(Piece run, std::size_t at, bool wordBefore, std::size_t from) const
    {
        if (!isAsciiDigit(m_text[at]))
            return false;
        return at == from ? !wordBefore : at > run.begin && !isAsciiDigit(m_text[at - 1]);
    }
    [[nodiscard]] bool ends(Piece run, std::size_t end, bool wordBehind) const
    {
        return end == run.end ? !wordBehind : !isAsciiDigit(m_text[end]);
    }
    void searchSsn(Piece piece, bool wordBefore, bool wordBehind)
    {
        for (std::size_t at = piece.begin; at < piece.end;) {
            const std::size_t end = boundary(piece, at, wordBefore, piece.begin)
                ? groupsAt(m_text, at, piece.end, {3, 2, 4}, "-", true)
                : 0;
            if (end == 0 || !ends(piece, end, wordBehind)) {
                ++at;
                continue;
            }
            m_scratch.candidates.push_back({at, end, Entity::Ssn, std::uint16_t(MaskRule::SsnContract)});
            at = end;
            piece.begin = end;
            wordBefore = false;
        }
    }

    const std::string_view m_text;
    MaskScratch &m_scratch;
};

/// The shortest that a pattern takes: 3, 2 and 4 digits.
constexpr std::size_t fewestDigits = 9;

} // namespace

void findContractKinds(std::string_view text, const std::vector<std::uint32_t> &ends, MaskScratch &scratch)
{
    findAddresses(text, scratch);
    const std::size_t addresses = scratch.candidates.size();
    RunSearch search(text, scratch);
    std::size_t done = 0, next = 0; // of the text; of the addresses
    for (const std::uint32_t hit : ends) {
        std::size_t at = hit - 1U;
        while (at > done && !isNumberPart(text[at])) // the mark may lie one byte behind
            --at;
        if (at < done || !isNumberPart(text[at]))
            continue;
        Piece run = {at, at + 1};
        while (run.begin > done && isNumberPart(text[run.begin - 1]))
            --run.begin;
        while (run.end < text.size() && isNumberPart(text[run.end]))
            ++run.end;
        scratch.steps += run.end - run.begin;
        done = run.end;
        if (run.end - run.begin < fewestDigits)
            continue; // most numbers of a text are a time, a price, a day
        bool wordBefore = run.begin > 0 && isAsciiWord(text[run.begin - 1]);
        const bool wordBehind = run.end < text.size() && isAsciiWord(text[run.end]);
        while (next < addresses && scratch.candidates[next].end <= run.begin) {
            if (scratch.candidates[next].end == run.begin)
                wordBefore = false;
            ++next;
        }
        std::size_t begin = run.begin;
        for (; next < addresses && scratch.candidates[next].begin < run.end; ++next) {
            const MaskCandidate address = scratch.candidates[next];
            if (address.begin > begin)
                search.search({begin, address.begin}, wordBefore, false);
            begin = std::max(begin, address.end);
            wordBefore = false;
            if (address.end > run.end)
                break; // it may reach into the next run, too
        }
        if (begin < run.end)
            search.search({begin, run.end}, wordBefore,
                          wordBehind && !(next < addresses && scratch.candidates[next].begin == run.end));
    }
}

} // namespace muster
