// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leaktext.h"

#include <QList>
#include <QString>
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

/// A letter of Latin-1 or Latin Extended-A of which no other form is made: what most texts have besides ASCII.
bool isPlainLetter(std::string_view utf8, std::size_t begin, std::size_t end)
{
    const auto first = static_cast<unsigned char>(utf8[begin]);
    if (end - begin != 2 || first < 0xc3 || first > 0xc4)
        return false;
    const char32_t point = (first & 0x1fU) << 6U | (static_cast<unsigned char>(utf8[begin + 1]) & 0x3fU);
    return QChar::isLetter(point) && QChar::decompositionTag(point) <= QChar::Canonical;
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
        if (isPlainLetter(utf8, begin, at)) {
            m_text += utf8.substr(begin, at - begin);
            m_origins.resize(m_text.size(), std::uint32_t(begin));
            continue;
        }
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
        std::fill(m_text.begin() + std::ptrdiff_t(begin), m_text.begin() + std::ptrdiff_t(at), tagByte);
    }
}

std::string LeakText::comparable(std::string_view utf8)
{
    QString result;
    for (const char32_t point : QString::fromUtf8(utf8.data(), qsizetype(utf8.size())).toUcs4()) {
        for (const QChar c : seen(point)) {
            if (c.isLetterOrNumber() || c.isSurrogate())
                result += c.toCaseFolded();
        }
    }
    return result.toStdString();
}

} // namespace muster
