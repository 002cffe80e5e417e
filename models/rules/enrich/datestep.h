// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/transformstep.h"

#include <vector>

namespace muster {

/// Reads dates of one form, see ReadDate.
class DateStep final : public TransformStep
{
public:
    /// nullptr when the format lacks day, month or year, has one of them twice, or does not tell where one ends.
    [[nodiscard]] static std::unique_ptr<const DateStep> make(const QString &format, const QLocale &locale);

    [[nodiscard]] std::optional<EnrichRule> apply(std::string_view text, std::string &result) const override;

private:
    enum class Part : std::uint8_t {
        Literal,
        Blank,
        Day,
        PaddedDay,
        DayName,
        Month,
        PaddedMonth,
        MonthName,
        ShortYear,
        Year
    };
    struct Token
    {
        Part part = Part::Literal;
        std::string text; ///< Of a literal.
    };
    struct Name
    {
        std::string text;
        int value = 0;
    };
    struct Reading;

    explicit DateStep(const QLocale &locale);
    [[nodiscard]] bool parse(const QString &format);
    [[nodiscard]] bool addLetters(QChar letter, qsizetype count);
    void addLiteral(const QString &text);
    [[nodiscard]] bool isComplete() const;
    void addName(std::vector<Name> &names, const QString &name, int value);
    void addNames(bool longNames, bool months);
    [[nodiscard]] bool read(const Token &token, std::string_view &text, Reading &reading) const;
    [[nodiscard]] bool readNumber(std::string_view &text, int least, int most, int &value) const;
    [[nodiscard]] int takeDigit(std::string_view &text) const; ///< -1: none.

    QLocale m_locale;
    std::string m_zeroDigit; ///< The language's own, UTF-8; empty: ASCII's.
    std::vector<Token> m_tokens;
    std::vector<Name> m_months, m_days; ///< The longest first.
};

} // namespace muster
