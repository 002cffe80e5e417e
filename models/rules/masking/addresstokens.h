// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/addresswords.h"
#include "models/rules/masking/maskwords.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace muster {

struct AddressToken
{
    std::size_t begin = 0, end = 0; ///< Bytes of the text.
    AddressPart part = AddressPart::Word;
    bool isApart = false; ///< A sentence ends, or a line, before it.
    bool isSign = false; ///< "@" itself.
    int line = 0; ///< Counted from the first.
};

/// A piece of a text as what could be said of an e-mail address; labels of speakers are none of it.
class AddressTokens
{
public:
    /// Bytes `from` to `to`, each at a character; a word that is cut off by `from` is left out.
    AddressTokens(std::string_view text, std::size_t from, std::size_t to);

    [[nodiscard]] int count() const { return int(m_tokens.size()); }
    [[nodiscard]] const AddressToken &at(int index) const { return m_tokens[std::size_t(index)]; }
    [[nodiscard]] const std::vector<AddressToken> &all() const { return m_tokens; }
    [[nodiscard]] AddressPart part(int index) const { return at(index).part; }
    [[nodiscard]] std::string_view words(int index) const
    {
        return m_text.substr(at(index).begin, at(index).end - at(index).begin);
    }
    [[nodiscard]] MaskWord word(int index) const { return MaskWord::beginningAt(m_text, at(index).begin); }
    /// A joint that is said of addresses alone: "underscore", "laag streepje".
    [[nodiscard]] bool isSureJointAt(int index) const
    {
        return part(index) == AddressPart::Joint
            && (isSureJoint(word(index).plain()) || isSureJoint(MaskWord::endingAt(m_text, at(index).end).plain()));
    }
    /// May be a piece of a name or of a domain.
    [[nodiscard]] bool isElement(int index) const;
    /// A filler or an aside.
    [[nodiscard]] bool isBetween(int index) const;
    /// The next one before `index` that is no filler; -1: none.
    [[nodiscard]] int before(int index) const;
    [[nodiscard]] int behind(int index) const;
    /// "b as in bravo", "d wie Dora": the index of the letter, where `index` is the word; -1: it is none.
    [[nodiscard]] int spelledAt(int index) const;
    /// The last token of the top-level that begins at `index`, which stands behind "dot": "com", "o r g"; -1: none.
    [[nodiscard]] int levelEnd(int index) const;

private:
    void push(AddressToken token, bool &isApart);
    void markAsides();
    [[nodiscard]] int asideEnd(int index) const;
    [[nodiscard]] AddressPart kindOf(std::size_t begin, std::size_t end) const;

    const std::string_view m_text;
    std::vector<AddressToken> m_tokens;
};

/// May stand within the words that addresses are written with.
[[nodiscard]] bool isInnerByte(char byte);
[[nodiscard]] bool isLetterOrDigit(char byte);

} // namespace muster
