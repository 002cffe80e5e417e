// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leakshapes.h"

#include <QStringDecoder>
#include <QStringList>
#include <algorithm>
#include <numeric>
#include <re2/re2.h>

namespace muster {

namespace {

/// What of a character LeakCheck sees; empty for one that is not seen.
QString seen(char32_t point)
{
    const int digit = QChar::digitValue(point);
    if (digit >= 0)
        return QString::number(digit);
    switch (QChar::category(point)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
        return {};
    case QChar::Punctuation_Dash:
        return QStringLiteral("-");
    case QChar::Separator_Space:
        return QStringLiteral(" ");
    default:
        break;
    }
    if (point == 0x2212) // the minus sign is mathematics to Unicode
        return QStringLiteral("-");
    if (point == 0x30fc)
        return QStringLiteral("-");
    return QString::fromUcs4(&point, 1).normalized(QString::NormalizationForm_KC);
}

QString lettersAndDigits(const QString &text)
{
    QString result;
    for (const char32_t point : text.toUcs4()) {
        for (const QChar c : seen(point)) {
            if (c.isLetterOrNumber() || c.isSurrogate())
                result += c.toCaseFolded();
        }
    }
    return result;
}

std::string upperAlnum(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))
            result += c;
    }
    return result;
}

} // namespace

LeakText::LeakText(std::string_view utf8)
{
    normalise(utf8);
    hideTags();
}

void LeakText::normalise(std::string_view utf8)
{
    if (std::ranges::all_of(utf8, [](char c) { return static_cast<signed char>(c) >= 0; })) {
        m_text = utf8;
        return;
    }
    m_text.reserve(utf8.size());
    m_origins.reserve(utf8.size() + 1);
    std::size_t at = 0;
    while (at < utf8.size()) {
        const std::size_t begin = at++;
        if (static_cast<signed char>(utf8[begin]) >= 0) {
            while (at < utf8.size() && static_cast<signed char>(utf8[at]) >= 0)
                ++at;
            m_text += utf8.substr(begin, at - begin);
            const std::size_t before = m_origins.size();
            m_origins.resize(m_text.size());
            std::iota(m_origins.begin() + std::ptrdiff_t(before), m_origins.end(), std::uint32_t(begin));
            continue;
        }
        while (at < utf8.size() && (static_cast<unsigned char>(utf8[at]) & 0xc0U) == 0x80)
            ++at;
        for (const char32_t point : QString::fromUtf8(utf8.data() + begin, qsizetype(at - begin)).toUcs4()) {
            m_text += seen(point).toStdString();
            m_origins.resize(m_text.size(), std::uint32_t(begin));
        }
    }
    m_origins.push_back(std::uint32_t(utf8.size()));
}

void LeakText::hideTags()
{
    // The words between bracket and ending are our kinds' or a person's; their digits are few enough to say nothing.
    static const re2::RE2 tag(R"(\[[A-Z][A-Z_]*_(?:MASKED(?::[0-9A-Za-z]{1,4})?|[b-v]{10})\])");
    std::size_t at = 0;
    const re2::StringPiece whole(m_text.data(), m_text.size());
    re2::StringPiece found;
    while (tag.Match(whole, at, whole.size(), re2::RE2::UNANCHORED, &found, 1)) {
        const std::size_t begin = std::size_t(found.data() - m_text.data());
        at = begin + found.size();
        std::fill(m_text.begin() + std::ptrdiff_t(begin), m_text.begin() + std::ptrdiff_t(at), '\x01');
    }
}

LeakAllowance::LeakAllowance(const MaskPolicy &policy, const MaskContext &context)
{
    for (const MaskException &exception : policy.exceptions) {
        if (exception.kind != MaskException::Kind::Allow)
            continue;
        if (!exception.interactionId.isEmpty() && exception.interactionId != context.interactionId)
            continue;
        if (exception.expires && (!context.now.isValid() || context.now >= *exception.expires))
            continue;
        m_texts.insert({int(exception.entity), lettersAndDigits(exception.text)});
    }
}

bool LeakAllowance::allows(Entity entity, std::string_view text) const
{
    return !m_texts.isEmpty()
        && m_texts.contains({int(entity), lettersAndDigits(QString::fromUtf8(text.data(), qsizetype(text.size())))});
}

bool leakedCard(std::string_view text)
{
    const std::string digits = upperAlnum(text);
    int sum = 0;
    bool doubled = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, doubled = !doubled) {
        const int value = (*digit - '0') * (doubled ? 2 : 1);
        sum += value / 10 + value % 10;
    }
    // Bare digits may be an order's; cards are read in groups.
    return sum % 10 == 0 && digits.size() >= 13 && digits.size() < text.size();
}

bool leakedIban(std::string_view text)
{
    const std::string characters = upperAlnum(text);
    // Words behind it may have been taken for a part: any beginning that checks is one.
    for (std::size_t size = 15; size <= characters.size(); ++size) {
        int rest = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const char c = characters[(i + 4) % size];
            rest = c <= '9' ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
        }
        // One in 97 is right by chance: only with most of it digits, as in all but a few countries.
        const auto digits = std::count_if(characters.begin(), characters.begin() + std::ptrdiff_t(size),
                                          [](char c) { return c <= '9'; });
        if (rest == 1 && std::size_t(digits) * 2 >= size)
            return true;
    }
    return false;
}

bool leakedIp(std::string_view text)
{
    const auto parts = QString::fromLatin1(text.data(), qsizetype(text.size())).split(u'.');
    return std::ranges::all_of(parts, [](const QString &part) { return part.toInt() <= 255; });
}

} // namespace muster
