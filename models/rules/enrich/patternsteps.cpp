// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/patternsteps.h"

#include <array>
#include <re2/re2.h>

namespace muster {

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
