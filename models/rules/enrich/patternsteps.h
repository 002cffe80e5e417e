// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/transformstep.h"

#include <memory>
#include <unordered_map>

namespace re2 {
class RE2;
}

namespace muster {

/// Replaces all matches, the leftmost first, in time linear in the text (S27).
class ReplaceStep final : public TransformStep
{
public:
    /// The error is the reason, in RE2's words.
    [[nodiscard]] static tl::expected<TransformStepPointer, QString> make(const ReplacePattern &replace);
    ~ReplaceStep() override;
    [[nodiscard]] std::optional<EnrichRule> apply(std::string_view text, std::string &result) const override;

private:
    explicit ReplaceStep(std::unique_ptr<const re2::RE2> pattern);

    struct Piece
    {
        int group = -1; ///< -1: the text.
        std::string text;
    };
    [[nodiscard]] bool parseReplacement(const std::string &replacement);

    const std::unique_ptr<const re2::RE2> m_pattern;
    std::vector<Piece> m_pieces;
    int m_groups = 1; ///< That the replacement needs, the whole included.
};

class TableStep final : public TransformStep
{
public:
    explicit TableStep(const ValueTable &table);
    [[nodiscard]] std::optional<EnrichRule> apply(std::string_view text, std::string &result) const override;

private:
    struct Hash
    {
        using is_transparent = void;
        [[nodiscard]] std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>()(text);
        }
    };
    std::unordered_map<std::string, std::string, Hash, std::equal_to<>> m_entries;
    const ValueTable::Unlisted m_unlisted;
    const std::string m_replacement;
};

} // namespace muster
