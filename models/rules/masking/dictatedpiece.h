// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/addresstokens.h"
#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/maskscope.h"

#include <string>
#include <utility>
#include <vector>

namespace muster {

[[nodiscard]] inline bool isConsonant(char letter)
{
    return std::string_view("aeiouy").find(letter) == std::string_view::npos;
}

/// Tokens of a piece of text, of which those that belong to an address are taken.
class DictatedPiece
{
public:
    DictatedPiece(const MaskSearch &search, std::size_t from, std::size_t to);

    /// The address that was found.
    void setAddress(std::size_t begin, std::size_t end);
    /// The domain that holds the byte before `mark`; false: there is none, or no name is spelled before it.
    bool setDomain(std::size_t mark);
    [[nodiscard]] std::size_t end() const { return m_tokens.at(m_last).end; }

    /// Takes what was spelled before; false: nothing was.
    bool takeBefore(bool isFound);

    /// Takes what is repeated and corrected behind the address.
    void takeEchoes();

    /// One finding for each piece.
    void add() const;

private:
    enum State : char { Free, Likely, Taken, Found };

    [[nodiscard]] State state(int at) const { return State(m_taken[std::size_t(at)]); }
    [[nodiscard]] AddressPart part(int at) const { return m_tokens.part(at); }
    [[nodiscard]] std::string plain(int at) const { return std::string(m_tokens.word(at).plain()); }
    [[nodiscard]] bool isBeside(int one, int next) const
    {
        return one >= 0 && next < m_tokens.count() && m_tokens.at(one).line == m_tokens.at(next).line;
    }
    void take(int at);
    /// Words of three letters and more are known when they are said again.
    void learn(int at);
    /// A word that nothing but an address would have beside "underscore".
    [[nodiscard]] bool isName(int at) const;
    [[nodiscard]] bool isPassed(int at) const;

    /// The letter that is said at `at`; 0: none.
    [[nodiscard]] char letterAt(int at, bool &isSure) const;
    /// Behind what says one letter, or one number among letters; `at`: nothing does.
    [[nodiscard]] int unitEnd(int at, std::string &letters, int &sure) const;
    /// Letters that follow one another, over turns as well.
    void readRuns(int from, int to);
    /// "eme e ele o" could be anything but where "melo" was said.
    [[nodiscard]] bool isKnownWord(const std::string &letters) const;
    [[nodiscard]] bool isLooseEnd(int at, int to) const;
    void takeRun(int first, int last, const std::string &letters, const std::vector<std::pair<int, std::size_t>> &ends);
    /// Whether the word is one that was said, or spelled.
    [[nodiscard]] bool isWordOfIt(int at) const;

    void readJoints(int from, int to);
    void mark(int at);
    /// Nothing else is said in its turn.
    [[nodiscard]] bool isAlone(int at) const;
    [[nodiscard]] bool isAtEnd(int at) const;
    [[nodiscard]] bool isAloneWithArticle(int at) const;

    /// Whether nothing stands between the domain and what was spelled but "and then it's".
    [[nodiscard]] bool leadsHere(int line) const;
    /// "tiago quatro quatro", "tiago quarenta e quatro"
    void takeNumbers(int from, int to);

    bool takeEchoesOfLine(int from, int to);
    [[nodiscard]] bool isAtBefore(int at, int from) const;
    /// Whether a word of the address stands alone, or before what is said of it, rather than in a sentence.
    [[nodiscard]] bool isEchoBehind(int at, int next) const;
    /// Where every word is a turn none of them begins one.
    [[nodiscard]] bool isOneOfMany(int at) const;

    const MaskSearch &m_search;
    const AddressTokens m_tokens;
    std::vector<char> m_taken; ///< State of each token.
    int m_first = -1, m_last = -1; ///< The address, or the domain.
    std::vector<std::string> m_words; ///< Of the address.
    std::string m_spelled; ///< All letters that were spelled, in their order.
    std::vector<std::string> m_pieces; ///< The same, by turn.
    bool m_isRelated = false; ///< Only letters that are some of a known word count.
};

} // namespace muster
