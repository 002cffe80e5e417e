// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/datestep.h"

#include "models/rules/enrich/valueform.h"

#include <QDate>
#include <algorithm>

namespace muster {

namespace {

/// Marks of writing direction stand in the formats of some languages and seldom in files: they count nowhere.
bool isDirectionMark(QChar c)
{
    return c == QChar(0x200E) || c == QChar(0x200F) || c == QChar(0x061C);
}

void skipDirectionMarks(std::string_view &text)
{
    while (text.starts_with("\u200E") || text.starts_with("\u200F") || text.starts_with("\u061C"))
        text.remove_prefix(text.front() == '\xD8' ? 2 : 3);
}

bool takeBlanks(std::string_view &text)
{
    // trimmedText() works at both ends; here only the start matters.
    const std::string_view behind = trimmedText(text);
    const std::size_t blanks = behind.empty() ? text.size() : std::size_t(behind.data() - text.data());
    text.remove_prefix(blanks);
    return blanks > 0;
}

} // namespace

struct DateStep::Reading
{
    CalendarDay day;
    int dayOfWeek = 0;
};

DateStep::DateStep(const QLocale &locale)
    : m_locale(locale)
{
    const QString zero = locale.zeroDigit();
    if (zero != QLatin1String("0"))
        m_zeroDigit = zero.toStdString();
}

std::unique_ptr<const DateStep> DateStep::make(const QString &format, const QLocale &locale)
{
    std::unique_ptr<DateStep> step(new DateStep(locale));
    return step->parse(format) && step->isComplete() ? std::move(step) : nullptr;
}

bool DateStep::parse(const QString &format)
{
    bool quoted = false;
    for (qsizetype at = 0; at < format.size();) {
        const QChar c = format[at];
        qsizetype count = 1;
        while (at + count < format.size() && format[at + count] == c)
            ++count;
        if (c == u'\'') {
            addLiteral(QString(count / 2, u'\''));
            quoted = quoted != (count % 2 == 1);
        } else if (!quoted && c.isLetter() && c.unicode() < 0x80) {
            if (!addLetters(c, count))
                return false;
        } else {
            addLiteral(format.mid(at, count));
        }
        at += count;
    }
    return !quoted;
}

bool DateStep::addLetters(QChar letter, qsizetype count)
{
    const auto add = [this](Part part) {
        m_tokens.push_back({part, {}});
        return true;
    };
    if (letter == u'y')
        return (count == 2 && add(Part::ShortYear)) || (count == 4 && add(Part::Year));
    if (letter != u'd' && letter != u'M')
        return false;
    const bool month = letter == u'M';
    if (count == 1)
        return add(month ? Part::Month : Part::Day);
    if (count == 2)
        return add(month ? Part::PaddedMonth : Part::PaddedDay);
    if (count > 4)
        return false;
    addNames(count == 4, month);
    return add(month ? Part::MonthName : Part::DayName);
}

void DateStep::addLiteral(const QString &text)
{
    for (const char32_t point : text.toUcs4()) {
        const QString one = QString::fromUcs4(&point, 1);
        if (one.size() == 1 && isDirectionMark(one.front()))
            continue;
        const std::string bytes = one.toStdString();
        if (!trimmedText(bytes).empty())
            m_tokens.push_back({Part::Literal, bytes});
        else if (m_tokens.empty() || m_tokens.back().part != Part::Blank)
            m_tokens.push_back({Part::Blank, {}});
    }
    while (!m_tokens.empty() && m_tokens.front().part == Part::Blank)
        m_tokens.erase(m_tokens.begin()); // what is read is trimmed
}

bool DateStep::isComplete() const
{
    int days = 0, months = 0, years = 0, names = 0;
    bool endless = false; // the number before this token may be one or two digits long
    for (const Token &token : m_tokens) {
        const bool day = token.part == Part::Day || token.part == Part::PaddedDay;
        const bool month = token.part == Part::Month || token.part == Part::PaddedMonth;
        const bool year = token.part == Part::ShortYear || token.part == Part::Year;
        if (endless && (day || month || year))
            return false;
        endless = token.part == Part::Day || token.part == Part::Month;
        days += day;
        months += month || token.part == Part::MonthName;
        years += year;
        names += token.part == Part::DayName;
    }
    return days == 1 && months == 1 && years == 1 && names <= 1;
}

void DateStep::addName(std::vector<Name> &names, const QString &name, int value)
{
    QString plain;
    std::copy_if(name.begin(), name.end(), std::back_inserter(plain), [](QChar c) { return !isDirectionMark(c); });
    for (const QString &spelling : {plain, plain.endsWith(u'.') ? plain.chopped(1) : plain}) {
        const QString lower = m_locale.toLower(spelling);
        for (const QString &written :
             {spelling, lower, m_locale.toUpper(spelling), QString(m_locale.toUpper(lower.left(1)) + lower.mid(1))}) {
            if (!written.isEmpty())
                names.push_back({written.toStdString(), value});
        }
    }
}

void DateStep::addNames(bool longNames, bool months)
{
    const QLocale::FormatType form = longNames ? QLocale::LongFormat : QLocale::ShortFormat;
    std::vector<Name> &names = months ? m_months : m_days;
    for (int value = 1; value <= (months ? 12 : 7); ++value) {
        addName(names, months ? m_locale.monthName(value, form) : m_locale.dayName(value, form), value);
        addName(names, months ? m_locale.standaloneMonthName(value, form) : m_locale.standaloneDayName(value, form),
                value);
    }
    std::sort(names.begin(), names.end(), [](const Name &one, const Name &other) {
        return one.text.size() != other.text.size() ? one.text.size() > other.text.size() : one.text < other.text;
    });
}

int DateStep::takeDigit(std::string_view &text) const
{
    if (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        const int digit = text.front() - '0';
        text.remove_prefix(1);
        return digit;
    }
    // The ten digits of a script follow one another and differ in the last byte only.
    const std::size_t size = m_zeroDigit.size();
    if (size == 0 || text.size() < size
        || text.substr(0, size - 1) != std::string_view(m_zeroDigit).substr(0, size - 1))
        return -1;
    const int digit = static_cast<unsigned char>(text[size - 1]) - static_cast<unsigned char>(m_zeroDigit.back());
    if (digit < 0 || digit > 9)
        return -1;
    text.remove_prefix(size);
    return digit;
}

bool DateStep::readNumber(std::string_view &text, int least, int most, int &value) const
{
    int digits = 0;
    for (int digit = 0; digits < most && (digit = takeDigit(text)) >= 0; ++digits)
        value = value * 10 + digit;
    return digits >= least;
}

bool DateStep::read(const Token &token, std::string_view &text, Reading &reading) const
{
    const auto name = [&text](const std::vector<Name> &names, int &value) {
        const auto found = std::find_if(names.begin(), names.end(),
                                        [&text](const Name &known) { return text.starts_with(known.text); });
        if (found == names.end())
            return false;
        value = found->value;
        text.remove_prefix(found->text.size());
        return true;
    };
    if (token.part != Part::Blank)
        skipDirectionMarks(text);
    switch (token.part) {
    case Part::Literal:
        if (!text.starts_with(token.text))
            return false;
        text.remove_prefix(token.text.size());
        return true;
    case Part::Blank:
        return takeBlanks(text);
    case Part::Day:
        return readNumber(text, 1, 2, reading.day.day);
    case Part::PaddedDay:
        return readNumber(text, 2, 2, reading.day.day);
    case Part::DayName:
        return name(m_days, reading.dayOfWeek);
    case Part::Month:
        return readNumber(text, 1, 2, reading.day.month);
    case Part::PaddedMonth:
        return readNumber(text, 2, 2, reading.day.month);
    case Part::MonthName:
        return name(m_months, reading.day.month);
    case Part::ShortYear:
        if (!readNumber(text, 2, 2, reading.day.year))
            return false;
        reading.day.year += reading.day.year >= 70 ? 1900 : 2000;
        return true;
    case Part::Year:
        return readNumber(text, 4, 4, reading.day.year);
    }
    Q_UNREACHABLE();
}

std::optional<EnrichRule> DateStep::apply(std::string_view text, std::string &result) const
{
    Reading reading;
    text = trimmedText(text);
    for (const Token &token : m_tokens) {
        if (token.part == Part::Blank && text.empty())
            continue; // the last one: what is read is trimmed
        if (!read(token, text, reading))
            return EnrichRule::NotDate;
    }
    skipDirectionMarks(text);
    if (!text.empty())
        return EnrichRule::NotDate;
    if (!isCalendarDay(reading.day))
        return EnrichRule::NoSuchDay;
    if (reading.dayOfWeek != 0
        && QDate(reading.day.year, reading.day.month, reading.day.day).dayOfWeek() != reading.dayOfWeek)
        return EnrichRule::NoSuchDay;
    appendIsoDate(reading.day, result);
    return std::nullopt;
}

} // namespace muster
