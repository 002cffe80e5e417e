// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/booleanwords.h"
#include "models/rules/enrich/transformstep.h"

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

} // namespace muster
