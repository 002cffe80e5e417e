// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leakcandidates.h"

#include "models/rules/masking/leaktokens.h"
#include "models/rules/masking/spelledoutwords.h"
#include "models/rules/masking/wordtable.h"

#include <algorithm>
#include <array>
#include <bit>

namespace muster {

namespace {

/// Words that end an address, and those that hold one together.
enum class AddressWord : std::uint8_t { Ending, Provider, Dot, At, Joint };

const WordTable<AddressWord> &addressWords()
{
    // Mail providers of the seven languages' countries, common top-level domains, and how ".", "@", "_" and "-" are
    // read aloud, without accents.
    static const WordTable<AddressWord> words = [] {
        std::vector<std::pair<std::string, AddressWord>> list;
        const auto add = [&](AddressWord kind, std::string_view all) {
            for (std::size_t at = 0; at < all.size();) {
                const std::size_t end = std::min(all.find(' ', at), all.size());
                list.emplace_back(all.substr(at, end - at), kind);
                at = end + 1;
            }
        };
        add(AddressWord::Ending, "com net org de es fr pt br it nl be ch at uk eu info io biz edu gov");
        add(AddressWord::Provider,
            "gmail googlemail hotmail outlook yahoo icloud gmx aol proton protonmail ymail msn freenet wanadoo laposte "
            "sfr "
            "libero tiscali virgilio sapo uol bol ziggo kpn hetnet btinternet comcast example mailbox posteo arcor");
        add(AddressWord::Dot, "dot punkt punto point ponto punt puntje");
        add(AddressWord::At, "arroba arobase arrobase chiocciola chiocciolina klammeraffe apenstaartje apestaart");
        add(AddressWord::Joint,
            "underscore unterstrich bindestrich minus hyphen dash tiret soulignement underline guion guiao tratto "
            "trattino "
            "streepje liggend");
        return WordTable<AddressWord>(list);
    }();
    return words;
}

/// Addresses as they are said, from their endings backwards.
class Endings
{
public:
    Endings(std::string_view text, const std::vector<LeakToken> &tokens)
        : m_text(text)
        , m_tokens(tokens)
    {
    }

    void find(std::vector<LeakCandidate> &candidates) const
    {
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            const AddressWord *word = wordAt(i);
            if (word == nullptr)
                continue;
            const bool ends = *word == AddressWord::Ending && i > 0 && isDotBefore(i);
            if (!ends && *word != AddressWord::Provider)
                continue;
            judge(i, *word, candidates);
            // "example dot co dot uk" is one.
            while (i + 2 < m_tokens.size() && continues(i))
                ++i;
        }
    }

private:
    static constexpr std::size_t reach = 14; ///< Tokens in front of an ending.

    [[nodiscard]] const AddressWord *wordAt(std::size_t i) const
    {
        const LeakToken &token = m_tokens[i];
        constexpr std::size_t longest = 16;
        if (token.kind != LeakToken::Kind::Word || token.end - token.begin > longest)
            return nullptr;
        return addressWords().find(foldedWord(m_text.substr(token.begin, token.end - token.begin)));
    }
    [[nodiscard]] bool is(std::size_t i, AddressWord kind) const
    {
        const AddressWord *word = wordAt(i);
        return word != nullptr && *word == kind;
    }
    [[nodiscard]] bool isDotBefore(std::size_t i) const
    {
        const std::size_t begin = m_tokens[i].begin;
        return is(i - 1, AddressWord::Dot)
            || (begin > 0 && m_text[begin - 1] == '.' && m_tokens[i - 1].end + 1 == begin);
    }
    [[nodiscard]] bool continues(std::size_t i) const
    {
        return is(i + 1, AddressWord::Dot) || is(i + 1, AddressWord::Ending) || is(i + 1, AddressWord::Provider);
    }

    /// About where an address begins that ends with the token `ending`: a person looks at it.
    [[nodiscard]] std::size_t beginOf(std::size_t ending, std::size_t first) const
    {
        constexpr std::size_t most = 8;
        static constexpr std::array<std::string_view, 26> never
            = {"is", "its",    "it",  "to", "mail", "email", "e",   "ist", "das", "meine", "an",   "es",   "el",
               "mi", "correo", "est", "c",  "le",   "mon",   "meu", "la",  "mia", "het",   "mijn", "naar", "s"};
        std::size_t begin = ending;
        while (begin > first && ending - begin < most && m_tokens[begin - 1].kind != LeakToken::Kind::Turn) {
            const LeakToken &before = m_tokens[begin - 1];
            const std::string word
                = foldedWord(m_text.substr(before.begin, std::min<std::size_t>(before.end - before.begin, 60)));
            if (std::ranges::find(never, word) != never.end())
                break;
            --begin;
        }
        return begin;
    }

    void judge(std::size_t ending, AddressWord word, std::vector<LeakCandidate> &candidates) const
    {
        LeakCandidate candidate;
        candidate.entity = Entity::Email;
        auto &evidence = candidate.evidence;
        evidence.emplace_back("e");
        evidence.emplace_back(word == AddressWord::Provider ? "e:provider" : "e:ending");
        std::size_t letters = 0, dots = 0, joints = 0, figures = 0, turns = 0, words = 0;
        std::size_t at = 0; // how far the word for "@" is
        std::size_t first = ending;
        for (std::size_t i = ending; i-- > 0 && ending - i <= reach;) {
            const LeakToken &token = m_tokens[i];
            if (token.kind == LeakToken::Kind::Explained)
                break;
            first = i;
            turns += token.kind == LeakToken::Kind::Turn ? 1 : 0;
            figures += token.isNumber() ? 1 : 0;
            if (token.kind != LeakToken::Kind::Word)
                continue;
            ++words;
            const std::string folded
                = foldedWord(m_text.substr(token.begin, std::min<std::size_t>(token.end - token.begin, 60)));
            const AddressWord *known = addressWords().find(folded);
            if ((known != nullptr && *known == AddressWord::At) || folded == "at") {
                at = at == 0 ? words : at;
                continue;
            }
            dots += known != nullptr && *known == AddressWord::Dot ? 1 : 0;
            joints += known != nullptr && *known == AddressWord::Joint ? 1 : 0;
            letters += folded.size() == 1 ? 1 : 0;
            if (folded.size() > 1 && known == nullptr)
                evidence.push_back("ew:" + folded.substr(0, 6));
        }
        evidence.push_back(at == 0 ? "e:noat" : LeakCandidate::counted("e:at", at, 4));
        evidence.push_back(LeakCandidate::counted("e:letters", std::bit_width(letters), 3));
        evidence.push_back(LeakCandidate::counted("e:dots", dots, 2));
        evidence.push_back(LeakCandidate::counted("e:joints", joints, 1));
        evidence.push_back(LeakCandidate::counted("e:figures", figures, 2));
        evidence.push_back(LeakCandidate::counted("e:turns", turns, 1));
        while (ending + 2 < m_tokens.size() && continues(ending))
            ++ending;
        candidate.begin = m_tokens[beginOf(ending, first)].begin;
        candidate.end = m_tokens[ending].end;
        candidates.push_back(std::move(candidate));
    }

    const std::string_view m_text;
    const std::vector<LeakToken> &m_tokens;
};

} // namespace

void addLeftAddresses(std::string_view text, const std::vector<LeakToken> &tokens,
                      std::vector<LeakCandidate> &candidates)
{
    Endings(text, tokens).find(candidates);
}

} // namespace muster
