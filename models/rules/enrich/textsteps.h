// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/transformstep.h"
#include "models/rules/enrich/valueform.h"

#include <memory>
#include <unordered_map>

namespace re2 {
class RE2;
}

namespace muster {

class TrimStep final : public TransformStep
{
public:
    [[nodiscard]] std::optional<EnrichRule> apply(std::string_view text, std::string &result) const override;
};

class CaseStep final : public TransformStep
{
public:
    CaseStep(ChangeCase::To to, const QLocale &locale);
    [[nodiscard]] std::optional<EnrichRule> apply(std::string_view text, std::string &result) const override;

private:
    void appendAscii(std::string_view text, std::string &result) const;
    [[nodiscard]] QString title(const QString &text) const;

    const ChangeCase::To m_to;
    const QLocale m_locale;
    const bool m_ownI; ///< The language has an i of its own (Turkish), so that ASCII is no short cut.
};

class NumberStep final : public TransformStep
{
public:
    /// nullptr when the marks cannot be told apart from digits, signs and one another.
    [[nodiscard]] static std::unique_ptr<const NumberStep> make(const ReadNumber &format);
    [[nodiscard]] std::optional<EnrichRule> apply(std::string_view text, std::string &result) const override;

private:
    NumberStep() = default;
    [[nodiscard]] bool takeGroup(std::string_view &text) const;

    std::string m_decimal;
    std::vector<std::string> m_groups; ///< The group mark's spellings; empty: none may occur.
};

class BooleanStep final : public TransformStep
{
public:
    explicit BooleanStep(BooleanWords words)
        : m_words(std::move(words))
    {
    }
    [[nodiscard]] std::optional<EnrichRule> apply(std::string_view text, std::string &result) const override;

private:
    const BooleanWords m_words;
};

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
