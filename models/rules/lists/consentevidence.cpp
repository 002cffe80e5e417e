// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/consentevidence.h"

#include "models/rules/numbers/numberengine.h"

#include <QMessageAuthenticationCode>
#include <QtEndian>
#include <algorithm>
#include <string>

namespace muster {

namespace {

constexpr std::size_t longestConsentWord = 256; ///< What is longer is no name and no plain word.

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

char lower(char c)
{
    return isUpper(c) ? char(c - 'A' + 'a') : c;
}

/// The words of a name, small, each between blanks: " do not call since " of "doNotCall_since" and "DO-NOT-CALL SINCE".
std::string wordsOf(std::string_view name)
{
    std::string words = " ";
    for (std::size_t at = 0; at < name.size() && at < longestConsentWord; ++at) {
        const char c = name[at];
        if (!isLower(c) && !isUpper(c)) {
            if (words.back() != ' ')
                words += ' ';
            continue;
        }
        if (isUpper(c) && at > 0 && isLower(name[at - 1]) && words.back() != ' ')
            words += ' ';
        words += lower(c);
    }
    if (words.back() != ' ')
        words += ' ';
    return words;
}

template <std::size_t size>
bool holdsOne(std::string_view words, const std::array<const char *, size> &phrases)
{
    return std::any_of(phrases.begin(), phrases.end(),
                       [words](const char *phrase) { return words.find(phrase) != std::string_view::npos; });
}

constexpr std::array optOutNames{" opt out",     " optout",       " opted out",      " optedout",      " do not call",
                                 " donotcall ",  " do not text",  " do not contact", " donotcontact ", " dnc ",
                                 " unsubscribe", " suppression ", " suppressed ",    " objection ",    " robinson "};
constexpr std::array consentNames{" consent", " opt in", " optin", " opted in", " optedin", " permission to call "};
constexpr std::array revokedNames{" revoked ", " withdrawn ", " revocation ", " withdrawal "};

std::string plainWord(std::string_view value)
{
    std::string word;
    for (const char c : value.substr(0, longestConsentWord)) {
        if (c != ' ' && c != '\t')
            word += lower(c);
    }
    return word;
}

bool saysNothing(const std::string &word)
{
    return word.empty() || word == "null" || word == "[]" || word == "{}" || word == "n/a" || word == "unknown";
}

bool saysNo(const std::string &word)
{
    constexpr std::array words{"false", "no", "n", "0", "none", "f", "off"};
    return std::any_of(words.begin(), words.end(), [&word](const char *no) { return word == no; });
}

bool saysRevoked(const std::string &word)
{
    constexpr std::array words{"revoked", "withdrawn", "denied", "refused", "declined", "optout", "opt-out", "opt_out"};
    return std::any_of(words.begin(), words.end(), [&word](const char *no) { return word == no; });
}

} // namespace

ConsentEvidence consentEvidenceOf(std::string_view name, std::string_view value)
{
    const std::string words = wordsOf(name);
    const bool optOut = holdsOne(words, optOutNames);
    const bool consent = !optOut && holdsOne(words, consentNames);
    if (!optOut && !consent)
        return ConsentEvidence::None;
    const std::string word = plainWord(value);
    if (saysNothing(word))
        return ConsentEvidence::None;
    const bool no = saysNo(word);
    if (optOut || holdsOne(words, revokedNames))
        return no ? ConsentEvidence::None : ConsentEvidence::OptOut;
    return no || saysRevoked(word) ? ConsentEvidence::OptOut : ConsentEvidence::Consent;
}

KeptEvidence::KeptEvidence(Secret key, std::vector<Mark> marks)
    : m_key(std::move(key))
    , m_marks(std::move(marks))
{
    std::sort(m_marks.begin(), m_marks.end());
}

QByteArray KeptEvidence::numberDigest(const Secret &key, std::string_view number)
{
    // The word in front keeps this use of the key apart from others.
    const QByteArray text = QByteArrayLiteral("number ") + QByteArray(number.data(), qsizetype(number.size()));
    return QMessageAuthenticationCode::hash(text, key.bytes().toByteArray(), QCryptographicHash::Sha256);
}

KeptEvidence::Mark KeptEvidence::markOf(const QByteArray &digest)
{
    return {qFromBigEndian<std::uint64_t>(digest.constData()), qFromBigEndian<std::uint64_t>(digest.constData() + 8)};
}

bool KeptEvidence::holds(std::uint64_t e164) const
{
    return !m_marks.empty() && e164 != 0
        && std::binary_search(m_marks.begin(), m_marks.end(), markOf(numberDigest(m_key, unpackE164(e164))));
}

} // namespace muster
