// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/textsteps.h"

#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>

namespace muster {

namespace {

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lowerOf(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

char upperOf(char c)
{
    return c >= 'a' && c <= 'z' ? char(c - ('a' - 'A')) : c;
}

/// Goes on with a word that has begun: O'Neill is one word, and so is 3rd.
bool isInWord(char32_t c)
{
    return QChar::isLetterOrNumber(c) || QChar::isMark(c) || c == U'\'' || c == U'\u2019';
}

/// Digits in groups of three, or of two before the last three; the first may be shorter.
class GroupSizes
{
public:
    void add(std::size_t digits)
    {
        if (m_count == 0)
            m_first = digits;
        if (m_count > 1) {
            m_even = m_even && (m_middle == 0 || m_last == m_middle);
            m_middle = m_last;
        }
        m_last = digits;
        ++m_count;
    }
    [[nodiscard]] bool isSound() const
    {
        if (m_count == 1)
            return true;
        const std::size_t most = m_middle == 0 ? 3 : m_middle;
        return m_even && m_last == 3 && m_first >= 1 && m_first <= most && (most == 2 || most == 3);
    }

private:
    std::size_t m_count = 0, m_first = 0, m_middle = 0, m_last = 0;
    bool m_even = true;
};

} // namespace

std::optional<EnrichRule> TrimStep::apply(std::string_view text, std::string &result) const
{
    result += trimmedText(text);
    return std::nullopt;
}

CaseStep::CaseStep(ChangeCase::To to, const QLocale &locale)
    : m_to(to)
    , m_locale(locale)
    , m_ownI(locale.language() == QLocale::Turkish || locale.language() == QLocale::Azerbaijani)
{
}

std::optional<EnrichRule> CaseStep::apply(std::string_view text, std::string &result) const
{
    if (!m_ownI && isAscii(text)) {
        appendAscii(text, result);
        return std::nullopt;
    }
    const QString wide = QString::fromUtf8(text.data(), qsizetype(text.size()));
    QString changed;
    switch (m_to) {
    case ChangeCase::To::Lower:
        changed = m_locale.toLower(wide);
        break;
    case ChangeCase::To::Upper:
        changed = m_locale.toUpper(wide);
        break;
    case ChangeCase::To::Title:
        changed = title(wide);
        break;
    }
    const QByteArray bytes = changed.toUtf8();
    if (std::size_t(bytes.size()) > maxResult)
        return EnrichRule::ResultTooLong;
    result.append(bytes.constData(), std::size_t(bytes.size()));
    return std::nullopt;
}

void CaseStep::appendAscii(std::string_view text, std::string &result) const
{
    bool inWord = false;
    for (const char c : text) {
        const bool up = m_to == ChangeCase::To::Upper || (m_to == ChangeCase::To::Title && !inWord);
        result += up ? upperOf(c) : lowerOf(c);
        inWord = isAsciiLetter(c) || isAsciiDigit(c) || (inWord && c == '\'');
    }
}

QString CaseStep::title(const QString &text) const
{
    const QList<uint> points = text.toUcs4();
    QString result, rest;
    bool inWord = false;
    const auto flush = [&] {
        result += m_locale.toLower(rest);
        rest.clear();
    };
    for (const char32_t point : points) {
        const QString one = QString::fromUcs4(&point, 1);
        const bool apostrophe = point == U'\'' || point == U'\u2019';
        if (inWord && isInWord(point)) {
            rest += one;
            continue;
        }
        flush();
        inWord = isInWord(point) && !apostrophe;
        const char32_t head = QChar::toTitleCase(point);
        result += m_ownI && point == U'i' ? m_locale.toUpper(one) : QString::fromUcs4(&head, 1);
    }
    flush();
    return result;
}

std::unique_ptr<const NumberStep> NumberStep::make(const ReadNumber &format)
{
    const auto isMark = [](const QString &mark) {
        const QList<uint> points = mark.toUcs4();
        return points.size() == 1 && !QChar::isLetterOrNumber(points.front()) && !QStringLiteral("+-").contains(mark);
    };
    if (!isMark(format.decimalMark) || format.decimalMark == format.groupMark)
        return nullptr;
    if (!format.groupMark.isEmpty() && !isMark(format.groupMark))
        return nullptr;
    std::unique_ptr<NumberStep> step(new NumberStep);
    step->m_decimal = format.decimalMark.toStdString();
    if (trimmedText(step->m_decimal).empty())
        return nullptr;
    const std::string group = format.groupMark.toStdString();
    if (!group.empty())
        step->m_groups.push_back(group);
    if (!group.empty() && trimmedText(group).empty())
        step->m_groups = {" ", "\u00A0", "\u202F", "\u2009", group};
    else if (group == "'" || group == "’")
        step->m_groups = {"'", "’"};
    return step;
}

bool NumberStep::takeGroup(std::string_view &text) const
{
    for (const std::string &mark : m_groups) {
        if (text.starts_with(mark)) {
            text.remove_prefix(mark.size());
            return true;
        }
    }
    return false;
}

std::optional<EnrichRule> NumberStep::apply(std::string_view text, std::string &result) const
{
    text = trimmedText(text);
    if (text.starts_with('+') || text.starts_with('-')) {
        result.append(text.starts_with('-') ? 1 : 0, '-');
        text.remove_prefix(1);
    } else if (text.starts_with("\u2212")) {
        result += '-';
        text.remove_prefix(3);
    }
    const auto takeDigits = [&text, &result] {
        const std::size_t count = std::size_t(std::find_if_not(text.begin(), text.end(), isAsciiDigit) - text.begin());
        result += text.substr(0, count);
        text.remove_prefix(count);
        return count;
    };
    GroupSizes sizes;
    std::size_t digits = 0;
    do {
        const std::size_t count = takeDigits();
        digits += count;
        sizes.add(count);
    } while (takeGroup(text));
    if (!sizes.isSound())
        return EnrichRule::NotDecimal;
    if (text.starts_with(m_decimal)) {
        text.remove_prefix(m_decimal.size());
        if (digits == 0)
            result += '0';
        result += '.';
        const std::size_t fraction = takeDigits();
        if (fraction == 0)
            result.pop_back();
        digits += fraction;
    }
    return digits > 0 && text.empty() ? std::nullopt : std::optional(EnrichRule::NotDecimal);
}

std::optional<EnrichRule> BooleanStep::apply(std::string_view text, std::string &result) const
{
    const std::optional<bool> value = m_words.read(text);
    if (!value)
        return EnrichRule::NotBoolean;
    result += *value ? "true" : "false";
    return std::nullopt;
}

namespace {

constexpr std::int64_t patternMemory = 4 * 1024 * 1024;
constexpr int mostGroups = 10; // \0 to \9

/// Bytes of the character that stands there.
std::size_t characterAt(re2::StringPiece text, std::size_t at)
{
    std::size_t size = 1;
    while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0U) == 0x80)
        ++size;
    return size;
}

} // namespace

ReplaceStep::ReplaceStep(std::unique_ptr<const re2::RE2> pattern)
    : m_pattern(std::move(pattern))
{
}

ReplaceStep::~ReplaceStep() = default;

tl::expected<TransformStepPointer, QString> ReplaceStep::make(const ReplacePattern &replace)
{
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(patternMemory);
    const std::string pattern = replace.pattern.toStdString();
    if (pattern.empty())
        return tl::unexpected(QStringLiteral("empty"));
    auto compiled = std::make_unique<const re2::RE2>(pattern, options);
    if (!compiled->ok())
        return tl::unexpected(QString::fromStdString(compiled->error()));
    std::unique_ptr<ReplaceStep> step(new ReplaceStep(std::move(compiled)));
    const std::string replacement = replace.replacement.toStdString();
    if (std::string reason; !step->m_pattern->CheckRewriteString(replacement, &reason))
        return tl::unexpected(QString::fromStdString(reason));
    if (!step->parseReplacement(replacement))
        return tl::unexpected(QStringLiteral("backslash"));
    return TransformStepPointer(std::move(step));
}

bool ReplaceStep::parseReplacement(const std::string &replacement)
{
    Piece piece;
    for (std::size_t at = 0; at < replacement.size(); ++at) {
        if (replacement[at] != '\\') {
            piece.text += replacement[at];
            continue;
        }
        if (++at == replacement.size())
            return false;
        if (replacement[at] == '\\') {
            piece.text += '\\';
            continue;
        }
        const int group = replacement[at] - '0';
        if (group < 0 || group >= mostGroups)
            return false;
        if (!piece.text.empty())
            m_pieces.push_back(std::exchange(piece, {}));
        m_pieces.push_back({group, {}});
        m_groups = std::max(m_groups, group + 1);
    }
    if (!piece.text.empty())
        m_pieces.push_back(std::move(piece));
    return true;
}

std::optional<EnrichRule> ReplaceStep::apply(std::string_view text, std::string &result) const
{
    const re2::StringPiece whole(text.data(), text.size());
    std::array<re2::StringPiece, mostGroups> groups;
    const std::size_t before = result.size();
    std::size_t at = 0;
    const char *lastEnd = nullptr;
    while (at <= text.size()
           && m_pattern->Match(whole, at, text.size(), re2::RE2::UNANCHORED, groups.data(), m_groups)) {
        const std::size_t start = std::size_t(groups[0].data() - text.data());
        result += text.substr(at, start - at);
        at = start;
        if (groups[0].empty() && groups[0].data() == lastEnd) { // no empty match right behind another match
            if (at == text.size())
                break;
            const std::size_t size = characterAt(whole, at);
            result += text.substr(at, size);
            at += size;
            continue;
        }
        for (const Piece &piece : m_pieces) {
            if (piece.group < 0)
                result += piece.text;
            else if (const re2::StringPiece &group = groups[std::size_t(piece.group)]; !group.empty())
                result.append(group.data(), group.size());
        }
        at = start + groups[0].size();
        lastEnd = text.data() + at;
        if (result.size() - before > maxResult)
            return EnrichRule::ResultTooLong;
    }
    result += text.substr(std::min(at, text.size()));
    return result.size() - before > maxResult ? std::optional(EnrichRule::ResultTooLong) : std::nullopt;
}

TableStep::TableStep(const ValueTable &table)
    : m_unlisted(table.unlisted)
    , m_replacement(table.replacement.toStdString())
{
    m_entries.reserve(std::size_t(table.entries.size()));
    for (const auto &[from, to] : table.entries)
        m_entries.emplace(from.toStdString(), to.toStdString());
}

std::optional<EnrichRule> TableStep::apply(std::string_view text, std::string &result) const
{
    const auto found = m_entries.find(text);
    if (found != m_entries.end())
        result += found->second;
    else if (m_unlisted == ValueTable::Unlisted::Refuse)
        return EnrichRule::NotInTable;
    else
        result += m_unlisted == ValueTable::Unlisted::Keep ? text : std::string_view(m_replacement);
    return std::nullopt;
}

} // namespace muster
